#!/bin/sh
# The database explains itself: what each table, view and column means, what
# makes a row one, and what it refers to, is in the catalogue. What is not is
# listed here, with the reason.
set -u
. tests/lib.sh

database
run import federal-register \
    tests/golden/federal-register/era-2018-mde-items-several-towns.txt
run import dsca tests/golden/dsca/era-2019-emergency.html
run import sipri-tiv tests/golden/sipri-tiv/era-2023-all-suppliers.csv
run import eda tests/golden/eda/EDA_Public_Report_2021-02-01.csv
run replay

# Of relations that are ours: their names and those of their columns.
cat >"$HERE/relations.sql" <<'SQL'
CREATE SCHEMA test;
CREATE VIEW test.relation AS
SELECT c.oid, c.relname, c.relkind, n.nspname || '.' || c.relname AS name
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname LIKE 'arms%' AND c.relkind IN ('r', 'p', 'v', 'f');
SQL
psql -Xq -v ON_ERROR_STOP=1 -f "$HERE/relations.sql"
is "$(sql "SELECT count(*) > 80, count(*) FILTER (WHERE relname LIKE 'figure\_%'
    AND relname <> 'figure_history') > 0 FROM test.relation")" "t|t" \
    "there are tables, and partitions among them"

# Comments

is "$(sql "SELECT nspname FROM pg_namespace
            WHERE nspname LIKE 'arms%' AND obj_description(oid) IS NULL")" "" \
    "each schema is explained"
is "$(sql "SELECT name FROM test.relation
            WHERE obj_description(oid, 'pg_class') IS NULL")" "" \
    "so is each table and view"
is "$(sql "SELECT name || '.' || attname
             FROM test.relation JOIN pg_attribute ON attrelid = oid
            WHERE attnum > 0 AND NOT attisdropped
              AND coalesce(col_description(oid, attnum), '') = ''")" "" \
    "so is each column"

# The others are of loads alone, and are explained where they stand.
grep -o '[a-z_]*([a-z0-9_, ]*)' docs/SCHEMA.md | sed 's/(.*//' | sort -u >"$HERE/words"
is "$(sql "SELECT DISTINCT proname FROM pg_proc
            WHERE pronamespace = 'arms'::regnamespace ORDER BY 1" |
    tr '\n' ' ')" \
    "as_of backlog evidence in_group news notice_at notice_published_by observation_at \
observation_in policy_window real_usd transfer_at transfer_in under_review \
what_changed why " "an analyst may call these functions"
is "$(sql "SELECT DISTINCT proname FROM pg_proc
            WHERE pronamespace = 'arms'::regnamespace ORDER BY 1" |
    grep -Fvxf "$HERE/words")" "" "each is in docs/SCHEMA.md"
is "$(sql "SELECT oid::regprocedure FROM pg_proc
            WHERE pronamespace = 'arms'::regnamespace
              AND obj_description(oid, 'pg_proc') IS NULL")" "" \
    "these are explained"

# What an existing database lacked comes with the next migration.
sql "COMMENT ON COLUMN arms.notice.total_usd IS NULL;
     COMMENT ON COLUMN arms_history.notice_history.total_usd IS NULL;
     COMMENT ON TABLE arms_internal.transfer_eda IS NULL;
     COMMENT ON COLUMN arms_internal.transfer_eda.supplier IS NULL;
     DELETE FROM arms.migration WHERE number = 0"
run migrate
is "$status $(sql "SELECT count(*) FROM (VALUES
        (arms_internal.meaning_of('arms.notice', 'total_usd')),
        (arms_internal.meaning_of('arms_history.notice_history', 'total_usd')),
        (obj_description('arms_internal.transfer_eda'::regclass)),
        (arms_internal.meaning_of('arms_internal.transfer_eda', 'supplier'))) v (meaning)
    WHERE meaning IS NOT NULL")" "0 4" "a comment that is missing is made anew"

# Keys

