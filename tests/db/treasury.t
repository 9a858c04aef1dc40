#!/bin/sh
# The Monthly Treasury Statement: what the fund of Foreign Military Sales paid
# month by month, as it is known today and as it was known before it was put
# right; and the real rows of table 1, where they are.
set -u
. tests/lib.sh

REAL=../shared/data/treasury/mts_table_1.data.json

# Statements of table 5 that never were: in each month N of 24, from October
# 2024, the fund pays 1000 N dollars and a cent, and receives 100 N. Rows stand
# in another order than the tree has.
statement() { # N PLUS: so much more is paid in it
	perl -e '
	    my ($n, $plus) = @ARGV;
	    my ($year, $month) = (2024 + int(($n + 8) / 12), ($n + 8) % 12 + 1);
	    my $last = (31, $year % 4 ? 28 : 29, 31, 30, 31, 30, 31, 31, 30, 31,
	        30, 31)[$month - 1];
	    my $first = $n > 12 ? 13 : 1; # of the fiscal year
	    my $sum = ($first + $n) * ($n - $first + 1) / 2;
	    sub row {
	        my ($id, $parent, $name, $code, $type, @amounts) = @_;
	        my @names = map { my $when = $_; map { "${when}_${_}_amt" }
	            qw(gross_outly app_rcpt net_outly) }
	            qw(current_month current_fytd prior_fytd);
	        my $i = 0;
	        my $cells = join ",", map { my $a = $amounts[$i++];
	            sprintf "\"%s\":\"%s\"", $_,
	                defined $a ? sprintf("%.2f", $a) : "null" } @names;
	        return sprintf "{\"record_date\":\"%04d-%02d-%02d\","
	            . "\"parent_id\":\"%s\",\"classification_id\":\"%s\","
	            . "\"classification_desc\":\"%s\",%s,\"table_nbr\":\"5\","
	            . "\"line_code_nbr\":\"%s\",\"data_type_cd\":\"%s\"}",
	            $year, $month, $last, $parent ? $n * 100 + $parent : "null",
	            $n * 100 + $id, $name, $cells, $code, $type;
	    }
	    sub three { map { my ($o, $r) = @$_; ($o, $r, $o - $r) } @_ }
	    my @fund = three([1000 * $n + .01 + $plus, 100 * $n],
	        [1000 * $sum + .01 * ($n - $first + 1) + $plus, 100 * $sum],
	        [500 * $sum, 50 * $sum]);
	    my @rows = (
	        row(5, 4, "Foreign Military Sales Trust Fund", 4180, "D", @fund),
	        row(6, 4, "Proprietary Receipts from the Public", 4200, "D",
	            undef, 7 * $n, -7 * $n, undef, 7 * $sum, -7 * $sum),
	        row(1, 0, "International Assistance Programs:", 4100, "S"),
	        row(3, 2, "Foreign Military Financing Program", 4120, "D",
	            three([10 * $n, 0], [10 * $sum, 0], [5 * $sum, 0])),
	        row(7, 2, "Proprietary Receipts from the Public", 4150, "D",
	            undef, 3, -3, undef, 3, -3),
	        row(2, 1, "International Security Assistance:", 4110, "S"),
	        row(8, 2, "Peacekeeping, Training, and Other", 4140, "D",
	            three([$n, 0], [$sum, 0], [$sum, 0])),
	        row(4, 1, "Military Sales Program:", 4170, "S"),
	    );
	    print "{\"data\":[", join(",\n", @rows), "]}\n"' "$1" "$2"
}

imported() { # DAY FILE...
	day=$1
	shift
	run -q import treasury --published "$day" "$@"
	[ "$status" = 0 ] || ok "$status" "import of $*: $err"
}

for n in $(seq 24); do
	statement "$n" 0 >"$HERE/$n.json"
done
for n in 2 13 14; do
	statement "$n" 5000 >"$HERE/$n-put-right.json"
done
database
run -q migrate
imported 2025-10-15 $(seq -f "$HERE/%g.json" 12)
imported 2026-10-15 $(seq -f "$HERE/%g.json" 13 24)
run -q replay treasury
is "$status" 0 "24 months are loaded"
imported 2026-11-15 "$HERE/2-put-right.json" "$HERE/13-put-right.json" \
    "$HERE/14-put-right.json"
run -q replay treasury
is "$status" 0 "and three of them again, with other amounts"
is "$(sql "SELECT count(*) FROM arms.fault")" 0 "there are no faults"

