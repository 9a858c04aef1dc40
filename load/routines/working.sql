-- Working tables: what a package states, and what is computed on the way. They
-- are made once in a session, those of notices and of awards by the first package
-- that needs them, and are emptied when a package begins: to empty all of them at
-- each COMMIT takes tens of milliseconds, most of them being empty. A transaction
-- keeps the locks of all tables that it ever made, and a rehearsal of many packages
-- is one transaction.

-- Makes a table with the columns of another but those, and but what the database
-- makes of others by itself.
CREATE OR REPLACE FUNCTION arms_internal.make_like(name text, target text,
    without text[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'CREATE TEMP TABLE %I AS SELECT %s FROM %s WITH NO DATA', name,
        (SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum)
           FROM pg_attribute
          WHERE attrelid = arms_internal.qualified(target)::regclass AND attnum > 0
            AND NOT attisdropped AND attgenerated = ''
            AND attname <> ALL (without)), arms_internal.qualified(target));
END $$;

-- Makes the tables for the figures that a package states.
-- Makes new_series and again_series; new_observation and again_observation,
--   whose series_id is that of new_series, and of again_series; described_series,
--   added_series and resolved_series, where own_id and kept_id are the series_id of
--   arms.series, and the rest is as there; and of an edition that is staged by its
--   difference gone_observation, figures as an earlier one states them and it does
--   not, and staged_difference, how many it states, and how many of them have a value.
CREATE OR REPLACE FUNCTION arms_internal.make_figure_tables() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM arms_internal.make_like(stage || '_series', 'series',
            arms_internal.own_columns() || '{dataset}'),
        arms_internal.make_like(stage || '_observation', 'figure',
            '{edition_id,dataset}')
       FROM unnest('{new,again}'::text[]) stage;
    ALTER TABLE pg_temp.new_series
        ADD document_id uuid, ADD occurrence smallint NOT NULL DEFAULT 1;
    ALTER TABLE pg_temp.again_series ADD document_id uuid;
    CREATE TEMP TABLE described_series (series_id integer, document_id uuid,
        dataset text, occurrence smallint, subject uuid, wording uuid);
    CREATE TEMP TABLE added_series (series_id integer, dataset text,
        own_id integer, subject uuid, wording uuid, topic integer);
    CREATE TEMP TABLE resolved_series (series_id integer, document_id uuid,
        dataset text, kept_id integer, topic integer, duration interval);
    CREATE TEMP TABLE gone_observation (series_id integer, period_start date);
    CREATE TEMP TABLE staged_difference (document_id uuid, dataset text,
        figures bigint, given bigint);
END $$;

-- Makes the tables for what a package states.
-- Makes new_<table> of each of its tables. Of transfer, staged_row numbers the
--   rows, occurrence and matched_by are as in arms.transfer; and again_transfer
--   is for packages that are loaded already. Makes new_publication_places.
CREATE OR REPLACE FUNCTION arms_internal.make_staging_tables() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM arms_internal.make_like('new_' || target, target, arms_internal.own_columns())
       FROM unnest(arms_internal.tables_of_package()) target
      WHERE target NOT IN ('series', 'observation');
    PERFORM arms_internal.make_like('again_transfer', 'transfer', arms_internal.own_columns());
    PERFORM arms_internal.make_like('new_publication_places', 'publication_places',
        arms_internal.own_columns());
    -- Many rows, of which ANALYZE need not know what nothing is joined by.
    ALTER TABLE pg_temp.new_publication_place
        ALTER field SET STATISTICS 0, ALTER position SET STATISTICS 0,
        ALTER place SET STATISTICS 0, ALTER is_printed SET STATISTICS 0,
        ALTER text_start SET STATISTICS 0, ALTER text_length SET STATISTICS 0,
        ALTER quote SET STATISTICS 0, ALTER quote_start SET STATISTICS 0;
    ALTER TABLE pg_temp.new_transfer
        ADD occurrence smallint NOT NULL DEFAULT 1, ADD matched_by text,
        ADD staged_row bigint GENERATED ALWAYS AS IDENTITY;
    ALTER TABLE pg_temp.new_edition
        ADD edition_id integer NOT NULL
            DEFAULT nextval(pg_get_serial_sequence('arms.edition',
                                                   'edition_id'));
END $$;

-- Makes the tables for what is computed of editions.
-- Makes judged_documents, changed_editions, later_editions, earlier_deals,
--   edition_deals, repeated_figures, differing_figures, figure_fates.
CREATE OR REPLACE FUNCTION arms_internal.make_edition_tables() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    CREATE TEMP TABLE judged_documents (document_id uuid);
    CREATE TEMP TABLE changed_editions (dataset text, document_id uuid,
        edition_at timestamptz);
    CREATE TEMP TABLE later_editions (document_id uuid,
        is_staged boolean NOT NULL);
    CREATE TEMP TABLE earlier_deals AS
    SELECT NULL::bigint AS at, transfer_id, occurrence, row_hash, supplier,
           recipient, order_year, designation, number_ordered, delivery_years,
           comments, tiv_unit, status, status_on, agency, acquisition_usd,
           NULL::boolean AS reaches_beyond, NULL::boolean AS paired
      FROM arms.transfer WITH NO DATA;
    CREATE TEMP TABLE edition_deals AS
    SELECT NULL::bigint AS staged_row, row_hash, supplier, recipient,
           order_year, designation, number_ordered, delivery_years, comments,
           tiv_unit, status, status_on, agency, acquisition_usd,
           NULL::boolean AS paired, NULL::bigint AS at,
           NULL::text AS matched_by
      FROM arms.transfer WITH NO DATA;
    CREATE TEMP TABLE repeated_figures (at tid, series_id integer,
        occurrence smallint, own_series_id integer);
    CREATE TEMP TABLE differing_figures (series_id integer, period_start date,
        edition_id integer, kept_id integer, topic integer, stated_start date,
        number integer, line integer, value numeric, flag text, is_same boolean);
    CREATE TEMP TABLE figure_fates (what text, series_id integer,
        period_start date, kept_id integer, number integer, line integer,
        value numeric, flag text, edition_id integer, is_weighed boolean);
