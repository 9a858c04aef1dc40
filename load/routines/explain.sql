-- What tables, views and their columns mean, as comments in the catalogue. The
-- text stands once: of tables in comments.sql, of a view beside it.

-- Puts a text into the catalogue: its first paragraph tells of the table or the
-- view; below that an entry `name, name: meaning` begins each line that is not
-- indented. Of "as in TABLE" the meaning is that of the column of the same name.
-- Reads and changes nothing but the catalogue.
CREATE OR REPLACE FUNCTION arms_internal.explain(target text, meaning text)
RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    place text := arms_internal.qualified(target);
    parts text[] := regexp_split_to_array(btrim(meaning, E'\n'), '\n(?! )');
    entry text[];
    about text;
    name text;
BEGIN
    EXECUTE format('COMMENT ON %s %s IS %L',
        (SELECT CASE relkind WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END
           FROM pg_class WHERE oid = place::regclass),
        place, array_to_string(
            parts[:array_position(parts, '') - 1], ' '));
    FOREACH about IN ARRAY parts[array_position(parts, '') + 1:] LOOP
        entry := regexp_match(regexp_replace(about, '\s+', ' ', 'g'),
            '^([a-z0-9_, ]+): (as in ([a-z_]+)$|.*)');
        FOREACH name IN ARRAY string_to_array(entry[1], ', ') LOOP
            EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', place, name,
                CASE WHEN entry[3] IS NULL THEN entry[2]
                     ELSE arms_internal.meaning_of(
                         arms_internal.qualified(entry[3])::regclass, name)
                END);
        END LOOP;
    END LOOP;
END $$;

-- The comment on a column; null if there is no such column.
-- Reads nothing but the catalogue.
CREATE OR REPLACE FUNCTION arms_internal.meaning_of(target regclass, name text)
RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT col_description(attrelid, attnum) FROM pg_attribute
     WHERE attrelid = target AND attname = name
$$;

-- What is told of a partition in the catalogue.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.partition_meaning(target text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT format('The rows of %s of one dataset', target)
$$;

-- The tables and views that have the columns of another, and so their meanings:
-- its history, what it was at a time, its partitions; in this order.
-- Reads nothing but the catalogue.
CREATE OR REPLACE FUNCTION arms_internal.twins()
RETURNS TABLE (base regclass, twin regclass, meaning text)
LANGUAGE sql STABLE AS $$
    SELECT p.base, p.twin, p.meaning
      FROM (SELECT 1 AS place, b.oid AS base, t.oid AS twin,
                   format('Earlier versions of %s, each valid from one %s to'
                       ' another', b.relname, CASE WHEN b.relkind <> 'r'
                           AND arms_internal.meaning_of(b.oid, 'dataset')
                               IS NOT NULL
                       THEN 'edition' ELSE 'run' END) AS meaning
              FROM pg_class b
              JOIN pg_class t ON t.relnamespace = 'arms_history'::regnamespace
                             AND t.relname = b.relname || '_history'
             WHERE b.relkind IN ('r', 'p', 'v') AND NOT b.relispartition
            UNION ALL
            SELECT 2, b.oid, t.oid, format('%s as it was at the time that'
                       ' arms.as_of() sets', b.relname)
              FROM pg_class b
              JOIN pg_class t ON t.relnamespace = 'arms_as_of'::regnamespace
                             AND t.relname = b.relname
            UNION ALL
            SELECT 3, b.oid, inhrelid,
                   arms_internal.partition_meaning(b.relname::text)
              FROM pg_inherits JOIN pg_class b ON b.oid = inhparent
             WHERE b.relkind = 'p') p
      JOIN pg_class b ON b.oid = p.base
      JOIN pg_class t ON t.oid = p.twin
     WHERE b.relnamespace IN ('arms'::regnamespace,
               'arms_internal'::regnamespace, 'arms_history'::regnamespace)
       AND pg_has_role(t.relowner, 'USAGE')
     ORDER BY place, 2
$$;

-- Gives the meanings of columns to those that are like them.
-- Reads and changes nothing but the catalogue.
CREATE OR REPLACE FUNCTION arms_internal.explain_twins() RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    t record;
    a record;
BEGIN
    FOR t IN SELECT twins.*, relkind
               FROM arms_internal.twins() JOIN pg_class ON oid = twin
    LOOP
        EXECUTE format('COMMENT ON %s %s IS %L', CASE t.relkind
            WHEN 'v' THEN 'VIEW' WHEN 'f' THEN 'FOREIGN TABLE'
            ELSE 'TABLE' END, t.twin, t.meaning);
        FOR a IN SELECT attname, coalesce(arms_internal.meaning_of(t.base, attname),
                            CASE attname WHEN 'valid_to' THEN 'when this'
                            ' version ended: valid_from of the next, or when'
                            ' the row was gone' END) AS meaning
                   FROM pg_attribute
                  WHERE attrelid = t.twin AND attnum > 0 AND NOT attisdropped
        LOOP
            EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', t.twin, a.attname,
                a.meaning);
        END LOOP;
    END LOOP;
END $$;
