-- How many records and faults of a source there are.
CREATE OR REPLACE FUNCTION arms.count_source(name text,
    OUT records bigint, OUT faults bigint)
LANGUAGE sql STABLE AS $$
    SELECT (SELECT count(DISTINCT notice_id)
              FROM arms.notice_publication
              JOIN arms.document d USING (document_id) WHERE d.source = name)
         + (SELECT count(*) FROM arms.transfer WHERE dataset = ANY (x.sets))
         + (SELECT count(*) FROM arms.observation WHERE dataset = ANY (x.sets))
         + (SELECT count(DISTINCT identifier)
              FROM arms.policy_document
              JOIN arms.document d USING (document_id) WHERE d.source = name),
           (SELECT count(*)
              FROM arms.fault
              JOIN arms.document d USING (document_id) WHERE d.source = name)
      FROM (SELECT ARRAY(SELECT DISTINCT e.dataset
                           FROM arms.edition e
                           JOIN arms.document d USING (document_id)
                          WHERE d.source = name) AS sets) x
$$;
