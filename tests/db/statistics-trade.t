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
	    s/\r?\n//;
	    @cells = /\G("(?:[^"]|"")*"|[^,]*)(?:,|$)/g;
	    $cells[2] =~ s/^\d\d(\d\d)-(\d\d)$/$m[$2 - 1]-$1/;
	    $cells[4] =~ s/^0(\d)$/$1/;
	    s/^([^"].*;.*)$/"$1"/ for @cells;
	    $_ = join(";", @cells[0 .. 4]) . ";;\r\n"' \
	    <"$CENSUS" >"$HERE/US_total_export.csv"
	import census-trade "$HERE/US_total_export.csv"
	is "$(sql "SELECT sum(hashtext(row_hash::text)) FROM arms.observation")
$(sql "SELECT count(*) FROM arms_history.observation_history")" "$before
0" "saved by a spreadsheet, the table has the same figures"
}

# The sum of all countries is held against them; of a group nobody knows which
# are its members.
cat >"$HERE/parts.csv" <<'END'
CTY_CODE,CTY_NAME,E_COMMODITY,COMM_LVL,ALL_VAL_MO,time
-,TOTAL FOR ALL COUNTRIES,93,HS2,600,2031-01
0022,OECD,93,HS2,590,2031-01
4XXX,EUROPE,93,HS2,500,2031-01
4280,GERMANY,93,HS2,400,2031-01
4279,FRANCE,93,HS2,100,2031-01
1220,CANADA,93,HS2,90,2031-01
END
import census-trade "$HERE/parts.csv"
is "$(sql "SELECT published, parts_sum, parts, difference
    FROM arms.reconciliation WHERE period_start = '2031-01-01'")" \
    "600|590|3|10" "a total is that of all countries"

# Price indices --------------------------------------------------------------

column() { # FILE COLUMN: of CSV that quotes numbers only
	sed 's/"\([0-9]*\),\([0-9.]*\)"/\1\2/g' "$1" |
	    awk -F, -v column="$2" 'NR > 1 && $column != "" {
	        n++; sum += $column } END { printf "%d %.4f\n", n, sum }'
}

sums() { # DATASET INDICATOR: as column() writes
	sql "SELECT count(*) || ' ' || to_char(sum(value), 'FM9999999990.0000')
	    FROM arms.observation WHERE dataset = '$1' AND indicator = '$2'"
}

skipped "$FILES/deflators/cpiai.csv" || {
	import deflators "$FILES"/deflators/*.csv
	is "$(sums deflators-cpi consumer_prices)
$(sums deflators-cpi consumer_prices_change)" \
	    "$(column "$FILES/deflators/cpiai.csv" 2)
$(column "$FILES/deflators/cpiai.csv" 3)" "consumer prices, and their sums"
	is "$(sums deflators-gdp gdp)
$(sums deflators-gdp gdp_chained_of_quarter)
$(sums deflators-gdp gdp_change_of_quarter)" \
	    "$(column "$FILES/deflators/gdp-us_year.csv" 2)
$(column "$FILES/deflators/gdp-us_quarter.csv" 3)
$(column "$FILES/deflators/gdp-us_quarter.csv" 4)" \
	    "the gross domestic product, of years and of quarters"
	# Its header has line ends in its names.
	{
		echo names
		sed '1,/^Receipts"/d' "$FILES/deflators/omb_hist10z1_fy22.csv"
	} >"$HERE/omb.csv"
	is "$(sums deflators-omb gdp) $(sums deflators-omb outlays_defense)" \
	    "$(column "$HERE/omb.csv" 2) $(column "$HERE/omb.csv" 5)" \
	    "table 10.1 in CSV"
	is "$(sql "SELECT period_start, period_end FROM arms.observation
	    WHERE dataset = 'deflators-omb' AND indicator = 'gdp'
	    AND value = 471.7")" "1976-07-01|1976-09-30" \
	    "the quarter between two kinds of fiscal years"
	is "$(sql "SELECT count(*) FROM arms.observation
	    WHERE dataset = 'deflators-omb' AND flag = 'estimate'")" \
	    "$(($(grep -c estimate "$HERE/omb.csv") * 15))" "estimates are marked"

	import deflators "$FILES/deflators/omb_hist10z1_fy2025.xlsx"
	unzip -p "$FILES/deflators/omb_hist10z1_fy2025.xlsx" \
	    xl/worksheets/sheet1.xml | sed 's/<c /\n<c /g' |
	    sed -n 's/^<c r="\([A-Z]*\)[0-9]*"\([^>]*\)>.*<v>\(.*\)<\/v>.*/\1 \2 \3/p' |
	    awk '!/t="s"/ { n[$1]++; sum[$1] += $NF }
	    END { for (c in n) printf "%s %d %.4f\n", c, n[c], sum[c] }' |
	    sort >"$HERE/columns"
	is "$(sums deflators-omb gdp_price_index)
$(sums deflators-omb outlays_defense)
$(sums deflators-omb direct_capital_nondefense)" \
	    "$(sed -n 's/^[CEP] //p' "$HERE/columns")" \
	    "table 10.1 as a workbook"
}

# Policy ---------------------------------------------------------------------

skipped "$FILES/federal-register/api" || {
	file=$(echo "$FILES"/federal-register/api/documents_2017*.json)
	import policy "$file" --force
	is "$(sql "SELECT identifier, title, published_on, comments_close_on
	    FROM arms.policy_document ORDER BY identifier")" \
	    "$(perl -MJSON::PP -0777 -ne '
		print map { join("|", map { $_ // "" } @$_{qw(document_number
		        title publication_date comments_close_on)}) . "\n" }
		    sort { $a->{document_number} cmp $b->{document_number} }
		    @{decode_json($_)->{results}}' "$file")" \
	    "policy: the documents of an answer"
}

# Awards ---------------------------------------------------------------------

# The publisher's codes: that of Foreign Military Sales is the one we take.
skipped "$FILES/usaspending" ||
    is "$(awk -F, '$3 ~ /^1/ { print $1 }' \
        "$FILES/usaspending/Budget_FundedByForeignEntity.csv")" A \
        "usaspending: the code of Foreign Military Sales"

done_testing
