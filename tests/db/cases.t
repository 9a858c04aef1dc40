#!/bin/sh
# The published cases that once came out wrong, each as the list of cases says
# that it is right. Look-alikes of our own stand in tests/golden and in the
# tests of what they are about.
set -u
. tests/lib.sh

CASES=../shared/data/cases
[ -d "$CASES" ] || {
	ok 0 "the published cases # SKIP they are not here"
	done_testing
	exit
}

case=
take() { # SOURCE FILE...: one after the other, in a database of their own
	source=$1
	shift
	case=${1%%-*}
	dropdb --if-exists "$PGDATABASE"
	database
	rm -rf "$HERE/data"
	for file; do
		run -q import "$source" "$CASES/$file"
		run -q replay "$source"
	done
}

right() { # SQL WANTED WHAT
	is "$(sql "$1")" "$2" "case $case: $3"
}

faults="SELECT count(*) FROM arms.fault"
items="SELECT quantity, designation, coalesce(is_mde::text, '-')
         FROM arms.notice_item ORDER BY position"

take sipri-register 01-a-not-specified.csv 01-b-range-with-or-orders.csv
right "SELECT (SELECT count(*) FROM arms.transfer),
              (SELECT count(*) FROM arms.edition_change
                WHERE change = 'vanished'),
              (SELECT open_deals FROM arms.edition
                ORDER BY edition_at DESC LIMIT 1)" "2|0|f" \
    "no open deal vanishes by an edition of deliveries"

take sipri-register 02-a-dated-2026.csv 02-b-undated-older.csv
right "SELECT tiv_delivered FROM arms.transfer" 27 \
    "the dated edition stands"
right "SELECT count(*) > 0 FROM arms.fault WHERE field = 'edition_at'" t \
    "and the other is said to have no date"

take sipri-register 03-a-comma-file-padded-with-semicolons.csv
right "SELECT count(*), sum(tiv_delivered), min(dataset) FROM arms.transfer" \
    "2|1.5|sipri-deliveries" "a padded file is read"
right "SELECT edition_at AT TIME ZONE 'UTC', extract(year FROM since),
              extract(year FROM until) FROM arms.edition" \
    "2026-02-12 12:26:12|1995|2025" "with its date and years"
right "$faults" 0 "without a fault"
take sipri-register 03-b-comma-file-padded-and-split.csv
right "SELECT count(*), sum(tiv_delivered) FROM arms.transfer" "3|674.5" \
    "a padded file that was split is read"
right "SELECT delivery_years FROM arms.transfer WHERE designation ~ 'C-802'" \
    "{2000,2001,2002}" "with its years"

take sipri-milex 04-milex-digits.xlsx
right "SELECT count(*), (SELECT count(*) FROM arms.fault)
         FROM arms.observation" "9|0" "numbers of many digits are numbers"
right "SELECT string_agg(value::text, ' ' ORDER BY period_start)
         FROM arms.observation WHERE reporter = 'Venezuela'" \
    "3083842126000000000000 10941524000000000000000 24358000000000000000000" \
    "to the last digit"
case=05
right "SELECT edition_at >= '2024-12-31' FROM arms.edition" t \
    "an edition is not older than its figures"

take sipri-milex 06-milex-world-total-2019.xlsx
right "SELECT count(*) FROM arms.observation
        WHERE reporter IS NULL AND total_of = 'reporter'
           OR reporter ~ '^World'" \
    "$(sql "SELECT count(*) FROM arms.observation
             WHERE total_of = 'reporter'")" "both worlds are totals"
right "SELECT count(*) > 0 FROM arms.observation
        WHERE total_of = 'reporter'" t "and they are there"
right "SELECT count(*) FROM arms.fault WHERE reason ~ 'not known'" 0 \
    "and every region is known"

take census-trade 07-census-country-code-without-name.json
right "SELECT partner, indicator, value FROM arms.observation
        ORDER BY period_start" "Canada|exports|155905
Canada|exports|260801" "an answer with a code and no name is read"

take sipri-tiv 08-sipri-imports-by-region.csv
right "SELECT count(*) > 0, count(*) FILTER (WHERE partner IS NOT NULL) > 0
         FROM arms.observation" "t|t" "imports by region are read"
take sipri-tiv 08-sipri-regional-by-supplier.csv
right "SELECT count(*) FILTER (WHERE total_of = 'reporter') > 0,
              count(*) FILTER (WHERE reporter = 'Albania') > 0
         FROM arms.observation" "t|t" "exports by region and supplier are read"

take federal-register 10-report-increases-total-case-value.txt
right "SELECT total_usd, mde_usd FROM arms.notice" "812000000.00|0.00" \
    "\"increases the total case value from X to Y\" is read"

take federal-register 13-report-revised-mde.txt
right "SELECT total_usd, mde_usd, other_usd FROM arms.notice" \
    "1213000000.00|663000000.00|550000000.00" \
    "a report's revised parts are read"
right "SELECT quantity FROM arms.notice_item
        WHERE designation ~ 'Guidance Sections, Single Variant'" 1500 \
    "a comma within a name is part of it"

take federal-register 14-report-mde-remains-and-replaced-items.txt
right "SELECT DISTINCT total_usd, mde_usd FROM arms.notice" \
    "37000000.00|25000000.00" "what remains as it was is read"
right "SELECT quantity, designation, is_mde FROM arms.notice_item" \
    "30|Javelin Light Weight Command Launch Units (LWCLUs)|t" \
    "what replaces something is the article"

take federal-register 15-designator-without-brackets.txt
right "SELECT military_department, case_designators FROM arms.notice" \
    "Air Force|{QA-D-SAD}" "a designator without brackets is one"

take dsca 16-in-support-of-another-purchase.html
right "$items" "40|20mm M61A Guns|true
40|Embedded GPS Inertial Navigation Systems|true" \
    "what a sale serves is not on sale"

take dsca 18-breakdown-counted-twice.html
right "SELECT sum(quantity) FROM arms.notice_item
        WHERE part_of IS NULL AND designation ~ 'LAV|Light Armored'" 392 \
    "a whole and its parts are counted once"

take dsca 20-list-without-separators.html
right "SELECT count(*), bool_or(is_mde IS FALSE) FROM arms.notice_item" \
    "3|f" "a list that lost its breaks has all of its items"
right "SELECT string_agg(quantity::text, ' ' ORDER BY position)
         FROM arms.notice_item" "3 3 7" "with their quantities"

take dsca 21-also-included-after-semicolon.html
right "SELECT quantity, coalesce(is_mde, true) FROM arms.notice_item
        WHERE quantity IN (44608, 9328) ORDER BY 1 DESC" "44608|t
9328|t" "what stands before \"also included\" is not said to be no MDE"

take dsca 24-quantity-like-a-year.html
right "SELECT string_agg(quantity::text, ' ' ORDER BY position)
         FROM arms.notice_item" "600 1950 2000 16" \
    "a quantity may look like a year"

take sipri-register 25-code-and-name-differ.csv
right "SELECT DISTINCT recipient_iso3 FROM arms.transfer
        WHERE designation ~ 'M-3A1|M-8'" "COD" \
    "where code and name differ the code counts"
right "SELECT count(*) > 0 FROM arms.fault" t "with a fault"

done_testing
