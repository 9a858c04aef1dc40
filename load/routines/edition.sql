-- Editions: what changed from one to the next. A row of transfer or
-- observation is kept once for as long as every edition that speaks of it says
-- the same. The result is the same in whatever order editions come: one that
-- is earlier than others is put in its place, and the others applied again.

-- Whether an edition could say a row: it is about these parties and years.
CREATE OR REPLACE FUNCTION arms.may_say(e arms.edition, r arms.transfer)
RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT (e.reporters IS NULL OR e.reporters ? r.supplier)
       AND (e.partners IS NULL OR e.partners ? r.recipient)
       AND (e.since IS NULL OR r.delivery_years IS NULL
            OR extract(year FROM e.since) <= ALL (r.delivery_years))
       AND (e.until IS NULL OR r.delivery_years IS NULL
            OR extract(year FROM e.until) >= ALL (r.delivery_years))
$$;

-- Whether a row is in an edition's scope: if the edition does not say it, it
-- has vanished. A register of deals with deliveries does not speak of others.
CREATE OR REPLACE FUNCTION arms.speaks_of(e arms.edition, r arms.transfer)
RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT NOT e.partial AND arms.may_say(e, r)
       AND (r.delivery_years IS NOT NULL
            OR (e.open_deals
                AND (e.since IS NULL OR r.order_year IS NULL
                     OR extract(year FROM e.since) <= r.order_year)
                AND (e.until IS NULL OR r.order_year IS NULL
                     OR extract(year FROM e.until) >= r.order_year)))
$$;

CREATE OR REPLACE FUNCTION arms.speaks_of(e arms.edition, r arms.observation)
RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT NOT e.partial
       AND (e.reporters IS NULL OR e.reporters ? coalesce(r.reporter, ''))
       AND (e.partners IS NULL OR e.partners ? coalesce(r.partner, ''))
       AND (e.indicators IS NULL OR e.indicators ? r.indicator)
       AND (e.since IS NULL OR r.period_start >= e.since)
       AND (e.until IS NULL OR r.period_end <= e.until)
$$;

CREATE OR REPLACE FUNCTION arms.columns_of(target text) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum)
      FROM pg_attribute
     WHERE attrelid = ('arms.' || target)::regclass
       AND attnum > 0 AND NOT attisdropped
$$;

