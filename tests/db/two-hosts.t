#!/bin/sh
# Two hosts with one database: two data directories, at the same moment and in
# turn. No document is loaded twice, nothing goes to and fro between them, and
# neither waits for ever.
set -u
. tests/lib.sh
. tests/http/publisher.sh

database
run migrate
notices 3 9 26001
licences 2026-26050 9 "DDTC 25-001" Norway
publisher_start
all="federal-register ddtc dsca"

# The same sales on pages of another source.
LISTING=/Press-Media/Major-Arms-Sales
article() { # NUMBER COUNTRY MILLIONS
	address=$LISTING/Article-Display/Article/44000$1/$2
	mkdir -p "$SITE/pages${address%/*}"
	cat >"$SITE/pages$address" <<-ARTICLE
	<html><head><meta property="og:url" content="$BASE$address"></head>
	<body><div class="adetail news"><div id="news-content">
	<div class="header"><div class="category-date"><b>NEWS</b> | $short</div>
	<h1 class="title" itemprop="headline">$2 - Example Launchers</h1></div>
	<div class="body" itemprop="articleBody">Transmittal No. 26-$1<br /><br />
	WASHINGTON, $long - The State Department has approved a possible Foreign Military Sale to the Government of $2 of launchers for an estimated cost of \$$3 million.<br /><br />
	The Government of $2 has requested to buy twelve (12) Example Launchers. The estimated total cost is \$$3 million.<br /><br />
	</div></div></div></body></html>
	ARTICLE
	echo "<div class=item><p class=date>$short</p>" \
	    "<p class=title><a href='$address'>One</a></p></div>" \
	    >>"$SITE/pages$LISTING?Page=1"
}
short=$(LC_ALL=C date -u -d "9 days ago" '+%b. %-d, %Y')
long=$(LC_ALL=C date -u -d "9 days ago" '+%B %-d, %Y')
mkdir -p "$SITE/pages$LISTING"
echo "<html><body>" >"$SITE/pages$LISTING?Page=1"
for page in 2 3; do
	echo "<html><body></body></html>" >"$SITE/pages$LISTING?Page=$page"
done
article 1 Norway 10
article 2 Norway 20
article 3 Kuwait 30

on() { # HOST COMMAND...: its status is in $status
	host=$1
	shift
	status=0
	ARMSETL_DATA_DIR=$HERE/$host timeout 300 "$ARMSETL" \
	    --config "$HERE/conf" "$@" >"$HERE/$host.out" 2>"$HERE/$host.err" \
	    9>&- || status=$?
}

once() { # HOST COMMAND...: as `on', for a background
	on "$@"
	echo "$status" >"$HERE/$1.status"
}

settled() { # NAME
	is "$(sql "SELECT count(*) FROM (SELECT source, url, sha256
	    FROM arms.document GROUP BY 1, 2, 3 HAVING count(*) > 1) x")" 0 \
	    "$1: no document is there twice"
	# A sale that is announced after it was published has one.
	is "$(sql "SELECT count(*) FROM (SELECT notice_id FROM arms_history.notice_history
	    GROUP BY 1 HAVING count(*) > 1) x")" 0 \
	    "$1: no notice goes to and fro"
	is "$(sql "SELECT count(*) FROM (SELECT document_id
	    FROM arms_history.document_history GROUP BY 1 HAVING count(*) > 1) x")" 0 \
	    "$1: nor does a document, which the second host may find again"
	is "$(sql "SELECT count(*) FROM arms_history.publication_history")" 0 \
	    "$1: nor what it says"
	is "$(sql "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'
	    AND database = (SELECT oid FROM pg_database
	        WHERE datname = current_database())")" 0 "$1: no lock is left"
}

for round in 1 2 3; do
	notices 2 8 26${round}11
	article ${round}11 Chile 7
	# shellcheck disable=SC2086 # a list of words
	{
		once a run $all &
		first=$!
		once b run $all
		wait $first
	}
	for host in a b; do
		like "$(cat "$HERE/$host.status")" '^(0|75)$' \
		    "round $round: $host ends, if it is to be called later"
	done
	# What one had to leave is done by its next run.
	# shellcheck disable=SC2086 # a list of words
	on a run $all
	is "$status" 0 "round $round: then one in turn"
	# shellcheck disable=SC2086 # a list of words
	on b run $all
	is "$status" 0 "round $round: and the other"
	is "$(counted notice)" $((4 + 2 * round)) "round $round: all is there"
	settled "round $round"
