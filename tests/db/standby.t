#!/bin/sh
# A server that can only be read, as a standby: what reads goes on, what would
# write says why it cannot, and fetching and reading are done all the same.
set -u
. tests/lib.sh
. tests/http/publisher.sh
. tests/faults.sh

bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
as_server() {
	if [ "$(id -u)" = 0 ]; then
		(cd / && setpriv --reuid=postgres --regid=postgres \
		    --init-groups --reset-env "$@")
	else
		"$@"
	fi
}

# Servers of its own, below a folder that the server's user can reach.
top=$(as_server mktemp -d /tmp/armsetl-standby.XXXXXX)
cleanup() {
	as_server "$bin/pg_ctl" -D "$top/b" -m immediate -s stop 2>/dev/null
	as_server "$bin/pg_ctl" -D "$top/a" -m immediate -s stop 2>/dev/null
	rm -rf "$top"
}
trap cleanup EXIT
trap 'exit 1' INT TERM HUP
serve() { # NAME
	as_server mkdir "$top/at-$1"
	as_server "$bin/pg_ctl" -D "$top/$1" -l "$top/$1.log" -w -t 60 -s -o \
	    "-c listen_addresses='' -c unix_socket_directories=$top/at-$1
	    -c fsync=off -c max_wal_senders=4 -c wal_level=replica" start 9>&-
}
as_server "$bin/initdb" -D "$top/a" -U armsetl --auth=trust --no-sync \
    --encoding=UTF8 --locale=C.UTF-8 >"$HERE/initdb" 2>&1
serve a
PGHOST=$top/at-a
PGUSER=armsetl
export PGHOST PGUSER
bare_database
notices 3 4 26001
publisher_start
trap 'publisher_stop; cleanup' EXIT
run run federal-register
is "$status" 0 "the primary is loaded"

as_server "$bin/pg_basebackup" -h "$top/at-a" -U armsetl -D "$top/b" -R \
    --checkpoint=fast --no-sync
serve b
PGHOST=$top/at-b
is "$(sql "SELECT pg_is_in_recovery()")" t "there is a standby"
state >"$HERE/before"

run status federal-register
is "$status" 0 "status succeeds there"
like "$out" "^federal-register .* 3 +3 .* ok$" "status lists what the database has"
run check --deep
is "$status" 0 "and so does check"
run migrate --dry-run
is "$status" 0 "and migrate --dry-run"

notices 1 3 26011
run run federal-register
is "$status" 73 "a run ends with 73"
like "$err" "^armsetl: error: database: the server is read-only" \
    "the message names the read-only server"
is "$(index | grep -c text/plain)" 4 "but everything is fetched"
run load
is "$status" 73 "and so does a load"
run replay
is "$status" 73 "and a replay"
measured=$status
state >"$HERE/after"
same_file "$HERE/after" "$HERE/before" "nothing is changed"

# Both named: the one that can be written is found.
run --db "host=$top/at-b,$top/at-a target_session_attrs=read-write" load
is "$status" 0 "with both named, the one that can be written is loaded"
PGHOST=$top/at-a
is "$(counted document)" 4 "with what was missing"
fault_row database "a read-only standby" \
    "fetches and reads, loads nothing; status and check work" "$measured" \
    $((4 - $(counted document))) \
    "$(sql "SELECT count(*) - count(DISTINCT (url, sha256)) FROM arms.document")"

done_testing
