#!/bin/sh
# Announcements of contracts: the listing, the feed, pages to which awards are
# added for some days, and corrections.
set -u
. tests/lib.sh
. tests/http/publisher.sh
. tests/clock.sh

LISTING=/News/Contracts
ARTICLES=$LISTING/Contract/Article
FEED='/DesktopModules/ArticleCS/RSS.ashx?ContentType=400&Site=945&max=20'
mkdir -p "$SITE/pages$ARTICLES" "$SITE/pages${FEED%/*}"

paragraph() { # NUMBER DOLLARS [COUNTRY]
	echo "<p>Zeta Corp., Reno, Nevada, is awarded a \$$2 firm-fixed-price" \
	    "contract ($1) for launchers." \
	    "${3:+This contract involves Foreign Military Sales to $3.}" \
	    "Work will be performed in Reno, Nevada, and is expected to be" \
	    "completed by June 2031. Naval Sea Systems Command, Washington," \
	    "D.C., is the contracting activity.</p>"
}

article() { # ID AGO; the paragraphs come from standard input
	mkdir -p "$SITE/pages$ARTICLES/$1/a-day"
	{
		echo "<html><body><div class='article-view'>" \
		    "<h1 class='maintitle'>Contracts For" \
		    "$(day_as '%b. %-d, %Y' "$2")</h1>" \
		    "<div class='body'><p>NAVY</p>"
		cat
		echo "</div></div></body></html>"
	} >"$SITE/pages$ARTICLES/$1/a-day/index"
}

listing() { # PAGE [ID:AGO...]
	page=$1
	shift
	{
		echo '<html><body><div class="listing">'
		for entry; do
			echo "<listing-titles-only article-id='${entry%:*}'" \
			    "article-title='Contracts For" \
			    "$(day_as '%b. %-d, %Y' "${entry#*:}")'" \
			    "article-url='https://www.defense.gov$ARTICLES/${entry%:*}/a-day/'>" \
			    "</listing-titles-only>"
		done
		echo '</div></body></html>'
	} >"$SITE/pages$LISTING/?Page=$page"
}

feed() { # [ID:AGO...]
	{
		echo '<?xml version="1.0"?><rss><channel>'
		for entry; do
			echo "<item><title>Contracts for" \
			    "$(day_as '%b. %-d, %Y' "${entry#*:}")</title>" \
			    "<link>$BASE$ARTICLES/${entry%:*}/a-day/</link></item>"
		done
		echo '</channel></rss>'
	} >"$SITE/pages$FEED"
}

awards() {
	sql "SELECT string_agg(contract_numbers[1] || ' ' || amount_usd::bigint,
	        ', ' ORDER BY article, position) FROM arms.contract_award"
}

publisher_start
use_publisher "[dod-contracts]" "floor_per_year = 0"
database
run migrate

paragraph N00024-31-C-0001 1000000 Japan | article 4400001 2
paragraph N00024-31-C-0002 2000000 | article 4400002 1
paragraph N00024-31-C-0003 3000000 | article 4400003 1
listing 1 4400002:1 4400001:2
listing 2 4400009:400
listing 3
feed 4400003:1 4400002:1
run run dod-contracts
is "$status" 0 "a listing whose entries are of the host before is walked"
is "$(awards)" \
    "N0002431C0001 1000000, N0002431C0002 2000000, N0002431C0003 3000000" \
    "the feed has what the listing has not yet"
is "$(requests "$ARTICLES/4400002")" 1 "a page that both have is asked for once"
is "$(requests "Page=3") $(requests "4400009")" "0 0" \
    "and nothing behind the window"
is "$(sql "SELECT iso3 FROM arms.award_customer")" JPN \
    "whom an award is for is there"

# Awards are added to a page

{
	paragraph N00024-31-C-0002 2000000
	paragraph N00024-31-C-0004 4000000 Norway
} | article 4400002 1
feed
run_on "$(day -1)" run dod-contracts
is "$status" 65 "a feed that lists nothing fails its gate"
feed 4400003:1 4400002:1
run_on "$(day -1)" run dod-contracts
is "$status $(awards)" "0 N0002431C0001 1000000, N0002431C0002 2000000, \
N0002431C0004 4000000, N0002431C0003 3000000" "an award that is added is found"
is "$(sql "SELECT count(*) FROM arms_history.contract_award_history
            WHERE contract_numbers[1] = 'N0002431C0004'")" 0 \
    "it has no version before"

# A later page corrects

{
	echo "<p>CORRECTION: The contract announced on" \
	    "$(day_as '%b. %-d, %Y' 1), to Zeta Corp., Reno, Nevada" \
	    "(N00024-31-C-0004), is corrected to the following:</p>"
	paragraph N00024-31-C-0004 4400000 Norway
} | article 4400005 0
listing 1 4400005:0 4400002:1 4400001:2
run_on "$(day -2)" run dod-contracts
is "$(sql "SELECT string_agg(article || ' ' || kind || ' ' || version || ' '
        || is_current || coalesce(' ' || amount_usd::bigint, ''), ', '
        ORDER BY article, position)
      FROM arms.contract_award WHERE contract_numbers[1] = 'N0002431C0004'")" \
    "4400002 award 1 false 4000000, 4400005 correction 1 false, \
4400005 award 2 true 4400000" "a correction stands in place of what it corrects"
is "$(sql "SELECT sum(amount_usd)::bigint FROM arms.contract_award
            WHERE is_current")" 10400000 "sums have the corrected sum alone"
before=$(sql "SELECT md5(string_agg(t::text, '' ORDER BY award_id))
    FROM (SELECT award_id, version, corrects, is_current, amount_usd
            FROM arms.contract_award) t")
run replay dod-contracts
is "$status $(sql "SELECT count(*) FROM arms.contract_award
    WHERE run_id = (SELECT max(run_id) FROM arms.run)")" "0 0" \
    "reading it all again changes nothing"
empty_database
run replay dod-contracts
is "$(sql "SELECT md5(string_agg(t::text, '' ORDER BY award_id))
    FROM (SELECT award_id, version, corrects, is_current, amount_usd
            FROM arms.contract_award) t")" "$before" \
    "a database made again is the same"

# What goes wrong

faults "Page=1 status 403"
run run dod-contracts
is "$status" 77 "a listing that blocks us: exit status 77"
faults "4400005 html"
run_on "$(day -4)" run dod-contracts
is "$status" 77 "a page that blocks us with 200: exit status 77"
faults
echo "<p>All awards are in a table now.</p>" | article 4400006 -5
listing 1 4400006:-5 4400005:0 4400002:1
run_on "$(day -5)" run dod-contracts
is "$status" 65 "a page of another layout is refused: exit status 65"
like "$err" "no paragraph says that something is awarded" "and the log says why"

done_testing
