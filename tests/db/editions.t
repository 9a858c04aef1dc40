#!/bin/sh
# Editions of a register: what changed, what vanished and by whose word, in
# whatever order they come.
set -u
. tests/lib.sh

# edition FILE WHEN SCOPE ROW...: one in the layout of the deals.
edition() {
	file=$HERE/$1 when=$2 scope=$3
	shift 3
	{
		echo "Transfers of major conventional arms $scope "
		echo "Data generated: $when"
		printf '%s' 'Recipient,Supplier,Year of order, ,Number ordered, ,'
		printf '%s' 'Weapon designation,Weapon description,'
		printf '%s' 'Number delivered, ,Year(s) of delivery,status,'
		printf '%s' 'Comments,SIPRI TIV per unit,'
		printf '%s\n' 'SIPRI TIV for total order,SIPRI TIV of delivered weapons'
		for row; do
			printf '%s\n' "$row"
		done
	} >"$file"
}

world="from All countries  to All countries . Deals with deliveries or orders made for year range 'Not specified' to 'Not specified'"
delivered="from All countries  to All countries . Deals with deliveries made for the year range 'Not specified' to 'Not specified'"
china="from China   to All countries . Deals with deliveries made for the year range '2000' to '2025'"

twin='Bahrain,Belgium,2007,,42,,Wolf,IFV,42,,2008,New,,0.36,15.12,15.12'
open='Chile,France,2020,,4,,Heron,frigate,,,,New,,90,360,'
old='Mali,China,1995,,2,,Badger,APC,2,,1996,New,,0.2,0.4,0.4'
lynx='Mali,China,2015,,9,,Lynx,APC,9,,2016,New,,0.2,1.8,1.8'
edition 1.csv '1 Mar 2021 1:00:00 PM' "$world" "$twin" "$twin" "$open" \
    "$old" "$lynx" 'Turkey,Italy,2010,,3,,Otter 76mm,naval gun,3,,2012,New,,2,6,6' \
    'Oman,Spain,2011,,1,,Stork,aircraft,1,,2013,New,,5,5,5'
# One of the twins goes, a description and a name change, one more is delivered.
edition 2.csv '2 Mar 2022 9:00:00 AM' "$world" "$twin" \
    'Chile,France,2020,,4,,Heron,guided missile frigate,,,,New,,90,360,' \
    "$old" 'Mali,China,2015,,9,,Lynx,APC,10,,2016; 2021,New,,0.2,1.8,2.0' \
    'Turkiye,Italy,2010,,3,,Otter-76 mm,naval gun,3,,2012,New,,2,6,6' \
    'Oman,Spain,2011,,1,,Stork,aircraft,1,,2013,New,,5,5,5'
# Only what China supplied from 2000 on: neither the rest nor 1995 vanishes.
edition 3.csv '3 Mar 2023 12:30:00 AM' "$china" \
    'Niger,China,2019,,6,,Lynx,APC,6,,2022,New,,0.2,1.2,1.2'
# Only deals that were delivered: the frigates are none of its business.
edition 4.csv '4 Mar 2024 8:00:00 AM' "$delivered" "$twin" "$old" \
    'Niger,China,2019,,6,,Lynx,APC,6,,2022,New,,0.2,1.2,1.2' \
    'Turkiye,Italy,2010,,3,,Otter-76 mm,naval gun,3,,2012,New,,2,6,6' \
    'Oman,Spain,2011,,1,,Stork Mk 2,aircraft,1,,2013,New,,5,5,5'
# At the same moment as the second, another word on Oman.
edition 5.csv '2 Mar 2022 9:00:00 AM' "$world" "$twin" \
    'Oman,Spain,2012,,1,,Stork,aircraft,1,,2013,New,,5,5,5'

all='SELECT to_jsonb(t) - $$run_id$$ FROM arms.transfer t
      ORDER BY transfer_id, occurrence'
past='SELECT to_jsonb(t) - $$run_id$$ FROM arms_history.transfer_history t
       ORDER BY transfer_id, occurrence, valid_from, valid_to'

