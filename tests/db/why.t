#!/bin/sh
# armsetl why: one notice, and where each of its values is from.
set -u
. tests/lib.sh

run why 26-27
is "$status" 69 "without a database there is no answer"
bare_database
run why 26-27
is "$status" 78 "without a schema neither"
run -q migrate
run import federal-register \
    tests/golden/federal-register/era-2018-mde-items-several-towns.txt
run import dsca tests/golden/dsca/era-2019-emergency.html
run -q replay
notice=$(sql "SELECT notice_id FROM arms.notice_publication
               WHERE surface = 'federal_register'")
number=${notice#* }
total=$(sql "SELECT total_usd FROM arms.notice WHERE notice_id = '$notice'")

run why "$number"
is "$status $(printf '%s\n' "$out" | head -n 1)" "0 $notice" "a number finds its notice"
like "$out" "^  total_usd: $total\$" "its values are there"
printf '%s\n' "$out" | tr -s '\n ' '  ' >"$HERE/line"
sql "SELECT DISTINCT regexp_replace(quote, '\s+', ' ', 'g')
       FROM arms.evidence('$notice') WHERE quote IS NOT NULL" >"$HERE/quotes"
ok "$([ "$(wc -l <"$HERE/quotes")" -gt 8 ]; echo $?)" "it was read from many words"
is "$(while IFS= read -r quote; do
	grep -Fq "\"$quote\"" "$HERE/line" || printf '%s\n' "$quote"
done <"$HERE/quotes")" "" "which are all shown"
is "$(printf '%s\n' "$out" | awk 'length($0) > 80 && $1 !~ /^http/')" "" \
    "in lines of 80 columns"
is "$(sql "SELECT attname FROM pg_attribute
            WHERE attrelid = 'arms.notice'::regclass AND attnum > 0
              AND NOT attisdropped" | while read -r field; do
	[ "$(sql "SELECT $field IS NULL FROM arms.notice
	           WHERE notice_id = '$notice'")" = t ] ||
	    printf '%s\n' "$out" | grep -q "^  $field: " || echo "$field"
done | tr '\n' ' ')" \
    "notice_id document_id row_hash run_id valid_from " \
    "no value of the notice is left out"
for list in purchaser item contractor; do
	sql "SELECT coalesce(to_jsonb(l) ->> 'designation', to_jsonb(l) ->> 'name')
	       FROM arms.notice_$list l WHERE notice_id = '$notice'
	      ORDER BY position" >"$HERE/names"
	ok "$([ -s "$HERE/names" ]; echo $?)" "there is a $list"
	is "$(while IFS= read -r name; do
		grep -Fq "$name" "$HERE/line" || printf '%s\n' "$name"
	done <"$HERE/names")" "" "each $list is shown"
done
like "$out" "warc_file" "and where in the archive the document is"

run why "$(sql "SELECT url FROM arms.notice_publication WHERE notice_id = '$notice'")"
is "$(printf '%s\n' "$out" | head -n 1)" "$notice" "an address finds it, too"
run why --json "$notice"
is "$(printf '%s\n' "$out" | jq -r '.notice.notice_id, (.notice.total_usd * 100),
    (.evidence | length), (.surfaces | length), (.versions | length)')" "$notice
$(sql "SELECT trunc(total_usd * 100) FROM arms.notice WHERE notice_id = '$notice'")
$(sql "SELECT count(*) FROM arms.evidence('$notice')")
1
1" "as JSON it is the same"

# A later version, a correction, and what steers a terminal.
sql "UPDATE arms.notice SET total_usd = 1, valid_from = now(),
            title = E'A \\x1b[31mred\\u202e title',
            corrected = '{\"total_usd\": {\"was\": \"$total\", \"why\": \"misprint\",
                \"who\": \"A. Reader\", \"day\": \"2026-01-02\",
                \"source\": \"https://example.org/1\"}}'
      WHERE notice_id = '$notice'"
run why "$number"
printf '%s\n' "$out" | tr -s '\n ' '  ' >"$HERE/line"
like "$(cat "$HERE/line")" "total_usd: 1.00 corrected by A. Reader on 2026-01-02: misprint" \
    "a correction is shown as one"
like "$(cat "$HERE/line")" "read was: $total" "with what was read"
like "$(cat "$HERE/line")" "\"total_usd\": \[${total%0}, 1.0\]" \
    "and so is what stood before"
is "$(printf '%s' "$out" | tr -d '\n' | grep -c "$(printf '\033')")" 0 \
    "nothing steers the terminal"
like "$out" "^A \[31mred title" "its words stay"

sql "UPDATE arms.notice SET total_usd = ('1' || '$total')::numeric
      WHERE notice_id = '$notice'"
run why "$number"
like "$out" "^      federal_register, [0-9-]*: $total: " \
    "a value that is a piece of the one above is another"
sql "UPDATE arms.notice SET total_usd = 1234567.89 WHERE notice_id = '$notice'"
run why --json "$number"
like "$out" '"total_usd": 1234567\.89,' "an amount has the digits that it has"

# Names that mean none, or several.
run why 99-99
is "$status $err" "64 armsetl: error: 99-99: the database has no such notice" \
    "a number that is nowhere"
other=$(sql "SELECT notice_id FROM arms.notice WHERE notice_id <> '$notice' LIMIT 1")
sql "UPDATE arms.notice SET transmittal = '$number' WHERE notice_id = '$other'"
run why "$number"
is "$status" 64 "a number of two"
like "$err" "means 2 notices; name one of them: .*$number" "is told, with both"
run why "$notice"
is "$status" 0 "by its whole name each is found"
run why
is "$status" 64 "a notice must be named"

done_testing
