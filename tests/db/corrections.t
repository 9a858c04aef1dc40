#!/bin/sh
# A researcher's word: config/reference/correction.csv goes before what was read, as
# long as that is what the researcher saw.
set -u
. tests/lib.sh
. tests/http/publisher.sh

database
cp -r config/reference "$HERE/reference"
configure "reference = $HERE/reference"
sed -i '/^reference = .*config.reference$/d' "$HERE/conf"
list=$HERE/reference/correction.csv
head=$(cat "$list")

# The whole list; a line without the last columns, which are the same of all.
corrections() { # [LINE...]
	{
		echo "$head"
		for line; do
			echo "$line,Contract seen,A. Researcher,https://example.org/c,2026-11-01"
		done
	} >"$list"
}

url() { # NUMBER
	echo "https://www.federalregister.gov/documents/full_text/text/2026/05/07/$1.txt"
}

publish() { # NUMBER TRANSMITTAL COUNTRY MILLIONS
	notice_text "$1" 2026-05-07 "$2" "$3" "$4" >"$HERE/page.txt"
	run import federal-register --url "$(url "$1")" "$HERE/page.txt"
	is "$status" 0 "$2 is published with $4 million"
}

load() { # NAME
	run load federal-register
	is "$status" 0 "$1"
}

replay() { # NAME
	run replay federal-register
	is "$status" 0 "$1"
}

states() {
	sql "SELECT c.table_name, c.position, c.field, c.state, c.reason, c.stands
	       FROM arms.correction_state c ORDER BY 1, 2, 3"
}

faults_found() {
	sql "SELECT field, place, value_as_published FROM arms.fault
	      WHERE reason = 'a correction does not fit: what it corrects has changed'
	      ORDER BY 1, 2"
}

# Applied to what is there -----------------------------------------------------

publish 2026-26001 26-1 Japan 100
publish 2026-26002 26-2 Kuwait 200
replay "both are loaded"
before=$(sql "SELECT clock_timestamp()")
hash=$(sql "SELECT row_hash FROM arms.notice WHERE transmittal = '26-1'")
state | LC_ALL=C sort >"$HERE/uncorrected"

corrections "notice,36(b)(1) 26-1,,,mde_usd,100000000,120000000" \
    "notice,36(b)(1) 26-1,,,delivered_on,2025-03-24,2025-03-20" \
    "notice,36(b)(1) 26-1,,,threshold_usd,,5.5" \
    "notice,36(b)(1) 26-1,,,case_designators,{XX-B-ABC},\"{XX-B-ABC,XX-B-ABD}\"" \
    "notice,36(b)(1) 26-1,,,military_department,Army," \
    "notice_item,36(b)(1) 26-1,2,M998 Example Rockets,quantity,40,44" \
    "notice_contractor,36(b)(1) 26-1,1,Lockheed Martin,contractor_id,lockheed-martin,boeing"
load "a load without new documents takes the corrections"
is "$(sql "SELECT mde_usd, total_usd, delivered_on, threshold_usd, case_designators,
             military_department IS NULL
      FROM arms.notice WHERE transmittal = '26-1'")" \
    "120000000.00|110000000.00|2025-03-20|5.50|{XX-B-ABC,XX-B-ABD}|t" \
    "the values are the researcher's, the others as read"
is "$(sql "SELECT notified_on, notified_basis, review_ends_on - review_days
      FROM arms.notice WHERE transmittal = '26-1'")" \
    "2025-03-20|delivered|2025-03-20" "what follows from them follows"
is "$(sql "SELECT key, value ->> 'was', value ->> 'why', value ->> 'who',
             value ->> 'source', value ->> 'day'
      FROM arms.notice, jsonb_each(corrected)
     WHERE key IN ('mde_usd', 'threshold_usd') ORDER BY 1")" \
    "mde_usd|100000000.00|Contract seen|A. Researcher|https://example.org/c|2026-11-01
threshold_usd||Contract seen|A. Researcher|https://example.org/c|2026-11-01" \
    "the row keeps what was read, and who says otherwise, and why"
is "$(sql "SELECT quantity, quantity_text, corrected -> 'quantity' ->> 'was'
      FROM arms.notice_item WHERE notice_id = '36(b)(1) 26-1' ORDER BY position")" \
    "12|Twelve (12)|
44|Forty (40)|40" "an article is corrected"
is "$(sql "SELECT contractor_id, corrected -> 'contractor_id' ->> 'was'
      FROM arms.notice_contractor WHERE notice_id = '36(b)(1) 26-1'")" \
    "boeing|lockheed-martin" "a contractor is"
