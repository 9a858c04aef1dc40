#!/bin/sh
# kill -9 at any moment: the next run finishes the work, and comes to what an
# undisturbed run comes to.
# shellcheck disable=SC2317 # functions that are called by others
set -u
. tests/lib.sh
. tests/http/publisher.sh

# Everything runs with this name, so that it can be waited for.
PGAPPNAME=kill_$$
export PGAPPNAME

# A server notices late that its client is gone.
wait_for_servers() {
	psql -XqAt <<-'SQL'
	DO $$ BEGIN
	    WHILE EXISTS (SELECT FROM pg_stat_activity
	                   WHERE datname = current_database()
	                     AND pid <> pg_backend_pid()) LOOP
	        PERFORM pg_sleep(0.01), pg_stat_clear_snapshot();
	    END LOOP;
	END $$
	SQL
}

wait_until() { # COMMAND...: for ten seconds at most
	tries=0
	until "$@"; do
		tries=$((tries + 1))
		[ $tries -lt 1000 ] || return 1
		sleep 0.01
	done
}

next_run() { # COMMAND...
	run "$@"
	is "$status" 0 "$name: the next run succeeds"
	state >"$HERE/got"
	same_file "$HERE/got" "$wanted" "$name: and comes to the same"
}

database
notices 4 4 26001
sed -i 's/Government of Japan/Government of Atlantis/' "$SITE/2026-26001.txt"
notice_text 2026-26005 "$(day 3)" 26-2 Norway 7 >"$SITE/2026-26005.txt"
list_document 2026-26005 "$(day 3)" "Arms Sales Notification" 2026-26005
publisher_start
undisturbed

# While it loads --------------------------------------------------------------

# Each table that a load writes, in the order in which it does: a lock on it
# stops the load there, within its transaction.
is_locked() { # TABLE GRANTED MODE
	[ "$(sql "SELECT count(*) FROM pg_locks WHERE granted = $2
	    AND relation = arms_internal.qualified('$1')::regclass AND mode LIKE '%$3%'")" -gt 0 ]
}

kill_load_at() { # TABLE
	psql -Xqc "BEGIN; LOCK TABLE $(qualified "$1") IN SHARE MODE; SELECT pg_sleep(60)" \
	    >/dev/null 2>&1 &
	wait_until is_locked "$1" true ShareLock
	"$ARMSETL" --config "$HERE/conf" load federal-register 2>"$HERE/err" &
	victim=$!
	wait_until is_locked "$1" false RowExclusiveLock
	ok $? "$name: it is writing"
	kill -9 $victim
	wait $victim 2>/dev/null
	sql "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
	    WHERE query LIKE '%pg_sleep(60)' AND datname = current_database()
	      AND pid <> pg_backend_pid()" >/dev/null
	wait_for_servers
}

for table in document publication publication_purchaser publication_item \
    publication_contractor publication_places fault notice_publication notice \
    notice_purchaser notice_item notice_contractor package; do
	name="killed at $table"
	empty_database
	kill_load_at $table
	is "$(state)" "" "$name: nothing is half loaded"
	next_run load federal-register
done
is "$(sql "SELECT status FROM arms.run ORDER BY run_id")" "interrupted
ok" "the interrupted run is known as such"

# With something loaded before: that stays as it was.

name="killed at notice, with others there"
start_over
sed -i '$d' "$SITE/index"
run run federal-register
state >"$HERE/before"
list_document 2026-26005 "$(day 3)" "Arms Sales Notification" 2026-26005
run extract federal-register
run transform federal-register
kill_load_at notice
state >"$HERE/after"
same_file "$HERE/after" "$HERE/before" "$name: they stay as they were"
run load federal-register
is "$status" 0 "$name: the next run succeeds"
state | grep -v '^[a-z_]*_history ' >"$HERE/got"
same_file "$HERE/got" "$wanted" "$name: and comes to the same"

# What a killed transform leaves, and a machine that lost its power ------------

packages=$ARMSETL_DATA_DIR/packages/federal-register
names=$(ls "$packages")
is "$(echo "$names" | wc -l)" 2 "each run has a package"
package=$packages/$(echo "$names" | head -n 1)

name="half of a package"
empty_database
mv "$package" "$package.partial"
rm "$package.partial/datapackage.json" "$package.partial/fault.csv"
next_run replay federal-register
is "$(ls "$packages")" "$names" "$name: and nothing is left of it"

name="a package without descriptor"
empty_database
rm "$package/datapackage.json"
next_run replay federal-register

name="a package that lost rows"
empty_database
head -n 3 "$package/publication_item.csv" >"$HERE/short"
cp "$HERE/short" "$package/publication_item.csv"
run load federal-register
ok "$([ "$status" != 0 ]; echo $?)" "$name: is refused"
like "$err" "$package" "$name: and named"
is "$(counted document)" 0 "$name: and nothing of it loaded, nor what is later"
rm -r "$package"
next_run replay federal-register

# While it fetches -------------------------------------------------------------

kill_run_when() { # COMMAND...
	"$ARMSETL" --config "$HERE/conf" run federal-register \
	    >/dev/null 2>&1 9>&- &
	victim=$!
	wait_until "$@"
	kill -9 $victim
	wait $victim 2>/dev/null
	wait_for_servers
}

asked() { # TIMES
	[ "$(requests)" -ge "$1" ]
}

for n in 1 2 3 4 5 6; do
	name="killed at request $n"
	start_over
	kill_run_when asked $n
	next_run run federal-register
	ok "$([ "$(requests /full_text/)" -le 6 ]; echo $?)" \
	    "$name: and asks for one text again, if any"
done

# While it appends to the archive ---------------------------------------------

# A text that no compression makes small takes its time. It is comments, which
# the reader skips; one is at most 1 MiB.
{
	notice_text 2026-26006 "$(day 3)" 26-3 Kuwait 8 | sed '/^<.pre>/,$d'
	for part in $(seq 20); do
		echo "<!--"
		head -c 600000 /dev/urandom | base64
		echo "-->"
	done
	echo "</pre></body></html>"
} >"$SITE/2026-26006.txt"
list_document 2026-26006 "$(day 3)" "Arms Sales Notification" 2026-26006
start_over
undisturbed
archived() {
	stat -c %s "$ARMSETL_DATA_DIR"/archive/federal-register/*.warc.gz \
	    2>/dev/null || echo 0
}

reached() { # SIZE
	[ "$(archived)" -ge "$1" ]
}

whole=$(archived)
torn=0
for part in 0 1 2 3 4 5 6 7 8 9; do
	name="killed at $part tenths of a file"
	start_over
	kill_run_when reached $((whole * part / 10 + 20000))
	next_run run federal-register
	torn=$((torn + $(printf '%s\n' "$err" |
	    grep -c 'bytes after the last whole record are cut off')))
	run check --deep
	is "$status" 0 "$name: the archive is in order"
done
echo "# $torn of 10 were killed within a record"
ok "$([ $torn -gt 0 ]; echo $?)" "some were killed within a record"

done_testing
