#!/bin/sh
# Who fails for days is asked once a day; and a run's time is shared.
set -u
. tests/lib.sh
. tests/http/publisher.sh

trouble() { # SOURCE SINCE TRIED OUTCOME: hours ago
	mkdir -p "$ARMSETL_DATA_DIR/worklists/$1"
	printf '{"since":"%s","tried":"%s","outcome":"%s","reason":"no"}\n' \
	    "$(date -u -d "$2 hours ago" +%FT%TZ)" \
	    "$(date -u -d "$3 hours ago" +%FT%TZ)" "$4" \
	    >"$ARMSETL_DATA_DIR/worklists/$1/trouble"
}

TROUBLE=$ARMSETL_DATA_DIR/worklists/federal-register/trouble
others=$("$ARMSETL" --config "$HERE/conf" sources | grep '^[a-z]' |
    grep -v '^federal-register$')

# All sources, of which the others are not asked: they have just blocked us.
run_all() {
	for source in $others; do
		trouble "$source" 1 1 blocked
	done
	forget_requests
	run run
}

database
notices 2 10 26001
publisher_start
for source in $others; do
	grep -q "^\[$source\]" "$HERE/conf" ||
	    printf '[%s]\nbase = %s\n' "$source" "$BASE" >>"$HERE/conf"
done

# Trouble comes and goes

faults "documents.json status 500"
run run federal-register
is "$status" 69 "a source fails"
is "$(jq -r .outcome "$TROUBLE")" unreachable "and that is noted"
since=$(jq -r .since "$TROUBLE")
run run federal-register
is "$(jq -r .since "$TROUBLE")" "$since" "and since when, when it fails again"
run_all
ok "$([ "$(requests documents.json)" -gt 0 ]; echo $?)" \
    "within two days each run asks it"
faults
run run federal-register
is "$status" 0 "it succeeds"
ok "$([ ! -e "$TROUBLE" ]; echo $?)" "and the trouble is over"

# For two days and more

notices 1 9 26011
faults "documents.json status 500"
trouble federal-register 72 19 unreachable
run_all
is "$(requests)" 0 "tried today, it is put off"
is "$status" 77 "the run ends as the worst of those put off did"
like "$err" "warning: federal-register: unreachable since $(jq -r .since "$TROUBLE"); not tried before 20" \
    "and says since when, and until when"
run run federal-register
ok "$([ "$(requests documents.json)" -gt 0 ]; echo $?)" \
    "who is named is asked all the same"
trouble federal-register 72 21 unreachable
run_all
ok "$([ "$(requests documents.json)" -gt 0 ]; echo $?)" \
    "tried yesterday, it is asked"
run_all
is "$(requests)" 0 "once a day"

# Blocked

rm "$TROUBLE"
faults "documents.json status 403"
run run federal-register
is "$status $(jq -r .outcome "$TROUBLE")" "77 blocked" "a source blocks us"
run_all
is "$(requests)" 0 "and is put off at once"
trouble federal-register 72 -5 blocked
faults
run_all
is "$(requests documents.json) $(counted document)" "1 3" \
    "a last try in the future is no try"
ok "$([ ! -e "$TROUBLE" ]; echo $?)" "and the trouble is over"

# The archive is read and loaded all the same

notice_text 2026-26021 "$(day 5)" 26-21 Japan 12 >"$HERE/by-mail.txt"
trouble federal-register 1 1 blocked
run import federal-register "$HERE/by-mail.txt"
is "$status" 0 "a file that came by other means"
run_all
is "$(requests) $(counted document)" "0 4" \
    "is loaded although its source is put off"

# Time

rm "$TROUBLE"
use_publisher "run_seconds = 2"
faults "documents.json slow 2200"
forget_requests
run run federal-register ddtc dsca
is "$status" 75 "when the time is over: exit status 75"
like "$err" "warning: dsca: put off, as the time to fetch is over" "is said"
is "$(requests Page=)" 0 "and nothing is asked any more"
is "$(sql "SELECT count(*) FROM arms.run WHERE source = 'dsca'
    AND status = 'later'")" 1 "the ledger has it"
faults
use_publisher
run run federal-register ddtc
is "$status" 0 "the next run goes on"

done_testing
