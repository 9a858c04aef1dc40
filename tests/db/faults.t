#!/bin/sh
# What can go wrong with the database: each time the program says what, loses
# no row and doubles none, and the next run goes on from there.
# shellcheck disable=SC2317 # functions that are called by others
set -u
. tests/lib.sh
. tests/http/publisher.sh
. tests/faults.sh

database
notices 4 4 26001
licences 2026-26050 5 "DDTC 25-001" Norway
run import federal-register "$SITE"/2026-2600?.txt
run import ddtc "$SITE/2026-26050.xml"
run transform
run load
is "$status" 0 "without a fault it is loaded"
state >"$HERE/wanted"

wait_until() { # COMMAND...: for thirty seconds at most
	tries=0
	until "$@"; do
		tries=$((tries + 1))
		[ $tries -lt 1500 ] || return 1
		sleep 0.02
	done
}

# A session that keeps a table, or a lock, until it is let go.
hold() { # SQL
	mkfifo "$HERE/in"
	psql -XqAt -v ON_ERROR_STOP=1 <"$HERE/in" >/dev/null 2>&1 &
	holder=$!
	exec 8>"$HERE/in"
	echo "BEGIN; $1; SELECT 'held';" >&8
	wait_until is_holding
}

is_holding() {
	[ "$(sql "SELECT count(*) FROM pg_stat_activity
	    WHERE datname = current_database() AND state = 'idle in transaction'
	      AND query LIKE 'SELECT ''held''%'")" -gt 0 ]
}

let_go() {
	exec 8>&-
	wait "$holder"
	rm -f "$HERE/in"
}

is_waiting() { # TABLE: for it
	[ "$(sql "SELECT count(*) FROM pg_locks WHERE NOT granted
	    AND relation = arms_internal.qualified('$1')::regclass")" -gt 0 ]
}

terminate_loader() {
	sql "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
	    WHERE datname = current_database() AND application_name = 'armsetl'" \
	    >/dev/null
}

# After a fault: what is there is what was there, and the next run finishes.
came_to() { # FAULT STATUS MESSAGE DID [TABLES-BEFORE]
	is "$status" "$2" "$1: exit status $2"
	like "$err" "$3" "$1: says so"
	state >"$HERE/half"
	is "$(LC_ALL=C sort "$HERE/half" | uniq -d)" "" "$1: nothing is there twice"
	measured=$status
	run load
	is "$status" 0 "$1: the next run succeeds"
	state >"$HERE/got"
	same_file "$HERE/got" "$HERE/wanted" "$1: and comes to the same"
	lost=$(LC_ALL=C sort "$HERE/got" | LC_ALL=C comm -13 - \
	    "$HERE/sorted" | wc -l)
	doubled=$(LC_ALL=C sort "$HERE/got" | uniq -d | wc -l)
	fault_row database "$1" "$4" "$measured" "$lost" "$doubled"
}
LC_ALL=C sort "$HERE/wanted" >"$HERE/sorted"

# Not there -------------------------------------------------------------------

empty_database
run --db "host=127.0.0.1 port=1 dbname=x" load
came_to "connection refused" 69 "^armsetl: error: database: .*refused" \
    "says what was tried; fetching and reading go on"

empty_database
run --db "host=127.0.0.1 port=1 dbname=x" replay
is "$status" 69 "without a database a replay fails"
like "$err" "refused" "the message names the refusal"

# A backend that is killed ----------------------------------------------------

# At each table that a load writes: the session is ended while it waits there.
# The other source of the run is loaded all the same, over a new connection.
for table in document publication publication_purchaser publication_item \
    publication_contractor publication_places fault notice_publication notice \
    notice_purchaser notice_item notice_contractor package; do
	empty_database
	hold "LOCK TABLE $(qualified $table) IN SHARE MODE"
	"$ARMSETL" --config "$HERE/conf" load federal-register ddtc \
	    2>"$HERE/err" 8>&- &
	victim=$!
	wait_until is_waiting $table
	ok $? "backend killed at $table: it is writing"
	terminate_loader
	let_go
	status=0
	wait $victim || status=$?
	err=$(cat "$HERE/err")
	is "$(sql "SELECT string_agg(DISTINCT source, ' ') FROM arms.document")" \
	    "ddtc" "backend killed at $table: the other source is loaded"
	is "$(sql "SELECT status, reason LIKE '%terminating connection%'
	    FROM arms.run WHERE source = 'federal-register'
	    ORDER BY run_id DESC LIMIT 1")" "unreachable|t" \
	    "backend killed at $table: the ledger knows why"
	came_to "backend killed at $table" 69 "terminating connection" \
	    "loads nothing of the package, connects again for the next source"
done

# Time-outs -------------------------------------------------------------------

empty_database
hold "LOCK TABLE arms.notice IN SHARE MODE"
PGOPTIONS="-c statement_timeout=2s" "$ARMSETL" --config "$HERE/conf" load \
    federal-register 2>"$HERE/err"
status=$?
err=$(cat "$HERE/err")
let_go
came_to "statement time-out" 73 "canceling statement due to statement timeout" \
    "loads nothing of the package"

printf '[database]\nlock_seconds = 1\n' >>"$HERE/conf"
empty_database
hold "LOCK TABLE arms.notice IN SHARE MODE"
run load federal-register
let_go
came_to "lock time-out" 75 "canceling statement due to lock timeout" \
    "loads nothing of the package, and is to be called later"

empty_database
hold "SELECT pg_advisory_xact_lock(hashtext('armsetl merge'))"
run load federal-register
let_go
came_to "another loader merges for too long" 75 "lock timeout" \
    "loads nothing of the package, and is to be called later"

empty_database
hold "SELECT pg_advisory_lock(hashtext('armsetl'), hashtext('ddtc'))"
run load ddtc federal-register
let_go
is "$(sql "SELECT string_agg(DISTINCT source, ' ') FROM arms.document")" \
    "federal-register" "a second loader: the other source is loaded"
came_to "a second loader holds the source's lock" 75 \
    "ddtc: another run holds the lock" \
    "leaves that source, loads the others"

# A loader that is stopped while it holds the lock under which all merge: the
# server ends its session, and others go on.
empty_database
configure "[database]" "lock_seconds = 10"
hold "LOCK TABLE arms.notice IN SHARE MODE"
"$ARMSETL" --config "$HERE/conf" load federal-register 2>"$HERE/stopped" 8>&- &
victim=$!
wait_until is_waiting notice
kill -STOP $victim
let_go
configure
run load ddtc
is "$status" 0 "a loader that is stopped: another need not wait for ever"
kill -CONT $victim
status=0
wait $victim || status=$?
err=$(cat "$HERE/stopped")
came_to "a loader that is stopped holds the merge lock" 69 \
    "idle-in-transaction timeout|server closed the connection" \
    "is ended by the server after lock_seconds; others wait so long and load"

# A server that can only be read ------------------------------------------------

done_testing
