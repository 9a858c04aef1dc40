#!/bin/sh
# Ways of asking that only some sources need: posted questions, keys that must
# stay secret, lists of files, files that are made on demand.
set -u
. tests/lib.sh
. tests/http/publisher.sh

KEY=0123456789abcdef-not-to-be-kept
PAGES=$SITE/pages

page() { # PATH [LINE]: a table at that address
	mkdir -p "$(dirname "$PAGES$1")"
	printf 'Year,Value\n%s\n' "${2:-2019,1}" >"$PAGES$1"
}

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
	configure "[ddtc]" "base = $BASE" "poll_seconds = 0" "$@"
}

archived() {
	cat "$ARMSETL_DATA_DIR"/archive/crawled/*.warc.gz | gzip -dc |
	    tr -d '\r'
}

posted() { # JSON: what a POST of it is known by
	printf '__wb_method=POST&__wb_post_sha256=%s' \
	    "$(printf %s "$1" | sha256sum | cut -d ' ' -f 1)"
}

publisher_start

# POST -----------------------------------------------------------------------

page '/trades@{"year":2019}'
page '/trades@{"year":2020}' "2020,17"
anew
crawl post /trades '{"year":2019}' '{"year":2020}'
is "$status" 0 "two posts to one address succeed"
is "$out" "200 18 $BASE/trades?$(posted '{"year":2019}')
200 19 $BASE/trades?$(posted '{"year":2020}')
requests 2, added 2, unchanged 0, failed 0" "and each answer has an address of its own"
like "$(cat "$SITE/requests")" '^POST	/trades@\{"year":2020\}	200	.*Accept: \*/\*' \
    "what is posted arrives"
is "$(archived | grep -ac "^WARC-Target-URI: $BASE/trades$")" 4 \
    "requests and answers are archived under the address that was asked"
is "$(archived | sed -n '/^POST /,/^WARC/p' |
    grep -a '^POST\|^Content-\(Type\|Length\)\|^{')" \
    'POST /trades HTTP/1.1
Content-Type: application/json
Content-Length: 13
{"year":2019}
POST /trades HTTP/1.1
Content-Type: application/json
Content-Length: 13
{"year":2020}' "and the request's record has what was posted"
is "$(archived | grep -ac "^Armsetl-Posted-Digest: sha256:")" 2 \
    "and the answer's its digest"

crawl post /trades '{"year":2020}'
like "$out" "^requests 1, added 0, unchanged 1, failed 0$" \
    "the same question again: the same answer"
is "$(requests 304)" 0 "which was sent"
page '/trades@{"year":2020}' "2020,18"
crawl post /trades '{"year":2020}'
like "$out" "^requests 1, added 1, unchanged 0, failed 0$" "and then another"

index_of crawled >"$HERE/index"
lose_index crawled
crawl post /trades '{"year":2019}'
like "$out" "unchanged 1" "a lost index is made again"
index_of crawled | head -n "$(wc -l <"$HERE/index")" >"$HERE/again"
same_file "$HERE/again" "$HERE/index" "with the same addresses"

anew
crawl post '/trades?of=arms' '{"year":2019}'
is "$status" 65 "an address that is not there: 65"
like "$err" "$BASE/trades\?of=arms: is not there: status 404" "and is named"
like "$(index_of crawled)" \
    "trades\?of=arms&__wb_method=POST" "an address may have parameters"

faults "/trades html"
crawl post /trades '{"year":2019}'
is "$status" 77 "a page of HTML in place of the answer is a block"
like "$out" "^nothing" "and no answer"
faults "/trades redirect $BASE/elsewhere"
crawl post /trades '{"year":2019}'
is "$status" 69 "a redirect of a post is not followed"
like "$err" "redirected to $BASE/elsewhere, which is not followed" "and said"
is "$(requests /elsewhere)" 0 "nor asked"

# Keys -----------------------------------------------------------------------

# Nothing that was written holds the key, whatever way.
secret() { # NAME
	{
		archived
		find "$ARMSETL_DATA_DIR" -type f -exec cat {} +
		printf '%s\n' "$out" "$err"
	} >"$HERE/written"
	is "$(grep -acF "$KEY" "$HERE/written")" 0 "$1: the key is nowhere"
}

printf '%s\n' "$KEY" >"$HERE/key"
chmod 600 "$HERE/key"
page "/exports?time=2019&key=$KEY"
anew "key_file = $HERE/key"
crawl secret '/exports?time=2019'
is "$status" 0 "with a key the document is there"
like "$(cat "$SITE/requests")" "^GET	/exports\?time=2019&key=$KEY	200	.*Accept-Encoding: gzip" \
    "the key arrives"
like "$out" " $BASE/exports\?time=2019$" "and is not in the document's address"
like "$(archived)" "^GET /exports\?time=2019 HTTP/1.1" \
    "nor in the request's record"
like "$(archived)" "^X-Archive-Orig-Content-Encoding: gzip" \
    "a compressed answer is kept without compression"
like "$(archived)" "^2019,1$" "as it can be read"
secret "a document"
rm -rf "$ARMSETL_DATA_DIR"
CRAWL_KEY_AFTER=$(printf '%s' "$KEY" | perl -pe 's/(.)/chr(ord($1) + 1)/ge') \
    crawl secret '/exports?time=2019'
if grep -q __asan_init "$ARMSETL"; then
	ok 0 "the key in memory # skip too much memory to look through"
else
	like "$out" "^key 10$" \
	    "a process that is shut in afterwards has the key nowhere in memory"
fi
crawl secret '/exports?time=2019'
like "$out" "unchanged 1" "a second request of an unchanged page counts it as unchanged"
is "$(requests "key=$KEY	304")" 1 "as the publisher says"
secret "and again"

