#!/bin/sh
# armsetl report: the pages say what the views say, lead nowhere but to each other,
# and are there as a whole or not at all.
set -u
. tests/lib.sh

pages=$BUILD/tests/tools/pages
out_folder=$HERE/report
run report --out "$out_folder"
is "$status" 69 "without a database there is nothing to report"
bare_database
run report --out "$out_folder"
is "$status" 78 "without a schema neither"
run migrate
run report --out "$out_folder"
is "$status" 0 "of an empty database there is a report"
is "$("$pages" links "$out_folder")" "" "whose links lead somewhere"
for source in tests/golden/*/; do
	find "$source" -type f ! -name '*.expected' ! -name 'broken-*' \
	    ! -name 'unreadable-*' ! -name 'drift-*' | LC_ALL=C sort >"$HERE/files"
	# shellcheck disable=SC2046 # a list of files
	run -q import "$(basename "$source")" $(cat "$HERE/files")
done
run -q replay
ok "$status" "the sample is loaded"
run report --out "$out_folder/"
is "$status" 0 "a report of it replaces that"
is "$(find "$HERE" -name '*.part*')" "" "nothing is left beside it"

# Whole and alike ------------------------------------------------------------

"$pages" links "$out_folder" >"$HERE/broken"
same_file "$HERE/broken" /dev/null "each link and fragment leads somewhere"
is "$("$pages" lost "$out_folder")" "" "links lead to each page from the first"
"$pages" marks "$out_folder" >"$HERE/marks"
ok "$([ "$(wc -l <"$HERE/marks")" -gt 200 ]; echo $?)" "there are charts"
is "$(awk -F '\t' '$2 != $3 || $2 == 0' "$HERE/marks")" "" \
    "each has a mark for each number of its table, and some"
is "$(find "$out_folder" -name '*.csv' | wc -l)" "$(wc -l <"$HERE/marks")" \
    "and a file of CSV beside it"
run report --out "$HERE/second"
is "$(diff -r "$out_folder" "$HERE/second")" "" "a second report is the same, byte by byte"
rm -r "$HERE/second"
is "$(cd "$out_folder" && find . -name '*.html' | grep -c .)" \
    "$(grep -c '^\["' "$out_folder/search-index.js")" "the index has each page"
is "$(cd "$out_folder" && find . | LC_ALL=C grep '[^A-Za-z0-9._~/-]')" "" \
    "names of files need no escape in an address"
is "$(find "$out_folder/notice" -name '*.html' | wc -l)" \
    "$(sql "SELECT count(*) FROM arms.notice")" "each notice has a page"
is "$(grep -rhoE '(src|href)="[^"]*"' "$out_folder" --include='*.html' |
    grep -E 'src="[a-z]*:|href="(javascript|data:[^,])' | sort -u)" "" \
    "nothing is fetched from elsewhere"

# Numbers --------------------------------------------------------------------

"$pages" cells "$out_folder" | LC_ALL=C sort >"$HERE/cells"

# All: the numbers of each section of a kind are those of its statement.
sql "SELECT format('SELECT %L, %L, v.value FROM (%s) q, jsonb_each_text('
         'to_jsonb(q)) v (key, value) WHERE jsonb_typeof(to_jsonb(q) -> v.key) ='
         ' ''number'' AND %s;', kind, id, query,
         CASE WHEN form IN ('table', 'facts') THEN 'true'
              ELSE 'v.key = ''value''' END)
       FROM arms_internal.report_content()
      WHERE form NOT IN ('pages', 'text', 'graph', 'ranges')
        AND NOT is_restricted" \
    >"$HERE/all.sql"
psql -XqAt -F '	' -c "SET timezone = 'UTC'" -f "$HERE/all.sql" | LC_ALL=C sort \
    >"$HERE/wanted"
awk -F '\t' -v OFS='\t' '{ sub(/\.html$/, "", $1); sub(/\/.*/, "", $1)
    print $1, $2, $5 }' "$HERE/cells" | LC_ALL=C sort >"$HERE/got"
ok "$([ "$(wc -l <"$HERE/got")" -gt 3000 ]; echo $?)" "there are numbers"
same_file "$HERE/got" "$HERE/wanted" "all of them are of the sections' statements"

