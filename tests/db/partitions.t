#!/bin/sh
# Partitions on other servers: the figures of one dataset are on a second
# PostgreSQL and the deals of another on a third, and are loaded, replaced and
# asked for there. One that is down, and a crash between two commits, harm
# nobody else and lose nothing.
set -u
. tests/lib.sh

# Three servers of its own. Each is known to the others by a link, since its
# socket is in another folder after each start.
start() { # SERVER
	config/local-postgres start "$HERE/$1.server" 9>&- &&
	    ln -sfn "$(cat "$HERE/$1.server/socket")" "$HERE/$1"
}
stop() { # SERVER
	config/local-postgres stop "$HERE/$1.server"
}
on() { # SERVER SQL
	PGHOST=$HERE/$1 sql "$2"
}
stop_all() {
	for server in hub second third; do
		stop $server &
	done
	wait
}
trap stop_all EXIT
trap 'exit 1' INT TERM HUP
PGUSER=armsetl
PGDATABASE=armsetl
export PGUSER PGDATABASE
for server in hub second third; do
	start $server &&
	    PGHOST=$HERE/$server "$ARMSETL" -q --config "$HERE/conf" migrate &
done
wait
PGHOST=$HERE/hub
export PGHOST
sql "CREATE EXTENSION postgres_fdw"
elsewhere() { # SERVER TABLE DATASET: its partitions, with their history, there
	on "$1" "SELECT arms_internal.make_partition('$2', '$3');
	         SELECT arms_internal.make_partition('$2_history', '$3')" >/dev/null
	sql "CREATE SERVER $1 FOREIGN DATA WRAPPER postgres_fdw
	         OPTIONS (host '$HERE/$1', dbname 'armsetl');
	     CREATE USER MAPPING FOR armsetl SERVER $1
	         OPTIONS (user 'armsetl', password_required 'false')"
	for table in "$2" "$2_history"; do
		name=$(sql "SELECT arms_internal.partition_name('$table', '$3')")
		place=$(qualified "$name")
		sql "CREATE FOREIGN TABLE $place
		         PARTITION OF $(qualified "$table")
		         FOR VALUES IN ('$3')
		         SERVER $1 OPTIONS (schema_name '${place%%.*}')"
	done
}
elsewhere second figure sipri-tiv
elsewhere third transfer sipri-deals
like "$(sql "BEGIN; DROP FOREIGN TABLE arms_history.figure_history_sipri_tiv;
             SELECT arms_internal.make_partition('figure_history', 'sipri-tiv')" 2>&1)" \
    "figure_sipri_tiv is on another server, where figure_history_sipri_tiv" \
    "a history is not made on another server than its partition"

# What is published.
table() { # FILE WHEN UNITED_STATES FRANCE: volumes of two years by supplier
	cat >"$HERE/$1" <<-TABLE
	"TIV of arms exports from all, 2018-2019"
	Generated: $2
	,2018,2019,Total
	United States,60,$3,$((60 + $3))
	France,20,$4,$((20 + $4))
	TABLE
}
deals() { # FILE WHEN ROW...
	cat >"$HERE/$1" <<-DEALS
	Transfers of major conventional arms from All countries  to All countries . Deals with deliveries or orders made for year range 'Not specified' to 'Not specified'
	Data generated: $2
	Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,Number delivered, ,Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons
	DEALS
	file=$HERE/$1
	shift 2
	printf '%s\n' "$@" >>"$file"
}
oman='Oman,Spain,2011,,1,,Stork,aircraft,1,,2013,New,,5,5,5'
mali='Mali,China,2015,,9,,Lynx,APC'
table tiv.1 '1 March 2020' 60 20
table tiv.2 '1 March 2021' 64 21
table tiv.3 '1 March 2022' 65 22
deals deals.4 '4 Mar 2024 1:00:00 PM' "$mali,12,,2016; 2021,New,,0.2,1.8,2.4"
table tiv.4 '1 March 2023' 66 23
deals deals.1 '1 Mar 2021 1:00:00 PM' "$oman" "$mali,9,,2016,New,,0.2,1.8,1.8"
deals deals.2 '2 Mar 2022 1:00:00 PM' "$mali,10,,2016; 2021,New,,0.2,1.8,2.0"
deals deals.3 '3 Mar 2023 1:00:00 PM' "$mali,11,,2016; 2021,New,,0.2,1.8,2.2"