# PATTERN-OF-TABLE.COLUMN REASON; as LIKE has patterns
lacks() { # QUERY <EXCEPTIONS: what it finds beyond these, and which of these not
	sed 's/_/\\_/g; s/\([^ ]*\).*/\1/' >"$HERE/exceptions"
	sql "$1" | LC_ALL=C sort >"$HERE/lacking"
	psql -XqAt -v ON_ERROR_STOP=1 <<-SQL
	CREATE TEMP TABLE pattern (pattern text);
	CREATE TEMP TABLE lacking (name text);
	\\copy pattern FROM '$HERE/exceptions' (FORMAT csv, DELIMITER ' ')
	\\copy lacking FROM '$HERE/lacking'
	SELECT 'lacks a key: ' || name FROM lacking
	 WHERE NOT EXISTS (SELECT FROM pattern WHERE name LIKE pattern);
	SELECT 'is no exception: ' || pattern FROM pattern
	 WHERE NOT EXISTS (SELECT FROM lacking WHERE name LIKE pattern);
	SQL
}

is "$(lacks "SELECT relname FROM test.relation r
              WHERE relkind IN ('r', 'p') AND NOT EXISTS (
                  SELECT FROM pg_index WHERE indrelid = oid AND indisprimary)" \
    <<'EXCEPTIONS'
%_history% one run can end two versions of a row, at one moment
transfer partitions may lie elsewhere: each has its own
figure likewise
figure_% a figure may have no period: each has UNIQUE NULLS NOT DISTINCT
correction a value of the notice itself has no position: likewise
EXCEPTIONS
)" "" "each table has a primary key, with five exceptions"
is "$(sql "SELECT r.relname FROM test.relation r JOIN pg_inherits ON inhrelid = oid
            WHERE inhparent = 'arms_internal.figure'::regclass AND NOT EXISTS (
                SELECT FROM pg_index WHERE indrelid = oid AND indisunique)")" "" \
    "each partition of figures has a unique one"

# What looks as if it referred to something, and is not the key of its own table.
is "$(lacks "SELECT relname || '.' || attname
               FROM test.relation r JOIN pg_attribute a ON attrelid = r.oid
              WHERE relkind IN ('r', 'p') AND attnum > 0 AND NOT attisdropped
                AND (attname ~ '(^|_)(document_id|notice_id|run_id|edition_id|'
                    'series_id|contractor_id|iso3|category|family)$'
                  OR attname IN ('source', 'topic', 'part_of', 'repeats',
                      'parent'))
                AND NOT EXISTS (
                    SELECT FROM pg_constraint c WHERE conrelid = r.oid
                       AND (contype = 'f' AND attnum = ANY (conkey)
                            OR contype IN ('p', 'u') AND conkey = ARRAY[attnum]))" \
    <<'EXCEPTIONS'
%_history%.% versions before tell of rows that are gone
transfer.% partitions may lie elsewhere
transfer_%.% likewise
figure.% likewise
figure_%.% likewise
edition_row.document_id an edition may have very many, and each would be looked up
series.series_id its own key, with the dataset
series.topic stays when the series that it is the number of has no figure any more
%.iso3 our lists are loaded before rows that were read by earlier ones are read again
%_iso3 likewise
%_item.category likewise
%_item.family likewise
%_contractor.contractor_id likewise
policy_event.source an address
country_group.source likewise
notice_delivery.source likewise
notice_delivery.notice_id a researcher's word outlives the notice
notice_contract.source likewise
notice_contract.notice_id a researcher's word outlives the notice
correction.source an address
correction.notice_id a researcher's word outlives the notice
EXCEPTIONS
)" "" "what refers to a row has a foreign key, with 21 exceptions"

# Of the lists, what was read by them is in them.
for column in iso3 category family contractor_id; do
	case $column in
	iso3) list=country of=purchaser ;;
	category) list=equipment_category of=item ;;
	family) list=equipment_family of=item ;;
	*) list=contractor of=contractor ;;
	esac
	is "$(sql "SELECT count(*) > 0, count(*) FILTER (WHERE $column NOT IN (
	        SELECT $column FROM arms.$list WHERE $column IS NOT NULL))
	      FROM arms.notice_$of WHERE $column IS NOT NULL")" "t|0" \
	    "each $column of a notice is in $list"
