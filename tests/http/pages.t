#!/bin/sh
# Announcements on pages: listings, pages edited in place, pages that block.
. tests/lib.sh
. tests/http/publisher.sh

LISTING=/Press-Media/Major-Arms-Sales
ARTICLES=$LISTING/Article-Display/Article
mkdir -p "$SITE/pages$ARTICLES"

short_day() { # AGO
	LC_ALL=C date -u -d "$1 days ago" '+%b. %-d, %Y'
}

# An announcement of a sale that never was, in the layout of the real ones.
article() { # ID AGO NUMBER COUNTRY MILLIONS [WORD]
	mkdir -p "$SITE/pages$ARTICLES/$1"
	cat >"$SITE/pages$ARTICLES/$1/${4%% *}" <<-ARTICLE
	<html><head><meta property="og:url" content="$BASE$ARTICLES/$1/${4%% *}"></head>
	<body><div class="adetail news"><div id="news-content">
	<div class="header"><div class="category-date"><b>NEWS</b> | $(short_day "$2")</div>
	<h1 class="title" itemprop="headline">$4 – Example Launchers</h1></div>
	<div class="body" itemprop="articleBody">
	Media/Public Contact: someone@example.org<br />
	Transmittal No. $3<br /><br />
	WASHINGTON, $(LC_ALL=C date -u -d "$2 days ago" '+%B %-d, %Y') - The State Department has approved ${6:-} a possible Foreign Military Sale to the Government of $4 of launchers for an estimated cost of \$$5 million.<br /><br />
	The Government of $4 has requested to buy twelve (12) Example Launchers. The estimated total cost is \$$5 million.<br /><br />
	</div></div></div></body></html>
	ARTICLE
}

listing() { # PAGE [ID:AGO:COUNTRY...]
	page=$1
	shift
	{
		echo '<html><body><div class="listing">'
		for entry; do
			id=${entry%%:*}
			rest=${entry#*:}
			echo "<div class=item><p class=date>$(short_day "${rest%%:*}")</p>" \
			    "<p class=title><a href='$ARTICLES/$id/${rest#*:}'>One</a></p></div>"
		done
		echo '</div></body></html>'
	} >"$SITE/pages$LISTING?Page=$page"
}

publisher_start
database
run migrate

article 4400001 3 26-1 Norway 10
article 4400002 5 26-2 Japan 20
article 4400003 9 26-3 Kuwait 30
article 4400004 400 25-4 Chile 40
listing 1 4400001:3:Norway 4400002:5:Japan
listing 2 4400003:9:Kuwait
listing 3 4400004:400:Chile
listing 4

# The listing is walked as far as the window goes

run run dsca
is "$status" 0 "a listing is walked"
is "$(sql "SELECT string_agg(transmittal || ' ' || total_usd, ', '
    ORDER BY transmittal) FROM arms.notice")" \
    "26-1 10000000.00, 26-2 20000000.00, 26-3 30000000.00" \
    "each announcement of the window is there"
is "$(requests "Page=4")" 0 "and no page behind the window is asked for"

# Edited in place

forget_requests
article 4400002 5 26-2 Japan 25
article 4400001 3 26-1 Norway 10 "again"
run run dsca
is "$status" 0 "the next run"
is "$(requests "GET.*/Article/.*	304")" 1 \
    "asks again, and hears that a page is unchanged"
is "$(sql "SELECT total_usd FROM arms.notice WHERE transmittal = '26-2'")" \
    25000000.00 "a page edited in place is a new version"
is "$(sql "SELECT total_usd FROM arms.notice_history
    WHERE transmittal = '26-2'")" 20000000.00 "what it said before is kept"
is "$(sql "SELECT count(*) FROM arms.notice_publication")" 3 \
    "of the same publication"

# Moved to another address

mv "$SITE/pages$ARTICLES/4400003/Kuwait" "$SITE/pages$ARTICLES/4400003/Kuwait-2"
listing 2 4400003:9:Kuwait-2
run run dsca
is "$status" 0 "an article at another address"
is "$(sql "SELECT count(*) FROM arms.notice_publication")" 3 \
    "is the same publication"

# What goes wrong

listing 2
listing 3 4400003:9:Kuwait-2
article 4400005 2 26-5 Poland 50
listing 1 4400005:2:Poland 4400001:3:Norway 4400002:5:Japan
listing 4 4400004:400:Chile
run run dsca
is "$status" 65 "a page without entries before the end: exit status 65"
like "$err" "page 2 of the listing has no entries, and page 3 has" "is said"
is "$(sql "SELECT count(*) FROM arms.notice WHERE transmittal = '26-5'")" 0 \
    "and what was found is not loaded"

listing 2 4400005:2:Poland 4400001:3:Norway
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
run run dsca
is "$status" 77 "an article that blocks us with 200: exit status 77"
is "$(sql "SELECT count(*), min(total_usd) FROM arms.notice
    WHERE transmittal = '26-5'")" "1|50000000.00" "is not read as a notice"
faults
run run dsca
is "$status" 0 "and is asked for again"

# The State Department's listing and posts

POSTS=/releases/bureau-of-political-military-affairs
NOTIFICATIONS=/arms-sales-congressional-notifications
mkdir -p "$SITE/pages$NOTIFICATIONS/page/2" "$SITE/pages$POSTS/a" \
    "$SITE/pages$POSTS/b" "$SITE/pages$POSTS/c"

post() { # SLUG ID AGO NUMBER COUNTRY MILLIONS
	cat >"$SITE/pages$POSTS/$1/index" <<-POST
	<html><head><link rel="canonical" href="$BASE$POSTS/$1/">
	<meta property="article:modified_time" content="$(day "$3")T10:00:00+00:00"></head>
	<body><article id="post-$2" class="post-$2 state_press_release type-state_press_release">
	<div class="entry-content"><h1 class="featured-content__headline">$5 – Example Launchers</h1>
	<p class="article-meta__publish-date">$(LC_ALL=C date -u -d "$3 days ago" '+%B %-d, %Y')</p>
	<div class="wp-block-paragraph"><p>${4:+Transmittal# $4}</p></div>
	<div class="wp-block-paragraph"><p>A possible Foreign Military Sale to the Government of $5. The estimated total cost is \$$6 million. The Government of $5 has requested to buy twelve (12)</p></div>
	<div class="wp-block-paragraph"><p>launchers.</p></div></div></article></body></html>
	POST
}

notifications() { # FILE LAST-PAGE [SLUG:AGO...]
	file=$SITE/pages$NOTIFICATIONS/$1
	last=$2
	shift 2
	{
		echo '<ul class="collection-results">'
		for entry; do
			echo "<li class='collection-result'>" \
			    "<p class='collection-result__date'>A kind of document</p>" \
			    "<a href='$BASE$POSTS/${entry%:*}/'>One</a>" \
			    "<div class='collection-result-meta'><span>$(
				LC_ALL=C date -u -d "${entry#*:} days ago" '+%B %-d, %Y')</span></div></li>"
		done
		echo "</ul><a href='$BASE$NOTIFICATIONS/page/$last/'>$last</a>"
	} >"$file"
}

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

done_testing
