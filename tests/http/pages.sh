# Announcements on pages of sales that never were, in the layouts of the real
# ones: DSCA's articles and the State Department's posts, and their listings.
# Sourced behind tests/http/publisher.sh.
# shellcheck shell=sh disable=SC2154 # SITE, BASE: publisher.sh

LISTING=/Press-Media/Major-Arms-Sales
ARTICLES=$LISTING/Article-Display/Article
POSTS=/releases/bureau-of-political-military-affairs
NOTIFICATIONS=/arms-sales-congressional-notifications
mkdir -p "$SITE/pages$ARTICLES" "$SITE/pages$POSTS" \
    "$SITE/pages$NOTIFICATIONS/page"

article() { # ID AGO NUMBER COUNTRY MILLIONS [WORD]
	mkdir -p "$SITE/pages$ARTICLES/$1"
	cat >"$SITE/pages$ARTICLES/$1/${4%% *}" <<-ARTICLE
	<html><head><meta property="og:url" content="$BASE$ARTICLES/$1/${4%% *}"></head>
	<body><div class="adetail news"><div id="news-content">
	<div class="header"><div class="category-date"><b>NEWS</b> | $(day_as '%b. %-d, %Y' "$2")</div>
	<h1 class="title" itemprop="headline">$4 – Example Launchers</h1></div>
	<div class="body" itemprop="articleBody">
	Media/Public Contact: someone@example.org<br />
	Transmittal No. $3<br /><br />
	WASHINGTON, $(day_as '%B %-d, %Y' "$2") - The State Department has approved ${6:-} a possible Foreign Military Sale to the Government of $4 of launchers for an estimated cost of \$$5 million.<br /><br />
	The Government of $4 has requested to buy twelve (12) Example Launchers. The estimated total cost is \$$5 million.<br /><br />
	</div></div></div></body></html>
	ARTICLE
}

listing_entry() { # ID AGO COUNTRY
	echo "<div class=item><p class=date>$(day_as '%b. %-d, %Y' "$2")</p>" \
	    "<p class=title><a href='$ARTICLES/$1/$3'>One</a></p></div>"
}

listing() { # PAGE [ID:AGO:COUNTRY...]
	page=$1
	shift
	{
		echo '<html><body><div class="listing">'
		for entry; do
			rest=${entry#*:}
			listing_entry "${entry%%:*}" "${rest%%:*}" "${rest#*:}"
		done
		echo '</div></body></html>'
	} >"$SITE/pages$LISTING?Page=$page"
}

post() { # SLUG ID AGO NUMBER COUNTRY MILLIONS
	mkdir -p "$SITE/pages$POSTS/$1"
	cat >"$SITE/pages$POSTS/$1/index" <<-POST
	<html><head><link rel="canonical" href="$BASE$POSTS/$1/">
	<meta property="article:modified_time" content="$(day "$3")T10:00:00+00:00"></head>
	<body><article id="post-$2" class="post-$2 state_press_release type-state_press_release">
	<div class="entry-content"><h1 class="featured-content__headline">$5 – Example Launchers</h1>
	<p class="article-meta__publish-date">$(day_as '%B %-d, %Y' "$3")</p>
	<div class="wp-block-paragraph"><p>${4:+Transmittal# $4}</p></div>
	<div class="wp-block-paragraph"><p>A possible Foreign Military Sale to the Government of $5. The estimated total cost is \$$6 million. The Government of $5 has requested to buy twelve (12)</p></div>
	<div class="wp-block-paragraph"><p>launchers.</p></div></div></article></body></html>
	POST
}

notifications_entry() { # SLUG AGO
	echo "<li class='collection-result'>" \
	    "<p class='collection-result__date'>A kind of document</p>" \
	    "<a href='$BASE$POSTS/$1/'>One</a>" \
	    "<div class='collection-result-meta'><span>$(
		day_as '%B %-d, %Y' "$2")</span></div></li>"
}

notifications() { # FILE LAST-PAGE [SLUG:AGO...]
	file=$SITE/pages$NOTIFICATIONS/$1
	last=$2
	shift 2
	mkdir -p "$(dirname "$file")"
	{
		echo '<ul class="collection-results">'
		for entry; do
			notifications_entry "${entry%:*}" "${entry#*:}"
		done
		echo "</ul><a href='$BASE$NOTIFICATIONS/page/$last/'>$last</a>"
	} >"$file"
}
