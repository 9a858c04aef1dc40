#!/bin/sh
# Files and WARCs that came by other means.
set -u
. tests/lib.sh
. tests/http/publisher.sh

database
notices 4 30 26001
publisher_start
run run federal-register
state >"$HERE/fetched"
start_over

# Files

run import federal-register "$HERE/none.txt"
is "$status" 65 "a file that is not there: exit status 65"
like "$err" "^armsetl: error: $HERE/none.txt: No such file" "and is named"
run import federal-register "$SITE/2026-26001.txt" "$HERE/none.txt" \
    "$SITE/2026-26002.txt"
is "$status" 65 "one of several that is not there: exit status 65"
like "$err" "2 documents imported, 0 were there" "the others are imported"
run import federal-register "$HERE"
is "$status" 65 "a folder: exit status 65"
like "$err" "^armsetl: error: $HERE: " "and is named"

run import federal-register "$SITE/2026-26001.txt"
is "$status" 0 "the same file again is no trouble"
like "$err" "0 documents imported, 1 were there, 0 left out" "and is not kept"
run import federal-register "$SITE/2026-26003.txt"
is "$(index | grep -c '"mime":"text/plain"')" 3 "each is in the archive once"
like "$(index | tail -n 1)" \
    "\"url\":\"https://www.federalregister.gov/documents/full_text/text/$(day 30 | tr - /)/2026-26003.txt\"" \
    "under the address that its text tells"
is "$(records | tr -d '\r' | grep -c '^WARC-Type: resource')" 3 \
    "as a resource, which no server sent"
run replay federal-register
is "$status $(counted notice)" "0 3" "a replay loads them"
state >"$HERE/once"
run import federal-register "$SITE/2026-26003.txt"
run replay federal-register
state >"$HERE/twice"
same_file "$HERE/twice" "$HERE/once" "twice changes nothing"

# Where and when a file was published

sed -e '/^\[Federal Register Volume/d' -e '/<title>/d' \
    "$SITE/2026-26004.txt" >"$HERE/file with blanks.txt"
run import federal-register --published 2026-02-28 \
    --url https://www.example.org/documents/full_text/text/copy.txt \
    "$HERE/file with blanks.txt"
is "$status" 0 "address and day can be said"
like "$(index | tail -n 1)" '"url":"https://www.example.org/documents/full_text/text/copy.txt".*"published":"2026-02-28"' \
    "and are kept"
run replay federal-register
is "$(sql "SELECT d.url, d.published_on, p.published_on
    FROM arms.document d JOIN arms.publication p USING (document_id)
   WHERE d.url LIKE '%copy.txt'")" \
    "https://www.example.org/documents/full_text/text/copy.txt|2026-02-28|2026-02-28" \
    "and used where the text does not tell"
sed '/^\[F/d' "$HERE/file with blanks.txt" >"$HERE/what is this?.txt"
run import federal-register "$HERE/what is this?.txt"
like "$(index | tail -n 1)" '"url":"file:///what%20is%20this%3[Ff]\.txt"' \
    "a file that tells nothing is known by its name, as an address has it"

# A WARC of our own

run replay federal-register
state >"$HERE/before"
index | sed 's/"run":"[^"]*",//; s/"filename".*//' >"$HERE/index"
cp "$ARMSETL_DATA_DIR"/archive/federal-register/*.warc.gz "$HERE/ours.warc.gz"
start_over
run import federal-register "$HERE/ours.warc.gz"
is "$status" 0 "an archive file of ours is imported"
like "$err" "5 documents imported, 0 were there, 0 left out, 0 records skipped" \
    "with all of its documents"
index | sed 's/"run":"[^"]*",//; s/"filename".*//' >"$HERE/again"
same_file "$HERE/again" "$HERE/index" "and what was said of them"
is "$(records | tr -d '\r' | grep -ac '^Armsetl-File-Name: ')" 5 \
    "and the names of their files"
run replay federal-register
state >"$HERE/after"
same_file "$HERE/after" "$HERE/before" "and comes to the same"

# A WARC with an address that no table takes

long=https://www.federalregister.gov/documents/full_text/text/$(
    head -c 3000 /dev/urandom | od -An -tx1 | tr -d ' \n')
text=$(cat "$SITE/2026-26001.txt")
printf 'WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: %s\r\nWARC-Date: 2026-01-01T00:00:00Z\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n' \
    "$long" "${#text}" "$text" >"$HERE/long.warc"
