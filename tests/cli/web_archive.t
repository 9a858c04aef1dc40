#!/bin/sh
# Captures of pages that others made: WARC and WACZ.
. tests/lib.sh

database
configure
run migrate
SITE=https://www.dsca.mil
ARTICLE=$SITE/Press-Media/Major-Arms-Sales/Article-Display/Article

announcement() { # COUNTRY NUMBER MILLIONS
	cat <<-PAGE
	<html><head><title>$1</title></head><body>
	<h1 id="page-title">$1 – Example Launchers</h1>
	<span class="date-display-single">Mar. 4, 2016</span>
	<div class="field-name-body"><p>Transmittal No. $2</p>
	<p>WASHINGTON, March 4, 2016 - The State Department has made a determination approving a possible Foreign Military Sale to the Government of $1.</p>
	<p>The Government of $1 has requested a possible sale of six (6) Example Launchers. The estimated cost is \$$3 million.</p></div></body></html>
	PAGE
}

record() { # URL DAY STATUS: a capture of what stands on standard input
	{
		printf 'HTTP/1.1 %s\r\nContent-Type: text/html; charset=utf-8\r\n\r\n' "$3"
		cat
	} >"$HERE/block"
	printf 'WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\n' "$1"
	printf 'WARC-Date: %sT00:00:00Z\r\nWARC-Record-ID: <urn:uuid:%s>\r\n' \
	    "$2" "$(cat /proc/sys/kernel/random/uuid)"
	printf 'Content-Type: application/http; msgtype=response\r\n'
	printf 'Content-Length: %s\r\n\r\n' "$(wc -c <"$HERE/block")"
	cat "$HERE/block"
	printf '\r\n\r\n'
}

blocked() {
	echo "<html><head><title>Access Denied</title></head><body>You may not see this. Reference 18.2</body></html>"
}

mkdir -p "$HERE/archive"
{
	announcement Kuwait 16-1 100 | record http://dsca.mil:80/major-arms-sales/kuwait-launchers 2016-03-05 200
	announcement Kuwait 16-1 120 | record http://www.dsca.mil/major-arms-sales/kuwait-launchers 2017-03-05 200
	announcement Oman 16-2 200 | record "$ARTICLE/900001/oman" 2021-01-01 200
	announcement Oman 16-2 200 | record "$ARTICLE/900001/oman-launchers/" 2022-01-01 200
	blocked | record "$ARTICLE/900001/oman" 2023-01-01 200
	blocked | record "$ARTICLE/900002/chile" 2023-01-01 "403 Forbidden"
	announcement Peru 16-3 300 | record https://www.example.org/Press-Media/Major-Arms-Sales/Article-Display/Article/1/peru 2021-01-01 200
	announcement Peru 16-3 300 | record https://www.dsca.mil.example.org/major-arms-sales/peru 2021-01-01 200
	announcement Peru 16-3 300 | record https://www.dsca.mil/about-us/peru 2021-01-01 200
	echo "<rss/>" | record http://www.dsca.mil/major-arms-sales/feed 2016-03-05 200
} >"$HERE/archive/data.warc"

run import dsca "$HERE/archive/data.warc"
is "$status" 0 "captures of a web archive are imported"
like "$err" "$ARTICLE/900002/chile: left out: not status 200" \
    "an answer that is no page is left out, with a message"
run replay dsca
is "$status" 0 "a replay reads captures of a web archive"
is "$(sql "SELECT string_agg(transmittal || ' ' || total_usd, ', '
    ORDER BY transmittal) FROM arms.notice")" \
    "16-1 120000000.00, 16-2 200000000.00" \
    "captures of other sites are left out, and the newest capture counts"
is "$(sql "SELECT count(*) FROM arms.publication WHERE transmittal = '16-1'")" \
    2 "the earlier version of a page is kept"
is "$(sql "SELECT count(DISTINCT url), count(*)
    FROM arms.notice_publication WHERE surface = 'dsca'")" "2|2" \
    "two addresses of one page are one publication"
is "$(sql "SELECT count(*) FROM arms.publication
    WHERE title LIKE '%Denied%' OR transmittal IS NULL")" 0 \
    "a page that blocks is never a notice"
sql "SELECT * FROM arms.notice" >"$HERE/from_warc"

run import dsca "$HERE/archive/data.warc"
like "$err" "dsca: 1 of 4 is not the document that should be there, but a page that denies access; the first is $ARTICLE/900001/oman" \
    "what stands in a document's place is counted, by its kind"
is "$(sql "SELECT string_agg(url || ': ' || reason, ', ') FROM arms.fault
    JOIN arms.document USING (document_id) WHERE field = 'document'
    AND reason LIKE 'is not the document%'")" \
    "$ARTICLE/900001/oman: is not the document that should be there, but a page that denies access" \
    "and a fault names it after a replay"
like "$err" "0 documents imported" \
    "a second import of the same captures adds nothing"