is "$(sql "SELECT count(*) FROM arms.publication WHERE mde_usd = 100000000")" 1 \
    "the publication says what it said"
is "$(sql "SELECT relname, n FROM (
        SELECT 'notice' AS relname, count(*) AS n FROM arms_history.notice_history
        UNION ALL SELECT 'item', count(*) FROM arms_history.notice_item_history
        UNION ALL SELECT 'contractor', count(*) FROM arms_history.notice_contractor_history
        UNION ALL SELECT 'other', count(*) FROM arms_history.notice_history
                   WHERE transmittal <> '26-1') h ORDER BY 1")" \
    "contractor|1
item|1
notice|1
other|0" "nothing is written anew but the rows that are corrected"
is "$(sql "SELECT DISTINCT state FROM arms.correction_state")" applied \
    "all are applied"
is "$(sql "SELECT mde_usd, corrected IS NULL FROM arms.notice_at('$before')
            WHERE transmittal = '26-1'")" "100000000.00|t" \
    "before, what was read was known"
is "$(sql "SELECT string_agg(field, ' ' ORDER BY field), min(change), max(change)
      FROM arms.what_changed('$before') WHERE subject = 'notice'
       AND field IN ('mde_usd', 'delivered_on', 'corrected')")" \
    "delivered_on mde_usd|corrected|corrected" "what changed is told as corrected"
is "$(sql "SELECT DISTINCT change FROM arms.what_changed('$before')
            WHERE subject = 'notice' AND field = 'notified_on'")" changed \
    "what followed changed"
is "$(sql "SELECT n.corrected ? 'mde_usd', q.corrections
      FROM arms.notified n, arms.data_quality q
     WHERE n.notice_id = '36(b)(1) 26-1'")" "t|7" \
    "notified and data_quality tell of corrections"
is "$(sql "SELECT count(*) FROM arms.run WHERE command = 'lists' AND status = 'ok'
            AND counts -> 'notice' ->> 'changed' = '1'")" 1 \
    "it is a run of its own"

# Again, and anew --------------------------------------------------------------

state | LC_ALL=C sort >"$HERE/wanted"
runs=$(counted run)
load "loaded once more"
replay "and replayed"
state | LC_ALL=C sort >"$HERE/got"
same_file "$HERE/got" "$HERE/wanted" "nothing changes, nor does its history"
is "$(counted run)" "$((runs + 2))" "it is no further run"

current() {
	state | grep -v '^[a-z_]*_history ' | LC_ALL=C sort
}
current >"$HERE/wanted"
anew() { # NAME
	rm -rf "$ARMSETL_DATA_DIR/packages"
	dropdb "$PGDATABASE"
	database
	replay "$1: replayed into an empty database"
	current >"$HERE/got"
	same_file "$HERE/got" "$HERE/wanted" "$1: every row is the same"
}
anew "the list before the documents"
is "$(history_rows)" 0 "they are corrected from the first"

# A day on which nothing was known of it, then the list, then both documents.
corrections "notice,36(b)(1) 26-1,,,mde_usd,100000000,120000000" \
    "notice_item,36(b)(1) 26-1,7,M998 Example Rockets,quantity,40,44" \
    "notice,36(b)(1) 26-9,,,mde_usd,1,2"
load "the list changes"
is "$(states)" "notice||mde_usd|applied||120000000.00
notice||mde_usd|waiting|no such notice|
notice_item|7|quantity|waiting|the notice has no row at this position|" \
    "one that finds no row waits, and is listed"
is "$(sql "SELECT mde_usd, delivered_on, corrected - 'mde_usd'
      FROM arms.notice WHERE transmittal = '26-1'")" \
    "120000000.00|2025-03-24|{}" "what is not in the list any more is as it was read"
is "$(sql "SELECT quantity, corrected IS NULL FROM arms.notice_item
      WHERE notice_id = '36(b)(1) 26-1' AND position = 2")" "40|t" "so is an article"
publish 2026-26009 26-9 Norway 1
corrections "notice,36(b)(1) 26-9,,,mde_usd,1000000,2000000"
replay "the notice comes that was waited for, and the list changes"
is "$(states)" "notice||mde_usd|applied||2000000.00" "it is corrected"
current >"$HERE/wanted"
anew "the list behind and before"

# Another value, or reason -----------------------------------------------------