# What each month should have; p of those that were put right.
wanted() { # PLUS
	sql "SELECT ('2024-09-01'::date + n * interval '1 month')::date, 2025 + (n > 12)::integer,
	            1000 * n + .01 + p, 100 * n, 900 * n + .01 + p,
	            1000 * s + .01 * k + p, 100 * s, 900 * s + .01 * k + p,
	            450 * s::numeric(20,2), 7 * n::numeric(20,2), 7 * s::numeric(20,2),
	            10 * n::numeric(20,2), 10 * s::numeric(20,2)
	       FROM generate_series(1, 24) n
	      CROSS JOIN LATERAL (VALUES (CASE WHEN n > 12 THEN 13 ELSE 1 END)) f (f)
	      CROSS JOIN LATERAL (VALUES (n - f + 1, (f + n) * (n - f + 1) / 2,
	            CASE WHEN n IN (2, 13, 14) THEN $1 ELSE 0 END)) v (k, s, p)
	      ORDER BY n"
}

cash() { # AS OF
	sql "DO \$\$ BEGIN PERFORM arms.as_of($1); END \$\$;
	     SELECT month, fiscal_year, outlays_usd, receipts_usd::numeric(20,0),
	            net_usd, outlays_to_date_usd, receipts_to_date_usd::numeric(20,0),
	            net_to_date_usd, net_to_date_before_usd, paid_in_usd,
	            paid_in_to_date_usd, financing_usd, financing_to_date_usd
	       FROM arms.fms_cash"
}

is "$(cash NULL)" "$(wanted 5000)" "fms_cash has each month as it is known today"
is "$(cash "'2026-11-01'")" "$(wanted 0)" "and as it was before it was put right"
is "$(cash "'2026-01-01'")" "$(wanted 0 | head -n 12)" \
    "and the year that was known then"
is "$(sql "SELECT count(*), count(DISTINCT id) FROM arms.edition_change
    WHERE dataset = 'treasury' AND change = 'changed'")" "12|12" \
    "four amounts of each are changed, and nothing else"
is "$(sql "SELECT item_name FROM arms.observation WHERE item_code = '4140'
    GROUP BY 1")" "International Assistance Programs / International Security \
Assistance / Peacekeeping, Training, and Other" "a comma in a name stays"
is "$(sql "SELECT count(*), count(value), min(flag) FROM arms.observation
    WHERE item_code = '4150' AND indicator = 'gross_outlays'")" \
    "24|0|not available" "\"null\" is no amount"
is "$(sql "SELECT count(*), count(DISTINCT item_name) FROM arms.observation
    WHERE item_name LIKE '%Proprietary%' AND indicator = 'net_outlays'")" "48|2" \
    "what has one name is told apart by the branch"
is "$(sql "SELECT count(*) < 100 FROM arms.series")" t "the figures are thin"

# An amount that is taken back, and nothing in its place.
sed 's/"current_month_app_rcpt_amt":"500.00"/"current_month_app_rcpt_amt":"null"/' \
    "$HERE/5.json" >"$HERE/5-taken-back.json"
imported 2026-11-20 "$HERE/5-taken-back.json"
run -q replay treasury
is "$(sql "SELECT receipts_usd IS NULL, outlays_usd, net_usd FROM arms.fms_cash
    WHERE month = '2025-02-01'")" "t|5000.01|4500.01" \
    "an amount that is taken back is not known any more, and no zero"
is "$(sql "SELECT arms.as_of('2026-11-17') IS NULL;
    SELECT receipts_usd FROM arms.fms_cash WHERE month = '2025-02-01'")" "f
500.00" "and was until then"

