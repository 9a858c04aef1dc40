#!/bin/sh
# The file for a monitor: strictly what Prometheus and OpenMetrics read, written
# after a good run, a failed one, and without a database.
# shellcheck disable=SC2119 # use_publisher alone
set -u
. tests/lib.sh
. tests/http/publisher.sh

FILE=$HERE/folder/armsetl.prom
mkdir "$HERE/folder"

# Each family is described before its samples, and these stand together; labels
# are escaped, numbers are numbers, and no series is given twice.
strict() { # NAME
	is "$(awk '
	function wrong(why) { print "line " NR ": " why ": " $0 }
	ended { wrong("behind the end") }
	/^# EOF$/ { ended = 1; next }
	/^# HELP [a-z_]+ [^\\]+$/ { help = $3; next }
	/^# TYPE [a-z_]+ gauge$/ {
		if ($3 != help) wrong("not described")
		if (known[$3]++) wrong("described twice")
		family = $3
		next
	}
	/^[a-z_]+(\{[a-z]+="([^"\\]|\\[\\"n])*"(,[a-z]+="([^"\\]|\\[\\"n])*")*\})? -?[0-9]+$/ {
		name = $0
		sub(/[{ ].*/, "", name)
		series = $0
		sub(/ [^ ]*$/, "", series)
		if (name != family) wrong("not of its family")
		if (seen[series]++) wrong("given twice")
		next
	}
	{ wrong("neither description nor sample") }
	END { if (!ended) print "no end" }' "$FILE")" "" "$1: every line is right"
	is "$(tail -c 1 "$FILE" | od -An -c | tr -d ' ')" '\n' \
	    "$1: the last line ends"
	is "$(stat -c %a "$FILE")" 644 "$1: everybody may read it"
	is "$(ls "$HERE/folder")" "armsetl.prom" "$1: and it is alone"
}

value() { # SERIES
	sed -n "s/^armsetl_$1 //p" "$FILE"
}

database
notices 5 4 26001
sed -i 's/Government of Japan/Government of At"lan\\tis/' "$SITE/2026-26001.txt"
publisher_start

run run federal-register --metrics "$FILE"
is "$status" 0 "a run succeeds"
strict "after a run"
is "$(value exit_status) $(value database_up)" "0 1" \
    "the exit status is 0 and the database answers"
is "$(value 'source_documents{source="federal-register"}') $(value \
    'source_records{source="federal-register"}')" "5 5" \
    "documents and records of a source are counted"
is "$(value 'source_last_run_status{source="federal-register",status="ok"}')" 1 \
    "the last run of the source ended well"
is "$(value 'source_last_run_status{source="ddtc",status="never run"}')" 1 \
    "a source never run has that status"
is "$(value 'source_last_run_fetch{source="federal-register",what="requests"}')" \
    6 "the requests of the last crawl are counted"
is "$(value 'source_blocked{source="federal-register"}')" 0 \
    "a source that is not blocked has 0"
now=$(date +%s)
for name in written_timestamp_seconds \
    'source_last_success_timestamp_seconds{source="federal-register"}'; do
	ok "$([ $((now - $(value "$name"))) -lt 300 ]; echo $?)" \
	    "$name is of now"
done
is "$(value 'source_newest_publication_timestamp_seconds{source="federal-register"}')" \
    "$(date -u -d "$(day 4)" +%s)" "the newest publication is the time of a day"
is "$(sed -n 's/^armsetl_source_faults{source="federal-register".* //p' "$FILE" |
    awk '{ n += $1 } END { print n }')" \
    "$(sql "SELECT count(*) FROM arms.fault")" "faults are counted by their reason"

# Each name is explained.
sed -n 's/^# TYPE armsetl_\([a-z_]*\) .*/\1/p' "$FILE" | sort >"$HERE/names"
grep '^|' docs/METRICS.md | cut -d '|' -f 2 | grep -o '`[a-z_]*`' | tr -d '`' |
    sort >"$HERE/documented"
same_file "$HERE/documented" "$HERE/names" "docs/METRICS.md explains each name"

# A run that fails

faults "documents.json status 403"
use_publisher
sed -i "s|^\[armsetl\]|&\nmetrics = $FILE|" "$HERE/conf"
rm -rf "$ARMSETL_DATA_DIR"
run run federal-register
ok "$([ "$status" != 0 ]; echo $?)" "a run that is refused fails"
strict "after a failed run"
is "$(value exit_status)" "$status" \
    "the exit status of the failed run is written"
is "$(value 'source_blocked{source="federal-register"}')" 1 \
    "a source that refuses us is blocked"
ok "$([ -n "$(value \
    'source_blocked_since_timestamp_seconds{source="federal-register"}')" ]
    echo $?)" "the file tells since when the source is blocked"
run status federal-register
like "$out" "^federal-register .*blocked since $(day 0)$" \
    "status tells since when the source is blocked"
like "$out" "^    next: ask the publisher to let us in" \
    "status tells what to do about a block"
faults

# Without a database

run --db "host=$HERE/nowhere" status --metrics "$FILE"
is "$status" 69 "without a database status fails"
strict "without a database"
is "$(value database_up) $(value exit_status)" "0 69" \
    "without a database database_up is 0 and the exit status 69"
is "$(grep -c source "$FILE")" 0 "without a database nothing is told of sources"
run --db "host=$HERE/nowhere" run federal-register
is "$(value database_up)" 0 "a run without a database writes database_up 0"

# A place that cannot be written

run status --metrics "$HERE/nowhere/armsetl.prom"
is "$status" 73 "a folder that does not exist: exit status 73"
like "$err" "^armsetl: error: $HERE/nowhere/armsetl.prom: cannot write" \
    "the message names the file"
run run federal-register --metrics "$HERE/nowhere/armsetl.prom"
is "$status" 73 "a run that cannot write the file: exit status 73"

done_testing