corrections "notice,36(b)(1) 26-1,,,mde_usd,100000000,130000000"
load "another notice is corrected, and that one not"
is "$(sql "SELECT transmittal, mde_usd FROM arms.notice ORDER BY 1")" \
    "26-1|130000000.00
26-2|200000000.00
26-9|1000000.00" "the values follow"
corrections "notice,36(b)(1) 26-1,,,mde_usd,100000000,140000000"
load "the researcher says another value"
is "$(sql "SELECT mde_usd, corrected -> 'mde_usd' ->> 'was' FROM arms.notice
            WHERE transmittal = '26-1'")" "140000000.00|100000000.00" \
    "it is that, and what was read is not the earlier correction"
sed -i 's/Contract seen/Contract read/' "$list"
load "the researcher gives another reason"
is "$(sql "SELECT corrected -> 'mde_usd' ->> 'why' FROM arms.notice
            WHERE transmittal = '26-1'")" "Contract read" "it is shown"
corrections
load "nothing is corrected any more"
is "$(sql "SELECT row_hash, corrected IS NULL FROM arms.notice
            WHERE transmittal = '26-1'")" "$hash|t" "the row is as it was read"
later=$(sql "SELECT document_id FROM arms.notice WHERE transmittal = '26-9'")
current | grep -v "$later" >"$HERE/got"
grep -v '^[a-z_]*_history ' "$HERE/uncorrected" >"$HERE/wanted"
same_file "$HERE/got" "$HERE/wanted" "so is all else"

# A purchaser ------------------------------------------------------------------

corrections "notice,36(b)(1) 26-1,,,purchaser_iso3,JPN,AUS" \
    "notice_purchaser,36(b)(1) 26-2,1,Government of Kuwait,iso3,KWT,NOR"
load "two purchasers are corrected, each in another place"
is "$(sql "SELECT n.transmittal, n.purchaser_iso3, p.iso3, v.purchaser_iso3,
             n.corrected -> 'purchaser_iso3' ->> 'was', p.corrected -> 'iso3' ->> 'was'
      FROM arms.notice n JOIN arms.notice_purchaser p USING (notice_id)
      JOIN arms.notified v USING (notice_id)
     WHERE n.transmittal IN ('26-1', '26-2') ORDER BY 1")" \
    "26-1|AUS|AUS|AUS|JPN|JPN
26-2|NOR|NOR|NOR|KWT|KWT" "the only purchaser is the same in both"
is "$(sql "SELECT count(*) FROM arms.correction_state WHERE state = 'applied'")" 2 \
    "both are applied"

corrections "notice,36(b)(1) 26-1,,,purchaser_iso3,JPN," \
    "notice,36(b)(1) 26-2,,,purchaser_iso3,KWT,NOR" \
    "notice_purchaser,36(b)(1) 26-2,1,Government of Kuwait,iso3,JPN,AUS"
load "a purchaser is none of the list; another is corrected in both places"
is "$(sql "SELECT n.transmittal, n.purchaser_iso3, p.iso3
      FROM arms.notice n JOIN arms.notice_purchaser p USING (notice_id)
     WHERE n.transmittal IN ('26-1', '26-2') ORDER BY 1")" "26-1||
26-2|NOR|KWT" "nothing follows too; what has a correction of its own does not follow"

# No time for review in an emergency.
corrections "notice,36(b)(1) 26-1,,,emergency,,true"
load "an emergency is a researcher's word"
is "$(sql "SELECT emergency, review_days, review_ends_on FROM arms.notice
            WHERE transmittal = '26-1'")" "t||" "no time for review runs then"

# What it corrects changes -----------------------------------------------------

corrections "notice,36(b)(1) 26-1,,,mde_usd,100000000,120000000" \
    "notice,36(b)(1) 26-1,,,other_usd,10000000,11000000" \
    "notice_item,36(b)(1) 26-1,2,M998 Example Rockets,quantity,40,44"
load "three values are corrected"
is "$(faults_found)" "" "they fit"
sleep 1.1
publish 2026-26001 26-1 Japan 150
replay "what was read is another"
is "$(sql "SELECT mde_usd, other_usd, corrected ? 'mde_usd' FROM arms.notice
            WHERE transmittal = '26-1'")" "150000000.00|11000000.00|f" \
    "what is read stands; the other correction still fits"
is "$(faults_found)" "mde_usd|notice|150000000.00" \
    "that a correction does not fit is a fault"