load() { # FILE...
	for edition; do
		run -q import sipri-register "$HERE/$edition.csv"
		run -q replay sipri-register
		[ "$status" = 0 ] || ok 1 "edition $edition is loaded: $err"
	done
}

again() { # FILE...: the editions in that order, in a database of their own
	dropdb --if-exists "$PGDATABASE"
	database
	rm -rf "$HERE/data"
	load "$@"
}

changes() { # MONTH: what the edition of that month changed
	sql "SELECT change, recipient, array_to_string(fields, '+')
	       FROM (SELECT change, coalesce(after, before) ->> 'recipient',
	                    fields
	               FROM arms.edition_change
	              WHERE date_trunc('day', edition_at) = '$1') c
	            (change, recipient, fields)
	      ORDER BY 1, 2"
}

again 1
is "$(sql 'SELECT count(*), sum(tiv_delivered) FROM arms.transfer')" \
    "7|43.44" "the first edition, with both of two equal rows"
is "$(sql "SELECT string_agg(occurrence::text, ' ' ORDER BY occurrence)
             FROM arms.transfer WHERE recipient = 'Bahrain'")" "1 2" \
    "equal rows are numbered by their occurrence"

load 2
is "$(changes 2022-03-02)" \
    "changed|Chile|description
changed|Mali|delivery_years+number_delivered+tiv_delivered
changed|Türkiye|designation+recipient_name
vanished|Bahrain|" "what the second changed"
is "$(sql "SELECT count(*) FROM arms.transfer t JOIN arms_history.transfer_history h
            USING (transfer_id) WHERE t.recipient = 'Türkiye'")" 1 \
    "a row that was renamed is the same row"

load 3
is "$(changes 2023-03-03)" "added|Niger|
vanished|Mali|" "an edition of China's exports leaves those of others alone"

load 4
is "$(changes 2024-03-04)" "changed|Oman|designation" \
    "an edition of what was delivered leaves the open deal alone"

is "$(sql "SELECT arms.as_of('2022-01-01') IS NOT NULL;
           SELECT count(*), sum(tiv_delivered) FROM arms_as_of.transfer")" \
    "t
7|43.44" "arms_as_of has the register as it was then"
is "$(sql "SELECT string_agg(n::text, ' ' ORDER BY at) FROM (
             SELECT e.edition_at, e.rows - (
                    SELECT count(*) FROM arms.transfer_in(e.document_id))
               FROM arms.edition e) x (at, n)")" "0 0 0 0" \
    "each edition can be had back whole"

load 5
sql "$all" >"$HERE/all"
sql "$past" >"$HERE/past"
for order in '5 4 3 2 1' '3 1 5 2 4' '2 5 1 4 3' '4 1 3 5 2' '1 5 2 3 4'; do
	# shellcheck disable=SC2086
	again $order
	sql "$all" >"$HERE/all.now"
	sql "$past" >"$HERE/past.now"
	same_file "$HERE/all.now" "$HERE/all" "the same rows after $order"
	same_file "$HERE/past.now" "$HERE/past" "the same history after $order"
done

run -q replay sipri-register
is "$status $(sql "SELECT counts FROM arms.run ORDER BY run_id DESC LIMIT 1")" \
    "0 {}" "a replay of what is loaded changes nothing"

# A partition may lie in another database, as on another host, and be loaded
# into there.
again 1 2 3
elsewhere=${PGDATABASE}_elsewhere
createdb "$elsewhere"
pg_dump -t arms_internal.transfer_sipri_deals "$PGDATABASE" |
    sed '/ATTACH PARTITION/d' >"$HERE/partition.sql"
PGDATABASE=$elsewhere psql -Xq -v ON_ERROR_STOP=1 -c 'CREATE SCHEMA arms_internal' \
    -f "$HERE/partition.sql" >"$HERE/log"
sql "CREATE EXTENSION postgres_fdw;
     CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw
         OPTIONS (host '$PGHOST', port '${PGPORT:-5432}', dbname '$elsewhere');
     CREATE USER MAPPING FOR current_user SERVER elsewhere
         OPTIONS (user '${PGUSER:-postgres}', password_required 'false');
     BEGIN;
     DROP TABLE arms_internal.transfer_sipri_deals;
     CREATE FOREIGN TABLE arms_internal.transfer_sipri_deals
         PARTITION OF arms.transfer FOR VALUES IN ('sipri-deals')
         SERVER elsewhere OPTIONS (schema_name 'arms_internal',
                                   table_name 'transfer_sipri_deals');
     COMMIT"