page "/all?key=$KEY"
anew
export "ARMSETL_KEY_DDTC=$KEY"
crawl secret /all
is "$status $(requests "/all\?key=$KEY	200")" "0 1" \
    "a key of the environment, and no other parameter"
secret "the environment's"
unset ARMSETL_KEY_DDTC

page "/echo?key=$KEY" "$KEY,you said $KEY"
anew "key_file = $HERE/key"
crawl secret /echo
is "$status" 0 "a document that repeats the key is kept"
like "$(archived)" '^(\*+),you said \1$' "with asterisks for the key"
secret "a document that repeats it"

page "/moved?a=1&key=$KEY"
faults "/exports redirect $BASE/moved?a=1&key=$KEY"
crawl secret '/exports?time=2019'
is "$status" 0 "a redirect that repeats the key is followed"
like "$(archived)" "^Location: $BASE/moved\?a=1$" "and archived without"
is "$(requests "^GET	/moved\?a=1&key=$KEY	200")" 1 "the key is sent once"
secret "a redirect"

faults "/exports redirect https://publisher.invalid/?key=$KEY"
crawl secret '/exports?time=2019'
is "$status" 69 "a redirect elsewhere is not followed"
like "$err" "redirected to https://publisher\.invalid/, which is not" \
    "and said without the key"
secret "a redirect elsewhere"

for fault in reset truncate "status 403" "status 500" html empty bad-gzip \
    "truncate 0" chunked; do
	faults "/exports $fault"
	crawl secret '/exports?time=2019'
	secret "$fault"
done

anew
crawl secret '/exports?time=2019'
is "$status" 78 "without a key: 78"
like "$err" "crawled: no key is set: see key_file in armsetl.conf" "and why"
is "$(requests)" 0 "and nothing is asked"

echo "xy-5-z" >"$HERE/key"
chmod 600 "$HERE/key"
anew "key_file = $HERE/key"
crawl secret '/exports?time=2019'
is "$status" 78 "with a key that cannot be one: 78"
ok "$(printf '%s\n' "$err" | grep -q xy-5-z; echo $((! $?)))" \
    "and a message that does not have it"

# Files ----------------------------------------------------------------------

page /files/one.csv "1,1"
page /files/two.csv "2,2"
anew
crawl files /files/one.csv "$BASE/files/two.csv"
is "$status" 0 "files are fetched"
is "$(requests "^GET	/files/(one|two)\.csv	200.*Accept: text/csv")" 2 \
    "from the base and from whole addresses"
crawl files /files/one.csv "$BASE/files/two.csv"
like "$out" "^requests 2, added 0, unchanged 2, failed 0" "and renewed"
is "$(requests 304)" 2 "conditionally"
crawl files /files/none.csv /files/two.csv
is "$status" 65 "one that is not there"
like "$out" "^requests 2, added 0, unchanged 1, failed 1" \
    "does not keep the others away"

anew "addresses = /files/two.csv $BASE/files/one.csv" "  /files/two.csv?v=2"
page "/files/two.csv?v=2"
crawl files /files/gone.csv
is "$status" 0 "addresses of the settings"
is "$(requests 200) $(requests gone)" "3 0" "take the place of the list"

OTHER=$HERE/other
mkdir -p "$OTHER/pages"
: >"$OTHER/index"
mkfifo "$OTHER/out"
"$BUILD/tests/tools/publisher" "$OTHER" <"$SITE/in" >"$OTHER/out" 9>&- &
read -r elsewhere <"$OTHER/out"
printf 'Year,Value\n' | tee "$OTHER/pages/a.csv" >"$OTHER/pages/b.csv"

anew "addresses = $elsewhere/a.csv"
echo "/a.csv redirect $elsewhere/b.csv" >"$OTHER/faults"
crawl files
is "$status" 0 "a file may lie elsewhere, and be moved there"
like "$(cat "$OTHER/requests")" "^GET	/b\.csv	200" "on that host"
echo "/a.csv redirect $BASE/files/one.csv" >"$OTHER/faults"
crawl files
is "$status" 69 "but not to another"
rm "$OTHER/faults"

printf '%s\n' "$KEY" >"$HERE/key"
chmod 600 "$HERE/key"
anew "key_file = $HERE/key"
printf '{"status":"finished","file_url":"%s/a.csv"}' "$elsewhere" \
    >"$PAGES/status.json"
crawl wait /status.json
is "$status" 0 "a file that is ready"
like "$out" "^200 11 $elsewhere/a\.csv$" "is fetched"
is "$(grep -c "$KEY" "$OTHER/requests")" 0 "and no key sent there"

# Files that are made on demand ----------------------------------------------

anew
printf '{"status":"failed","message":"No."}' >"$PAGES/status.json"
crawl wait /status.json
is "$status" 65 "a file that is not made"
like "$err" "$BASE/status\.json: the status is failed" "and why"
is "$(requests)" 1 "is not asked for again"

printf '{"status":"running"}' >"$PAGES/status.json"
crawl wait /status.json
is "$status" 65 "one that is never ready"
is "$(requests 'status\.json	(200|304)')" 361 "is asked for so often and no more"

printf '{}' >"$PAGES/status.json"
crawl wait /status.json
like "$err" "the status is nothing" "an answer without status"

# Nothing --------------------------------------------------------------------

anew
faults "/empty status 204"
crawl get /empty
is "$status" 0 "204 is an answer where nothing may be"
is "$out" "204 0 $BASE/empty
requests 1, added 0, unchanged 0, failed 0" "and counts as no failure"
crawl renew /empty
is "$status" 69 "elsewhere it is none"
like "$err" "$BASE/empty: could not fetch: status 204" "and said"

done_testing
