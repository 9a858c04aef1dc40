#!/bin/sh
# armsetl news: each kind of event arises from what is loaded, and is told once.
set -u
. tests/lib.sh
. tests/http/publisher.sh
. tests/db/publications.sh

run news
is "$status" 69 "without a database there is no news"
bare_database
run news
is "$status" 78 "without a schema neither"
run -q migrate
cp -r config/reference "$HERE/reference"
sed -i "s|^reference = .*|reference = $HERE/reference|" "$HERE/conf"
run load federal-register
is "$status" 0 "the lists are loaded"
today=$(sql "SELECT current_date")

# What is told by a mark now: kinds, each with its notice or source.
told() { # [MARK [OPTION...]]
	mark=${1:-m}
	[ $# = 0 ] || shift
	run news --mark "$mark" --json "$@"
	[ "$status" = 0 ] || echo "status $status: $err"
	printf '%s\n' "$out" | jq -r '[.kind, .notice_id // .source] | join(" ")' |
	    LC_ALL=C sort
}
ids() { # [TIME]
	sql "SELECT id FROM arms.news('${1:-2020-01-01}') ORDER BY id COLLATE \"C\""
}
known_since() { # NOTICE TIME: as if it had been loaded then
	sql "ALTER TABLE arms.notice DISABLE TRIGGER USER;
	     ALTER TABLE arms.notice_publication DISABLE TRIGGER USER;
	     UPDATE arms.notice SET valid_from = $2 WHERE notice_id = '$1';
	     UPDATE arms.notice_publication SET valid_from = $2 WHERE notice_id = '$1';
	     ALTER TABLE arms.notice ENABLE TRIGGER USER;
	     ALTER TABLE arms.notice_publication ENABLE TRIGGER USER"
}
notice='36(b)(1) 26-1'
of='"authority":"36(b)(1)","purchasers":["JPN"]'

# Kinds ------------------------------------------------------------------------

is "$(told)" "" "nothing is new in an empty database"
document fr1 federal_register https://fr.example/1 \
    "{$of,\"transmittal\":\"26-1\",\"title\":\"Example Launchers\",\"total_usd\":100}"
merge fr1
is "$(told)" "new_notice $notice" "a new notice"
is "$(told)" "" "is told once"
is "$(told other)" "new_notice $notice" "by each mark"
document dsca1 dsca https://dsca.example/1 \
    "{$of,\"transmittal\":\"26-1\",\"total_usd\":100}"
merge dsca1
is "$(told)" "new_surface $notice" "another surface"
sleep 0.1
FETCHED=2026-02-01
document fr1b federal_register https://fr.example/1 \
    "{$of,\"transmittal\":\"26-1\",\"title\":\"Example Launchers\",\"total_usd\":250}"
FETCHED=
merge fr1b
is "$(told)" "changed_total $notice
discrepancy $notice" "a total that changed, and so differs from the other surface's"
is "$(sql "SELECT summary FROM arms.news('$today') WHERE kind = 'changed_total'")" \
    "The total changed from 100 US dollars to 250 US dollars." "with both totals"
is "$(sql "SELECT summary FROM arms.news('$today') WHERE kind = 'discrepancy'")" \
    "total_usd: federal_register says 250.00, dsca says 100.00." "with both values"
document correction federal_register https://fr.example/99 \
    '{"kind":"correction","corrects":"https://fr.example/1","total_usd":265}'
merge correction
is "$(told | grep -v discrepancy)" "correction $notice" "a correction by the publisher"
is "$(sql "SELECT details ->> 'by', f ->> 'before', f ->> 'after'
      FROM arms.news('$today'), jsonb_array_elements(details -> 'fields') f
     WHERE kind = 'correction' AND f ->> 'field' = 'total_usd'")" \
    "publisher|250.00|265.00" "with the values"
correct() { # LINE...
	{
		head -n 1 config/reference/correction.csv
		for line; do
			echo "$line,Contract seen,A. Researcher,https://example.org/c,2026-11-01"
		done
	} >"$HERE/reference/correction.csv"
	run load federal-register
	is "$status" 0 "corrections are loaded"
}
correct "notice,$notice,,,title,Example Launchers,Launchers"
is "$(told)" "correction $notice" "a correction by a researcher"
is "$(sql "SELECT f ->> 'before', f ->> 'after', f ->> 'who', f ->> 'why'
      FROM arms.news('$today'), jsonb_array_elements(details -> 'fields') f
     WHERE kind = 'correction' AND details ->> 'by' = 'researcher'")" \
    "Example Launchers|Launchers|A. Researcher|Contract seen" "with who says so"
name=$(sql "SELECT name FROM arms.notice_purchaser WHERE notice_id = '$notice'")
correct "notice,$notice,,,title,Example Launchers,Launchers" \
    "notice_purchaser,$notice,1,$name,name,$name,Nippon"
is "$(told)" "correction $notice" "one of a row of a list"
correct
is "$(told)" "correction $notice" "one that is taken back"

correct "notice,$notice,,,total_usd,265.00,300"
is "$(told | grep -v discrepancy)" "correction $notice" "a total that a researcher corrected is told as such"
correct "notice,$notice,,,title,Example Launchers,Launchers"
is "$(told | grep -v discrepancy)" "changed_total $notice
correction $notice" "one that is the publisher's again has changed"
correct
told >"$HERE/rest"
is "$(sql "BEGIN; SET LOCAL session_replication_role = replica;
     UPDATE arms.document SET source = 'dsca' WHERE document_id = md5('dsca1')::uuid;
     SELECT kind, source, url FROM arms.news('$today')
      WHERE notice_id = '$notice' AND kind IN ('new_notice', 'new_surface'); ROLLBACK")" \
    "new_notice|test|https://fr.example/99
new_surface|dsca|https://dsca.example/1" "an address has its own publisher beside it"

page() { # RECORD
	document page state https://state.example/page "$@"
	merge page
}
page '{"authority":"36(b)(1)","purchasers":["NZL"],"total_usd":7,"title":"Boats"}'
unnumbered=$(sql "SELECT notice_id FROM arms.notice_publication WHERE url = 'https://state.example/page'")
is "$(told)" "new_notice $unnumbered" "a page without a number is a notice"
page '{"authority":"36(b)(1)","transmittal":"26-40","purchasers":["NZL"],"total_usd":7,"title":"Boats"}'
is "$(told)" "withdrawn_notice $unnumbered" "with a number it is no other that is new"
is "$(sql "SELECT title, summary, iso3s, total_usd, url FROM arms.news('$today')
            WHERE kind = 'withdrawn_notice'")" \
    "New Zealand: Boats ($unnumbered)|It is in the database no more: what published it is of \
36(b)(1) 26-40 now.|{NZL}|7.00|https://state.example/page" "but told to have another name"
page
is "$(told)" "withdrawn_notice 36(b)(1) 26-40" "a notice that is taken back"
is "$(sql "SELECT title, total_usd, summary FROM arms.news('$today') WHERE kind = 'withdrawn_notice'
      AND notice_id = '36(b)(1) 26-40'")" \
    "New Zealand: Boats (36(b)(1) 26-40)|7.00|It is in the database no more." "with what it said last"

document fr2 federal_register https://fr.example/2 \
    "{$of,\"transmittal\":\"26-2\",\"delivered_on\":\"$(day 3)\",\"review_days\":15,\"total_usd\":5}"
merge fr2
is "$(told)" "new_notice 36(b)(1) 26-2
review_begins 36(b)(1) 26-2" "a review that begins"
is "$(told)" "" "is told once"
ends=$(sql "SELECT review_ends_on FROM arms.notice WHERE notice_id = '36(b)(1) 26-2'")
later() { # DAYS after its end, at midnight
	sql "SELECT kind, happened_at = ('$ends'::date + 1)::timestamp AT TIME ZONE 'UTC'
	       FROM arms.news('$today', ('$ends'::date + $1)::timestamp AT TIME ZONE 'UTC')
	      WHERE kind = 'review_ends'"
}
is "$(later 0)|$(later 1)" "|review_ends|t" "it ends when its last day is over"
# Fifty days later: what is over was known before it was.
known_since '36(b)(1) 26-2' "now() - interval '50 days'"
sql "ALTER TABLE arms.notice DISABLE TRIGGER USER;
     UPDATE arms.notice SET delivered_on = current_date - 50, notified_on = current_date - 50,
            review_ends_on = current_date - 1 WHERE notice_id = '36(b)(1) 26-2';
     ALTER TABLE arms.notice ENABLE TRIGGER USER"
is "$(told)" "review_ends 36(b)(1) 26-2" "a review that has ended"
sql "UPDATE arms.notice SET notified_on = notified_on + 1, valid_from = now(),
            review_ends_on = review_ends_on - 1 WHERE notice_id = '36(b)(1) 26-2'"
is "$(told)" "" "days that are moved end it no second time"
sql "UPDATE arms.notice SET valid_from = now(), review_ends_on = current_date + 20
      WHERE notice_id = '36(b)(1) 26-2'"
is "$(sql "SELECT count(*) FILTER (WHERE happened_at < now()),
        count(*) FILTER (WHERE happened_at >= now())
      FROM arms.news('$today', now() + interval '30 days')
     WHERE kind = 'review_ends' AND notice_id = '36(b)(1) 26-2'")" "1|0" \
    "nor do those that are moved when it is over"
is "$(told)" "" "which is told no second time"
document fr3 federal_register https://fr.example/3 \
    "{$of,\"transmittal\":\"26-3\",\"delivered_on\":\"2020-01-10\",\"review_days\":15,\"total_usd\":5}"
merge fr3
document fr30 federal_register https://fr.example/30 \
    "{$of,\"transmittal\":\"26-30\",\"delivered_on\":\"$(day 1)\",\"review_days\":30}"
merge fr30
is "$(told)" "new_notice 36(b)(1) 26-3
new_notice 36(b)(1) 26-30
review_begins 36(b)(1) 26-30" "of a review long over nothing is told"

run import deflators tests/golden/deflators/table-2022.csv
run import sipri-tiv tests/golden/sipri-tiv/era-2023-all-suppliers.csv
run replay deflators sipri-tiv
is "$(told)" "" "first editions rewrite nothing"
run import deflators tests/golden/deflators/sample-table-2026.csv
run import sipri-tiv tests/golden/sipri-tiv/sample-all-suppliers.csv
run replay deflators sipri-tiv
is "$(told | uniq)" "rewritten_edition deflators
rewritten_edition sipri-tiv" "editions that rewrote rows"
edition="SELECT c.document_id FROM arms.edition_change c JOIN arms.document d
    USING (document_id) WHERE d.source = 'deflators' AND c.change <> 'added'"
is "$(sql "SELECT sum((details ->> 'changed')::int), sum((details ->> 'vanished')::int)
      FROM arms.news('$today') WHERE kind = 'rewritten_edition' AND source = 'deflators'")" \
    "$(sql "SELECT count(*) FILTER (WHERE change = 'changed'),
              count(*) FILTER (WHERE change = 'vanished')
         FROM arms.edition_change WHERE document_id IN ($edition)")" "with how many"
is "$(sql "SELECT max(abs((l ->> 'difference')::numeric))
      FROM arms.news('$today'), jsonb_array_elements(details -> 'largest') l WHERE kind = 'rewritten_edition' AND source = 'deflators'")" \
    "$(sql "SELECT max(abs((after ->> 'value')::numeric - coalesce(
              (before ->> 'value')::numeric, 0)))
         FROM arms.edition_change WHERE change = 'changed'
          AND document_id IN ($edition)")" "and the largest"
is "$(sql "SELECT count(*), count(l -> 'before'), count(l -> 'difference') FROM arms.news('$today'),
        jsonb_array_elements(details -> 'largest') l
     WHERE kind = 'rewritten_edition' AND source = 'sipri-tiv'")" "1|0|1" \
    "of a restricted source not the figures, but by how much they changed"
is "$(sql "SELECT count(*) FROM arms_internal.edition_count c
      JOIN arms.edition e USING (document_id)
     CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE NOT is_gone) AS changed,
                count(*) FILTER (WHERE is_gone) AS gone
           FROM arms_internal.rewritten_rows(e.dataset, e.applied_at)) r
     WHERE (r.changed, r.gone) <> (c.changed, c.gone)")" 0 "as many as edition_count has"
