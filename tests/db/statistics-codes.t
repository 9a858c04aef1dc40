#!/bin/sh
# Lists of codes as they were really published, counted again by other means.
set -u
. tests/lib.sh

REAL=../shared/data
if [ ! -d "$REAL" ]; then
	echo "1..0 # skipped: the published files are not at hand"
	exit 0
fi
database
run -q import census-trade "$REAL/census-trade/census_country_codes.csv" \
    "$REAL/census-trade/end_use_export_codes.txt"
run -q replay census-trade
is "$status $err" "0 " "the lists beside the tables of trade are loaded"
is "$(sql "SELECT count(*), sum(code::integer) FROM arms.code
            WHERE scheme = 'Schedule C'")" \
    "$(awk -F, 'NR > 1 { n++; s += $(NF - 1) } END { print n "|" s }' \
    "$REAL/census-trade/census_country_codes.csv")" "each country"
is "$(sql "SELECT string_agg(n, ' ' ORDER BY scheme) FROM (
             SELECT scheme, count(*)::text AS n FROM arms.code
              WHERE scheme LIKE 'END_USE%' GROUP BY 1) c")" \
    "$(for length in 1 2 3 5; do
	grep -Ec "^[0-9]{$length} " "$REAL/census-trade/end_use_export_codes.txt"
    done | tr '\n' ' ' | sed 's/ $//')" "each end use, by its level"
run -q import usaspending "$REAL/usaspending/Budget_FundedByForeignEntity.csv"
run -q replay usaspending
is "$status $err" "0 " "a table of who pays for a contract is loaded"
is "$(sql "SELECT string_agg(code, '' ORDER BY number) FROM arms.code
            WHERE scheme = 'foreign_funding'")" "-ABNXY" "by its codes"
is "$(sql 'SELECT count(*) FROM arms.fault')" 0 "there is no fault"
done_testing
