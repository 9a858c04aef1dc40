#!/bin/sh
# The schema: what migrate would do is told without doing it, and two that
# start at the same moment make it once.
set -u
. tests/lib.sh

bare_database

# Looking ahead

last=$(find load/migrations -name '*.sql' | sort | tail -n 1 |
    sed 's|.*/\(.*\)\.sql|\1|')
run migrate --dry-run
is "$status" 0 "an empty database: --dry-run succeeds"
is "$(printf '%s\n' "$out" | grep -c '^would apply migration ')" \
    "$(find load/migrations -name '*.sql' | wc -l)" "each migration is named"
like "$out" "^would make all routines and views anew$" "and the routines"
is "$(sql "SELECT to_regnamespace('arms') IS NULL")" t "and nothing is done"
run migrate
run migrate --dry-run
is "$status $out" "0 the routines and views are current" \
    "behind it there is nothing to do"
sql "DELETE FROM arms.migration WHERE number = ${last%%_*}"
sql "UPDATE arms.migration SET digest = 'older' WHERE number = 0"
run migrate --dry-run
is "$status $out" "0 would apply migration $last
would make all routines and views anew" "what is missing is named"

# It waits for nobody, and nobody for it.
mkfifo "$HERE/in"
psql -XqAt <"$HERE/in" >/dev/null &
holder=$!
exec 8>"$HERE/in"
echo "BEGIN; SELECT pg_advisory_xact_lock(hashtext('armsetl migrate'));" >&8
n=0
until [ "$(sql "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'
    AND database = (SELECT oid FROM pg_database
        WHERE datname = current_database())")" = 1 ] || [ $n = 500 ]; do
	sleep 0.02
	n=$((n + 1))
done
run migrate --dry-run
is "$status" 0 "it does not wait for one that migrates"
printf '[database]\nlock_seconds = 1\n' >>"$HERE/conf"
run migrate
is "$status" 75 "migrate waits no longer than lock_seconds: exit status 75"
like "$err" "lock timeout" "the message names the lock timeout"
exec 8>&-
wait $holder
configure

sql "INSERT INTO arms.migration (number, name, digest)
    VALUES (9999, 'tomorrow', 'x')"
run migrate --dry-run
is "$status" 78 "a newer schema: exit status 78"
like "$err" "schema is at migration 9999" "the message names the newer migration"
sql "DELETE FROM arms.migration WHERE number = 9999"
sql "UPDATE arms.migration SET digest = 'y' WHERE number = 1"
run migrate --dry-run
is "$status" 78 "a migration with another text: exit status 78"

# Two at once

for round in 1 2 3; do
	dropdb "$PGDATABASE"
	bare_database
	for one in first second; do
		"$ARMSETL" --config "$HERE/conf" migrate 2>"$HERE/$one" &
		eval "$one=$!"
	done
	# shellcheck disable=SC2154 # by eval
	wait "$first"
	is "$? $(grep -c error "$HERE/first")" "0 0" "round $round: one is well"
	# shellcheck disable=SC2154
	wait "$second"
	is "$? $(grep -c error "$HERE/second")" "0 0" "round $round: so is the other"
	is "$(cat "$HERE/first" "$HERE/second" | grep -c '^armsetl: migration ')" \
	    "$(find load/migrations -name '*.sql' | wc -l)" \
	    "round $round: each migration is applied once"
done

done_testing