END $$;

-- Makes the tables for finding out what a package touches.
-- Makes earlier_publications, newly_taken_back, touched_pages, touched_numbers,
--   touched_totals, touched_documents, touched_notices, touched_articles,
--   page_versions, current_documents.
CREATE OR REPLACE FUNCTION arms_internal.make_touched_tables() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    CREATE TEMP TABLE earlier_publications (surface text, url text,
        transmittal text, total_usd numeric);
    CREATE TEMP TABLE newly_taken_back (document_id uuid);
    CREATE TEMP TABLE touched_pages (surface text, url text,
        PRIMARY KEY (surface, url));
    CREATE TEMP TABLE touched_numbers (transmittal text);
    CREATE TEMP TABLE touched_totals (total_usd numeric);
    CREATE TEMP TABLE touched_documents (document_id uuid);
    CREATE TEMP TABLE touched_notices (notice_id text);
    CREATE TEMP TABLE touched_articles (article text);
    CREATE TEMP TABLE page_versions (surface text, url text,
        document_id uuid, version text, versions bigint, digest text);
    CREATE TEMP TABLE current_documents (surface text, url text,
        document_id uuid);
END $$;

-- Makes the tables for placing publications, and for joining notices, if the session
-- has none.
-- Makes placed_publications, where `base` is authority and transmittal;
--   found_publications, shared_numbers, ranked_publications; stale_corrections,
--   where `value` is what was read; and new_<table> of each table of notices.
CREATE OR REPLACE FUNCTION arms_internal.make_notice_tables() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF to_regclass('pg_temp.placed_publications') IS NOT NULL THEN
        RETURN;
    END IF;
    CREATE TEMP TABLE placed_publications AS
    SELECT p.*, NULL::text AS base, NULL::text AS notice_id,
           NULL::text AS matched_by, false AS is_shared
      FROM arms_internal.placeable_publications() p WITH NO DATA;
    ALTER TABLE placed_publications
        ALTER is_shared SET DEFAULT false,
        ADD PRIMARY KEY (document_id, number);
    CREATE TEMP TABLE found_publications (document_id uuid, number integer);
    CREATE TEMP TABLE shared_numbers (base text, purchaser text,
        label text COLLATE "C");
    CREATE TEMP TABLE ranked_publications AS
    SELECT NULL::text AS notice_id, p.*, NULL::text[] AS purchasers,
           NULL::boolean AS are_listed, NULL::bigint AS rank
      FROM arms.publication p WITH NO DATA;
    CREATE TEMP TABLE stale_corrections (document_id uuid, number integer,
        table_name text, position integer, field text, value text);
    PERFORM arms_internal.make_like('new_' || target, target, '{run_id,valid_from}')
       FROM unnest('{notice_publication,notice,notice_purchaser,notice_item,'
                   'notice_contractor,discrepancy}'::text[]) target;
END $$;

-- Makes the tables for finding each award once, if the session has none.
-- Makes article_documents, touched_awards, award_order, and
--   new_<table> of each table of awards.
CREATE OR REPLACE FUNCTION arms_internal.make_award_tables() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF to_regclass('pg_temp.award_order') IS NOT NULL THEN
        RETURN;
    END IF;
    CREATE TEMP TABLE article_documents (article text, document_id uuid);
    CREATE TEMP TABLE touched_awards (award_id uuid);
    CREATE TEMP TABLE award_order (award_id uuid, place bigint, first_number text,
        modification text, kind text, is_corrected_text boolean,
        announced_on date, awarded_on date, corrected_on date, corrects uuid);
    PERFORM arms_internal.make_like('new_' || target, target, '{run_id,valid_from}')
       FROM unnest('{contract_award,award_contractor,award_customer}'::text[])
            target;
END $$;

-- The working tables of this session.
-- Reads nothing but the catalogue.
CREATE OR REPLACE FUNCTION arms_internal.working_tables() RETURNS SETOF regclass
LANGUAGE sql STABLE AS $$
    SELECT oid::regclass FROM pg_class
     WHERE relnamespace = pg_my_temp_schema() AND relkind = 'r'
$$;

-- Begins a package: with working tables that are empty.
-- Makes those that every package needs, once in a session.
CREATE OR REPLACE FUNCTION arms_internal.begin_package() RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    name regclass;
BEGIN
    IF to_regclass('pg_temp.new_document') IS NULL THEN
        PERFORM arms_internal.make_staging_tables();
        PERFORM arms_internal.make_figure_tables();
        PERFORM arms_internal.make_edition_tables();
        PERFORM arms_internal.make_touched_tables();
        RETURN;
    END IF;
    FOR name IN SELECT w FROM arms_internal.working_tables() w LOOP
        IF pg_relation_size(name) > 0 THEN
            EXECUTE format('TRUNCATE %s', name);
        END IF;
    END LOOP;
END $$;
