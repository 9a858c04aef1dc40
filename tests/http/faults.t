#!/bin/sh
# What can go wrong with a publisher, one after the other: each ends in a known
# status and message, and after the next run nothing is lost, and nothing is
# there twice.
set -u
. tests/lib.sh
. tests/http/publisher.sh
. tests/faults.sh

TRIES=3
settings() {
	use_publisher "[fetch]" "most_bytes = 20K" "total_seconds = 2" \
	    "stall_seconds = 1" "tries = $TRIES" \
	    "retry_after_max_seconds = 1" "ca_file = $HERE/ca.pem" \
	    "[archive]" "content_limit = 100K"
}

# Three documents that stay, or five.
both() { # FILE: whichever index
	cp "$HERE/index.$1" "$SITE/index"
}

database
notices 3 4 26001
cp "$SITE/index" "$HERE/index.before"
notices 2 4 26004
cp "$SITE/index" "$HERE/index.all"
: >"$HERE/ca.pem"
publisher_start
settings
path=$(text_path 2026-26004)
search=documents.json

# The database and the archive as they were, in the twinkling of an eye.
keep_as() { # NAME
	rm -rf "$HERE/data.$1"
	cp -a "$ARMSETL_DATA_DIR" "$HERE/data.$1"
	createdb -T "$PGDATABASE" "${PGDATABASE}_$1"
}

back_to() { # NAME
	rm -rf "$ARMSETL_DATA_DIR"
	cp -a "$HERE/data.$1" "$ARMSETL_DATA_DIR"
	dropdb "$PGDATABASE"
	createdb -T "${PGDATABASE}_$1" "$PGDATABASE"
}

drop_kept() {
	dropdb "${PGDATABASE}_nothing"
	dropdb "${PGDATABASE}_before"
}

# What undisturbed runs come to, from nothing and from three documents.
undisturbed_runs() {
	both all
	rm -rf "$ARMSETL_DATA_DIR"
	mkdir "$ARMSETL_DATA_DIR"
	run migrate
	empty_database
	keep_as nothing
	run run federal-register
	is "$status" 0 "$BASE: an undisturbed run succeeds"
	state >"$HERE/wanted.nothing"
	back_to nothing
	both before
	run run federal-register
	keep_as before
	both all
	run run federal-register
	is "$status $(counted notice)" "0 5" "$BASE: and so do two"
	state >"$HERE/wanted.before"
}

# A page in the document's place is a document of its own, with a fault that
# says so; it is there beside what should be.
without_instead() {
	grep -v -e '^document .*"records": 0,.*"media_type": "text/html"' \
	    -e '^fault .*"reason": "is not the document that should be there'
}

# One run with the fault, one without.
disturbed_from() { # START
	back_to "$1"
	faults_now
	forget_requests
	disturbed_run
	fault_status=$status
	fault_err=$err
	fault_asked=$(requests "${PART#/}")
	fault_loaded=$(counted document)
	well_now
	run run federal-register
	is "$status" 0 "$NAME: from $1, the next run succeeds"
	state | without_instead >"$HERE/after"
	lost=$((lost + $(lines_without "$HERE/wanted.$1" "$HERE/after")))
	doubled=$((doubled + $(lines_without "$HERE/after" "$HERE/wanted.$1")))
}

faults_now() {
	cp "$HERE/fault" "$SITE/faults"
}
well_now() {
	faults
}
disturbed_run() {
	run run federal-register
}

asks() { # NUMBER
	case $1 in
	0) echo "reaches nobody" ;;
	1) echo "asks once" ;;
	2) echo "asks twice" ;;
	*) echo "asks $1 times" ;;
	esac
}

# PART is what the requests are counted of. FAULT=words of the environment tries
# only those with such a name.
fault() { # NAME STATUS MESSAGE WHAT-IT-DOES LOADED FAULT...
	NAME=$1
	case $NAME in
	*"${FAULT:-}"*) ;;
	*) return ;;
	esac
	want_status=$2
	want_message=$3
	does=$4
	want_loaded=$5
	shift 5
	printf '%s\n' "$@" >"$HERE/fault"
	lost=0
	doubled=0
	disturbed_from before
	is "$fault_status" "$want_status" "$NAME: with something loaded before"
	disturbed_from nothing
	is "$fault_status $fault_loaded" "$want_status $want_loaded" \
	    "$NAME: exit status $want_status, $want_loaded documents loaded"
	like "$fault_err" "$want_message" "$NAME: says what it was"
	is "$lost $doubled" "0 0" "$NAME: nothing is lost or doubled"
	fault_row publisher "$NAME" \
	    "$(asks "$fault_asked"), $does; $fault_loaded of 5 documents loaded" \
	    "$fault_status" "$lost" "$doubled"
}