sql "BEGIN; SET LOCAL session_replication_role = replica;
     UPDATE arms_internal.figure SET value = NULL WHERE dataset = 'sipri-tiv';
     SELECT count(*) FROM arms.news('$today'), jsonb_array_elements(details -> 'largest')
      WHERE kind = 'rewritten_edition' AND source = 'sipri-tiv'; ROLLBACK" >"$HERE/got" 2>&1
is "$(cat "$HERE/got")" 0 "nor by how much where one of both is missing: that is the other"

asked() { # SOURCE STATUS DAYS-AGO [REASON]
	sql "INSERT INTO arms.run (command, source, mode, started_at, finished_at,
	         status, version, reason)
	     VALUES ('run', '$1', 'live', now() - interval '$3 days',
	         now() - interval '$3 days', '$2', 'test',
	         nullif('${4:-}', ''))"
}
asked state ok 0.3
asked state blocked 0.2 "status 403"
asked state blocked 0.1 "status 403"
is "$(told)" "blocked_source state" "a source that refuses us, at the first run that shows it"
asked dsca unreachable 3 "no answer"
is "$(told)" "" "a failure is no news yet"
asked dsca unreachable 0.9 "no answer"
asked dsca unreachable 0.1 "no answer"
is "$(told)" "silent_source dsca" "a source that has failed for two days"
asked deflators ok 0
is "$(told)" "" "a source that had something new lately is not silent"
sql "ALTER TABLE arms.document DISABLE TRIGGER USER;
     UPDATE arms.document SET valid_from = now() - interval '560 days'
      WHERE source = 'deflators';
     ALTER TABLE arms.document ENABLE TRIGGER USER"
