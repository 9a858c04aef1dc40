#!/bin/sh
# The interface of the Census Bureau: month by month, with a key, and without
# an answer where there was no such trade.
set -u
. tests/lib.sh
. tests/http/publisher.sh

KEY=0123456789abcdef-not-to-be-kept
EXPORTS=/data/timeseries/intltrade/exports/hs
GET=CTY_CODE,CTY_NAME,E_COMMODITY_LDESC,DF,ALL_VAL_MO,ALL_VAL_YR
PAGES=$SITE/pages

answer() { # QUESTION LEVEL MONTH VALUE
	mkdir -p "$PAGES$(dirname $EXPORTS)"
	cat >"$PAGES$EXPORTS?get=$GET&E_COMMODITY=$1&COMM_LVL=$2&time=$3&key=$KEY" \
	    <<-END
	[["CTY_CODE","CTY_NAME","E_COMMODITY_LDESC","DF","ALL_VAL_MO","ALL_VAL_YR","E_COMMODITY","COMM_LVL","time"],
	["1220","CANADA","INVENTED GOODS","-","$4","$4","${1%\*}","$2","$3"]]
	END
}

month() { # AGO: the month of that day
	day "$1" | cut -c 1-7
}

months() { # DAYS: from that of so many days ago to this one
	for ago in $(seq "$1" -1 0); do
		month "$ago"
	done | uniq
}

# How often each month was asked for, commodities or not.
asked() {
	sed -n "s|^GET	$EXPORTS?.*&time=\([0-9-]*\)&key=$KEY	.*|\1|p" \
	    "$SITE/requests" | sort | uniq -c | sed 's/^ *//'
}

printf '%s\n' "$KEY" >"$HERE/key"
chmod 600 "$HERE/key"
for month in $(months 70); do
	answer 93 HS2 "$month" 500
	for question in 93:HS4 93:HS6 93:HS10 8710:HS10 8802:HS10 8906:HS10; do
		answer "${question%:*}*" "${question#*:}" "$month" 100
	done
done
publisher_start

# This month has no figures yet.
faults "time=$(month 0) status 204"
configure "[census-trade]" "base = $BASE" "key_file = $HERE/key" \
    "first_days = 70" "lag_days = 1"
run extract census-trade
is "$status" 0 "months with and without figures"
is "$(asked)" "$(months 70 | sed 's/^/7 /')" \
    "each month is asked for, level by level"
is "$(find "$ARMSETL_DATA_DIR" -type f -exec cat {} + | gzip -dcf 2>/dev/null |
    cat - "$HERE/out" "$HERE/err" | grep -acF "$KEY")" 0 "the key is kept nowhere"

# What was not there is there on the next day.
faults
forget_requests
answer 93 HS2 "$(month 0)" 700
run extract census-trade
is "$status" 0 "a day later"
is "$(asked)" "$(months 1 | sed 's/^/7 /')" "only what is new is asked for"

database
run migrate
run replay census-trade
is "$status" 0 "what came is loaded"
is "$(sql "SELECT count(*), sum(value) FROM arms.observation
    WHERE item_code = '93' AND indicator = 'exports' AND item_scheme = 'HS2'
    AND period_start > current_date - 105")" \
    "$(months 70 | wc -l)|$((500 * $(months 70 | wc -l) + 200))" \
    "a figure for each month"

# Without a key nothing is asked.
forget_requests
configure "[census-trade]" "base = $BASE"
run extract census-trade
is "$status $(requests)" "78 0" "without a key nothing is asked"
like "$err" "key" "and it is said"

# Nor is that a failure of a run of all sources. None of the others leaves this
# machine.
forget_requests
configure "$("$ARMSETL" sources | grep '^[a-z0-9]' |
    sed "s|.*|[&]\\nbase = $BASE|")"
run extract
like "$err" "census-trade: left out, as it has no key" "it is left out of all"
is "$(printf "%s" "$err" | grep -c "no key is set")" 0 "and that is no error"

# A page in place of an answer.
faults "time= html"
configure "[census-trade]" "base = $BASE" "key_file = $HERE/key"
run extract census-trade
is "$status" 77 "a page in place of the answers: we are blocked"

done_testing