undisturbed_runs
PART=$path
at="$BASE$path: "
again="^armsetl: $at.*: the next try is in [0-9.]+ s$"

# Slow, or cut off

fault "a byte every 20 ms" 69 "${at}Timeout was reached" \
    "gives the text up for now" 4 "$path drip 20" "$path no-gzip"
fault "a stall in mid-body" 69 "${at}Timeout was reached" \
    "gives the text up for now" 4 "$path stall 3000"
fault "a reset before the answer" 69 "$at" \
    "gives the text up for now" 4 "$path reset"
fault "a reset in mid-body" 69 "$at.*reset" \
    "gives the text up for now" 4 "$path cut"
fault "a reset in mid-body, once" 0 "$again" \
    "and has the text" 5 "$path cut*1"
fault "a Content-Length that is too long" 69 \
    "${at}Transferred a partial file: .*bytes remaining" \
    "does not take the part for the text" 4 "$path length 20000" \
    "$path no-gzip"
fault "a Content-Length that is too short" 69 \
    "${at}more came than its Content-Length" \
    "does not take the part for the text" 4 "$path length 1500" \
    "$path no-gzip"

# Too much

fault "a gzip bomb" 65 "${at}unpacks to more than the limit" \
    "refuses what comes out of it" 4 "$path gzip-bomb 1000000"
fault "broken gzip" 65 "${at}compressed data is broken" \
    "refuses the text" 4 "$path bad-gzip"
fault "a body over the limit" 65 "${at}the body is longer than the limit" \
    "hangs up at the limit" 4 "$path too-large 30000"

# Redirects

fault "a redirect to itself" 69 "${at}redirected to $BASE$path, which is not" \
    "follows no further" 4 "$path redirect $BASE$path"
other=$(text_path 2026-26005)
fault "a redirect loop over two addresses" 69 \
    "redirected to .*, which is not followed" "follows no further" 3 \
    "$path redirect $BASE$other" "$other redirect $BASE$path"
fault "a redirect to another host" 69 "${at}redirected to .*invalid" \
    "does not follow" 4 "$path redirect https://publisher.invalid/"
fault "a redirect to file://" 69 "${at}redirected to file:///etc/hostname" \
    "does not follow" 4 "$path redirect file:///etc/hostname"

# The publisher's moment

fault "429 with Retry-After in seconds, once" 0 \
    "${at}status 429: the next try is in 1\.0" "and has the text" 5 \
    "$path status*1 429" "$path retry-after*1 1"
for form in "" " rfc850" " asctime"; do
	fault "429 with Retry-After as a date$form, once" 0 \
	    "${at}status 429: the next try is in 1\.0" "and has the text" 5 \
	    "$path status*1 429" "$path retry-after*1 +30$form"
done
fault "429 with Retry-After of a day, once" 0 \
    "${at}status 429: the next try is in 1\.0" \
    "waits no longer than is set, and has the text" 5 \
    "$path status*1 429" "$path retry-after*1 86400"
fault "429 for ever" 69 "${at}could not fetch: status 429" \
    "gives the text up for now" 4 "$path status 429"
fault "500, then 200" 0 "${at}status 500: the next try" "and has the text" 5 \
    "$path status*1 500"
fault "503 twice, then 200" 0 "${at}status 503: the next try" \
    "and has the text" 5 "$path status*2 503"
for code in 500 503; do
	fault "$code for ever" 69 "${at}could not fetch: status $code" \
	    "gives the text up for now" 4 "$path status $code"
done

# Not any more, or not for us

for code in 404 410; do
	fault "$code" 65 "${at}is not there: status $code" \
	    "notes what is missing" 4 "$path status $code"
done
fault "400" 65 "${at}the request is refused: status 400" \
    "notes what is missing" 4 "$path status 400"
for code in 401 403; do
	fault "$code" 77 "${at}blocked: status $code" "is blocked" 4 \
	    "$path status $code"
done
fault "a page for humans in place of a text" 77 \
    "${at}blocked: a challenge page of Cloudflare" \
    "is blocked, and keeps the page with a fault" 5 "$path denial"
