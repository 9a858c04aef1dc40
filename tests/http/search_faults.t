#!/bin/sh
# What can be wrong with an answer of the search: nothing is fetched of a list
# that may not be whole, and the run after it finds what this one missed.
set -u
. tests/lib.sh
. tests/http/publisher.sh

# A disturbed search: no text is asked for, and the cursor does not move.
search_disturbed() { # NAME STATUS MESSAGE FAULT...
	search_name=$1
	search_status=$2
	search_message=$3
	shift 3
	disturbed "$search_name" "$search_status" "$search_message" 0 "$@"
	is "$(requests /full_text/)" 0 "$name: no text is asked for"
	ok "$([ ! -e "$ARMSETL_DATA_DIR/archive/federal-register/cursor" ]
	echo $?)" "$name: the cursor does not move"
	mended
}

database
notices 3 40 26001
notices 2 4 26011
DEPTH=4
publisher_start
search="^armsetl: error: (federal-register: )?$BASE/api/v1/documents\.json\?.*: "
window="^armsetl: error: federal-register: $(day 90) to $(day 0): "
undisturbed

# Numbers that do not fit

search_disturbed "a count above what is given" 65 \
    "${window}the search counts 9 documents and gives 5" \
    "documents.json count 9"
search_disturbed "a count below what is given" 65 \
    "${window}the search counts 3 documents and gives 5" \
    "documents.json count 3"
search_disturbed "a result is missing" 65 \
    "${window}the search counts 5 documents and gives 4" \
    "documents.json drop-one"
search_disturbed "a result hides another" 65 \
    "${window}the search counts 5 documents and gives 4" \
    "documents.json drop-one" "documents.json duplicate"
search_disturbed "a result outside of the window" 65 \
    "federal-register: 2026-26001 of 1999-01-04 was given for $(day 90) to $(day 0)" \
    "documents.json wrong-date"
search_disturbed "a result without a day" 65 \
    "^armsetl: error: federal-register: .*no number or no date" \
    "documents.json wrong-date soon"

# Not an answer of the search

search_disturbed "a page of HTML" 77 "${search}blocked: a page of HTML" \
    "documents.json html"
start_over
faults "documents.json html" "documents.json tag"
run run federal-register
is "$status" 77 "a page of HTML with the list's tag: exit status 77"
faults "documents.json tag"
forget_requests
run run federal-register
is "$status" 0 "with the list back the next run succeeds"
is "$(counted notice)" 5 "and has what was missing"
is "$(requests "documents.json.*If-None-Match")" 0 "the page's tag is not sent"
search_disturbed "status 403" 77 "${search}blocked: status 403" \
    "documents.json status 403"
search_disturbed "status 500" 69 "${search}could not fetch: status 500" \
    "documents.json status 500"
search_disturbed "status 429" 69 "${search}could not fetch: status 429" \
    "documents.json status 429"
search_disturbed "status 404" 65 "${search}is not there: status 404" \
    "documents.json status 404"
search_disturbed "status 400" 65 "${search}the request is refused: status 400" \
    "documents.json status 400"
search_disturbed "not JSON" 65 "${search}line 2: not JSON: " \
    "documents.json not-json"
search_disturbed "JSON without a count" 65 "${search}the answer has no count" \
    "documents.json empty-json"
search_disturbed "nothing at all" 65 "${search}line 1: not JSON: " \
    "documents.json empty"
search_disturbed "half of an answer" 69 "${search}Transferred a partial file: .*bytes remaining" \
    "documents.json truncate"
search_disturbed "a reset connection" 69 "${search}" "documents.json reset"

# One source fails, the other does not

licences 2026-26050 5 "DDTC 25-001" Norway
start_over
faults "=defense-department& status 500"
run run federal-register ddtc
is "$status" 69 "one source that fails makes the status"
is "$(sql "SELECT source, status FROM arms.run ORDER BY 1")" "ddtc|ok
federal-register|unreachable" "the other is run all the same"
is "$(sql "SELECT notice_id FROM arms.notice")" "36(c) DDTC 25-001" \
    "and loaded"
start_over
faults "=defense-department& status 403" "=state-department& status 500"
run run federal-register ddtc
is "$status" 77 "of two failures, the more serious counts"
start_over
faults "=defense-department& status 500" "=state-department& drop-one"
run run federal-register ddtc
is "$status" 65 "whichever comes first"
faults
run run federal-register ddtc
is "$status $(counted notice)" "0 6" "the next run has everything"

# A page behind the depth of four results is the first page again

use_publisher "[federal-register]" "page_size = 2"
notices 5 4 26031
start_over
run run federal-register
is "$status" 65 "a deep page: exit status 65"
like "$err" "federal-register: $(day 4): page 3 repeats an earlier page: 4 of 7 documents were given" \
    "a deep page: says where and why"
is "$(counted document) $(requests /full_text/)" "0 0" \
    "a deep page: nothing is loaded or asked for"
use_publisher
run run federal-register
is "$status" 0 "a deep page: the next run succeeds"
is "$(counted notice)" 10 "a deep page: and has what was missing"

done_testing
