#!/bin/sh
# A past window is fetched in steps. The live cursor stays where it is, and a
# backfill that was interrupted goes on where it stopped.
set -u
. tests/lib.sh
. tests/http/publisher.sh

WORKLISTS=$ARMSETL_DATA_DIR/worklists/federal-register
CURSOR=$ARMSETL_DATA_DIR/archive/federal-register/cursor
SINCE=$(day 400)
UNTIL=$(day 101)
LIST=$WORKLISTS/backfill-$SINCE-$UNTIL

backfill() {
	run backfill federal-register --since "$SINCE" --until "$UNTIL"
}

windows() { # the windows asked for
	sed -n 's/.*gte%5D=\([0-9-]*\)&.*lte%5D=\([0-9-]*\)&.*/\1..\2/p' \
	    "$SITE/requests"
}

steps() { # done and all, of the worklist
	echo "$(grep -c '"step"' "$LIST") $(wc -l <"$LIST")"
}

database
notices 2 10 26001
notices 3 390 25001
notices 2 310 25011
notices 1 290 25021
notices 4 150 25031
notices 2 101 25041
notices 1 401 25051
publisher_start
use_publisher "[federal-register]" "backfill_days = 100" \
    "floor_per_year = 0"

# What is refused -------------------------------------------------------------

refused() { # MESSAGE ARGUMENT...
	message=$1
	shift
	run backfill "$@"
	is "$status" 64 "backfill $*: exit status 64"
	like "$err" "$message" "and the reason is said"
}

refused "^Usage: armsetl backfill"
refused "^Usage: armsetl backfill" federal-register
refused "^Usage: armsetl backfill" federal-register --since 2026-01-01
refused "^Usage: armsetl backfill" --since 2026-01-01 --until 2026-01-31
refused "there is no source sipri" sipri --since 2026-01-01 --until 2026-01-31
refused "of one source" federal-register ddtc --since 2026-01-01 \
    --until 2026-01-31
refused "2026-02-30 is not a day" federal-register --since 2026-02-30 \
    --until 2026-03-31
refused "2026-02-01 is after 2026-01-31" federal-register --since 2026-02-01 \
    --until 2026-01-31
refused "is in the future" federal-register --since 2026-02-01 \
    --until "$(day -1)"
for source in eda sipri-milex dsca-library greenbook; do
	refused "$source has no past windows" $source --since 2026-01-01 \
	    --until 2026-01-31
done
ok "$([ ! -e "$ARMSETL_DATA_DIR" ]; echo $?)" "nothing was written"

# All of it -------------------------------------------------------------------

run run federal-register
is "$status $(counted document)" "0 2" "a live run"
echo "$(day 7)" >"$CURSOR"
forget_requests
backfill
is "$status" 0 "a backfill succeeds"
is "$(windows)" "$(day 400)..$(day 301)
$(day 300)..$(day 201)
$(day 200)..$(day 101)" "in steps of so many days, the oldest first"
is "$(requests) $(requests /full_text/)" "15 12" "with one request a document"
is "$(counted document)" 14 "what it fetched is loaded"
is "$(printf '%s\n' "$err" | head -n 4)" \
    "armsetl: federal-register: $(day 400) to $(day 301), 1 of 3 done: 5 new documents with 6 requests, 0 failed
armsetl: federal-register: $(day 300) to $(day 201), 2 of 3 done: 1 new documents with 2 requests, 0 failed
armsetl: federal-register: $(day 200) to $(day 101), 3 of 3 done: 6 new documents with 7 requests, 0 failed
armsetl: federal-register: 12 new documents with 15 requests, 0 failed" \
    "and a line a step is logged"
is "$(cat "$CURSOR")" "$(day 7)" "the cursor is not moved"
is "$(ls -A "$WORKLISTS")" "" "and no worklist is left"
is "$(sql "SELECT command, status FROM arms.run ORDER BY run_id DESC LIMIT 1")" \
    "backfill|ok" "the ledger has it"
state >"$HERE/wanted"

forget_requests
run run federal-register
like "$(windows)" "^$(day 21)\.\.$(day 0)$" "a live run goes on from its cursor"

# Again

forget_requests
backfill
is "$status" 0 "a second backfill of the same days begins anew"
is "$(requests) $(requests '	304	') $(requests /full_text/)" "3 3 0" \
    "asks the same searches conditionally, and for no text it has"
state >"$HERE/got"
same_file "$HERE/got" "$HERE/wanted" "and changes nothing"

# Interrupted, and failed -----------------------------------------------------

# From nothing to the end of a call, which must end so, with so many steps.
start_over
run run federal-register
faults "/$(day 150 | tr - /)/2026-25033 status 500"
backfill
is "$status" 69 "a text that cannot be had: exit status 69"
is "$(steps)" "2 3" "its step is not done"
is "$(counted document)" 13 "what was fetched is loaded"
faults
forget_requests
backfill
is "$status" 0 "the next call"
like "$err" "$(day 400) to $(day 101): goes on, 2 of 3 are done" "says so"
is "$(requests /full_text/) $(requests documents.json)" "1 0" \
    "asks for that text alone: the search has answered"