done

# In turn, with nothing new: nothing is loaded any more.
runs=$(sql "SELECT max(run_id) FROM arms.run")
state >"$HERE/before"
places=$(sql "SELECT source, name, place, loaded_at FROM arms_internal.package ORDER BY 1, 2, 3")
for round in 1 2; do
	for host in a b; do
		on $host replay
		is "$status" 0 "in turn, $host has nothing to load"
	done
done
is "$(sql "SELECT source, name, place, loaded_at FROM arms_internal.package ORDER BY 1, 2, 3")" \
    "$places" "no package is loaded a second time"
is "$(sql "SELECT count(*) FROM arms.run WHERE run_id > $runs
    AND counts - 'fetch' <> '{}'")" 0 "nothing is merged a second time"
state >"$HERE/after"
same_file "$HERE/after" "$HERE/before" "and no row has changed"

# The archive of the other host is not here, which is no damage. Which of the two
# was the first to fetch a document is chance.
on a check --deep
is "$status" 0 "check --deep succeeds on one host"
on b check --deep
is "$status" 0 "check --deep succeeds on the other"
like "$(cat "$HERE/a.out" "$HERE/b.out")" \
    "rows       federal-register: [0-9]+ documents in this archive, [1-9][0-9]* not in this archive, 0 wrong, 0 lost" \
    "and counts what is not in its archive"
is "$(sql "SELECT count(DISTINCT host) FROM arms.run")" 1 \
    "the ledger has the machine of each run"

# Packages of one name: of archives that noted no run, and had one a day.
rm -rf "$HERE/b"
cp -r "$HERE/a" "$HERE/b"
for host in a b; do
	n=$([ $host = a ] && echo 1 || echo 2)
	notice_text "2026-2790$n" "$(day 5)" "26-90$n" Norway 7 \
	    >"$HERE/2026-2790$n.txt"
	on $host import federal-register "$HERE/2026-2790$n.txt"
	on $host transform federal-register
	packages=$HERE/$host/packages/federal-register
	mv "$packages/$(ls "$packages" | tail -n 1)" \
	    "$packages/federal-register-29990101T000000.000000Z"
	on $host load federal-register
	is "$status" 0 "$host goes on with a copy, and loads"
done
is "$(sql "SELECT count(*), count(DISTINCT name) FROM arms_internal.package
    WHERE source = 'federal-register' AND name = (SELECT name FROM arms_internal.package
        WHERE source = 'federal-register' ORDER BY loaded_at DESC LIMIT 1)")" \
    "2|1" "there are two packages of one name"
runs=$(sql "SELECT max(run_id) FROM arms.run")
for host in a b a b; do
	on $host load federal-register
done
is "$(sql "SELECT count(*) FROM arms.run WHERE run_id > $runs
    AND counts <> '{}'")" 0 "packages of one name do not take turns in being loaded"
settled "at the end"

# A table without a date of its own is dated by when it was fetched last, by
# either host: its date does not go to and fro with the packages.
for host in a b; do
	on $host import section-655 tests/golden/section-655/by-category.csv
	on $host replay section-655
done
editions=$(sql "SELECT document_id, edition_at FROM arms.edition ORDER BY 1")
for host in a b; do
	sed "s/2019/$([ $host = a ] && echo 2017 || echo 2018)/" \
	    tests/golden/section-655/by-category.csv >"$HERE/655-$host.csv"
	on $host import section-655 "$HERE/655-$host.csv"
	on $host replay section-655
	is "$status" 0 "$host has another edition"
done
is "$(sql "SELECT count(*) FROM arms.edition")" 3 "and so there are three"
is "$(sql "SELECT e.document_id, e.edition_at FROM arms.edition e
    JOIN arms.document USING (document_id)
    WHERE sha256 = '$(sha256sum tests/golden/section-655/by-category.csv |
	cut -d ' ' -f 1)'")" "$editions" "the first is where it was"
state >"$HERE/before"
for host in a b; do
	on $host replay section-655
done
state >"$HERE/after"
same_file "$HERE/after" "$HERE/before" "and stays there"

done_testing
