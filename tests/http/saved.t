#!/bin/sh
# What a browser saved: the same pages, fetched and imported as HAR, MHTML and
# as SingleFile has them, are the same records.
set -u
. tests/lib.sh
. tests/http/publisher.sh

ARTICLES=/News/Contracts/Contract/Article
LISTING=/News/Contracts
FEED='/DesktopModules/ArticleCS/RSS.ashx?ContentType=400&Site=945&max=20'
mkdir -p "$SITE/pages$ARTICLES" "$SITE/pages${FEED%/*}"

article() { # ID AGO: a page of two awards, with signs beyond ASCII
	mkdir -p "$SITE/pages$ARTICLES/$1/a-day"
	cat >"$SITE/pages$ARTICLES/$1/a-day/index" <<-PAGE
	<!DOCTYPE html>
	<html lang="en"><head><meta charset="utf-8"><title>Contracts</title></head>
	<body><div class='article-view'>
	<h1 class='maintitle'>Contracts For $(day_as '%b. %-d, %Y' "$2")</h1>
	<div class='body'><p>NAVY</p>
	<p>Müller Zéta Corp., Reno, Nevada, is awarded a \$$1 firm-fixed-price contract (N00024-31-C-$(($1 % 10000))) for launchers = rockets. This contract involves Foreign Military Sales to Japan. Work will be performed in Reno, Nevada, and is expected to be completed by June 2031. Naval Sea Systems Command, Washington, D.C., is the contracting activity.</p>
	<p>Eta &amp; Sons Inc., Austin, Texas, is awarded a \$2,000,000 firm-fixed-price contract (N00024-31-D-$(($1 % 10000))) for boats. Work will be performed in Austin, Texas, and is expected to be completed by May 2032. Naval Sea Systems Command, Washington, D.C., is the contracting activity.</p>
	</div></div></body></html>
	PAGE
}

