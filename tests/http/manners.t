#!/bin/sh
# How a publisher is asked: with pauses, one request at a time, with retries
# when it could not answer, and not at all when that is of no use.
set -u
. tests/lib.sh
. tests/http/publisher.sh

PAGES=$SITE/pages
MISSING=$ARMSETL_DATA_DIR/worklists/crawled/missing
mkdir -p "$PAGES"
for name in a b c d e; do
	printf 'Year,Value\n2019,%s\n' $name >"$PAGES/$name"
done

crawl() { # WHAT [ARGUMENT...]
	status=0
	"$BUILD/tests/tools/crawl" "$HERE/conf" "$@" >"$HERE/out" \
	    2>"$HERE/err" || status=$?
	out=$(cat "$HERE/out")
	err=$(cat "$HERE/err")
}

anew() { # [LINE...]: nothing archived, these settings of the source
	rm -rf "$ARMSETL_DATA_DIR"
	faults
	forget_requests
	configure "[ddtc]" "base = $BASE" "$@"
}

captures() { # REGEX
	index_of crawled | grep -Ec -- "$1"
}

now() { # in milliseconds
	echo $(($(date +%s%N) / 1000000))
}

took() { # MILLISECONDS NAME: as long as that since $began, or longer
	lasted=$(($(now) - began))
	ok "$([ $lasted -ge "$1" ]; echo $?)" "$2"
}

publisher_start

# Pauses ---------------------------------------------------------------------

PAUSE_MS=400
anew
began=$(now)
crawl update /a /b /c
is "$status $(requests)" "0 3" "with a pause, all is fetched"
took 800 "there are two pauses between three requests"
began=$(now)
crawl update /a
took 300 "there is a pause between two runs too"

PAUSE_MS=0
anew "pause_ms = 300"
began=$(now)
crawl update /a /b /c
is "$status $(requests)" "0 3" "a source may have a pause of its own"
took 600 "the pause of the source is kept between its requests"

# Two processes that share a data directory, of two sources: each has the
# archive of its own name, and the host is one.
anew
faults "/a slow 500" "/full_text/ slow 500" "documents.json slow 500"
use_publisher
printf '[policy]\nbase = %s\n' "$BASE" >>"$HERE/conf"
notices 3 4 26001
began=$(now)
"$ARMSETL" --config "$HERE/conf" extract federal-register 2>"$HERE/first" &
first=$!
"$ARMSETL" --config "$HERE/conf" extract policy 2>"$HERE/second" &
second=$!
wait $first
one=$?
wait $second
is "$one $?" "0 0" "two processes ask one host"
took $((500 * $(requests))) "two processes ask one host one after the other"

# Retries ----------------------------------------------------------------------

anew
faults "/a status*2 503" "/b status*4 500"
crawl update /a /b /c
is "$status" 0 "an address that answers at last is no failure"
is "$(requests "/a	") $(requests "/b	") $(requests "/c	")" "3 5 1" \
    "an address is tried until it answers, five times at most"
like "$out" "^retries 6, transient 0, permanent 0, blocked 0" "retries are counted, and are no failures"
is "$(captures '"status":50[03]')" 6 "the answer to each try is archived"
is "$(printf '%s\n' "$err" | grep -c 'error:')" 0 "a try that another mends logs no error"

anew
faults "/a status 503"
crawl update /a /b
is "$status" 69 "an address that never answers: exit status 69"
is "$(requests "/a	") $(requests "/b	")" "5 1" "an address that never answers is tried five times"
like "$out" "transient 1, permanent 0, .*: $BASE/a: could not fetch: status 503" \
    "its failure is transient, and its reason is noted"
is "$(printf '%s\n' "$err" | grep -c 'error:')" 1 "five tries log one error"

for code in 400 401 403 404 405 406 410 422 451 501; do
	anew
	faults "/a status $code"
	crawl update /a
	is "$(requests)" 1 "a $code is not retried"
done

anew "[fetch]" "retry_after_max_seconds = 1"
faults "/a status*1 429" "/a retry-after*1 3600"
began=$(now)
crawl update /a
is "$status" 0 "a Retry-After of an hour is cut to the setting"
took 1000 "what is left of a Retry-After is waited for"
anew "[fetch]" "tries = 1"
faults "/a status 429" "/a retry-after 1"
crawl update /a
is "$status $(requests)" "69 1" "with tries = 1 a 429 is not retried"
began=$(now)
crawl update /b
took 700 "the next process that asks this host waits too"

# Three in a row -------------------------------------------------------------

anew
faults "/ status 503"
crawl update /a /b /c /d /e
is "$status $(requests)" "69 15" "after three in a row nothing more is asked"
like "$err" "3 addresses in a row could not be fetched: nothing more is asked" \
    "the end of the requests is logged"
anew
faults "/a status 503" "/b status 503" "/d status 503" "/e status 503"
crawl update /a /b /c /d /e
is "$(requests '[a-e]	')" 21 "a document between two failures begins the count anew"
anew
faults "/ denial Attention Required! | Cloudflare"
crawl update /a /b /c /d /e
is "$status $(requests)" "77 3" "after three that were blocked nothing more is asked"
like "$out" "blocked 3, .*: blocked: a challenge page of Cloudflare" \
    "the reason of a block is noted"
anew
faults "/a denial"
crawl get /a
is "$status" 77 "a listing that denies access is a block"
anew
faults "/a status 503" "/a denial"
crawl get /a
is "$status $(requests)" "77 1" "a 503 with a page that denies access is a block, and not retried"

