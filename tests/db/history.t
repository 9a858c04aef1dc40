#!/bin/sh
# What was known at any past time stays answerable.
set -u
. tests/lib.sh
. tests/http/publisher.sh

url=https://www.federalregister.gov/documents/full_text/text/2026/05/07/2026-26001.txt

# A version of the page, at least a second after the last one.
publish() { # MILLIONS
	notice_text 2026-26001 2026-05-07 26-1 Japan "$1" >"$HERE/page.txt"
	sleep 1.1
	run import federal-register --url "$url" "$HERE/page.txt"
	is "$status" 0 "a version with $1 million is imported"
	run replay federal-register
	is "$status" 0 "and loaded"
	is "$(sql "SELECT mde_usd / 1000000 FROM arms.notice")" \
	    "$1.0000000000000000" "the value is that of the notice"
	is "$(sql "SELECT count(*), sum(n.mde_usd) / 1000000 FROM arms.notice_publication n")" \
	    "1|$1.0000000000000000" "in one publication"
}

known_at() { # TIME: what the notice said then, in millions
	sql "SELECT round(mde_usd / 1000000) FROM (
	    SELECT mde_usd, valid_from, 'infinity' AS valid_to FROM arms.notice
	    UNION ALL
	    SELECT mde_usd, valid_from, valid_to FROM arms_history.notice_history) n
	  WHERE valid_from <= '$1' AND '$1' < valid_to"
}

database
before=$(sql "SELECT now()")
publish 100
first=$(sql "SELECT now()")
is "$(history_rows)" 0 "a first version has no history"

publish 200
second=$(sql "SELECT now()")
like "$err" "0 records added, 1 changed, 0 removed" "the notice is changed"
is "$(counted document) $(counted publication)" "2 2" \
    "both versions of the page are kept"
is "$(sql "SELECT mde_usd / 1000000 FROM arms_history.notice_history")" \
    "100.0000000000000000" "the notice as it was is history"

publish 100
third=$(sql "SELECT now()")
like "$err" "0 records added, 1 changed, 0 removed" "the notice is changed back"
is "$(counted document)" 2 "what was known before is no new document"
is "$(sql "SELECT round(mde_usd / 1000000) FROM arms_history.notice_history
    ORDER BY valid_from")" "100
200" "both earlier versions are history"

is "$(known_at "$before")" "" "before, nothing was known"
is "$(known_at "$first")" 100 "then, the first version"
is "$(known_at "$second")" 200 "then, the second"
is "$(known_at "$third")" 100 "now it has the first value, as at the beginning"

for table in notice notice_publication; do
	is "$(sql "SELECT count(*) FROM (
	    SELECT valid_to, lead(valid_from) OVER (ORDER BY valid_from) AS next
	      FROM (SELECT valid_from, NULL AS valid_to FROM arms.$table
	            UNION ALL SELECT valid_from, valid_to
	              FROM arms_history.${table}_history) v) w
	   WHERE valid_to IS DISTINCT FROM next")" 0 \
	    "$table: each version ends where the next begins"
	is "$(sql "SELECT count(*) FROM arms_history.${table}_history
	    WHERE valid_from >= valid_to")" 0 "$table: none before it began"
done
is "$(sql "SELECT count(*) FROM arms_history.notice_history
    JOIN arms.run USING (run_id)")" 2 "each version names its run"

state >"$HERE/before"
run replay federal-register
state >"$HERE/after"
same_file "$HERE/after" "$HERE/before" "a replay adds no history"

# The same from the archive alone, in an empty database

state >"$HERE/wanted"
empty_database
rm -rf "$ARMSETL_DATA_DIR/packages"
run replay federal-register
is "$status" 0 "a replay into an empty database succeeds"
state >"$HERE/got"
same_file "$HERE/got" "$HERE/wanted" "and comes to the same, with its history"

# Versions within a second: the one that was imported last counts.

for last in 500 600 700 800; do
	start_over
	for millions in 300 400 300 $last; do
		notice_text 2026-26001 2026-05-07 26-1 Japan "$millions" \
		    >"$HERE/page.txt"
		run import federal-register --url "$url" "$HERE/page.txt"
	done
	run replay federal-register
	is "$(sql "SELECT round(mde_usd / 1000000) FROM arms.notice")" $last \
	    "of versions within a second, the last counts"
done

# A version that changes no more than words

start_over
notice_text 2026-26001 2026-05-07 26-1 Japan 100 >"$HERE/page.txt"
run import federal-register --url "$url" "$HERE/page.txt"
run replay federal-register
sed -e 's/Forty (40) M998/Fifty (50) M997/' -e 's/Lockheed Martin/Boeing/' \
    -e 's/XX-B-ABC/XX-B-XYZ/' -e 's/spare parts/spare wheels/' \
    "$HERE/page.txt" >"$HERE/new.txt"
sleep 1.1
run import federal-register --url "$url" "$HERE/new.txt"
run replay federal-register
is "$(sql "SELECT case_designators, description ~ 'wheels',
    (SELECT string_agg(quantity || ' ' || designation, ', ' ORDER BY position)
       FROM arms.notice_item),
    (SELECT contractor_id FROM arms.notice_contractor) FROM arms.notice")" \
    "{XX-B-XYZ}|t|12 M999 Example Launchers, 50 M997 Example Rockets|boeing" \
    "a version that changes no more than words, items and names counts too"
is "$(sql "SELECT count(DISTINCT document_id) FROM arms.notice_publication
    JOIN arms.document USING (document_id)
   WHERE sha256 = '$(sha256sum <"$HERE/new.txt" | cut -d ' ' -f 1)'")" 1 \
    "and is where the notice was published"

# A page that loses a notice

start_over
notice_text 2026-26001 2026-05-07 26-1 Japan 100 >"$HERE/page.txt"
run import federal-register --url "$url" "$HERE/page.txt"
run replay federal-register
sed 's/ 26-1$/ 26-2/; s/ 26-1]/ 26-2]/' "$HERE/page.txt" >"$HERE/new.txt"
sleep 1.1
run import federal-register --url "$url" "$HERE/new.txt"
run replay federal-register
is "$(sql "SELECT notice_id FROM arms.notice")" "36(b)(1) 26-2" \
    "a value that a page does not state any more is gone"
like "$err" "1 records added, 0 changed, 1 removed" "and that is counted"
is "$(sql "SELECT notice_id FROM arms_history.notice_history")" "36(b)(1) 26-1" \
    "but in the history"

done_testing
