#!/bin/sh
# The same documents in any order give the same notices, to the byte. Reads
# the golden documents, and real ones where they are at hand.
. tests/lib.sh

REAL=../shared/data
configure

armsetl() {
	"$ARMSETL" --config "$HERE/conf" "$@"
}

documents() { # SOURCE: its files, in a fixed order
	find "tests/golden/$1" -type f ! -name '*.expected' ! -name 'drift-*' \
	    2>/dev/null
	[ -d "$REAL" ] || return 0
	case $1 in
	federal-register) ls "$REAL"/federal-register/full_text/*.txt ;;
	ddtc) ls "$REAL"/federal-register/full_text/*.xml ;;
	dsca) ls "$REAL"/dsca/*.html ;;
	dsca-library) ls "$REAL"/dsca/library_index.json ;;
	state) ls "$REAL"/state/post*.html ;;
	esac
}

# What differs from run to run is left out.
notices() {
	for table in notice notice_purchaser notice_item notice_contractor \
	    notice_publication discrepancy; do
		sql "SELECT '$table ' || (to_jsonb(t) - '{run_id,valid_from}'::text[])::text
		       FROM arms.$table t ORDER BY 1"
	done
}

# Imports each source's documents in an order, and loads in another.
load_all() { # NAME SORT SOURCES
	export ARMSETL_DATA_DIR="$HERE/$1"
	order=$2
	PGDATABASE=orders_$1_$$
	export PGDATABASE
	database
	for source in $3; do
		# shellcheck disable=SC2086 # words of an option
		documents "$source" | LC_ALL=C sort $order |
		    xargs "$ARMSETL" -q --config "$HERE/conf" import "$source"
		armsetl -q replay "$source"
	done
}

sources=$(armsetl sources | grep -o '^[a-z0-9-]*')

load_all forwards "" "$sources"
notices >"$HERE/forwards.rows"
ok "$([ "$(grep -c '^notice ' "$HERE/forwards.rows")" -gt 90 ]; echo $?)" \
    "there are notices"

load_all backwards -r "$(printf '%s\n' "$sources" | sort -r)"
notices >"$HERE/backwards.rows"
same_file "$HERE/backwards.rows" "$HERE/forwards.rows" "backwards: the same"

random="-R --random-source=$PWD/Makefile"
# shellcheck disable=SC2086 # two words
load_all random "$random" "$(printf '%s\n' "$sources" | sort $random)"
notices >"$HERE/random.rows"
same_file "$HERE/random.rows" "$HERE/forwards.rows" "in no order: the same"

# All of it again

history() {
	sql "SELECT count(*) FROM arms_history.notice_history"
}
before=$(history)
for source in $sources; do
	documents "$source" | xargs "$ARMSETL" --config "$HERE/conf" \
	    import "$source" 2>"$HERE/again"
	ok "$(grep -q ' 0 documents imported' "$HERE/again"; echo $?)" \
	    "$source: the same again is not kept"
done
armsetl replay 2>"$HERE/again"
is "$(grep -c ': nothing changed; ' "$HERE/again")" \
    "$(printf '%s\n' "$sources" | wc -l)" "and nothing changes"
is "$(history)" "$before" "no history is written"
notices >"$HERE/again.rows"
same_file "$HERE/again.rows" "$HERE/forwards.rows" "the same notices"

# One notice of several surfaces

[ -d "$REAL" ] || {
	ok 0 "the Register and a page of one transmittal # skipped: no real documents"
	done_testing
	exit
}
is "$(sql "SELECT string_agg(transmittal || ' ' || surfaces, ', ' ORDER BY transmittal)
    FROM (SELECT transmittal, string_agg(DISTINCT p.surface, '+' ORDER BY p.surface)
          AS surfaces
	  FROM arms.notice n JOIN arms.notice_publication p USING (notice_id)
	 WHERE transmittal = '26-27' GROUP BY 1) s")" \
    "26-27 federal_register+state" \
    "the Register and a page of one transmittal are one notice"
done_testing