is "$(told)" "silent_source deflators" "one that answers but has nothing new for too long is"
asked deflators ok 0
is "$(told)" "" "and is told once"
is "$(sql "SELECT DISTINCT cadence FROM arms.source
            WHERE arms_internal.quiet_days(cadence) IS NULL AND source <> 'test'
            ORDER BY 1")" "ended in 2020
irregular" "of each cadence it is known what is too long, where anything is"

is "$(sql "SELECT count(DISTINCT kind), count(*) = count(DISTINCT id),
      bool_and(id ~ '^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-3[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$')
      FROM arms.news('$today'::timestamptz - interval '60 days')")" "11|t|t" \
    "there are eleven kinds, and each event has an id of its own"
ids >"$HERE/wanted"
PGDATESTYLE=German PGTZ=Asia/Tokyo ids >"$HERE/got"
same_file "$HERE/got" "$HERE/wanted" "the ids are the same when asked for again, in whatever style"
is "$(ids "$today" | grep -Fvxf "$HERE/wanted")" "" "and whatever the time is since which"

# Filters ----------------------------------------------------------------------

document fr4 federal_register https://fr.example/4 \
    '{"authority":"36(b)(1)","purchasers":["SAU"],"transmittal":"26-4","total_usd":2000000}'
document fr5 federal_register https://fr.example/5 \
    '{"authority":"36(b)(1)","purchasers":["NOR"],"transmittal":"26-5","total_usd":1000000}'