fault "a page for humans with status 503" 77 \
    "${at}blocked: status 503, and a page that denies access" "is blocked" 4 \
    "$path status 503" "$path denial"
PART=/documents/
fault "403 for every text" 77 "3 addresses in a row were blocked" \
    "is blocked, and asks no more" 0 "/full_text/ status 403"
fault "503 for every text" 69 "3 addresses in a row could not be fetched" \
    "gives the source up for now" 0 "/full_text/ status 503"

# The search

PART=$search
fault "503 of the search, once" 0 "status 503: the next try" \
    "and has the list" 5 "$search status*1 503"
fault "503 of the search" 69 "could not fetch: status 503" \
    "gives the source up for now" 0 "$search status 503"
fault "a page of HTML in place of the list" 77 "blocked: a page of HTML" \
    "is blocked" 0 "$search html"
fault "a list of which one is missing" 65 "counts 5 documents and gives 4" \
    "fetches nothing of a list that is not whole" 0 "$search drop-one"
fault "a list without its end" 65 "not JSON" \
    "fetches nothing of a list that is not whole" 0 "$search not-json"

# Validators and clocks

fault "an ETag that is new with each request" 0 "5 documents" \
    "reads the same again, and changes nothing" 5 ". new-tag"
for days in -3650 1; do
	fault "a clock that is wrong by $days days" 0 "5 documents" \
	    "believes no date of it" 5 ". skew $days"
done

# Nobody there

stop_publisher() {
	port=${BASE##*:}
	publisher_stop
}
restart_publisher() { # [HOST]
	publisher_start "${1:-127.0.0.1}" "$port"
	settings
	faults
}
faults_now() {
	stop_publisher
}
well_now() {
	restart_publisher
}
PART=.
fault "nobody listens" 69 "connect to server" \
    "gives the source up for now" 0

# Whoever is there is not who should be

certificate() { # NAME DAYS
	printf 'subjectAltName = %s\n' "$1" >"$HERE/names"
	openssl x509 -req -in "$HERE/request.pem" -CA "$HERE/ca.pem" \
	    -CAkey "$HERE/ca.key" -CAcreateserial -days "$2" \
	    -extfile "$HERE/names" -out "$HERE/certificate.pem" 2>/dev/null
	cat "$HERE/key.pem" "$HERE/certificate.pem" >"$SITE/tls.pem"
}

openssl req -x509 -newkey rsa:2048 -nodes -keyout "$HERE/ca.key" \
    -out "$HERE/ca.pem" -days 2 -subj "/CN=An authority of ours" 2>/dev/null
openssl ecparam -name prime256v1 -genkey -noout -out "$HERE/key.pem"
openssl req -new -key "$HERE/key.pem" -subj /CN=publisher \
    -out "$HERE/request.pem"
drop_kept
stop_publisher
certificate IP:127.0.0.1 1
restart_publisher
undisturbed_runs

faults_now() {
	stop_publisher
	certificate "$NAMES" "$DAYS"
	restart_publisher
}
well_now() {
	stop_publisher
	certificate IP:127.0.0.1 1
	restart_publisher
}
NAMES=DNS:publisher.invalid DAYS=1
fault "TLS: a certificate of another name" 69 "no alternative certificate subject name" \
    "tells it nothing" 0
NAMES=IP:127.0.0.1 DAYS=-1
fault "TLS: a certificate that has expired" 69 "certificate has expired" \
    "tells it nothing" 0
well_now() {
	cp "$HERE/kept.pem" "$HERE/ca.pem"
}
faults_now() {
	cp "$HERE/ca.pem" "$HERE/kept.pem"
	openssl req -x509 -newkey rsa:2048 -nodes -keyout "$HERE/other.key" \
	    -out "$HERE/ca.pem" -days 2 -subj "/CN=Another" 2>/dev/null
}
fault "TLS: a certificate of an authority we do not trust" 69 \
    "SSL certificate" "tells it nothing" 0

# No other address than one of IPv6

drop_kept
grep -q '^0\{31\}1 ' /proc/net/if_inet6 || {
	fault_skip publisher "IPv6 only"
	done_testing
}
stop_publisher
rm "$SITE/tls.pem"
restart_publisher ::1
undisturbed_runs
faults_now() {
	:
}
well_now() {
	:
}
fault "IPv6 only" 0 "5 documents" "and has the texts" 5
is "$(index | grep -c "\"http://\[::1\]:")" "$(index | wc -l)" \
    "each from [::1]"

drop_kept
done_testing
