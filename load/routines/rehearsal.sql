-- What a rehearsal of a load would change: it is one transaction that is never
-- committed.

-- The columns in which two versions of a row differ, each with both values; of
-- a row that has one version, its values.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.row_difference(before jsonb, after jsonb)
RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT string_agg(CASE
               WHEN before IS NULL THEN format('%s: %s', key, after ->> key)
               WHEN after IS NULL THEN format('%s: %s', key, before ->> key)
               ELSE format('%s: %s -> %s', key,
                    coalesce(before ->> key, 'null'),
                    coalesce(after ->> key, 'null')) END, '; ' ORDER BY key)
      FROM jsonb_object_keys(coalesce(before, '{}') || coalesce(after, '{}'))
               key
     WHERE coalesce(before -> key, 'null') <> coalesce(after -> key, 'null')
       AND key NOT IN ('row_hash', 'run_id', 'valid_from', 'valid_to')
$$;

-- Of one table with a history, what the runs of this transaction have added,
-- changed and removed: how many rows, and the first by its key. A row that this
-- transaction wrote is younger than it; one that is not of its runs was written
-- again as it was, as when an edition between two others is put in its place. What
-- a row was before is the last of its versions that is of another run.
-- Reads arms.<target>, arms.<target>_history, arms.run, arms.edition.
CREATE OR REPLACE FUNCTION arms_internal.rehearsed_changes(target text, key text[])
RETURNS TABLE (change text, rows bigint, first text, difference text)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    keys text := (SELECT string_agg(quote_ident(k), ', ') FROM unnest(key) k);
    ours bigint[] := ARRAY(SELECT run_id FROM arms.run
        WHERE age(xmin) <= age(pg_current_xact_id()::xid));
BEGIN
    RETURN QUERY EXECUTE format($sql$
        WITH ended AS (
            SELECT DISTINCT ON (%1$s) %1$s, valid_to, to_jsonb(h) AS before
              FROM arms_history.%3$I h
             WHERE age(h.xmin) <= age(pg_current_xact_id()::xid)
               AND run_id <> ALL ($1)
             ORDER BY %1$s, valid_from DESC
        ), changes AS (
            SELECT CASE WHEN before IS NULL THEN 'added'
                        ELSE 'changed' END AS change,
                   concat_ws(' ', %1$s) AS row,
                   arms_internal.row_difference(before, to_jsonb(t)) AS difference
              FROM arms.%2$I t LEFT JOIN ended e USING (%1$s)
             WHERE t.run_id = ANY ($1)
               AND age(t.xmin) <= age(pg_current_xact_id()::xid)
            UNION ALL
            SELECT 'removed', concat_ws(' ', %1$s),
                   arms_internal.row_difference(before, NULL)
              FROM ended e LEFT JOIN arms.%2$I t USING (%1$s)
             WHERE t.row_hash IS NULL
               AND (e.valid_to = now() OR e.valid_to IN (
                    SELECT applied_at FROM arms.edition
                     WHERE run_id = ANY ($1)))
        )
        SELECT change, count(*), (array_agg(row ORDER BY row COLLATE "C"))[1],
               (array_agg(difference ORDER BY row COLLATE "C"))[1]
          FROM changes WHERE difference IS NOT NULL
         GROUP BY change ORDER BY change $sql$,
        keys, target, target || '_history') USING ours;
END $$;

-- What of a series and a figure is only a number or a hash of the database's.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.series_numbers() RETURNS text[]
LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY['series_id', 'topic', 'subject', 'wording', 'edition_id',
        'valid_to']
$$;