done

# A key that is looked at when a load ends is looked at in a rehearsal, too.
is "$(sql "SELECT count(*) FROM pg_constraint
            WHERE contype = 'f' AND condeferrable AND NOT condeferred")" 0 \
    "each key that can wait for the end of a load does"

# Sources

is "$(sql "SELECT count(*) = (SELECT count(*) FROM arms.source s
                               WHERE num_nulls(s.*) = 0), count(*) > 10
             FROM arms.source")" "t|t" "each source is told of, wholly"
is "$(sql "SELECT string_agg(DISTINCT publisher, ', ') FROM arms.source
            WHERE restricted")" \
    "Stockholm International Peace Research Institute" \
    "the licences of SIPRI limit who may be given all"
is "$("$ARMSETL" --config "$HERE/conf" sources | sed -n 's/^  licence *//p' | sort)" \
    "$(sql "SELECT licence FROM arms.source" | sort)" \
    "the licences are those that armsetl sources lists"

# Readers

is "$(sql "SELECT name FROM test.relation
            WHERE NOT has_table_privilege('arms_reader', oid, 'SELECT')")" "" \
    "arms_reader may read each table and view, partitions made since among them"
is "$(sql "SELECT name FROM test.relation
            WHERE has_table_privilege('arms_reader', oid,
                'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
           UNION ALL
           SELECT nspname FROM pg_namespace WHERE nspname LIKE 'arms%'
              AND has_schema_privilege('arms_reader', oid, 'CREATE')")" "" \
    "it may write to none, and make none"
as_reader() { # QUERY
	sql "SET ROLE arms_reader; $1" 2>&1
}
for view in notice_chain notified_by_year observation edition_change \
    source_status country_profile market_share reconciliation; do
	like "$(as_reader "SELECT count(*) FROM arms.$view")" '^[0-9]+$' \
	    "it reads $view"
done
is "$(as_reader "SELECT arms.as_of('2020-01-01');
                 SELECT count(*) FROM arms_as_of.notice;
                 SELECT count(*) FROM arms.under_review('2018-06-01')" | tail -n 2)" \
    "0
0" "it calls the functions that are for analysts"
like "$(as_reader "DELETE FROM arms.notice")" "permission denied" "it deletes nothing"
like "$(as_reader "SELECT arms_internal.merge_documents(1)")" "permission denied|does not exist" \
    "it does not load"
sql "CREATE VIEW arms.made_later AS SELECT 1 AS one"
is "$(as_reader "SELECT * FROM arms.made_later")" 1 "what is made later it reads"
sql "REVOKE SELECT ON arms.notice FROM arms_reader"
run migrate
is "$(as_reader "SELECT count(*) > 0 FROM arms.notice")" t \
    "what it lost it has again behind the next migration"
sql "REVOKE SELECT ON arms.notice FROM arms_reader;
     REVOKE USAGE ON SCHEMA arms FROM arms_reader"
run load
is "$(as_reader "SELECT count(*) > 0 FROM arms.notice")" t \
    "behind the next run, if it has lost all, as in a copy without rights"

# A role is of the whole server, where others use it: all of this is rolled back.
is "$(sql "BEGIN; ALTER ROLE arms_reader RENAME TO arms_reader_$$;
    CREATE ROLE plain_$$; GRANT USAGE ON SCHEMA arms_internal TO plain_$$;
    SET LOCAL ROLE plain_$$; SELECT arms_internal.admit_readers(); ROLLBACK")" \
    "permission denied to create role" "who may not make the role is told so"
is "$(sql "BEGIN; ALTER ROLE arms_reader RENAME TO arms_reader_$$;
    SELECT arms_internal.admit_readers() IS NULL;
    SELECT has_table_privilege('arms_reader', 'arms.notice', 'SELECT'); ROLLBACK")" \
    "t
t" "who may, makes it"

done_testing
