-- Staging: the working table new_<table> has the rows that arms.<table> is to
-- have for the documents, or the notices, at hand.

-- The tables of a package.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.tables_of_package() RETURNS text[]
LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY['document', 'publication', 'publication_purchaser',
        'publication_item', 'publication_contractor', 'publication_place',
        'edition', 'transfer', 'series', 'observation', 'policy_document',
        'code', 'announced_award', 'announced_award_contractor',
        'announced_award_customer', 'fault']
$$;

-- The partition of a table for a dataset: figure_census_trade.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.partition_name(target text, dataset text)
RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT target || '_' || replace(dataset, '-', '_')
$$;

-- Whether a dataset has a partition of that table, and on this server.
-- Reads nothing but the catalogue.
CREATE OR REPLACE FUNCTION arms_internal.has_partition_here(target text, dataset text)
RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM pg_class
         WHERE relkind = 'r' AND oid = to_regclass(arms_internal.qualified(
                   arms_internal.partition_name(target, dataset))))
$$;

-- The table that has a dataset's figures, if it is on this server; null if not.
-- Reads nothing but the catalogue.
CREATE OR REPLACE FUNCTION arms_internal.place_of_figures(of_dataset text)
RETURNS regclass
LANGUAGE sql STABLE AS $$
    SELECT to_regclass(arms_internal.qualified(
               arms_internal.partition_name('figure', of_dataset)))
     WHERE arms_internal.has_partition_here('figure', of_dataset)
$$;

-- Makes a table that is there the partition of another for a dataset.
CREATE OR REPLACE FUNCTION arms_internal.attach_partition(target text, dataset text)
RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    name text := arms_internal.partition_name(target, dataset);
BEGIN
    EXECUTE format('ALTER TABLE %s ATTACH PARTITION %s FOR VALUES IN (%L)',
        arms_internal.qualified(target), arms_internal.qualified(name),
        dataset);
    EXECUTE format('COMMENT ON TABLE %s IS %L', arms_internal.qualified(name),
        arms_internal.partition_meaning(target));
END $$;

-- Makes the partition of a table for a dataset, if it is not there. Attached,
-- and not made in its place, so that readers need not wait. The history of a
-- partition on another server is not made here: a crash between two commits would
-- lose what is on its way from one to the other.
CREATE OR REPLACE FUNCTION arms_internal.make_partition(target text, dataset text)
RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    name text := arms_internal.partition_name(target, dataset);
    place text := arms_internal.qualified(name);
    present text := arms_internal.qualified(arms_internal.partition_name(
        replace(target, '_history', ''), dataset));
BEGIN
    IF to_regclass(place) IS NULL THEN
        IF EXISTS (SELECT FROM pg_foreign_table
                    WHERE ftrelid = to_regclass(present)) THEN
            RAISE '% is on another server, where % belongs, too', present,
                name;
        END IF;
        EXECUTE format('CREATE TABLE %s (LIKE %s INCLUDING ALL)', place,
            arms_internal.qualified(target));
        IF target = 'transfer' THEN
            EXECUTE format('ALTER TABLE %s'
                ' ADD PRIMARY KEY (transfer_id, occurrence)', place);
        ELSIF target = 'figure' THEN
            PERFORM arms_internal.give_figures_key(name);
        END IF;
        PERFORM arms_internal.attach_partition(target, dataset);
    END IF;
END $$;

-- The columns of a table, in their order.
-- Reads nothing but the catalogue.
CREATE OR REPLACE FUNCTION arms_internal.columns_of(target text) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum)
      FROM pg_attribute
     WHERE attrelid = arms_internal.qualified(target)::regclass
       AND attnum > 0 AND NOT attisdropped
$$;

-- The columns that the database adds to those of a package.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.own_columns() RETURNS text[]
LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY['run_id', 'valid_from', 'applied_at', 'edition_id',
        'occurrence', 'matched_by', 'staged_row', 'subject', 'wording',
        'topic']
$$;

-- The columns of a package's table, as the database takes them.
-- Reads nothing but the catalogue, and of it new_<table>.
CREATE OR REPLACE FUNCTION arms_internal.columns_of_package(target text)
RETURNS TABLE (name text)
LANGUAGE sql STABLE AS $$
    SELECT attname::text FROM pg_attribute
     WHERE attrelid = ('pg_temp.new_' || target)::regclass
       AND attnum > 0 AND NOT attisdropped
       AND attname <> ALL (arms_internal.own_columns())
$$;

-- Refuses a package whose table has other columns than the database's.
-- Reads nothing but the catalogue.
CREATE OR REPLACE FUNCTION arms_internal.check_header(target text, header text)
RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    difference text;
BEGIN
    SELECT string_agg(name, ', ' ORDER BY name) INTO difference
      FROM arms_internal.columns_of_package(target) a
      FULL JOIN unnest(string_to_array(header, ',')) h (name) USING (name)
     WHERE a IS NULL OR h IS NULL;
    IF difference IS NOT NULL THEN
        RAISE '% has other columns than its package: %', target, difference;
    END IF;
END $$;

-- Readies a table for what a package states, to be filled by COPY, and gives its
-- name. The header names the columns of the package's table.
-- Reads what stage_first_figures() reads; changes what resolve_series() does.
-- Makes, for figures of a dataset's first edition, arms_internal.figure_<dataset>.
CREATE OR REPLACE FUNCTION arms_internal.stage_package(target text, header text)
RETURNS text
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM arms_internal.check_header(target, header);
    IF target = 'observation' THEN
        PERFORM arms_internal.resolve_series();
        RETURN coalesce(arms_internal.stage_first_figures(), 'pg_temp.new_observation');
    END IF;
    RETURN format('pg_temp.%I', 'new_' || target);
END $$;

-- Readies a table for what a package states that is loaded already.
CREATE OR REPLACE FUNCTION arms_internal.stage_again(target text, header text)
RETURNS text
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM arms_internal.check_header(target, header);
    EXECUTE format('TRUNCATE pg_temp.%I', 'again_' || target);
    RETURN format('pg_temp.%I', 'again_' || target);
END $$;