(cd "$HERE" && zip -q -0 data.wacz archive/data.warc && echo '{}' >datapackage.json &&
    zip -q data.wacz datapackage.json)
rm -rf "$ARMSETL_DATA_DIR"
sql "SET client_min_messages = error; DROP SCHEMA arms, arms_history, arms_internal CASCADE"
run import dsca "$HERE/data.wacz"
is "$status" 0 "a WACZ is imported"
run replay dsca
is "$(sql "SELECT count(*), sum(total_usd) FROM arms.notice")" \
    "2|320000000.00" "a WACZ gives the same result as its WARC"

# A file that ends within a record

size=$(wc -c <"$HERE/archive/data.warc")
announcement Peru 16-3 300 | record "$ARTICLE/900003/peru" 2021-01-01 200 \
    >"$HERE/last"
{
	cat "$HERE/archive/data.warc"
	head -c 700 "$HERE/last"
} >"$HERE/torn.warc"
rm -rf "$ARMSETL_DATA_DIR"
run import dsca "$HERE/torn.warc"
is "$status" 65 "a WARC that ends within a record: exit status 65"
like "$err" "torn.warc: $ARTICLE/900003/peru: left out: the archive ends within a record" \
    "the record is not taken for a whole one"
like "$err" "torn.warc: offset $size: the file ends within a record" \
    "and it is said where it begins"
like "$err" " 5 documents imported" "those before it are imported"

# A member that cannot be read costs no other

mkdir -p "$HERE/two/archive"
cp "$HERE/archive/data.warc" "$HERE/two/archive/b.warc"
head -c 5000 "$HERE/archive/data.warc" | tr 'a-y' 'b-z' >"$HERE/two/archive/a.warc"
(cd "$HERE/two" && zip -q two.wacz archive/a.warc archive/b.warc)
perl -e 'open(my $f, "+<", $ARGV[0]) or die; seek($f, 200, 0);
    print $f "\xff" x 40' "$HERE/two/two.wacz"
rm -rf "$ARMSETL_DATA_DIR"
run import dsca "$HERE/two/two.wacz"
is "$status" 65 "a member of a WACZ that cannot be read: exit status 65"
like "$err" "two.wacz: archive/a.warc: " "the message names the member"
like "$err" " 5 documents imported" \
    "the other members of the WACZ are imported"

echo hello >"$HERE/hello"
(cd "$HERE" && zip -q hello.wacz hello)
run import dsca "$HERE/hello.wacz"
is "$status" 65 "a zip without a WARC: exit status 65"
like "$err" "hello.wacz: holds no WARC file" \
    "the message tells that there is no WARC"

echo hello >"$HERE/[Content_Types].xml"
(cd "$HERE" && zip -q hello.xlsx '[Content_Types].xml')
cp "$HERE/hello" "$HERE/hello.csv"
(cd "$HERE" && zip -q tables.zip hello.csv)
run import eda "$HERE/hello.xlsx"
is "$status" 0 "hello.xlsx is no web archive: exit status 0"
like "$err" " 1 documents? imported" "hello.xlsx is imported as a document"
run import eda "$HERE/tables.zip"
is "$status" 65 "tables.zip is no web archive, and no workbook: exit status 65"
like "$err" "tables.zip: is not taken: it is a zip file" \
    "the message names what tables.zip is"
(cd "$HERE/two" && cp "$HERE/hello.csv" . && zip -q two.wacz hello.csv)
run import dsca "$HERE/two/two.wacz"
like "$err" "two.wacz: archive/a.warc: " \
    "a WACZ with a table in it is still a WACZ"
head -c 3000 "$HERE/data.wacz" >"$HERE/cut.wacz"
run import dsca "$HERE/cut.wacz"
is "$status" 65 "a zip that is cut off: exit status 65"
like "$err" "^armsetl: error: $HERE/cut.wacz: " \
    "the message names the file that is cut off"

# A block that is too long for any document costs no other

configure "[archive]" "content_limit = 100K"
MOST=$((100 * 1024 + 256 * 1024)) # with the heads that it may have
filled() { # URL BYTES: a capture whose block has so many bytes
	{
		announcement Chad 16-7 700
		head -c "$2" /dev/zero
	} | head -c $(($2 - 56)) | record "$1" 2021-01-01 200
}
{
	filled "$ARTICLE/900007/chad" $MOST
	filled "$ARTICLE/900008/chad" $((MOST + 1))
	announcement Oman 16-2 200 | record "$ARTICLE/900009/oman" 2021-01-01 200
} >"$HERE/long.warc"
gzip -9 "$HERE/long.warc"
rm -rf "$ARMSETL_DATA_DIR"
run import dsca "$HERE/long.warc.gz"
like "$err" "long.warc.gz: offset [0-9]*: $ARTICLE/900008/chad: left out: its block of $((MOST + 1)) bytes is too long .limit content_limit." \
    "a block that is too long is left out: the message names file, place, limit"