CREATE OR REPLACE FUNCTION arms.id_of(target text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$ SELECT target || '_id' $$;

-- The rows that an edition says, $1: out of what is kept those that stood when
-- it was the newest, and that it said or would have said otherwise; and what it
-- says of parts.
CREATE OR REPLACE FUNCTION arms.query_of_edition(target text) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT format(
        'SELECT r.* FROM arms.edition e CROSS JOIN LATERAL'
        ' (SELECT %1$s FROM arms.%2$I'
        '   WHERE dataset = e.dataset AND valid_from <= e.applied_at'
        '  UNION ALL'
        '  SELECT %1$s FROM arms.%3$I'
        '   WHERE dataset = e.dataset AND valid_from <= e.applied_at'
        '     AND valid_to > e.applied_at) r'
        ' LEFT JOIN arms.edition_row w ON w.document_id = e.document_id'
        '   AND w.row_id = r.%4$I AND w.occurrence = r.occurrence'
        '   AND w.part IS NULL'
        ' WHERE e.document_id = $1 AND (r.document_id = e.document_id'
        '    OR w.row_id IS NOT NULL OR arms.speaks_of(e, r::arms.%2$I))'
        ' UNION ALL'
        ' SELECT p.* FROM arms.edition_row w CROSS JOIN LATERAL'
        '   jsonb_populate_record(NULL::arms.%2$I, w.part) p'
        '  WHERE w.document_id = $1 AND w.part ? %4$L',
        arms.columns_of(target), target, target || '_history',
        arms.id_of(target))
$$;

-- What an edition says, to apply it again. Where a row stands in the document
-- is known only of the document that said it first.
CREATE OR REPLACE FUNCTION arms.say_again(target text, document uuid)
RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    columns text;
    id text := arms.id_of(target);
BEGIN
    SELECT string_agg(quote_ident(attname), ', ') INTO columns
      FROM pg_attribute
     WHERE attrelid = ('pg_temp.new_' || target)::regclass
       AND attnum > 0 AND NOT attisdropped
       AND attname <> ALL (ARRAY['document_id', 'number', 'line',
           'occurrence', 'matched_by', 'pick', id]);
    EXECUTE format(
        'INSERT INTO pg_temp.%1$I (document_id, number, line, %2$I, %3$s)'
        ' SELECT $1, CASE WHEN document_id = $1 THEN number END,'
        ' CASE WHEN document_id = $1 THEN line END, %4$s, %3$s'
        ' FROM (%5$s) said ORDER BY occurrence, number, row_hash',
        'new_' || target, id, columns,
        -- One that the publisher did not give is found anew.
        CASE target WHEN 'transfer'
            THEN 'CASE WHEN publisher_id IS NOT NULL THEN transfer_id END'
            ELSE id END,
        arms.query_of_edition(target))
    USING document;
END $$;

-- Takes a dataset back to what it was before a point in time.
CREATE OR REPLACE FUNCTION arms.cut_back(target text, dataset text,
    since timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'DELETE FROM arms.%I WHERE dataset = $1 AND valid_from >= $2', target)
    USING dataset, since;
    EXECUTE format(
        'DELETE FROM arms.%I WHERE dataset = $1 AND valid_from >= $2',
        target || '_history')
    USING dataset, since;
    EXECUTE format(
        'WITH back AS (DELETE FROM arms.%1$I'
        '  WHERE dataset = $1 AND valid_to >= $2 RETURNING *)'
        ' INSERT INTO arms.%2$I (%3$s) SELECT %3$s FROM back',
        target || '_history', target, arms.columns_of(target))
    USING dataset, since;
    DELETE FROM arms.edition_row w USING arms.edition e
     WHERE w.document_id = e.document_id AND e.dataset = cut_back.dataset
       AND e.edition_at >= cut_back.since;
END $$;

-- Equal rows of one document are told apart by a number.
CREATE OR REPLACE FUNCTION arms.number_equals(target text, document uuid)
RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'WITH several AS (SELECT coalesce(%2$I, row_hash) AS id'
        '   FROM pg_temp.%1$I WHERE document_id = $1'
        '   GROUP BY 1 HAVING count(*) > 1),'
        ' equal AS (SELECT pick, row_number() OVER ('
        '   PARTITION BY id ORDER BY pick) AS k'
        '  FROM pg_temp.%1$I n JOIN several ON id = coalesce(%2$I, row_hash)'
        '  WHERE document_id = $1)'
        ' UPDATE pg_temp.%1$I n SET occurrence = k'
        ' FROM equal WHERE n.pick = equal.pick AND k > 1',
        'new_' || target, arms.id_of(target))
    USING document;
END $$;

-- Brings a table to what an edition says of it: what it says otherwise, or no
-- longer says, goes into the history; what is the same is not touched. One
-- join, since both sides may have millions of rows.
CREATE OR REPLACE FUNCTION arms.replace_rows(target text, e arms.edition,
    run bigint, OUT added bigint, OUT changed bigint, OUT removed bigint)
LANGUAGE plpgsql AS $$
DECLARE
    same text := format('n.document_id = $1.document_id'
        ' AND n.%1$I = r.%1$I AND n.occurrence = r.occurrence',
        arms.id_of(target));
    columns text;
    come bigint;
BEGIN
    SELECT string_agg(quote_ident(attname), ', ') INTO columns
      FROM pg_attribute
     WHERE attrelid = ('pg_temp.new_' || target)::regclass
       AND attnum > 0 AND NOT attisdropped AND attname <> 'pick';
    EXECUTE format(
        'WITH fate AS MATERIALIZED (SELECT * FROM ('
        '   SELECT r.%1$I AS id, r.occurrence, CASE'
        '     WHEN n.row_hash = r.row_hash THEN CASE'
        '       WHEN NOT arms.speaks_of($1, r::arms.%2$I) THEN ''repeated'' END'
        '     WHEN n.row_hash IS NOT NULL THEN ''changed'''
        '     WHEN arms.speaks_of($1, r::arms.%2$I) THEN ''removed'''
        '     END AS what'
        '    FROM arms.%2$I r LEFT JOIN pg_temp.%3$I n ON %4$s'
        '   WHERE r.dataset = $1.dataset) f WHERE what IS NOT NULL),'
        ' repeated AS (INSERT INTO arms.edition_row'
        '   (document_id, row_id, occurrence)'
        '   SELECT $1.document_id, id, occurrence FROM fate'
        '    WHERE what = ''repeated''),'
        ' gone AS (DELETE FROM arms.%2$I r USING fate f'
        '   WHERE r.dataset = $1.dataset AND f.what <> ''repeated'''
        '     AND r.%1$I = f.id AND r.occurrence = f.occurrence'
        '   RETURNING r.*),'
        ' kept AS (INSERT INTO arms.%5$I (%6$s, valid_to)'
        '   SELECT %6$s, $1.applied_at FROM gone)'
        ' SELECT count(*) FILTER (WHERE what = ''changed''),'
        '   count(*) FILTER (WHERE what = ''removed'') FROM fate',
        arms.id_of(target), target, 'new_' || target, same,
        target || '_history', arms.columns_of(target))
    INTO changed, removed USING e;
    EXECUTE format(
        'INSERT INTO arms.%1$I (%2$s, run_id, valid_from)'
        ' SELECT %2$s, $2, $1.applied_at FROM pg_temp.%3$I n'
        ' WHERE n.document_id = $1.document_id AND NOT EXISTS'
        ' (SELECT FROM arms.%1$I r WHERE r.dataset = $1.dataset AND %4$s)',
        target, columns, 'new_' || target, same)
    USING e, run;
    GET DIAGNOSTICS come = ROW_COUNT;
    added := come - changed;