merge fr4 fr5
sql "INSERT INTO arms.notice_item (notice_id, position, document_id, designation, family,
         row_hash, run_id, valid_from, precision, is_mde)
     SELECT notice_id, 1, document_id, 'F-16 aircraft', 'F-16', row_hash, run_id,
            valid_from, NULL, NULL FROM arms.notice WHERE notice_id = '36(b)(1) 26-4';
     INSERT INTO arms.notice_contractor (notice_id, position, document_id, name,
         contractor_id, row_hash, run_id, valid_from)
     SELECT notice_id, 1, document_id, 'Boeing', 'boeing', row_hash, run_id, valid_from
       FROM arms.notice WHERE notice_id = '36(b)(1) 26-5'" 2>"$HERE/log" ||
    ok 1 "$(cat "$HERE/log")"
chosen() { # OPTION...
	run news --json "$@"
	[ "$status" = 0 ] || echo "status $status"
	printf '%s\n' "$out" | jq -r .notice_id | LC_ALL=C sort -u | tr '\n' ' '
}
saudi='36(b)(1) 26-4 '
norway='36(b)(1) 26-5 '
is "$(chosen --country SAU)" "$saudi" "--country by code"
is "$(chosen --country 'saudi arabia,nor')" "$saudi$norway" "by name, and several"
is "$(chosen --country SAU --country Norway)" "$saudi$norway" "given twice"
is "$(chosen --group nato)" "$norway" "--group"
is "$(chosen --family f-16)" "$saudi" "--family"
is "$(chosen --company Boeing)" "$norway" "--company by name"
is "$(chosen --over 1000000)" "$saudi" "--over is more than that"
is "$(chosen --over 0.999e6 --group nato)" "$norway" "all must hold"
is "$(chosen --group nato --country SAU)" "" "of which none may be left"
for wrong in "--country Nowhere" "--group x" "--family x" "--company x" "--over much" \
    "--since never" "--since 2026-01-01 --mark m" "--mark ../x" "--mark -x" \
    "--hook /bin/true" "--configured --json" "word"; do
	# shellcheck disable=SC2086 # words
	run news $wrong
	is "$status" 64 "a mistake: news $wrong"