# Some, of each kind of page, by statements of their own over views and tables.
agree() { # NAME FILE SECTION HEADING SQL: file, row, number
	awk -F '\t' -v OFS='|' -v file="$2" -v section="$3" -v heading="$4" \
	    '$1 ~ "^" file && $2 == section && ($4 == heading || $4 == "" &&
	        $3 == heading) { print $1, $3, $5 }' "$HERE/cells" |
	    LC_ALL=C sort >"$HERE/got"
	sql "$5" | LC_ALL=C sort >"$HERE/wanted"
	ok "$([ -s "$HERE/wanted" ]; echo $?)" "$1: there is something"
	same_file "$HERE/got" "$HERE/wanted" "$1"
}
agree "the overview: sums of years" index.html years "dollars of the day" \
    "SELECT 'index.html', extract(year FROM notified_on), sum(added_usd)
       FROM arms.notified WHERE notified_on IS NOT NULL GROUP BY 2
     HAVING count(added_usd) > 0"
agree "the overview: constant dollars" index.html years "constant dollars" \
    "SELECT 'index.html', extract(year FROM notified_on), sum(added_constant_usd)
       FROM arms.notified WHERE notified_on IS NOT NULL GROUP BY 2
     HAVING count(added_constant_usd) = count(added_usd) AND count(added_usd) > 0"
agree "the overview: the map" index.html map notified \
    "SELECT 'index.html', purchaser_iso3, sum(added_usd) FROM arms.notified
      WHERE purchaser_iso3 IS NOT NULL GROUP BY 2 HAVING count(added_usd) > 0"
agree "the overview: shares" index.html market "2021 to 2025" \
    "SELECT 'index.html', supplier, share_percent FROM arms.market_share
      WHERE last_year = 2025 AND rank <= 10"
agree "years: notices" year/ sum Notices \
    "SELECT format('year/%s.html', extract(year FROM notified_on)), 'Notices',
            count(*) FROM arms.notified WHERE notified_on IS NOT NULL GROUP BY 1"
agree "years: each notice" year/ notices "Adds, USD" \
    "SELECT format('year/%s.html', extract(year FROM notified_on)), notified_on,
            added_usd
       FROM arms.notified WHERE notified_on IS NOT NULL AND added_usd IS NOT NULL"
agree "countries: by year" country/ notified "dollars of the day" \
    "SELECT format('country/%s.html', purchaser_iso3),
            extract(year FROM notified_on), sum(added_usd)
       FROM arms.notified
      WHERE notified_on IS NOT NULL AND purchaser_iso3 IS NOT NULL
      GROUP BY 1, 2 HAVING count(added_usd) > 0"
agree "countries: deliveries" country/ register delivered \
    "SELECT format('country/%s.html', recipient_iso3), y, sum(tiv)
       FROM (SELECT recipient_iso3, year AS y, tiv_delivered AS tiv
               FROM arms.flow) f
      WHERE recipient_iso3 IS NOT NULL AND y IS NOT NULL
      GROUP BY 1, 2 HAVING count(tiv) > 0"
agree "countries: excess articles" country/ excess "when new" \
    "SELECT format('country/%s.html', recipient_iso3), order_year,
            sum(acquisition_usd) FROM arms.transfer
      WHERE dataset = 'eda' AND recipient_iso3 IS NOT NULL
        AND order_year IS NOT NULL
      GROUP BY 1, 2 HAVING count(acquisition_usd) > 0"
agree "companies: alone" company/ counts alone \
    "SELECT format('company/%s.html', contractor_id), year, alone_notifications
       FROM arms.contractor_exposure
      WHERE calendar = 'calendar' AND contractor_id IS NOT NULL
        AND year IS NOT NULL"
agree "systems: who asked" family/F-16 countries notices \
    "SELECT 'family/F-16.html', c.name, count(DISTINCT notice_id)
       FROM arms.notice_item JOIN arms.notice_purchaser p USING (notice_id)
       JOIN arms.country c ON c.iso3 = p.iso3
      WHERE family = 'F-16' GROUP BY 2"
agree "policy: windows" policy/ windows before \
    "SELECT format('policy/%s.html', event), extract(year FROM window_on),
            before_usd
       FROM arms.policy_window() JOIN arms.policy_event e
         ON (e.occurred_on, e.title) = (event_on, policy_window.title)
      WHERE before_usd IS NOT NULL"
