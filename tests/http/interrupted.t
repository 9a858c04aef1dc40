#!/bin/sh
# A backfill of 5,000 documents that is interrupted twenty times, by SIGTERM
# and by SIGKILL: each document is fetched once, but for those that were on
# their way, and the end is the same as without.
set -u
. tests/lib.sh
. tests/http/publisher.sh

COUNT=5000
TIMES=20
STEP=25 # days
PER_DAY=10
FIRST=$((100 + COUNT / PER_DAY - 1)) # days ago
SINCE=$(day $FIRST)
UNTIL=$(day 100)
STEPS=$((COUNT / PER_DAY / STEP))

# What is freed need not be kept from use here, where so much is: others test.
ASAN_OPTIONS=$ASAN_OPTIONS:quarantine_size_mb=0:thread_local_quarantine_size_kb=0
export ASAN_OPTIONS

# So many notices of invented sales, short ones, ten a day.
publish() {
	notice_text @NUMBER@ "$UNTIL" @TRANSMITTAL@ Norway 10 |
	    sed '/(iii) (U)/,/(vii) (U)/d; /^(U)/,/representatives in/d' \
		>"$HERE/template"
	i=0
	while [ $i -lt $((COUNT / PER_DAY)) ]; do
		day $((FIRST - i))
		i=$((i + 1))
	done >"$HERE/days"
	awk -v site="$SITE" -v per_day=$PER_DAY -v template="$HERE/template" '
	BEGIN { while ((getline line <template) > 0) text = text line "\n" }
	{
		for (i = 0; i < per_day; i++) {
			n++
			number = "2026-" (10000 + n)
			copy = text
			gsub("@NUMBER@", number, copy)
			gsub("@TRANSMITTAL@", sprintf("%02d-%d",
			    int(n / 250) + 1, n % 250 + 1), copy)
			file = site "/" number ".txt"
			printf "%s", copy >file
			close(file)
			printf "%s\t%s\tdefense-department\tNOTICE\tArms Sales Notification\t%s\n",
			    number, $1, number >(site "/index")
		}
	}' "$HERE/days"
}

backfill() {
	run backfill federal-register --since "$SINCE" --until "$UNTIL"
}

# Numbers that look random and are the same in each run.
SEED=20260531
random() { # BELOW: in $number
	SEED=$(((SEED * 1103515245 + 12345) % 2147483648))
	number=$((SEED / 65536 % $1))
}

# Begins the backfill, and sends it a signal when the publisher has been asked
# so many times, or it has come so far; $status is how it ended.
interrupt() { # SIGNAL CONDITION...
	signal=$1
	shift
	"$ARMSETL" --config "$HERE/conf" backfill federal-register \
	    --since "$SINCE" --until "$UNTIL" >"$HERE/out" 2>"$HERE/err" &
	backfill=$!
	while kill -0 $backfill 2>/dev/null && ! "$@"; do
		sleep 0.2
	done
	kill "-$signal" $backfill 2>/dev/null
	status=0
	wait $backfill || status=$?
}

asked() { # TIMES
	[ "$(wc -l <"$SITE/requests")" -ge "$1" ]
}

reads() { # the documents are read: it is past fetching
	[ -e "$ARMSETL_DATA_DIR/packages/federal-register" ]
}

loads() {
	[ "$(sql "SELECT count(*) FROM arms.run WHERE command = 'backfill'")" -gt "$1" ]
}

database
publish
publisher_start
use_publisher "[federal-register]" "backfill_days = $STEP" "[archive]" \
    "file_limit = 1M"

# Uninterrupted

backfill
is "$status" 0 "an undisturbed backfill succeeds"
is "$(requests) $(counted document) $(counted notice)" \
    "$((COUNT + STEPS)) $COUNT $COUNT" "and fetches and loads everything"
state >"$HERE/wanted"

# Interrupted

start_over
terms=0
kills=0
wrong=
i=1
while [ $i -le $TIMES ]; do
	random $((COUNT / (TIMES + 1)))
	target=$(((i - 1) * COUNT / (TIMES + 1) + number + 1))
	random 2
	if [ $number = 0 ]; then
		signal=TERM
		terms=$((terms + 1))
	else
		signal=KILL
		kills=$((kills + 1))
	fi
	case $i in
	19) interrupt $signal reads ;;
	20) interrupt $signal loads 1 ;;
	*) interrupt $signal asked $target ;;
	esac
	case $signal$status in
	TERM75 | KILL137) ;;
	*) wrong="$wrong $i:$signal:$status" ;;
	esac
	i=$((i + 1))
done
is "$wrong" "" "$terms times 75 after SIGTERM, $kills times killed"
ok $((terms < 5 || kills < 5)) "both often"
backfill
is "$status" 0 "the last call succeeds"
texts=$(requests /full_text/)
is "$(cut -f 2 "$SITE/requests" | grep /full_text/ | sort -u | wc -l)" $COUNT \
    "every document was asked for"
ok $((texts > COUNT + TIMES)) \
    "$texts times in all: once each, and those that were interrupted"
ok $(($(requests) > COUNT + STEPS + TIMES)) "the searches likewise"
is "$(cut -f 2 "$SITE/requests" | sort | uniq -c | sort -n |
    awk '$1 > 2' | wc -l)" 0 "none more than twice"
state >"$HERE/got"
same_file "$HERE/got" "$HERE/wanted" "and the result is the same"
is "$(ls -A "$ARMSETL_DATA_DIR/worklists/federal-register")" "" \
    "nothing is left to do"

done_testing