# Missing --------------------------------------------------------------------

asked_ago() { # DAYS: the last time was then
	sed -i "s/\"asked\":\"[0-9-]*\"/\"asked\":\"$(day "$1")\"/" "$MISSING"
}

anew
crawl update /a /gone
is "$status" 65 "a listed document that is gone: exit status 65"
like "$(cat "$MISSING")" \
    "^\{\"url\":\"$BASE/gone\",.*status 404\",\"since\":\"$(day 0)\",\"asked\":\"$(day 0)\",\"times\":1\}" \
    "a document that is gone is noted as missing"
crawl update /a /gone
is "$status $(requests /gone)" "65 2" "a missing document is asked for in the next run"
crawl update /a /gone
is "$status $(requests /gone)" "0 2" "after two 404s a missing document is not asked for on the same day"
like "$err" "warning: crawled: 1 documents that were not there are asked for on another day" \
    "a missing document that is put off is no failure, and is logged"
like "$out" "permanent 0, blocked 0, put off 1" "a missing document that is put off is counted"
asked_ago 1
crawl update /a
is "$status $(requests /gone)" "65 3" \
    "on the next day a missing document is asked for, listed or not"
asked_ago 1
crawl update
is "$status $(requests /gone)" "0 3" "after three 404s a missing document is put off for two days"
asked_ago 2
cp "$PAGES/b" "$PAGES/gone"
crawl update
is "$status $(requests /gone)" "0 4" "after two days a missing document is asked for"
like "$out" "requests 1, added 1" "a missing document that comes is archived"
ok "$([ ! -e "$MISSING" ]; echo $?)" "a document that came is not missing any more"

anew
crawl update /later
cp "$PAGES/b" "$PAGES/later"
crawl renew /later
forget_requests
crawl update
is "$status $(requests)" "0 0" "a missing document that the archive has is not asked for"
ok "$([ ! -e "$MISSING" ]; echo $?)" "a missing document that the archive has is not missing any more"
anew
faults "/a status 403" "/b status 503" "/c redirect file:///etc/hostname"
crawl update /a /b /c
ok "$([ ! -e "$MISSING" ]; echo $?)" \
    "what is blocked, or could not be fetched, is not missing"
anew
crawl renew /nothing
is "$status" 65 "an address that no listing names is gone: exit status 65"
crawl renew /nothing
crawl renew /nothing
is "$status $(requests)" "65 3" "an address that no listing names is never put off"

# Time -----------------------------------------------------------------------

CRAWL_SECONDS=0
export CRAWL_SECONDS
anew
crawl update /a /b
is "$status $(requests)" "75 0" "without time nothing is asked: exit status 75"
like "$err" "crawled: its time is over: the next call goes on" "the end of the time is logged"
like "$out" "failed 0" "what is not asked has not failed"
CRAWL_SECONDS=30
anew
faults "/a status 503" "/a retry-after 300"
crawl update /a /b
is "$status $(requests)" "75 1" "a back-off that ends after the deadline is not begun"
like "$err" "crawled: the wait would be longer than its time" "the back-off that is not begun is logged"
PAUSE_MS=40000
anew
crawl update /a /b
is "$status $(requests)" "75 1" "a pause that ends after the deadline is not begun"
PAUSE_MS=0
CRAWL_SECONDS=2
anew
faults "/a stall 6000"
crawl update /a /b
is "$status $(requests)" "75 1" "a transfer ends at the deadline"
is "$(captures .)" 0 "what came before the deadline is no answer"
unset CRAWL_SECONDS

# Signals --------------------------------------------------------------------

# Asks, and is interrupted when so many requests were made.
interrupted() { # SIGNAL REQUESTS WHAT...
	signal=$1
	count=$2
	shift 2
	"$BUILD/tests/tools/crawl" "$HERE/conf" "$@" >"$HERE/out" \
	    2>"$HERE/err" &
	pid=$!
	until [ "$(requests)" -ge "$count" ] || ! kill -0 $pid; do
		sleep 0.05
	done
	sleep 0.1
	kill -"$signal" $pid
	wait $pid
	status=$?
	out=$(cat "$HERE/out")
	err=$(cat "$HERE/err")
}

for signal in INT TERM; do
	anew
	faults "/b stall 6000"
	interrupted $signal 2 update /a /b /c
	is "$status $(requests)" "75 2" "$signal ends a transfer: exit status 75"
	like "$err" "crawled: interrupted: the next call goes on" "$signal is logged"
	is "$(captures '"status":200') $(captures .)" "1 1" \
	    "$signal leaves the whole answers archived, the partial one not"
	faults
	crawl update /a /b /c
	is "$status $(captures '"status":200')" "0 3" "after $signal the next call goes on"
done
anew
faults "/a status 503" "/a retry-after 600"
interrupted TERM 1 update /a /b
is "$status $(requests)" "75 1" "TERM ends a back-off"
PAUSE_MS=600000
anew
interrupted TERM 1 update /a /b
is "$status $(requests)" "75 1" "TERM ends a pause"
PAUSE_MS=0
anew "poll_seconds = 3600"
printf '{"status":"running"}' >"$PAGES/status.json"
interrupted TERM 1 wait /status.json
is "$status $(requests)" "75 1" "TERM ends the wait for a file"

done_testing