END $$;

-- The figures of a dataset's first edition, which were put where they belong.
CREATE OR REPLACE FUNCTION arms.attach_first(dataset text) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    name text := arms.partition_name('observation', dataset);
    rows bigint;
BEGIN
    EXECUTE format('SELECT count(*) FROM arms.%I', name) INTO rows;
    IF rows = 0 THEN -- a dataset without figures
        EXECUTE format('DROP TABLE arms.%I', name);
        RETURN 0;
    END IF;
    EXECUTE format(
        'ALTER TABLE arms.%I ALTER run_id DROP DEFAULT,'
        ' ALTER valid_from DROP DEFAULT', name);
    BEGIN
        EXECUTE format('ALTER TABLE arms.%I ADD PRIMARY KEY'
            ' (observation_id, occurrence)', name);
    EXCEPTION WHEN unique_violation THEN
        EXECUTE format(
            'WITH equal AS (SELECT ctid AS at, row_number() OVER ('
            '   PARTITION BY observation_id ORDER BY number) AS k'
            '  FROM arms.%1$I)'
            ' UPDATE arms.%1$I o SET occurrence = k FROM equal'
            ' WHERE o.ctid = at AND k > 1', name);
        EXECUTE format('ALTER TABLE arms.%I ADD PRIMARY KEY'
            ' (observation_id, occurrence)', name);
    END;
    EXECUTE format(
        'ALTER TABLE arms.observation ATTACH PARTITION arms.%I'
        ' FOR VALUES IN (%L)', name, dataset);
    EXECUTE format('ALTER TABLE arms.%I DROP CONSTRAINT %I',
        name, name || '_dataset_check');
    PERFORM arms.make_partition('observation_history', dataset);
    RETURN rows;
END $$;

CREATE OR REPLACE FUNCTION arms.apply_edition(target text, e arms.edition,
    run bigint, OUT added bigint, OUT changed bigint, OUT removed bigint)
LANGUAGE plpgsql AS $$
DECLARE
    something boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT FROM pg_temp.%I'
        ' WHERE document_id = $1)', 'new_' || target)
       INTO something USING e.document_id;
    IF something THEN
        PERFORM arms.make_partition(target, e.dataset);
        PERFORM arms.make_partition(target || '_history', e.dataset);
    END IF;
    PERFORM arms.number_equals(target, e.document_id);
    IF target = 'transfer' THEN
        PERFORM arms.match_transfers(e);
    END IF;
    SELECT r.added, r.changed, r.removed INTO added, changed, removed
      FROM arms.replace_rows(target, e, run) r;
END $$;

-- An edition that is of when it was fetched may have been fetched later by
-- another host: that stands, as it does for the document.
CREATE OR REPLACE FUNCTION arms.keep_later_editions() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE pg_temp.new_edition n
       SET edition_at = o.edition_at, row_hash = o.row_hash
      FROM arms.edition o
     WHERE o.document_id = n.document_id AND NOT o.stated
       AND o.edition_at > n.edition_at
       AND to_jsonb(n) - '{edition_at,row_hash}'::text[]
         = to_jsonb(o) - '{edition_at,row_hash,run_id,valid_from,applied_at}'
               ::text[];
END $$;

