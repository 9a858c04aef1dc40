#!/bin/sh
# Editions of a table of figures, and what is asked of them.
set -u
. tests/lib.sh
. tests/db/rows.sh
database

# table FILE WHEN ROW...: volumes by supplier, from 2015 to 2019.
table() {
	file=$HERE/$1
	when=$2
	shift 2
	{
		echo '"TIV of arms exports from all, 2015-2019"'
		echo "Generated: $when"
		echo ',2015,2016,2017,2018,2019,Total'
		for row; do
			echo "$row"
		done
	} >"$file"
}

take() { # FILE
	run -q import sipri-tiv "$HERE/$1"
	run -q replay sipri-tiv
	is "$status $err" "0 " "$1 is loaded"
}

figures() { # SUPPLIER: its figures of single years
	sql "SELECT string_agg(value::text || coalesce(' ' || flag, ''), ', '
	            ORDER BY period_start)
	       FROM ${2:-arms}.observation
	      WHERE reporter = '$1' AND indicator = 'tiv_exports'
	        AND total_of IS NULL"
}

table old '1 March 2020' \
    'United States,60,60,60,60,60,300' \
    'France,20,20,20,20,20,100' \
    'Sweden,,0,10,,10,20' \
    'Total,100,100,100,100,100,500'
table new '1 March 2021' \
    'United States,60,60,60,60,64,304' \
    'France,20,20,20,20,20,100' \
    'Norway,5,5,,,,10' \
    'Total,100,100,100,100,104,504'

take old
is "$(figures 'United States')" "60, 60, 60, 60, 60" "figures by year"
is "$(figures Sweden)" "0 below 0.5, 10, 10" "0 is less than a half, and nothing is none"
partition=$(sql "SELECT tableoid::regclass FROM arms_internal.figure LIMIT 1")
is "$partition" "arms_internal.figure_sipri_tiv" "a dataset has its partition"
is "$(sql "SELECT count(*) FROM pg_constraint
            WHERE conrelid = '$partition'::regclass AND contype = 'u'")" 1 \
    "with a key"

take new
is "$(figures 'United States')" "60, 60, 60, 60, 64" "a new edition's figure"
is "$(figures Sweden)" "" "a country that the table does not have any more is gone"
is "$(sql "SELECT valid_from::date || ' ' || valid_to::date || ' ' || value
             FROM arms_history.observation_history
            WHERE reporter = 'United States' AND period_start = '2019-01-01'
              AND indicator = 'tiv_exports' AND total_of IS NULL")" \
    "2020-03-01 2021-03-01 60" "what it was, from edition to edition"
is "$(sql "SELECT arms.as_of('2020-06-01') IS NULL" && sql "
    SELECT arms.as_of('2020-06-01') IS NULL;
    SELECT count(*) FROM arms_as_of.observation" | tail -n 1)" \
    "f
$(sql "SELECT rows FROM arms.edition ORDER BY edition_at LIMIT 1")" \
    "the table as it was then has as many rows as its edition"
is "$(sql "SELECT count(*) FROM arms.edition e WHERE rows <> (
             SELECT count(*) FROM arms.observation_in(e.document_id))")" 0 \
    "each edition can be had back whole"

# The other way round: the same.
dump() {
	sql "SELECT to_jsonb(o) - 'run_id' FROM arms.observation o
	      ORDER BY observation_id, occurrence"
	sql "SELECT to_jsonb(o) - 'run_id' FROM arms_history.observation_history o
	      ORDER BY observation_id, occurrence, valid_from"
}
dump >"$HERE/forwards"
dropdb "$PGDATABASE"
database
rm -rf "$HERE/data"
take new
take old
dump >"$HERE/backwards"
same_file "$HERE/backwards" "$HERE/forwards" "backwards: the same"
is "$(misnoted)" "" "as many figures are noted as there are"
is "$(mistold)" "" "and each edition is told by what it changed"

# Questions.
is "$(sql "SELECT supplier, tiv, world_tiv, share_percent, rank, ratio_to_second
             FROM arms.market_share WHERE last_year = 2019 ORDER BY rank")" \
    "United States|304|504|60.32|1|3.040
France|100|504|19.84|2|1.000
Norway|10|504|1.98|3|0.100" "shares of five years, of the published total"
is "$(sql "SELECT total_of, coalesce(reporter, '-'), published, parts_sum,
                  difference
             FROM arms.reconciliation
            WHERE indicator = 'tiv_exports' AND difference <> 0
            ORDER BY period_start, period_end")" \
    "reporter|-|100|85|15
