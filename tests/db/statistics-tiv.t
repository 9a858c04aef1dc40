#!/bin/sh
# SIPRI's tables of trend-indicator values: those really published, counted
# again by awk, and our own, of which each speaks for no more than it shows.
# shellcheck disable=SC2016 # awk's own variables
set -u
. tests/lib.sh

GOLDEN=tests/golden/sipri-tiv
REAL=../shared/data/sipri
database

# The cells below the header that are numbers, with or without a percent sign.
cells() { # FILE
	awk -F, '
	{ gsub(/\r/, "") }
	header { for (i = 1; i <= NF; i++) {
		v = $i
		gsub(/[ %]/, "", v)
		if (v ~ /^[0-9.]+$/) { n++; sum += v } } }
	/,[12][0-9][0-9][0-9],[12][0-9][0-9][0-9],/ { header = 1 }
	END { printf "%d %.1f\n", n, sum }' "$1"
}

figures() { # DOCUMENT
	sql "SELECT count(*) || ' ' || to_char(sum(o.value), 'FM999999999.0')
	       FROM arms.document d, arms.observation_in(d.document_id) o
	      WHERE d.url LIKE '%/$1'"
}

load() { # FILE
	run -q import sipri-tiv "$1"
	run -q replay sipri-tiv
	is "$status $err" "0 " "$(basename "$1") is loaded"
}

# What was really published

if [ -d "$REAL" ]; then
	for file in "$REAL"/tiv_*; do
		load "$file"
		is "$(figures "$(basename "$file")")" "$(cells "$file")" \
		    "every figure of $(basename "$file")"
	done
	is "$(sql "SELECT share_percent, rank FROM arms.market_share
	            WHERE supplier_iso3 = 'USA' AND first_year = 2019")" \
	    "$(awk -F, '/Rank 1950-2023/ {
			for (i = 5; i <= NF; i++) if ($i >= 2019 && $i <= 2023)
				year[i] }
		$4 == "United States" { for (i in year) own += $i }
		$4 == "Total" { for (i in year) all += $i }
		END { printf "%.2f|1\n", 100 * own / all }' \
		"$REAL"/tiv_suppliers_2024-11-02.slice.csv)" \
	    "the share of the United States in 2019 to 2023"
	is "$(sql "SELECT count(*) FROM arms.reconciliation
	            WHERE dataset = 'sipri-tiv-pairs' AND total_of = 'partner'
	              AND indicator = 'tiv_exports' AND abs(difference) > 20")" 0 \
	    "China's exports add up but for what is rounded"
	is "$(sql "SELECT count(*) FROM arms.fault")" 0 "nothing is left unread"
else
	ok 0 "skipped: the published files are not at hand"
fi

# What each of our own speaks for

dropdb "$PGDATABASE"
database
rm -rf "$HERE/data"

known() { # CONDITION
	sql "SELECT count(*) FROM arms.observation WHERE $1"
}

load "$GOLDEN/era-2023-all-suppliers.csv"
load "$GOLDEN/era-2021-one-supplier.csv"
load "$GOLDEN/era-2026-one-supplier.csv"
is "$(known "dataset = 'sipri-tiv'")" 12 "all suppliers stay beside one's exports"
is "$(known "dataset = 'sipri-tiv-pairs' AND reporter = 'Sweden'")" 8 \
    "one supplier's exports stay beside another's"
load "$GOLDEN/era-2024-largest-suppliers.csv"
is "$(sql "SELECT value FROM arms.observation
            WHERE reporter = 'East Germany' AND total_of IS NULL")" 7 \
    "a country that is not among the largest stays"
is "$(sql "SELECT value FROM arms.observation
            WHERE dataset = 'sipri-tiv' AND period_start = '2020-01-01'
              AND period_end = '2020-12-31' AND total_of = 'reporter'")" 35 \
    "the total is the newer one"
is "$(sql "SELECT count(*) FROM arms.observation
            WHERE total_of IS NULL AND reporter IS NULL")" 0 "no total is a party"
is "$(sql "SELECT DISTINCT value, flag FROM arms.observation
            WHERE flag IS NOT NULL")" "0|below 0.5" "a small value is marked"
is "$(sql "SELECT count(*) FROM arms.observation
            WHERE unit NOT IN ('TIV million', 'percent', 'rank')")" 0 \
    "a trend-indicator value is no money"

# A spreadsheet's copy says the same, whichever of the two comes first.
said=$(known "dataset = 'sipri-tiv-pairs'")
load "$GOLDEN/resaved-one-supplier.csv"
is "$(known "dataset = 'sipri-tiv-pairs'")" "$said" "a copy adds nothing"
is "$(sql "SELECT count(*) FROM arms_history.observation_history
            WHERE dataset = 'sipri-tiv-pairs'")" 0 "and changes nothing"

# What has drifted is refused whole.
state=$(sql "SELECT count(*) FROM arms.observation")
for file in "$GOLDEN"/drift-*.csv; do
	rm -rf "$HERE/data"
	run -q import --force sipri-tiv "$file"
	run -q replay sipri-tiv
	is "$status" 65 "$(basename "$file") is refused"
	is "$(sql "SELECT count(*) FROM arms.observation")" "$state" \
	    "and nothing of it is loaded"
done

done_testing
