#!/bin/sh
# What surrounds a run: locale and time zone, folders that cannot be written,
# a database that is not there or too new, another run.
set -u
. tests/lib.sh
. tests/http/publisher.sh

# Root may write everywhere; without these two capabilities it may not.
cat >"$HERE/weak" <<WEAK
#!/bin/sh
[ "\$(id -u)" != 0 ] || exec setpriv \\
    --inh-caps=-dac_override,-dac_read_search \\
    --bounding-set=-dac_override,-dac_read_search "$ARMSETL" "\$@"
exec "$ARMSETL" "\$@"
WEAK
chmod 755 "$HERE/weak"
strong=$ARMSETL

database
notices 3 4 26001
licences 2026-26050 5 "DDTC 25-001" Norway
publisher_start

# Locale and time zone

run extract federal-register ddtc
is "$status" 0 "extract makes an archive"
for setting in "C UTC" "C.UTF-8 Pacific/Kiritimati" \
    "de_DE.UTF-8 America/Los_Angeles" "tr_TR.ISO-8859-9 Asia/Kathmandu" \
    "xx_YY :nonsense"; do
	rm -rf "$ARMSETL_DATA_DIR/packages"
	LC_ALL=${setting% *} LANGUAGE=de TZ=${setting#* } \
	    "$ARMSETL" --config "$HERE/conf" transform 2>"$HERE/err"
	is "$?" 0 "transform with LC_ALL and TZ of $setting succeeds"
	[ -e "$HERE/packages" ] ||
		cp -r "$ARMSETL_DATA_DIR/packages" "$HERE/packages"
	ok "$(diff -r "$HERE/packages" "$ARMSETL_DATA_DIR/packages" >/dev/null
	echo $?)" "packages with LC_ALL and TZ of $setting are the same"
	LC_ALL=${setting% *} TZ=${setting#* } ARMSETL_DATA_DIR=$HERE/elsewhere \
	    "$ARMSETL" --config "$HERE/conf" import federal-register \
	    "$SITE/2026-26001.txt" 2>"$HERE/err"
	is "$(sqlite3 "$HERE/elsewhere/archive/federal-register/index.sqlite" \
	    "SELECT url FROM capture")" \
	    "https://www.federalregister.gov/documents/full_text/text/$(day 4 |
	    tr - /)/2026-26001.txt" "import with LC_ALL and TZ of $setting finds the same address"
	rm -rf "$HERE/elsewhere"
done
like "$(records | grep -a '^WARC-Date' | head -n 1)" \
    "^WARC-Date: $(day 0)T[0-9:]*Z" "the archive's times are in UTC"

# Folders that cannot be written

run --data-dir "$HERE/conf/data" extract federal-register
is "$status" 73 "a data folder that cannot be made: exit status 73"
like "$err" "^armsetl: error: $HERE/conf/data" \
    "the message names the data folder"
run --data-dir "$HERE/conf/data" import federal-register \
    "$SITE/2026-26001.txt"
is "$status" 73 "import into a data folder that cannot be made: exit status 73"

ARMSETL=$HERE/weak
sed 's/2026-26003/2026-26004/; s/26-3/26-4/' "$SITE/2026-26003.txt" \
    >"$HERE/2026-26004.txt"
mkdir "$HERE/closed"
chmod 555 "$HERE/closed"
if why=$("$HERE/weak" --version 2>&1); then
	run --data-dir "$HERE/closed" extract federal-register
	is "$status" 73 "a data folder that may not be written: exit status 73"
	like "$err" "^armsetl: error: $HERE/closed.*Permission denied" \
	    "the message names the folder and the reason"
	is "$(ls -A "$HERE/closed")" "" "the folder stays empty"

	chmod -R a-w "$ARMSETL_DATA_DIR/archive"
	rm -rf "$ARMSETL_DATA_DIR/packages"
	run transform
	is "$status $err" "0 armsetl: federal-register: read 3 documents: 3 records, 0 faults
armsetl: ddtc: read 1 documents: 1 records, 0 faults" \
	    "transform reads an archive that is read-only"
	run --db "host=$HERE/nowhere" check
	is "$(printf '%s\n' "$out" | grep -Ec '^archive .*: [13] documents$')" \
	    2 "check reads an archive that is read-only"
	run extract
	is "$status" 73 \
	    "extract into an archive that is read-only: exit status 73"
	like "$err" "$ARMSETL_DATA_DIR/archive/federal-register.*Permission denied" \
	    "the message names the archive's folder"
	run import federal-register "$SITE/2026-26001.txt"
	is "$status" 73 \
	    "import into an archive that is read-only: exit status 73"
	chmod -R u+w "$ARMSETL_DATA_DIR/archive"

	run import federal-register "$HERE/2026-26004.txt"
	chmod -R a-w "$ARMSETL_DATA_DIR/packages"
	run transform federal-register
	is "$status" 73 "packages that may not be written: exit status 73"
	like "$err" "^armsetl: error: $ARMSETL_DATA_DIR/packages/federal-register.*Permission denied" \
	    "the message names the packages' folder"
	chmod -R u+w "$ARMSETL_DATA_DIR/packages"
	run transform
	is "$status" 0 "transform succeeds once the folder is writable"
else
	ok 0 "folders without permission # skip $why"
	run import federal-register "$HERE/2026-26004.txt"
	run transform
