#!/bin/sh
# Redirects are followed on the publisher's own host alone, and addresses in
# its answers are believed no further.
set -u
. tests/lib.sh
. tests/http/publisher.sh

database
notices 5 4 26001
publisher_start
path=$(text_path 2026-26002)
undisturbed

# Another publisher, which must never be asked.
OTHER=$HERE/other
mkdir "$OTHER"
: >"$OTHER/index"
mkfifo "$OTHER/out"
"$BUILD/tests/tools/publisher" "$OTHER" <"$SITE/in" >"$OTHER/out" 9>&- &
read -r elsewhere <"$OTHER/out"

followed() { # NAME WHERE
	disturbed "$1" 69 \
	    "^armsetl: error: $BASE$path: redirected to $2, which is not followed" \
	    4 "$path redirect $2"
	like "$(records | grep -a ^Location)" "^Location: $2" "$name: the redirect is in the archive"
	mended
}

followed "to another port" "$elsewhere$path"
followed "to another host" "https://publisher.invalid$path"
followed "to a file" "file:///etc/hostname"
followed "to the same host by another protocol" "ftp://${BASE#http://}$path"
followed "to a user of the same name" "$BASE@publisher.invalid$path"
is "$(cat "$OTHER/requests")" "" "the other publisher was never asked"

disturbed "to itself" 69 "$BASE$path: redirected to $BASE$path" 4 \
    "$path redirect $BASE$path"
is "$(requests "$path")" 6 "to itself: five times and no more"
mended

disturbed "to nowhere" 69 "$BASE$path: redirected to nowhere" 4 \
    "$path status 302"
mended

# On the same host

start_over
cp "$SITE/2026-26002.txt" "$SITE/moved.txt"
list_document 2026-99999 "$(day 4)" "Moved" moved
faults "$path redirect $(text_path 2026-99999)"
run run federal-register
is "$status" 0 "on the same host a redirect is followed"
is "$(counted notice)" 5 "to what it points to"
is "$(sql "SELECT count(*) FROM arms.document WHERE url LIKE '%2026-99999.txt'")" \
    1 "which is known by its own address"
sed -i '$d' "$SITE/index"

# Addresses in the results

disturbed "a text elsewhere" 65 "$elsewhere$path: is not at $BASE" 4 \
    "documents.json text-url $elsewhere$path"
is "$(cat "$OTHER/requests")" "" "a text elsewhere: is not asked for"
mended
disturbed "a text in a file" 65 "file:///etc/hostname: is not at $BASE" 4 \
    "documents.json text-url file:///etc/hostname"
mended
disturbed "a text without address" 0 "5 new documents" 5 \
    "documents.json text-url"
mended

# Bases that are neither https nor on this machine

for base in http://www.federalregister.gov http://127.0.0.2 \
    http://127.0.0.1.publisher.invalid http://localhost@publisher.invalid \
    http://192.0.2.1:80 ftp://127.0.0.1 file:///etc 127.0.0.1 "$BASE/"; do
	configure "[federal-register]" "base = $base"
	run run federal-register
	is "$status" 78 "$base is refused as a base"
	like "$err" "^armsetl: error: $HERE/conf: line 8: not a setting, or not a value for it" \
	    "and the line is named"
done

done_testing