done
run news --country Nowhere
like "$err" "there is no country Nowhere in the lists" "which is named"
run news --country "$(printf '\377')"
is "$status" 64 "a name that is not UTF-8 is a mistake, too"
told >"$HERE/rest"

# For people -------------------------------------------------------------------

run news --country SAU
is "$(printf '%s\n' "$out" | sed -n 1p)" "New notices (1)" "a mail is by kind"
like "$out" "^    New notice \(original\): 2,000,000 US dollars\.$" "has the amount with its unit"
like "$out" "^    test: https://fr.example/4$" "its source and address"
run news --country SAU --since "$(date -u -d tomorrow +%F)"
is "$status$out" 0 "without news it is empty"
run news --since "$today"
is "$(printf '%s\n' "$out" | awk 'length($0) > 80 && !/http/')" "" "it has 80 columns"

# A feed -----------------------------------------------------------------------

feed=$HERE/feed/news.xml
proved() { # NAME
	"$BUILD/tests/tools/atom" "$feed" >"$HERE/got" 2>&1
	is "$?$(grep -v '^urn:' "$HERE/got")" 0 "$1: it is a feed by RFC 4287"
}
run news --atom "$feed"
is "$status$out$err" 0 "a feed is written, and nothing printed"
proved "all"
sql "SELECT id FROM arms.news(now() - interval '90 days') ORDER BY happened_at DESC, kind COLLATE \"C\",
        id COLLATE \"C\"" >"$HERE/wanted"
same_file "$HERE/got" "$HERE/wanted" "it has an entry for each event, latest first"
cp -p "$feed" "$HERE/before"
stat -c '%i %y' "$feed" >"$HERE/wanted"
run news --atom "$feed"
cmp -s "$feed" "$HERE/before"
is "$? $(stat -c '%i %y' "$feed")" "0 $(cat "$HERE/wanted")" \
    "written once more, nothing is written"
run news --atom "$HERE/none.xml" --country ISL
is "$("$BUILD/tests/tools/atom" "$HERE/none.xml"; echo $?)" 0 "a feed without entries is one, too"
document fr6 federal_register https://fr.example/6 "{$of,\"transmittal\":\"26-6\"}"
merge fr6
run news --atom "$feed"
proved "one more"
is "$(wc -l <"$HERE/got") $(sed -n 1p "$HERE/got")" \
    "$(($(grep -c '<entry>' "$HERE/before") + 1)) $(sql "SELECT id FROM arms.news('$today')
        WHERE kind = 'new_notice' AND notice_id = '36(b)(1) 26-6'")" "the new one comes first"
