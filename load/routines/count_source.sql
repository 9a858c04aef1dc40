-- How many records and faults of a source there are; records is null if they lie
-- on a server that does not answer. Dataset by dataset, so that only its own
-- partitions are looked at, and planned anew, so that no other is connected to.
-- Reads arms.document and what is counted: arms.notice_publication,
--   arms.transfer, arms_internal.figure, arms.policy_document, arms.code,
--   arms.contract_award,
--   arms.fault; arms.edition, for the datasets of the source.
CREATE OR REPLACE FUNCTION arms_internal.count_source(of_source text,
    OUT records bigint, OUT faults bigint)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    name text;
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
             + (SELECT count(*)
                  FROM arms.contract_award
                  JOIN arms.document d USING (document_id)
                 WHERE d.source = of_source)
             + (SELECT count(DISTINCT (scheme, code))
                  FROM arms.code
                  JOIN arms.document d USING (document_id)
                 WHERE d.source = of_source);
    faults := (SELECT count(*)
                 FROM arms.fault
                 JOIN arms.document d USING (document_id)
                WHERE d.source = of_source);
    FOR name IN SELECT DISTINCT dataset
                  FROM arms.edition JOIN arms.document d USING (document_id)
                 WHERE d.source = of_source
    LOOP
        records := records
            + (SELECT count(*) FROM arms.transfer WHERE dataset = name)
            + (SELECT count(*) FROM arms_internal.figure WHERE dataset = name);
    END LOOP;
EXCEPTION WHEN connection_exception THEN
    RAISE WARNING '%', SQLERRM;
    records := NULL;
END $$;
