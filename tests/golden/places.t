#!/bin/sh
# Each value of a notice stands where its place says, in all documents of
# tests/golden: what is there reads as the value. Values without a place are
# counted, with the reason.
set -u
. tests/lib.sh

printf '[armsetl]\nreference = %s/config/reference\n' "$PWD" >"$HERE/conf"
for source in federal-register ddtc dsca dsca-library state \
    congressional-record; do
	# shellcheck disable=SC2046 # no name of a file has blanks
	run import --force "$source" $(find "tests/golden/$source" -type f \
	    ! -name '*.expected' | LC_ALL=C sort)
	run transform "$source"
done
tests/support/places.pl "$ARMSETL_DATA_DIR"/packages/*/* >"$HERE/found" 2>&1
is "$(grep -Ev '^(without a place|looked at):' "$HERE/found" | head -n 20)" "" \
    "what stands at each place is the value, or tells it"

# How many were looked at, by what was compared: none falls below.
least() { # WHAT NUMBER
	ok "$([ "$(sed -n "s/^looked at: $1 //p" "$HERE/found")" -ge "$2" ]
	    echo $?)" "of $1 at least $2 were compared"
}
least text 1500
least line 1400
least money 300
least number 180
least day 150
least basis 300
least apart 50
least shared 500

# What a publication does not print, or not in its text.
is "$(sed -n 's/^without a place: //p' "$HERE/found")" "$(sed 's/ *#.*//' <<'LACKING'
authority 9       # an announcement that gives no number is of a 36(b)(1)
kind 227          # the whole publication tells it
published_on 153  # of the issue, or of the address
review_days 193   # reckoned by the law
review_ends_on 173 # likewise
transmittal 1     # of the name of the file that it is
LACKING
)" "these values have no place"

done_testing