# What the packages of a folder say, without the document and the line in it.
records() {
	for table in announced_award announced_award_contractor \
	    announced_award_customer fault; do
		cat "$1"/packages/dod-contracts/*/"$table.csv" |
		    sed -E 's/[0-9a-f]{8}-[0-9a-f-]{27}/ID/g
		        s/^("ID","[0-9]+","ID",("[0-9]+",)?"true"),"[0-9]+"/\1/' |
		    sort
	done
}

take() { # NAME FILE...: imports into an archive of its own
	ARMSETL_DATA_DIR=$HERE/$1
	shift
	run import dod-contracts "$@"
	imported=$status
	said=$err
}

try() { # NAME FILE...: and transforms
	take "$@"
	run transform dod-contracts
}

# The pages as the network panel of a browser saves them.
har_entry() { # URL DATE FILE [JQ]
	jq -n --arg url "$1" --arg date "$2" --rawfile text "$3" '{
	    startedDateTime: $date, time: 12.5,
	    request: {method: "GET", url: $url, headers: [
	        {name: "Cookie", value: "session=verysecret"}]},
	    response: {status: 200, statusText: "OK", httpVersion: "h2",
	        headers: [{name: "content-encoding", value: "gzip"},
	            {name: "content-length", value: "77"},
	            {name: "set-cookie", value: "session=verysecret"},
	            {name: "etag", value: "\"a1\""},
	            {name: "content-type", value: "text/html"}],
	        content: {size: ($text | utf8bytelength), mimeType: "text/html",
	            text: $text}, redirectURL: ""},
	    cache: {}, timings: {send: 0, wait: 1, receive: 2}} | '"${4:-.}"
}

har() { # entries come from standard input
	jq -s '{log: {version: "1.2", creator: {name: "WebInspector",
	    version: "537.36"}, pages: [], entries: .}}'
}

mhtml_part() { # URL FILE
	printf 'Content-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\n'
	printf 'Content-Transfer-Encoding: quoted-printable\r\n'
	printf 'Content-Location: %s\r\n\r\n' "$1"
	perl -MMIME::QuotedPrint -0777 -pe \
	    '$_ = encode_qp($_, "\r\n")' "$2"
}

mhtml() { # URL FILE
	printf 'From: <Saved by Blink>\r\nSnapshot-Content-Location: %s\r\n' "$1"
	printf 'Subject: =?utf-8?Q?Contracts?=\r\nDate: %s\r\n' \
	    "$(LC_ALL=C date -u '+%a, %d %b %Y %H:%M:%S -0000')"
	printf 'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n'
	printf '\ttype="text/html";\r\n\tboundary="----Boundary--x----"\r\n\r\n\r\n'
	printf -- '------Boundary--x----\r\n'
	mhtml_part "$1" "$2"
	printf '\r\n------Boundary--x----\r\nContent-Type: image/png\r\n'
	printf 'Content-Transfer-Encoding: base64\r\n'
	printf 'Content-Location: https://www.example.org/a.png\r\n\r\niVBORw==\r\n'
	printf '\r\n------Boundary--x------\r\n'
}

singlefile() { # URL FILE [DATE]
	perl -0777 -pe 'BEGIN { $url = shift; $date = shift }
	    s|(<html[^>]*>)|$1<!--\n Page saved with SingleFile \n url: $url \n saved date: $date\n-->|' \
	    "$1" "${3:-$(LC_ALL=C date -u '+%a %b %d %Y %H:%M:%S GMT+0000 (Coordinated Universal Time)')}" "$2"
}

publisher_start
use_publisher "[dod-contracts]" "floor_per_year = 0"
article 4401001 2
article 4401002 1
listing() { # PAGE [ID:AGO...]
	page=$1
	shift
	{
		echo '<html><body><div class="listing">'
		for entry; do
			echo "<listing-titles-only article-id='${entry%:*}'" \
			    "article-title='Contracts For" \
			    "$(day_as '%b. %-d, %Y' "${entry#*:}")'" \
			    "article-url='$BASE$ARTICLES/${entry%:*}/a-day/'>" \
			    "</listing-titles-only>"
		done
		echo '</div></body></html>'
	} >"$SITE/pages$LISTING/?Page=$page"
}
listing 1 4401002:1 4401001:2
listing 2 4401009:400
listing 3
echo "<?xml version='1.0'?><rss><channel><item><title>Contracts for" \
    "$(day_as '%b. %-d, %Y' 1)</title><link>$BASE$ARTICLES/4401002/a-day/</link>" \
    "</item></channel></rss>" >"$SITE/pages$FEED"

ARMSETL_DATA_DIR=$HERE/fetched
run extract dod-contracts
run transform dod-contracts
records "$HERE/fetched" >"$HERE/wanted"
is "$(grep -c N0002431C "$HERE/wanted")" 2 "the pages are fetched"

page() { # ID: where a page is
	echo "$SITE/pages$ARTICLES/$1/a-day/index"
}
A=$BASE$ARTICLES/4401001/a-day/
B=$BASE$ARTICLES/4401002/a-day/
now=$(date -u +%FT%T.123Z)

{
	har_entry https://www.example.org/style.css "$now" /dev/null
	har_entry "$A#top" "$(TZ=EST5 date +%FT%T.5-05:00)" "$(page 4401001)"
	har_entry "$B" "$now" "$(page 4401002)" ".response.content |=
	    (.text |= @base64 | {size, mimeType, text, encoding: \"base64\"})"
} | har >"$HERE/all.har"
try har "$HERE/all.har"
is "$imported" 0 "a HAR file is imported"
like "$said" "all.har: 1 responses of other addresses left aside" \
    "and it is said what is of other sites"
records "$HERE/har" >"$HERE/got"
same_file "$HERE/got" "$HERE/wanted" "a HAR file gives the same records"
zcat "$HERE"/har/archive/dod-contracts/*.warc.gz >"$HERE/warc"
is "$(grep -ac verysecret "$HERE/warc")" 0 "no cookie comes into the archive"
is "$(grep -a Armsetl-Saved-By "$HERE/warc" | tr -d '\r')" \
    "Armsetl-Saved-By: HAR of WebInspector 537.36, entry 2
Armsetl-Saved-By: HAR of WebInspector 537.36, entry 3" \
    "the archive has what saved each"
is "$(grep -ac 'Armsetl-File-Name: all.har' "$HERE/warc")" 2 "in which file"
try har "$HERE/all.har"
like "$said" "0 documents imported, 2 were there" "a second time adds nothing"

mhtml "$A" "$(page 4401001)" >"$HERE/a.mhtml"
mhtml "$B" "$(page 4401002)" >"$HERE/b.mht"
try mhtml "$HERE/a.mhtml" "$HERE/b.mht"
is "$imported" 0 "MHTML is imported"
records "$HERE/mhtml" >"$HERE/got"
same_file "$HERE/got" "$HERE/wanted" "MHTML gives the same records"

singlefile "$A" "$(page 4401001)" >"$HERE/a.html"
singlefile "$B" "$(page 4401002)" >"$HERE/b.html"
try single "$HERE/a.html" "$HERE/b.html"
is "$imported" 0 "pages of SingleFile are imported"
records "$HERE/single" >"$HERE/got"
same_file "$HERE/got" "$HERE/wanted" "pages of SingleFile give the same records"

# What is no document, or of no time that can be

count=0
: >"$HERE/wrong"
wrong() { # NAME JQ-OF-THE-ENTRY MESSAGE
	count=$((count + 1))
	har_entry "$BASE$ARTICLES/$((4402000 + count))/" "$now" \
	    "$(page 4401002)" "$2" >>"$HERE/wrong"
	printf '%s\t%s\n' "$1" "entry $count: $BASE$ARTICLES/$((4402000 + count))/: left out: $3" \
	    >>"$HERE/messages"
}

wrong "no content" "del(.response.content.text)" \
    "the file does not have its content"
wrong "a content that is cut" ".response.content.size += 1000" \
    "the file has [0-9]+ of the [0-9]+ bytes of its content"
wrong "broken base64" '.response.content |= (.text = "abc!" | .encoding = "base64")' \
    "its content is no base64"
wrong "a page out of the browser's memory" ".response.status = 304" \
    "status 304: the browser had it from before"
wrong "a redirect" ".response.status = 301" "status 301"
wrong "no answer" '.response |= (.status = 0 | ._error = "net::ERR_FAILED")' \
    "no answer came: net::ERR_FAILED"
wrong "a time to come" '.startedDateTime = "2131-01-31T00:00:00Z"' \
    "its time cannot be: 2131-01-31T00:00:00Z is in the future"
wrong "no time" "del(.startedDateTime)" "the file has no time of it"
wrong "a time without a zone" '.startedDateTime = "2026-01-31T00:00:00"' \
    "its time cannot be read"
wrong "a time that the server denies" '.startedDateTime = "2001-01-31T00:00:00Z"
    | .response.headers += [{name: "Date", value: "Mon, 05 Jan 2026 10:00:00 GMT"}]' \
    "its time cannot be: .*, but the server answered at 2026-01-05T10:00:00Z"
wrong "what was posted is not there" '.request.method = "POST"' \
    "the file does not have what was posted"
wrong "a page of the cache, of no known time" '._fromCache = "disk"' \
    "the browser had it from before, and the server does not say when"
wrong "an unknown encoding" '.response.content.encoding = "base64url"' \
    "its content has an unknown encoding"
wrong "a head alone" '.request.method = "HEAD"' "the request is HEAD"

{
	cat "$HERE/wrong"
	har_entry "$A" "$now" "$(page 4401001)"
} | har >"$HERE/wrong.har"
take wrongs "$HERE/wrong.har"
while IFS="$(printf '\t')" read -r name message; do
	like "$said" "wrong.har: $message" "$name is left out, which is said"
done <"$HERE/messages"
like "$said" "1 documents imported, 0 were there, $count left out" \
    "what is good is taken"
is "$imported" 65 "and the exit status is 65"
har_entry "$A" "$now" "$(page 4401001)" ".response.status = 301" | har \
    >"$HERE/moved.har"
take moved --url "$B" "$HERE/moved.har"
is "$imported" 0 "what holds no document is no failure"
like "$said" "moved.har: --url and --published are not for what has more" \
    "and an address that is not used is told"

echo "<html><head><title>Just a moment...</title></head><body>Checking if the site connection is secure. <script src='/cdn-cgi/challenge-platform/h/b'></script></body></html>" \
    >"$HERE/challenge"
har_entry "$A" "$now" "$HERE/challenge" | har >"$HERE/blocked.har"
take blocked "$HERE/blocked.har"
is "$imported" 77 "a challenge page with status 200: exit status 77"
like "$said" "1 of 1 is not the document that should be there, but a challenge page" \
    "and it is said what it is"

# What servers answered in a document's place

answers() { # NAME JQ...: an entry of one address for each, imported
	name=$1
	shift
	for change; do
		har_entry "$A" "$now" "$(page 4401001)" "$change"
	done | har >"$HERE/$name.har"
	take "answers-$name" "$HERE/$name.har"
}

page_of() { # FILE: as a content
	printf '.response.content |= (.text = %s | .size = 0)' \
	    "$(jq -Rs . "$1")"
}

answers denied '.response.status = 403'
is "$imported" 77 "status 403: exit status 77"
answers missing '.response.status = 404'
is "$imported" 65 "status 404: exit status 65"
answers down '.response.status = 503'
is "$imported" 69 "status 503: exit status 69"
answers guarded ".response.status = 503 | $(page_of "$HERE/challenge")"
is "$imported" 77 "status 503 with a challenge page: exit status 77"
answers solved '.response.status = 403' '.' '.response.status = 503'
is "$imported" 0 "a document that came all the same: exit status 0"
like "$said" "1 documents imported, 0 were there, 2 left out" \
    "and what came in its place is counted"
answers cached '.response.status = 304'
is "$imported" 65 "a document that the browser had from before: exit status 65"
answers loaded '.response.status = 304' '.response.status = 0' .
is "$imported" 0 "unless it is in the file, too: exit status 0"
answers passed "$(page_of "$HERE/challenge")" .
is "$imported" 0 "a challenge page with status 200 before a good one: exit status 0"
like "$said" "passed.har: 1 answers in the place of documents left out, as the documents came, too" \
    "and the summary tells"
answers unsolved "$(page_of "$HERE/challenge")" '.response.status = 503'
is "$imported" 77 "a challenge page, and nothing good: exit status 77"
answers elsewhere "$(page_of "$HERE/challenge")" ".request.url = \"$B\""
is "$imported" 77 "a good one of another address settles nothing: exit status 77"
answers challenged . "$(page_of "$HERE/challenge")"
is "$imported" 0 "a challenge page behind a good one: exit status 0"
like "$said" "challenged.har: entry 2: $A: left out: is not the document that should be there, but a challenge page of Cloudflare; --force takes it all the same" \
    "and it is left out, which is said"
like "$said" "1 documents imported, 0 were there, 1 left out" \
    "and counted"
is "$(zcat "$HERE"/answers-challenged/archive/*/*.warc.gz |
    grep -ac 'Just a moment')" 0 "and not in the archive"
