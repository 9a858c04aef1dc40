#!/bin/sh
# GDP, population and military expenditure: groups of countries are nobody's, what is
# missing stays so, and what countries buy is set over them.
set -u
. tests/lib.sh

database
run migrate
GOLDEN=tests/golden/world-bank

import() { # FILE...: and loads it
	run import world-bank "$@"
	imported=$status
	run replay world-bank
}

burden() { # ISO3 YEAR
	sql "SELECT military_usd, gdp_usd, computed_percent, published_percent,
	            difference_points
	       FROM arms.burden WHERE (iso3, year) = ('$1', $2)"
}

# Recorded answers ------------------------------------------------------------

REAL=../shared/data/world-bank
if [ -e $REAL ]; then
	import $REAL/NY.GDP.MKTP.CD_recorded.json \
	    $REAL/NY.GDP.MKTP.CD_usa_page.json \
	    $REAL/NY.GDP.MKTP.CD_usa_1960-2023.data.json \
	    $REAL/country_all.data.json
	is "$imported $status" "0 0" "recorded answers are taken and loaded"
	jq -r '(if (.[0] | has("page")) then .[1] else . end)[]
	    | [.country.value, .date, .value // "none"] | @tsv' \
	    $REAL/NY.GDP.MKTP.CD_usa_1960-2023.data.json \
	    $REAL/NY.GDP.MKTP.CD_recorded.json \
	    $REAL/NY.GDP.MKTP.CD_usa_page.json |
	    awk -F '\t' '{ value[$1 FS $2] = $3 }
	    END { for (k in value)
	        print k FS (value[k] == "none" ? "none" : sprintf("%.2f", value[k]))
	    }' |
	    LC_ALL=C sort >"$HERE/wanted"
	psql -XqAt -F "$(printf '\t')" -c "SELECT reporter_name,
	    extract(year FROM period_start)::integer,
	    coalesce(round(value, 2)::text, 'none')
	    FROM arms.observation WHERE dataset = 'world-bank'" |
	    LC_ALL=C sort >"$HERE/got"
	same_file "$HERE/got" "$HERE/wanted" "each with its value, or none"
	is "$(sql "SELECT count(*) FILTER (WHERE scheme = 'World Bank aggregate'),
	    count(*) FROM arms.code")" "79|296" "and the list of countries"
	is "$(sql "SELECT string_agg(DISTINCT reporter_name, ', ')
	    FROM arms.observation WHERE total_of = 'reporter'")" \
	    "Euro area, Not classified" "groups are totals of countries"
	is "$(sql "SELECT count(*) FROM arms_internal.bank_year
	    WHERE iso3 NOT IN ('MEX', 'USA')")" 0 "and no countries"
	before=$(sql "SELECT count(*), sum(value) FROM arms.observation")
	run import world-bank $REAL/error_recorded.json
	is "$status" 65 "an error in place of figures is not taken"
	run import --force world-bank $REAL/error_recorded.json
	run replay world-bank
	is "$status" 65 "and if it is forced, is none"
	like "$err" "stands in the place of figures: Invalid value \(120\)" \
	    "which is told with its reason"
	is "$(sql "SELECT count(*), sum(value) FROM arms.observation")" \
	    "$before" "nothing is lost"
	import $REAL/worldbank-MS.MIL.XPND.CD.csv
	is "$imported $status" "0 0" "a table in CSV is taken and loaded"
	for country in Bahrain Mexico "World"; do
		is "$(sql "SELECT count(value), sum(value)::bigint
		     FROM arms.observation
		    WHERE indicator = 'military_expenditure'
		      AND reporter_name = '$country'")" \
		    "$(grep "^$country," $REAL/worldbank-MS.MIL.XPND.CD.csv |
		        grep -o '\$[0-9,]*' | tr -d '$,' |
		        awk '{ n++; sum += $1 } END { printf "%d|%.0f", n, sum }')" \
		    "with equal values: $country"
	done
	rm -rf "$ARMSETL_DATA_DIR"
	dropdb "$PGDATABASE"
	database
	run migrate
