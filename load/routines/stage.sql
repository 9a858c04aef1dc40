-- Staging: the working table new_<table> has the rows that arms.<table> is to
-- have for the documents, or the notices, at hand.

-- The tables of a package.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms.tables_of_package() RETURNS text[]
LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY['document', 'publication', 'publication_purchaser',
        'publication_item', 'publication_contractor', 'publication_place',
        'edition', 'transfer', 'series', 'observation', 'policy_document',
        'code', 'fault']
$$;

-- The partition of a table for a dataset: arms.figure_census_trade.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms.partition_name(target text, dataset text)
RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT target || '_' || replace(dataset, '-', '_')
$$;

-- Makes a table that is there the partition of another for a dataset.
CREATE OR REPLACE FUNCTION arms.attach_partition(target text, dataset text)
RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    name text := arms.partition_name(target, dataset);
BEGIN
    EXECUTE format(
        'ALTER TABLE arms.%I ATTACH PARTITION arms.%I FOR VALUES IN (%L)',
        target, name, dataset);
    EXECUTE format('COMMENT ON TABLE arms.%I IS %L', name,
        arms.partition_meaning(target));
END $$;

-- Makes the partition of a table for a dataset, if it is not there. Attached,
-- and not made in its place, so that readers need not wait. The history of a
-- partition on another server is not made here: a crash between two commits would
-- lose what is on its way from one to the other.
CREATE OR REPLACE FUNCTION arms.make_partition(target text, dataset text)
RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    name text := arms.partition_name(target, dataset);
    present text := arms.partition_name(replace(target, '_history', ''),
        dataset);
BEGIN
    IF to_regclass('arms.' || name) IS NULL THEN
        IF EXISTS (SELECT FROM pg_foreign_table
                    WHERE ftrelid = to_regclass('arms.' || present)) THEN
            RAISE 'arms.% is on another server, where % belongs, too', present,
                name;
        END IF;
        EXECUTE format(
            'CREATE TABLE arms.%I (LIKE arms.%I INCLUDING ALL)', name, target);
        IF target = 'transfer' THEN
            EXECUTE format('ALTER TABLE arms.%I'
                ' ADD PRIMARY KEY (transfer_id, occurrence)', name);
        ELSIF target = 'figure' THEN
            PERFORM arms.give_figures_key(name);
        END IF;
        PERFORM arms.attach_partition(target, dataset);
    END IF;
END $$;

-- The columns of a table, in their order.
-- Reads nothing but the catalogue.
CREATE OR REPLACE FUNCTION arms.columns_of(target text) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum)
      FROM pg_attribute
     WHERE attrelid = ('arms.' || target)::regclass
       AND attnum > 0 AND NOT attisdropped
$$;

-- The columns that the database adds to those of a package.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms.own_columns() RETURNS text[]
LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY['run_id', 'valid_from', 'applied_at', 'edition_id',
        'occurrence', 'matched_by', 'staged_row', 'subject', 'wording',
        'topic']
$$;

-- The columns of a package's table, as the database takes them.
-- Reads nothing but the catalogue, and of it new_<table>.
CREATE OR REPLACE FUNCTION arms.columns_of_package(target text)
RETURNS TABLE (name text)
LANGUAGE sql STABLE AS $$
    SELECT attname::text FROM pg_attribute
     WHERE attrelid = ('pg_temp.new_' || target)::regclass
       AND attnum > 0 AND NOT attisdropped
       AND attname <> ALL (arms.own_columns())
$$;

-- Refuses a package whose table has other columns than the database's.
-- Reads nothing but the catalogue.
CREATE OR REPLACE FUNCTION arms.check_header(target text, header text)
RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    difference text;
BEGIN
    SELECT string_agg(name, ', ' ORDER BY name) INTO difference
      FROM arms.columns_of_package(target) a
      FULL JOIN unnest(string_to_array(header, ',')) h (name) USING (name)
     WHERE a IS NULL OR h IS NULL;
    IF difference IS NOT NULL THEN
        RAISE '% has other columns than its package: %', target, difference;
    END IF;
END $$;

-- Readies a table for what a package states, to be filled by COPY, and gives its
-- name. The header names the columns of the package's table.
-- Reads what stage_first_figures() reads; changes what resolve_series() does.
-- Makes, for figures of a dataset's first edition, arms.figure_<dataset>.
CREATE OR REPLACE FUNCTION arms.stage_package(target text, header text)
RETURNS text
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM arms.check_header(target, header);
    IF target = 'observation' THEN
        PERFORM arms.resolve_series();
        RETURN coalesce(arms.stage_first_figures(), 'pg_temp.new_observation');
    END IF;
    RETURN format('pg_temp.%I', 'new_' || target);
END $$;

-- Readies a table for what a package states that is loaded already.
CREATE OR REPLACE FUNCTION arms.stage_again(target text, header text)
RETURNS text
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM arms.check_header(target, header);
    EXECUTE format('TRUNCATE pg_temp.%I', 'again_' || target);
    RETURN format('pg_temp.%I', 'again_' || target);
END $$;
