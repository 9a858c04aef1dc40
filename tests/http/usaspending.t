#!/bin/sh
# USAspending makes a file of a month's awards on demand: asked for by POST,
# waited for, fetched. A month is asked for when it has become public.
set -u
. tests/lib.sh
. tests/http/publisher.sh

PAGES=$SITE/pages
DOWNLOAD=/api/v2/bulk_download/awards/
STATUS='/api/v2/download/status?file_name='

bounds() { # DAY: of the month that had ended by that day
	last=$(date -u -d "$(date -u -d "$1 + 1 day" +%Y-%m-01) - 1 day" +%F)
	first=${last%??}01
}

month() { # DAY NAME STATUS [FILE]
	bounds "$1"
	mkdir -p "$PAGES$DOWNLOAD" "$PAGES/api/v2/download"
	printf '{"file_name":"%s","file_url":"%s/%s","status_url":"x"}' \
	    "$2" "$BASE" "$2" >"$PAGES$DOWNLOAD@{\"filters\":{\"prime_award_types\":[\"A\",\"B\",\"C\",\"D\"],\"agencies\":[{\"type\":\"awarding\",\"tier\":\"toptier\",\"name\":\"Department of Defense\"}],\"date_type\":\"action_date\",\"date_range\":{\"start_date\":\"$first\",\"end_date\":\"$last\"}},\"file_format\":\"csv\"}"
	printf '{"status":"%s","file_url":"%s/%s"}' "$3" "${4:-$BASE}" "$2" \
	    >"$PAGES$STATUS$2"
}

months_asked() {
	sed -n 's/^POST	.*"start_date":"\([^"]*\)","end_date":"\([^"]*\)".*/\1 \2/p' \
	    "$SITE/requests"
}

anew() {
	rm -rf "$ARMSETL_DATA_DIR"
	forget_requests
}

publisher_start
configure "[usaspending]" "base = $BASE" "poll_seconds = 0" "first_days = 32"
mkdir -p "$PAGES"
new=$(day 90)
bounds "$new"
old=$(date -u -d "$first - 1 day" +%F)

# So many days look back on one month that has been public for 90 days, or on
# two: what was asked for says which.
month "$new" new.zip finished
month "$old" old.zip finished
cp tests/golden/usaspending/month.zip "$PAGES/new.zip"
cp tests/golden/usaspending/month-without-any.zip "$PAGES/old.zip"
run extract usaspending
is "$status" 0 "what has become public is fetched"
bounds "$new"
is "$(months_asked | tail -n 1)" "$first $last" "by whole months"
like "$(cat "$SITE/requests")" '^GET	/new\.zip	200' "once the file is made"
count=$(months_asked | wc -l)
is "$(requests '^GET	/[a-z]*\.zip')" "$count" "each month has its file"

database
run migrate
run replay usaspending
is "$status" 0 "and loaded"
is "$(sql "SELECT count(*), sum(value) FROM arms.observation
    WHERE dataset = 'usaspending'")" "4|1249580.45" "what foreign customers pay"

month "$new" new.zip failed
month "$old" old.zip failed
anew
run extract usaspending
is "$status" 65 "a file that is not made"
like "$err" "the status is failed" "and it is said"

month "$new" new.zip finished https://example.org
month "$old" old.zip finished https://example.org
anew
run extract usaspending
is "$status" 65 "a file elsewhere"
like "$err" "the file is nowhere" "is not fetched"
is "$(requests '^GET	/[a-z]*\.zip')" 0 "nor asked for"

for page in "$PAGES$DOWNLOAD"@*; do
	printf '{"detail":"No."}' >"$page"
done
anew
run extract usaspending
is "$status" 65 "no file is promised"
like "$err" "no file is promised" "and that is said"

done_testing
