#!/bin/sh
# armsetl export --format xlsx: what our own reader of workbooks finds in it is what
# is in the database.
set -u
. tests/lib.sh

database
run migrate
for source in dsca sipri-register sipri-tiv deflators eda; do
	# shellcheck disable=SC2046 # a list of files
	run import $source $(find "tests/golden/$source" -type f ! -name '*.expected' \
	    ! -name 'broken-*' ! -name 'unreadable-*' ! -name 'drift-*' | LC_ALL=C sort)
done
run -q replay
# More digits than a number has, days before the first, text that attacks.
notice=$(sql "SELECT min(notice_id) FROM arms.notice")
sql "UPDATE arms.notice SET total_usd = 123456789012345678.01, mde_usd = 9.95,
            other_usd = 0, threshold_usd = 1234567890123.45, delivered_on = '1899-12-31',
            announced_on = '1900-03-01', review_ends_on = '2026-11-30',
            title = '=1+1', purchaser_name = E'=cmd|\\' /C calc\\'!A0',
            description = E'+1 <b>&amp; _x0041_ \\x01 \\r\\n\\t \\u202e\\uFFFF \\U0001F600 ',
            military_department = '-1', funding_source = '@SUM(1)', amends = '007'
      WHERE notice_id = '$notice';
     UPDATE arms.notice SET military_department = ''
      WHERE notice_id = (SELECT max(notice_id) FROM arms.notice)"
book=$HERE/arms.xlsx
run export --out "$book" --format xlsx --include-restricted
is "$status" 0 "everything is exported"
is "$(find "$HERE" -name '*.part*')" "" "nothing is left beside it"
# The names of the sheets; and the rows of one, since the workbook was last read.
read_book() {
	rm -rf "$HERE/sheets"
	mkdir "$HERE/sheets"
	"$BUILD/tests/tools/book" "$book" "$HERE/sheets"
}
rows() { # SHEET
	cat "$HERE/sheets/$1"
}
relations=$(sql "SELECT relname FROM pg_class
    WHERE relnamespace = 'arms'::regnamespace AND relkind IN ('r', 'p', 'v')
      AND NOT relispartition AND relname <> 'migration' ORDER BY relname COLLATE \"C\"")
read_book >"$HERE/names"
is "$(cat "$HERE/names")" "about
sources and licences
meanings
$relations" "there is a sheet for each, behind three"