reporter|-|504|414|90
reporter|-|100|85|15
reporter|-|100|80|20
reporter|-|100|80|20
reporter|-|104|84|20" "published totals, and the sums of what was published"
is "$(sql "SELECT count(*) FROM arms.reconciliation
            WHERE indicator = 'tiv_exports' AND total_of = 'period'
              AND difference = 0")" 3 "sums over the years agree"

# A list of the largest states the world's total, too.
cp tests/golden/sipri-tiv/era-2024-largest-suppliers.csv "$HERE/largest"
take largest
is "$(sql "SELECT count(*) FROM arms.observation
            WHERE reporter IS NULL AND total_of = 'reporter'
              AND period_start >= '2020-01-01'")" 4 "a list of the largest gives the world's totals"
is "$(sql "SELECT count(*) FROM arms.reconciliation
            WHERE total_of = 'reporter' AND period_start >= '2020-01-01'")" 0 \
    "the largest are not compared with the world"

# Who may read the views need not be allowed to read what lies behind them.
reader=reader_$$
sql "CREATE ROLE $reader; GRANT USAGE ON SCHEMA arms, arms_internal TO $reader;
     GRANT SELECT ON ALL TABLES IN SCHEMA arms TO $reader"
for view in reconciliation edition_change notice_to_delivery waiting; do
	is "$(sql "SELECT count(*) FROM arms.$view")" \
	    "$(sql "SET ROLE $reader; SELECT count(*) FROM arms.$view" 2>&1)" \
	    "a reader of arms alone may read $view"
done
sql "DROP OWNED BY $reader; DROP ROLE $reader"

# What is noted is told, and nothing counted.
noted=$(sql "SELECT figures FROM arms_internal.dataset_figures")
run replay sipri-tiv
like "$err" " $noted records, " "a replay with nothing new tells what is noted"
sql "UPDATE arms_internal.dataset_figures SET figures = 123456"
run status
like "$out" "sipri-tiv  .* 123456 " "so does status"

# A dataset is one source's.
ARMSETL_DATA_DIR=$HERE/other
export ARMSETL_DATA_DIR
sql "UPDATE arms.document SET source = 'sipri-milex'"
before=$(sql "SELECT count(*) FROM arms.edition")
sed 's/^France,100/France,101/' "$HERE/new" >"$HERE/newer"
run -q import sipri-tiv "$HERE/newer"
run -q replay sipri-tiv
is "$status $(sql "SELECT count(*) FROM arms.edition")" "73 $before" \
    "what another source states of it is not loaded"
like "$err" "sipri-tiv is of source sipri-milex, and cannot be of sipri-tiv too" \
    "and the message says why"

# A dataset gets another name, of which one host has heard: what others say of
# it under the old name stays.
dropdb "$PGDATABASE"
database
for name in new old; do
	ARMSETL_DATA_DIR=$HERE/host.$name
	take $name
done
sql "UPDATE arms.series SET dataset = 'before'"
for kind in figure figure_history; do
	parent=$(qualified $kind)
	sql "ALTER TABLE $parent DETACH PARTITION ${parent}_sipri_tiv;
	     ALTER TABLE ${parent}_sipri_tiv RENAME TO ${kind}_before;
	     UPDATE ${parent}_before SET dataset = 'before';
	     ALTER TABLE $parent ATTACH PARTITION ${parent}_before
	         FOR VALUES IN ('before')"
done
sql "UPDATE arms.edition SET dataset = 'before', row_hash = document_id;
     DELETE FROM arms_internal.package"
is "$(sql "BEGIN;
           SELECT arms_internal.make_partition('figure', 'sipri-tiv');
           SELECT arms_internal.count_figures('sipri-tiv'); ROLLBACK" |
    tail -n 1)" 0 "what was noted of the old table is not believed of a new one"
run -q replay sipri-tiv
is "$status $err" "0 " "a dataset has another name"
is "$(sql "SELECT dataset, rows - (SELECT count(*)
                                     FROM arms.observation_in(e.document_id))
             FROM arms.edition e ORDER BY 1")" "before|0
sipri-tiv|0" "and each edition is whole, under either"
is "$(misnoted)" "" "and as many figures are noted of each as there are"

done_testing
