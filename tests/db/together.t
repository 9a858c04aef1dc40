#!/bin/sh
# Two runs at the same moment, on different sources: what both bring up to
# date is brought up to date once.
set -u
. tests/lib.sh

database
cp -r config/reference "$HERE/lists"
configure
sed -i "s|^reference = .*|reference = $HERE/lists|" "$HERE/conf"
run migrate
run load
is "$status" 0 "the lists are loaded"
printf '%s\n' "$(sed -n '$p' "$HERE/lists/contractor_alias.csv" |
    sed 's/^"*[^",]*/An Invented Name/')" >>"$HERE/lists/contractor_alias.csv"

# Somebody holds the lists until both runs wait.
mkfifo "$HERE/in"
psql -XqAt -v ON_ERROR_STOP=1 <"$HERE/in" >/dev/null &
holder=$!
exec 9>"$HERE/in"
echo "BEGIN; LOCK TABLE arms.contractor_alias IN EXCLUSIVE MODE;" >&9
waiting() {
	sql "SELECT count(*) FROM pg_locks l JOIN pg_database d
	    ON d.oid = l.database WHERE NOT granted
	    AND datname = current_database()"
}
held() {
	sql "SELECT count(*) FROM pg_locks WHERE mode = 'ExclusiveLock'
	    AND relation = 'arms.contractor_alias'::regclass"
}
until_is() { # WANTED COMMAND
	n=0
	until [ "$($2)" = "$1" ] || [ $n = 500 ]; do
		sleep 0.02
		n=$((n + 1))
	done
	is "$($2)" "$1" "$2: $1"
}
until_is 1 held
"$ARMSETL" --config "$HERE/conf" load ddtc >"$HERE/first" 2>&1 9>&- &
first=$!
"$ARMSETL" --config "$HERE/conf" load federal-register \
    >"$HERE/second" 2>&1 9>&- &
second=$!
until_is 2 waiting
echo "COMMIT;" >&9
exec 9>&-
wait $holder
wait $first
is "$? $(grep -c error "$HERE/first")" "0 0" "one run ends well"
wait $second
is "$? $(grep -c error "$HERE/second")" "0 0" "and so does the other"
is "$(sql "SELECT count(*) FROM arms.contractor_alias")" \
    "$(($(wc -l <"$HERE/lists/contractor_alias.csv") - 1))" \
    "the list is there once"

done_testing
