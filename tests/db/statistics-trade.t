#!/bin/sh
# The real files of trade, of deflators and of awards, where they are: as many
# records as another program counts, and the same sums.
set -u
. tests/lib.sh

FILES=../shared/data
CENSUS=$FILES/census-trade/US_total_export.csv

import() { # SOURCE FILE...: anew, and nothing else
	rm -rf "$ARMSETL_DATA_DIR"
	run import "$@"
	is "$status" 0 "$1 is imported"
	run replay "$1"
	is "$status" 0 "and loaded"
	is "$(sql "SELECT field, value_as_published FROM arms.fault f
	    JOIN arms.document d USING (document_id) WHERE d.source = '$1'")" \
	    "" "$1: no faults"
}

skipped() { # FILE
	[ -e "$1" ] && return 1
	ok 0 "skipped: there is no $1"
}

database
run migrate

# Exports by commodity -------------------------------------------------------

skipped "$CENSUS" || {
	import census-trade "$CENSUS"
	is "$(sql "SELECT indicator, count(*), sum(value) FROM arms.observation
	    WHERE dataset = 'census-trade' GROUP BY 1 ORDER BY 1")" \
	    "$(awk -F, 'NR > 1 { n++; year += $1; month += $2 }
	    END { printf "exports|%d|%.0f\n", n, month
	        printf "exports_year_to_date|%d|%.0f\n", n, year }' "$CENSUS")" \
	    "census-trade: as many figures, and their sums"
	is "$(sql "SELECT count(*) FROM arms.observation
	    WHERE dataset = 'census-trade' AND total_of = 'partner'
	    AND partner IS NULL AND reporter_iso3 = 'USA'
	    AND item_scheme = 'HS2' AND length(item_code) = 2")" \
	    "$((2 * ($(wc -l <"$CENSUS") - 1)))" \
	    "of all partners together"
	is "$(sql "SELECT sum(value) FROM arms.observation
	    WHERE dataset = 'census-trade' AND indicator = 'exports'
	    AND item_code = '93' AND period_start >= '2016-01-01'
	    AND period_end <= '2016-12-31'")" \
	    "$(awk -F, '$3 ~ /^2016/ && $NF == "93" { sum += $2 }
	    END { printf "%.0f", sum }' "$CENSUS")" \
	    "census-trade: arms and ammunition in a year"

	# What a spreadsheet makes of the file is the same.
	before=$(sql "SELECT sum(hashtext(row_hash::text)) FROM arms.observation")
	perl -pe 'BEGIN { @m = qw(Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec) }
	    s/\r?\n//; s/,(\d\d(\d\d))-(\d\d),/,$m[$3 - 1]-$2,/;
	    s/,0(\d)$/,$1/; s/,(?=(?:[^"]*"[^"]*")*[^"]*$)/;/g; $_ .= ";;\r\n"' \
	    <"$CENSUS" >"$HERE/US_total_export.csv"
	rm -rf "$ARMSETL_DATA_DIR"
	run import census-trade "$HERE/US_total_export.csv"
	run replay census-trade
	is "$(sql "SELECT sum(hashtext(row_hash::text)) FROM arms.observation")
$(sql "SELECT count(*) FROM arms.observation_history")" "$before
0" "as a spreadsheet keeps it, it says the same"
}

done_testing