agree "notices: totals" "notice/36.b.1_[0-9]*-[0-9]*.html" values "Total, USD" \
    "SELECT format('notice/36.b.1_%s.html', transmittal), 'Total, USD', total_usd
       FROM arms.notice WHERE total_usd IS NOT NULL
        AND notice_id ~ '^36.b..1. [0-9]+-[0-9]+\$'"
agree "editions: rows" edition/ list Rows \
    "SELECT format('edition/%s.html', dataset), edition_at::date, rows
       FROM arms.edition"
agree "quality: documents" quality.html faults Documents \
    "SELECT 'quality.html', d.source, count(*) FROM arms.document d
       LEFT JOIN arms.edition e USING (document_id) WHERE d.taken_back IS NULL
      GROUP BY d.source, extract(year FROM coalesce(d.published_on, e.edition_at,
          d.fetched_at))"

# What an edition changed, against the view that compares all its rows.
awk -F '\t' '$1 ~ "^edition/" && $2 == "list" && $4 != "Rows" {
    sum[$1 "|" $4] += $5 } END { for (s in sum) print s "|" sum[s] }' \
    "$HERE/cells" | LC_ALL=C sort >"$HERE/got"
sql "SELECT format('edition/%s.html', dataset), w.word,
            count(c.*) FILTER (WHERE c.change = w.change
                AND (w.change <> 'changed' OR fields IS NOT NULL
                     OR c.before IS NOT NULL))
       FROM (SELECT DISTINCT dataset FROM arms.edition) e
      CROSS JOIN (VALUES ('New', 'added'), ('Changed', 'changed'),
          ('Gone', 'vanished')) w (word, change)
       LEFT JOIN arms.edition_change c USING (dataset)
      GROUP BY 1, 2" | LC_ALL=C sort >"$HERE/wanted"
same_file "$HERE/got" "$HERE/wanted" "editions: what each changed"

# Evidence: the sentences of a notice's page are those of arms.evidence().
notice='36(b)(1) 17-182'
sql "SELECT DISTINCT quote FROM arms.evidence('$notice')
      WHERE quote IS NOT NULL AND quote !~ '[&<>]'" >"$HERE/sentences"
xmllint --xpath '//section[@id="evidence"]//td[last()]/text()' \
    "$out_folder/notice/36.b.1_17-182.html" | sort -u >"$HERE/got"
sort -u "$HERE/sentences" >"$HERE/wanted"
ok "$([ -s "$HERE/wanted" ]; echo $?)" "a notice has sentences"
same_file "$HERE/got" "$HERE/wanted" "its page has each"
is "$(sql "SELECT count(*) FROM (SELECT notice_id, field, position, surface, url,
        value, is_printed, place, quote FROM arms_internal.notice_evidence
       WHERE value IS NOT NULL EXCEPT ALL
      SELECT n.notice_id, e.field, e.position, e.surface, e.url, e.value,
             e.is_printed, e.place, e.quote
        FROM arms.notice n, arms.evidence(n.notice_id) e) d")" 0 \
    "what the view of all has, the function has of each"
is "$(sql "SELECT count(*) FROM (
      SELECT n.notice_id, e.field, e.position, e.surface, e.url, e.value,
             e.is_printed, e.place, e.quote
        FROM arms.notice n, arms.evidence(n.notice_id) e EXCEPT ALL
      SELECT notice_id, field, position, surface, url, value, is_printed, place,
             quote FROM arms_internal.notice_evidence) d")" 0 \
    "and also what has no place in a document"

# The base year --------------------------------------------------------------

run report --out "$HERE/base" --base-year 2020
is "$status" 0 "another base year"
"$pages" cells "$HERE/base" | LC_ALL=C sort >"$HERE/cells"
agree "its constant dollars" index.html years "constant dollars" \
    "SET arms.base_year = 2020;
     SELECT 'index.html', extract(year FROM notified_on), sum(added_constant_usd)
       FROM arms.notified WHERE notified_on IS NOT NULL GROUP BY 2
     HAVING count(added_constant_usd) = count(added_usd) AND count(added_usd) > 0"
like "$(grep -o 'Constant ones are[^<]*' "$HERE/base/index.html")" \
    "dollars of 2020 by the index" "are said to be of that year"
PGOPTIONS='-c arms.base_year=2020 -c arms.as_of=2001-01-01'
export PGOPTIONS
run report --out "$HERE/role"
unset PGOPTIONS
is "$status $(diff -r "$HERE/role" "$HERE/base")" "0 " \
    "it may be a setting of the role; a time that is looked at is not"
