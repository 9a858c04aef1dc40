#!/bin/sh
# check and status: what they tell, and that damage is noticed.
# shellcheck disable=SC2016,SC2119 # Perl in quotes; use_publisher alone
set -u
. tests/lib.sh
. tests/http/publisher.sh

damage() { # FILE OFFSET
	perl -e 'open(my $f, "+<", $ARGV[0]) or die; seek($f, $ARGV[1], 0);
	read($f, my $c, 1); seek($f, $ARGV[1], 0); print $f chr(ord($c) ^ 4)' \
	    "$1" "$2"
}

json() { # PERL...: of the JSON on standard input, in $j
	perl -MJSON::PP -0777 -e '$j = decode_json(<STDIN>); print eval shift, "\n"' "$1"
}

bare_database

# Before anything

run status
is "$status" 78 "status without a schema: exit status 78"
like "$err" "armsetl migrate" \
    "status without a schema names the command that makes it"
run check
is "$status" 78 "check without a schema: exit status 78"
like "$out" "^database   misconfigured" \
    "check tells that the database is not in order"
run migrate
is "$status" 0 "migrate succeeds"
like "$err" "migrations applied; the schema is up to date" \
    "migrate tells that the schema is up to date"
run migrate
is "$status" 0 "a second migrate succeeds"
like "$err" "^armsetl: 0 migrations applied" "a second migrate applies nothing"
run status
sources=$("$ARMSETL" --config "$HERE/conf" sources | grep -c '^[a-z]')
is "$status $(printf '%s\n' "$out" | grep -c ' never .*  never run$')" \
    "0 $sources" "status lists every source as never run"
like "$out" "^    next: armsetl run ddtc$" \
    "status tells the next step of a source never run"
run status --json
is "$status $(printf '%s\n' "$out" | grep -c '"last_status": null')" \
    "0 $sources" "status --json has no status of a source never run"
run check --deep
is "$status" 0 "an empty archive is in order"

# A healthy archive

notices 5 4 26001
sed -i 's/Government of Japan/Government of Atlantis/' "$SITE/2026-26001.txt"
publisher_start
run run federal-register ddtc
run check
is "$status" 0 "a healthy archive is in order"
is "$err" "" "check of a healthy archive prints no error"
is "$(printf '%s\n' "$out" | cut -c 1-10 | tr -d ' ' | uniq)" "data
contact
lists
sandbox
database
archive" "check looks at settings, lists, sandbox, database, archive"
run status
is "$status" 0 "status succeeds"
like "$out" "^federal-register +$(day 0) [0-9:]{5} +0 +5 +5 +[1-9][0-9]*  ok$" \
    "status prints a line for a source"
like "$out" "^ +1 of .*purchaser.*: " \
    "status prints the faults of a source by reason"
like "$out" "^ddtc +$(day 0) [0-9:]{5} +- +0 +0 +0  ok$" \
    "status prints a line for a source without documents"
like "$out" "^state +never +- .*  never run$" \
    "status prints a line for a source never run"
is "$(printf '%s\n' "$out" | grep -c '^[a-z]')" $((sources + 1)) \
    "status prints a line for each source below the head"
run status federal-register
is "$(printf '%s\n' "$out" | grep -v '^ ' | cut -d ' ' -f 1)" "source
federal-register" "status of a named source prints that source alone"
like "$out" "^    last run: run \(live\) on $(uname -n), $(day 0)T" \
    "status of a named source tells its last run"
like "$out" "^    newest publication: $(day 4); cadence: working days" \
    "status of a named source tells its newest publication"
if perl -MJSON::PP -e 1 2>/dev/null; then
	run status --json
	is "$(printf '%s' "$out" | json 'join " ", map { "$_->{source} " .
	    "$_->{last_status} $_->{documents}" }
	    grep { defined $_->{last_status} } @$j')" \
	    "federal-register ok 5 ddtc ok 0" "--json gives the same as JSON"
	run status --json federal-register
	is "$(printf '%s' "$out" | json 'scalar @$j')" 1 \
	    "--json of a named source has that source alone"
	is "$(printf '%s' "$out" | json 'join " ", map { $j->[0]{last_counts}{fetch}{$_} }
	    "requests", "added", "failed"')" "6 5 0" \
	    "--json has the counts of the last crawl"
