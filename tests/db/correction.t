#!/bin/sh
# A correction may be known before what it corrects: the order does not matter.
set -u
. tests/lib.sh
. tests/http/publisher.sh

# Another document, with all items anew.
correction() { # CORRECTED NUMBER DAY TRANSMITTAL COUNTRY MILLIONS
	notice_text "$2" "$3" "$4" "$5" "$6" |
	    sed -e 's/^Arms Sales Notification$/&; Correction/' \
	        -e 's/^ACTION: Arms sales notice\.$/ACTION: Arms sales notice; correction./' \
	        -e "s/^SUMMARY: .*/SUMMARY: What was printed in FR Doc. $1 is corrected./"
}

# Without number and items: it only points to what it corrects.
pointer() { # CORRECTED NUMBER
	correction "$1" "$2" 2026-06-09 26-1 Japan 1 |
	    sed -e '/^\[Transmittal/d' -e '/^Transmittal No/,/^\[FR Doc\./{/^\[FR Doc\./!d}'
}

take() { # FILE...
	for file in "$@"; do
		run import federal-register "$HERE/$file.txt"
		is "$status" 0 "$name: $file is imported"
		run replay federal-register
		is "$status" 0 "$name: and loaded"
	done
	state | grep -v '^[a-z_]*_history ' >"$HERE/rows"
}

# Loads the files in both orders, one by one and all at once.
any_order() { # NAME FIRST SECOND
	name="$1, in order"
	start_over
	take "$2" "$3"
	mv "$HERE/rows" "$HERE/wanted"
	name="$1, in reverse"
	start_over
	take "$3" "$2"
	same_file "$HERE/rows" "$HERE/wanted" "$name: the same rows"
	name="$1, at once"
	start_over
	run import federal-register "$HERE/$3.txt"
	take "$2"
	same_file "$HERE/rows" "$HERE/wanted" "$name: the same rows"
}

database
run migrate
notice_text 2026-26001 2026-05-07 26-1 Japan 100 >"$HERE/original.txt"
correction 2026-26001 2026-26077 2026-06-09 26-1 Japan 250 >"$HERE/correction.txt"
correction 2026-26001 2026-26099 2026-06-23 26-1 Japan 300 >"$HERE/second.txt"
pointer 2026-26001 2026-26088 >"$HERE/pointer.txt"
notice_text 2026-26002 2026-05-07 26-1 Japan 110 >"$HERE/again.txt"

any_order "a correction with all items" original correction
is "$(sql "SELECT notice_id, kind, round(mde_usd / 1000000) FROM arms.notice")" \
    "36(b)(1) 26-1|original|250" "the correction's value counts, in one notice"
is "$(sql "SELECT kind, url FROM arms.notice_publication ORDER BY 1")" \
    "correction|https://www.federalregister.gov/d/2026-26077
original|https://www.federalregister.gov/d/2026-26001" "of two publications"
is "$(counted discrepancy)" 0 "a correction is no discrepancy"

any_order "a correction that only points" original pointer
is "$(sql "SELECT notice_id, kind, round(mde_usd / 1000000) FROM arms.notice")" \
    "36(b)(1) 26-1|original|100" "the original's values stay, in one notice"
is "$(sql "SELECT kind FROM arms.notice_publication ORDER BY 1")" "correction
original" "of two publications"

any_order "two corrections" correction second
is "$(sql "SELECT round(mde_usd / 1000000) FROM arms.notice")" 300 \
    "of two, the later counts"

any_order "a second publication" original again
is "$(sql "SELECT field, value_a, value_b FROM arms.discrepancy ORDER BY 1")" \
    "mde_usd|100000000.00|110000000.00
total_usd|110000000.00|120000000.00" "what two publications differ in is kept"

# All of them

name=all
start_over
take original correction pointer again second
mv "$HERE/rows" "$HERE/wanted"
for order in "second again pointer correction original" \
    "pointer second original again correction" \
    "pointer again correction second original"; do
	start_over
	# shellcheck disable=SC2086 # a list of words
	take $order
	same_file "$HERE/rows" "$HERE/wanted" "$order: the same rows"
done

done_testing