take answers-challenged --force "$HERE/challenged.har"
is "$imported" 0 "unless it is forced: exit status 0"
like "$said" "1 documents imported, 1 were there, 0 left out" "and taken"

# A header of the type's is none of the answer

answers smuggled '.response |= (.headers = [] | .content.mimeType =
    "text/html\r\nContent-Encoding: gzip")'
is "$imported" 0 "a page whose type has another header is taken"
like "$said" " 1 documents imported, 0 were there, 0 left out" "whole"
is "$(zcat "$HERE"/answers-smuggled/archive/*/*.warc.gz |
    grep -ac 'Content-Encoding')" 0 "without that header"

# Two within a second

answers twice . '.response.content |= (.text |= sub("Reno"; "Elko"))' .
like "$said" " 2 documents imported, 1 were there, 0 left out" \
    "two contents of one second are two documents"
is "$(zcat "$HERE"/answers-twice/archive/*/*.warc.gz | tr -d '\r' |
    grep -a -A2 'WARC-Type: response' | grep -a WARC-Date | sort -u | wc -l)" \
    2 "a second apart"
take answers-twice "$HERE/twice.har"
like "$said" " 0 documents imported, 3 were there, 0 left out" \
    "which are known when they come again"

echo "<html><body><p>The menu of the canteen, for all the days of this week, with what it costs and who cooks it.</p></body></html>" \
    >"$HERE/menu"