is "$(find "$HERE/feed" -type f)" "$feed" "nothing is left beside it"
run news --atom "$HERE"
is "$status" 73 "what cannot be written is told"
mkfifo "$HERE/pipe"
run news --atom "$HERE/pipe"
is "$status" 73 "what is no regular file is not replaced"
ok "$([ -p "$HERE/pipe" ]; echo $?)" "and stays"
sed -i '$a [news]\natom = '"$feed"'\naddress = https://example.org/news.xml' "$HERE/conf"
run news --configured
is "$status$out" 0 "the settings name a feed"
proved "configured"
is "$(grep -c '<link rel="self" href="https://example.org/news.xml"/>' "$feed")" 1 \
    "and where it is found"
sed -i '/^\[news\]$/,$d' "$HERE/conf"
run news --configured
is "$status" 0 "without settings nothing is done"
like "$err" "neither mark nor atom nor hook is set" "which is told"
echo 'shorten' >"$feed"
sql "INSERT INTO arms.run (command, source, mode, started_at, finished_at, status, version)
     SELECT 'run', 'eda', 'live', now() - make_interval(mins => n),
            now() - make_interval(mins => n), CASE WHEN n % 2 = 0 THEN 'ok' ELSE 'blocked' END,
            'test' FROM generate_series(1, 500) n"
run news --atom "$feed"
proved "very many"
is "$(wc -l <"$HERE/got")" 200 "the feed has the last two hundred"
sql "DELETE FROM arms.run WHERE source = 'eda'"

# A hook -----------------------------------------------------------------------

hook=$HERE/hook
fails() { # [TRANSMITTAL...]: for these the hook fails
	printf '%s\n' "$@" >"$HERE/fails"
}
cat >"$hook" <<HOOK
#!/bin/sh
cat >"$HERE/event"
jq -r .notice_id "$HERE/event" >>"$HERE/calls"
env >"$HERE/env"
echo "\$# \$PWD" >"$HERE/arguments"
! grep -qFx "\$(jq -r .notice_id "$HERE/event")" "$HERE/fails"
HOOK
chmod +x "$hook"
called() { # MARK: what the hook was called for
	: >"$HERE/calls"
	CENSUS_KEY=secret run news --mark "$1" --hook "$hook" --country ISL
	tr '\n' ' ' <"$HERE/calls"
}
for i in 7 8 9; do
	document "fr$i" federal_register "https://fr.example/$i" \
	    '{"authority":"36(b)(1)","purchasers":["ISL"],"transmittal":"26-'$i'"}'
	merge "fr$i"
done
fails '36(b)(1) 26-8'
is "$(called hook)" "36(b)(1) 26-7 36(b)(1) 26-8 36(b)(1) 26-9 " \
    "each event is given to the hook, in their order, whether one fails or not"
run news --mark hook2 --hook "$hook" --country ISL
is "$status" 73 "that one failed is told"
like "$err" "hook: exit status 1" "with its status"
is "$(cut -d ' ' -f 1 "$HERE/arguments")" 0 "the hook has no arguments"
is "$(grep -c secret "$HERE/env")" 0 "and no secret"
is "$(jq -c '[.kind, .iso3s]' "$HERE/event")" '["new_notice",["ISL"]]' "but the event as JSON"
is "$(called hook)" "36(b)(1) 26-8 " "the one that failed is called for again"
fails
is "$(called hook)" "36(b)(1) 26-8 " "until it succeeds"
is "$(called hook)" "" "and then no more"

cat >"$HERE/killer" <<HOOK
#!/bin/sh
cat >"$HERE/event"
jq -r .notice_id "$HERE/event" >>"$HERE/calls"
! grep -qF '36(b)(1) 26-8"' "$HERE/event" || kill -KILL \$PPID
HOOK
chmod +x "$HERE/killer"
: >"$HERE/calls"
("$ARMSETL" --config "$HERE/conf" news --mark killed --hook "$HERE/killer" --country ISL) \
    >"$HERE/log" 2>&1
