#!/bin/sh
# Workbooks of our own, in the layouts of SIPRI's military expenditure and of
# the Greenbook, counted again in the plain text of which they were made.
# shellcheck disable=SC2016 # awk's own variables
set -u
. tests/lib.sh

LAYOUTS=tests/support/workbook
database

load() { # SOURCE NAME
	run -q import "$1" "tests/golden/$1/$2.xlsx"
	run -q replay "$1"
	is "$status $err" "0 " "$1 $2 is loaded"
}

figures() { # CONDITION: how many, and their sum
	sql "SELECT count(*) || ' ' || to_char(sum(value), 'FM99999999990.00')
	       FROM arms.observation WHERE $1"
}

# Cells of a sheet below its header that hold a figure or say why there is
# none; columns from that one on.
cells() { # LAYOUT SHEET HEADING FIRST
	awk -F '\t' -v sheet="%sheet $2" -v heading="$3" -v first="$4" '
	/^%sheet / { here = $0 == sheet; header = 0; next }
	here && header && NF >= first { for (i = first; i <= NF; i++) {
		v = $i
		gsub(/{[a-z]*}/, "", v)
		if (v ~ /^-?[0-9.]*[0-9](E[0-9]+)?$/) { n++; sum += v }
		else if (v ~ /^(xxx|[. ]+)$/) n++ } }
	here && $1 == heading { header = 1 }
	END { printf "%d %.2f\n", n, sum }' "$LAYOUTS/$1.layout"
}

# Military expenditure

load sipri-milex era-2024
milex=sipri-milex.era-2024
is "$(figures "indicator = 'milex_constant' AND unit LIKE 'USD million%'")" \
    "$(cells $milex 'Constant (2022) US$' Country 4)" "constant dollars"
is "$(figures "indicator LIKE 'milex_local_financial%'")" \
    "$(cells $milex 'Local currency financial years' Country 5)" \
    "local currency, financial years"
is "$(figures "indicator LIKE 'milex_local_calendar%'")" \
    "$(cells $milex 'Local currency calendar years' Country 4)" \
    "local currency, calendar years"
is "$(figures "indicator = 'milex_current' AND unit = 'USD million'")" \
    "$(cells $milex 'Current US$' Country 3)" "current dollars"
is "$(figures "unit LIKE 'USD billion%'")" \
    "$(cells $milex 'Regional totals' Region 2)" "regions and the world"
is "$(figures "indicator = 'milex_per_capita'")" \
    "$(cells $milex 'Per capita' Country 3)" "per capita"
is "$(figures "indicator = 'milex_share_of_government_spending'")" \
    "$(cells $milex 'Share of Govt. spending' Country 4)" \
    "shares of government spending"
is "$(sql "SELECT flag, count(*) FROM arms.observation
            WHERE flag IN ('estimate', 'uncertain') GROUP BY 1 ORDER BY 1")" \
    "estimate|$(grep -o '{blue}' $LAYOUTS/$milex.layout | wc -l)
uncertain|$(grep -o '{red}' $LAYOUTS/$milex.layout | wc -l)" \
    "blue figures are estimates, red ones uncertain"
is "$(sql "SELECT count(*) FROM arms.observation
            WHERE reporter = 'World' OR total_of IS NULL AND reporter IS NULL")" \
    0 "the world is no country"

# An edition of another year counts in other dollars. It speaks for its own
# years, also when it comes late.
load sipri-milex era-2019
is "$(sql "SELECT count(*) FROM arms.observation
            WHERE unit LIKE '%constant 2017' OR unit LIKE '%constant 2022'")" \
    "$(sql "SELECT count(*) FROM arms.observation
             WHERE indicator = 'milex_constant'")" "each its own dollars"
is "$(sql "SELECT count(*) FROM arms.observation
            WHERE unit = 'USD million, constant 2022'
              AND reporter = 'Algeria'")" 4 "an older edition undoes nothing"

# The Greenbook

load greenbook era-2020
book=greenbook.era-2020
is "$(figures "indicator = 'obligations' AND value IS NOT NULL")" \
    "$(awk -F '\t' 'NF == 9 && $1 && $3 && $8 ~ /^-?[0-9.E]*[0-9]$/ {
	n++; sum += $8 } END { printf "%d %.2f\n", n, sum }' \
	$LAYOUTS/$book.layout)" "obligations, less those taken back"
is "$(figures "indicator = 'obligations_constant'")" \
    "$(awk -F '\t' 'NF == 9 && $1 && $3 && $9 ~ /^-?[0-9.E]*[0-9]$/ {
	n++; sum += $9 } END { printf "%d %.2f\n", n, sum }' \
	$LAYOUTS/$book.layout)" "obligations in constant dollars"
is "$(sql "SELECT count(*) FROM arms.observation
            WHERE dataset = 'greenbook' AND period_start = '1976-07-01'
              AND period_end = '1976-09-30'")" 4 "three months between the years"

# What has drifted is refused whole.
state=$(sql "SELECT count(*) FROM arms.observation")
for file in tests/golden/sipri-milex/drift-*[!d] \
    tests/golden/greenbook/drift-*[!d]; do
	source=$(basename "$(dirname "$file")")
	rm -rf "$HERE/data"
	run -q import --force "$source" "$file"
	run -q replay "$source"
	is "$status" 65 "$source $(basename "$file") is refused"
	is "$(sql "SELECT count(*) FROM arms.observation")" "$state" \
	    "and nothing of it is loaded"
done

done_testing