else
	ok 0 "--json gives the same as JSON # skip JSON::PP is not installed"
fi

# Lists of names that are not there

sed -i "s|^reference = .*|reference = $HERE/nowhere|" "$HERE/conf"
run check
is "$status" 78 "lists that are not there: exit status 78"
like "$out" "^lists      $HERE/nowhere: not in order" \
    "check names the folder of the lists"
run run federal-register ddtc
is "$status" 78 "run without the lists: exit status 78"
use_publisher

# Damage in a document

folder=$ARMSETL_DATA_DIR/archive/federal-register
file=$(ls "$folder"/*.warc.gz)
size=$(wc -c <"$file")
cp "$file" "$HERE/whole"
place=$(index_of federal-register | tail -n 1 |
    sed 's/.*"offset":\([0-9]*\),"length":\([0-9]*\).*/\1 \2/')
offset=${place% *}
length=${place#* }
damage "$file" $((offset + length - 200))
run check
is "$status" 0 "check without --deep does not look for damage in a document"
run check --deep
is "$status" 65 "damage in a document: exit status 65"
like "$err" "$file: damaged at offset $offset" \
    "the message names the damaged file and the offset"
like "$err" "^armsetl: error: ${file##*/}: offset $offset: $BASE.*26005\.txt is in the index, and not in the file" \
    "and what document was there"
like "$out" "^archive    federal-register: .*not all of them whole" \
    "check tells that the archive is not whole"
like "$out" "^database   in order" "check tells that the database is in order"
is "$(wc -c <"$file")" "$size" "check leaves a damaged file as it is"

# A file that is cut off, and one that is gone

head -c $((size - 100)) "$HERE/whole" >"$file"
run check
is "$status" 65 "a file that lost its end: exit status 65"
like "$err" "$file: is shorter than its index says" \
    "the message names the shortened file"
is "$(wc -c <"$file")" $((size - 100)) "check leaves a shortened file as it is"
rm "$file"
run check
is "$status" 65 "a file that is gone: exit status 65"
like "$err" "${file##*/}" "the message names the missing file"
cp "$HERE/whole" "$file"
run check --deep
is "$status" 0 "the file put back is in order"

# An index that is not what the file is

index=${file%/*}/index.sqlite
cp "$index" "$HERE/index"
index_lines() {
	sqlite3 "$index" "SELECT * FROM capture ORDER BY id; SELECT * FROM file;
	    SELECT * FROM run"
}
packages() {
	(cd "$ARMSETL_DATA_DIR/packages" &&
	    find . -type f -exec sha256sum {} + | LC_ALL=C sort -k 2)
}
"$ARMSETL" -q --config "$HERE/conf" replay federal-register
lines=$(index_lines)
made=$(packages)
wrong_index() { # NAME SQL MESSAGE
	sqlite3 "$index" "$2"
	run check --deep
	is "$status" 65 "$1: exit status 65"
	like "$err" "^armsetl: error: ${file##*/}: offset $offset: $BASE.*26005\.txt $3\$" \
	    "$1: the message names file, offset and document"
	is "$(printf '%s\n' "$err" | grep -c "error: ${file##*/}: offset")" 1 \
	    "$1: it is told once"
	run replay federal-register
	is "$status" 0 "$1: replay makes the index anew"
	like "$err" "warning: federal-register: the archive's index is not as it was written" \
	    "$1: and says so"
	is "$(index_lines)" "$lines" "$1: it has the lines that it had"
	is "$(packages)" "$made" "$1: the packages are as they were"
	rm -f "$index"*
	cp "$HERE/index" "$index"
}
wrong_index "a line lost" "DELETE FROM capture WHERE offset = $offset" \
    "is in the file, and not in its index"
wrong_index "a line changed" \
    "UPDATE capture SET published = '2001-01-01' WHERE offset = $offset" \
    "is not what was archived"
wrong_index "a line twice" "INSERT INTO capture
    SELECT (SELECT max(id) + 1 FROM capture), url, timestamp, run, status,
        imported, mime, charset, sha256, bytes, etag, last_modified, location,
        published, broken, takes_back, gives_back, reason, filename, offset,
        length
      FROM capture WHERE offset = $offset" "is not what was archived"
for wrong in "UPDATE seal SET hash = hash + 1" \
    "UPDATE file SET whole = whole + 1" "DELETE FROM run WHERE first = 1"; do
	sqlite3 "$index" "$wrong"
	run check --deep
	is "$status" 65 "$wrong: exit status 65"
	like "$err" "federal-register: the archive's index is not as it was written" \
	    "$wrong: the message says so"
	rm -f "$index"*
	cp "$HERE/index" "$index"
done
head -c 8192 "$HERE/index" >"$index"
rm -f "$index"-*
run replay federal-register
is "$status" 0 "an index that cannot be read is made anew"
is "$(index_lines)" "$lines" "it has the lines that it had"
is "$(packages)" "$made" "the packages are as they were"
rm -f "$index"*
cp "$HERE/index" "$index"
sqlite3 "$index" "UPDATE capture SET offset = offset + 1 WHERE offset = $offset"
run check --deep
is "$(printf '%s\n' "$err" | sed -n "s/.*: offset \([0-9]*\): [^ ]* /\1 /p")" \
    "$offset is in the file, and not in its index
$((offset + 1)) is in the index, and not in the file" \
    "a line of another place: both places are told"
rm -f "$index"*
cp "$HERE/index" "$index"
run check --deep
is "$status" 0 "the index put back is in order"

# A document that the database lost

run check --deep
like "$out" "^rows       federal-register: [1-9][0-9]* documents in this archive, 0 not in this archive, 0 wrong, 0 lost" \
    "each document of the archive is in the database"
sql "CREATE TABLE public.kept AS
     SELECT * FROM arms.document WHERE url LIKE '%26005.txt';
     SET session_replication_role = replica;
     DELETE FROM arms.document WHERE url LIKE '%26005.txt'"
run check --deep
is "$status" 65 "a document that the database lost: exit status 65"
like "$err" "^armsetl: error: ${file##*/}: offset $offset: $BASE.*26005\.txt is not in the database" \
    "the message names file, offset and document"
sql "DELETE FROM arms_internal.package WHERE source = 'federal-register'"
run check --deep
is "$status" 0 "what is not loaded yet is not lost"
sql "INSERT INTO arms.document SELECT * FROM public.kept"

# A record that a crash left torn

printf 'half of a record' >>"$file"
run check --deep
is "$status" 0 "a torn record at the end is cut off"
like "$err" "$file: 16 bytes after the last whole record are cut off" \
    "the message tells how many bytes are cut off"
ok "$(cmp -s "$file" "$HERE/whole"; echo $?)" "only the torn record is cut off"

# Damage anywhere: in a member's time stamp it changes nothing that is read

gzip -dc "$HERE/whole" >"$HERE/plain"
missed=
at=100
while [ $at -lt "$size" ]; do
	cp "$HERE/whole" "$file"
	damage "$file" $at
	run check --deep
	[ "$status" = 65 ] || gzip -dc "$file" 2>"$HERE/gzip" |
	    cmp -s - "$HERE/plain" || missed="$missed $at"
	at=$((at + size / 20))
done
is "$missed" "" "a damaged byte is noticed wherever it is"

# Damage is no torn end: what stands behind it is not to be thrown away.

cp "$HERE/whole" "$file"
damage "$file" $((size / 2))
lose_index federal-register
run check --deep
is "$status" 65 "damage without an index: exit status 65"
is "$(wc -c <"$file")" "$size" "nothing behind the damage is cut off"

done_testing