fi
ARMSETL=$strong
run load
is "$(counted notice)" 5 "everything is loaded after the failures"

# A database that is not there

for command in load replay status migrate check; do
	run --db "host=$HERE/nowhere" $command
	is "$status" 69 "$command without a database: exit status 69"
	like "$err" "^armsetl: error: database: .*$HERE/nowhere" \
	    "$command without a database names the database it tried"
done
run --db "dbname=no_such_database" load
is "$status" 69 "a database that does not exist: exit status 69"
like "$err" 'database "no_such_database" does not exist' \
    "the message names the database"

# A schema that is newer than the program

sql "INSERT INTO arms.migration (number, name, digest)
    VALUES (9999, 'tomorrow', 'x')"
state >"$HERE/before"
newest=$(find load/migrations -name '*.sql' | sed 's|.*/||' | sort | tail -n 1 |
    cut -c 1-4)
for command in run load replay migrate; do
	run $command
	is "$status" 78 "$command with a newer schema: exit status 78"
	like "$err" "schema is at migration 9999, this program knows only up to $newest" \
	    "$command with a newer schema names both migrations"
done
state >"$HERE/after"
same_file "$HERE/after" "$HERE/before" "a refused schema is not changed"
sql "DELETE FROM arms.migration WHERE number = 9999"
sql "UPDATE arms.migration SET digest = 'y' WHERE number = 1"
run load
ok "$([ "$status" != 0 ]; echo $?)" "a schema made by another text is refused"
like "$err" "migration 0001: the database was migrated by another text" \
    "the message names the migration that differs"
sql "DROP SCHEMA arms, arms_history, arms_internal CASCADE" 2>/dev/null
run replay
is "$status" 0 "a replay into no schema succeeds"
is "$(counted notice)" 5 "a replay into no schema loads everything"

# A view of an older program, with columns that are no more

sql "DROP VIEW arms.source_status;
    CREATE VIEW arms.source_status AS SELECT 1 AS a, 2 AS b;
    UPDATE arms.migration SET digest = 'older' WHERE number = 0"
run migrate
is "$status" 0 "migrate replaces an older view"
is "$(sql "SELECT count(*) FROM information_schema.columns
    WHERE (table_name, column_name) = ('source_status', 'a')")" 0 \
    "the new view has no column of the older one"

# A ledger that cannot be written

sql "ALTER TABLE arms.run RENAME TO elsewhere"
mv "$ARMSETL_DATA_DIR" "$HERE/kept"
run run federal-register
is "$status" 73 "a run without its ledger: exit status 73"
is "$(index | grep -c text/plain)" 3 \
    "a run without its ledger fetches everything"
ok "$([ -e "$ARMSETL_DATA_DIR/packages/federal-register" ]; echo $?)" \
    "a run without its ledger reads everything"
rm -rf "$ARMSETL_DATA_DIR"
mv "$HERE/kept" "$ARMSETL_DATA_DIR"
sql "ALTER TABLE arms.elsewhere RENAME TO run"

# Two at once

twice() { # COMMAND MESSAGE
	faults "documents.json slow 2500"
	forget_requests
	"$ARMSETL" --config "$HERE/conf" "$1" federal-register \
	    >"$HERE/first" 2>&1 9>&- &
	first=$!
	n=0
	until [ "$(requests documents.json)" = 1 ] || [ $n = 500 ]; do
		sleep 0.01
		n=$((n + 1))
	done
	run "$1" federal-register
	is "$status" 75 "$1 while another does: exit status 75"
	like "$err" "^armsetl: error: .*federal-register: $2" \
	    "$1 while another does: the message tells the reason"
	run sources
	is "$status" 0 "sources works while another run holds the lock"
	wait $first
	is $? 0 "the first $1 ends well"
	is "$(requests documents.json)" 1 "only one $1 asks the publisher"
}
twice run "another run holds the lock"
twice extract "another process is writing to it"
run --db "dbname=$PGDATABASE" run federal-register
is "$status" 0 "the lock is free afterwards"

# As another transform would, that is still at it

taken() { # SECONDS
	flock -F "$ARMSETL_DATA_DIR/archive/federal-register" sleep "$1" 9>&- &
	taker=$!
	n=0
	while flock -n "$ARMSETL_DATA_DIR/archive/federal-register" true &&
	    [ $n != 500 ]; do
		sleep 0.01
		n=$((n + 1))
	done
}
rm -rf "$ARMSETL_DATA_DIR/packages/federal-register"
taken 2
run transform federal-register
ok "$(kill -0 $taker 2>/dev/null && echo 1 || echo 0)" \
    "a transform waits for another of the source"
is "$status" 0 "and then makes the packages"
like "$err" "^armsetl: federal-register: waiting for another process" \
    "and tells that it waits"
ok "$([ -e "$ARMSETL_DATA_DIR/packages/federal-register" ]; echo $?)" \
    "the packages are there"
taken 600
"$ARMSETL" --config "$HERE/conf" transform federal-register \
    >"$HERE/first" 2>&1 9>&- &
first=$!
n=0
until grep -q waiting "$HERE/first" || [ $n = 500 ]; do
	sleep 0.01
	n=$((n + 1))
done
kill -TERM $first
wait $first
is $? 75 "one that waits is stopped by a signal: exit status 75"
kill $taker
wait $taker 2>/dev/null

done_testing
