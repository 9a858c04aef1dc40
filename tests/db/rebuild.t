#!/bin/sh
# The archive alone is enough: thrown away and replayed, the database has every
# row again, and every earlier version of it, apart from run times.
set -u
. tests/lib.sh
. tests/http/publisher.sh
. tests/http/pages.sh
. tests/clock.sh
. tests/db/rows.sh

# The program's day -----------------------------------------------------------

# One run after another, each on its day; the servers' clocks are the real one.
# More exactly than run_on(): of two runs on a day one is the later.
PROGRAM=$ARMSETL
cat >"$HERE/armsetl" <<-PROGRAM
	#!/bin/sh
	LD_PRELOAD="${CLOCK# }" FAKETIME="-\${AGO}d" exec "$PROGRAM" "\$@"
PROGRAM
chmod 755 "$HERE/armsetl"
export FAKETIME_DONT_FAKE_MONOTONIC=1 AGO=0

SOURCES="federal-register ddtc dsca"

day_of() { # AGO WHAT-HAPPENS: then the daily run
	AGO=$1
	# shellcheck disable=SC2086 # names
	ARMSETL=$HERE/armsetl run run $SOURCES
	is "$status" 0 "$AGO days ago: $2"
}

by_hand() { # STATUS COMMAND...
	want=$1
	shift
	ARMSETL=$HERE/armsetl run "$@"
	is "$status" "$want" "$AGO days ago: $1 ${2:-}"
}

# Documents -------------------------------------------------------------------

# Pages without a day are asked for in each run.
listed() { # [ID/COUNTRY...]
	listing 2
	listing 3
	{
		echo '<html><body><div class="listing">'
		for entry; do
			echo "<div class=item><p class=title>" \
			    "<a href='$ARTICLES/$entry'>One</a></p></div>"
		done
		echo '</div></body></html>'
	} >"$SITE/pages$LISTING?Page=1"
}

# All items again, one of them another.
correction() { # CORRECTED NUMBER AGO TRANSMITTAL COUNTRY MILLIONS
	notice_text "$2" "$(day "$3")" "$4" "$5" "$6" |
	    sed -e 's/^Arms Sales Notification$/&; Correction/' \
	        -e 's/^ACTION: Arms sales notice\.$/ACTION: Arms sales notice; correction./' \
	        -e "s/^SUMMARY: .*/SUMMARY: What was printed in FR Doc. $1 is corrected./" \
	        >"$SITE/$2.txt"
	list_document "$2" "$(day "$3")" \
	    "Arms Sales Notification; Correction" "$2"
}

register() { # YEAR ROW...: an edition of a register, as of March
	file=$HERE/register-$1.csv
	{
		echo "Transfers of major conventional arms from All countries  to All countries . Deals with deliveries or orders made for year range 'Not specified' to 'Not specified' "
		echo "Data generated: 1 Mar $1 1:00:00 PM"
		printf '%s' 'Recipient,Supplier,Year of order, ,Number ordered, ,'
		printf '%s' 'Weapon designation,Weapon description,'
		printf '%s' 'Number delivered, ,Year(s) of delivery,status,'
		printf '%s' 'Comments,SIPRI TIV per unit,'
		printf '%s\n' 'SIPRI TIV for total order,SIPRI TIV of delivered weapons'
		shift
		printf '%s\n' "$@"
	} >"$file"
}

# All there is ----------------------------------------------------------------

# In which order the versions of each notice stood.
versions() {
	sql "SELECT notice_id, total_usd, document_id FROM (
	    SELECT notice_id, total_usd, document_id, valid_from
	      FROM arms.notice
	    UNION ALL SELECT notice_id, total_usd, document_id, valid_from
	      FROM arms_history.notice_history) v
	  ORDER BY notice_id, valid_from"
}

throw_away() {
	rm -rf "$ARMSETL_DATA_DIR/packages"
	dropdb "$PGDATABASE"
	createdb "$PGDATABASE"
}