har_entry "$A" "$now" "$HERE/menu" | har >"$HERE/menu.har"
take canteen "$HERE/menu.har"
is "$imported" 65 "a page of the wrong kind: exit status 65"
like "$said" "menu.har: entry [0-9]+: $A: left out: is not the document that should be there" \
    "and it is said which"

{
	har_entry "$BASE$LISTING/?Page=1" "$now" "$SITE/pages$LISTING/?Page=3"
	har_entry "https://www.example.org/" "$now" "$HERE/menu"
} | har >"$HERE/others.har"
take others "$HERE/others.har"
like "$said" "others.har: all 2 responses are of other addresses than the documents of dod-contracts" \
    "a listing, and another site, give nothing, which is said"
har </dev/null >"$HERE/empty.har"
take empty "$HERE/empty.har"
is "$imported" 65 "a HAR file without entries: exit status 65"
like "$said" "empty.har: has nothing that a browser loaded" "and why is said"

# What was posted tells answers of one address apart

DEALS=tests/golden/sipri-register/deals-2026.csv
post() { # WHAT
	har_entry https://atbackend.sipri.org/api/p/trades/trade-register-csv/ \
	    "$now" $DEALS ".request |= (.method = \"POST\" |
	        .postData = {mimeType: \"application/json\", text: \"$1\"}) |
	    .response.content |= (.text = ({bytes: (.text | @base64)} | tojson))"
}
{
	post one
	post two
} | har >"$HERE/posted.har"
ARMSETL_DATA_DIR=$HERE/posted
run import sipri-register "$HERE/posted.har"
like "$err" "2 documents imported" "answers to two posts are two documents"
is "$(sqlite3 "$HERE/posted/archive/sipri-register/index.sqlite" \
    "SELECT url FROM capture ORDER BY id" | sed 's/.*_sha256=//')" \
    "$(printf one | sha256sum | cut -d ' ' -f 1)
$(printf two | sha256sum | cut -d ' ' -f 1)" "by what was posted, as if we had"
run transform sipri-register
like "$err" "read 2 documents: [1-9][0-9]* records" "and they are read"

# Files that are cut off

size=$(($(wc -c <"$HERE/all.har") - 200))
head -c $size "$HERE/all.har" >"$HERE/cut.har"
take cut "$HERE/cut.har"
is "$imported" 65 "a HAR file that is cut off: exit status 65"
like "$said" "cut.har: offset $size: behind entry 2: ends within" \
    "it is said where"
like "$said" " 1 documents imported" "what is whole is imported"

head -c 900 "$HERE/a.mhtml" >"$HERE/cut.mhtml"
take cut_page "$HERE/cut.mhtml"
is "$imported" 65 "an MHTML file that is cut off: exit status 65"
like "$said" "cut.mhtml: offset 900: behind part 0: ends within a part" \
    "it is said where"
like "$said" " 0 documents imported" "the half page is not"

# Where and when pages were saved

singlefile "$A" "$(page 4401001)" "Sat Mar 09 2131 10:41:31 GMT+0100 (CET)" \
    >"$HERE/later.html"
take later "$HERE/later.html"
is "$imported" 65 "a page saved in the future is not taken: exit status 65"
like "$said" "later.html: is not taken: .*: Sat Mar 09 2131 .* is in the future" \
    "and why is said"
singlefile "https://mirror.example.org/a" "$(page 4401001)" \
    "Sat Mar 07 2026 01:41:31 GMT+0200 (CEST)" >"$HERE/mirror.html"
take mirror --url "$A" "$HERE/mirror.html"
is "$imported $(zcat "$HERE"/mirror/archive/*/*.warc.gz |
    grep -a -A9 'WARC-Type: resource' | tr -d '\r' |
    grep -aE 'Date|URI|Saved' | tr '\n' ' ')" \
    "0 WARC-Date: 2026-03-06T23:41:31Z WARC-Target-URI: $A Armsetl-Saved-By: SingleFile " \
    "a mirror's page has the address that is given, and its own time"
