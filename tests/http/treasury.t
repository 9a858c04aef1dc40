#!/bin/sh
# The Monthly Treasury Statement by the interface of Fiscal Data: a month and a
# table at a time, page by page, and what a page may say that is not so.
set -u
. tests/lib.sh
. tests/faults.sh
. tests/http/publisher.sh

TABLE=/services/api/fiscal_service/v1/accounting/mts/mts_table_
ROWS=7
SIZE=3
mkdir -p "$SITE/pages$(dirname $TABLE)"

month_end() { # DAY
	date -u -d "$(date -u -d "$1" +%Y-%m-01) + 1 month - 1 day" +%F
}

# The ends of months of the last 40 days, as the first run looks back.
months() {
	for ago in $(seq 40 -1 0); do
		end=$(month_end "$(day "$ago")")
		[ "$(printf '%s\n%s\n' "$end" "$(day 0)" | sort | tail -n 1)" != \
		    "$(day 0)" ] || echo "$end"
	done | uniq
}

page_file() { # TABLE MONTH PAGE
	echo "$SITE/pages$TABLE$1?filter=record_date:eq:$2&sort=line_code_nbr&page%5Bnumber%5D=$3&page%5Bsize%5D=$SIZE"
}

# Pages of a statement with so many rows, each of which pays that and more.
statement() { # TABLE MONTH ROWS DOLLARS
	pages=$((($3 + SIZE - 1) / SIZE))
	[ "$pages" -gt 0 ] || pages=1
	for number in $(seq "$pages"); do
		perl -e '
		    my ($table, $month, $rows, $dollars, $page, $pages, $size) = @ARGV;
		    my @part = grep { $_ > ($page - 1) * $size && $_ <= $page * $size }
		        1 .. $rows;
		    sub amounts { my $i = shift; my $heads = $table == 1 && $i == 1; map { $i++;
		        "\"${_}\":\"" . ($heads || $i % 3 == 2 ? "null" : "$dollars.00") . "\"" } @_ }
		    my @names = $table == 5 ? map { my $when = $_;
		        map { "${when}_${_}_amt" } qw(gross_outly app_rcpt net_outly) }
		        qw(current_month current_fytd prior_fytd)
		        : qw(current_month_gross_rcpt_amt current_month_gross_outly_amt
		        current_month_dfct_sur_amt);
		    my $year = substr($month, 0, 4) + (substr($month, 5, 2) >= 10);
		    my @months = qw(x January February March April May June July August
		        September October November December);
		    my $name = $months[substr($month, 5, 2)];
		    print "{\"data\":[", join(",", map { sprintf
		        "{\"record_date\":\"$month\",\"parent_id\":\"%s\",\"classification_id\":\"%d\","
		        . "\"classification_desc\":\"%s\",%s,\"table_nbr\":\"$table\","
		        . "\"line_code_nbr\":\"%d\",\"data_type_cd\":\"D\"}",
		        $table == 1 && $_ > 1 ? "1" : "null", $_,
		        $table == 5 ? "Line $_, of many" : $_ > 1 ? $name : "FY $year",
		        join(",", amounts($_, @names)), $_ * 10 } @part),
		        "],\"meta\":{\"count\":", scalar(@part),
		        ",\"total-count\":$rows,\"total-pages\":$pages},\"links\":{\"next\":",
		        $page < $pages ? "\"&page%5Bnumber%5D=" . ($page + 1) . "\"" : "null",
		        "}}"' "$1" "$2" "$3" "$4" "$number" "$pages" "$SIZE" \
		    >"$(page_file "$1" "$2" "$number")"
	done
}

published() {
	for month in $(months); do
		statement 5 "$month" $ROWS 100
		statement 1 "$month" 2 300
	done
}

figures() {
	sql "SELECT item_scheme, count(value), sum(value) FROM arms.observation
	    WHERE dataset = 'treasury' GROUP BY 1 ORDER BY 1" | tr '\n' ' '
}

rows() {
	sql "SELECT item_scheme, item_code, indicator, period_start, value
	    FROM arms.observation WHERE dataset = 'treasury' ORDER BY 1, 2, 3, 4"
}

asked() { # MONTH
	grep -c "record_date:eq:$1" "$SITE/requests"
}

publisher_start
configure "[treasury]" "base = $BASE" "first_days = 40" "lag_days = 40" \
    "page_size = $SIZE"
database
run migrate
count=$(months | wc -l)
last=$(months | tail -n 1)
first=$(months | head -n 1)

# The newest statement is not out.
published
statement 5 "$last" 0 0
statement 1 "$last" 0 0
run run treasury
is "$status" 0 "statements are fetched, and one that is not out yet"
is "$(asked "$first") $(asked "$last")" "4 2" "page by page, to the last one"
is "$(figures)" "$(
	n=$((count - 1))
	echo "MTS table 1|$((2 * n))|$((600 * n)).00 MTS table 5|$((42 * n))|$((4200 * n)).00 "
)" "all pages are read"

# It is out, and another was put right; what comes within a second has no order.
sleep 1.1
published
statement 5 "$first" $ROWS 150
run run treasury
is "$status $(figures)" "0 MTS table 1|$((2 * count))|$((600 * count)).00 \
MTS table 5|$((42 * count))|$((4200 * count + 42 * 50)).00 " \
    "what is out is there on the next day, and what was put right"