like "$err" "$ARTICLE/900007/chad: left out: the content is longer than the limit" \
    "a block at that limit is looked at"
like "$err" " 1 documents imported, 0 were there, 2 left out" \
    "the record behind them is imported"
configure

# A file of which more comes than the disk has is read up to a limit

bomb() { # BYTES: two captures, whose blocks together have so many
	filled "$ARTICLE/900010/chad" 2000
	filled "$ARTICLE/900011/chad" $(($1 - 2000))
}
configure "[archive]" "import_limit = 1000000"
bomb 1000000 >"$HERE/most.warc"
bomb 1000001 | gzip -9 >"$HERE/bomb.warc.gz"
rm -rf "$ARMSETL_DATA_DIR"
run import dsca "$HERE/most.warc"
is "$status" 0 "records of as many bytes as the limit: exit status 0"
like "$err" " 2 documents imported, 0 were there" "all of them are imported"
rm -rf "$ARMSETL_DATA_DIR"
run import dsca "$HERE/bomb.warc.gz"
is "$status" 65 "records of one more byte: exit status 65"
like "$err" "bomb.warc.gz: its records have more than 1000000 bytes .limit import_limit.: this one and all behind it are left out" \
    "the message names file and limit"
like "$err" " 1 documents? imported, 0 were there, 1 left out" \
    "those before are imported"
configure

# What else a publisher posts is no notice, and no fault

release() { # ID TITLE TEXT
	cat <<-PAGE
	<html><head><link rel="canonical" href="https://www.state.gov/releases/$1/"></head>
	<body><article id="post-$1" class="post-$1 type-state_press_release"><div class="entry-content">
	<h1 class="featured-content__headline">$2</h1>
	<p class="article-meta__publish-date">June 5, 2026</p>
	<div class="classic-block-wrapper"><p>$3</p></div></div></article></body></html>
	PAGE
}

{
	release 1 "A visit" "The Secretary will travel." |
	    record https://www.state.gov/releases/1/ 2026-06-05 200
	release 2 "Oman – Launchers" "A possible Foreign Military Sale to the Government of Oman. The Government of Oman has requested to buy two (2) launchers for an estimated cost of \$5 million. There will be no adverse impact." |
	    record https://www.state.gov/releases/2/ 2026-06-05 200
} >"$HERE/state.warc"
run import state "$HERE/state.warc"
run replay state
is "$(sql "SELECT url, total_usd FROM arms.publication
    WHERE surface = 'state'")" "https://www.state.gov/?p=2|5000000.00" \
    "only the department's releases on sales are read"
is "$(sql "SELECT count(*) FROM arms.fault f JOIN arms.document d
    USING (document_id) WHERE source = 'state' AND field = 'document'")" 0 \
    "the department's other releases are no faults"

# A set of pages that stand in documents' places is no set of documents

rm -rf "$ARMSETL_DATA_DIR"
{
	blocked | record "$ARTICLE/900001/oman" 2023-01-01 200
	echo "<html><title>Just a moment...</title><body></body></html>" |
	    record "$ARTICLE/900002/chile" 2023-01-01 200
	announcement Peru 16-3 300 | record "$ARTICLE/900003/peru" 2023-01-01 200
} >"$HERE/blocked.warc"
run import dsca "$HERE/blocked.warc"
is "$status" 77 "most captures refuse us: exit status 77"
like "$err" "1 of 3 is not the document that should be there, but a challenge page of Cloudflare; the first is $ARTICLE/900002/chile" \
    "each kind has a line"
run replay dsca
is "$status" 77 "and a replay ends likewise"
{
	echo "<html><title>Scheduled Maintenance</title><p>Back soon</html>" |
	    record "$ARTICLE/900004/oman" 2023-01-01 200
	printf '' | record "$ARTICLE/900005/chile" 2023-01-01 200
} >"$HERE/maintenance.warc"
rm -rf "$ARMSETL_DATA_DIR"
run import dsca "$HERE/maintenance.warc"
is "$status" 65 "most captures are about maintenance, or empty: exit status 65"

# Addresses with bytes that no text has: they become longer in a message.

odd() { # COUNT
	head -c "$1" /dev/zero | tr '\0' '\377'
}

announcement Oman 16-8 200 | record "$ARTICLE/900020/oman$(odd 20)" 2021-01-01 200 >"$HERE/odd.warc"
announcement Peru 16-9 200 | record "$ARTICLE/900021/peru$(odd 200)" 2021-01-01 200 >>"$HERE/odd.warc"
run import dsca "$HERE/odd.warc"
like "$err" "odd.warc: $ARTICLE/900021/peru.*: left out: its address has what none has" \
    "an address that is too long then is left out, with a message"
like "$err" " 1 documents? imported, 0 were there, 1 left out" "and is counted"
run import dsca "$HERE/odd.warc"
like "$err" " 0 documents? imported, 1 were there, 1 left out" \
    "the other is known when it comes once more"

done_testing