load 4 5
sql "$all" >"$HERE/all.now"
sql "$past" >"$HERE/past.now"
same_file "$HERE/all.now" "$HERE/all" "a partition in another database is loaded"
same_file "$HERE/past.now" "$HERE/past" "with its history"
is "$(PGDATABASE=$elsewhere sql 'SELECT count(*) FROM arms_internal.transfer_sipri_deals')" \
    "$(wc -l <"$HERE/all")" "and that is where the rows are"

again 1 2 3 4 5
# Another list of countries reads the old editions anew.
cp -r config/reference "$HERE/reference"
printf '[armsetl]\nreference = %s/reference\n' "$HERE" >"$HERE/conf"
sed -i 's/^Oman,OMN/Omania,OMN/; s/,Oman,/,Omania,/' \
    "$HERE/reference/country.csv" "$HERE/reference/country_alias.csv"
echo 'Oman,Omania,armsetl' >>"$HERE/reference/country_alias.csv"
run -q replay sipri-register
is "$status $err" "0 " "a list may change"
is "$(sql "SELECT DISTINCT recipient FROM (
             SELECT recipient FROM arms.transfer UNION
             SELECT recipient FROM arms_history.transfer_history) r
            WHERE recipient LIKE '%Oman%'")" "Omania" \
    "and every version is read by it"
is "$(sql "SELECT string_agg(n::text, ' ' ORDER BY at, n) FROM (
             SELECT e.edition_at, e.rows - (
                    SELECT count(*) FROM arms.transfer_in(e.document_id))
               FROM arms.edition e) x (at, n)")" "0 0 0 0 0" \
    "each edition is still whole"

# A partition can be taken out and put back.
sql "ALTER TABLE arms.transfer DETACH PARTITION arms_internal.transfer_sipri_deals"
is "$(sql 'SELECT count(*) FROM arms.transfer')" 0 "a partition goes"
sql "ALTER TABLE arms.transfer ATTACH PARTITION arms_internal.transfer_sipri_deals
     FOR VALUES IN ('sipri-deals')"
is "$(sql 'SELECT count(*) > 0 FROM arms.transfer')" t "and comes"

# From hosts that know nothing of each other, and one edition that nobody can
# say of what it speaks. Where a row stands in a document is known only of what
# the host has.
edition 6.csv '5 Mar 2022 9:00:00 AM' \
    "$(echo "$world" | sed 's/from All countries/from Atlantis/')" "$twin" "$open" \
    'Oman,Spain,2011,,1,,Stork,aircraft,1,,2013,New,,5,5,5'
all=$(echo "$all" | sed "s/t) -/t) - 'number' - 'line' -/")
past=$(echo "$past" | sed "s/t) -/t) - 'number' - 'line' -/")
apart() { # FILE...
	dropdb --if-exists "$PGDATABASE"
	database
	for edition; do
		ARMSETL_DATA_DIR=$HERE/host.$edition
		rm -rf "$ARMSETL_DATA_DIR"
		load "$edition"
	done
	ARMSETL_DATA_DIR=$HERE/data
}
# Only what China delivered from 2000 on: of a deal that began before, a part.
long='Sudan,China,1995,,9,,Yak,APC,9,,1996; 2001,New,,0.2,1.8,1.8'
edition 7.csv '4 Apr 2021 8:00:00 AM' "$china" "$lynx" \
    'Sudan,China,1995,,9,,Yak,APC,4,,2001,New,,0.2,1.8,0.8'
edition 8.csv '3 Apr 2021 8:00:00 AM' "$world" "$long" "$lynx"
apart 8 7
is "$(sql "SELECT array_to_string(delivery_years, ' '), number_delivered
             FROM arms.transfer WHERE recipient = 'Sudan'")" "1996 2001|9" \
    "a deal that reaches beyond an edition's years stays, and is one"
