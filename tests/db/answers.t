#!/bin/sh
# What views add up, against sums that SQLite makes of the packages' own CSV:
# notices, companies and kinds of equipment; deals and shares; constant dollars.
set -u
. tests/lib.sh
database
run migrate

for source in dsca sipri-register sipri-tiv deflators; do
	# shellcheck disable=SC2046 # a list of files
	run import $source $(find "tests/golden/$source" -name 'sample-*' \
	    ! -name '*.expected' | LC_ALL=C sort)
	ok "$status" "$source: the sample is imported"
done
run replay
ok "$status" "and loaded"

packages=$ARMSETL_DATA_DIR/packages
csv() { # SQL: of all tables of the packages
	{
		echo ".mode list"
		for source in dsca sipri-register sipri-tiv deflators; do
			for table in publication publication_item \
			    publication_contractor transfer series \
			    observation; do
				echo ".import --csv $(echo \
				    "$packages/$source"/*/$table.csv)" \
				    "$(echo ${source}_$table | tr - _)"
			done
		done
		echo "$1"
	} | sqlite3 -batch :memory: 2>/dev/null
}
agree() { # NAME VIEWS CSV
	sql "$2" >"$HERE/views"
	csv "$3" >"$HERE/csv"
	ok "$([ -s "$HERE/csv" ]; echo $?)" "$1: there is something"
	same_file "$HERE/views" "$HERE/csv" "$1"
}

agree "notices by calendar year and purchaser" \
    "SELECT year, purchaser_iso3, sum(notifications), sum(added_usd)::bigint
       FROM arms.notified_by_year WHERE calendar = 'calendar'
      GROUP BY 1, 2 ORDER BY 1, 2" \
    "SELECT substr(announced_on, 1, 4), purchaser_iso3, count(*),
            CAST(sum(total_usd) AS integer)
       FROM dsca_publication GROUP BY 1, 2 ORDER BY 1, 2;"
agree "notices by fiscal year" \
    "SELECT year, sum(added_usd)::bigint FROM arms.notified_by_year
      WHERE calendar = 'fiscal' GROUP BY 1 ORDER BY 1" \
    "SELECT substr(announced_on, 1, 4) + (substr(announced_on, 6, 2) >= '10'),
            CAST(sum(total_usd) AS integer)
       FROM dsca_publication GROUP BY 1 ORDER BY 1;"
agree "notices by month" \
    "SELECT to_char(month, 'YYYY-MM'), notifications, added_usd::bigint
       FROM arms.notified_by_month WHERE notifications > 0 ORDER BY 1" \
    "SELECT substr(announced_on, 1, 7), count(*),
            CAST(sum(total_usd) AS integer)
       FROM dsca_publication GROUP BY 1 ORDER BY 1;"
agree "notices by kind of equipment" \
    "SELECT name, sum(notifications), sum(added_usd)::bigint
       FROM arms.notified_by
      WHERE dimension = 'category' AND calendar = 'fiscal'
      GROUP BY 1 ORDER BY name COLLATE \"C\"" \
    "SELECT category, count(*), CAST(sum(total_usd) AS integer)
       FROM dsca_publication JOIN (SELECT DISTINCT document_id, number,
                category FROM dsca_publication_item)
            USING (document_id, number) GROUP BY 1 ORDER BY 1;"
agree "companies alone and with others" \
    "SELECT contractor_id, sum(alone_notifications), sum(alone_usd)::bigint,
            sum(shared_notifications), sum(shared_usd)::bigint
       FROM arms.contractor_exposure WHERE calendar = 'calendar'
      GROUP BY 1 ORDER BY contractor_id COLLATE \"C\"" \
    "WITH named AS (SELECT *, count(*) OVER (PARTITION BY document_id, number)
                 AS companies FROM dsca_publication_contractor)
     SELECT contractor_id, count(*) FILTER (WHERE companies = 1),
            CAST(sum(total_usd) FILTER (WHERE companies = 1) AS integer),
            count(*) FILTER (WHERE companies > 1),
            CAST(sum(total_usd) FILTER (WHERE companies > 1) AS integer)
       FROM named JOIN dsca_publication USING (document_id, number)
      GROUP BY 1 ORDER BY 1;"
agree "orders and deliveries by pair" \
    "SELECT supplier, recipient, sum(ordered)::integer, sum(delivered)::integer,
            round(sum(tiv_delivered) * 1000)::integer
       FROM arms.flow GROUP BY 1, 2 ORDER BY 1, 2" \
    "SELECT supplier, recipient, CAST(sum(number_ordered) AS integer),
            CAST(sum(number_delivered) AS integer),
            CAST(round(sum(tiv_delivered) * 1000) AS integer)
       FROM sipri_register_transfer GROUP BY 1, 2 ORDER BY 1, 2;"