is "$(sql "SELECT count(*) FROM arms_history.observation_history
    WHERE dataset = 'treasury' AND value = 100")" 42 \
    "what was stated before is kept"
forget_requests
run run treasury
is "$status $(sql "SELECT count(*) FROM arms.document
    WHERE run_id = (SELECT max(run_id) FROM arms.run)")" "0 0" \
    "asked again, nothing is new"
rows >"$HERE/wanted"

# With a page that is not right: the message, and what is there after one more run
# without it.
fault() { # NAME DID MESSAGE
	rm -rf "$ARMSETL_DATA_DIR"
	empty_database
	run run treasury
	is "$status" 65 "$1: exit status 65"
	like "$err" "$3" "$1: says where and why"
	with=$status
	rows >"$HERE/with"
	case $(wc -l <"$HERE/with") in
	0) did="$2, loads nothing" ;;
	*) did="$2, loads the others" ;;
	esac
	published
	statement 5 "$first" $ROWS 150
	run run treasury
	rows >"$HERE/mended"
	lost=$(lines_without "$HERE/wanted" "$HERE/mended")
	doubled=$(lines_without "$HERE/mended" "$HERE/wanted")
	is "$status $lost $doubled" "0 0 0" "$1: the next run has it all"
	fault_row publisher "$1" "$did" "$with" "$lost" "$doubled"
}

# The same of what is never loaded: the message.
refused() { # NAME MESSAGE
	rm -rf "$ARMSETL_DATA_DIR"
	run extract treasury
	is "$status" 65 "$1: exit status 65"
	like "$err" "$2" "$1: says where and why"
	statement 5 "$first" $ROWS 150
}

page=$(page_file 5 "$first" 2)
sed -i 's/"count":3/"count":4/' "$page"
fault "a page of a statement lacks a row" "fails the gate" \
    "table 5 of $first: page 2 has 3 rows and says 4"
echo '{"error":"Invalid Query Param","message":"Invented: there is no such page."}' \
    >"$page"
fault "an error in place of a page of a statement, with status 200" \
    "tells it in the publisher's words" \
    "Invalid Query Param: Invented: there is no such page"
sed -i 's/current_fytd_net_outly_amt/current_fytd_net_outlay_amt/g' "$page"
fault "a column of a statement has another name" "refuses the page" \
    "\"current_fytd_net_outly_amt\" is missing"

sed -i 's/"total-pages":3/"total-pages":2/' "$(page_file 5 "$first" 1)"
refused "the first page says too low a number of pages" \
    "page 2 speaks of 7 rows on 3 pages, the first of 7 on 2"
sed -i 's/"total-pages":3/"total-pages":2/' "$(page_file 5 "$first" 1)" "$page"
refused "all pages say too low a number of pages" \
    "6 of 7 rows are on its 2 pages"
sed -i 's/"total-pages":3/"total-pages":4/' "$(page_file 5 "$first" 1)" "$page" \
    "$(page_file 5 "$first" 3)"
echo '{"data":[],"meta":{"count":0,"total-count":7,"total-pages":4}}' \
    >"$(page_file 5 "$first" 4)"
sed -i 's/"total-count":7/"total-count":8/' "$(page_file 5 "$first" 1)" "$page" \
    "$(page_file 5 "$first" 3)" "$(page_file 5 "$first" 4)"
refused "all pages say too high a number of rows" \
    "7 of 8 rows are on its 4 pages"
head -c 200 "$page" >"$page.cut" && mv "$page.cut" "$page"
refused "a page is cut off" "not JSON"
echo '{"data":[]}' >"$page"
refused "a page without its numbers" \
    "page 2 does not tell how many there are"

# A backfill: a month of long ago that has no rows, and those before the first one.
back() { # SINCE UNTIL
	run backfill treasury --since "$1" --until "$2"
}
old_statements() {
	for month in 2019-05-31 2019-06-30 2019-07-31; do
		statement 5 $month $ROWS 100
		statement 1 $month 2 300
	done
	for month in 2015-01-31 2015-02-28; do
		statement 5 $month 0 0
		statement 1 $month 0 0
	done
}
rm -rf "$ARMSETL_DATA_DIR"
empty_database
old_statements
back 2015-01-01 2015-02-28
is "$status" 0 "before the first statement that there is nothing is wanted"
back 2019-05-01 2019-07-31
is "$status" 0 "months of long ago are fetched"
rows >"$HERE/wanted"
is "$(wc -l <"$HERE/wanted")" $((3 * (63 + 3))) "with all of their rows"
rm -rf "$ARMSETL_DATA_DIR"
empty_database
statement 5 2019-06-30 0 0
back 2019-05-01 2019-07-31
is "$status" 65 "one of them has no rows: exit status 65"
like "$err" "table 5 of 2019-06-30: has no rows" "says where and why"
with=$status
rows >"$HERE/with"
is "$(lines_without "$HERE/with" "$HERE/wanted")" 0 "what came is right"
old_statements
back 2019-05-01 2019-07-31
rows >"$HERE/mended"
lost=$(lines_without "$HERE/wanted" "$HERE/mended")
doubled=$(lines_without "$HERE/mended" "$HERE/wanted")
is "$status $lost $doubled" "0 0 0" "the backfill that is asked again has it all"
case $(wc -l <"$HERE/with") in
0) did="says which, loads nothing" ;;
*) did="says which, loads the others" ;;
esac
fault_row publisher "a statement of long ago has no rows" "$did" "$with" "$lost" "$doubled"
done_testing