is "$(sql "SELECT x.number_delivered
             FROM arms.edition e, arms.transfer_in(e.document_id) x
            WHERE x.recipient = 'Sudan' ORDER BY e.edition_at")" "9
4" "each edition has the deal as that edition states it"
sql "$all" >"$HERE/all"
sql "$past" >"$HERE/past"
apart 7 8
sql "$all" >"$HERE/all.now"
sql "$past" >"$HERE/past.now"
same_file "$HERE/all.now" "$HERE/all" "the same if the part comes first"
same_file "$HERE/past.now" "$HERE/past" "with the same history"

apart 1 2 5 6 3 4
sql "$all" >"$HERE/all"
sql "$past" >"$HERE/past"
for order in '4 3 6 5 2 1' '1 6 2 5 3 4' '6 4 1 3 5 2' '1 6 3 2 4 5'; do
	# shellcheck disable=SC2086
	apart $order
	sql "$all" >"$HERE/all.now"
	sql "$past" >"$HERE/past.now"
	same_file "$HERE/all.now" "$HERE/all" "the same rows apart, after $order"
	same_file "$HERE/past.now" "$HERE/past" \
	    "the same history apart, after $order"
	is "$(sql "SELECT string_agg(n::text, ' ' ORDER BY at, n) FROM (
	             SELECT e.edition_at, e.rows - (
	                    SELECT count(*) FROM arms.transfer_in(e.document_id))
	               FROM arms.edition e) x (at, n)")" "0 0 0 0 0 0" \
	    "and each edition whole"
done

# A range of years leaves out what was not delivered, whatever the line claims.
ranged="from All countries  to All countries . Deals with deliveries or orders made for year range '1950' to '2024'"
edition 9.csv '13 Oct 2024 2:20:11 PM' "$ranged" "$twin" "$old"
apart 1 9
is "$(sql "SELECT count(*) FROM arms.transfer WHERE recipient = 'Chile';
           SELECT count(*) FROM arms.edition_change
            WHERE change = 'vanished' AND before ->> 'recipient' = 'Chile';
           SELECT open_deals FROM arms.edition WHERE since IS NOT NULL")" "1
0
f" "a register of a range of years makes no open deal vanish"

# The heading of a copy is cut off: it is not newer than what has a date.
edition 10.csv '18 May 2026 2:29:20 PM' "$world" "$lynx"
edition 11.csv '' '' 'Mali,China,2015,,9,,Lynx,APC,8,?,2016,New,,0.2,1.8,1.6'
sed -i 1,2d "$HERE/11.csv"
apart 10 11
is "$(sql "SELECT tiv_delivered FROM arms.transfer;
           SELECT edition_at::date FROM arms.edition WHERE NOT stated;
           SELECT count(*) FROM arms.fault WHERE field = 'edition_at'")" "1.8
2017-01-01
1" "a copy without a date is not newer than a dated edition"

# A year of order and the value of a unit are corrected at once: the deal is the
# same, unless it may be one of two.
edition 6.csv '6 Mar 2021 1:00:00 PM' "$world" \
    'Qatar,Israel,1985,,,,Kite,UAV,,,,New,Cancelled 1990,5,,' \
    'Kenya,Israel,2014,,8,,Kite,UAV,8,,2016,New,,1,8,8' \
    'Peru,Israel,2014,,8,,Kite,UAV,8,,2016,New,,1,8,8' \
    'Peru,Israel,2015,,8,,Kite,UAV,8,,2016,New,,1,8,8'
edition 7.csv '7 Mar 2022 1:00:00 PM' "$world" \
    'Qatar,Israel,2021,,,,Kite,UAV,,,,Second hand,For training,2,,' \
    'Kenya,Israel,2015,,8,,Kite,UAV,8,,2016,New,,1.5,12,12' \
    'Peru,Israel,2012,,8,,Kite,UAV,8,,2016,New,,1.5,12,12'
again 6 7
is "$(changes 2022-03-07)" \
    "added|Peru|
added|Qatar|
changed|Kenya|order_year+tiv_delivered+tiv_ordered+tiv_unit
vanished|Peru|
vanished|Peru|
vanished|Qatar|" "a deal whose year and value were both corrected is one deal"

done_testing
