#!/bin/sh
# The Congressional Record at govinfo: sitemap, metadata of issues, granules.
set -u
. tests/lib.sh
. tests/http/publisher.sh
. tests/http/issues.sh

# What govinfo offers ---------------------------------------------------------

name() { # AGO: an issue's
	echo "CREC-$(day "$1")"
}

# Three issues in the window, one before it; what is no notification has no
# text here, so that whoever asks for it fails.
first=$(name 5) second=$(name 4) third=$(name 3) old=$(name 400)
years=$(for ago in 400 90 5 4 3 0; do date -u -d "$ago days ago" +%Y; done |
    sort -u)

offer_sitemaps() {
	# shellcheck disable=SC2046 # a list
	sitemap CREC_sitemap_index.xml \
	    $(printf '/sitemap/CREC_%s_sitemap.xml ' $years)
	for year in $years; do
		# shellcheck disable=SC2046
		sitemap "CREC_${year}_sitemap.xml" $(printf \
		    '/app/details/%s\n' "CREC-$year-01-01-v1" "$old" "$third" \
		    "$second" "$second-i2" "$first" | grep -- "-$year-")
	done
}

offer_sitemaps
metadata "$first" "$first-pt1-PgS1" "PRAYER" \
    "$first-pt1-PgS9" "ARMS SALES NOTIFICATION" \
    "$first-pt1-PgS9-2" "PROVIDING FOR DISAPPROVAL OF AN ARMS SALE" \
    "$first-pt1-PgH9" "ARMS CONTROL"
metadata "$second" "$second-pt1-PgS1" "Arms Sales Notifications" \
    "$second-pt1-PgS3" "THE JOURNAL"
metadata "$second-i2" "$second-pt1-PgS1" "Arms Sales Notifications" \
    "$second-pt1-PgS7" "NOTIFICATION OF PROPOSED ARMS SALES"
metadata "$third" "$third-pt1-PgS1" "MORNING BUSINESS"
for year in $years; do
	metadata "CREC-$year-01-01-v1" "CREC-$year-01-01-pt1-PgS1" "PRAYER"
done
granule "$first" "$first-pt1-PgS9" "$(day 5)" 26-901 Norway 11
granule "$second" "$second-pt1-PgS1" "$(day 4)" 26-902 Kuwait 12
granule "$second-i2" "$second-pt1-PgS7" "$(day 4)" 26-903 Japan 13

database
publisher_start
use_publisher "[congressional-record]" "first_days = 60"

# What is fetched -------------------------------------------------------------

run run congressional-record
is "$status" 0 "a run succeeds"
is "$(sql "SELECT string_agg(concat_ws(' ', transmittal, purchaser_iso3,
    total_usd), ', ' ORDER BY transmittal) FROM arms.notice")" \
    "26-901 NOR 11000000.00, 26-902 KWT 12000000.00, 26-903 JPN 13000000.00" \
    "and loads what is printed, each once"
is "$(sql "SELECT surface, url, published_on FROM arms.publication
    WHERE transmittal = '26-903'")" \
    "congressional_record|https://www.govinfo.gov/content/pkg/$second/html/$second-pt1-PgS7.htm|$(day 4)" \
    "under its permanent address and the Record's day"
is "$(requests "/content/pkg/")" 3 "only what is ours is asked for"
is "$(requests "/content/pkg/$second/html/$second-pt1-PgS1.htm")" 1 \
    "what two issues share is asked for once, where the first has it"
is "$(requests "$old")" 0 "an issue before the window is not asked for"
is "$(requests "/sitemap/CREC_sitemap_index.xml")" 1 "the index is read once"

state >"$HERE/first"
forget_requests
run run congressional-record
is "$status" 0 "a second run succeeds"
is "$(requests "/content/pkg/")" 0 "a granule is fetched once"
is "$(requests "	304	")" "$(requests)" "all else has not changed"
is "$(requests)" "$(requests "_sitemap.xml")" \
    "and what the sitemap does not call changed is not asked for"
is "$(requests "/sitemap/CREC_sitemap_index.xml")" 0 \
    "nor the index, that has the years"
state >"$HERE/second"
same_file "$HERE/second" "$HERE/first" "a second run changes nothing"

# An issue that comes late, within the lag

fourth=$(name 2)
sitemap "CREC_$(date -u -d '2 days ago' +%Y)_sitemap.xml" \
    "/app/details/$fourth" "/app/details/$third@$(day 0)T23:00:00.000Z"
