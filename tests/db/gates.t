#!/bin/sh
# Gates of a load: what has lost its values, or too many of its records, is not
# loaded unless an operator says so; the sample, odd as it is, passes in any
# order.
set -u
. tests/lib.sh
. tests/http/publisher.sh

database

# No false alarm -------------------------------------------------------------

# Each file of a table is imported by itself, and so becomes a package that is
# judged beside those before it. Of notices there is one in a file, which nobody
# can judge alone: they come together.
import_in() { # ORDER SOURCE FILE...
	source=$2
	order=$([ "$1" = forwards ] || echo -r)
	shift 2
	case $source in
	federal-register | dsca | dsca-library | state) at_once=1000 ;;
	*) at_once=1 ;;
	esac
	status=0
	# shellcheck disable=SC2086 # an option, if any
	printf '%s\n' "$@" | LC_ALL=C sort $order | xargs -n $at_once \
	    "$ARMSETL" --config "$HERE/conf" -q import "$source" || status=$?
	ok "$status" "$source is imported"
}

import_sample() { # ORDER
	for folder in tests/golden/*/; do
		source=$(basename "$folder")
		# shellcheck disable=SC2046 # names without blanks
		import_in "$1" "$source" $(find "$folder" -type f \
		    ! -name '*.expected' ! -name 'unreadable-*' \
		    ! -name 'drift-*')
	done
}

# As published, where they are at hand.
import_real() { # ORDER
	while read -r source files; do
		# shellcheck disable=SC2046,SC2086 # a pattern
		import_in "$1" "$source" $(printf '%s\n' $files)
	done <<-REAL
	federal-register ../shared/data/federal-register/full_text/*.txt
	state ../shared/data/state/post-*.html
	sipri-register ../shared/data/sipri/register_*.csv
	sipri-tiv ../shared/data/sipri/tiv_*.csv
	eda ../shared/data/eda/EDA_Public_Report.csv
	section-655 ../shared/data/section-655/tw655reports.csv
	sam ../shared/data/sam/arms_sales_totals.json
	fms-totals ../shared/data/fms-totals/us_fms_dcs_annual_totals.csv
	census-trade ../shared/data/census-trade/US_total_export.csv
	deflators ../shared/data/deflators/*.csv ../shared/data/deflators/omb_hist10z1_fy2025.xlsx
	REAL
}

no_alarm() { # NAME
	run replay
	is "$status" 0 "$1: a replay succeeds"
	is "$(printf '%s\n' "$err" | grep gate)" "" "$1: and no gate fails"
	ok "$([ "$(counted package)" -gt "$2" ]; echo $?)" \
	    "$1: which came in many packages"
	start_over
}

run migrate
for order in forwards backwards; do
	import_sample "$order"
	no_alarm "the sample, $order" 70
	[ -d ../shared/data ] || continue
	import_real "$order"
	no_alarm "as published, $order" 20
done

# What one is told -----------------------------------------------------------

withheld() { # MESSAGE NAME
	is "$status" 65 "$2: exit status 65"
	like "$err" "^armsetl: error: $1" "$2: says which gate, and by how much"
	state >"$HERE/after"
	same_file "$HERE/after" "$HERE/before" "$2: nothing is loaded"
}

accepted() { # SOURCE NAME
	run load "$1"
	is "$status" 65 "$2: nor the next time"
	run load --accept-incomplete "$1"
	is "$status" 0 "$2: but when an operator accepts it"
	like "$err" "^armsetl: warning: .*accepted$" "$2: which is said"
	is "$(sql "SELECT jsonb_array_length(gates), gates @> '[{\"accepted\": true}]',
	    status FROM arms.run ORDER BY run_id DESC LIMIT 1")" "1|t|ok" \
	    "$2: and stands in the ledger"
	run load "$1"
	is "$status" 0 "$2: then it is loaded"
}

# A layout that has changed: the purchaser is not where it was.

notices 12 4 26001
run import federal-register "$SITE"/2026-2600?.txt
run replay federal-register
is "$status" 0 "nine notices are too few to judge, and whole"
state >"$HERE/before"
for file in "$SITE"/2026-260*.txt; do
	sed 's/Prospective Purchaser: Government of.*/Purchaser, prospective/;
	    s/^POLICY JUSTIFICATION/POLICY/; s/^(U) .*--/(U) /;
	    s/Government of [A-Z][a-z]*/Government/' "$file" \
	    >"$HERE/$(basename "$file")"
done
run import federal-register "$HERE"/2026-260*.txt
run replay federal-register
withheld "federal-register-.*: gate fill: federal_register: 12 records with a purchaser: 0, at least 8 wanted" \
    "a layout that has changed"
run status federal-register
is "$status" 0 "status succeeds"
like "$out" "^    gate fill: federal_register: 12 records with a purchaser: 0, at least 8 wanted" \
    "status shows the gate"
like "$out" "--accept-incomplete federal-register" "and what to do"
accepted federal-register "a layout that has changed"

# An edition that has lost rows

excess() { # FIRST-YEAR LAST-YEAR ROWS FILE
	awk -v first="$1" -v last="$2" -v rows="$3" 'BEGIN {
		print "Transfer Authority,Fiscal Year of Request," \
		    "Implementing Agency,Country (Transfer to)," \
		    "Item Description,Status,Status Date,Qty Requested," \
		    "Qty Allocated,Qty Accepted,Qty Rejected," \
		    "Total Delivered Qty,Total Acquisition Value," \
		    "Total Current Value"
		for (i = 0; i < rows; i++) {
			year = i == 0 ? first : i == 1 ? last : \
			    first + i % (last - first + 1)
			printf "Grant Authority,%d,Army,Greece,Item %d of %d," \
			    "EDA Delivered,3/1/19,%d,1,1,0,1,$400.00,$40.00\n", \
			    year, i, last, i + 1
		} }' >"$HERE/$4"
}

edition() { # PUBLISHED FIRST-YEAR LAST-YEAR ROWS
	excess "$2" "$3" "$4" "EDA_$1.csv"
	run import eda --published "$1" "$HERE/EDA_$1.csv"
	run replay eda
}

start_over
edition 2021-02-01 2015 2017 30
is "$status" 0 "an edition is loaded"
edition 2022-02-01 2015 2017 24
is "$status" 0 "and one that has lost a fifth"
edition 2019-02-01 2015 2017 20
is "$status" 0 "and one that is earlier, whatever it has"
state >"$HERE/before"
edition 2023-02-01 2015 2018 19
withheld "eda-.*: gate edition: eda: rows of the edition of 2023-02-01: 19, at least 20 wanted" \
    "an edition that has lost more, and has a wider scope"
accepted eda "an edition that has lost more"

# Records of a source

start_over
edition 2021-02-01 2015 2017 30
edition 2022-02-01 2018 2020 30
is "$status $(counted transfer)" "0 60" "two editions of other years"
state >"$HERE/before"
edition 2023-02-01 2015 2020 25
withheld "eda-.*: gate total: records, of which 60 were there: 25, at least 48 wanted" \
    "a third that has few of either"
is "$(sql "SELECT counts ->> 'transfer' FROM arms.run
    ORDER BY run_id DESC LIMIT 1")" "" "which counts as nothing"
accepted eda "a third that has few of either"
is "$(counted transfer)" 25 "which has replaced them"

done_testing
