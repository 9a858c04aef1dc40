#!/bin/sh
# replay --dry-run tells what a replay would change, and changes nothing.
. tests/lib.sh
database

cp -r config/reference "$HERE/reference"
sed -i "s|^reference = .*|reference = $HERE/reference|" "$HERE/conf"

state() {
	# A sequence does not go back.
	pg_dump --inserts "$PGDATABASE" | grep -v '^\\\|setval'
	find "$HERE/data" -type f -exec sha256sum {} + | LC_ALL=C sort -k 2
}

run import federal-register \
    tests/golden/federal-register/era-2018-mde-items-several-towns.txt
run replay
run import dsca tests/golden/dsca/era-2019-emergency.html
state >"$HERE/before"
run -q replay --dry-run dsca
is "$status $err" "0 " "what was imported and not loaded yet is rehearsed"
like "$out" "^notice: 1 would be added; the first: 36\(b\)\(1\) .*emergency: true" \
    "and told, with what the row would be"
is "$(printf '%s\n' "$out" | grep -c 'changed\|removed')" 0 \
    "of nothing else"
state >"$HERE/after"
same_file "$HERE/after" "$HERE/before" "nothing has changed by that"

run -q replay
run -q replay --dry-run
is "$status $out" "0 nothing would change" \
    "when all is loaded, nothing would change"

# A rule less: the program reads otherwise than it did.
sed -i '/^engine,/d' "$HERE/reference/equipment.csv"
state >"$HERE/before"
run -q replay --dry-run
is "$status" 0 "another reading is rehearsed"
is "$(printf '%s\n' "$out" | grep _item)" \
"notice_item: 1 would be changed; the first: 36(b)(1) 18-91 2: category: other -> null
$(printf '%s\n' "$out" | grep ^publication_item)" \
    "the first change is told with both values"
like "$out" "^publication_item: 1 would be changed; .* 1 2: category: other -> null$" \
    "of each table"
state >"$HERE/after"
same_file "$HERE/after" "$HERE/before" "nothing has changed by that, either"

run replay
is "$(sql "SELECT count(*) FROM arms_history.notice_item_history
            WHERE category = 'other'")" 1 "a replay does what was told"
run -q replay --dry-run
is "$status $out" "0 nothing would change" "and then nothing would change"

# A package of several runs is loaded in as many batches.
run import federal-register tests/golden/federal-register/era-2004-several-departments.txt
dropdb "$PGDATABASE"
bare_database
run -q replay --dry-run
like "$status $out" "^0 .*
notice: 3 would be added; " "an empty database would be filled"
is "$(sql "SELECT to_regnamespace('arms') IS NULL")" t \
    "and is left without a schema"

# A document that cannot be read keeps nothing else from being told.
printf 'Recipient,Supplier\n' >"$HERE/broken.csv"
run import sipri-register "$HERE/broken.csv"
run -q replay --dry-run
like "$status $out" "^65 .*
notice: 3 would be added; " "what else would change is told beside a broken one"

# A page that was fetched more often than a transaction may keep locks for.
n=0
while [ $n -lt 120 ]; do
	n=$((n + 1))
	sed "s/80 million/$n million/" tests/golden/dsca/era-2019-emergency.html \
	    >"$HERE/page.html"
	"$ARMSETL" --config "$HERE/conf" -q import dsca "$HERE/page.html" \
	    --url http://www.dsca.mil/major-arms-sales/jordan-munitions
done
run -q replay --dry-run
like "$out" "notice: 3 would be added; " "after 120 runs, too"
is "$(printf '%s\n' "$out" | grep -c '^notice: .* changed')" 0 \
    "and what was between the first and the last is not"

run load --dry-run
is "$status" 64 "where it would be another thing there is no such option"

done_testing