rm -r "$HERE/role"
run report --out "$HERE/base" --base-year 1776
is "$status" 64 "a year without an index is refused"
run report --out "$HERE/base" --base-year twenty
is "$status" 64 "so is what is no year"
rm -r "$HERE/base"
run report
is "$status" 64 "and no place"

# Restricted -----------------------------------------------------------------

sql "SELECT DISTINCT w FROM (
         SELECT unnest(ARRAY[designation, description, comments]) AS w
           FROM arms.transfer WHERE dataset = 'sipri-deals') d
      WHERE length(w) > 8 AND NOT EXISTS (
         SELECT FROM arms.notice_item i
          WHERE position(lower(w) IN lower(i.designation)) > 0
             OR position(lower(w) IN lower(i.family)) > 0)
        AND NOT EXISTS (SELECT FROM arms.notice n
          WHERE position(lower(w) IN lower(n.description)) > 0)
        AND NOT EXISTS (SELECT FROM arms.equipment_family f
          WHERE position(lower(w) IN lower(f.family)) > 0)" >"$HERE/words"
ok "$([ -s "$HERE/words" ]; echo $?)" "deals have words of their own"
is "$(grep -rFoh -f "$HERE/words" "$out_folder" --include='*.html' \
    --include='*.csv' | sort -u)" "" "none of which is there"
like "$(cat "$out_folder/notice/36.b.1_17-182.html")" "licence of their source" \
    "which is said"
like "$(cat "$out_folder/country/SAU.html")" \
    "Stockholm International Peace Research Institute" "sums name their source"
run report --out "$HERE/all" --include-restricted
is "$status" 0 "all is written where that is wanted"
ok "$([ -n "$(grep -rFoh -f "$HERE/words" "$HERE/all" --include='*.html')" ]
    echo $?)" "then they are there"
is "$("$pages" links "$HERE/all")" "" "and lead somewhere"
rm -r "$HERE/all"

# Hostile --------------------------------------------------------------------

"$pages" shape "$out_folder" | LC_ALL=C sort >"$HERE/shape"
sql "UPDATE arms.notice SET title = '<script>alert(1)</script> ]]> ' ||
            repeat('0123456789abcdef', 65536),
            purchaser_name = E'<img src=x onerror=alert(2)> \\u202e\\u0001\\uffff',
            description = E'</p><iframe src=\"https://example.org\">&amp;]]>',
            military_department = E'\"><svg onload=alert(3)>', emergency = NULL
      WHERE notice_id = '$notice';
     UPDATE arms.notice_item SET designation = '=cmd|<b onclick=x>bold</b>',
            family = '../../etc/<i>''\"'
      WHERE notice_id = '$notice' AND position = 1;
     UPDATE arms.notice_publication SET url = 'javascript:alert(4)'
      WHERE notice_id = '$notice';
     UPDATE arms.source SET address = 'JaVaScRiPt:alert(5)', title = '<u>' || title
      WHERE source = 'dsca';
     UPDATE arms.country_group_name SET name = '=1+1<s>' || E'\\u2028'
      WHERE group_id = 'nato';
     UPDATE arms.notice_item SET family = '=HYPERLINK(\"http://example.org\")<i>'
      WHERE family = 'JDAM';
     UPDATE arms.contractor SET name = repeat('<h1>', 300000)
      WHERE contractor_id = 'lockheed-martin';
     INSERT INTO arms.notice (notice_id, document_id, authority, kind, title,
            purchaser_name, purchaser_iso3, row_hash, run_id, valid_from)
     SELECT x.id, document_id, authority, kind, title, purchaser_name,
            purchaser_iso3, row_hash, run_id, valid_from
       FROM arms.notice n, (VALUES ('../../../tmp/x'), ('.hidden'), ('a/b'), ('A?b#c'),
            (repeat('long', 500)), (E'new\\nline'), ('36.b.1_17-182'),
            ('%2e%2e'), ('Ünï')) x (id)
      WHERE n.notice_id = '$notice'"
is "$(sql "SELECT count(*) FROM arms.notice WHERE notice_id = 'a/b'")" 1 \
    "hostile rows are there"
run report --out "$out_folder"
is "$status" 0 "a report is made of hostile text"
"$pages" shape "$out_folder" | LC_ALL=C sort >"$HERE/shape-hostile"
same_file "$HERE/shape-hostile" "$HERE/shape" \
    "well-formed, without an element or attribute that was not there before"
