#!/bin/sh
# The library of announcements: a listing in pages whose end is nowhere said.
. tests/lib.sh
. tests/http/publisher.sh

LIBRARY=/Press-Media/Major-Arms-Sales/Major-Arms-Sales-Library
FILES=https://media.defense.gov/2026/Jan/15
PAGES=$SITE/pages$LIBRARY
mkdir -p "${PAGES%/*}"

library() { # PAGE [NAME...]: a page with these files, and links to pages
	page=$1
	shift
	{
		echo '<html><head><title>Library</title></head><body>'
		echo '<a href="/Press-Media/Major-Arms-Sales">Sales</a>'
		for name; do
			echo "<p><a href=\"$FILES/${#name}/PRESS RELEASE - $name CN.PDF\">Press Release - $name CN.PDF</a></p>"
		done
		for n in $PAGER; do
			echo "<a href=\"$LIBRARY?igpage=$n\">$n</a>"
		done
		echo '</body></html>'
	} >"$PAGES?igpage=$page"
}

pages() { # LAST: how many the library has; the rest is not there
	rm -f "$PAGES"*
	PAGER=$(seq 2 "$1")
}

names() {
	sql "SELECT coalesce(string_agg(DISTINCT transmittal, ' '), 'none') FROM arms.publication"
}

publisher_start
database
run migrate

walked() { # NAME STATUS NAMES [MESSAGE]: a run from nothing
	start_over
	run run dsca-library
	is "$status" "$2" "$1: exit status $2"
	is "$(names)" "$3" "$1: the names are there"
	[ $# -lt 4 ] || like "$err" "$4" "$1: says why"
}

# Ends -----------------------------------------------------------------------

pages 2
library 1 "Norway 26-1" "Japan 26-2"
library 2 "Kuwait 26-3"
library 3
library 4
walked "an empty page, and another" 0 "26-1 26-2 26-3"
is "$(requests igpage=)" 4 "the page behind an empty one is asked for, too"
is "$(sql "SELECT string_agg(url, ' ') FROM arms.publication
    WHERE transmittal = '26-3'")" \
    "$FILES/11/PRESS%20RELEASE%20-%20Kuwait%2026-3%20CN.PDF" \
    "the address is the file's, blanks written out"
is "$(counted fault)" 0 "the empty pages are no faults"

run run dsca-library
is "$status" 0 "a second run"
is "$(sql "SELECT counts - 'fetch' FROM arms.run ORDER BY run_id DESC LIMIT 1")" "{}" \
    "changes nothing"

cp "$PAGES?igpage=2" "$PAGES?igpage=3"
walked "the last page again behind the last" 0 "26-1 26-2 26-3"
is "$(requests igpage=)" 3 "and no page behind that is asked for"

cp "$PAGES?igpage=1" "$PAGES?igpage=3"
walked "the first page again behind the last" 0 "26-1 26-2 26-3"

pages 1
library 1 "Norway 26-1"
library 2
library 3
walked "one page" 0 "26-1"

# Faults ---------------------------------------------------------------------

pages 4
library 1 "Norway 26-1"
library 2 "Japan 26-2"
library 3
library 4 "Kuwait 26-4"
library 5
library 6
walked "an empty page in mid-sequence" 65 none \
    "^armsetl: error: dsca-library: page 3 links to no file, page 4 does; gate pages: 2 of 4"
is "$(requests igpage=)" 6 "and it goes on to the end"
run replay --accept-incomplete dsca-library
is "$status $(names)" "0 26-1 26-2 26-4" \
    "what was found is loaded when the operator accepts it"

cp "$PAGES?igpage=1" "$PAGES?igpage=2"
walked "the first page in place of the second" 65 none \
    "page 2 gives nothing new, although there is a page 4"
is "$(requests igpage=)" 2 "and it ends there"

library 2
library 3
walked "two empty pages in mid-sequence" 65 none \
    "page 2 gives nothing new, although there is a page 4"

library 1
walked "a library of nothing" 65 none "the first page links to no file"

# Blocks ---------------------------------------------------------------------

pages 1
library 1 "Norway 26-1"
library 2
library 3
start_over
faults "igpage status 403"
run run dsca-library
is "$status" 77 "403 is a block"

start_over
faults
sed 's/Library/Access Denied/' "$PAGES?igpage=1" >"$HERE/denied"
cp "$HERE/denied" "$PAGES?igpage=1"
run run dsca-library
is "$status" 77 "a page that denies access is a block"
is "$(names)" none "and not read"

done_testing
