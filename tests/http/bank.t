#!/bin/sh
# The interface of the World Bank: tables in pages, the day of the last update as the
# edition, and errors that come with status 200.
set -u
. tests/lib.sh
. tests/http/publisher.sh
. tests/faults.sh

PAGES=$SITE/pages/v2
SERIES="NY.GDP.MKTP.CD SP.POP.TOTL MS.MIL.XPND.CD MS.MIL.XPND.GD.ZS"
mkdir -p "$PAGES/country/all/indicator"

# Ten countries and 25 years, the newest without a figure: 250 rows, of which this
# publisher gives a hundred a page, whatever is asked for.
page() { # INDICATOR PAGE EDITION FACTOR [TOTAL]
	awk -v indicator="$1" -v page="$2" -v edition="$3" -v factor="$4" \
	    -v total="${5:-250}" 'BEGIN {
		split("AUS BHR CAN JPN KOR NLD POL SAU TUR EMU", code, " ")
		printf "[{\"page\":%d,\"pages\":3,\"per_page\":100,\"total\":%d,"\
		    "\"sourceid\":\"2\",\"lastupdated\":\"%s\"},[", page, total, edition
		for (i = (page - 1) * 100; i < page * 100 && i < 250; i++) {
			year = 2024 - i % 25
			printf "%s{\"indicator\":{\"id\":\"%s\",\"value\":\"Example\"},"\
			    "\"country\":{\"id\":\"XY\",\"value\":\"%s\"},"\
			    "\"countryiso3code\":\"%s\",\"date\":\"%d\",\"value\":%s,"\
			    "\"unit\":\"\",\"obs_status\":\"\",\"decimal\":0}",
			    i % 100 ? ",\n" : "", indicator, code[int(i / 25) + 1],
			    code[int(i / 25) + 1], year,
			    year == 2024 ? "null" : factor * year
		}
		print "]]"
	}' >"$PAGES/country/all/indicator/$1?format=json&per_page=1000&page=$2"
}

table() { # INDICATOR EDITION FACTOR
	for n in 1 2 3; do
		page "$1" $n "$2" "$3"
	done
}

asked() { # how often each page of which table was asked for
	sed -n 's|^GET	/v2/\(country[^?]*\)?.*page=\([0-9]*\)	.*|\1 \2|p' \
	    "$SITE/requests" | sed 's|country/all/indicator/||' | LC_ALL=C sort
}

all_pages() {
	echo "country 1"
	for s in $SERIES; do
		printf '%s\n' "$s 1" "$s 2" "$s 3"
	done
}

all_first_pages() {
	for s in country $SERIES; do
		echo "$s 1"
	done | LC_ALL=C sort
}

gdp() { # what of it is loaded
	sql "SELECT count(*), count(value), sum(value) FROM arms.observation
	      WHERE dataset = 'world-bank' AND indicator = 'gdp'"
}

cp tests/golden/world-bank/countries.json \
    "$PAGES/country?format=json&per_page=1000&page=1"
for s in $SERIES; do
	table "$s" 2026-04-08 10
done
publisher_start
configure "[world-bank]" "base = $BASE"
database
run migrate

run run world-bank
is "$status" 0 "all tables are fetched"
is "$(asked)" "$(all_pages | LC_ALL=C sort)" "page by page"
is "$(gdp)" "250|240|4827600" \
    "each row is a figure, or is known to be none"
is "$(sql "SELECT DISTINCT edition_at::date, stated FROM arms.edition")" \
    "2026-04-08|t" "the edition is of the day of the last update"
is "$(sql "SELECT count(DISTINCT reporter), count(DISTINCT reporter_iso3)
    FROM arms.observation WHERE total_of IS NULL")" "9|9" \
    "a group of countries is no country"

# A day later nothing has changed.
forget_requests
run run world-bank
is "$status" 0 "a day later"
is "$(asked)" "$(all_first_pages)" "only the first pages are asked for"

# An error in the middle of a new edition.
table NY.GDP.MKTP.CD 2026-07-13 11
bad="$PAGES/country/all/indicator/NY.GDP.MKTP.CD?format=json&per_page=1000&page=2"
cp "$bad" "$HERE/page-2"
cp tests/golden/world-bank/drift-error.json "$bad"
run run world-bank
is "$status" 65 "an error with status 200"
like "$err" "World Bank answers: Invalid value \(120\): The provided value" \
    "is told in the publisher's words"
