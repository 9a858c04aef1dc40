-- What analysts ask lies in arms, earlier versions in arms_history, and what only
-- a load needs in arms_internal, so that the list that a client shows is short.
-- tests/db/explained.t counts it. Who could read the one schema can read all.

-- Of a schema that somebody dropped the others may be left.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_class
                WHERE relnamespace::regnamespace::text
                      IN ('arms_history', 'arms_internal')) THEN
        RAISE 'arms_history and arms_internal are left of a schema that is gone:'
            ' drop them, too, or rename them';
    END IF;
END $$;

CREATE SCHEMA IF NOT EXISTS arms_history;
COMMENT ON SCHEMA arms_history IS
    'Earlier versions of the rows of arms; what stood on a day: arms_as_of';
CREATE SCHEMA IF NOT EXISTS arms_internal;
COMMENT ON SCHEMA arms_internal IS
    'What only armsetl itself needs: partitions, ledgers, routines of a load';

DO $$
DECLARE
    reader record;
BEGIN
    FOR reader IN
        SELECT DISTINCT CASE grantee WHEN 0 THEN 'PUBLIC'
                   ELSE grantee::regrole::text END AS name
          FROM pg_namespace CROSS JOIN aclexplode(nspacl)
         WHERE nspname = 'arms' AND privilege_type = 'USAGE'
    LOOP
        EXECUTE format('GRANT USAGE ON SCHEMA arms_history, arms_internal'
            ' TO %s', reader.name);
    END LOOP;
END $$;

-- Made anew behind the migrations, each in its schema.
DROP VIEW IF EXISTS
    arms.contractor_exposure, arms.country_profile, arms.data_quality,
    arms.deflator, arms.dependence, arms.edition_change, arms.flow,
    arms.fms_totals, arms.market_share, arms.notice_amends, arms.notice_chain,
    arms.notice_coverage, arms.notice_to_delivery, arms.notified,
    arms.notified_by, arms.notified_by_month, arms.notified_by_year,
    arms.number_gap, arms.policy, arms.price_base, arms.price_factor,
    arms.price_index, arms.recipient_share, arms.reconciliation,
    arms.source_status, arms.supplier_share, arms.waiting;
DO $$
DECLARE
    routine regprocedure;
BEGIN
    FOR routine IN
        SELECT oid::regprocedure
          FROM pg_proc
         WHERE pronamespace = 'arms'::regnamespace
           AND proname IN ('add_series', 'admit_readers', 'attach_first_figures',
               'attach_partition', 'begin_package', 'check_header',
               'collect_deals', 'columns_of', 'columns_of_package',
               'corrected_pages', 'count_for_planner', 'count_source',
               'deal_key', 'deal_knows', 'describe_series', 'designation_key',
               'digest_versions', 'drop_unused_series', 'explain',
               'explain_twins', 'fields_told', 'figures_in', 'fill_floors',
               'find_changed_editions', 'find_current_documents',
               'find_discrepancies', 'find_later_editions',
               'find_shared_faults', 'find_shared_numbers', 'first_figures',
               'first_known', 'fold_name', 'gather_candidates',
               'gather_corrections', 'gather_found', 'gather_numbered',
               'gather_publications', 'gather_touched', 'gather_unnumbered',
               'give_figures_key', 'in_bounds', 'in_scope', 'is_about',
               'is_within', 'join_contractors', 'join_items', 'join_notices',
               'join_purchasers', 'judge_editions', 'judge_figures',
               'judge_fill', 'judge_staged', 'judge_total', 'keep_first',
               'keep_later_edition_dates', 'last_stated', 'later_stated',
               'make_edition_tables', 'make_figure_tables', 'make_like',
               'make_notice_tables', 'make_partition', 'make_staging_tables',
               'make_touched_tables', 'match_transfers', 'matching_rules',
               'may_repeat_itself', 'meaning_of', 'merge', 'merge_documents',
               'merge_edition', 'merge_editions', 'merge_notices',
               'merge_package', 'name_key', 'notice_key', 'notifications_by',
               'notified_basis', 'number_figures', 'number_transfers',
               'order_editions', 'own_columns', 'packaged_id', 'pair_deals',
               'pair_same_deals', 'partition_meaning', 'partition_name',
               'place_corrections', 'place_numbered', 'place_publications',
               'place_shared_corrections', 'place_unnumbered',
               'placeable_publications', 'prepare_package', 'programmes',
               'purchasers_of', 'rank_publications', 'rehearsed_changes',
               'rehearsed_figures', 'replace_figures', 'replace_transfers',
               'resolve_series', 'restage_figures', 'restage_transfers',
               'rewind_dataset', 'rewind_figures', 'rewind_transfers',
               'row_difference', 'same_version', 'series_numbers',
               'set_parts_aside', 'stage_again', 'stage_first_figures',
               'stage_package', 'staged', 'surface_rank', 'tables_of_package',
               'take_later_editions', 'take_later_figures', 'text_array',
               'tiv_share', 'touch_pages', 'twins', 'working_tables',
               'years_of')
         ORDER BY prokind -- an aggregate before the function that it is made of
    LOOP
        EXECUTE format('DROP ROUTINE %s', routine);
    END LOOP;
