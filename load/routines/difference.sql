-- An edition staged by its difference: most of what a publisher states anew it has
-- stated before. Where the database has, of an edition's years, what an earlier one
-- states and nothing else, only the figures in which the two packages differ are
-- staged; all others are the same, and nothing is to be done for them. Where that
-- cannot be told, all are staged.

-- The edition that may be staged by its difference, the earlier one, and how many
-- figures both have in common with the database; no row if there is none.
-- The last edition that is of no other years is the earlier one. All that it states is
-- there as it states it if there are no figures of later ones in these years, if since
-- then none has ended, and if no exception was made for it.
-- Reads new_edition, arms.edition, arms.series, arms_internal.edition_row,
--   arms_internal.figure, arms_history.figure_history.
CREATE OR REPLACE FUNCTION arms_internal.find_earlier_edition()
RETURNS TABLE (document_id uuid, earlier uuid, figures bigint)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
    e arms.edition;
    o arms.edition;
    longest interval;
    last_editions integer[];
    is_same boolean;
    are_within boolean;
BEGIN
    SELECT n.document_id, n.dataset, n.edition_at, n.since, n.until
      INTO e.document_id, e.dataset, e.edition_at, e.since, e.until
      FROM pg_temp.new_edition n
     WHERE NOT EXISTS (SELECT FROM pg_temp.new_edition other
                        WHERE other.document_id <> n.document_id)
       AND n.edition_at > ALL (SELECT edition_at FROM arms.edition k
                                WHERE k.dataset = n.dataset);
    SELECT * INTO o FROM arms.edition k
     WHERE k.dataset = e.dataset AND k.document_id <> e.document_id
       AND (e.since IS NULL OR k.since >= e.since)
       AND (e.until IS NULL OR k.until <= e.until)
     ORDER BY applied_at DESC LIMIT 1;
    IF o.document_id IS NULL
       OR NOT arms_internal.has_partition_here('figure', e.dataset)
       OR EXISTS (SELECT FROM arms_internal.edition_row
                   WHERE document_id = o.document_id) THEN
        RETURN;
    END IF;

    IF EXISTS (SELECT FROM arms.series
                WHERE dataset = e.dataset AND occurrence > 1)
       OR EXISTS (SELECT FROM arms_history.figure_history h
                   WHERE h.dataset = e.dataset AND h.valid_to > o.applied_at
                     AND (e.since IS NULL OR h.period_start >= e.since)
                     AND (e.until IS NULL OR h.period_start <= e.until)) THEN
        RETURN;
    END IF;
    last_editions := ARRAY(SELECT edition_id FROM arms.edition
        WHERE dataset = e.dataset AND applied_at <= o.applied_at);
    SELECT CASE WHEN count(*) = count(duration) THEN max(duration) END
      INTO longest FROM arms.series WHERE dataset = e.dataset;
    SELECT sum(alike.figures), bool_and(edition_id = ANY (last_editions)),
           bool_and(arms_internal.is_within(e, period_start, longest))
      INTO figures, is_same, are_within
      FROM (SELECT period_start, edition_id, count(*) AS figures
              FROM arms_internal.figure f
             WHERE f.dataset = e.dataset
               AND (f.edition_id = o.edition_id
                    OR (e.since IS NULL OR f.period_start >= e.since)
                       AND (e.until IS NULL OR f.period_start <= e.until))
             GROUP BY 1, 2) alike;
    IF is_same AND are_within IS NOT TRUE THEN
        is_same := NOT EXISTS (
            SELECT FROM arms_internal.figure f
              JOIN arms.series s ON s.dataset = e.dataset
                                AND s.series_id = f.series_id
             WHERE f.dataset = e.dataset
               AND (f.edition_id = o.edition_id
                    OR (e.since IS NULL OR f.period_start >= e.since)
                       AND (e.until IS NULL OR f.period_start <= e.until))
               AND arms_internal.is_within(e, f.period_start, s.duration)
                   IS NOT TRUE);
    END IF;
    IF is_same THEN
        document_id := e.document_id;
        earlier := o.document_id;
        RETURN NEXT;
    END IF;
END $$;

-- Takes what is staged of an edition as its difference, of so many figures, so many of
-- them not empty. False where it cannot be one: where a figure that is gone is not
-- there, or one that differs is there and not gone, which the edition states twice.
-- Reads new_observation, gone_observation, resolved_series, arms.series,
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
              FROM gone_observation g JOIN resolved_series s USING (series_id)
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

-- Forgets what was staged of figures, to stage them all.
-- Changes new_series, new_observation, gone_observation, resolved_series.
CREATE OR REPLACE FUNCTION arms_internal.forget_difference() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    TRUNCATE pg_temp.new_series, pg_temp.new_observation, gone_observation,
        resolved_series;
END $$;
