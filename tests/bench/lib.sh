# For the benches, sourced: a PostgreSQL of their own, and measured commands.
# shellcheck shell=sh disable=SC2034,SC2154 # used by who sources it
armsetl=${ARMSETL:-$PWD/armsetl}
bench=$PWD/build/bench
results=$bench/results
mkdir -p "$bench"
: >"$results"
unset PGHOST PGHOSTADDR PGPORT PGSERVICE PGDATABASE PGUSER

bench_start() {
	config/local-postgres start "$bench/postgres"
	eval "$(config/local-postgres env "$bench/postgres")"
	PGDATABASE=bench
	export PGDATABASE ARMSETL_DATA_DIR="$bench/data"
}

bench_stop() {
	config/local-postgres stop "$bench/postgres" || true
	rm -rf "$bench/postgres" "$bench/data"
}

from_nothing() {
	rm -rf "$bench/data"
	dropdb --if-exists bench 2>/dev/null
	createdb bench
	"$armsetl" -q migrate
}

fail() {
	printf 'bench: %s\n' "$*" >&2
	exit 1
}

sql() {
	psql -XqAt -v ON_ERROR_STOP=1 -c "$1"
}

# Seconds, of user and of system, and KiB at most, behind a name.
measure() { # NAME COMMAND...
	name=$1
	shift
	sync
	sql CHECKPOINT
	/usr/bin/time -o "$bench/time" -f "%e %U %S %M" \
	    "$@" >"$bench/log" 2>&1 || {
		cat "$bench/log" >&2
		fail "$name failed"
	}
	echo "$name $(tail -n 1 "$bench/time")" >>"$results"
}