is "$? $(tr '\n' ' ' <"$HERE/calls")" "137 36(b)(1) 26-7 36(b)(1) 26-8 " \
    "killed while the hook runs for the second"
is "$(called killed)" "36(b)(1) 26-8 36(b)(1) 26-9 " \
    "the first, which succeeded, is not repeated"
printf 'urn:uuid:cut-off' >"$ARMSETL_DATA_DIR/news/killed/told"
document fr10 federal_register https://fr.example/10 \
    '{"authority":"36(b)(1)","purchasers":["ISL"],"transmittal":"26-10"}'
merge fr10
is "$(called killed)" "36(b)(1) 26-10 " "a journal that is cut off does no harm"
echo '{' >"$ARMSETL_DATA_DIR/news/killed/state.json"
run news --mark killed
is "$status" 78 "a state that is not readable is not taken for nothing"
echo '{"since":"2026-01-01","told":{"urn:uuid:a":1}}' >"$ARMSETL_DATA_DIR/news/killed/state.json"
run news --mark killed
is "$status" 78 "nor one that has something else in it"

printf '#!/bin/sh\nsleep 60 &\nsleep 60\n' >"$HERE/slow"
printf '#!/bin/sh\nexit 0\n' >"$HERE/deaf"
printf '#!/bin/sh\nkill -TERM $$\n' >"$HERE/dies"
chmod +x "$HERE/slow" "$HERE/deaf" "$HERE/dies"
sed -i '$a [news]\nhook_seconds = 1' "$HERE/conf"
run news --mark slow --hook "$HERE/slow" --country ISL
is "$status" 73 "a hook that takes too long has failed"
like "$err" "slow: was killed after 1 seconds" "which is told"
is "$(printf '%s\n' "$err" | grep -c 'was killed')" 4 "for each event"
run news --mark slow --hook "$HERE/dies" --country ISL
like "$status $err" "^73 .*signal 15" "so has one that dies"
run news --mark slow --hook "$HERE/deaf" --country ISL
is "$status" 0 "one that does not read has not"
for i in 11 12 13; do
	document "fr$i" federal_register "https://fr.example/$i" \
	    '{"authority":"36(b)(1)","purchasers":["ISL"],"transmittal":"26-'$i'"}'
	merge "fr$i"
done
fails '36(b)(1) 26-7' '36(b)(1) 26-8' '36(b)(1) 26-9' '36(b)(1) 26-10' '36(b)(1) 26-11'
is "$(called five | wc -w)" 10 "behind five failures in a row the rest waits"
is "$(called five)" "36(b)(1) 26-12 36(b)(1) 26-13 36(b)(1) 26-7 36(b)(1) 26-8 36(b)(1) 26-9 \
36(b)(1) 26-10 36(b)(1) 26-11 " "and comes first the next time: what fails for ever keeps none waiting"
fails
is "$(called five | wc -w)" 10 "what failed is tried until it succeeds"
printf '#!/bin/sh\nexit 3\n' >"$HERE/refuses"
chmod +x "$HERE/refuses"
trap '' CHLD
run news --mark ignored --hook "$HERE/refuses" --country ISL
trap - CHLD
like "$status $err" "^73 .*exit status 3" "a caller that ignores SIGCHLD hides no failure"
for wrong in "$HERE/nothing" "$HERE" "$HERE/conf" hook; do
	run news --mark wrong --hook "$wrong"
	is "$status" 78 "no hook: ${wrong#"$HERE"}"
done
sed -i '/^\[news\]$/,$d' "$HERE/conf"

# Two at once ------------------------------------------------------------------

told >"$HERE/rest"
(flock 9 && : >"$HERE/locked" && sleep 60) 9<"$ARMSETL_DATA_DIR/news/m" &
locker=$!
while [ ! -e "$HERE/locked" ]; do sleep 0.1; done
run news --mark m
is "$status" 75 "one process at a time tells by a mark"
pkill -P $locker 2>/dev/null
kill $locker 2>/dev/null
wait $locker 2>/dev/null

