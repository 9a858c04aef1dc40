#!/bin/sh
# A disk that takes no more: nothing passes for done, and the next run does it.
set -u
. tests/lib.sh
. tests/http/publisher.sh

# Files of so many blocks of 512 bytes; more is refused, as on a full disk.
limited() { # BLOCKS ARGUMENT...
	blocks=$1
	shift
	status=0
	(
		trap '' XFSZ
		ulimit -f "$blocks"
		exec "$ARMSETL" --config "$HERE/conf" "$@" >"$HERE/out" \
		    2>"$HERE/err"
	) || status=$?
	err=$(cat "$HERE/err")
}

database
notices 2 4 26001
publisher_start
path=$(text_path 2026-26002)
faults "$path no-gzip"
{
	cat "$SITE/2026-26002.txt"
	head -c 200000 /dev/zero | tr '\0' ' '
} >"$HERE/long"
cp "$HERE/long" "$SITE/2026-26002.txt"

# An answer

limited 300 extract federal-register
is "$status" 73 "an answer that cannot be kept: exit status 73"
like "$err" "^armsetl: error: temporary file: File too large" "and the reason"
is "$(index | grep -c '"status":200.*text/plain')" 1 "it is not in the archive"
run extract federal-register
is "$status" 0 "with room the next run succeeds"
is "$(index | grep -c '"status":200.*text/plain')" 2 "and has it"

# A record of a WARC

cat "$ARMSETL_DATA_DIR"/archive/federal-register/*.warc.gz >"$HERE/ours.warc.gz"
start_over
limited 300 import federal-register "$HERE/ours.warc.gz"
is "$status" 73 "a record that cannot be kept: exit status 73"
like "$err" "^armsetl: error: temporary file: File too large" "and the reason"
is "$(printf '%s\n' "$err" | grep -c 'not a WARC')" 0 "the WARC is not blamed"
run import federal-register "$HERE/ours.warc.gz"
is "$status" 0 "with room it succeeds"

# Standard output

run replay federal-register
if [ -c /dev/full ]; then
	for command in sources status check; do
		status=0
		"$ARMSETL" --config "$HERE/conf" $command >/dev/full \
		    2>"$HERE/err" || status=$?
		is "$status" 73 "$command that nobody can read: exit status 73"
		like "$(cat "$HERE/err")" \
		    "^armsetl: error: standard output: No space left" \
		    "and the reason"
	done
else
	ok 0 "standard output # skip there is no /dev/full"
fi

done_testing