-- Editions of the package that the database does not have just so, and those
-- it has that are not in the package any more.
CREATE OR REPLACE FUNCTION arms.find_moved_editions() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    CREATE TEMP TABLE moved ON COMMIT DROP AS
    SELECT o.dataset, o.document_id, o.edition_at
      FROM arms.edition o
      JOIN new_document USING (document_id)
      LEFT JOIN new_edition n USING (document_id)
     WHERE n.row_hash IS DISTINCT FROM o.row_hash
    UNION
    SELECT n.dataset, n.document_id, n.edition_at
      FROM new_edition n
      LEFT JOIN arms.edition o USING (document_id)
     WHERE n.row_hash IS DISTINCT FROM o.row_hash;
    CREATE TEMP TABLE again ON COMMIT DROP AS
    SELECT e.document_id
      FROM (SELECT dataset, min(edition_at) AS since FROM moved
             GROUP BY dataset) m
      JOIN arms.edition e ON e.dataset = m.dataset
                         AND e.edition_at >= m.since
     WHERE e.document_id NOT IN (SELECT document_id FROM moved);
END $$;

-- Two editions at one moment are put in an order that does not depend on which
-- came first: the one that reaches further is the later.
CREATE OR REPLACE FUNCTION arms.order_editions() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE arms.edition e
       SET applied_at = o.applied_at
      FROM (SELECT document_id, edition_at + (row_number() OVER (
                       PARTITION BY dataset, edition_at
                       ORDER BY until NULLS FIRST, document_id)
                   - 1) * interval '1 microsecond' AS applied_at
              FROM arms.edition
             WHERE dataset IN (SELECT dataset FROM pg_temp.moved)) o
     WHERE e.document_id = o.document_id
       AND e.applied_at IS DISTINCT FROM o.applied_at;
END $$;

CREATE OR REPLACE FUNCTION arms.merge_editions(run bigint)
RETURNS TABLE (target text, added bigint, changed bigint, removed bigint)
LANGUAGE plpgsql AS $$
DECLARE
    e arms.edition;
    m record;
    -- The figures stand where they belong already: see stage_package().
    is_first boolean := to_regclass('pg_temp.new_observation') IS NULL;
BEGIN
    IF is_first THEN
        CREATE TEMP TABLE new_observation ON COMMIT DROP AS
        SELECT * FROM arms.observation WITH NO DATA;
        ALTER TABLE pg_temp.new_observation
            DROP run_id, DROP valid_from, DROP occurrence;
    END IF;
    PERFORM arms.keep_later_editions();
    PERFORM arms.find_moved_editions();
    ALTER TABLE pg_temp.new_transfer
        ADD occurrence smallint NOT NULL DEFAULT 1, ADD matched_by text,
        ADD pick bigint GENERATED ALWAYS AS IDENTITY;
    ALTER TABLE pg_temp.new_observation
        ADD occurrence smallint NOT NULL DEFAULT 1,
        ADD pick bigint GENERATED ALWAYS AS IDENTITY;

    FOR e IN SELECT * FROM arms.edition
              WHERE document_id IN (SELECT document_id FROM again)
                AND document_id NOT IN (SELECT document_id FROM new_edition)
    LOOP
        PERFORM arms.say_again('transfer', e.document_id);
        PERFORM arms.say_again('observation', e.document_id);
    END LOOP;
    FOR m IN SELECT dataset, min(edition_at) AS since FROM moved GROUP BY 1
    LOOP
        PERFORM arms.cut_back('transfer', m.dataset, m.since);
        PERFORM arms.cut_back('observation', m.dataset, m.since);
    END LOOP;
    PERFORM arms.merge(
        'edition', ARRAY['document_id'], 'document_id', 'new_document', run);
    PERFORM arms.order_editions();

    FOR e IN SELECT * FROM arms.edition
              WHERE document_id IN (SELECT document_id FROM moved
                                    UNION SELECT document_id FROM again)
              ORDER BY dataset, applied_at
    LOOP
        FOREACH target IN ARRAY ARRAY['transfer', 'observation'] LOOP
            IF target = 'observation' AND is_first
               AND e.document_id IN (SELECT document_id FROM new_edition) THEN
                added := arms.attach_first(e.dataset);
                changed := 0;
                removed := 0;
            ELSE
                SELECT r.added, r.changed, r.removed
                  INTO added, changed, removed
                  FROM arms.apply_edition(target, e, run) r;
            END IF;
            RETURN NEXT;
        END LOOP;
    END LOOP;
END $$;