is "$("$pages" links "$out_folder")" "" "and each link leads where it did"
is "$("$pages" lost "$out_folder")" "" "also to what has no day"
is "$(find "$out_folder/notice" -name '*.html' | wc -l)" \
    "$(sql "SELECT count(*) FROM arms.notice")" "each notice has a page of its own"
is "$(grep -rliE 'href="[^"]*javascript' "$out_folder")" "" \
    "no address that runs is a link"
is "$(LC_ALL=C grep -rlP '\xE2\x80[\xA8-\xAE]|\xEF\xBF[\xBE\xBF]|[\x01-\x08]' \
    "$out_folder" --include='*.html' --include='*.js' --include='*.csv')" "" \
    "nothing turns the direction of writing"
page=$(find "$out_folder/notice" -name '36.b.1_17-182.html')
ok "$([ "$(wc -c <"$page")" -lt 200000 ]; echo $?)" "a title of 1 MB is shortened"
is "$(find "$out_folder" -name '*.csv' -exec grep -hE '^"?[=+@]|,"[=+@]' {} +)" "" \
    "no cell of CSV begins as a formula"
is "$(find "$HERE" -maxdepth 1 -name 'x*')" "" "no page lies outside of the folder"

# As a whole -----------------------------------------------------------------

(cd "$out_folder" && find . -type f -exec sha256sum {} + | LC_ALL=C sort) \
    >"$HERE/before"
unchanged() { # NAME
	(cd "$out_folder" && find . -type f -exec sha256sum {} + | LC_ALL=C sort) \
	    >"$HERE/after"
	same_file "$HERE/after" "$HERE/before" "$1"
}
wait_until_is() { # WANTED SQL: for ten seconds at most
	tries=0
	until [ "$(sql "$2")" = "$1" ]; do
		tries=$((tries + 1))
		[ $tries -lt 200 ] || return 1
		sleep 0.05
	done
}
# A lock holds the report within a statement.
held() {
	psql -Xqc "BEGIN; LOCK TABLE arms.policy_event IN ACCESS EXCLUSIVE MODE;
	    SELECT pg_sleep(60)" >/dev/null 2>&1 &
	wait_until_is 1 "SELECT count(*) FROM pg_locks WHERE granted
	    AND relation = 'arms.policy_event'::regclass AND mode = 'AccessExclusiveLock'"
	"$ARMSETL" --config "$HERE/conf" report --out "$out_folder" 2>"$HERE/err" &
	victim=$!
	wait_until_is 1 "SELECT count(*) FROM pg_locks WHERE NOT granted
	    AND relation = 'arms.policy_event'::regclass"
	ok $? "a report waits for a lock"
}
release() {
	wait "$victim"
	status=$?
	took=$(($(date +%s%3N) - begun))
	sql "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
	    WHERE datname = current_database() AND pid <> pg_backend_pid()" >/dev/null
	wait
}
held
begun=$(date +%s%3N)
kill -TERM "$victim"
release
is "$status" 75 "asked to stop, it stops"
ok "$([ "$took" -lt 2000 ]; echo $?)" "within two seconds"
is "$(find "$HERE" -name '*.part*')" "" "and leaves nothing"
unchanged "what was there stays"
held
ok "$([ -n "$(find "$HERE" -name '*.part-*' -prune)" ]; echo $?)" "it has begun"
kill -KILL "$victim"
begun=$(date +%s%3N)
release
unchanged "killed, it leaves what was there"
ok "$([ -n "$(find "$HERE" -name '*.part-*' -prune)" ]; echo $?)" \
    "and what it had begun"
run report --out "$out_folder"
is "$status $(find "$HERE" -name '*.part*')" "0 " "which the next one removes"
unchanged "and is the same again"
mkdir "$HERE/mine" "$HERE/report.part-mine00"
echo kept >"$HERE/mine/diary"
run report --out "$HERE/mine"
is "$status $(cat "$HERE/mine/diary")" "73 kept" "a folder of something else stays"
like "$err" "something else than a report" "which is said"
run report --out "$out_folder"
ok "$([ -d "$HERE/report.part-mine00" ]; echo $?)" "so does one with such a name"
rm -r "$HERE/report.part-mine00"
mv "$out_folder" "$HERE/report.part-aaaaaa-old"
held
begun=$(date +%s%3N)
kill -TERM "$victim"
release
unchanged "what an exchange that was killed had put aside is back"
cp -r "$out_folder" "$HERE/report.part-aaaaaa-old"
run report --out "$out_folder"
is "$status $(find "$HERE" -name '*.part*')" "0 " "or goes, if the place is filled"
run report --out "$HERE/nowhere/report"
is "$status" 73 "a folder above that is not there: 73"
echo file >"$HERE/file"
run report --out "$HERE/file"
is "$status $(cat "$HERE/file")" "73 file" "a file is no folder"

small=$HERE/small
mkdir "$small"
if [ "$(id -u)" = 0 ] &&
    mount -t tmpfs -o size=1m tmpfs "$small" 2>"$HERE/mount"; then
	trap 'umount -l "$small"' EXIT
	run report --out "$small/report"
	is "$status" 73 "a full disk: 73"
	is "$(ls "$small")" "" "nothing half-made is left"
	umount -l "$small"
	trap - EXIT
fi

# Sections of our own --------------------------------------------------------

# sections VALUES: id, form and statement, in place of the overview's.
sections() {
	sql "CREATE OR REPLACE FUNCTION arms_internal.report_index()
	RETURNS TABLE (id text, heading text, form text, unit text, sources text[],
	    is_restricted boolean, caveat text, empty text, query text)
	LANGUAGE sql IMMUTABLE AS \$f\$
	    SELECT v.id, v.id, v.form, '', '{}'::text[], false, '', '', v.query
	      FROM (VALUES ('pages', 'pages', \$q\$ SELECT '' AS page, 'T' AS title,
	          NULL AS lead \$q\$), $1) v (id, form, query) \$f\$"
}
sections "('twice', 'bars', \$q\$ SELECT '' AS page, name AS \"Name\", 's' AS series,
              value FROM (VALUES ('alike', 11), ('alike', 12), ('alike', 13),
              (repeat('x', 90) || 'a', 14), (repeat('x', 90) || 'b', 15))
              v (name, value) \$q\$),
          ('days', 'ranges', \$q\$ SELECT '' AS page, name AS \"Name\",
              's' AS series, value, until FROM (VALUES ('ends', 0, 365),
              ('is open', 19797, NULL)) v (name, value, until) \$q\$),
          ('lines', 'text', \$q\$ SELECT '' AS page,
              concat('one', chr(10), chr(10), 'two') AS text \$q\$),
          ('crowd', 'graph', \$q\$ SELECT '' AS page, 'n' || i AS \"from\",
              NULL AS \"from link\", 'k' AS \"from kind\", NULL AS \"to\",
              NULL AS \"to link\", NULL AS \"to kind\", NULL AS label,
              NULL AS weight FROM generate_series(1, 201) i \$q\$)"
