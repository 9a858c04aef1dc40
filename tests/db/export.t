#!/bin/sh
# armsetl export: what is in the files is what is in the database.
set -u
. tests/lib.sh

lite=$HERE/arms.sqlite
run export --out "$lite" --format sqlite
is "$status" 69 "without a database there is nothing to export"
bare_database
run export --out "$lite" --format sqlite
is "$status" 78 "without a schema neither"
run -q migrate
for source in dsca sipri-register sipri-tiv deflators; do
	# shellcheck disable=SC2046 # a list of files
	run import $source $(find "tests/golden/$source" -name 'sample-*' \
	    ! -name '*.expected' | LC_ALL=C sort)
done
run migrate
is "$status" 0 "a schema is made"
run import federal-register \
    tests/golden/federal-register/era-2018-mde-items-several-towns.txt
run -q replay
ok "$status" "the sample is loaded"
before=$(sql "SELECT now()")
sleep 0.1

# Text that attacks who shows it.
notice=$(sql "SELECT min(notice_id) FROM arms.notice")
sql "UPDATE arms.notice SET title = '<script>alert(1)</script> ' ||
            repeat('0123456789abcdef', 65536),
            purchaser_name = E'=cmd|\\' /C calc\\'!A0\\n\"quoted\", and \\u202e',
            description = E'@SUM(1)\\r\\n''; DROP TABLE notice; --',
            military_department = E'\\tab', funding_source = '''apostrophe',
            valid_from = now()
      WHERE notice_id = '$notice'"

lite() { # SQL
	sqlite3 -batch "$lite" "$1" 2>&1
}
about() { # KEY
	lite "SELECT value FROM about WHERE key = '$1'"
}
relations="SELECT relname FROM pg_class
    WHERE relnamespace = 'arms'::regnamespace AND relkind IN ('r', 'p', 'v')
      AND NOT relispartition AND relname <> 'migration' ORDER BY relname COLLATE \"C\""
counts() { # SQL that lists relations: how many rows each has in the database
	sql "SELECT format('SELECT %L, count(*) FROM arms.%I;', relname, relname)
	       FROM ($1) r" >"$HERE/count.sql"
	psql -XqAt -f "$HERE/count.sql"
}
lite_counts() {
	lite "SELECT format('SELECT ''%s'', count(*) FROM \"%s\";', relation, relation)
	        FROM relation_meaning ORDER BY relation" >"$HERE/count.sql"
	sqlite3 -batch "$lite" <"$HERE/count.sql"
}

# With all -------------------------------------------------------------------

run export --out "$lite" --format sqlite --include-restricted
is "$status" 0 "everything is exported"
is "$(find "$HERE" -name '*.part*')" "" "nothing is left beside it"
counts "$relations" >"$HERE/wanted"
lite_counts >"$HERE/got"
same_file "$HERE/got" "$HERE/wanted" "each relation has as many rows"
is "$(lite "SELECT CAST(sum(total_usd) * 100 AS integer),
            CAST(sum(mde_usd) * 100 AS integer) FROM notice")" \
    "$(sql "SELECT (sum(total_usd) * 100)::bigint, (sum(mde_usd) * 100)::bigint
              FROM arms.notice")" "money adds up to the same"
is "$(lite "SELECT count(*) FROM flow")" "$(sql "SELECT count(*) FROM arms.flow")" \
    "with the deals of the register"
is "$(lite "PRAGMA foreign_key_check")" "" "each foreign key holds"
is "$(lite "SELECT count(*) FROM relation_meaning r, pragma_foreign_key_list(relation)
             WHERE seq = 0")" \
    "$(sql "SELECT count(*) FROM pg_constraint WHERE contype = 'f'
               AND connamespace = 'arms'::regnamespace AND conparentid = 0
               AND conrelid <> 'arms.migration'::regclass")" \
    "and each that the database has is declared"
is "$(lite "SELECT r.relation, k.id FROM relation_meaning r,
                   pragma_foreign_key_list(r.relation) k
             WHERE k.seq = 0 AND NOT EXISTS (
                 SELECT 1 FROM pragma_index_list(r.relation) l,
                        pragma_index_info(l.name) i
                  WHERE i.seqno = 0 AND i.name = k.\"from\")")" "" "and has an index"
is "$(lite "SELECT m.relation, m.\"column\", m.position FROM column_meaning m
             ORDER BY 1, 3" | sed 's/|/./; s/|.*//')" \
    "$(sql "SELECT relname || '.' || attname FROM ($relations) r
              JOIN pg_attribute ON attrelid = ('arms.' || relname)::regclass
             WHERE attnum > 0 AND NOT attisdropped
             ORDER BY relname COLLATE \"C\", attnum")" "each column is told of"
is "$(lite "SELECT count(*) FROM column_meaning WHERE meaning = ''")" 0 \
    "with its meaning"
is "$(lite "SELECT count(*) FROM relation_meaning WHERE meaning = ''")" 0 \
    "and so is each relation"
is "$(lite "SELECT meaning FROM column_meaning
             WHERE relation = 'notice' AND \"column\" = 'threshold_usd'")" \
    "$(sql "SELECT arms_internal.meaning_of('arms.notice', 'threshold_usd')")" \
    "which is the catalogue's"
is "$(lite "SELECT notified_on, typeof(total_usd), typeof(document_id) FROM notice
             WHERE notice_id = '$notice'")" \
    "$(sql "SELECT notified_on, 'integer', 'text' FROM arms.notice
             WHERE notice_id = '$notice'")" "days are text, money is a number"
is "$(lite "SELECT json_extract(delivery_years, '\$[0]') FROM transfer
             WHERE delivery_years IS NOT NULL ORDER BY 1 LIMIT 1")" \
    "$(sql "SELECT delivery_years[1] FROM arms.transfer
             WHERE delivery_years IS NOT NULL ORDER BY 1 LIMIT 1")" \
    "an array is JSON"
is "$(lite "SELECT DISTINCT is_mde FROM notice_item ORDER BY 1")" \
    "$(sql "SELECT DISTINCT is_mde::integer FROM arms.notice_item
             ORDER BY 1 NULLS FIRST")" "truth is 0 or 1"

word=$(sql "SELECT (regexp_match(designation, '[A-Za-z]{5,}'))[1]
              FROM arms.notice_item WHERE designation ~ '[A-Za-z]{5,}'
             ORDER BY notice_id, position LIMIT 1")
is "$(lite "SELECT notice_id FROM notice_text WHERE items MATCH '$word'
             ORDER BY notice_id")" \
    "$(sql "SELECT DISTINCT notice_id FROM arms.notice_item
             WHERE to_tsvector('simple', designation)
                @@ to_tsquery('simple', '$word') ORDER BY 1")" \
    "the words of an article find its notices"
is "$(lite "SELECT count(*) FROM notice_text WHERE title MATCH 'script'")" 1 \
    "so do those of a title"

for column in title purchaser_name description military_department \
    funding_source; do
	lite "SELECT hex($column) FROM notice WHERE notice_id = '$notice'" |
	    tr 'A-F' 'a-f' >"$HERE/got"
	sql "SELECT encode(convert_to($column, 'UTF8'), 'hex') FROM arms.notice
	      WHERE notice_id = '$notice'" >"$HERE/wanted"
	cmp -s "$HERE/got" "$HERE/wanted"
	ok $? "hostile text comes out as it is: $column"
done

is "$(about program)" "$("$ARMSETL" --version)" "it tells the program"
is "$(about schema_version)" "$(sql "SELECT max(number) FROM arms.migration")" \
    "and the schema"
like "$(about 'licence: sipri-register')" "copyright SIPRI" "and licences"
like "$(about cite)" "SIPRI" "and how to cite it"
is "$(about rows)" "$(counts "$relations" |
    awk -F '|' '{ n += $2 } END { print n }')" \
    "and how many rows there are"
digest=$(about sha256)
run export --out "$lite" --format sqlite --include-restricted
is "$(about sha256)" "$digest" "the same state has the same digest"

# The digest as documented, by other means, of one table.
run export --out "$lite" --format sqlite country_group_name
is "$(lite "SELECT group_concat(relation) FROM relation_meaning")" \
    "country_group_name" "a named table is there alone"
is "$(about sha256)" "$({
	echo "country_group_name:group_id,name"
	sql "SELECT format('%s:%s,%s:%s,', octet_length(group_id), group_id,
	            octet_length(name), name) FROM arms.country_group_name
	      ORDER BY group_id COLLATE \"C\""
} | sha256sum | cut -d ' ' -f 1)" "the digest is of what it says"

# Money that a REAL would round.
sql "UPDATE arms.notice SET total_usd = 123456789012345678.01,
            mde_usd = 9999999999999.99, other_usd = 123456789012345678
      WHERE notice_id = '$notice'"
run export --out "$lite" --format sqlite notice
is "$(lite "SELECT CAST(total_usd AS text), printf('%.2f', mde_usd), other_usd
              FROM notice WHERE notice_id = '$notice'")" \
    "123456789012345678.01|9999999999999.99|123456789012345678" \
    "money comes back to the cent, whatever it amounts to"

# Without restricted rows ----------------------------------------------------

run export --out "$lite" --format sqlite
is "$status" 0 "without restricted rows"
like "$err" "left out .*: document,.* flow,.* transfer" "what is left out is said"
is "$(printf '%s\n' "$err" | grep -c 'left out')" 1 "in one line"
is "$(lite "SELECT count(*) FROM transfer") $(lite "SELECT count(*) FROM document
        WHERE source LIKE 'sipri%'") $(lite "SELECT count(*) FROM series
        WHERE dataset LIKE 'sipri%'")" "0 0 0" "no row of the register is there"
is "$(lite "SELECT count(*) FROM notice")" "$(sql "SELECT count(*) FROM arms.notice")" \
    "all notices are"
is "$(lite "SELECT count(*) FROM supplier_share") $(lite "SELECT count(*) FROM
    dependence")" "$(sql "SELECT count(*) FROM arms.supplier_share") $(sql \
    "SELECT count(*) FROM arms.dependence")" "shares are"
like "$(about 'left out: transfer')" "^$(sql "SELECT count(*) FROM
    arms.transfer") rows: .*licence" "it tells how many are not, and why"
like "$(about 'left out: flow')" "^$(sql "SELECT count(*) FROM arms.flow") rows" \
    "likewise of a view whose rows are deals"
like "$(lite "SELECT * FROM flow")" "no such table" "which is no table then"
is "$(lite "PRAGMA foreign_key_check")" "" "foreign keys hold all the same"
sql "SELECT DISTINCT x FROM arms.transfer, LATERAL (VALUES (designation),
            (description), (comments)) v (x)
      WHERE length(x) > 5 AND NOT EXISTS (
          SELECT FROM arms.notice_item i WHERE position(x IN designation) > 0)
        AND NOT EXISTS (SELECT FROM arms.equipment_family f
                         WHERE position(x IN family) > 0)
        AND NOT EXISTS (SELECT FROM arms.equipment e
                         WHERE position(lower(x) IN lower(words)) > 0)
        AND NOT EXISTS (SELECT FROM arms.notice n
                         WHERE position(lower(x) IN lower(n.description)) > 0)
      " >"$HERE/words"
ok "$([ -s "$HERE/words" ]; echo $?)" "deals have words of their own"
lite ".dump" >"$HERE/dump"
is "$(grep -Fof "$HERE/words" "$HERE/dump" | sort -u)" "" "none of which is there"

# As it stood ----------------------------------------------------------------

run export --out "$lite" --format sqlite --as-of "$before"
is "$status" 0 "of a past time"
is "$(lite "SELECT count(*), sum(title LIKE '<script%') FROM notice")" \
    "$(sql "SELECT count(*) FROM arms.notice")|$(sql "SELECT 0 FROM (SELECT) x")" \
    "it has what stood then"
like "$(about 'of today all the same')" "(^|, )country(,|\$)" \
    "and tells what is of today"
like "$(about as_of)" "^$(date -u +%Y)-" "and of when it is"
run export --out "$lite" --format sqlite --as-of 2000-01-01
is "$status $(lite "SELECT count(*) FROM notice")" "0 0" "before all there was nothing"
is "$(lite "PRAGMA foreign_key_check")" "" "with no foreign key that fails"
run export --out "$lite" --format sqlite --as-of yesteryear
is "$status" 64 "a time that is none is refused"

# What cannot be -------------------------------------------------------------

cp "$lite" "$HERE/kept"
run export --out "$lite" --format sqlite notice nothing
is "$status" 64 "an unknown table is refused"
like "$err" "no table or view nothing; there are .*notice, " "with what there is"
run export --out "$lite" --format tar
is "$status" 64 "an unknown format, too"
run export --format sqlite
is "$status" 64 "and no place"
run export --out "$HERE/nowhere/arms.sqlite" --format sqlite
is "$status" 73 "a folder that is not there: 73"
cmp -s "$lite" "$HERE/kept"
ok $? "what was there before stays"
mkdir "$HERE/folder"
run export --out "$HERE/folder" --format sqlite notice
is "$status $(find "$HERE" -name '*.part*')" "73 " "a folder is no file, nothing is left"
run export --out "$lite" --format sqlite --as-of -infinity notice
is "$status" 64 "a time without an end is none"

# What was left of the file that is replaced is not of the new one.
cp "$lite" "$HERE/wal.sqlite"
(echo "PRAGMA journal_mode = WAL; CREATE TABLE left_over (a);
    INSERT INTO left_over SELECT randomblob(500) FROM about;
    SELECT 'ready';"; sleep 30) | sqlite3 "$HERE/wal.sqlite" >"$HERE/said" 2>&1 &
until grep -q ready "$HERE/said"; do sleep 0.05; done
kill -KILL "$(pgrep -f "sqlite3 $HERE/wal.sqlite")"
ok "$([ -s "$HERE/wal.sqlite-wal" ]; echo $?)" "a journal is left"
run export --out "$HERE/wal.sqlite" --format sqlite notice
is "$status $(sqlite3 "$HERE/wal.sqlite" "PRAGMA integrity_check;
    SELECT count(*) FROM sqlite_master WHERE name = 'left_over'")" "0 ok
0" "and goes with the file"

# Two at once, into one place: the last one's is there, whole.
"$ARMSETL" --config "$HERE/conf" -q export --out "$HERE/both.sqlite" --format sqlite \
    2>"$HERE/first" &
"$ARMSETL" --config "$HERE/conf" -q export --out "$HERE/both.sqlite" --format sqlite \
    2>"$HERE/second"
both=$?
wait $! || both=1
is "$both $(sqlite3 "$HERE/both.sqlite" "PRAGMA integrity_check;
    SELECT count(*) FROM notice")" "0 ok
$(sql "SELECT count(*) FROM arms.notice")" "two at once do not mix"
is "$(find "$HERE" -name '*.part*')" "" "and leave nothing"

wait_until_is() { # WANTED SQL: for ten seconds at most
	tries=0
	until [ "$(sql "$2")" = "$1" ]; do
		tries=$((tries + 1))
		[ $tries -lt 200 ] || return 1
		sleep 0.05
	done
}
# A lock stops the export within a statement.
stopped() { # FORMAT OUT
	psql -Xqc "BEGIN; LOCK TABLE arms.series IN ACCESS EXCLUSIVE MODE;
	    SELECT pg_sleep(60)" >/dev/null 2>&1 &
	wait_until_is 1 "SELECT count(*) FROM pg_locks WHERE granted
	    AND relation = 'arms.series'::regclass AND mode = 'AccessExclusiveLock'"
	"$ARMSETL" --config "$HERE/conf" export --format "$1" --out "$2" notice series \
	    2>"$HERE/err" &
	victim=$!
	wait_until_is 1 "SELECT count(*) FROM pg_locks WHERE NOT granted
	    AND relation = 'arms.series'::regclass"
	ok $? "$1: it waits for a lock"
	begun=$(date +%s%3N)
	kill -TERM "$victim"
	wait "$victim"
	status=$?
	took=$(($(date +%s%3N) - begun))
	sql "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
	    WHERE query LIKE '%pg_sleep(60)' AND datname = current_database()
	      AND pid <> pg_backend_pid()" >/dev/null
	wait
}
stopped sqlite "$HERE/stopped"
is "$status" 75 "asked to stop, it stops"
ok "$([ "$took" -lt 2000 ]; echo $?)" "within two seconds"
is "$(find "$HERE" -name 'stopped*')" "" "and leaves nothing"
for format in csv xlsx; do
	stopped $format "$HERE/stopped"
	is "$status $(find "$HERE" -name 'stopped*')" "75 " "so does $format"
done

# CSV ------------------------------------------------------------------------

folder=$HERE/csv
run export --out "$folder" --format csv --include-restricted
is "$status" 0 "a folder of CSV is written"
run export --out "$folder" --format csv notice
is "$status" 73 "not over what is there"
like "$err" "is not empty" "which is said"
package() { # FILTER
	jq -r "$1" "$folder/datapackage.json"
}
is "$(package '.resources[].path' | LC_ALL=C sort)" \
    "$(cd "$folder" && find . -name '*.csv' | sed 's|^./||' | LC_ALL=C sort)" \
    "the description names each file"
is "$(package '.resources[] | "\(.name)|\(.rows)"')" "$(counts "$relations")" \
    "each has as many rows"
for table in notice transfer notice_item; do
	is "$(head -n 1 "$folder/$table.csv" | tr -d '"\r')" \
	    "$(sql "SELECT string_agg(attname, ',' ORDER BY attnum)
	              FROM pg_attribute WHERE attrelid = 'arms.$table'::regclass
	               AND attnum > 0 AND NOT attisdropped")" \
	    "$table: its columns are those of the table"
	is "$(package ".resources[] | select(.name == \"$table\")
	        | [.schema.fields[].name] | join(\",\")")" \
	    "$(head -n 1 "$folder/$table.csv" | tr -d '"\r')" \
	    "$table: and of the description"
	is "$(sqlite3 -batch :memory: ".import --csv $folder/$table.csv t" \
	    "SELECT count(*) FROM t")" \
	    "$(sql "SELECT count(*) FROM arms.$table")" "$table: the file has its rows"
done
for table in notice_item fault document source; do
	is "$(psql -XqAt -c "CREATE TEMPORARY TABLE got (LIKE arms.$table)" \
	    -c "\\copy got FROM '$folder/$table.csv' (FORMAT csv, HEADER)" -c "
	    SELECT (SELECT count(*) FROM got) = (SELECT count(*) FROM arms.$table),
	           (SELECT count(*) FROM (SELECT * FROM got EXCEPT ALL
	                SELECT * FROM arms.$table) a),
	           (SELECT count(*) FROM (SELECT * FROM arms.$table EXCEPT ALL
	                SELECT * FROM got) b)" 2>&1)" "t|0|0" \
	    "$table: loaded again it is the same"
done
is "$(package '.resources[] | select(.name == "notice_item") | .schema
        | [.primaryKey[], (.foreignKeys[].reference.resource)] | join(",")')" \
    "notice_id,position,document,notice,run" "keys are told"
like "$(package '.licenses[].title')" "copyright SIPRI" "so are licences"
run export --out "$lite" --format sqlite --include-restricted
is "$(package .about.sha256)" "$(about sha256)" "the digest is that of the other format"
sqlite3 -batch :memory: ".import --csv $folder/notice.csv t" "SELECT hex(purchaser_name),
    hex(description), hex(military_department), hex(funding_source), total_usd
  FROM t WHERE notice_id = '$notice'" | tr 'A-F' 'a-f' >"$HERE/got"
sql "SELECT encode(convert_to('''' || purchaser_name, 'UTF8'), 'hex'),
            encode(convert_to('''' || description, 'UTF8'), 'hex'),
            encode(convert_to('''' || military_department, 'UTF8'), 'hex'),
            encode(convert_to('''' || funding_source, 'UTF8'), 'hex'), total_usd
       FROM arms.notice WHERE notice_id = '$notice'" >"$HERE/wanted"
same_file "$HERE/got" "$HERE/wanted" "what a spreadsheet would run is disarmed"
rm -r "$folder"
mkdir "$folder"
run export --out "$folder/" --format csv
is "$status" 0 "into an empty folder"
is "$(grep -rFoh -f "$HERE/words" "$folder" | sort -u)" "" \
    "without a word of a restricted deal"
is "$(find "$folder" -name flow.csv)" "" "and without views of such deals"
is "$(package '.about | has("left out: flow")')" true "which is told"

# A full disk ----------------------------------------------------------------

small=$HERE/small
mkdir "$small"
if [ "$(id -u)" = 0 ] &&
    mount -t tmpfs -o size=300k tmpfs "$small" 2>"$HERE/mount"; then
	trap 'umount -l "$small"' EXIT
	for format in sqlite csv xlsx; do
		run export --out "$small/out" --format $format
		is "$status" 73 "$format: a full disk: 73"
		like "$err" "error: $small/out.part" "$format: which is said"
		is "$(ls "$small")" "" "$format: nothing half-made is left"
	done
	umount -l "$small"
	trap - EXIT
fi

done_testing
