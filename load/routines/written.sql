-- What `armsetl export` writes: the tables and views of arms, how each is asked, and
-- which of its rows come from a source whose licence limits who may have them.

-- Which rows of a table or view, called t, are of a restricted source: an
-- expression by the columns that tell the source; null if none does.
-- Reads nothing but the catalogue.
CREATE OR REPLACE FUNCTION arms_internal.export_restricted(target regclass)
RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT nullif(concat_ws(' OR ',
        CASE WHEN bool_or(attname = 'document_id') THEN
            't.document_id IN (' || documents || ')' END,
        CASE WHEN bool_or(attname = 'dataset') THEN
            't.dataset IN (SELECT e.dataset FROM arms.edition e'
            ' WHERE e.document_id IN (' || documents || '))' END), '')
      FROM (VALUES ('SELECT d.document_id FROM (SELECT document_id, source'
            ' FROM arms.document UNION ALL SELECT document_id, source'
            ' FROM arms_history.document_history) d'
            ' JOIN arms.source s USING (source) WHERE s.restricted'))
           s (documents)
      JOIN pg_attribute ON attrelid = target AND attnum > 0
                       AND NOT attisdropped
     GROUP BY documents
$$;

-- What each view is made of, directly or through other views: relations and
-- routines of ours. What a routine reads is not known to the catalogue.
-- Reads nothing but the catalogue.
CREATE OR REPLACE FUNCTION arms_internal.export_reach()
RETURNS TABLE (view oid, relation oid, routine oid)
LANGUAGE sql STABLE AS $$
    WITH RECURSIVE uses AS (
        SELECT DISTINCT r.ev_class AS view, d.refclassid AS class,
               d.refobjid AS object
          FROM pg_rewrite r
          JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass
                          AND d.objid = r.oid AND d.refobjid <> r.ev_class
         WHERE d.refclassid IN ('pg_class'::regclass, 'pg_proc'::regclass)
    ), reach AS (
        SELECT view, class, object FROM uses
        UNION
        SELECT reach.view, uses.class, uses.object
          FROM reach JOIN uses ON reach.class = 'pg_class'::regclass
                              AND uses.view = reach.object
    )
    SELECT view,
           CASE WHEN class = 'pg_class'::regclass THEN object END,
           CASE WHEN class = 'pg_proc'::regclass THEN object END
      FROM reach
$$;

-- Whether the rows of a view may be single deals or figures without a column that
-- tells the source: it is made of these, of what tells of them, or of a routine
-- that gives rows.
-- The views named here are made of these and give sums, shares and counts, or
-- what notices say. Those that give the TIV of a recipient and a single year,
-- arms.per_gdp and arms.per_head, are not among them: such a sum is mostly one
-- deal. A new view is left out until somebody has looked at it and
-- named it.
-- Reads nothing but the catalogue.
CREATE OR REPLACE FUNCTION arms_internal.export_shows_deals(target regclass)
RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT c.relname <> ALL ('{burden,contract_spending,contractor_exposure,
               country_profile,data_quality,dependence,fms_cash,market_share,
               notice_chain,notified,notified_by,notified_by_month,
               notified_by_year,recipient_share,source_status,
               supplier_share}'::text[])
       AND arms_internal.export_restricted(target) IS NULL
       AND EXISTS (
        SELECT FROM arms_internal.export_reach() r
          LEFT JOIN pg_class u ON u.oid = r.relation
          LEFT JOIN pg_proc p ON p.oid = r.routine
         WHERE r.view = target
           AND (u.relname IN ('transfer', 'transfer_history', 'figure',
                    'figure_history', 'series', 'edition_change', 'fault',
                    'document')
                OR (p.proretset AND p.pronamespace IN ('arms'::regnamespace,
                        'arms_internal'::regnamespace))))
      FROM pg_class c WHERE c.oid = target AND c.relkind = 'v'
$$;

-- The relations of an export, by name: where each is read from (arms_as_of where
-- the session has a time and it is there), whether it is of today all the same,
-- which rows are left out, and whether all are.
-- Reads nothing but the catalogue.
CREATE OR REPLACE FUNCTION arms_internal.export_relation(with_restricted boolean)
RETURNS TABLE (name text, target regclass, asked regclass, is_view boolean,
               is_today boolean, hidden text, is_left_out boolean)