compare() { # NAME
	rows >"$HERE/got"
	same_file "$HERE/got" "$HERE/wanted" "$1: every row is the same"
	versions >"$HERE/got"
	same_file "$HERE/got" "$HERE/versions" "$1: in the same order"
}

# A life ----------------------------------------------------------------------

database
publisher_start
settings() { # so that a file has but some documents
	use_publisher "[archive]" "file_limit = 12K"
	sed -i "s|^reference = .*|reference = $HERE/reference|" "$HERE/conf"
}
cp -r config/reference "$HERE/reference"
settings

# A researcher's words; the first two fit only at times.
for correction in 'notice,36(b)(1) 26-6,,,mde_usd,,1000000' \
    'notice,36(b)(1) 26-3,,,mde_usd,305000000,306000000' \
    'notice,36(b)(1) 26-1,,,delivered_on,2025-03-24,2025-03-20' \
    'notice_item,36(b)(1) 26-2,2,M998 Example Rockets,quantity,40,41'; do
	echo "$correction,Contract seen,A. Researcher,https://example.org/c,2026-11-01"
done >>"$HERE/reference/correction.csv"

notice 2026-26001 12 26-1 Japan 100
notice 2026-26002 11 26-2 Kuwait 200
article 4400003 11 26-3 Norway 300
listed 4400003/Norway
day_of 10 "a page is there before the Register prints it"

article 4400003 11 26-3 Norway 310
day_of 9 "a page is edited in place"

article 4400003 11 26-3 Norway 300
notice 2026-26003 8 26-3 Norway 305
day_of 8 "and edited back, while the Register has another value"

register 2024 'Chile,France,2020,,4,,Heron,frigate,2,,2023,New,,90,360,180' \
    'Mali,China,2015,,9,,Lynx,APC,9,,2016,New,,0.2,1.8,1.8' \
    'Oman,Spain,2011,,1,,Stork,aircraft,1,,2013,New,,5,5,5'
AGO=7
by_hand 0 import sipri-register "$HERE/register-2024.csv"
by_hand 0 replay sipri-register
day_of 7 "a register is imported, and nothing else is new"

correction 2026-26001 2026-26004 6 26-1 Japan 150
licences 2026-26050 6 "DDTC 25-001" Norway
day_of 6 "a correction is printed"

article 4400003 11 26-3 Norway 320
day_of 5 "a page is edited"
article 4400003 11 26-3 Norway 330 "again"
day_of 5 "and again on the same day"

notice_text 2026-26002 "$(day 11)" 26-2 Kuwait 222 >"$HERE/edited.txt"
register 2022 'Chile,France,2020,,4,,Heron,frigate,,,,New,,90,360,' \
    'Oman,Spain,2011,,1,,Stork,aircraft,1,,2013,New,,5,5,5'
AGO=4
by_hand 0 import federal-register "$HERE/edited.txt" --url \
    "https://www.federalregister.gov$(text_path 2026-26002)"
by_hand 0 import sipri-register "$HERE/register-2022.csv"
by_hand 0 replay
is "$(sql "SELECT round(mde_usd / 1000000) FROM arms.notice
    WHERE transmittal = '26-2'")" 222 "a text that was edited is imported"

# An edition between the others: what it lacks comes back with the later one.
register 2023 'Chile,France,2020,,4,,Heron,frigate,1,,2023,New,,90,360,90' \
    'Mali,China,2015,,9,,Lynx,APC,9,,2016,New,,0.2,1.8,1.8'
AGO=3
by_hand 0 import sipri-register "$HERE/register-2023.csv"
notice 2026-26005 4 26-5 Atlantis 500
article 4400006 3 26-6 Poland 600
listed 4400006/Poland 4400003/Norway
day_of 3 "a page is new, a text has a purchaser that nobody knows"
by_hand 0 replay

