-- Who may read: members of the role arms_reader, which is of the whole server.

-- Makes the role, where this user may, and lets it read what is there and what
-- will be, of its own. Only what is lacking is granted. Gives why it could not; null
-- if all is well.
-- Reads and changes nothing but the catalogue.
CREATE OR REPLACE FUNCTION arms_internal.admit_readers() RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    target record;
BEGIN
    IF to_regrole('arms_reader') IS NULL THEN
        BEGIN
            CREATE ROLE arms_reader NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL; -- another database's migration has made it meanwhile
        END;
    END IF;
    FOR target IN SELECT oid, nspname FROM pg_namespace
                   WHERE nspname IN ('arms', 'arms_as_of', 'arms_history',
                       'arms_internal')
    LOOP
        IF NOT has_schema_privilege('arms_reader', target.oid, 'USAGE') THEN
            EXECUTE format('GRANT USAGE ON SCHEMA %I TO arms_reader',
                target.nspname);
        END IF;
        IF NOT EXISTS (SELECT FROM pg_default_acl
                         JOIN pg_roles r ON r.oid = defaclrole
                        WHERE rolname = current_user
                          AND defaclnamespace = target.oid
                          AND defaclobjtype = 'r') THEN
            EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I'
                ' GRANT SELECT ON TABLES TO arms_reader', target.nspname);
        END IF;
    END LOOP;
    FOR target IN SELECT nspname, relname
                    FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
                   WHERE nspname IN ('arms', 'arms_as_of', 'arms_history',
                       'arms_internal')
                     AND relkind IN ('r', 'p', 'v', 'f')
                     AND pg_has_role(relowner, 'USAGE')
                     -- quickly, of what the row itself says
                     AND coalesce(relacl @> makeaclitem(
                             to_regrole('arms_reader'), relowner, 'SELECT',
                             false), false) IS FALSE
                     AND NOT has_table_privilege('arms_reader', c.oid, 'SELECT')
    LOOP
        EXECUTE format('GRANT SELECT ON %I.%I TO arms_reader', target.nspname,
            target.relname);
    END LOOP;
    RETURN NULL;
EXCEPTION WHEN insufficient_privilege THEN
    RETURN SQLERRM;
END $$;
