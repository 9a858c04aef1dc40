-- How many records and faults of a source there are.
-- Reads arms.document and what is counted: arms.notice_publication,
--   arms.transfer, arms.figure, arms.policy_document, arms.code,
--   arms.fault; arms.edition, for the datasets of the source.
CREATE OR REPLACE FUNCTION arms.count_source(of_source text,
    OUT records bigint, OUT faults bigint)
LANGUAGE plpgsql STABLE AS $$
BEGIN
    records := 0;
    faults := 0;
    IF NOT EXISTS (SELECT FROM arms.document d WHERE d.source = of_source) THEN
        RETURN;
    END IF;
    records := (SELECT count(DISTINCT notice_id)
                  FROM arms.notice_publication
                  JOIN arms.document d USING (document_id)
                 WHERE d.source = of_source)
             + (SELECT count(DISTINCT identifier)
                  FROM arms.policy_document
                  JOIN arms.document d USING (document_id)
                 WHERE d.source = of_source)
             + (SELECT count(DISTINCT (scheme, code))
                  FROM arms.code
                  JOIN arms.document d USING (document_id)
                 WHERE d.source = of_source)
             -- dataset by dataset: only its own partition is looked at
             + (SELECT coalesce(sum(t.rows + o.rows), 0)::bigint
                  FROM (SELECT DISTINCT e.dataset
                          FROM arms.edition e
                          JOIN arms.document d USING (document_id)
                         WHERE d.source = of_source) s
                 CROSS JOIN LATERAL (SELECT count(*) AS rows
                          FROM arms.transfer WHERE dataset = s.dataset) t
                 CROSS JOIN LATERAL (SELECT count(*) AS rows
                          FROM arms.figure WHERE dataset = s.dataset) o);
    faults := (SELECT count(*)
                 FROM arms.fault
                 JOIN arms.document d USING (document_id)
                WHERE d.source = of_source);
END $$;
