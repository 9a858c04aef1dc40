# For tests in shell: TAP on standard output, a folder and a database of the
# test's own. Sourced; needs BUILD, TMP and ARMSETL from tests/run.
# shellcheck shell=sh disable=SC2034,SC2120

TESTS=0
FAILED=0
HERE=$TMP/$(basename "$0" .t).$$
mkdir -p "$HERE"
export ARMSETL_DATA_DIR="$HERE/data"
PGDATABASE=$(basename "$0" .t | tr -c 'a-z0-9\n' _)_$$
export PGDATABASE

# A database with our schema and the lists of names, and no run: see tests/run.
database() {
	createdb -T migrated "$PGDATABASE" || exit 1
}

# A database in which armsetl has never been.
bare_database() {
	createdb "$PGDATABASE" || exit 1
}

qualified() { # RELATION: with the schema in which it lies
	sql "SELECT arms_internal.qualified('$1')"
}

# The schema as that migration left it, which is of four digits.
migrated_to() { # NUMBER
	sql "CREATE SCHEMA arms;
	     CREATE TABLE arms.migration (number integer PRIMARY KEY,
	         name text NOT NULL, digest text NOT NULL,
	         applied_at timestamptz NOT NULL DEFAULT now())"
	for migration in load/migrations/*.sql; do
		name=${migration##*/}
		[ "${name%%_*}" -le "$1" ] || break
		psql -Xq1 -v ON_ERROR_STOP=1 -f "$migration" >"$HERE/log" 2>&1 ||
		    ok 1 "$migration: $(cat "$HERE/log")"
		sql "INSERT INTO arms.migration VALUES (${name%%_*}, '${name%.sql}',
		         '$(sha256sum "$migration" | cut -d ' ' -f 1)')"
	done
}

sql() {
	psql -XqAt -v ON_ERROR_STOP=1 -c "$1"
}

ok() { # STATUS NAME
	TESTS=$((TESTS + 1))
	if [ "$1" = 0 ]; then
		echo "ok $TESTS - $2"
	else
		FAILED=$((FAILED + 1))
		echo "not ok $TESTS - $2"
	fi
}

is() { # GOT WANTED NAME
	if [ "$1" = "$2" ]; then
		ok 0 "$3"
	else
		ok 1 "$3"
		printf '%s\n' "$1" | sed 's/^/#      got: /'
		printf '%s\n' "$2" | sed 's/^/#   wanted: /'
	fi
}

like() { # TEXT REGEX NAME
	if printf '%s\n' "$1" | grep -Eq -- "$2"; then
		ok 0 "$3"
	else
		ok 1 "$3"
		printf '%s\n' "$1" | sed 's/^/#      got: /'
		echo "#   wanted: $2"
	fi
}

same_file() { # GOT WANTED NAME
	if diff -u "$2" "$1" >"$HERE/diff" 2>&1; then
		ok 0 "$3"
	else
		ok 1 "$3"
		sed 's/^/# /' "$HERE/diff"
	fi
}

# Runs armsetl; its messages are in $err, its output in $out, its status in
# $status. The test does not stop when it fails.
run() {
	status=0
	"$ARMSETL" --config "$HERE/conf" "$@" >"$HERE/out" 2>"$HERE/err" ||
	    status=$?
	out=$(cat "$HERE/out")
	err=$(cat "$HERE/err")
}

# What the index of an archive has, a JSON object a line.
index_of() { # SOURCE
	sqlite3 -json "$ARMSETL_DATA_DIR/archive/$1/index.sqlite" \
	    "SELECT * FROM capture ORDER BY id" |
	    sed 's/^\[//; s/[],]$//; s/"[a-z0-9_]*":null,//g'
}

lose_index() { # SOURCE, or * for all
	rm "$ARMSETL_DATA_DIR"/archive/$1/index.sqlite*
}

# Nobody waits for a publisher of ours, unless the test says so.
PAUSE_MS=0
BACKOFF_MS=1

configure() { # [LINE...]
	{
		echo "[fetch]"
		echo "pause_ms = $PAUSE_MS"
		echo "backoff_ms = $BACKOFF_MS"
		echo "[armsetl]"
		echo "contact = tests@example.org"
		echo "reference = $PWD/config/reference"
		for line in "$@"; do
			printf '%s\n' "$line"
		done
	} >"$HERE/conf"
}

done_testing() {
	echo "1..$TESTS"
	rm -rf "$HERE"
	exit $((FAILED > 0))
}

configure
