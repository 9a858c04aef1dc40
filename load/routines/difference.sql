-- An edition staged by its difference: most of what a publisher states anew it has
-- stated before. Where the database has, of an edition's years, what an earlier one
-- states and nothing else, only the figures in which the two packages differ are
-- staged; all others are the same, and nothing is to be done for them. Where that
-- cannot be told, all are staged.

-- The duration that all series of a dataset have; null if they have several. As text,
-- for where durations are compared a month equals 30 days.
-- Reads arms.series.
CREATE OR REPLACE FUNCTION arms_internal.only_duration(of_dataset text)
RETURNS interval
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    RETURN (SELECT min(duration) FROM arms.series WHERE dataset = of_dataset
            HAVING count(DISTINCT duration::text) = 1
               AND count(duration) = count(*));
END $$;

-- Whether all figures of an edition's years, and those that another states, are within
-- these years to their last day.
-- Reads arms.series, arms_internal.figure.
CREATE OR REPLACE FUNCTION arms_internal.are_figures_within(e arms.edition,
    stated_by integer) RETURNS boolean
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    RETURN NOT EXISTS (
        SELECT FROM arms_internal.figure f
          JOIN arms.series s ON s.dataset = e.dataset AND s.series_id = f.series_id
         WHERE f.dataset = e.dataset
           AND (f.edition_id = stated_by
                OR (e.since IS NULL OR f.period_start >= e.since)
                   AND (e.until IS NULL OR f.period_start <= e.until))
           AND arms_internal.is_within(e, f.period_start, s.duration)
               IS NOT TRUE);
END $$;

-- The edition that may be staged by its difference; how many figures there are of its
-- years; and the earlier edition to compare with, as the database has it. No row if
-- there is none. The earlier one is the last that has no years which this one has not.
-- All figures of these years are just what it states, if there are as many as it
-- states, which the caller counts, and:
-- - no exception was made for it: it states nothing beyond its years that was there
--   before, and repeats no edition but for some figures;
-- - what it states has its place in these years;
-- - since then nothing of these years, or that it stated, has ended, and nothing was
--   added.
-- Two sources never state one dataset (see check_datasets()), and a source has one load
-- at a time: what this finds stays true until it is merged.
-- Reads new_document, new_edition, arms.edition, arms.series,
--   arms_internal.edition_row, arms_internal.figure, arms_history.figure_history.
CREATE OR REPLACE FUNCTION arms_internal.find_earlier_edition()
RETURNS TABLE (document_id uuid, figures bigint, earlier uuid, earlier_hash uuid)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
    e arms.edition;
    o arms.edition;
    only_duration interval;
    has_later boolean;
    are_within boolean;
BEGIN
    -- A package that states anew what it stated, or takes it back, rewinds a dataset.
    SELECT n.document_id, n.dataset, n.edition_at, n.since, n.until
      INTO e.document_id, e.dataset, e.edition_at, e.since, e.until
      FROM pg_temp.new_edition n
     WHERE NOT EXISTS (SELECT FROM pg_temp.new_edition other
                        WHERE other.document_id <> n.document_id)
       AND NOT EXISTS (SELECT FROM arms.edition k
                         JOIN pg_temp.new_document USING (document_id))
       AND n.edition_at > ALL (SELECT edition_at FROM arms.edition k
                                WHERE k.dataset = n.dataset);
    SELECT * INTO o FROM arms.edition k
     WHERE k.dataset = e.dataset
       AND (e.since IS NULL OR k.since >= e.since)
       AND (e.until IS NULL OR k.until <= e.until)
     ORDER BY applied_at DESC LIMIT 1;
    IF o.document_id IS NULL
       OR NOT arms_internal.has_partition_here('figure', e.dataset)
       OR EXISTS (SELECT FROM arms_internal.edition_row
                   WHERE document_id = o.document_id)
       OR EXISTS (SELECT FROM arms.series
                   WHERE dataset = e.dataset AND occurrence > 1)
       OR EXISTS (SELECT FROM arms_history.figure_history h
                   WHERE h.dataset = e.dataset AND h.valid_to > o.applied_at
                     AND (h.edition_id = o.edition_id
                          OR (e.since IS NULL OR h.period_start >= e.since)
                             AND (e.until IS NULL OR h.period_start <= e.until)))
       THEN
        RETURN;
    END IF;
    only_duration := arms_internal.only_duration(e.dataset);
    SELECT sum(alike.figures)::bigint, bool_or(k.edition_id IS NULL),
           bool_and(arms_internal.is_within(e, period_start, only_duration)
                    IS TRUE)
      INTO figures, has_later, are_within
      FROM (SELECT f.period_start, f.edition_id, count(*) AS figures
              FROM arms_internal.figure f
             WHERE f.dataset = e.dataset
               AND (f.edition_id = o.edition_id
                    OR (e.since IS NULL OR f.period_start >= e.since)
                       AND (e.until IS NULL OR f.period_start <= e.until))
             GROUP BY 1, 2) alike
      LEFT JOIN arms.edition k ON k.edition_id = alike.edition_id
       AND k.dataset = e.dataset AND k.applied_at <= o.applied_at;
    IF NOT has_later
       AND (are_within OR arms_internal.are_figures_within(e, o.edition_id)) THEN
        document_id := e.document_id;
        earlier := o.document_id;
        earlier_hash := o.row_hash;
        RETURN NEXT;
    END IF;
END $$;

-- Takes what is staged of an edition as its difference: it states so many figures, of
-- which so many have a value. False where that is no difference: a figure that the
-- earlier edition alone states is not there; or one that this one alone states is there,
-- though the earlier does not state it otherwise, so that this one states it twice.
-- Reads new_edition, new_observation, gone_observation, resolved_series, arms.series,
--   arms_internal.figure. Fills staged_difference.
CREATE OR REPLACE FUNCTION arms_internal.take_difference(document uuid, figures bigint,
    given bigint) RETURNS boolean
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    of_dataset text := (SELECT n.dataset FROM pg_temp.new_edition n
                         WHERE n.document_id = document);
BEGIN
    IF EXISTS (SELECT FROM pg_temp.new_observation WHERE period_start IS NULL)
       OR EXISTS (
        WITH gone AS (
            SELECT s.kept_id, g.period_start
              FROM pg_temp.gone_observation g
              JOIN resolved_series s USING (series_id)
        ), stated AS (
            SELECT DISTINCT t.series_id, o.period_start
              FROM pg_temp.new_observation o
              JOIN resolved_series s USING (series_id)
              JOIN arms.series t ON t.dataset = of_dataset
                                AND t.topic = s.topic
        ), present AS (
            SELECT f.series_id, f.period_start
              FROM stated n
              JOIN arms_internal.figure f ON f.dataset = of_dataset
               AND f.series_id = n.series_id AND f.period_start = n.period_start
        )
        SELECT FROM present p
         WHERE NOT EXISTS (SELECT FROM gone g
                            WHERE g.kept_id = p.series_id
                              AND g.period_start = p.period_start)
        UNION ALL
        SELECT FROM gone g
         WHERE NOT EXISTS (SELECT FROM arms_internal.figure f
                            WHERE f.dataset = of_dataset
                              AND f.series_id = g.kept_id
                              AND f.period_start = g.period_start)) THEN
        RETURN false;
    END IF;
    INSERT INTO staged_difference VALUES (document, of_dataset, figures, given);
    RETURN true;
END $$;