mhtml https://mirror.example.org/a "$(page 4401001)" >"$HERE/mirror.mhtml"
take mirrored --url "$A" --published 2026-03-05 "$HERE/mirror.mhtml"
like "$said" "1 documents imported" "so has one of MHTML"
is "$(zcat "$HERE"/mirrored/archive/*/*.warc.gz | grep -a Published | tr -d '\r')" \
    "Armsetl-Published-On: 2026-03-05" "and the day that is given"
take elsewhere --url "https://me:pw@mirror.example.org/b?key=mine&c=d" \
    "$HERE/mirror.mhtml"
is "$imported" 0 "a page may be of an address that the source has not"
is "$(zcat "$HERE"/elsewhere/archive/*/*.warc.gz | tr -d '\r' |
    grep -a Target-URI)" \
    "WARC-Target-URI: https://mirror.example.org/b?c=d" \
    "which has no key, name or password of who gives it"

# Limits

printf '[archive]\ncontent_limit = 4000\n' >>"$HERE/conf"
pad() { # BYTES: the page, made so long by a comment
	{
		cat "$(page 4401001)"
		printf '<!--%*s-->' $(($1 - $(wc -c <"$(page 4401001)") - 7)) x
	} >"$HERE/padded"
}
for more in 0 1; do
	pad $((4000 + more))
	har_entry "$A" "$now" "$HERE/padded" | har >"$HERE/long.har"
	take "long$more" "$HERE/long.har"
	like "$said" "dod-contracts: $((1 - more)) documents imported" \
	    "a content of content_limit and $more bytes"
done
like "$said" "long.har: entry 1: $A: left out: its content is too long \(limit content_limit\)" \
    "is left out, with the name of the limit"

done_testing