for pair in supplier:tiv_exports recipient:tiv_imports; do
	party=${pair%:*} what=${pair#*:}
	agree "shares of five years of each $party" \
	    "SELECT last_year, $party, tiv::integer,
	            round(share_percent * 100)::integer
	       FROM arms.${party}_share ORDER BY 1, $party COLLATE \"C\"" \
	    "WITH figure AS (
	         SELECT reporter, total_of, CAST(substr(period_start, 1, 4)
	                    AS integer) AS year, CAST(value AS integer) AS value
	           FROM sipri_tiv_observation JOIN sipri_tiv_series
	                USING (series_id)
	          WHERE indicator = '$what' AND duration = 'P12M'
	            AND total_of <> 'period'
	     )
	     SELECT w.year, p.reporter, sum(p.value),
	            CAST(round(10000.0 * sum(p.value) / (SELECT sum(t.value)
	                FROM figure t WHERE t.total_of = 'reporter'
	                 AND t.year BETWEEN w.year - 4 AND w.year)) AS integer)
	       FROM figure p JOIN (SELECT DISTINCT year FROM figure
	                            WHERE year >= 2020) w
	         ON p.year BETWEEN w.year - 4 AND w.year
	      WHERE p.total_of = '' GROUP BY 1, 2 ORDER BY 1, 2;"
done
agree "constant dollars of a fiscal year" \
    "SELECT round(sum(added_constant_usd))::bigint FROM arms.notified_by_year
      WHERE calendar = 'fiscal' AND year = 2019" \
    "WITH price AS (
         SELECT substr(period_start, 1, 4) + 1 AS year, value
           FROM deflators_observation JOIN deflators_series USING (series_id)
          WHERE indicator = 'outlays_defense'
     )
     SELECT CAST(round(sum(total_usd) * (SELECT value FROM price
                                          WHERE year = 2023)
                / (SELECT value FROM price WHERE year = 2019)) AS integer)
       FROM dsca_publication
      WHERE announced_on BETWEEN '2018-10-01' AND '2019-09-30';"

# What is not published is not known: no year behind the last is made up.
is "$(sql "SELECT arms.real_usd(100, '2018-09-30', 2023),
	          arms.real_usd(100, '2018-10-01', 2023) IS NULL,
	          arms.real_usd(100, '1990-01-01', 2023),
	          arms.real_usd(100, '2018-01-01', 2031),
	          arms.real_usd(100, '2018-01-01', 2023, 'no such index')")" \
    "117.55|f|||" "constant dollars end where the index ends"
# Fiscal years began in July until 1976, and a quarter stands between.
run import deflators tests/golden/deflators/table-2022.csv
run replay deflators
is "$(sql "SELECT calendar, year, first_day, last_day FROM arms.price_index
	    WHERE index = 'outlays_defense' AND last_day < '1980-01-01'
	    ORDER BY first_day")" "fiscal|1976|1975-07-01|1976-06-30
fiscal||1976-07-01|1976-09-30" "the quarter between is of no year"
is "$(sql "SELECT count(*) FROM arms.price_index a JOIN arms.price_index b
	       ON a.index = b.index AND a.first_day < b.first_day
	      AND a.last_day >= b.first_day")" 0 "each day is in one year"
is "$(sql "SELECT index, base_year FROM arms_internal.price_base")" \
    "outlays_defense|2023" "the base is the last year that is no estimate"
is "$(sql "SET arms.base_year = 2020; SELECT base_year FROM arms_internal.price_base")" \
    2020 "a session has a base year of its own"
is "$(sql "SET arms.base_year = 1900; SELECT count(*) FROM arms_internal.price_base;
	   SELECT count(added_constant_usd) FROM arms.notified")" "0
0" "without the year there are no constant dollars"

# Numbers sort as numbers; gaps and windows are counted by hand.
is "$(sql "SELECT string_agg(transmittal, ' '
	          ORDER BY transmittal_year, transmittal_serial)
	     FROM arms.notice WHERE transmittal_year < 2019")" \
    "17-181 17-182 18-181 18-182 18-183 18-184" "numbers sort"
is "$(sql "SELECT series, year, first_missing, last_missing, missing
	     FROM arms.number_gap ORDER BY year")" "36(b)(1)|2017|1|180|180
36(b)(1)|2018|1|180|180
36(b)(1)|2019|1|180|180
36(b)(1)|2026|1|180|180" "what no surface shows"
is "$(sql "SELECT years_before, is_whole, before_notifications, before_usd,
	          after_notifications, after_usd
	     FROM arms.policy_window(60) WHERE event_on = '2018-07-13'
	      AND years_before < 2")" "0|t|1|96000000.00|0|
1|f|0||1|1900000000.00" "before and after a policy"

done_testing
