-- Template for: transfer

-- The rows of @table@ from edition to edition. Each statement is planned anew,
-- since one dataset has ten thousand times the rows of another.

-- What one edition states, whole and nothing else: out of what is kept those
-- rows that were valid when it was the newest, and are in its scope or were
-- stated by it; and the parts of rows that it states. Rows of other editions
-- are not in its scope, even if they were valid at that time.
-- Reads arms.edition, arms_internal.edition_row, arms.@table@, arms_history.@table@_history.
CREATE OR REPLACE FUNCTION arms.@table@_in(document uuid)
RETURNS SETOF arms.@table@
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    e arms.edition;
BEGIN
    SELECT * INTO e FROM arms.edition WHERE document_id = document;
    RETURN QUERY
    SELECT r.*
      FROM (
        SELECT @columns@
          FROM arms.@table@
         WHERE dataset = e.dataset AND valid_from <= e.applied_at
        UNION ALL
        SELECT @columns@
          FROM arms_history.@table@_history
         WHERE dataset = e.dataset AND valid_from <= e.applied_at
           AND valid_to > e.applied_at) r
      LEFT JOIN arms_internal.edition_row w
        ON w.document_id = e.document_id AND w.row_id = r.@table@_id
       AND w.occurrence = r.occurrence AND w.part IS NULL
     WHERE r.document_id = e.document_id OR w.row_id IS NOT NULL
        OR arms_internal.in_scope(e, r::arms.@table@)
    UNION ALL
    SELECT p.*
      FROM arms_internal.edition_row w
     CROSS JOIN LATERAL
           jsonb_populate_record(NULL::arms.@table@, w.part) p
     WHERE w.document_id = document AND w.part ? '@table@_id';
END $$;
COMMENT ON FUNCTION arms.@table@_in(uuid) IS
    'What one edition states of deals, whole and nothing else';

-- Stages what an edition states, as the database has it, to apply it anew.
-- Where a row is in the document is known only of the first document to state
-- it.
-- Reads what @table@_in() reads; changes new_@table@.
CREATE OR REPLACE FUNCTION arms_internal.restage_@table@s(document uuid) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    INSERT INTO pg_temp.new_@table@
           (document_id, number, line, @table@_id, @facts@)
    SELECT document, CASE WHEN r.document_id = document THEN r.number END,
           CASE WHEN r.document_id = document THEN r.line END,
           arms_internal.packaged_id(r), @facts@
      FROM arms.@table@_in(document) r
     ORDER BY r.occurrence, r.number, r.row_hash;
END $$;

-- Takes the rows of a dataset back to what they were before a point in time.
-- Changes arms.@table@, arms_history.@table@_history.
CREATE OR REPLACE FUNCTION arms_internal.rewind_@table@s(of_dataset text,
    since timestamptz) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    DELETE FROM arms.@table@
     WHERE dataset = of_dataset AND valid_from >= since;
    DELETE FROM arms_history.@table@_history
     WHERE dataset = of_dataset AND valid_from >= since;
    WITH revived AS (
        DELETE FROM arms_history.@table@_history
         WHERE dataset = of_dataset AND valid_to >= since
        RETURNING *)
    INSERT INTO arms.@table@ (@columns@)
    SELECT @columns@ FROM revived;
END $$;

-- Makes the partitions that the staged rows of an edition need, and numbers its
-- equal rows by their occurrence.
-- Changes new_@table@; makes partitions of arms.@table@, arms_history.@table@_history.
CREATE OR REPLACE FUNCTION arms_internal.number_@table@s(e arms.edition) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_temp.new_@table@
                    WHERE document_id = e.document_id) THEN
        RETURN;
    END IF;
    PERFORM arms_internal.make_partition('@table@', e.dataset);
    PERFORM arms_internal.make_partition('@table@_history', e.dataset);

    WITH repeated AS (
        SELECT coalesce(@table@_id, row_hash) AS id
          FROM pg_temp.new_@table@
         WHERE document_id = e.document_id
         GROUP BY 1 HAVING count(*) > 1
    ), numbered AS (
        SELECT n.staged_row, row_number() OVER (
                   PARTITION BY r.id ORDER BY n.staged_row) AS k
          FROM pg_temp.new_@table@ n
          JOIN repeated r ON r.id = coalesce(n.@table@_id, n.row_hash)
         WHERE n.document_id = e.document_id
    )
    UPDATE pg_temp.new_@table@ n SET occurrence = k
      FROM numbered
     WHERE n.staged_row = numbered.staged_row AND k > 1;
END $$;

-- Brings the table to what an edition states: rows that it states otherwise, or
-- does not state any more, go into the history; the same rows are not touched.
-- One join, since both sides may have millions of rows.
-- Reads new_@table@; changes arms.@table@, arms_history.@table@_history,
--   arms_internal.edition_row.
CREATE OR REPLACE FUNCTION arms_internal.replace_@table@s(e arms.edition, run bigint,
    OUT added bigint, OUT changed bigint, OUT removed bigint)
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    inserted bigint;
BEGIN
    WITH fate AS MATERIALIZED (
        SELECT *
          FROM (
            SELECT r.@table@_id AS id, r.occurrence, CASE
                   WHEN n.row_hash = r.row_hash THEN CASE
                       WHEN NOT arms_internal.in_scope(e, r::arms.@table@)
                       THEN 'repeated' END
                   WHEN n.row_hash IS NOT NULL THEN 'changed'
                   WHEN arms_internal.in_scope(e, r::arms.@table@) THEN 'removed'
                   END AS what
              FROM arms.@table@ r
              LEFT JOIN pg_temp.new_@table@ n
                ON n.document_id = e.document_id
               AND n.@table@_id = r.@table@_id
               AND n.occurrence = r.occurrence
             WHERE r.dataset = e.dataset) f
         WHERE what IS NOT NULL
    ), repeated AS (
        INSERT INTO arms_internal.edition_row (document_id, row_id, occurrence)
        SELECT e.document_id, id, occurrence FROM fate
         WHERE what = 'repeated'
    ), ended AS (
        DELETE FROM arms.@table@ r USING fate f
         WHERE r.dataset = e.dataset AND f.what <> 'repeated'
           AND r.@table@_id = f.id AND r.occurrence = f.occurrence
        RETURNING r.*
    ), recorded AS (
        INSERT INTO arms_history.@table@_history (@columns@, valid_to)
        SELECT @columns@, e.applied_at FROM ended
    )
    SELECT count(*) FILTER (WHERE what = 'changed'),
           count(*) FILTER (WHERE what = 'removed')
      INTO changed, removed
      FROM fate;

    INSERT INTO arms.@table@ (@staged@, run_id, valid_from)
    SELECT @staged@, run, e.applied_at
      FROM pg_temp.new_@table@ n
      LEFT JOIN (SELECT @table@_id, occurrence, true AS is_there
                   FROM arms.@table@ WHERE dataset = e.dataset) r
     USING (@table@_id, occurrence)
     WHERE n.document_id = e.document_id AND r.is_there IS NULL;
    GET DIAGNOSTICS inserted = ROW_COUNT;
    added := inserted - changed;
END $$;
