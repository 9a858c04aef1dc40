#!/bin/sh
# A key and a password of the database are kept nowhere: not in the archive, the
# packages, the messages and the metrics, and in no process that reads documents.
set -u
. tests/lib.sh
. tests/http/publisher.sh

KEY=0123456789abcdef-planted-key
PASSWORD=planted-password-that-stands-nowhere-else
EXPORTS=/data/timeseries/intltrade/exports/hs
GET=CTY_CODE,CTY_NAME,E_COMMODITY_LDESC,DF,ALL_VAL_MO,ALL_VAL_YR
PAGES=$SITE/pages

# The months of the last 62 days, also on the first of one.
months() {
	for ago in $(seq 62 -1 0); do
		day "$ago" | cut -c 1-7
	done | uniq
}

# Their figures; what the publisher writes has the key in it.
mkdir -p "$PAGES$(dirname $EXPORTS)"
for question in 93:HS2 "93*:HS4" "93*:HS6" "93*:HS10" "8710*:HS10" \
    "8802*:HS10" "8906*:HS10"; do
	code=${question%:*}
	for month in $(months); do
		cat >"$PAGES$EXPORTS?get=$GET&E_COMMODITY=$code&COMM_LVL=${question#*:}&time=$month&key=$KEY" <<-END
		[["CTY_CODE","CTY_NAME","E_COMMODITY_LDESC","DF","ALL_VAL_MO","ALL_VAL_YR","E_COMMODITY","COMM_LVL","time"],
		["1220","CANADA","GOODS OF $KEY","-","5","5","${code%\*}","${question#*:}","$month"]]
		END
	done
done
printf '%s\n' "$KEY" >"$HERE/key"
chmod 600 "$HERE/key"
notices 3 2 26001
publisher_start
faults "exports/hs slow 20" "full_text slow 100"

# AddressSanitizer keeps what is freed, so that it must fill it.
ASAN_OPTIONS=$ASAN_OPTIONS:max_free_fill_size=65536
export ASAN_OPTIONS

database
PGPASSWORD=$PASSWORD
export PGPASSWORD
use_publisher "metrics = $HERE/armsetl.prom" "[database]" \
    "conninfo = dbname=$PGDATABASE password=$PASSWORD" \
    "[census-trade]" "base = $BASE" "key_file = $HERE/key" "first_days = 1"
run migrate

# What a process tells of itself; of one that is shut in, its environment, too,
# whether it leaves a core, and how often what was planted, or its end, is in its
# memory, which root may look into.
look_into() { # PID
	tr '\0' '\n' <"/proc/$1/cmdline"
	grep -q '^Seccomp:.*2' "/proc/$1/status" || return # not shut in yet
	tr '\0' '\n' <"/proc/$1/environ"
	sed -n 's/^Max core file size */worker: /p' "/proc/$1/limits" | tr -s ' '
	[ "$(id -u)" != 0 ] || for secret in "$KEY" "$PASSWORD" "${PASSWORD#????????????????}"; do
		found=$("$BUILD/tests/tools/memory" "$1" "$secret") &&
		    echo "in memory: $found"
	done
} >>"$HERE/seen" 2>/dev/null

"$ARMSETL" -v --config "$HERE/conf" run census-trade federal-register \
    >"$HERE/out" 2>"$HERE/err" &
program=$!
while kill -0 "$program" 2>/dev/null; do
	for pid in $program $(cat "/proc/$program/task/$program/children" \
	    2>/dev/null); do
		look_into "$pid"
	done
	sleep 0.02
done
wait "$program"
is "$?" 0 "a run with a key and a password"
is "$(grep -acF "&key=$KEY" "$SITE/requests" | sed 's/^[1-9].*/some/')" some \
    "the publisher is given the key"
is "$(sql "SELECT count(DISTINCT source) FROM arms.document")" 2 \
    "and the documents of both sources are loaded"
is "$(find "$ARMSETL_DATA_DIR/archive" "$ARMSETL_DATA_DIR/packages" \
    -name '*.warc.gz' -o -name observation.csv | sed 's/.*\.//' | sort -u |
    tr '\n' ' ')" "csv gz " "there is an archive, and there are packages"
is "$(grep -c '^armsetl_' "$HERE/armsetl.prom" | sed 's/^[1-9].*/some/')" some \
    "there are metrics"

planted() { # FILE...: how many lines have what was planted
	cat "$@" | gzip -dcf 2>/dev/null | cat - "$@" |
	    grep -acF -e "$KEY" -e "$PASSWORD"
}
is "$(find "$ARMSETL_DATA_DIR" -type f -name '*.gz' -exec gzip -dc {} + |
    grep -acF -e "$KEY" -e "$PASSWORD")" 0 "neither is in the archive"
is "$(find "$ARMSETL_DATA_DIR" -type f -exec cat {} + |
    grep -acF -e "$KEY" -e "$PASSWORD")" 0 "nor in packages and states"
is "$(planted "$HERE/out" "$HERE/err")" 0 "nor in the messages, all of them"
is "$(planted "$HERE/armsetl.prom")" 0 "nor in the metrics"
is "$(pg_dump -a 2>/dev/null | grep -cF -e "$KEY" -e "$PASSWORD")" 0 "nor in the database"
is "$(grep -c '^worker: ' "$HERE/seen" | sed 's/^[1-9].*/some/')" some \
    "workers were looked into"
is "$(planted "$HERE/seen")" 0 \
    "nor in a command line, nor in a worker's environment"
if [ "$(id -u)" = 0 ]; then
	is "$(grep '^in memory: ' "$HERE/seen" | sort -u)" "in memory: 0" \
	    "nor in a worker's memory"
else
	ok 0 "a worker's memory # skip only root may look into it"
fi
is "$(grep '^worker: ' "$HERE/seen" | sort -u)" "worker: 0 0 bytes " \
    "and no worker leaves a core"

# A connection that fails is told of without its password.
for conninfo in "host=/nonexistent password=$PASSWORD" \
    "postgresql://a:$PASSWORD@127.0.0.1:1/b" "password=$PASSWORD host='"; do
	run -v --db "$conninfo" status
	is "$((status != 0)) $(planted "$HERE/out" "$HERE/err")" "1 0" \
	    "no password in a message: $(echo "$conninfo" |
		sed "s/$PASSWORD/.../")"
done
done_testing