run report --out "$out_folder"
is "$status" 0 "a drawing that is too large does not end the report"
like "$(cat "$out_folder/index.html")" "There is too much of it to be drawn" \
    "which is said on its page"
is "$("$pages" cells "$out_folder" | awk -F '\t' '$2 == "twice" { print $5 }' | xargs)" \
    "11 12 13 14 15" "names that are alike have rows of their own"
is "$(cut -d , -f 1 "$out_folder/index.twice.csv" | sed -n 2,4p | tr -d '\r' | xargs)" \
    "alike alike (2) alike (3)" "told by numbers"
is "$(tr -d '\r' <"$out_folder/index.days.csv" | xargs)" \
    "Name,from,until ends,1970-01-01,1971-01-01 is open,2024-03-15," \
    "ranges have two days, and none for an end that is not known"
is "$("$pages" marks "$out_folder" | awk -F '\t' '$1 ~ /days/ { print $2, $3 }')" \
    "1 1" "and are drawn where both are known"
is "$(xmllint --xpath '//section[@id="lines"]/p[not(@class)]/text()' \
    "$out_folder/index.html" | xargs)" "one two" "each line is a paragraph"
sections "('late', 'bars', \$q\$ SELECT '' AS page, i AS \"Year\", 's' AS series,
              1 / (15 - i) AS value FROM generate_series(1, 20) i \$q\$)"
run report --out "$out_folder"
is "$status" 73 "a statement that fails in the middle of a chart ends the report"
like "$err" "division by zero" "which is told"
is "$(find "$HERE" -name '*.part*')" "" "and nothing is left"

done_testing
