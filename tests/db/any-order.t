#!/bin/sh
# Packages of one day that are loaded in any order come to the same, whichever
# sources they are of: what one surface says may be heard before another does.
# What was so in between is another thing, and left aside.
set -u
. tests/lib.sh
. tests/db/rows.sh

SOURCES="congressional-record dod-contracts dsca federal-register state
    sipri-register deflators"

# Some of a source's golden documents, but none that breaks rules.
documents() { # SOURCE
	find "tests/golden/$1" -type f ! -name '*.expected' \( -name 'sample-*' \
	    -o -name 'era-20*' \) | LC_ALL=C sort
}

load_each() { # SOURCE...
	dropdb --if-exists "$PGDATABASE" 2>"$HERE/dropped"
	database
	for source; do
		run -q load "$source"
		case $status in
		0 | 65) ;; # a gate asks for what a sample of a source lacks
		*) is "$status: $err" 0 "$source is loaded" ;;
		esac
	done
	rows | grep -v '^[a-z_]*_history '
}

for source in $SOURCES; do
	# shellcheck disable=SC2046 # a list of files
	run -q import --force "$source" $(documents "$source")
done
run -q transform
# shellcheck disable=SC2086 # names
load_each $SOURCES >"$HERE/wanted"
for table in publication notice discrepancy announced_award edition transfer \
    observation; do
	ok "$(grep -q "^$table " "$HERE/wanted"; echo $?)" \
	    "there are rows of $table"
done
# shellcheck disable=SC2046,SC2086 # names
load_each $(printf '%s\n' $SOURCES | tac) >"$HERE/got"
same_file "$HERE/got" "$HERE/wanted" "backwards: every row is the same"
done_testing