# Without a database: what is fetched waits.
article 4400006 3 26-6 Poland 610
notice 2026-26008 2 26-8 Japan 800
database=$PGDATABASE
PGDATABASE=no_such_database
AGO=2
# shellcheck disable=SC2086 # names
by_hand 69 run $SOURCES
PGDATABASE=$database
is "$(sql "SELECT total_usd FROM arms.notice WHERE transmittal = '26-6'")" \
    600000000.00 "a day without a database: what is fetched waits"

article 4400003 11 26-3 Norway 310
notice 2026-26006 1 26-6 Poland 620
day_of 1 "and is loaded on the next day, before what is new then"

is "$(sql "SELECT string_agg(round(total_usd / 1000000)::text, ' '
    ORDER BY valid_from) FROM (SELECT total_usd, valid_from, notice_id
    FROM arms.notice UNION ALL SELECT total_usd, valid_from, notice_id
    FROM arms_history.notice_history) v WHERE notice_id = '36(b)(1) 26-6'")" \
    "600 610 630" "a page of that day before the Register's text of the next"

article 4400006 3 26-6 Poland 600
notice 2026-26007 0 26-2 Kuwait 777
day_of 0 "pages are as they were long before"

rows >"$HERE/wanted"
versions >"$HERE/versions"
is "$(sql "SELECT string_agg(round(total_usd / 1000000)::text, ' '
    ORDER BY valid_from) FROM arms_history.notice_publication_history
    WHERE surface = 'dsca' AND notice_id = '36(b)(1) 26-3'")" \
    "300 310 300 320 330" "each version of a page was known in its time"
is "$(sql "SELECT notice_id, field, state FROM arms.correction_state ORDER BY 1")" \
    "36(b)(1) 26-1|delivered_on|applied
36(b)(1) 26-2|quantity|applied
36(b)(1) 26-3|mde_usd|applied
36(b)(1) 26-6|mde_usd|stale" "a researcher's words hold for what was read"
is "$(sql "SELECT count(*) FROM arms_history.fault_history
    WHERE reason LIKE 'a correction does not fit%'") $(sql "SELECT count(*)
     FROM arms.fault WHERE reason LIKE 'a correction does not fit%'")" "2 1" \
    "one did not fit two versions of a page, another does not fit any more"
set -- "$ARMSETL_DATA_DIR"/archive/federal-register/*.warc.gz
ok "$([ $# -gt 2 ]; echo $?)" "the archive has several files"

# Again -----------------------------------------------------------------------

throw_away
AGO=0
by_hand 0 replay
compare "replayed"

by_hand 0 replay
compare "replayed once more"

lose_index '*'
throw_away
by_hand 0 replay
compare "replayed without an index"

# Killed in the middle: whole runs are loaded, and the next call goes on.
throw_away
by_hand 0 migrate
sql "CREATE FUNCTION halt() RETURNS trigger LANGUAGE plpgsql AS \$\$ BEGIN
	IF (SELECT count(*) FROM arms.document) > 6 THEN
		PERFORM pg_sleep(60);
	END IF;
	RETURN NULL; END \$\$;
    CREATE TRIGGER halt AFTER INSERT ON arms.document
	FOR EACH STATEMENT EXECUTE FUNCTION halt()"
"$PROGRAM" --config "$HERE/conf" replay 2>"$HERE/err" &
victim=$!
until [ "$(sql "SELECT count(*) FROM pg_stat_activity
    WHERE wait_event = 'PgSleep' AND datname = current_database()")" = 1 ]; do
	kill -0 $victim || break
	sleep 0.05
done
kill -9 $victim
wait $victim 2>/dev/null
sql "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()" >/dev/null
sql "DROP FUNCTION halt() CASCADE" 2>/dev/null
loaded=$(counted document)
ok "$([ "$loaded" -gt 3 ] && [ "$loaded" -le 6 ]; echo $?)" \
    "killed in the middle: the runs before are loaded ($loaded documents)"
by_hand 0 replay
compare "gone on with"
is "$(misnoted)" "" "and as many figures are noted as there are"

done_testing
