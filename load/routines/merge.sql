-- Brings a table to what is staged for it, within a scope: rows whose scope
-- column is in the temporary table `scopes` and that are not staged are
-- deleted; equal rows, by key and row_hash, are not touched.
-- The trigger arms_internal.keep_history() (migrations/0022_schemas.sql) puts the
-- old version of a changed or deleted row into arms_history.<target>_history; deals
-- and figures have transfer_rows.template.sql and figure.sql in place of both.
-- Reads new_<target>, and the table named by `scopes`; changes arms.<target>.
CREATE OR REPLACE FUNCTION arms_internal.merge(
    target text, key text[], scope text, scopes text, run bigint,
    OUT added bigint, OUT changed bigint, OUT removed bigint)
LANGUAGE plpgsql AS $$
DECLARE
    columns text;
    keys text;
    updates text;
BEGIN
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum),
           string_agg(format('%1$I = excluded.%1$I', attname), ', ')
               FILTER (WHERE attname <> ALL (key))
      INTO columns, updates
      FROM pg_attribute
     WHERE attrelid = ('pg_temp.new_' || target)::regclass
       AND attnum > 0 AND NOT attisdropped;
    SELECT string_agg(format('n.%1$I = t.%1$I', k), ' AND ')
      INTO keys FROM unnest(key) k;

    EXECUTE format(
        'DELETE FROM %1$s t USING pg_temp.%2$I s'
        ' WHERE t.%3$I = s.%3$I AND NOT EXISTS'
        ' (SELECT FROM pg_temp.%4$I n WHERE %5$s)',
        arms_internal.qualified(target), scopes, scope, 'new_' || target, keys);
    GET DIAGNOSTICS removed = ROW_COUNT;

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
        arms_internal.qualified(target), columns, 'new_' || target, keys,
        (SELECT string_agg(quote_ident(k), ', ') FROM unnest(key) k), updates)
    INTO added, changed USING run;
END $$;

