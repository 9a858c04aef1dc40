#!/bin/sh
# Doing it again changes nothing, and costs the database next to nothing.
set -u
. tests/lib.sh
. tests/http/publisher.sh

# A server of its own: other tests would be measured too.
cleanup() {
	config/local-postgres stop "$HERE/postgres"
}
trap cleanup EXIT
trap 'exit 1' INT TERM HUP
ARMSETL_POSTGRES_OPTIONS="-c fsync=off -c autovacuum=off"
export ARMSETL_POSTGRES_OPTIONS
config/local-postgres start "$HERE/postgres"
own=$PGDATABASE
eval "$(config/local-postgres env "$HERE/postgres")"
PGDATABASE=$own
bare_database

measure() { # COMMAND...: sets $wal to the bytes of WAL it takes
	psql -Xqc CHECKPOINT
	before=$(sql "SELECT pg_current_wal_lsn()")
	"$@"
	wal=$(sql "SELECT pg_current_wal_lsn() - '$before'")
}

sources=$(find tests/golden/* -prune -type d | wc -l)

import_all() {
	for folder in tests/golden/*/; do
		# shellcheck disable=SC2046 # names without blanks
		run import "$(basename "$folder")" $(find "$folder" -type f \
		    ! -name '*.expected' ! -name 'unreadable-*' \
		    ! -name 'drift-*' | sort)
		is "$status" 0 "$(basename "$folder") is imported $1"
		imported="$imported$err
"
	done
}

nothing_changed() { # NAME
	is "$status" 0 "$1 succeeds"
	is "$(printf '%s\n' "$err" | grep -c 'nothing changed; [1-9]')" "$sources" \
	    "$1 says that nothing changed"
	state >"$HERE/now"
	same_file "$HERE/now" "$HERE/first" "$1 changes no row"
	is "$(history_rows)" "$history" "$1 makes no history"
	is "$(sql "SELECT sum((entry ->> what)::int)
	    FROM arms.run, jsonb_each(counts) AS t (name, entry),
	         unnest(ARRAY['added', 'changed', 'removed']) what
	   WHERE run_id > $runs")" "$2" "$1 counts so"
}

imported=
import_all "once"
is "$(printf '%s' "$imported" | grep -Ec '[1-9][0-9]* documents imported, 0 were there, 0 left out')" \
    "$sources" "everything is taken"
measure run replay
is "$status" 0 "a replay loads it"
echo "# the first replay wrote $wal bytes of WAL"
ok "$([ "$(counted notice)" -gt 20 ]; echo $?)" "notices are there"
state >"$HERE/first"
history=$(history_rows) # of what later editions changed
runs=$(sql "SELECT max(run_id) FROM arms.run")

imported=
import_all "again"
is "$(printf '%s' "$imported" | grep -Ec ': 0 documents imported, [1-9][0-9]* were there, 0 left out')" \
    "$sources" "no document is added a second time"
measure run replay
nothing_changed "a second replay" ""
echo "# the second replay wrote $wal bytes of WAL"
ok "$([ "$wal" -lt 100000 ]; echo $?)" "which writes less than 100 kB of WAL"

# Packages made anew are other packages to the database: it looks at each row.

rm -rf "$ARMSETL_DATA_DIR/packages"
sql "UPDATE arms_internal.package SET digest = 'another'"
measure run replay
nothing_changed "a replay of packages made anew" 0
echo "# the replay of packages made anew wrote $wal bytes of WAL"
ok "$([ "$wal" -lt $((sources * 400000)) ]; echo $?)" \
    "which writes less than 400 kB of WAL for each package"

# The database is left without anything temporary.

is "$(sql "SELECT count(*) FROM pg_class WHERE relpersistence = 't'")" 0 \
    "no temporary table is left"
is "$(sql "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")" 0 \
    "no lock is left"
is "$(sql "SELECT count(*) FROM arms.run WHERE status <> 'ok'")" 0 \
    "all runs ended well"

cleanup
trap - EXIT
done_testing
