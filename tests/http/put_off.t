#!/bin/sh
# A source that has failed for two days is asked once a day; and a run's time
# is shared.
set -u
. tests/lib.sh
. tests/http/publisher.sh

failing() { # SOURCE SINCE TRIED OUTCOME: hours ago
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
		failing "$source" 1 1 blocked
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

# A failure begins and ends

faults "documents.json status 500"
run run federal-register
is "$status" 69 "a source that does not answer: exit status 69"
is "$(jq -r .outcome "$TROUBLE")" unreachable "the failure of a source is noted"
since=$(jq -r .since "$TROUBLE")
run run federal-register
is "$(jq -r .since "$TROUBLE")" "$since" "the failure keeps its beginning when the source fails anew"
run_all
ok "$([ "$(requests documents.json)" -gt 0 ]; echo $?)" \
    "a source that fails for less than two days is asked in each run"
faults
run run federal-register
is "$status" 0 "a source that answers: exit status 0"
ok "$([ ! -e "$TROUBLE" ]; echo $?)" "a success ends the failure"

# For two days and more

notices 1 9 26011
faults "documents.json status 500"
failing federal-register 72 19 unreachable
run_all
is "$(requests)" 0 "after two days of failure a source is not asked twice a day"
is "$status" 77 "the run ends as the worst of those put off did"
like "$err" "warning: federal-register: unreachable since $(jq -r .since "$TROUBLE"); not tried before 20" \
    "the log says since when a source fails, and when its next try is"
run run federal-register
ok "$([ "$(requests documents.json)" -gt 0 ]; echo $?)" \
    "a source that is named is asked all the same"
failing federal-register 72 21 unreachable
run_all
ok "$([ "$(requests documents.json)" -gt 0 ]; echo $?)" \
    "after two days of failure a source is asked the next day"
run_all
is "$(requests)" 0 "after two days of failure a source is asked once a day"

# Blocked

rm "$TROUBLE"
faults "documents.json status 403"
run run federal-register
is "$status $(jq -r .outcome "$TROUBLE")" "77 blocked" "a source that blocks us: exit status 77"
run_all
is "$(requests)" 0 "a source that blocks us is not asked twice a day"
failing federal-register 72 -5 blocked
faults
run_all
is "$(requests documents.json) $(counted document)" "1 3" \
    "a last try in the future is no try"
ok "$([ ! -e "$TROUBLE" ]; echo $?)" "a success ends the block"

# The archive is read and loaded all the same

notice_text 2026-26021 "$(day 5)" 26-21 Japan 12 >"$HERE/by-mail.txt"
failing federal-register 1 1 blocked
run import federal-register "$HERE/by-mail.txt"
is "$status" 0 "a file that came by other means is imported"
run_all
is "$(requests) $(counted document)" "0 4" \
    "a file is loaded although its source is put off"

# Time

rm "$TROUBLE"
use_publisher "run_seconds = 2"
faults "documents.json slow 2200"
forget_requests
run run federal-register ddtc dsca
is "$status" 75 "when the time is over: exit status 75"
like "$err" "warning: dsca: put off, as the time to fetch is over" "a source that is put off for want of time is logged"
is "$(requests Page=)" 0 "when the time is over nothing more is asked"
is "$(sql "SELECT count(*) FROM arms.run WHERE source = 'dsca'
    AND status = 'later'")" 1 "the ledger has the outcome of a source that is put off"
faults
use_publisher
run run federal-register ddtc
is "$status" 0 "the next run goes on with the sources that were put off"

done_testing
