#!/bin/sh
# Every number of every request ends as an item or a fault, or plainly counts
# nothing that is sold: in the golden files, and in the real files of ../shared
# where there are any. tests/support/numbers.pl finds the numbers by itself.
set -u
. tests/lib.sh

# What is told of the documents of a source: all that it does not account for.
unaccounted() { # SOURCE FILE...
	source=$1
	shift
	rm -rf "$ARMSETL_DATA_DIR"
	run import "$source" "$@"
	run transform "$source"
	perl tests/support/numbers.pl "$ARMSETL_DATA_DIR/packages/$source"/*
}

accounted() { # SOURCE NAME FILE...
	source=$1 name=$2
	shift 2
	told=$(unaccounted "$source" "$@" 2>&1)
	is "$(echo "$told" | sed '$d')" "" "$source: $name"
	like "$(echo "$told" | tail -n 1)" '^[0-9]{2,} numbers, 0 of' \
	    "$source: there are numbers in $name"
}

for source in dsca state federal-register congressional-record; do
	# shellcheck disable=SC2046 # a list of files
	accounted $source "golden files" $(find "tests/golden/$source" -type f \
	    ! -name '*.expected' ! -name 'broken-*' | LC_ALL=C sort)
done

# A number that is lost is found out: each item is taken away in turn.
unaccounted dsca tests/golden/dsca/era-*.html >"$HERE/told"
package=$(find "$ARMSETL_DATA_DIR/packages" -name datapackage.json)
package=${package%/*}
cp "$package/publication_item.csv" "$HERE/items"
awk -F, 'NR > 1 && $4 != "" { print NR }' "$HERE/items" >"$HERE/counted"
while read -r line; do
	sed "${line}d" "$HERE/items" >"$package/publication_item.csv"
	perl tests/support/numbers.pl "$package" | tail -n 1 |
	    sed "s/^.*numbers, 0 of.*/$(sed -n "${line}p" "$HERE/items" |
	        cut -d , -f 4-7 | tr -d '/')/"
done <"$HERE/counted" >"$HERE/found"
is "$(grep -v 'unaccounted for$' "$HERE/found")" "" \
    "an item that is missing leaves its number"
ok "$([ "$(wc -l <"$HERE/found")" -gt 10 ]; echo $?)" "there are such items"

data=../shared/data
if [ -d "$data/dsca/releases" ]; then
	accounted dsca "real pages" "$data"/dsca/article-*.html \
	    "$data"/dsca/releases/*.html "$data"/cases/*.html
	accounted state "real posts" "$data"/state/post-*.html
	accounted federal-register "real notices" \
	    "$data"/federal-register/full_text/2026-*.txt "$data"/cases/*.txt
fi
done_testing