# Rows of the database as JSON; of a boolean, true or false.
wanted() { # RELATION
	sql "SELECT regexp_replace(arms_internal.export_select('arms.$1', 'arms.$1', NULL),
	        '^SELECT (.*), \(false\) IS TRUE FROM', 'SELECT json_build_array(\1) FROM')" \
	    >"$HERE/select.sql"
	psql -XqAt -f "$HERE/select.sql"
}
# Prints where two files of JSON arrays differ: a number may be written otherwise.
cat >"$HERE/compare.pl" <<'PERL'
use strict;
use JSON::PP;
my $json = JSON::PP->new->utf8->allow_nonref;
my $number = qr/^[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?$/;
my ($left, $right, $cells, $numbers) = @ARGV;
open(my $a, '<', $left) or die;
open(my $b, '<', $right) or die;
my ($count, $same, $numeric) = (0, 0, 0);
while (defined(my $one = <$a>)) {
	my $two = <$b>;
	$count++;
	if (!defined $two) { print "line $count is missing\n"; next }
	my ($x, $y) = ($json->decode($one), $json->decode($two));
	for my $i (0 .. ($#$x > $#$y ? $#$x : $#$y)) {
		my ($p, $q) = ($x->[$i] // '', $y->[$i] // '');
		$same++ if $p ne '';
		next if $p eq $q;
		$numeric++;
		next if $p =~ $number && $q =~ $number && $p == $q;
		print "line $count, cell $i: $p, not $q\n";
	}
}
print "there are more\n" if defined <$b>;
print STDERR "$count $same $numeric\n";
PERL
total=0
for relation in $relations; do
	wanted "$relation" >"$HERE/wanted"
	rows "$relation" | sed 1d >"$HERE/got"
	perl "$HERE/compare.pl" "$HERE/got" "$HERE/wanted" >"$HERE/differ" 2>"$HERE/counts"
	is "$(grep -v "_xFFFF_" "$HERE/differ" | head -n 5)" "" "$relation: each cell is the same"
	total=$((total + $(cut -d ' ' -f 2 "$HERE/counts")))
done
ok "$([ $total -gt 20000 ]; echo $?)" "there were $total cells"
is "$(rows notice | head -n 1 | jq -r 'join(",")')" \
    "$(sql "SELECT string_agg(attname, ',' ORDER BY attnum) FROM pg_attribute
             WHERE attrelid = 'arms.notice'::regclass AND attnum > 0 AND NOT attisdropped")" \
    "the first row names the columns"

# How cells are written ----------------------------------------------------------

sheet_of() { # RELATION: its part
	number=$(grep -nx "$1" "$HERE/names" | cut -d : -f 1)
	unzip -p "$book" "xl/worksheets/sheet$number.xml"
}
sheet_of notice >"$HERE/sheet.xml"
row=$(rows notice | grep -nF "\"$notice\"" | cut -d : -f 1)
column_of() { # NAME: its letters
	rows notice | head -n 1 | jq -r --arg name "$1" 'index($name)
	    | if . < 26 then [65 + .] else [65 + (. / 26 | floor) - 1, 65 + . % 26] end
	    | implode'
}
kind_of() { # COLUMN: n of a number, s of a text, style after it
	grep -o "<c r=\"$(column_of "$1")$row\"[^>]*>" "$HERE/sheet.xml" |
	    sed 's/.* t="inlineStr".*/text/; s/.* s="[0-9]*".*/shown number/; s/^<c.*/number/'
}
is "$(for column in total_usd mde_usd other_usd threshold_usd delivered_on announced_on \
    review_ends_on title amends run_id; do
	echo "$column: $(kind_of $column)"
done)" "total_usd: text
mde_usd: shown number
other_usd: shown number
threshold_usd: shown number
delivered_on: text
announced_on: shown number
review_ends_on: shown number
title: text
amends: text
run_id: shown number" "a number is one where it keeps its digits, a day where days are counted"
is "$(unzip -p "$book" 'xl/worksheets/*.xml' | grep -c '<f>')" 0 "nothing is a formula"
is "$(grep -c '<pane ySplit="1"' "$HERE/sheet.xml")" 1 "the head stays"
is "$(grep -c '<autoFilter ' "$HERE/sheet.xml")" 1 "there is a filter"
like "$(cat "$HERE/sheet.xml")" '<col min="1" max="1" width="2[0-9.]*"' "columns have widths"
like "$(rows notice | sed -n "${row}p")" '_x0041_ ' "what looks like an escape is none"

# What it says of itself ---------------------------------------------------------

about() { # KEY
	rows about | jq -r --arg key "$1" 'select(.[0] == $key) | .[1]'
}
like "$(about 'empty: notice.military_department')" "^1 cells are blank" "and where a text is empty"
is "$(about program)" "$("$ARMSETL" --version)" "it tells the program"
run export --out "$HERE/arms.sqlite" --format sqlite --include-restricted
is "$(about sha256)" "$(sqlite3 "$HERE/arms.sqlite" \
    "SELECT value FROM about WHERE key = 'sha256'")" "the digest is that of the other format"
like "$(about cite)" SIPRI "and how to cite it"
is "$(rows 'sources and licences' | sed 1d | jq -r '.[0]')" \
    "$(sql "SELECT source FROM arms.source ORDER BY source COLLATE \"C\"")" \
    "each source has its licence"
like "$(rows 'sources and licences')" "copyright SIPRI" "as it is"
is "$(rows meanings | sed 1d | jq -r 'select(.[1] != null) | "\(.[0]).\(.[1])"')" \
    "$(sqlite3 "$HERE/arms.sqlite" "SELECT relation || '.' || \"column\"
        FROM column_meaning ORDER BY relation, position")" "each column has its meaning"

# Limits -------------------------------------------------------------------------

sql "UPDATE arms.notice SET title = repeat('x', 32767), description = repeat('x', 32768),
            purchaser_name = repeat(U&'\\+01F600', 16384) WHERE notice_id = '$notice'"
run export --out "$book" --format xlsx notice
read_book >"$HERE/names"
is "$status" 0 "text that is too long for a cell is cut"
like "$err" "warning: cut: notice.description: 1 cells" "which is told"
like "$err" "warning: cut: notice.purchaser_name: 1 cells" "by units of UTF-16"
is "$(printf '%s\n' "$err" | grep -c cut:)" 2 "of that which is, and no other"
like "$(about 'cut: notice.description')" "^1 cells: a cell has room for 32767" "in the file, too"
is "$(rows notice | jq -r --arg id "$notice" 'select(.[0] == $id)
    | (.[5] | length), (.[21] | length), (.[6] | length)')" "32767
32767
16383" "all else of it is there"

sql "CREATE VIEW arms.many AS SELECT n FROM generate_series(1, 1048576) n;
     CREATE VIEW arms.a_view_with_a_name_that_is_longer_than_sheets_have AS SELECT 1 AS n;
     CREATE VIEW arms.a_view_with_a_name_that_is_longer_than_others AS SELECT 2 AS n"
run export --out "$HERE/many.xlsx" --format xlsx many notice
is "$status" 73 "more rows than a sheet has are refused"
like "$err" "error: many: has more than 1048575 rows" "with the table's name"
is "$(find "$HERE" -name 'many*')" "" "and nothing is written"
run export --out "$book" --format xlsx \
    a_view_with_a_name_that_is_longer_than_sheets_have \
    a_view_with_a_name_that_is_longer_than_others
is "$status $(read_book | tail -n 2)" \
    "0 a_view_with_a_name_that_is_long
a_view_with_a_name_that_is_lo_2" "names of sheets are short, and differ"
sql "DROP VIEW arms.many, arms.a_view_with_a_name_that_is_longer_than_sheets_have,
         arms.a_view_with_a_name_that_is_longer_than_others;
     CREATE VIEW arms.most AS SELECT n FROM generate_series(1, 300000) n"
# AddressSanitizer's own memory is beyond any limit.
limit=700000
! grep -q __asan_init "$ARMSETL" || limit=unlimited
sh -c "ulimit -v $limit; exec \"\$@\"" sh "$ARMSETL" --config "$HERE/conf" \
    export --out "$book" --format xlsx most 2>"$HERE/err"
is "$?" 0 "memory does not grow with the rows"
read_book >"$HERE/names"
is "$(rows most | wc -l)" 300001 "of which none is lost"
sql "DROP VIEW arms.most"

done_testing
