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
like "$err" "^armsetl: error: $HERE/none.txt: No such file" \
    "the message names the missing file"
run import federal-register "$SITE/2026-26001.txt" "$HERE/none.txt" \
    "$SITE/2026-26002.txt"
is "$status" 65 "one of several that is not there: exit status 65"
like "$err" "2 documents imported, 0 were there" "the other files are imported"
run import federal-register "$HERE"
is "$status" 65 "a folder: exit status 65"
like "$err" "^armsetl: error: $HERE: " "the message names the folder"

run import federal-register "$SITE/2026-26001.txt"
is "$status" 0 "a second import of the same file succeeds"
like "$err" "0 documents imported, 1 were there, 0 left out" \
    "a second import of the same file adds nothing"
run import federal-register "$SITE/2026-26003.txt"
is "$(index | grep -c '"mime":"text/plain"')" 3 \
    "each imported file is in the archive once"
like "$(index | tail -n 1)" \
    "\"url\":\"https://www.federalregister.gov/documents/full_text/text/$(day 30 | tr - /)/2026-26003.txt\"" \
    "an imported file has the address that its text tells"
is "$(records | tr -d '\r' | grep -c '^WARC-Type: resource')" 3 \
    "an imported file is a WARC resource"
run replay federal-register
is "$status $(counted notice)" "0 3" "a replay loads the imported files"
state >"$HERE/once"
run import federal-register "$SITE/2026-26003.txt"
run replay federal-register
state >"$HERE/twice"
same_file "$HERE/twice" "$HERE/once" \
    "importing and replaying twice changes nothing"

# Where and when a file was published

sed -e '/^\[Federal Register Volume/d' -e '/<title>/d' \
    "$SITE/2026-26004.txt" >"$HERE/file with blanks.txt"
run import federal-register --published 2026-02-28 \
    --url https://www.example.org/documents/full_text/text/copy.txt \
    "$HERE/file with blanks.txt"
is "$status" 0 "import takes --url and --published"
like "$(index | tail -n 1)" '"url":"https://www.example.org/documents/full_text/text/copy.txt".*"published":"2026-02-28"' \
    "the archive keeps --url and --published"
run replay federal-register
is "$(sql "SELECT d.url, d.published_on, p.published_on
    FROM arms.document d JOIN arms.publication p USING (document_id)
   WHERE d.url LIKE '%copy.txt'")" \
    "https://www.example.org/documents/full_text/text/copy.txt|2026-02-28|2026-02-28" \
    "--url and --published are used where the text tells neither"
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
    "all documents of our archive file are imported"
index | sed 's/"run":"[^"]*",//; s/"filename".*//' >"$HERE/again"
same_file "$HERE/again" "$HERE/index" \
    "the imported index has the same addresses and days"
is "$(records | tr -d '\r' | grep -ac '^Armsetl-File-Name: ')" 5 \
    "the imported records keep the names of their files"
run replay federal-register
state >"$HERE/after"
same_file "$HERE/after" "$HERE/before" \
    "the imported archive gives the same database"

# A WARC with an address that no table takes

long=https://www.federalregister.gov/documents/full_text/text/$(
    head -c 3000 /dev/urandom | od -An -tx1 | tr -d ' \n')
text=$(cat "$SITE/2026-26001.txt")
printf 'WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: %s\r\nWARC-Date: 2026-01-01T00:00:00Z\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n' \
    "$long" "${#text}" "$text" >"$HERE/long.warc"
start_over
run import federal-register "$HERE/long.warc" "$SITE/2026-26001.txt"
is "$status" 0 "a WARC with an address too long is imported"
like "$err" "1 documents imported, 0 were there, 0 left out, 1 records skipped" \
    "the record with the address too long is counted as skipped"
run replay federal-register
is "$status $(counted notice)" "0 1" \
    "the other documents of the import are loaded"

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
    uniq -c | sed 's/^ *//')" "wget's compressed and plain WARCs have the same records"

for warc in compressed.warc.gz plain.warc coded.warc.gz; do
	start_over
	run import federal-register "$HERE/$warc"
	is "$status" 0 "$warc: the import succeeds"
	like "$err" "2026-00000\.txt: left out: not status 200" \
	    "$warc: a record that is no document is left out, with a message"
	like "$err" "4 documents imported, 0 were there, 1 left out, [1-3] records skipped" \
	    "$warc: documents are imported, the rest is counted"
	is "$(records | tr -d '\r' | grep -a '^WARC-Type:' | sort | uniq -c |
	    sed 's/^ *//')" "4 WARC-Type: response
1 WARC-Type: warcinfo" "$warc: only the documents are in the archive"
	is "$(records | tr -d '\r' | grep -a '^WARC-Target-URI: ' | sort)" \
	    "$(head -n 4 "$HERE/urls" | sed 's/^/WARC-Target-URI: /' | sort)" \
	    "$warc: the documents have their own addresses"
	run import federal-register "$HERE/$warc"
	like "$err" "0 documents imported, 4 were there, 1 left out" \
	    "$warc: a second import adds nothing"
	run replay federal-register
	is "$status" 0 "$warc: a replay succeeds"
	state >"$HERE/imported"
	same_file "$HERE/imported" "$HERE/fetched" \
	    "$warc: the database is the same as after fetching"
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
    "the message names the offset of the torn record"
like "$err" "[1-3] documents imported" \
    "documents before the torn record are imported"
head -c 3000 "$HERE/compressed.warc.gz" >"$HERE/torn.warc.gz"
run import federal-register "$HERE/torn.warc.gz"
is "$status" 65 "a compressed WARC that is cut off: exit status 65"
printf 'WARC/1.0\r\nnothing like a record\r\n\r\n' >"$HERE/odd.warc"
run import federal-register "$HERE/odd.warc"
is "$status" 65 "a file that only begins as a WARC: exit status 65"
like "$err" "$HERE/odd.warc: offset 0: not a WARC record" \
    "the message tells that it is no WARC record"
run replay federal-register
is "$status" 0 "a replay loads the documents of torn WARCs"
state | LC_ALL=C sort >"$HERE/got"
is "$(LC_ALL=C sort "$HERE/fetched" | LC_ALL=C comm -13 - "$HERE/got")" "" \
    "nothing but fetched documents is loaded from torn WARCs"

done_testing
