-- Brings a table to what is staged for it, within a scope: rows whose scope
-- column is in the temporary table `scopes` and that are not staged are
-- deleted; equal rows, by key and row_hash, are not touched. Where `scopes` is
-- null, the table has no row of the scope yet. Most packages state nothing for
-- most tables, and then no more is asked than that.
-- The trigger arms_internal.keep_history() (migrations/0022_schemas.sql) puts the
-- old version of a changed or deleted row into arms_history.<target>_history; deals
-- and figures have transfer_rows.template.sql and figure.sql in place of both.
-- Reads new_<target>, and the table named by `scopes`; changes the table of that
-- name in its schema.
CREATE OR REPLACE FUNCTION arms_internal.merge(
    target text, key text[], scope text, scopes text, run bigint,
    OUT added bigint, OUT changed bigint, OUT removed bigint)
LANGUAGE plpgsql AS $$
DECLARE
    place text := arms_internal.qualified(target);
    is_staged boolean := pg_relation_size('pg_temp.new_' || target) > 0;
    has_scope boolean := scopes IS NOT NULL
        AND pg_relation_size('pg_temp.' || scopes) > 0;
    columns text;
    keys text;
    updates text;
BEGIN
    added := 0;
    changed := 0;
    removed := 0;
    IF NOT is_staged AND NOT has_scope THEN
        RETURN;
    END IF;
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum),
           string_agg(format('%1$I = excluded.%1$I', attname), ', ')
               FILTER (WHERE attname <> ALL (key))
      INTO columns, updates
      FROM pg_attribute
     WHERE attrelid = ('pg_temp.new_' || target)::regclass
       AND attnum > 0 AND NOT attisdropped;
    SELECT string_agg(format('n.%1$I = t.%1$I', k), ' AND ')
      INTO keys FROM unnest(key) k;

    IF has_scope THEN
        EXECUTE format(
            'DELETE FROM %1$s t USING pg_temp.%2$I s'
            ' WHERE t.%3$I = s.%3$I AND NOT EXISTS'
            ' (SELECT FROM pg_temp.%4$I n WHERE %5$s)',
            place, scopes, scope, 'new_' || target, keys);
        GET DIAGNOSTICS removed = ROW_COUNT;
    END IF;
    IF NOT is_staged THEN
        RETURN;
    END IF;

    EXECUTE format(
        'WITH merged AS ('
        ' INSERT INTO %1$s (%2$s, run_id, valid_from)'
        ' SELECT %2$s, $1, now() FROM pg_temp.%3$I n WHERE NOT EXISTS'
        ' (SELECT FROM %1$s t WHERE %4$s AND t.row_hash = n.row_hash)'
        ' ON CONFLICT (%5$s) DO UPDATE SET %6$s,'
        ' run_id = excluded.run_id, valid_from = excluded.valid_from'
        ' RETURNING xmax = 0 AS is_new)'
        ' SELECT count(*) FILTER (WHERE is_new),'
        ' count(*) FILTER (WHERE NOT is_new) FROM merged',
        place, columns, 'new_' || target, keys,
        (SELECT string_agg(quote_ident(k), ', ') FROM unnest(key) k), updates)
    INTO added, changed USING run;
END $$;

