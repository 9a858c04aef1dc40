-- Any table that has a history, as it was at a time: set the time by
-- arms.as_of(), once in a session, and ask arms_as_of.TABLE. Rows of registers
-- and statistics are valid from edition to edition, all others from run to run.

-- Sets the time for the session; null for today.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms.as_of(at timestamptz) RETURNS timestamptz
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('arms.as_of', coalesce(at::text, ''), false);
    RETURN at;
END $$;
COMMENT ON FUNCTION arms.as_of(timestamptz) IS
    'From now on the session sees arms_as_of as it was then; null for today';

-- The time that was set; the end of time if none was.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms.as_of() RETURNS timestamptz
LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        nullif(current_setting('arms.as_of', true), '')::timestamptz,
        'infinity')
$$;

COMMENT ON FUNCTION arms.as_of() IS
    'The time as of which the session sees arms_as_of: infinity for today';

-- Reads nothing but the catalogue; makes the views of arms_as_of.
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN
        SELECT t.relname
          FROM pg_class t
          JOIN pg_class h ON h.relnamespace = 'arms_history'::regnamespace
                         AND h.relname = t.relname || '_history'
         WHERE t.relnamespace = 'arms'::regnamespace
           AND t.relkind IN ('r', 'p', 'v') AND NOT t.relispartition
           AND EXISTS (SELECT FROM pg_attribute a
                        WHERE a.attrelid = t.oid AND a.attname = 'valid_from')
    LOOP
        EXECUTE format('DROP VIEW IF EXISTS arms_as_of.%I', name);
        EXECUTE format(
            'CREATE VIEW arms_as_of.%1$I AS'
            ' SELECT %2$s FROM arms.%1$I WHERE valid_from <= arms.as_of()'
            ' UNION ALL'
            ' SELECT %2$s FROM arms_history.%3$I WHERE valid_from <= arms.as_of()'
            ' AND valid_to > arms.as_of()',
            name, arms_internal.columns_of(name), name || '_history');
    END LOOP;
END $$;

-- For tools that have no session to set a time in.
-- Reads nothing but the catalogue; makes a function for each of these tables.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY '{notice,transfer,observation}'::text[] LOOP
        EXECUTE format(
            'CREATE OR REPLACE FUNCTION arms.%1$I(at timestamptz)'
            ' RETURNS SETOF arms.%2$I LANGUAGE sql STABLE AS $body$'
            ' SELECT %3$s FROM arms.%2$I WHERE valid_from <= $1'
            ' UNION ALL'
            ' SELECT %3$s FROM arms_history.%4$I WHERE valid_from <= $1'
            ' AND valid_to > $1 $body$',
            name || '_at', name, arms_internal.columns_of(name), name || '_history');
        EXECUTE format('COMMENT ON FUNCTION arms.%I(timestamptz) IS %L',
            name || '_at', format('The rows of arms.%s as they stood at a time,'
            ' as arms_as_of.%1$s has them after arms.as_of()', name));
    END LOOP;
END $$;