metadata "$fourth" "$fourth-pt1-PgS5-3" "ARMS SALES NOTIFICATION--Continued"
granule "$fourth" "$fourth-pt1-PgS5-3" "$(day 2)" 26-904 Poland 14
forget_requests
run run congressional-record
is "$status $(counted notice)" "0 4" "a later issue is found"
is "$(requests "/metadata/pkg/$third") $(requests /metadata/)" "1 2" \
    "and of the others the one that has changed is asked for again"

# A past window

look_back_to() { # DAY: and the lag before it
	echo "$1" >"$ARMSETL_DATA_DIR/archive/congressional-record/cursor"
	run run congressional-record
}

look_back_to "$(day 390)"
is "$status" 65 "an issue that is listed and has no metadata: 65"
like "$err" "metadata/pkg/$old/mods.xml: is not there: status 404" \
    "and is named"
metadata "$old" "$old-pt1-PgS2" "ARMS SALES NOTIFICATION"
granule "$old" "$old-pt1-PgS2" "$(day 400)" 25-901 Chile 15
run run congressional-record
is "$status $(counted notice)" "0 5" "with it, nothing is missing"
look_back_to 1990-02-01
is "$status" 0 "before the first sitemap there is nothing"
# shellcheck disable=SC2046 # a list
sitemap CREC_sitemap_index.xml /sitemap/CREC_1994_sitemap.xml \
    $(printf '/sitemap/CREC_%s_sitemap.xml ' $years)
sitemap CREC_1994_sitemap.xml /app/details/CREC-1994-01-25
metadata CREC-1994-01-25 CREC-1994-01-25-pt1-PgS1 "PRAYER"
look_back_to 1994-02-01
is "$status" 65 "a year left out of the index: 65"
like "$err" "the sitemap has nothing of the year 1995" "and is named"

# What can be wrong -----------------------------------------------------------

rm -rf "$WWW/metadata/pkg/$fourth"
offer_sitemaps

record_disturbed() { # NAME STATUS MESSAGE NOTICES FAULT...
	name=$1
	want="$2 $4"
	message=$3
	shift 4
	start_over
	faults "$@"
	run run congressional-record
	is "$status $(counted notice)" "$want" "$name: exit status and notices"
	like "$err" "$message" "$name: says where and why"
	faults
	run run congressional-record
	is "$status $(counted notice)" "0 3" "$name: the next run succeeds"
	state >"$HERE/mended"
	same_file "$HERE/mended" "$HERE/first" "$name: and has what was missing"
}

index=/sitemap/CREC_sitemap_index.xml
issue=/metadata/pkg/$first/mods.xml
text=/content/pkg/$first/html/$first-pt1-PgS9.htm

record_disturbed "no index" 65 "$index: is not there: status 404" 0 \
    "$index status 404"
record_disturbed "an index of HTML" 65 \
    "$index: is not there: a page of HTML in its place" 0 "$index html"
record_disturbed "an empty index" 65 "$index: cannot be read to its end" 0 \
    "$index empty"
record_disturbed "an index that is blocked" 77 "$index: blocked: status 403" 0 \
    "$index status 403"
record_disturbed "metadata that is not there" 65 \
    "$issue: is not there: status 404" 2 "$issue status 404"
record_disturbed "metadata that is a page of HTML" 65 \
    "$issue: is not there: a page of HTML in its place" 2 "$issue html"
record_disturbed "metadata that is cut off" 69 \
    "$issue: Transferred a partial file" 2 "$issue truncate"
record_disturbed "a text that is not there" 65 \
    "$text: is not there: status 404" 2 "$text status 404"
record_disturbed "a text that is another page" 77 \
    "$text: blocked: a page of HTML that is not the document" 2 "$text html"
record_disturbed "a server in trouble" 69 \
    "$text: could not fetch: status 503" 2 "$text status 503"

# Metadata that is well-formed, or almost

cp "$WWW$issue" "$HERE/kept"
changed() { # NAME NOTICES MESSAGE
	start_over
	run run congressional-record
	is "$status $(counted notice)" "65 $2" "$1: exit status and notices"
	like "$err" "$3" "$1: says where and why"
}
metadata "$first"
changed "an issue without granules" 2 "$issue: lists nothing"
sed '/<\/mods>/d' "$HERE/kept" >"$WWW$issue"
changed "metadata without an end" 3 "$issue: cannot be read to its end"
cp "$HERE/kept" "$WWW$issue"

for year in $years; do
	sitemap "CREC_${year}_sitemap.xml" "/app/details/FR-$year-01-02"
done
start_over
run run congressional-record
is "$status $(counted notice)" "65 0" "a sitemap without issues: 65"
like "$err" "_sitemap.xml: lists nothing" "and is named"

done_testing