state >"$HERE/got"
same_file "$HERE/got" "$HERE/wanted" "and comes to the same"
is "$(ls -A "$WORKLISTS")" "" "and no worklist is left"

# Without a database, all is fetched, and the next call loads it.

start_over
PGDATABASE=none_$PGDATABASE backfill
is "$status" 69 "without a database: exit status 69"
is "$(requests) $(steps)" "15 3 4" "everything is fetched all the same"
like "$err" "federal-register: what was fetched is not loaded" "and that is said"
forget_requests
backfill
is "$status $(requests)" "0 0" "the next call asks for nothing"
like "$err" "$(day 400) to $(day 101): is fetched" "and says so"
is "$(counted document)" 12 "it loads"
is "$(ls -A "$WORKLISTS")" "" "and no worklist is left"

# Beside others ---------------------------------------------------------------

# A live run of another source, and a backfill of the same from another host:
# who finds the database taken is told so, and goes on later.
licences 2026-26050 5 "DDTC 25-001" Norway
start_over
run run ddtc # the schema is there
start_over
"$ARMSETL" --config "$HERE/conf" run ddtc 2>"$HERE/live.err" &
live=$!
"$ARMSETL" --config "$HERE/conf" --data-dir "$HERE/other" backfill \
    federal-register --since "$SINCE" --until "$UNTIL" 2>"$HERE/other.err" &
other=$!
backfill
wait $live
is "$? $(sql "SELECT count(*) FROM arms.document WHERE source = 'ddtc'")" \
    "0 1" "a live run of another source is not disturbed"
here=$status
there=0
wait $other || there=$?
like "$here $there" "^(0|75) (0|75)$" "two hosts do not wait for each other"
backfill
here=$status
run --data-dir "$HERE/other" backfill federal-register --since "$SINCE" \
    --until "$UNTIL"
is "$here $status" "0 0" "and both come to their end"
is "$(counted document) $(counted notice)" "13 13" "with each document once"
is "$(state | grep '_history ' | grep -vc '^document_history ')" 0 \
    "and no record is another for that: only where its document lies"

# What is renewed, too --------------------------------------------------------

# Of a source whose pages are edited in place, a page that has answered since
# the backfill began is not asked again, nor its listing.
LISTING=/Press-Media/Major-Arms-Sales
ARTICLES=$LISTING/Article-Display/Article
mkdir -p "$SITE/pages$ARTICLES"
long_day() { # AGO
	LC_ALL=C date -u -d "$1 days ago" '+%B %-d, %Y'
}
announce() { # PAGE AGO...
	page=$1
	shift
	{
		for ago; do
			echo "<div class=item><p class=date>$(long_day "$ago")</p>" \
			    "<p class=title><a href='$ARTICLES/44$ago'>One</a></p></div>"
			cat >"$SITE/pages$ARTICLES/44$ago" <<-ARTICLE
			<html><body><h1 itemprop="headline">Norway - Launchers</h1>
			<div itemprop="articleBody"><p>Transmittal No. 25-$ago</p>
			<p>WASHINGTON, $(long_day "$ago") - The State Department has approved a possible Foreign Military Sale to the Government of Norway of launchers for an estimated cost of \$10 million.</p></div></body></html>
			ARTICLE
		done
	} >"$SITE/pages$LISTING?Page=$page"
}
announce 1 20 120
announce 2 140 220
announce 3 240 330
announce 4
announce 5
start_over
use_publisher "[fetch]" "tries = 1" "[dsca]" "backfill_days = 100" \
    "floor_per_year = 0"
faults "/44330 status 404" "/44240 status 500" "/44140 status 500"
run backfill dsca --since "$(day 350)" --until "$(day 101)"
is "$status $(requests Page=) $(requests /Article/)" "65 5 5" \
    "what fails is not asked over and over"
like "$err" "$(day 350) to $(day 251), 1 of 3 done" \
    "a page that is gone for good does not hold up its step"
faults "/44330 status 500"
run backfill dsca --since "$(day 350)" --until "$(day 101)"
is "$status $(requests Page=) $(requests /Article/)" "0 5 7" \
    "each listing and each page are asked for once, but for what failed"
is "$(sql "SELECT count(*) FROM arms.document WHERE source = 'dsca'")" 4 \
    "all that is there is loaded"
is "$(cut -d '"' -f 4 "$ARMSETL_DATA_DIR/worklists/dsca/missing")" \
    "$BASE$ARTICLES/44330" "and what is not is owed"
faults
forget_requests
run backfill dsca --since "$(day 350)" --until "$(day 101)"
is "$status $(requests Page=) $(requests /Article/) $(requests '	304	')" \
    "0 5 5 9" "once it is ended, the same days are asked again"

done_testing
