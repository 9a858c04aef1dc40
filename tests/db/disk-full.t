#!/bin/sh
# The server's disk is full: nothing is half loaded, and with room it is done.
set -u
. tests/lib.sh
. tests/http/publisher.sh
. tests/faults.sh

small=$HERE/small
mkdir -p "$small"
if [ "$(id -u)" != 0 ] ||
    ! mount -t tmpfs -o size=24m,mode=755 tmpfs "$small" 2>"$HERE/mount"; then
	fault_skip database "disk full"
	echo "1..0 # skipped: no small file system can be mounted"
	exit 0
fi
trap 'umount -l "$small"' EXIT
trap 'exit 1' INT TERM HUP
mkdir "$small/space"
chown postgres:postgres "$small/space"

# The tables will lie there, what is temporary does not.
bare_database
sql "CREATE TABLESPACE small_$$ LOCATION '$small/space'"
sql "ALTER ROLE armsetl IN DATABASE $PGDATABASE
    SET default_tablespace = 'small_$$'"
notices 6 4 26001
run import federal-register "$SITE"/2026-2600?.txt
run replay federal-register
is "$status" 0 "with room it is loaded"
state >"$HERE/wanted"
LC_ALL=C sort "$HERE/wanted" >"$HERE/sorted"
empty_database
sql "VACUUM" # which gives back the room of the rows that are gone

# All that is left is taken.
dd if=/dev/zero of="$small/ballast" bs=64k 2>"$HERE/dd" || true
run load federal-register
is "$status" 73 "a full disk: exit status 73"
like "$err" "No space left on device" "and the reason"
state >"$HERE/half"
is "$(cat "$HERE/half")" "" "nothing is half loaded"
measured=$status
rm "$small/ballast"
run load federal-register
is "$status" 0 "with room the next run succeeds"
state >"$HERE/got"
same_file "$HERE/got" "$HERE/wanted" "and comes to the same"
fault_row database "disk full" "loads nothing of the package" "$measured" \
    "$(LC_ALL=C sort "$HERE/got" | LC_ALL=C comm -13 - "$HERE/sorted" | wc -l)" \
    "$(LC_ALL=C sort "$HERE/got" | uniq -d | wc -l)"

dropdb "$PGDATABASE"
PGDATABASE=postgres sql "DROP TABLESPACE small_$$"
done_testing