LANGUAGE sql STABLE AS $$
    SELECT c.relname::text, c.oid::regclass,
           coalesce(a.oid, c.oid)::regclass, c.relkind = 'v',
           isfinite(arms.as_of()) AND a.oid IS NULL AND NOT EXISTS (
               SELECT FROM arms_internal.export_reach() r
                 LEFT JOIN pg_class u ON u.oid = r.relation
                 LEFT JOIN pg_proc p ON p.oid = r.routine
                WHERE r.view = c.oid
                  AND (u.relnamespace = 'arms_as_of'::regnamespace
                       OR (p.proname = 'as_of'
                           AND p.pronamespace = 'arms'::regnamespace))),
           CASE WHEN NOT with_restricted THEN
               arms_internal.export_restricted(c.oid) END,
           NOT with_restricted
               AND coalesce(arms_internal.export_shows_deals(c.oid), false)
      FROM pg_class c
      LEFT JOIN pg_class a ON a.relnamespace = 'arms_as_of'::regnamespace
                          AND a.relname = c.relname
                          AND isfinite(arms.as_of())
     WHERE c.relnamespace = 'arms'::regnamespace
       AND c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition
       AND c.relname <> 'migration'
$$;

-- The columns of a relation: of what kind each is (integer, money, number,
-- boolean, date, datetime, object, array or string), and the expression that
-- gives it as text: days and times by ISO 8601, arrays and jsonb as JSON.
-- Reads nothing but the catalogue.
CREATE OR REPLACE FUNCTION arms_internal.export_column(target regclass)
RETURNS TABLE (place smallint, name text, type text, kind text, expression text,
               meaning text, is_required boolean)
LANGUAGE sql STABLE AS $$
    SELECT attnum, attname::text, type, kind,
           format(CASE WHEN kind IN ('date', 'datetime')
                       THEN 'to_jsonb(t.%I) #>> ''{}'''
                       WHEN kind = 'array' THEN 'to_jsonb(t.%I)::text'
                       ELSE 't.%I::text' END, attname),
           coalesce(meaning, ''), attnotnull
      FROM pg_attribute
     CROSS JOIN LATERAL (
        SELECT format_type(atttypid, atttypmod),
               CASE WHEN atttypid IN ('int2'::regtype, 'int4'::regtype,
                                      'int8'::regtype) THEN 'integer'
                    WHEN atttypid = 'numeric'::regtype AND atttypmod > 0
                        THEN 'money'
                    WHEN atttypid IN ('numeric'::regtype, 'float4'::regtype,
                                      'float8'::regtype) THEN 'number'
                    WHEN atttypid = 'bool'::regtype THEN 'boolean'
                    WHEN atttypid = 'date'::regtype THEN 'date'
                    WHEN atttypid IN ('timestamptz'::regtype,
                                      'timestamp'::regtype) THEN 'datetime'
                    WHEN atttypid IN ('json'::regtype, 'jsonb'::regtype)
                        THEN CASE WHEN attname = ANY ('{case_designators,
                            prior_cases,usml_categories,reporters,partners,
                            indicators,gates,last_gates}'::name[])
                            THEN 'array' ELSE 'object' END
                    WHEN format_type(atttypid, NULL) LIKE '%[]' THEN 'array'
                    ELSE 'string' END,
               col_description(attrelid, attnum)) a (type, kind, meaning)
     WHERE attrelid = target AND attnum > 0 AND NOT attisdropped
$$;

-- A key as JSON: the names of columns, in their order.
-- Reads nothing but the catalogue.
CREATE OR REPLACE FUNCTION arms_internal.export_key(target oid, places smallint[])
RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT jsonb_agg(attname ORDER BY array_position(places, attnum))
      FROM pg_attribute WHERE attrelid = target AND attnum = ANY (places)
$$;

-- The statement that gives the rows of a relation: all columns as text and, last,
-- whether the row is left out. The order is the same in every database: that of
-- the primary key, else of the whole row.
-- Reads nothing but the catalogue.
CREATE OR REPLACE FUNCTION arms_internal.export_select(
    target regclass, asked regclass, hidden text)
RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT format('SELECT %s, (%s) IS TRUE FROM %s t ORDER BY %s',
        (SELECT string_agg(expression, ', ' ORDER BY place)
           FROM arms_internal.export_column(target)),
        coalesce(hidden, 'false'), asked,
        coalesce((
            SELECT string_agg(format(CASE WHEN attcollation = 0 THEN 't.%I'
                       ELSE 't.%I COLLATE "C"' END, attname), ', '
                       ORDER BY array_position(conkey, attnum))
              FROM pg_constraint
              JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
             WHERE conrelid = target AND contype = 'p'),
            't::text COLLATE "C"'))
$$;

-- The foreign keys of a table to tables among those named: columns, table, its
-- columns, whether these are its primary key, and a statement that tells whether
-- the key holds among the rows that are written; null where it cannot but hold.
-- Reads nothing but the catalogue.
CREATE OR REPLACE FUNCTION arms_internal.export_references(
    child regclass, names text[], with_restricted boolean)
RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_object(
        'columns', arms_internal.export_key(k.conrelid, k.conkey),
        'table', p.name,
        'keys', arms_internal.export_key(k.confrelid, k.confkey),
        'is_key', (SELECT indisprimary FROM pg_index WHERE indexrelid = k.conindid),
        'holds', CASE WHEN p.hidden IS NOT NULL OR isfinite(arms.as_of()) THEN
            format('SELECT NOT EXISTS (SELECT FROM (SELECT * FROM %s t'
                   ' WHERE (%s) IS NOT TRUE) c WHERE %s AND NOT EXISTS'
                   ' (SELECT FROM %s t WHERE (%s) IS NOT TRUE AND %s))',
                c.asked, coalesce(c.hidden, 'false'), pair.given, p.asked,
                coalesce(p.hidden, 'false'), pair.equal) END)
        ORDER BY k.conname), '[]')
      FROM pg_constraint k
      JOIN arms_internal.export_relation(with_restricted) c
        ON c.target = k.conrelid
      JOIN arms_internal.export_relation(with_restricted) p
        ON p.target = k.confrelid AND p.name = ANY (names)
     CROSS JOIN LATERAL (
        SELECT string_agg(format('c.%I IS NOT NULL', a.attname), ' AND '),
               string_agg(format('t.%I = c.%I', b.attname, a.attname), ' AND ')
          FROM unnest(k.conkey, k.confkey) u (mine, theirs)
          JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.mine
          JOIN pg_attribute b ON b.attrelid = k.confrelid
                             AND b.attnum = u.theirs) pair (given, equal)
     WHERE k.conrelid = child AND k.contype = 'f' AND k.convalidated
$$;

-- All that an export of these relations needs to know (null: of all there are),
-- as an array; of a relation that is left out only how to count it.
-- Reads nothing but the catalogue.
CREATE OR REPLACE FUNCTION arms_internal.export_plan(
    wanted jsonb, with_restricted boolean)
RETURNS jsonb
LANGUAGE sql STABLE AS $$
    WITH chosen AS MATERIALIZED (
        SELECT * FROM arms_internal.export_relation(with_restricted)
         WHERE wanted IS NULL OR wanted ? name
    ), names AS (
        SELECT array_agg(name) FILTER (WHERE NOT is_left_out) AS names
          FROM chosen
    )
    SELECT jsonb_agg(jsonb_build_object(
        'name', name, 'is_view', is_view, 'is_today', is_today,
        'meaning', coalesce(obj_description(target, 'pg_class'), ''),
        'count', CASE WHEN is_left_out
                      THEN format('SELECT count(*) FROM %s', asked) END,
        'select', arms_internal.export_select(target, asked, hidden),
        'shown', format('SELECT FROM %s t WHERE (%s) IS NOT TRUE', asked,
            coalesce(hidden, 'false')),
        'columns', (SELECT jsonb_agg(jsonb_build_object('name', c.name,
                               'type', c.type, 'kind', c.kind,
                               'meaning', c.meaning, 'required', c.is_required)
                               ORDER BY c.place)
                      FROM arms_internal.export_column(target) c),
        'key', coalesce((SELECT arms_internal.export_key(conrelid, conkey)
                  FROM pg_constraint
                 WHERE conrelid = target AND contype = 'p'), '[]'),
        'references', arms_internal.export_references(target, names,
            with_restricted)) ORDER BY name COLLATE "C")
      FROM chosen CROSS JOIN names
$$;

-- The same for who sold to whom: one relation, edge, of arms_internal.flow_edge. As
-- of a past time it has orders and deliveries, but notices as they are today.
-- Reads nothing but the catalogue.
CREATE OR REPLACE FUNCTION arms_internal.export_edges(with_restricted boolean)
RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
    view CONSTANT regclass := 'arms_internal.flow_edge'::regclass;
    hidden CONSTANT text := CASE WHEN with_restricted THEN 'false'
        ELSE 't.is_restricted' END;
BEGIN
    RETURN (SELECT jsonb_build_array(jsonb_build_object(
        'name', 'edges', 'is_view', true, 'is_today', isfinite(arms.as_of()),
        'of_today', 'edges of the kind notified',
        'meaning', obj_description(view, 'pg_class'), 'count', NULL,
        'select', arms_internal.export_select(view, view, hidden),
        'shown', format('SELECT FROM %s t WHERE (%s) IS NOT TRUE', view, hidden),
        'columns', jsonb_agg(jsonb_build_object('name', c.name, 'type', c.type,
            'kind', c.kind, 'meaning', c.meaning, 'required', c.is_required)
            ORDER BY c.place),
        'key', '[]'::jsonb, 'references', '[]'::jsonb))
      FROM arms_internal.export_column(view) c);
END $$;