is "$(sql "SELECT d.document_id = n.document_id, f.number, f.fault_number < 0
      FROM arms.fault f JOIN arms.document d USING (document_id), arms.notice n
     WHERE f.reason LIKE 'a correction%' AND n.transmittal = '26-1'")" "t|1|t" \
    "of the document that says otherwise"
is "$(states)" "notice||mde_usd|stale|what it corrects has changed|150000000.00
notice||other_usd|applied||11000000.00
notice_item|2|quantity|applied||44" "and the list of corrections tells so"
current >"$HERE/wanted"
replay "replayed"
publish 2026-26002 26-2 Kuwait 210
replay "something else changes"
is "$(faults_found)" "mde_usd|notice|150000000.00" "the fault stays"
is "$(sql "SELECT count(*) FROM arms_history.fault_history WHERE field = 'mde_usd'")" 0 \
    "as it was"
current >"$HERE/wanted"
anew "one that does not fit"

corrections "notice,36(b)(1) 26-1,,,mde_usd,150000000,120000000" \
    "notice_item,36(b)(1) 26-1,2,M998 Example Rockets,quantity,41,44"
load "the researcher looks again, but at something else"
is "$(faults_found)" "quantity|notice_item 2|40" \
    "a fault vanishes with what it was about, another comes"
sleep 1.1
publish 2026-26001 26-1 Japan 100
replay "the page is as it was"
is "$(faults_found)" "mde_usd|notice|100000000.00
quantity|notice_item 2|40" "and that fits neither"
sleep 1.1
publish 2026-26001 26-1 Japan 150
replay "the page changes back"
is "$(faults_found)" "quantity|notice_item 2|40" "the correction fits again"
is "$(sql "SELECT mde_usd FROM arms.notice WHERE transmittal = '26-1'")" \
    120000000.00 "and is applied"
document=$(sql "SELECT document_id FROM arms.notice WHERE transmittal = '26-1'")
run forget "$document" --why "a draft"
replay "the document is taken back"
is "$(faults_found)" "mde_usd|notice|100000000.00
quantity|notice_item 2|40" "the page before it counts, and its value does not fit"
corrections
load "no correction is left"
is "$(faults_found)" "" "nor is a fault"

# Another article comes to stand at the position, in as many.
corrections "notice_item,36(b)(1) 26-2,2,M998 Example Rockets,quantity,40,44" \
    "notice_item,36(b)(1) 26-2,2,M998 Example Rockets,designation,M998 Example Rockets,M998 Rockets"
load "an article is corrected, and its name"
is "$(sql "SELECT quantity, designation FROM arms.notice_item
            WHERE notice_id = '36(b)(1) 26-2' AND position = 2")" \
    "44|M998 Rockets" "it is the one that was read there"
notice_text 2026-26002 2026-05-07 26-2 Kuwait 210 |
    sed 's/(40) M998 Example Rockets/(40) M997 Example Mortars/' >"$HERE/page.txt"
sleep 1.1
run import federal-register --url "$(url 2026-26002)" "$HERE/page.txt"
replay "another article stands there"
is "$(sql "SELECT quantity, designation, corrected IS NULL FROM arms.notice_item
            WHERE notice_id = '36(b)(1) 26-2' AND position = 2")" \
    "40|M997 Example Mortars|t" "that is not corrected"
is "$(states)" \
    "notice_item|2|designation|stale|another row is at this position|M997 Example Mortars
notice_item|2|quantity|stale|another row is at this position|40" "and that is told"
is "$(faults_found)" "designation|notice_item 2|M997 Example Mortars
quantity|notice_item 2|40" "as a fault of each"
sleep 1.1
publish 2026-26002 26-2 Kuwait 210
corrections
replay "it is as it was"

# A rehearsal tells what a list would change, and changes nothing.
corrections "notice,36(b)(1) 26-2,,,mde_usd,210000000,220000000"
current >"$HERE/wanted"
run -q replay --dry-run
like "$status $out" \
    "^0 notice: 1 would be changed; the first: 36.b..1. 26-2: .*mde_usd: 210000000.00 -> 220000000.00" \
    "a rehearsal tells of corrections"
current >"$HERE/got"
same_file "$HERE/got" "$HERE/wanted" "nothing has changed by that"