is "$(gdp)" "250|240|5020704" "what came is loaded, and nothing is lost"

# The first page is known by now; the others are of another edition, and asked for.
cp "$HERE/page-2" "$bad"
forget_requests
run run world-bank
is "$status" 0 "when it is mended"
is "$(asked | grep -c NY.GDP)" 3 "the pages of the older edition are asked for"
is "$(gdp)" "250|240|5310360" "and the table is whole"
rows=$(sql "SELECT count(*) FROM arms.observation WHERE indicator = 'gdp'")
fault_row publisher "an error with status 200 in place of a page of a table" \
    "tells it in the publisher's words, loads what came" 65 \
    $((rows < 250 ? 250 - rows : 0)) $((rows > 250 ? rows - 250 : 0))
is "$(sql "SELECT arms.as_of('2026-05-01') IS NULL;
    SELECT sum(value) FROM arms_as_of.observation
     WHERE dataset = 'world-bank' AND indicator = 'gdp'")" "f
4827600" "at an earlier time it is as it was"

# The table changes while it is read.
page SP.POP.TOTL 2 2026-04-08 10 249
page SP.POP.TOTL 1 2026-04-08 12
run run world-bank
is "$status" 65 "a page with another total"
like "$err" "the table changes while it is read" "is said"
page SP.POP.TOTL 2 2026-04-08 10
third="$PAGES/country/all/indicator/SP.POP.TOTL?format=json&per_page=1000&page=3"
table SP.POP.TOTL 2026-05-01 13
cp "$third" "$HERE/page-3"
sed -i '$d' "$third"
run run world-bank
is "$status" 65 "a page that is cut off"
sed '2d' "$HERE/page-3" >"$third"
run run world-bank
is "$status" 65 "a page without one of its rows"
like "$err" "there are 249 rows on 3 pages, and not 250" "is counted"
cp "$HERE/page-3" "$third"
run run world-bank
is "$status" 0 "both are asked for anew, though the first page has not changed"
is "$(sql "SELECT count(*), sum(value) FROM arms.observation
    WHERE dataset = 'world-bank' AND indicator = 'population'")" "250|6275880" \
    "and the table is whole again"

# What does not come at all.
faults "TOTL?format=json&per_page=1000&page=2 status 404"
table SP.POP.TOTL 2026-06-01 14
run run world-bank
is "$status" 65 "a page that is not there"
run run world-bank
is "$status" 65 "is missed as long as it is not"
faults "indicator html"
run run world-bank
is "$status" 77 "a page of HTML in place of answers: we are blocked"
faults "indicator status 503"
run run world-bank
is "$status" 69 "a publisher that is out of order"
is "$(gdp)" "250|240|5310360" "and nothing is lost"
faults
run run world-bank
is "$status" 0 "it is all there when all is well"
is "$(sql "SELECT sum(value) FROM arms.observation
    WHERE dataset = 'world-bank' AND indicator = 'population'")" 6758640 \
    "in the newest edition"

# A table without rows, and one that has lost most of them.
first="$PAGES/country/all/indicator/MS.MIL.XPND.CD?format=json&per_page=1000&page=1"
cp "$first" "$HERE/page-1"
echo '[{"page":0,"pages":0,"per_page":0,"lastupdated":null,"total":0},null]' >"$first"
run run world-bank
is "$status" 65 "a table without rows"
like "$err" "MS.MIL.XPND.CD: the World Bank answers that it has none" "is told"
echo '[]' >"$first"
run run world-bank
is "$status" 65 "and so is an answer of nothing"
sed 's/"pages":3/"pages":1/; s/"total":250/"total":100/; s/2026-04-08/2026-07-01/' \
    "$HERE/page-1" >"$first"
run run world-bank
is "$status" 65 "a table that has lost more than a fifth of its rows"
like "$err" "MS.MIL.XPND.CD: there are 100 rows, and 250 before; gate total: 100 of 200" \
    "is told"
run run world-bank
is "$status" 65 "on the next day, too"
is "$(sql "SELECT count(value) FROM arms.observation
    WHERE dataset = 'world-bank' AND indicator = 'military_expenditure'")" 240 \
    "and nothing is lost"
run run world-bank --accept-incomplete
is "$status" 0 "it may be accepted"
cp "$HERE/page-1" "$first"
run run world-bank
is "$status" 0 "and all is well when they are there again"

done_testing
