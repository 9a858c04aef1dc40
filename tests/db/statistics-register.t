#!/bin/sh
# SIPRI's register as it was really published, counted again by other means.
# shellcheck disable=SC2016 # awk's own variables
set -u
. tests/lib.sh

REAL=../shared/data/sipri
if [ ! -d "$REAL" ]; then
	echo "1..0 # skipped: the published files are not at hand"
	exit 0
fi
database

# The rows of a deals form with their broken halves joined, by awk alone: any
# line of more than 16 cells or of none that adds up would be printed as such.
joined() { # FILE
	LC_ALL=C tr -d '\r' <"$1" | LC_ALL=C awk -F, '
	header { if (held != "") { $0 = held $0; held = "" }
		n = split($0, cell, ",")
		if (n < 16 && n > 1) { held = $0 " "; next }
		if (n > 1) print }
	/^Recipient,Supplier,/ { header = 1 }'
}

count_and_sum() { # COLUMN, of rows on standard input
	awk -F, -v c="$1" '{ n++; s += $c } END { printf "%d %.2f\n", n, s }'
}

in_database() { # DOCUMENT: rows and TIV delivered of that edition
	sql "SELECT count(*) || ' ' || to_char(sum(tiv_delivered), 'FM9999990.00')
	       FROM arms.document d, arms.transfer_in(d.document_id)
	      WHERE d.url LIKE '%$1'"
}

deals() { # FILE
	run -q import sipri-register "$REAL/$1"
	run -q replay sipri-register
	is "$status $err" "0 " "$1 is loaded"
	is "$(in_database "$1")" "$(joined "$REAL/$1" | count_and_sum 16)" \
	    "every row and all TIV delivered of $1"
}

# Counted by hand: 2,470 whole rows and four halves, 2,578 and eight.
deals register_deals_2024-03-18.slice.csv
is "$(sql 'SELECT count(*) FROM arms.transfer')" 2472 "broken rows are joined"
before=$(sql 'SELECT sum(tiv_delivered) FROM arms.transfer')
deals register_deals_2025-03-13.slice.csv
is "$(sql 'SELECT count(*) FROM arms.transfer')" 2582 "in the next year too"

# What changed, by a comparison of all lines.
for year in 2024-03-18 2025-03-13; do
	joined "$REAL/register_deals_$year.slice.csv" |
	    sed 's/ *, */,/g; s/  */ /g' | LC_ALL=C sort >"$HERE/$year"
done
gone=$(LC_ALL=C comm -23 "$HERE/2024-03-18" "$HERE/2025-03-13" | wc -l)
come=$(LC_ALL=C comm -13 "$HERE/2024-03-18" "$HERE/2025-03-13" | wc -l)
is "$(sql "SELECT count(*) FILTER (WHERE change IN ('changed', 'vanished'))
	       || ' ' || count(*) FILTER (WHERE change IN ('changed', 'added'))
	     FROM arms.edition_change WHERE edition_at > '2025-01-01'")" \
    "$gone $come" "lines that are gone changed or vanished, others changed or came"
is "$(sql "SELECT arms.as_of('2024-12-31') IS NOT NULL;
           SELECT sum(tiv_delivered) FROM arms_as_of.transfer")" \
    "t
$before" "the register of the year before is there still"

deals register_deals_china_2026-07-14.csv
is "$(sql "SELECT count(*) FROM arms.edition_change
            WHERE edition_at > '2026-01-01' AND change = 'vanished'
              AND (before ->> 'supplier' <> 'China'
                   OR (before -> 'delivery_years' ->> 0)::integer < 2000)")" 0 \
    "China's exports since 2000 make nothing else vanish"

# Deliveries have a name each.
file=register_deliveries_ukraine_2025-02-17.csv
run -q import sipri-register "$REAL/$file"
run -q replay sipri-register
is "$status $err" "0 " "$file is loaded"
is "$(in_database "$file")" \
    "$(awk -F, '/^[0-9]/ && NF == 17' "$REAL/$file" | count_and_sum 16)" \
    "every delivery and all TIV of $file"
file=api_trade-register-csv.slice.json
run -q import sipri-register "$REAL/$file"
run -q replay sipri-register
is "$(in_database "$file")" "$(jq -r .bytes "$REAL/$file" | base64 -d |
    awk -F, '/^[0-9]/ && NF == 17' | count_and_sum 16)" \
    "the same of the service's answer"

# The forms of other years, and the sums that stand below them.
older() { # FILE PATTERN COLUMN
	run -q import sipri-register "$REAL/$1"
	run -q replay sipri-register
	is "$status $err" "0 " "$1 is loaded"
	is "$(in_database "$1")" "$(tr '\r' '\n' <"$REAL/$1" |
	    awk -F, -v p="$2" '$0 ~ p' | count_and_sum "$3")" \
	    "every row and all TIV of $1"
}
older register_2020_php_22col.csv '^[0-9]' 22
older register_2018_php_cr.csv '^[A-Z]' 10
is "$(sql "SELECT string_agg(difference::text, ' ') FROM arms.reconciliation
            WHERE dataset IN ('sipri-deals-2020', 'sipri-deals-2018')")" \
    "0 0 0" "they agree"

is "$(sql "SELECT DISTINCT value_as_published FROM arms.fault
            WHERE field = 'country'")" "" "every party is known"
is "$(sql 'SELECT field, count(*) FROM arms.fault GROUP BY 1')" "edition_at|2" \
    "the only faults are that copies of 2018 and 2020 have no date"

done_testing
