#!/bin/sh
# Registers and tables of US figures: what is loaded is what an independent
# count of the file finds, editions change what they speak of, and a document
# that has drifted loads nothing.
set -u
. tests/lib.sh

REAL=../shared/data
database

# Cells of CSV parted by "|", digits ungrouped: a quoted one is every other
# piece between quotes.
cells() {
	sed '1d; s/\r$//; s/""//g' "$1" | awk -F'"' '{
		line = ""
		for (i = 1; i <= NF; i++) {
			if (i % 2 == 0)
				gsub(/,/, "", $i)
			else
				gsub(/,/, "|", $i)
			line = line $i
		}
		print line
	}'
}

load() { # SOURCE FILE
	run -q import --force "$1" "$2"
	run -q replay "$1"
}

# The whole files -----------------------------------------------------------

eda=$REAL/eda/EDA_Public_Report.csv
if [ -r "$eda" ]; then
	load eda "$eda"
	is "$status $(sql "SELECT count(*), count(DISTINCT transfer_id),
	        sum(acquisition_usd), sum(current_usd), sum(number_requested),
	        sum(number_delivered), count(number_rejected)
	    FROM arms.transfer WHERE dataset = 'eda'")" \
	    "0 $(cells "$eda" | awk -F'|' '
	    { rows++; same[$0]++; gsub(/\$/, "") }
	    { a += $13; c += $14; r += $8; d += $12; n += $11 ~ /^[0-9]+$/ }
	    END { for (s in same) distinct++
	        printf "%d|%d|%.2f|%.2f|%d|%d|%d", rows, distinct, a, c, r, d, n }')" \
	    "EDA: rows, different rows, values, numbers"
	is "$(sql "SELECT count(*) FROM arms.fault")" 0 "EDA: nothing is unread"
	is "$(sql "SELECT count(*) FROM arms.transfer WHERE dataset = 'eda'
	    AND (recipient_iso3 IS NULL OR supplier_iso3 <> 'USA'
	         OR extract(year FROM status_on) NOT BETWEEN order_year - 1
	            AND order_year + 7)")" 0 "EDA: countries have codes, days fit"
else
	ok 0 "EDA: the whole file # SKIP it is not here"
fi

s655=$REAL/section-655/tw655reports.csv
if [ -r "$s655" ]; then
	load section-655 "$s655"
	is "$status $(sql "SELECT count(*), sum(value) FILTER (
	            WHERE indicator = 'quantity' AND total_of IS NULL),
	        sum(value) FILTER (
	            WHERE indicator = 'quantity' AND total_of = 'item'),
	        sum(value) FILTER (WHERE indicator = 'authorized_value'),
	        sum(value) FILTER (WHERE indicator = 'shipped_value'),
	        sum(value) FILTER (WHERE indicator = 'services_authorized')
	    FROM arms.observation WHERE dataset = 'section-655'")" \
	    "0 $(cells "$s655" | awk -F'|' '
	    { for (i = 4; i <= 7; i++) if ($i ~ /^ *[0-9]+ *$/) {
	        n++; sum[i, $3 ~ /Total/] += $i } }
	    END { printf "%d|%.0f|%.0f|%.0f|%.0f|%.0f", n, sum[4, 0], sum[4, 1],
	        sum[5, 0] + sum[5, 1], sum[6, 0] + sum[6, 1],
	        sum[7, 0] + sum[7, 1] }')" \
	    "section 655: figures, quantities and totals, values"
	is "$(sql "SELECT extract(year FROM period_end), indicator, difference
	    FROM arms.reconciliation
	    WHERE dataset = 'section-655' AND difference <> 0")" \
	    "2009|authorized_value|-2000" \
	    "section 655: one total is not the sum of its parts"
else
	ok 0 "section 655: the whole file # SKIP it is not here"
fi

sam=$REAL/sam/arms_sales_totals.json
if [ -r "$sam" ]; then
	load sam "$sam"
	is "$status $(sql "SELECT indicator, count(*), sum(value)
	    FROM arms.observation WHERE dataset = 'sam'
	    GROUP BY 1 ORDER BY 1")" \
	    "0 $(for name in authorizations deliveries notifications; do
		grep -oE "\"$name\":\"[^\"]+\"" "$sam" | cut -d'"' -f4 |
		    awk -v name=$name '{ s += $1 } END {
		        printf "%s|%d|%.0f\n", name, NR, s }'
	    done)" "SAM: figures and dollars"
	is "$(sql "SELECT concat(item_code, '|', count(*)) COLLATE \"C\"
	    FROM arms.observation
	    WHERE dataset = 'sam' AND indicator = 'deliveries'
	    GROUP BY item_code ORDER BY 1")" \
	    "$(grep -oE '"program":"[^"]*"' "$sam" | cut -d'"' -f4 |
	        awk '{ n[$0]++ } END { for (p in n) print p "|" n[p] }' |
	        LC_ALL=C sort)" "SAM: programmes"
	is "$(sql "SELECT field, reason, count(*) FROM arms.fault
	    JOIN arms.document USING (document_id) WHERE source = 'sam'
	    GROUP BY 1, 2")" \
	    "program|is missing|$(grep -c '"program":""' "$sam")" \
	    "SAM: only programmes are missing"
