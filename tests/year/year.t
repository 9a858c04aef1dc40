#!/bin/sh
# A year of daily runs against publishers whose clock the test turns, with all
# that a year brings: documents that come late, pages that are edited, outages,
# a site that moves, a publisher that blocks us for two weeks. At its end the
# database must be what a single backfill makes of what is then published, and
# the publishers must not have been asked much more often than needed.
#
# What happens when is drawn from a seed, ARMSETL_SEED or 1: see schedule.awk.
#
# The requests needed are those of a client that does the same daily round, but
# knows the future: each day it asks each of the five sources once what there
# is (the search twice, the two listings, the sitemap of the year), also while
# they do not answer or block, and it fetches each version of each document,
# and each issue's metadata, once. It never asks for a page that has not been
# edited, for what will not answer, or for the same thing twice.
set -u
. tests/lib.sh
. tests/http/publisher.sh
. tests/http/pages.sh
. tests/http/issues.sh
# With the program as it is used: other tests read all that comes here under the
# sanitizers, where a year of runs takes three times as long. It is the longest test: a day
# is a run over five sources, some twenty processes.
release=build/release/armsetl
[ ! -x $release ] || ARMSETL=$PWD/$release
. tests/clock.sh
. tests/year/publish.sh
. tests/year/compare.sh

SEED=${ARMSETL_SEED:-1}
FIRST=2025-07-01
DAYS=365
SOURCES="federal-register ddtc dsca state congressional-record"

# It begins with the year, and not with the days before it.
settings() { # BASE: DSCA's
	# shellcheck disable=SC2046 # a list
	use_publisher $(printf '[%s] first_days=1 ' $SOURCES)
	sed "/^\[dsca\]/,/^\[/s|^base = .*|base = $1|" "$HERE/conf" \
	    >"$HERE/conf.new"
	mv "$HERE/conf.new" "$HERE/conf"
}

# The verbs of the schedule that are no business of the publisher's.

year() { # REQUESTS DOCUMENTS VERSIONS
	needed=$1
	documents=$2
	versions=$3
}

expect() { # STATUS
	expected=$1
}

# Within the two weeks.
blocked() {
	after=status_tells
}

status_tells() {
	run_on "$today" status state
	like "$out" "blocked" "status says who blocks us"
}

# One day: what the publishers do, and then our run.
play() { # DAY
	today=$1
	# shellcheck disable=SC1090
	. "$HERE/days/$today"
	# shellcheck disable=SC2086 # a list of words
	run_on "$today" run $SOURCES
	[ "$status" = "$expected" ] || {
		echo "$today: status $status, not $expected"
		printf '%s\n' "$err"
	} >>"$HERE/unexpected"
	$after
	after=
}

echo "# seed $SEED"
mkdir "$HERE/days"
awk -v seed="$SEED" -v first="$FIRST" -v days="$DAYS" \
    -f tests/year/schedule.awk | sort | while read -r day _ event; do
	echo "$event" >>"$HERE/days/$day"
done

database
publisher_start
old_start
settings "$OLD_BASE"
run migrate

# Of long ago: no listing is empty.
article_listed 4300001 2024-01-10 Chile
post_listed sale-4300002 2024-01-10
today=2025-02-01
issue CREC-2025-01-31

: >"$HERE/unexpected"
after=
for day in "$HERE"/days/*; do
	play "${day##*/}"
done
is "$(cat "$HERE/unexpected")" "" "each day's run ends as it should"

# Requests

cat "$SITE/requests" "$OLD/requests" >"$HERE/requests"
made=$(wc -l <"$HERE/requests")
echo "# $made requests, $needed needed"
ok "$((made * 10 > needed * 12))" "at most a fifth more requests than needed"
is "$(grep -c "$NOTIFICATIONS.*	403	" "$HERE/requests")" 14 \
    "who blocks us is asked once a day"

# What was published

is "$(sql "SELECT count(*) FROM arms.notice_publication")" "$documents" \
    "each document is there once, also those that moved"
is "$(sql "SELECT count(DISTINCT (source, sha256)) FROM arms.document")" \
    "$versions" "in each version that there was"

# A single backfill of the same

known >"$HERE/year"
PGDATABASE=${PGDATABASE}_clean
ARMSETL_DATA_DIR=$HERE/clean
settings "$BASE"
database
run migrate
for source in $SOURCES; do
	run_on "$today" backfill "$source" --since "$FIRST" --until "$today"
	is "$status" 0 "$source: a single backfill"
done
known >"$HERE/clean.rows"
same_file "$HERE/year" "$HERE/clean.rows" "comes to the same"
old_stop
trap publisher_stop EXIT

done_testing