figures() {
	sql "SELECT string_agg(value::text, ' ' ORDER BY reporter, period_start)
	       FROM arms.observation WHERE total_of IS NULL AND reporter IS NOT NULL"
}
transfers() {
	sql "SELECT string_agg(concat_ws(' ', recipient, number_delivered), ', '
	            ORDER BY recipient) FROM arms.transfer"
}
whole() { # how many editions are not to be had back whole
	sql "SELECT count(*) FROM arms.edition e WHERE rows <> (
	         SELECT count(*) FROM arms.observation_in(e.document_id)) + (
	         SELECT count(*) FROM arms.transfer_in(e.document_id))"
}
rows() { # SERVER TABLE
	on "$1" "SELECT count(*) FROM ONLY $(qualified "$2")"
}
take() { # FILE...: imports them, each to the source of its name
	for file; do
		case $file in
		tiv*) run -q import sipri-tiv "$HERE/$file" ;;
		deals*) run -q import sipri-register "$HERE/$file" ;;
		*) run -q import federal-register "$file" ;;
		esac
		[ "$status" = 0 ] || ok 1 "$file is imported: $err"
	done
	run -q replay sipri-tiv sipri-register federal-register
}

# Loaded, replaced, asked for.
take tiv.1 deals.1
is "$status $err" "0 " "first editions are loaded"
is "$(figures), $(transfers)" "20 20 60 60, Mali 9, Oman 1" "all is to be had"
is "$(rows second figure_sipri_tiv), $(rows third transfer_sipri_deals)" \
    "6, 2" "and is on the other servers"
take tiv.2 deals.2
is "$status $err" "0 " "second editions are loaded"
is "$(figures), $(transfers)" "20 21 60 64, Mali 10" "they replace the first"
is "$(rows second figure_history_sipri_tiv)" 4 "what was changed is history there"
is "$(sql "SELECT arms.as_of('2021-04-01') IS NULL;
           SELECT string_agg(value::text, ' ' ORDER BY reporter, period_start)
             FROM arms_as_of.observation
            WHERE total_of IS NULL AND reporter IS NOT NULL;
           SELECT count(*), sum(number_delivered) FROM arms_as_of.transfer;
           SELECT arms.as_of('2020-04-01') IS NULL;
           SELECT sum(value) FROM arms_as_of.observation
            WHERE total_of IS NULL AND reporter IS NOT NULL" | tr '\n' ' ')" \
    "f 20 21 60 64 2|10 f 160 " "as_of has both as they stood"
is "$(whole)" 0 "each edition can be had back whole"

# One server is down: what is on it waits, all else goes on.
stop second
run -q load sipri-tiv
is "$status $(sql "SELECT reason FROM arms.run WHERE source = 'sipri-tiv'
                    ORDER BY run_id DESC LIMIT 1")" \
    "69 a server with its rows does not answer" \
    "a run with nothing to load tells that a server is down"
take tiv.3 deals.3 tests/golden/federal-register/era-2004-several-departments.txt
is "$status" 69 "a server that is down is one that does not answer"
like "$err" 'error: .*could not connect to server "second"' \
    "the message names it"
like "$(sql "SELECT reason FROM arms.run WHERE source = 'sipri-tiv'
              ORDER BY run_id DESC LIMIT 1")" 'server "second"' \
    "and so does the run"
is "$(sql "SELECT string_agg(source || ' ' || status, ', ' ORDER BY source)
             FROM (SELECT DISTINCT ON (source) * FROM arms.run
                    ORDER BY source, run_id DESC) r")" \
    "federal-register ok, sipri-register ok, sipri-tiv unreachable" \
    "the other sources are loaded"
is "$(transfers), $(sql 'SELECT count(*) FROM arms.notice')" "Mali 11, 1" \
    "with what they have"
