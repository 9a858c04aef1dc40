#!/bin/sh
# A document that is taken back: what it said ends, with why, and comes back.
set -u
. tests/lib.sh
database

# All that counts now, without when and by which run; and what ended.
rows() {
	for table in publication notice notice_item edition transfer fault; do
		sql "SELECT '$table', to_jsonb(t) - ARRAY['run_id', 'valid_from',
		        'applied_at', 'edition_id', 'fetched_at', 'warc_file',
		        'warc_offset']
		       FROM arms.$table t" | LC_ALL=C sort
	done
}

golden=tests/golden
run import federal-register $golden/federal-register/era-2018-mde-items-several-towns.txt
run import sipri-register $golden/sipri-register/deals-2018.csv
run replay
rows >"$HERE/before"
run import federal-register $golden/federal-register/era-2004-several-departments.txt
run import dsca $golden/dsca/era-2019-emergency.html
run import sipri-register $golden/sipri-register/deals-2020.csv
run replay
rows >"$HERE/with"
ok "$([ "$(wc -l <"$HERE/with")" -gt "$(wc -l <"$HERE/before")" ]; echo $?)" \
    "there is something to be taken back"

document() { # SOURCE: the one that was loaded last; two may have come in one second
	sql "SELECT document_id FROM arms.document WHERE source = '$1'
	      ORDER BY valid_from DESC LIMIT 1"
}
notice=$(document federal-register)
page=$(sql "SELECT url FROM arms.document WHERE source = 'dsca'")
register=$(document sipri-register)

# What cannot be asked for

run forget
is "$status" 64 "no document: exit status 64"
run forget "$notice"
is "$status" 64 "no reason: exit status 64"
like "$err" "--why is wanted" "which is said"
run forget "$notice" --why "one
two"
is "$status" 64 "a reason of two lines: exit status 64"
run forget 00000000-0000-8000-8000-000000000000 --why "unknown"
is "$status" 64 "a document that nobody has: exit status 64"
like "$err" "no archive has such a document" "which is said"
index_of federal-register >"$HERE/index"
run forget --undo "$notice" --why "never was"
is "$status" 0 "nothing is to be undone"
index_of federal-register >"$HERE/same"
same_file "$HERE/same" "$HERE/index" "and nothing is noted"

# Taken back

run forget "$notice" --why "a draft, not the notice"
is "$status" 0 "a document is taken back by its id"
like "$err" "is taken back; .armsetl replay federal-register. loads that" \
    "what to do next is said"
run forget "$notice" --why "again"
like "$err" "was taken back before" "a second time does nothing"
run forget "$page" --why "of another agency; l'été"
is "$status" 0 "and one by its address"
run forget "$register" --why "the wrong file"
is "$status" 0 "and an edition"

run -q replay --dry-run
like "$out" "^publication: [0-9]+ would be removed" "a dry run tells what would end"
run replay
is "$status" 0 "a replay succeeds"
rows >"$HERE/after"
same_file "$HERE/after" "$HERE/before" "all is as it was without them"
is "$(sql "SELECT taken_back FROM arms.document WHERE taken_back IS NOT NULL
            ORDER BY source")" "$(date -u +%F): of another agency; l'été
$(date -u +%F): a draft, not the notice
$(date -u +%F): the wrong file" "each document says when and why"
ok "$([ "$(sql "SELECT count(*) FROM arms_history.publication_history")" -gt 0 ]; echo $?)" \
    "what they said is in the history"
run replay
is "$(sql "SELECT counts FROM arms.run ORDER BY run_id DESC LIMIT 1" | tr -d ' ')" \
    "{}" "and then nothing changes any more"

# It stays so

run import federal-register $golden/federal-register/era-2004-several-departments.txt
is "$status" 65 "what was taken back is not imported again"
like "$err" "was taken back on .* a draft, not the notice; .armsetl forget --undo" \
    "and the message says what to do"
run check
is "$status" 0 "the archive is whole"
lose_index '*'
rm -r "$ARMSETL_DATA_DIR/packages"
dropdb "$PGDATABASE"
database
run replay
is "$status" 0 "a new database is made of a new index"
rows >"$HERE/rebuilt"
same_file "$HERE/rebuilt" "$HERE/before" "and leaves them out"

# Given back

run forget --undo "$notice" --why "it is the notice"
is "$status" 0 "a document is given back"
run forget --undo "$page" --why "it is of the agency"
run forget --undo "$register" --why "it is the file"
run replay
rows >"$HERE/again"
same_file "$HERE/again" "$HERE/with" "and counts again"

# An address that gave several

cp $golden/dsca/era-2019-emergency.html "$HERE/page.html"
echo "<!-- -->" >>"$HERE/page.html"
run import dsca --url "$page" "$HERE/page.html"
run forget "$page" --why "which"
is "$status" 64 "an address that gave several documents: exit status 64"
is "$(printf '%s\n' "$err" | grep -cE ' [0-9a-f]{8}-[0-9a-f]{4}-8')" 2 \
    "names them"
done_testing