else
	ok 0 "skipped: there is no $REAL"
fi

# Figures of our own ----------------------------------------------------------

# With and without the list of countries.
import $GOLDEN/gdp-page-1.json $GOLDEN/gdp-page-2.json $GOLDEN/population.json \
    $GOLDEN/military-expenditure.json $GOLDEN/military-share.json
is "$imported $status" "0 0" "answers that were saved are taken and loaded"
without=$(sql "SELECT md5(string_agg(b::text, '|' ORDER BY iso3, year))
    FROM arms_internal.bank_year b")
import $GOLDEN/countries.json
is "$(sql "SELECT md5(string_agg(b::text, '|' ORDER BY iso3, year))
    FROM arms_internal.bank_year b")" "$without" \
    "countries are known with and without the list of them"
is "$(sql "SELECT string_agg(DISTINCT iso3, ' ' ORDER BY iso3)
    FROM arms_internal.bank_year")" "BHR KOR NLD POL SAU TUR" "no group is one"
is "$(sql "SELECT count(*) FROM arms.observation WHERE dataset = 'world-bank'
    AND value IS NULL AND flag = 'not available'
    AND reporter = 'Poland' AND period_start = '2025-01-01'")" 3 \
    "what is not published is known to be missing"
is "$(sql "SELECT count(*) FROM arms.observation WHERE value = 0")" 0 \
    "and is no zero"
is "$(burden POL 2018)" "13356000000.01|636000000000.25|2.1|2.1125|-0.0125" \
    "the share is computed beside the published one"
is "$(burden POL 2025)$(burden TUR 2020)$(burden TWN 2020)" "" \
    "but not where nothing is published"
is "$(burden SAU 2019)" "" "nor between two years that are"

# What was notified and delivered.
run import federal-register \
    tests/golden/federal-register/*.txt tests/golden/federal-register/*.xml
run import sipri-register tests/golden/sipri-register/sample-deals.csv \
    tests/golden/sipri-register/deals.csv
run replay
is "$(sql "SELECT count(*), count(*) FILTER (WHERE
        notified_percent IS DISTINCT FROM
            trim_scale(round(100 * notified_usd / gdp_usd, 6))
        OR tiv_per_billion IS DISTINCT FROM
            trim_scale(round(tiv / (gdp_usd / 1000000000), 6))
        OR military_percent IS DISTINCT FROM
            trim_scale(round(100 * military_usd / gdp_usd, 6)))
    FROM arms.per_gdp WHERE iso3 IN ('SAU', 'POL', 'BHR')")" \
    "$(sql "SELECT count(*) FROM arms.per_gdp
        WHERE iso3 IN ('SAU', 'POL', 'BHR')")|0" "each over GDP"
is "$(sql "SELECT tiv, tiv_per_billion, military_percent FROM arms.per_gdp
    WHERE (iso3, year) = ('SAU', 2020)")" "10|0.011161|7.5" "of a year"
is "$(sql "SELECT tiv_per_million, military_usd_per_head, notified_usd_per_head
    FROM arms.per_head WHERE (iso3, year) = ('SAU', 2020)")" \
    "0.306373|2058.823529|" "and over heads"
is "$(sql "SELECT count(*) > 0, count(notified_usd) > 0,
    count(num_nulls(gdp_usd, notified_percent, tiv_per_billion)
        = 3 OR NULL) = count(*)
    FROM arms.per_gdp WHERE iso3 = 'TWN'")" "t|t|t" \
    "Taiwan has notices, and nothing to set them over"
is "$(sql "SELECT count(*) FROM arms.per_gdp p JOIN arms.per_head h
    USING (iso3, year) WHERE (p.notified_usd, p.tiv, p.military_usd)
        IS NOT DISTINCT FROM (h.notified_usd, h.tiv, h.military_usd)")" \
    "$(sql "SELECT count(*) FROM arms.per_gdp")" "of the same years"
is "$(sql "SELECT sum(notified_usd) FROM arms.per_gdp")" \
    "$(sql "SELECT sum(added_usd) FROM arms.notified_by_year
        WHERE calendar = 'calendar' AND year IS NOT NULL
          AND purchaser_iso3 IS NOT NULL")" "each notification once"
is "$(sql "SELECT round(sum(tiv), 3) FROM arms.per_gdp")" \
    "$(sql "SELECT round(sum(tiv_delivered), 3) FROM arms.flow
        WHERE year IS NOT NULL AND recipient_iso3 IS NOT NULL")" \
    "and each delivery"

# A deal whose TIV the register does not tell.
is "$(sql "BEGIN;
    UPDATE arms.transfer SET tiv_delivered = NULL
     WHERE dataset = 'sipri-deals' AND recipient_iso3 = 'SAU'
       AND 2020 = ANY (delivery_years);
    SELECT tiv IS NULL, deals_without_tiv = (SELECT count(*) FROM arms.transfer
               WHERE dataset = 'sipri-deals' AND recipient_iso3 = 'SAU'
                 AND 2020 = ANY (delivery_years)), deals_without_tiv > 0
      FROM arms.per_gdp WHERE (iso3, year) = ('SAU', 2020);
    ROLLBACK")" "t|t|t" "what the register does not tell is counted"
is "$(sql "SELECT sum(h.deals_without_tiv) = sum(g.deals_without_tiv)
      FROM arms.per_head h JOIN arms.per_gdp g USING (iso3, year)")" t "in both"

query=$(sql "SELECT query FROM arms_internal.report_country()
    WHERE id = 'burden'")
is "$(sql "SELECT series, round(value, 4) FROM ($query) s
    WHERE page = 'POL' AND \"Year\" = 2018 AND series <> 'notified'")" \
    "military expenditure, computed|2.1000
as the World Bank has it|2.1125" "a page of a country shows its share of GDP"
is "$(sql "SELECT count(*) FROM ($query) s WHERE page = 'TWN'")" 0 \
    "and none where there is no GDP"

# A later edition.
sed 's/2026-07-13/2026-10-01/; s/636000000000.25/636000000001/' \
    $GOLDEN/gdp-page-1.json >"$HERE/revised.json"
import "$HERE/revised.json"
is "$(sql "SELECT gdp_usd FROM arms.burden WHERE (iso3, year) = ('POL', 2018)")" \
    "636000000001" "a later edition counts"
is "$(sql "SELECT arms.as_of('2026-08-01') IS NULL;
    SELECT gdp_usd FROM arms.burden WHERE (iso3, year) = ('POL', 2018);
    SELECT gdp_usd FROM arms.per_gdp WHERE (iso3, year) = ('POL', 2018)")" "f
636000000000.25
636000000000.25" "and the one before is what was known"

# What is given to others.
run export --format csv --out "$HERE/out.csv" burden per_gdp observation
is "$status" 0 "it may be exported"
like "$err" "left out .*per_gdp" "but not the TIV of a recipient and a year"
ok "$([ ! -e "$HERE/out.csv/per_gdp.csv" ]; echo $?)" "which is not there"
run export --format csv --include-restricted --out "$HERE/all.csv" per_gdp per_head
is "$(cat "$HERE/all.csv/per_gdp.csv" "$HERE/all.csv/per_head.csv" | wc -l)" \
    "$(sql "SELECT 2 + 2 * count(*) FROM arms.per_gdp")" \
    "unless what is restricted is asked for"
is "$(jq -r '.sources[] | select(.title | test("GDP")) | .title' \
    "$HERE/out.csv/datapackage.json" | wc -l)" 1 "with its source"
is "$(jq -r '.licenses[].title | select(test("CC BY 4.0: World Bank"))' \
    "$HERE/out.csv/datapackage.json" | wc -l)" 1 "and its licence"
is "$(($(wc -l <"$HERE/out.csv/burden.csv") - 1))" \
    "$(sql "SELECT count(*) FROM arms.burden")" "all of it"

done_testing
