-- Notes how many figures of a dataset there are, and gives it: so many more than were
-- noted, or, where that is null or nothing was noted of this very table, as counted.
-- Nothing is noted of a dataset on another server, which another hub may change.
-- Reads arms_internal.figure; changes arms_internal.dataset_figures.
CREATE OR REPLACE FUNCTION arms_internal.note_figures(of_dataset text, more bigint)
RETURNS bigint
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    here regclass := arms_internal.place_of_figures(of_dataset);
    noted bigint;
BEGIN
    UPDATE arms_internal.dataset_figures SET figures = figures + more
     WHERE dataset = of_dataset AND place = here AND more IS NOT NULL
    RETURNING figures INTO noted;
    IF FOUND THEN
        RETURN noted;
    END IF;
    DELETE FROM arms_internal.dataset_figures WHERE dataset = of_dataset;
    IF here IS NOT NULL THEN
        SELECT count(*) INTO noted FROM arms_internal.figure
         WHERE dataset = of_dataset;
        INSERT INTO arms_internal.dataset_figures VALUES (of_dataset, here, noted);
    END IF;
    RETURN noted;
END $$;

-- How many figures of a dataset there are: as noted of this very table, else counted.
-- Reads arms_internal.dataset_figures, arms_internal.figure.
CREATE OR REPLACE FUNCTION arms_internal.count_figures(of_dataset text)
RETURNS bigint
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    RETURN coalesce(
        (SELECT figures FROM arms_internal.dataset_figures
          WHERE dataset = of_dataset
            AND place = arms_internal.place_of_figures(of_dataset)),
        (SELECT count(*) FROM arms_internal.figure WHERE dataset = of_dataset));
END $$;

-- How many records and faults of a source there are; records is null if they lie
-- on a server that does not answer. Dataset by dataset, so that only its own
-- partitions are looked at, and planned anew, so that no other is connected to.
-- Reads arms.document and what is counted: arms.notice_publication,
--   arms.transfer, arms.policy_document, arms.code, arms.contract_award, arms.fault,
--   what count_figures() reads; arms.edition, for the datasets of the source.
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
            + arms_internal.count_figures(name);
    END LOOP;
EXCEPTION WHEN connection_exception THEN
    RAISE WARNING '%', SQLERRM;
    records := NULL;
END $$;