else
	ok 0 "SAM: the whole file # SKIP it is not here"
fi

# Amounts in a note are its numbers but for years and the like.
totals=$REAL/fms-totals/us_fms_dcs_annual_totals.csv
if [ -r "$totals" ]; then
	load fms-totals "$totals"
	is "$status $(sql "SELECT count(*), sum(value) FROM arms.fms_totals
	    WHERE line IS NOT NULL")" \
	    "0 $({ sed 1d "$totals" | cut -d, -f3
	        sed '1d; s/,http.*//; s/FY[0-9]*//g; s/[0-9]-year//g
	            s/Title [0-9]*//g' "$totals" | cut -d, -f5- |
	            grep -oE '[0-9]+([.][0-9]+)?'; } |
	        awk '{ s += $1 } END { printf "%d|%.3f", NR, s }')" \
	    "announced totals: every amount in the list is a statement"
	is "$(sql "SELECT fiscal_year, statement, part_or_publisher, value, flag
	    FROM arms.fms_totals WHERE fiscal_year IN (2016, 2017)
	    ORDER BY 1, line, 4 DESC")" \
	    "2016|announced|DSCA|33.6|
2016|announced|some reports|33|press
2016|component|partner|25.7|
2016|component|BPC|5.0|
2016|component|FMF|2.9|
2017|announced|DSCA|41.93|
2017|component|partner|32.02|
2017|component|FMF|6.04|
2017|component|DoD authorities|3.87|" \
	    "announced totals: the statements on 2016 and on 2017"
	is "$(sql "SELECT published, parts_sum, difference
	    FROM arms.reconciliation WHERE dataset = 'fms-totals'
	     AND period_end = '2018-09-30' ORDER BY 1")" \
	    "55.65|55.65|0.00
55.66|55.65|0.01" "announced totals: 2018 is a hundredth more than its parts"
	is "$(sql "SELECT count(*) FROM arms.reconciliation
	            WHERE dataset = 'fms-totals' AND parts = 1")" 0 \
	    "announced totals: one part that is known is not called the sum"
	is "$(sql "SELECT count(*) FROM arms.fault
	    JOIN arms.document USING (document_id)
	    WHERE source = 'fms-totals'")" 0 "announced totals: nothing is unread"
else
	ok 0 "announced totals: the whole file # SKIP it is not here"
fi

# Editions ------------------------------------------------------------------

empty() {
	dropdb --if-exists "$PGDATABASE"
	database
	rm -rf "$ARMSETL_DATA_DIR"
}

# A later edition: one cutter accepted, the periscopes gone, a truck more.
first=tests/golden/eda/EDA_Public_Report_2021-02-01.csv
second=$HERE/EDA_Public_Report_2022-02-01.csv
sed '/Patrol cutter/s/,1,1,0,0,0,/,1,1,1,0,0,/; /PERISCOPE/d' "$first" \
    >"$second"
printf '\r\n%s\r\n' 'Grant Authority,2020,Army,Mali,Truck,EDA Delivered,1/2/21,1,1,1,0,1,$5.00,$1.00' \
    >>"$second"
all="SELECT to_jsonb(t) - 'run_id' - 'line' - 'number' FROM arms.transfer t
      ORDER BY transfer_id, occurrence"
empty
load eda "$first"
load eda "$second"
is "$(sql "SELECT change, coalesce(after, before) ->> 'designation', fields
    FROM arms.edition_change WHERE edition_at = '2022-02-01Z' ORDER BY 1")" \
    "added|Truck|
changed|Patrol cutter|{number_accepted}
vanished|PERISCOPE, 5\" TUBE|" "EDA: what an edition changed"
is "$(sql "SELECT arms.as_of('2021-06-01') IS NOT NULL;
    SELECT count(*), sum(number_accepted) FROM arms_as_of.transfer")" \
    "t
8|1208" "EDA: arms_as_of has the register as it was then"
sql "$all" >"$HERE/forward"
empty
load eda "$second"
load eda "$first"
sql "$all" >"$HERE/backward"
same_file "$HERE/backward" "$HERE/forward" "EDA: the same in the other order"

# A table of one country does not speak of others.
empty
load section-655 tests/golden/section-655/by-category.csv
before=$(sql "SELECT count(*) FROM arms.observation")
sed -n '1p; s/Trinidad & Tobago/Chad/p' \
    tests/golden/section-655/by-category.csv >"$HERE/chad.csv"
load section-655 "$HERE/chad.csv"
is "$status $(sql "SELECT count(*) FROM arms.observation")" \
    "0 $((before + 6))" "section 655: one country more, none less"

# Drift ---------------------------------------------------------------------

for source in eda section-655 sam fms-totals; do
	for file in tests/golden/"$source"/drift-*.[cj]*; do
		empty
		load "$source" "$file"
		is "$status $(sql "SELECT (SELECT count(*) FROM arms.transfer)
		    + (SELECT count(*) FROM arms.observation)")" "65 0" \
		    "$source: $(basename "$file") loads nothing"
		like "$err" 'header (column [0-9]+ should be|.* is missing|is not known|is not there)' \
		    "and the column is named"
	done
done
done_testing
