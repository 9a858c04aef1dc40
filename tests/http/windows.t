#!/bin/sh
# The search never gives many results: it is asked for windows of days, halved
# until each fits a page, and a day that does not fit is paged through.
set -u
. tests/lib.sh
. tests/http/publisher.sh

windows() { # the windows asked for, "since until page"
	sed -n 's/.*gte%5D=\([0-9-]*\)&.*lte%5D=\([0-9-]*\)&.*&page=\([0-9]*\).*/\1 \2 \3/p' \
	    "$SITE/requests"
}

database
ago=0
while [ $ago -le 32 ]; do
	notices 1 $ago $((27001 + ago))
	ago=$((ago + 1))
done
notices 7 3 28001
i=0
while [ $i -lt 7 ]; do
	list_document "2026-$((29000 + i))" "$(day 3)" \
	    "Meeting of the Example Board" 2026-28001
	i=$((i + 1))
done
publisher_start
use_publisher "[federal-register]" "first_days = 30"

# All on one page, to compare with

run run federal-register
is "$status" 0 "with large pages the run succeeds"
is "$(requests documents.json) $(requests /full_text/)" "1 38" \
    "one request lists everything"
is "$(counted document)" 38 "from thirty days ago to today"
state >"$HERE/wanted"

# Small pages

start_over
use_publisher "[federal-register]" "first_days = 30" "page_size = 4"
run run federal-register
is "$status" 0 "with small pages the run succeeds"
state >"$HERE/got"
same_file "$HERE/got" "$HERE/wanted" "and gets the same"
is "$(requests /full_text/)" 38 "each text once"
is "$(cut -f 2 "$SITE/requests" | sort | uniq -d)" "" "nothing is asked twice"
is "$(windows | grep -v ' 1$')" "$(day 3) $(day 3) 2
$(day 3) $(day 3) 3
$(day 3) $(day 3) 4" "only the busy day is paged through"
is "$(windows | head -n 3)" "$(day 30) $(day 0) 1
$(day 30) $(day 16) 1
$(day 30) $(day 24) 1" "windows are halved"
is "$(windows | wc -l)" 22 "with no more requests than that takes"

# The same result twice, as when documents change place between pages

start_over
faults "&page=2 duplicate"
run run federal-register
is "$status" 0 "a result that comes twice is no trouble"
state >"$HERE/got"
same_file "$HERE/got" "$HERE/wanted" "and changes nothing"

# The server takes other page sizes for 20

for size in 1 2001 3000; do
	use_publisher "[federal-register]" "page_size = $size"
	run sources
	is "$status" 78 "page_size = $size is refused"
done

# More than fifty pages

start_over
use_publisher "[federal-register]" "page_size = 2"
: >"$SITE/index"
i=0
while [ $i -lt 101 ]; do
	list_document "2026-$((30000 + i))" "$(day 7)" \
	    "Meeting of the Example Board" 2026-28001
	i=$((i + 1))
done
run run federal-register
is "$status" 65 "a day of more than fifty pages is not whole"
like "$err" "$(day 7): 101 documents are more than the search gives" \
    "and that is said"
is "$(requests '&page=50	') $(requests '&page=51	')" "1 0" \
    "the page after the fiftieth, which is the first again, is not asked for"
is "$(counted document)" 0 "and nothing is loaded"

done_testing