run status
is "$status $(echo "$out" | grep -E '^sipri-(tiv|register)' |
    awk '{ print $6 }' | tr '\n' ' ')" "0 1 - " \
    "status does not know how many figures there are, and the rest"
start second
run -q load
is "$status $err" "0 " "when it is back, what waited is loaded"
is "$(figures), $(whole)" "20 22 60 65, 0" "and nothing is lost"

# A crash between two commits: the other server has committed, the hub's process
# is killed before it does. A trigger holds the commit until that is so.
until_is() { # WANTED COMMAND...: waits until it prints that
	wanted=$1
	shift
	for _ in $(seq 600); do
		[ "$("$@" 2>/dev/null)" != "$wanted" ] || return 0
		sleep 0.05
	done
	ok 1 "$* is $wanted"
}
locks() { # SERVER GRANTED
	on "$1" "SELECT count(*) FROM pg_locks
	          WHERE locktype = 'advisory' AND granted = $2"
}
crash() { # SERVER TABLE SOURCE FILE: of its load
	on "$1" "CREATE FUNCTION public.wait() RETURNS trigger LANGUAGE plpgsql
	             AS 'BEGIN PERFORM pg_advisory_xact_lock(1); RETURN NULL; END';
	         CREATE CONSTRAINT TRIGGER wait AFTER INSERT ON $(qualified "$2")
	             DEFERRABLE INITIALLY DEFERRED
	             FOR EACH ROW EXECUTE FUNCTION public.wait()"
	(on "$1" "SELECT pg_advisory_lock(1), pg_sleep(60)" >/dev/null 2>&1) &
	until_is 1 locks "$1" true
	run -q import "$3" "$HERE/$4"
	run -q replay "$3" &
	load=$!
	until_is 1 locks "$1" false
	kill -KILL "$(sql "SELECT pid FROM pg_stat_activity
	                    WHERE application_name = 'armsetl'")"
	on "$1" "SELECT pg_terminate_backend(pid) FROM pg_locks
	          WHERE locktype = 'advisory' AND granted" >/dev/null
	wait $load
	until_is 1 sql "SELECT 1"
	until_is 0 locks "$1" true
	on "$1" "DROP FUNCTION public.wait() CASCADE" 2>/dev/null
}
editions=$(sql "SELECT count(*) FROM arms.edition")
there=$(rows second figure_history_sipri_tiv),$(rows third transfer_history_sipri_deals)
crash second figure_sipri_tiv sipri-tiv tiv.4
crash third transfer_sipri_deals sipri-register deals.4
is "$(sql "SELECT count(*) FROM arms.edition") $there" "$editions 8,3" \
    "the hub knows nothing of the editions"
is "$(rows second figure_history_sipri_tiv),$(rows third transfer_history_sipri_deals)" \
    "12,4" "and the other servers have them"
is "$(figures), $(transfers)" "20 60, Mali 12" \
    "until then what was changed of figures is not to be seen, and deals are new"
sql "INSERT INTO arms_internal.dataset_figures
     VALUES ('sipri-tiv', 'arms_internal.figure_sipri_tiv', 12345)"
run status
is "$(echo "$out" | grep -c 12345)" 0 "what is noted of figures on another server is not told"
run -q load
is "$status $err" "0 " "the next load takes them anew"
is "$(figures), $(transfers), $(whole)" "20 23 60 66, Mali 12, 0" \
    "and all is as it is published"
is "$(sql "SELECT count(*) FROM arms_internal.dataset_figures
            WHERE dataset = 'sipri-tiv'")" 0 \
    "nothing is noted of figures that another hub may change"

# The same packages, loaded into one server.
dump() {
	for table in observation transfer; do
		sql "SELECT to_jsonb(o) - 'run_id' AS row FROM arms.$table o
		      UNION ALL
		     SELECT to_jsonb(o) - 'run_id' FROM arms_history.${table}_history o
		      ORDER BY row"
	done
}
dump >"$HERE/elsewhere"
PGDATABASE=postgres
run -q load
dump >"$HERE/here"
is "$status" 0 "the same is loaded into one server"
same_file "$HERE/elsewhere" "$HERE/here" "and is the same there"

stop_all
done_testing
