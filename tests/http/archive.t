#!/bin/sh
# Whatever a publisher answers is kept as it was sent, and read back as meant.
set -u
. tests/lib.sh
. tests/http/publisher.sh

digest() {
	sha256sum | cut -d ' ' -f 1
}

indexed() { # NUMBER: the digests in the index of what stood there
	index | sed -n "s|.*/$1\.txt\".*\"sha256\":\"\([0-9a-f]*\)\".*|\1|p"
}

database
notices 4 4 26001
publisher_start
faults "$(text_path 2026-26002) no-gzip" \
    "$(text_path 2026-26003) chunked" \
    "$(text_path 2026-26003) no-gzip" \
    "$(text_path 2026-26004) chunked"
run run federal-register
is "$status" 0 "compressed, chunked, both and neither are read"
is "$(counted notice)" 4 "and loaded"

for number in 2026-26001 2026-26002 2026-26003 2026-26004; do
	is "$(indexed $number)" "$(digest <"$SITE/$number.txt")" \
	    "$number: the index has the digest of the text"
	is "$(sql "SELECT sha256, bytes FROM arms.document
	    WHERE url = '$BASE$(text_path $number)'")" \
	    "$(digest <"$SITE/$number.txt")|$(wc -c <"$SITE/$number.txt")" \
	    "$number: and so has the database"
done

# As sent

records | tr -d '\r' >"$HERE/records"
head_of() { # NUMBER: WARC and HTTP head of its response
	grep -a -A 32 "^GET $(text_path "$1") " "$HERE/records" |
	    sed '1,/^WARC\/1\.1/d'
}
like "$(head_of 2026-26001)" "^Content-Encoding: gzip" \
    "a compressed answer is kept with its header"
if command -v wget >/dev/null; then
	wget -q --header='Accept-Encoding: gzip' -O "$HERE/sent" \
	    "$BASE$(text_path 2026-26001)"
	like "$(head_of 2026-26001)" \
	    "^WARC-Payload-Digest: sha256:$(digest <"$HERE/sent")" \
	    "and with the bytes that were sent"
else
	ok 0 "and with the bytes that were sent # skip wget is not installed"
fi
like "$(head_of 2026-26003)" "^X-Archive-Orig-Transfer-Encoding: chunked" \
    "chunks are taken off, and the header renamed"
like "$(head_of 2026-26003)" \
    "^WARC-Payload-Digest: sha256:$(digest <"$SITE/2026-26003.txt")" \
    "so that the body is the text"
like "$(head_of 2026-26002)" "^WARC-IP-Address: 127\.0\.0\.1" \
    "the address that answered is kept"

wrong=$(records | perl -MDigest::SHA=sha256_hex -0777 -ne '
	while (/\GWARC\/1\.1\r\n(.*?\r\n)\r\n/gcs) {
		my $head = $1;
		my ($length) = $head =~ /^Content-Length: (\d+)\r$/m;
		my ($said) = $head =~ /^WARC-Block-Digest: sha256:(\w+)\r$/m;
		my $block = substr($_, pos, $length);
		pos() += $length;
		print "digest: $head" if $said && $said ne sha256_hex($block);
		/\G\r\n\r\n/gc or print "end: $head";
	}
	print "more behind ", pos if pos != length')
is "$wrong" "" "each block has the length and the digest its record says"

# Not modified, and refusals

forget_requests
run run federal-register
run run federal-register
is "$status" 0 "later runs succeed"
like "$(cat "$SITE/requests")" "documents\.json.*	304	" "and are told 304"
is "$(records | grep -ac '^HTTP/1.1 304 Not Modified')" 1 \
    "which is in the archive"
like "$(index | tail -n 1)" '"status":304' "and in the index"
faults "documents.json status 503"
run run federal-register
is "$status" 69 "a refused run fails"
is "$(records | grep -ac '^HTTP/1.1 503 Service Unavailable')" 5 \
    "and that is in the archive, as often as it was tried"
is "$(records | grep -ac '^<html><body>No.</body></html>')" 0 \
    "compressed as it was sent"
faults
run check --deep
is "$status" 0 "the archive is in order"

# Without a database

start_over
run --db "host=$HERE/nowhere" run federal-register
is "$status" 69 "without a database: exit status 69"
like "$err" "^armsetl: error: database: .*$HERE/nowhere" \
    "and a message that names it"
is "$(requests /full_text/)" 4 "everything is fetched all the same"
is "$(index | grep -c '"status":200')" 5 "and archived"
ok "$(ls "$ARMSETL_DATA_DIR"/packages/federal-register/*/datapackage.json \
    >/dev/null; echo $?)" "and read"
forget_requests
run run federal-register
is "$status" 0 "the run with a database succeeds"
is "$(requests /full_text/)" 0 "fetches nothing again"
is "$(counted notice)" 4 "and loads what was archived"

# A full file gets no more records

start_over
use_publisher "[archive]" "file_limit = 4K"
run run federal-register
is "$status" 0 "with small files the run succeeds"
warcs=$(echo "$ARMSETL_DATA_DIR"/archive/federal-register/*.warc.gz)
packages=$(echo "$ARMSETL_DATA_DIR"/packages/federal-register/*)
ok "$([ "$(echo "$warcs" | wc -w)" -gt 1 ]; echo $?)" "and there are several"
is "$(echo "$packages" | wc -w)" 1 "with one package, since it was one run"
is "$(counted notice)" 4 "which is loaded"
lose_index federal-register
state >"$HERE/before"
forget_requests
run run federal-register
is "$status $(requests /full_text/)" "0 0" "a lost index is made again"
state >"$HERE/after"
same_file "$HERE/after" "$HERE/before" "and nothing changes"

done_testing
