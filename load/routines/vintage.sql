-- Any table that has a history, as it stood: say when by arms.as_of(), once in
-- a session, and ask arms_as_of.TABLE. Statistics stand from edition to
-- edition, all else from run to run.
CREATE OR REPLACE FUNCTION arms.as_of(at timestamptz) RETURNS timestamptz
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('arms.as_of', coalesce(at::text, ''), false);
    RETURN at;
END $$;
COMMENT ON FUNCTION arms.as_of(timestamptz) IS
    'From now on the session sees arms_as_of as it stood then; null for today';

-- What was said; the end of time if nothing was.
CREATE OR REPLACE FUNCTION arms.as_of() RETURNS timestamptz
LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        nullif(current_setting('arms.as_of', true), '')::timestamptz,
        'infinity')
$$;

DO $$
DECLARE
    name text;
BEGIN
    FOR name IN
        SELECT t.relname
          FROM pg_class t
          JOIN pg_class h ON h.relnamespace = t.relnamespace
                         AND h.relname = t.relname || '_history'
         WHERE t.relnamespace = 'arms'::regnamespace
           AND t.relkind IN ('r', 'p') AND NOT t.relispartition
    LOOP
        EXECUTE format('DROP VIEW IF EXISTS arms_as_of.%I', name);
        EXECUTE format(
            'CREATE VIEW arms_as_of.%1$I AS'
            ' SELECT %2$s FROM arms.%1$I WHERE valid_from <= arms.as_of()'
            ' UNION ALL'
            ' SELECT %2$s FROM arms.%3$I WHERE valid_from <= arms.as_of()'
            ' AND valid_to > arms.as_of()',
            name, arms.columns_of(name), name || '_history');
    END LOOP;
END $$;

-- What one edition says, whole and nothing else: rows of others are not in
-- its scope, even if they stood at that time.
CREATE OR REPLACE FUNCTION arms.transfer_in(document uuid)
RETURNS SETOF arms.transfer
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY EXECUTE arms.query_of_edition('transfer') USING document;
END $$;

CREATE OR REPLACE FUNCTION arms.observation_in(document uuid)
RETURNS SETOF arms.observation
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY EXECUTE arms.query_of_edition('observation') USING document;
END $$;
