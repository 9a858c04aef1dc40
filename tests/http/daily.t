#!/bin/sh
# The first run fetches everything there is; those after it ask only what may
# have changed, and change nothing when nothing has.
set -u
. tests/lib.sh
. tests/http/publisher.sh

bare_database
notices 3 40 26001
notices 2 4 26011
licences 2026-26050 5 "DDTC 25-001" Norway
list_document 2026-26090 "$(day 4)" "Meeting of the Example Board" 2026-26011
list_document 2026-26091 "$(day 120)" "Arms Sales Notification" 2026-26011
list_document 2026-26092 "$(day 4)" "Arms Sales Notification" 2026-26011 \
    state-department
publisher_start

# The first run

run run federal-register ddtc
is "$status" 0 "a first run succeeds"
is "$err" "$(find load/migrations -name '*.sql' | sort |
    sed 's|.*/\(.*\)\.sql|armsetl: migration \1|')
armsetl: federal-register: 5 new documents with 6 requests, 0 failed
armsetl: federal-register: read 5 documents: 5 records, 0 faults
armsetl: federal-register: 5 records added, 0 changed, 0 removed; 5 records, 0 faults
armsetl: ddtc: 1 new documents with 2 requests, 0 failed
armsetl: ddtc: read 1 documents: 1 records, 0 faults
armsetl: ddtc: 1 records added, 0 changed, 0 removed; 1 records, 0 faults" \
    "and says what it did"
is "$out" "" "on standard error alone"
is "$(requests) $(requests documents.json)" "8 2" \
    "one search a source and one request a text"
like "$(grep -m 1 documents.json "$SITE/requests")" \
    "agencies%5D%5B%5D=defense-department&conditions%5Btype%5D%5B%5D=NOTICE&conditions%5Bpublication_date%5D%5Bgte%5D=$(day 90)&conditions%5Bpublication_date%5D%5Blte%5D=$(day 0)&" \
    "the search asks for ninety days"
is "$(requests '2026-2609[012]')" 0 \
    "nothing is fetched that is older, another agency's or no arms sale"
is "$(requests '2026-26050\.xml')" 1 "licences are fetched as XML"
is "$(sql 'SELECT notice_id, purchaser_iso3, total_usd, threshold_usd
    FROM arms.notice ORDER BY 1')" \
    "36(b)(1) 26-1|JPN|26011000000.00|
36(b)(1) 26-11|NOR|26021000000.00|
36(b)(1) 26-12|KWT|26022000000.00|
36(b)(1) 26-2|NOR|26012000000.00|
36(b)(1) 26-3|KWT|26013000000.00|
36(c) DDTC 25-001|NOR||50000000.00" "the notices are in the database"
is "$(sql 'SELECT source, count(*) FROM arms.document GROUP BY 1 ORDER BY 1')" \
    "ddtc|1
federal-register|5" "and the documents, but not the answers of the search"
is "$(sql 'SELECT command, source, status FROM arms.run ORDER BY run_id')" \
    "run|federal-register|ok
run|ddtc|ok" "and the runs"

# The archive

heads=$(records | tr -d '\r' | grep -a '^WARC-Type: ' | sort | uniq -c |
    sed 's/^ *//')
is "$heads" "6 WARC-Type: request
6 WARC-Type: response
1 WARC-Type: warcinfo" "each request and each response is in the archive"
ids=$(records | tr -d '\r' | sed -n 's/^WARC-Concurrent-To: //p' | sort)
is "$ids" "$(records | tr -d '\r' | grep -a -A 1 '^WARC-Type: response' |
    sed -n 's/^WARC-Record-ID: //p' | sort)" "each request names its response"
is "$(records | grep -ac '^User-Agent: armsetl')" 6 "requests are as sent"
is "$(cat "$ARMSETL_DATA_DIR/archive/federal-register/cursor")" "$(day 0)" \
    "the cursor stands at today"

# Again

state >"$HERE/first"
forget_requests
run run federal-register
is "$status" 0 "a second run succeeds"
is "$(requests) $(requests /full_text/)" "1 0" "it asks the search alone"
like "$(cat "$SITE/requests")" \
    "gte%5D=$(day 14)&.*lte%5D=$(day 0)&.*	200	" \
    "for the fourteen days before the cursor"
state >"$HERE/second"
same_file "$HERE/second" "$HERE/first" "it changes no row"
like "$err" "federal-register: nothing changed; 5 records, 0 faults" \
    "and says so"

forget_requests
run run federal-register
is "$status" 0 "a third run succeeds"
like "$(cat "$SITE/requests")" '	304	.*If-None-Match: W/"[0-9a-f]{32}"' \
    "the same search is asked conditionally"
is "$(requests)" 1 "and nothing else"
state >"$HERE/third"
same_file "$HERE/third" "$HERE/first" "it changes no row either"

# Something new

notices 1 0 26021
forget_requests
run run federal-register
is "$status" 0 "the run after a new publication succeeds"
is "$(requests) $(requests '2026-26021.txt')" "2 1" "only the new is fetched"
like "$err" "1 records added, 0 changed, 0 removed; 6 records" "and added"
is "$(history_rows)" 0 "nothing had another version"

# A server without validators is asked unconditionally.

faults "documents.json no-validators"
run run federal-register
forget_requests
run run federal-register
is "$status $(requests '	200	')" "0 1" "without validators it is given all"
is "$(requests 'If-(None-Match|Modified-Since): ')" 0 "as it asks for all"
faults

# Nothing left out

forget_requests
run replay
is "$status $(requests)" "0 0" "a replay asks nothing"
is "$(counted notice)" 7 "and changes nothing"

done_testing