# One list and a life of several days: it comes to the same, with its history.
start_over
corrections "notice,36(b)(1) 26-1,,,mde_usd,100000000,120000000" \
    "notice_item,36(b)(1) 26-1,2,M998 Example Rockets,quantity,40,44" \
    "notice_contractor,36(b)(1) 26-1,1,Lockheed Martin,city,Dallas,Fort Worth" \
    "notice,36(b)(1) 26-2,,,mde_usd,200000000,"
publish 2026-26001 26-1 Japan 100
replay "a first day"
sleep 1.1
publish 2026-26001 26-1 Japan 150
replay "a second day: it does not fit"
publish 2026-26002 26-2 Kuwait 200
sleep 1.1
publish 2026-26001 26-1 Japan 100
replay "a third day: it fits again"
state >"$HERE/wanted"
is "$(grep -c '^fault_history ' "$HERE/wanted")" 1 "there was a fault between"
is "$(grep -c '^notice_history ' "$HERE/wanted")" 2 "and two versions"
empty_database
rm -rf "$ARMSETL_DATA_DIR/packages"
replay "all at once"
state >"$HERE/got"
same_file "$HERE/got" "$HERE/wanted" "each row is the same, with its history"

# Lines that make no sense -----------------------------------------------------

good="notice,36(b)(1) 26-1,,,title,,Nothing"
refused() { # LINE REASON
	{
		echo "$head"
		echo "$good,Why,Who,https://example.org/c,2026-11-01"
		echo "$1"
	} >"$list"
	run load federal-register
	is "$status" 78 "refused: $1"
	like "$err" "correction.csv: $2.*line 3" "the message names the line and why"
}
rest=Why,Who,https://example.org/c,2026-11-01
refused "document,36(b)(1) 26-1,,,sha256,,1,$rest" "sha256 of document cannot be corrected"
refused "notice,36(b)(1) 26-1,,,transmittal,26-1,26-2,$rest" "transmittal of notice cannot be corrected"
refused "notice,36(b)(1) 26-1,,,nothing,,1,$rest" "nothing of notice cannot be corrected"
refused "notice_item,36(b)(1) 26-1,,M998,quantity,40,41,$rest" "position: a row of notice_item has one"
refused "notice,36(b)(1) 26-1,1,,mde_usd,40,41,$rest" "position: a row of notice has none"
refused "notice_item,36(b)(1) 26-1,2,,quantity,40,41,$rest" "row_name: a row of notice_item has one"
refused "notice,36(b)(1) 26-1,,Name,mde_usd,40,41,$rest" "row_name: a row of notice has none"
refused "notice,36(b)(1) 26-1,,,mde_usd,,much,$rest" "invalid input syntax for type numeric"
refused "notice,36(b)(1) 26-1,,,mde_usd,much,1,$rest" "invalid input syntax for type numeric"
refused "notice,36(b)(1) 26-1,,,delivered_on,,2025-02-30,$rest" "date/time field value out of range"
refused "notice,36(b)(1) 26-1,,,purchaser_iso3,,JPNX,$rest" "purchaser_iso3 cannot be \"JPNX\""
refused "notice_item,36(b)(1) 26-1,1,M999 Example Launchers,category,,no such,$rest" "category cannot be \"no such\""
refused "notice_item,36(b)(1) 26-1,1,M999 Example Launchers,designation,M999,,$rest" "designation of notice_item cannot be nothing"
refused "notice,36(b)(1) 26-1,,,amends,,\"\",$rest" "amends cannot be \"\""
refused "notice,36(b)(1) 26-1,,,amends,26-1,26-1,$rest" "amends: value is what was read"
refused "notice,36(b)(1) 26-1,,,amends,,26-1,,Who,https://example.org/c,2026-11-01" "null value in column \"why\""
refused "notice,36(b)(1) 26-1,,,amends,,26-1,Why,,https://example.org/c,2026-11-01" "null value in column \"who\""
refused "notice,36(b)(1) 26-1,,,amends,,26-1,Why,Who,,2026-11-01" "null value in column \"source\""
refused "notice,36(b)(1) 26-1,,,amends,,26-1,Why,Who,a book,2026-11-01" "source: \"a book\" is no address"
refused "notice,36(b)(1) 26-1,,,amends,,26-1,Why,Who,https://example.org/c," "null value in column \"day\""
refused "notice,36(b)(1) 26-1,,,title,,Something,$rest" "duplicate key value violates unique constraint"
is "$(counted correction) $(sql "SELECT title FROM arms.notice WHERE transmittal = '26-1'" | grep -c Nothing)" \
    "4 0" "nothing of such a list counts"

done_testing