# Beside the notices of a month, and what was announced for the year.
cat >"$HERE/totals.csv" <<'END'
fiscal_year,measure,usd_billion,published_by,definition_note,seen_in
2025,total,50.5,DSCA,,https://example.org/a
2025,total,51.25,State,some reports say $60 billion,https://example.org/b
END
run -q import fms-totals "$HERE/totals.csv"
run -q replay fms-totals
sql "INSERT INTO arms.notice (notice_id, document_id, authority, transmittal,
             kind, total_usd, added_usd, notified_on, row_hash, run_id, valid_from)
     SELECT v.id, d.document_id, v.authority, v.transmittal, v.kind, v.total,
            v.added, v.day, d.document_id, d.run_id, '2025-12-01'
       FROM (VALUES
            ('a', '36(b)(1)', '25-01', 'original', 700, NULL::numeric,
             '2024-10-31'::date),
            ('b', '36(b)(1)', '25-02', 'original', 50, NULL, '2024-12-05'),
            ('c', '36(b)(5)(C)', '25-0C', 'enhancement', 900, 30, '2024-12-09'),
            ('d', '36(c)', 'DDTC 25-001', 'original', 1000, NULL,
             '2024-12-09'),
            ('e', '36(b)(1)', '25-03', 'original', NULL, NULL, '2025-02-05'),
            ('f', '36(b)(5)(C)', '25-0D', 'enhancement', 900, NULL, '2025-02-09'),
            ('g', '36(b)(1)', '26-01', 'original', NULL, NULL, '2025-10-09'),
            ('h', '36(b)(1)', '26-02', 'original', 5, NULL, NULL),
            ('i', '36(b)(1)', '26-03', 'original', 5, NULL, '2025-11-09')
           ) v (id, authority, transmittal, kind, total, added, day)
      CROSS JOIN (SELECT * FROM arms.document LIMIT 1) d"
is "$(sql "SELECT month, notices, without_value, notified_usd, without_value_to_date,
           notified_to_date_usd, announced_least_usd, announced_most_usd
      FROM arms.fms_cash WHERE month < '2025-03-01' OR month >= '2025-10-01'
       AND month < '2026-01-01'")" \
"2024-10-01|1|0|700.00|0|700.00|50500000000.00|51250000000.00
2024-11-01|0|0|0.00|0|700.00|50500000000.00|51250000000.00
2024-12-01|2|0|80.00|0|780.00|50500000000.00|51250000000.00
2025-01-01|0|0|0.00|0|780.00|50500000000.00|51250000000.00
2025-02-01|2|2||2|780.00|50500000000.00|51250000000.00
2025-10-01|1|1||1|||
2025-11-01|1|0|5.00|1|5.00||
2025-12-01|||||||" "beside what was notified and announced"
sql "DELETE FROM arms.notice WHERE notice_id < 'g'"
is "$(sql "SELECT month FROM arms.fms_cash WHERE notices IS NOT NULL")" \
    "2025-10-01
2025-11-01" "nothing is told of months before the first known notice"
is "$(sql "SELECT count(*) FROM arms.reconciliation WHERE dataset = 'treasury'")" \
    0 "branches of the tree are held against nothing"

# The real rows of table 1 ---------------------------------------------------

if [ ! -e "$REAL" ]; then
	ok 0 "skipped: there is no $REAL"
	done_testing
fi
rm -rf "$ARMSETL_DATA_DIR"
run -q import treasury "$REAL"
run -q replay treasury
is "$status" 0 "table 1 is loaded"
is "$(sql "SELECT indicator, count(*), trim_scale(sum(value)) FROM arms.observation
    WHERE item_scheme = 'MTS table 1' GROUP BY 1 ORDER BY 1")" \
    "$(perl -MMath::BigFloat -0777 -ne '
	for my $c (["budget_deficit", "dfct_sur"], ["budget_outlays", "gross_outly"],
	    ["budget_receipts", "gross_rcpt"]) {
	    my ($n, $sum) = (0, Math::BigFloat->bzero());
	    while (/"current_month_$c->[1]_amt" *: *"(-?[0-9.]+)"/g) {
	        $n++;
	        $sum->badd($1);
	    }
	    printf "%s|%d|%s\n", $c->[0], $n, $sum->bstr();
	}' "$REAL")" "as many amounts of it as stand there, and their sums"
is "$(sql "SELECT count(*) > 0, count(*) = count(*) FILTER (WHERE difference = 0
        AND parts = 1 + extract(month FROM age(period_end, period_start)))
    FROM arms.reconciliation WHERE dataset = 'treasury'")" "t|t" \
    "each year to date is the sum of its months"
is "$(sql "SELECT count(*) FROM arms.fault JOIN arms.document USING (document_id)
    WHERE source = 'treasury'")" 0 "and no faults"
is "$(sql "SELECT value, item_code FROM arms.observation
    WHERE item_scheme = 'MTS table 1' AND indicator = 'budget_deficit'
      AND period_start = '2015-06-01' AND total_of IS NULL AND item_code < '2016-07'")" \
    "-50486503789.26|2016-06" "a month is there as each statement has it"
done_testing
