#!/bin/sh
# What can be wrong with the answer for one text: that text is not loaded, the
# others are, the answer is in the archive, and the next run fetches it again.
set -u
. tests/lib.sh
. tests/http/publisher.sh

database
notices 3 40 26001
notices 2 4 26011
publisher_start
path=$(text_path 2026-26002)
text="^armsetl: error: $BASE$path: "
use_publisher "[fetch]" "most_bytes = 20K" "total_seconds = 1" "tries = 3" \
    "[archive]" "content_limit = 100K"
undisturbed

text_disturbed() { # NAME STATUS MESSAGE FAULT...
	text_name=$1
	text_status=$2
	text_message=$3
	shift 3
	disturbed "$text_name" "$text_status" "$text_message" 4 "$@"
	is "$(requests "$path")" "$times" "$name: it is asked for $times times"
	in_archive
	mended
	is "$(requests "$path")" $((times + 1)) "$name: it is asked for again"
	run check --deep
	is "$status" 0 "$name: the archive is in order"
}

times=1

# The answer, whole or not, follows the request, with what $archived says.
archived="WARC-Type: response"
in_archive() {
	records | tr -d '\r' | grep -a -A 24 "^GET $path " >"$HERE/records"
	like "$(cat "$HERE/records")" "^WARC-Target-URI: $BASE$path" \
	    "$name: the answer is in the archive"
	like "$(cat "$HERE/records")" "^$archived" "$name: with what it was"
}

# Refusals

archived="HTTP/1.1 404 Not Found"
text_disturbed "status 404" 65 "${text}is not there: status 404" \
    "$path status 404"
archived="HTTP/1.1 410 Gone"
text_disturbed "status 410" 65 "${text}is not there: status 410" \
    "$path status 410"
archived="HTTP/1.1 403 Forbidden"
text_disturbed "status 403" 77 "${text}blocked: status 403" "$path status 403"
times=3 # what another try may mend
archived="HTTP/1.1 503 Service Unavailable"
text_disturbed "status 503" 69 "${text}could not fetch: status 503" \
    "$path status 503"

# Bodies that are not whole

archived="WARC-Truncated: disconnect"
text_disturbed "half a body" 69 "${text}Transferred a partial file: .*bytes remaining" \
    "$path truncate"
text_disturbed "half a body in chunks" 69 "${text}Transferred a partial file: " \
    "$path chunked" "$path truncate"
archived="WARC-Truncated: time"
text_disturbed "a body that stalls" 69 "${text}Timeout was reached" \
    "$path stall 1500"
times=1
archived="WARC-Truncated: length"
text_disturbed "a body over the limit" 65 \
    "${text}the body is longer than the limit of 20480 bytes" \
    "$path too-large 30000"
text_disturbed "a body over the limit in chunks" 65 \
    "${text}the body is longer than the limit of 20480 bytes" \
    "$path chunked" "$path too-large 30000"
archived="HTTP/1.1 200 OK"
text_disturbed "a gzip bomb" 65 \
    "${text}unpacks to more than the limit" \
    "$path gzip-bomb 1000000"
text_disturbed "broken gzip" 65 "${text}compressed data is broken" \
    "$path bad-gzip"

# Other things under status 200

text_disturbed "a page of HTML" 77 "${text}blocked: a page of HTML" "$path html"

# An answer of no bytes stands in the document's place, with a fault

start_over
faults "$path empty"
run run federal-register
is "$status" 65 "nothing at all: exit status 65"
like "$err" "$text" "nothing at all: says where"
is "$(counted document) $(counted publication) $(counted notice)" "5 4 4" \
    "nothing at all: the other documents are loaded, and what there was"
is "$(sql "SELECT reason FROM arms.fault")" \
    "is not the document that should be there, but an empty document" \
    "nothing at all: which has a fault"
faults
run run federal-register
is "$status" 0 "nothing at all: the next run succeeds"
is "$(counted notice)" 5 "nothing at all: and has what was missing"

# A page that blocks with the validators that the document has

start_over
faults "$path html" "$path tag"
run run federal-register
is "$status" 77 "a page of HTML with the document's tag: exit status 77"
faults "$path tag"
forget_requests
run run federal-register
is "$status" 0 "with the document back the next run succeeds"
is "$(counted notice)" 5 "and has what was missing"
is "$(requests "$path.*If-None-Match")" 0 "the page's tag is not sent"

# No answer

in_archive() {
	is "$(records | tr -d '\r' | grep -ac "^WARC-Target-URI: $BASE$path")" \
	    0 "$name: nothing is in the archive"
}
times=4 # a connection that was open before is opened anew, once
text_disturbed "a reset connection" 69 "$text" "$path reset"
times=3
text_disturbed "no answer in time" 69 "${text}Timeout was reached" \
    "$path slow 1500"

done_testing