END $$;

-- Tables -----------------------------------------------------------------------

DO $$
DECLARE
    target record;
BEGIN
    FOR target IN
        SELECT c.oid::regclass AS name, relkind, s.option_value IS NOT NULL
                   AS is_elsewhere, place
          FROM pg_class c
          LEFT JOIN pg_foreign_table f ON ftrelid = c.oid
          LEFT JOIN LATERAL pg_options_to_table(ftoptions) s
            ON s.option_name = 'schema_name' AND s.option_value = 'arms'
         CROSS JOIN LATERAL (SELECT CASE
                WHEN relname ~ '_history(_|$)' THEN 'arms_history'
                WHEN relname = 'figure' OR relispartition
                  OR relname IN ('edition_repeat', 'edition_row', 'package',
                         'reference') THEN 'arms_internal' END) p (place)
         WHERE relnamespace = 'arms'::regnamespace
           AND relkind IN ('r', 'p', 'v', 'f') AND place IS NOT NULL
         ORDER BY c.oid
    LOOP
        EXECUTE format('ALTER %s %s SET SCHEMA %I', CASE target.relkind
            WHEN 'v' THEN 'VIEW' WHEN 'f' THEN 'FOREIGN TABLE'
            ELSE 'TABLE' END, target.name, target.place);
        -- The other server is brought to this version, too.
        IF target.is_elsewhere THEN
            EXECUTE format('ALTER FOREIGN TABLE %s'
                ' OPTIONS (SET schema_name %L)', target.name, target.place);
        END IF;
    END LOOP;
END $$;

-- Earlier versions ---------------------------------------------------------------

ALTER FUNCTION arms.observation_id(uuid, date) SET SCHEMA arms_internal;
ALTER FUNCTION arms.keep_history() SET SCHEMA arms_internal;
DROP FUNCTION arms.give_history(text);

CREATE OR REPLACE FUNCTION arms_internal.keep_history() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    columns text;
BEGIN
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum)
      INTO columns
      FROM pg_attribute
     WHERE attrelid = TG_RELID AND attnum > 0 AND NOT attisdropped;
    EXECUTE format(
        'INSERT INTO arms_history.%1$I (%2$s, valid_to) SELECT %2$s, now()'
        ' FROM old_rows', TG_TABLE_NAME || '_history', columns);
    RETURN NULL;
END $$;

-- A table of arms with valid_from gets a twin, which has valid_to as well.
CREATE FUNCTION arms_internal.give_history(target text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    change text;
BEGIN
    EXECUTE format(
        'CREATE TABLE arms_history.%I (LIKE arms.%I,'
        ' valid_to timestamptz NOT NULL)', target || '_history', target);
    FOREACH change IN ARRAY '{UPDATE,DELETE}'::text[] LOOP
        EXECUTE format('CREATE TRIGGER %I AFTER %s ON arms.%I'
            ' REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT'
            ' EXECUTE FUNCTION arms_internal.keep_history()',
            'history_of_' || lower(change) || 's', change, target);
    END LOOP;
END $$;