# What is committed late -------------------------------------------------------

is "$(told)" "" "all is told"
document fr20 federal_register https://fr.example/20 \
    "{$of,\"transmittal\":\"26-20\",\"total_usd\":1}"
package fr20 | sed 's/^COMMIT;$/SELECT pg_sleep(3);\nCOMMIT;/' |
    psql -XqAt -v ON_ERROR_STOP=1 >"$HERE/merged" 2>&1 &
merger=$!
sleep 1
is "$(told)" "" "a run that has not committed is not seen"
document fr21 federal_register https://fr.example/21 \
    "{$of,\"transmittal\":\"26-21\",\"total_usd\":1}"
wait $merger
is "$(told)" "new_notice 36(b)(1) 26-20" "but is told when it has, for all its earlier time"
sql "INSERT INTO arms.run (command, source, mode, started_at, version)
     VALUES ('run', 'policy', 'live', now() - interval '5 days', 'test')"
is "$(told)" "" "a run began five days ago"
merge fr21
known_since '36(b)(1) 26-21' "now() - interval '4 days'"
is "$(told)" "new_notice 36(b)(1) 26-21" "what it commits then, of four days ago, is told"

# Hostile text -----------------------------------------------------------------

sql "UPDATE arms.notice SET valid_from = now(), total_usd = 77,
            title = E'<script>alert(1)</script> \\u202Egpj.exe \\u009D\\u007F\\x1b[31m & ]]> \\uFFFE '
                || repeat('0123456789', 100000)
      WHERE notice_id = '36(b)(1) 26-20';
     ALTER TABLE arms.notice_publication DISABLE TRIGGER USER;
     UPDATE arms.notice_publication SET url = 'javascript:alert(1)'
      WHERE notice_id = '36(b)(1) 26-20';
     ALTER TABLE arms.notice_publication ENABLE TRIGGER USER"
run news --mark hostile --json
is "$(printf '%s\n' "$out" | jq -r 'select(.notice_id == "36(b)(1) 26-20") | .title' |
    grep -c 'Japan: <script>alert(1)</script>')" 2 "in JSON it is a string"
is "$(printf '%s' "$out" | LC_ALL=C grep -c "$(printf '\302\235\|\177\|\342\200\256')")" 0 \
    "nor does it steer a terminal"
is "$(printf '%s\n' "$out" | jq -r 'select(.notice_id == "36(b)(1) 26-20") | .title' |
    LC_ALL=C grep -c "$(printf '\342\200\256gpj.exe \302\235\177')")" 2 "though it says the same"
run news --since "$today"
is "$(printf '%s' "$out" | grep -c "$(printf '\033\\|\342\200\256')")" 0 \
    "in a mail nothing steers the terminal"
like "$out" "<script>alert\(1\)</script>" "its words stay"
ok "$([ "$(printf '%s' "$out" | wc -c)" -lt 100000 ]; echo $?)" "a very long title is cut"
run news --atom "$feed"
proved "hostile text"
is "$(grep -c '<script\|javascript:' "$feed")" 0 "in a feed it is no markup and no link"
like "$(cat "$feed")" "&lt;script&gt;alert\(1\)&lt;/script&gt;" "but text"
: >"$HERE/calls"
run news --mark hostile2 --hook "$hook" --over 76
is "$status $(grep -cFx '36(b)(1) 26-20' "$HERE/calls")" "0 2" "for a hook it is JSON"

# Who may read -----------------------------------------------------------------

sql "DO \$\$ BEGIN CREATE ROLE news_reader LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END \$\$;
     GRANT arms_reader TO news_reader"
status=0
PGUSER=news_reader "$ARMSETL" --config "$HERE/conf" news --mark reader --json \
    >"$HERE/got" 2>"$HERE/err" || status=$?
is "$status $(wc -l <"$HERE/got")" \
    "0 $(sql "SELECT count(*) FROM arms.news(now() - interval '7 days')")" \
    "the role arms_reader has enough"
is "$(cat "$HERE/err")" "" "without any message"
sql "DROP ROLE news_reader"

done_testing