-- What rehearsed_changes() gives of a table, of the figures; the run of a figure
-- is that of its edition.
-- Reads arms_internal.figure, arms_history.figure_history, arms.series, arms.edition, arms.run.
CREATE OR REPLACE FUNCTION arms_internal.rehearsed_figures()
RETURNS TABLE (change text, rows bigint, first text, difference text)
LANGUAGE sql AS $$
    WITH ours AS MATERIALIZED (
        SELECT edition_id, applied_at, run_id FROM arms.edition
         WHERE run_id IN (SELECT run_id FROM arms.run
                           WHERE age(xmin) <= age(pg_current_xact_id()::xid))
    ), ended AS (
        SELECT DISTINCT ON (s.dataset, s.topic, h.period_start)
               s.subject, s.topic, h.period_start, s.occurrence, h.valid_to,
               h.dataset, to_jsonb(s) || to_jsonb(h) AS before
          FROM arms_history.figure_history h
          JOIN arms.series s USING (dataset, series_id)
          JOIN arms.edition e USING (edition_id)
         WHERE age(h.xmin) <= age(pg_current_xact_id()::xid)
           AND edition_id NOT IN (SELECT edition_id FROM ours)
         ORDER BY s.dataset, s.topic, h.period_start, e.applied_at DESC
    ), present AS (
        SELECT s.subject, s.topic, f.period_start, s.occurrence, f.dataset,
               edition_id IN (SELECT edition_id FROM ours)
                   AND age(f.xmin) <= age(pg_current_xact_id()::xid) AS is_ours,
               to_jsonb(s) || to_jsonb(f) AS after
          FROM arms_internal.figure f JOIN arms.series s USING (dataset, series_id)
         WHERE age(f.xmin) <= age(pg_current_xact_id()::xid)
            OR EXISTS (SELECT FROM ended)
    ), changes AS (
        SELECT CASE WHEN e.topic IS NULL THEN 'added'
                    WHEN p.topic IS NULL THEN 'removed'
                    ELSE 'changed' END AS change,
               concat_ws(' ', arms_internal.observation_id(
                       coalesce(p.subject, e.subject), period_start),
                   coalesce(p.occurrence, e.occurrence)) AS row,
               arms_internal.row_difference(
                   before - arms_internal.series_numbers(),
                   after - arms_internal.series_numbers()) AS difference
          FROM present p
          FULL JOIN ended e USING (dataset, topic, period_start)
         WHERE p.is_ours
            OR (p.topic IS NULL AND (e.valid_to = now() OR e.valid_to IN (
                    SELECT applied_at FROM ours)))
    )
    SELECT change, count(*), (array_agg(row ORDER BY row COLLATE "C"))[1],
           (array_agg(difference ORDER BY row COLLATE "C"))[1]
      FROM changes WHERE difference IS NOT NULL
     GROUP BY change ORDER BY change
$$;

-- The same of all tables that have a history; of one in partitions these have
-- the key.
-- Reads them.
CREATE OR REPLACE FUNCTION arms_internal.rehearsed_changes()
RETURNS TABLE (target name, change text, rows bigint, first text,
    difference text)
LANGUAGE sql AS $$
    WITH keyed AS (
        SELECT DISTINCT ON (c.oid) c.relname AS target, ARRAY(
                   SELECT a.attname::text FROM pg_attribute a
                    WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
                    ORDER BY array_position(i.indkey::smallint[], a.attnum))
                   AS key
          FROM pg_class c
          LEFT JOIN pg_inherits p ON p.inhparent = c.oid
          JOIN pg_index i ON i.indrelid = coalesce(p.inhrelid, c.oid)
                         AND i.indisprimary
         WHERE c.relnamespace = 'arms'::regnamespace AND NOT c.relispartition
           AND to_regclass(format('arms_history.%I', c.relname || '_history'))
               IS NOT NULL
         ORDER BY c.oid, i.indrelid
    )
    SELECT k.target, r.*
      FROM keyed k CROSS JOIN LATERAL arms_internal.rehearsed_changes(target, key) r
    UNION ALL
    SELECT 'observation', r.* FROM arms_internal.rehearsed_figures() r
     ORDER BY 1, 2
$$;
