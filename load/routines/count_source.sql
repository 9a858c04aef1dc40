-- How many records and faults of a source there are.
-- Reads arms.document and what is counted: arms.notice_publication,
--   arms.transfer, arms.observation, arms.policy_document, arms.code,
--   arms.fault; arms.edition, for the datasets of the source.
CREATE OR REPLACE FUNCTION arms.count_source(of_source text,
    OUT records bigint, OUT faults bigint)
LANGUAGE sql STABLE AS $$
    SELECT (SELECT count(DISTINCT notice_id)
              FROM arms.notice_publication
              JOIN arms.document d USING (document_id)
             WHERE d.source = of_source)
         + (SELECT count(*) FROM arms.transfer WHERE dataset = ANY (x.sets))
         + (SELECT count(*) FROM arms.observation WHERE dataset = ANY (x.sets))
         + (SELECT count(DISTINCT identifier)
              FROM arms.policy_document
              JOIN arms.document d USING (document_id)
             WHERE d.source = of_source)
         + (SELECT count(DISTINCT (scheme, code))
              FROM arms.code
              JOIN arms.document d USING (document_id)
             WHERE d.source = of_source),
           (SELECT count(*)
              FROM arms.fault
              JOIN arms.document d USING (document_id)
             WHERE d.source = of_source)
      FROM (SELECT ARRAY(SELECT DISTINCT e.dataset
                           FROM arms.edition e
                           JOIN arms.document d USING (document_id)
                          WHERE d.source = of_source) AS sets) x
$$;
