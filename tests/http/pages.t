#!/bin/sh
# Announcements on pages: listings, pages edited in place, pages that block.
. tests/lib.sh
. tests/http/publisher.sh
. tests/http/pages.sh
. tests/clock.sh

publisher_start
database
run migrate

article 4400001 7 26-1 Norway 10
article 4400002 9 26-2 Japan 20
article 4400003 13 26-3 Kuwait 30
article 4400004 400 25-4 Chile 40
listing 1 4400001:7:Norway 4400002:9:Japan
listing 2 4400003:13:Kuwait
listing 3 4400004:400:Chile
listing 4

# The listing is walked as far as the window goes

run_on "$(day 4)" run dsca
is "$status" 0 "a listing is walked"
is "$(sql "SELECT string_agg(transmittal || ' ' || total_usd, ', '
    ORDER BY transmittal) FROM arms.notice")" \
    "26-1 10000000.00, 26-2 20000000.00, 26-3 30000000.00" \
    "each announcement of the window is there"
is "$(requests "Page=4")" 0 "and no page behind the window is asked for"

# Edited in place

forget_requests
article 4400001 7 26-1 Norway 15
run_on "$(day 3)" run dsca
is "$status $(requests /Article/)" "0 0" "the next day no page is asked for"
run_on "$(day 2)" run dsca
is "$status $(requests "/Article/")" "0 1" \
    "half of the window behind its day, a page is"
is "$(requests "4400002/.*	304")" 1 "and hears that it is unchanged"
run run dsca
is "$status $(requests "/Article/") $(requests "4400001/.*	200")" "0 2 1" \
    "and so is the next"
is "$(sql "SELECT total_usd FROM arms.notice WHERE transmittal = '26-1'")" \
    15000000.00 "a page edited in place is a new version"
is "$(sql "SELECT total_usd FROM arms_history.notice_history
    WHERE transmittal = '26-1'")" 10000000.00 "what it said before is kept"
is "$(sql "SELECT count(*) FROM arms.notice_publication")" 3 \
    "of the same publication"

# Moved to another address

mv "$SITE/pages$ARTICLES/4400003/Kuwait" "$SITE/pages$ARTICLES/4400003/Kuwait-2"
listing 2 4400003:13:Kuwait-2
run run dsca
is "$status" 0 "an article at another address"
is "$(sql "SELECT count(*) FROM arms.notice_publication")" 3 \
    "is the same publication"

# What goes wrong

listing 2
listing 3 4400003:13:Kuwait-2
article 4400005 2 26-5 Poland 50
listing 1 4400005:2:Poland 4400001:7:Norway 4400002:9:Japan
listing 4 4400004:400:Chile
run run dsca
is "$status" 65 "a page without entries before the end: exit status 65"
like "$err" "page 2 of the listing has no entries, and page 3 has" "is said"
is "$(sql "SELECT count(*) FROM arms.notice WHERE transmittal = '26-5'")" 0 \
    "and what was found is not loaded"

listing 2 4400005:2:Poland 4400001:7:Norway
run run dsca
is "$status" 65 "a page that repeats the first: exit status 65"
like "$err" "page 2 of the listing repeats earlier ones" "is said"

listing 1
listing 2
run run dsca
is "$status" 65 "a listing of nothing: exit status 65"
like "$err" "lists nothing" "is said"

listing 1 4400005:2:Poland
listing 3
run run dsca
is "$status $(sql "SELECT count(*) FROM arms.notice
    WHERE transmittal = '26-5'")" "0 1" \
    "a listing that is whole again lets all be loaded"
faults "Page=1 status 403"
run run dsca
is "$status" 77 "a listing that blocks us: exit status 77"
faults "4400005 html"
run_on "$(day -5)" run dsca
is "$status" 77 "an article that blocks us with 200: exit status 77"
is "$(sql "SELECT count(*), min(total_usd) FROM arms.notice
    WHERE transmittal = '26-5'")" "1|50000000.00" "is not read as a notice"
faults
forget_requests
run_on "$(day -5)" run dsca
is "$status $(requests 4400005)" "0 1" "and is asked for again"

# The State Department's listing and posts

post a 700001 1 26-90 Sweden 60
post b 700002 2 "" Qatar 70
post c 700003 4 26-92 Oman 80
notifications index 2 a:1 b:2
notifications page/2/index 2 c:4
faults
run run state
is "$status" 0 "the State Department's posts"
is "$(sql "SELECT string_agg(coalesce(transmittal, '-') || ' ' || purchaser_iso3
    || ' ' || total_usd, ', ' ORDER BY purchaser_iso3)
    FROM arms.publication WHERE surface = 'state'")" \
    "26-92 OMN 80000000.00, - QAT 70000000.00, 26-90 SWE 60000000.00" \
    "are read, with or without a number"
is "$(requests "$NOTIFICATIONS/page/3")" 0 "and the last page is the last"
is "$(sql "SELECT string_agg(DISTINCT quantity || ' ' || designation, ', ')
    FROM arms.publication_item JOIN arms.publication p USING (document_id)
    WHERE p.surface = 'state'")" "12 launchers" \
    "a list cut over two blocks is joined"

# What a page's reader may give

use_publisher "[dsca]" "read_output = 40"
start_over
run run dsca
is "$status" 65 "a listing whose reader gives too much: exit status 65"
like "$err" "^armsetl: error: dsca: $BASE$LISTING\?Page=1: its worker gave \
more than 40 bytes \(limit read_output\)$" "says of which, and which limit"
is "$(find "$ARMSETL_DATA_DIR" -name cursor) $(requests Page=)" " 1" \
    "the cursor stays, and no other page is asked for"
use_publisher
run run dsca
is "$status $(find "$ARMSETL_DATA_DIR" -name cursor | grep -c .)" "0 1" \
    "without the limit it is read"

done_testing