start_over
run import federal-register "$HERE/long.warc" "$SITE/2026-26001.txt"
is "$status" 0 "a WARC with an address too long is no trouble"
like "$err" "1 documents imported, 0 were there, 0 left out, 1 records skipped" \
    "it is skipped, and that is said"
run replay federal-register
is "$status $(counted notice)" "0 1" "and does not keep others out"

# WARCs of GNU wget

command -v wget >/dev/null || {
	ok 0 "WARCs of wget # skip wget is not installed"
	done_testing
}
faults "$(text_path 2026-26002) chunked"
for number in 2026-26001 2026-26002 2026-26003 2026-26004 2026-00000; do
	path=$(text_path $number)
	echo "$BASE${path:-/documents/full_text/text/2026/01/01/$number.txt}"
done >"$HERE/urls"
echo "$BASE/api/v1/documents.json?per_page=5" >>"$HERE/urls"
wget_warc() { # NAME OPTION...
	warc=$HERE/$1
	shift
	wget -q -i "$HERE/urls" -O /dev/null --warc-file="$warc" "$@"
}
wget_warc compressed
wget_warc plain --no-warc-compression
wget_warc coded --compression=gzip
is "$(gzip -dc "$HERE/compressed.warc.gz" | tr -d '\r' |
    grep -a '^WARC-Type' | sort | uniq -c | sed 's/^ *//')" \
    "$(tr -d '\r' <"$HERE/plain.warc" | grep -a '^WARC-Type' | sort |
    uniq -c | sed 's/^ *//')" "wget wrote the same twice"

for warc in compressed.warc.gz plain.warc coded.warc.gz; do
	start_over
	run import federal-register "$HERE/$warc"
	is "$status" 0 "$warc: is imported"
	like "$err" "2026-00000\.txt: left out: not status 200" \
	    "$warc: what is no document is left out, and that is said"
	like "$err" "4 documents imported, 0 were there, 1 left out, [1-3] records skipped" \
	    "$warc: the documents are taken, the rest is counted"
	is "$(records | tr -d '\r' | grep -a '^WARC-Type:' | sort | uniq -c |
	    sed 's/^ *//')" "4 WARC-Type: response
1 WARC-Type: warcinfo" "$warc: and nothing else"
	is "$(records | tr -d '\r' | grep -a '^WARC-Target-URI: ' | sort)" \
	    "$(head -n 4 "$HERE/urls" | sed 's/^/WARC-Target-URI: /' | sort)" \
	    "$warc: under their own addresses"
	run import federal-register "$HERE/$warc"
	like "$err" "0 documents imported, 4 were there, 1 left out" \
	    "$warc: again, nothing is taken"
	run replay federal-register
	is "$status" 0 "$warc: a replay succeeds"
	state >"$HERE/imported"
	same_file "$HERE/imported" "$HERE/fetched" \
	    "$warc: and comes to what fetching came to"
	run check --deep
	is "$status" 0 "$warc: the archive is in order"
done
forget_requests
run run federal-register
is "$status $(requests /full_text/)" "0 0" \
    "what was imported is not fetched again"

# WARCs that are not whole

head -c "$(($(wc -c <"$HERE/plain.warc") * 2 / 5))" "$HERE/plain.warc" \
    >"$HERE/torn.warc"
start_over
run import federal-register "$HERE/torn.warc"
is "$status" 65 "a WARC that ends within a record: exit status 65"
like "$err" "^armsetl: error: $HERE/torn.warc: offset [0-9]+: the file ends within a record" \
    "and the place is named"
like "$err" "[1-3] documents imported" "what came before is taken"
head -c 3000 "$HERE/compressed.warc.gz" >"$HERE/torn.warc.gz"
run import federal-register "$HERE/torn.warc.gz"
is "$status" 65 "also when it is compressed"
printf 'WARC/1.0\r\nnothing like a record\r\n\r\n' >"$HERE/odd.warc"
run import federal-register "$HERE/odd.warc"
is "$status" 65 "what only begins as a WARC: exit status 65"
like "$err" "$HERE/odd.warc: offset 0: not a WARC record" "and that is said"
run replay federal-register
is "$status" 0 "what was taken is loaded"
state | LC_ALL=C sort >"$HERE/got"
is "$(LC_ALL=C sort "$HERE/fetched" | LC_ALL=C comm -13 - "$HERE/got")" "" \
    "and nothing else"

done_testing
