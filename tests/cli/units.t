#!/bin/sh
# The units of systemd and the line of cron: whether they are right, how much
# they may do, and that they call what there is.
set -u
. tests/lib.sh

service=config/deploy/systemd/armsetl.service

called=$(sed -n 's|^ExecStart=/usr/bin/armsetl ||p' $service)
is "$(sed -n 's|^[0-9*].*/usr/bin/armsetl --quiet ||p' config/deploy/crontab)" \
    "$called" "service and cron call the same command"
for word in $called; do
	case $word in
	/*) continue ;;
	--*) page="Fl -${word#--}" ;;
	*) page="Cm $word" ;;
	esac
	ok "$(grep -q -- "^\.\(It \|Op \)*$page" docs/armsetl.1
	echo $?)" "armsetl(1) tells of $word"
done
news=config/deploy/systemd/armsetl-news.service
is "$(sed -n 's|^ExecStart=/usr/bin/armsetl ||p' $news)" "--quiet news --configured" \
    "another service tells the news"
for end in OnSuccess OnFailure; do
	is "$(sed -n "s/^$end=//p" $service)" "${news##*/}" "$end of the first begins it"
done
is "$(diff "$service" "$news" | sed -n 's/^[<>] \([A-Z][A-Za-z]*\)=.*/\1/p' | sort -u |
    tr '\n' ' ')" "ConditionPathExists Description ExecPaths ExecStart MemoryDenyWriteExecute \
NoExecPaths OnFailure OnSuccess SystemCallFilter TimeoutStartSec UMask Wants " \
    "it may execute programs, and is shut in likewise"
is "$(sed -n 's/^CacheDirectory=/\/var\/cache\//p' $service)" \
    "$(dirname "${called##* }")" "the service has a folder for the metrics"
is "$(sed -n 's/^SuccessExitStatus=//p' $service)" 75 \
    "the service takes 75 (try later) for success"

if ! command -v systemd-analyze >/dev/null; then
	ok 0 "the units are right # skip systemd-analyze is not installed"
	done_testing
fi

mkdir "$HERE/units"
sed "s|/usr/bin/armsetl|$ARMSETL|" $service >"$HERE/units/armsetl.service"
sed "s|/usr/bin/armsetl|$ARMSETL|" $news >"$HERE/units/armsetl-news.service"
cp config/deploy/systemd/armsetl.timer "$HERE/units"
for unit in armsetl.service armsetl.timer armsetl-news.service; do
	systemd-analyze verify --man=no "$HERE/units/$unit" \
	    >"$HERE/out" 2>&1
	is "$? $(grep -F "$HERE/units" "$HERE/out")" "0 " \
	    "systemd accepts the $unit"
done

# "1.1" as OPERATING.md states it, against "→ Overall exposure level for ..."
stated=$(sed -n 's/.*exposure of \*\*\([0-9.]*\)\*\*.*/\1/p' docs/OPERATING.md)
measured=$(systemd-analyze security --offline=true --no-pager \
    "$HERE/units/armsetl.service" 2>"$HERE/err" |
    sed -n 's/.*Overall exposure level.*: \([0-9.]*\) .*/\1/p')
like "$measured" '^[0-9]+\.[0-9]+$' "systemd measures an exposure"
ok "$(awk -v m="$measured" -v s="$stated" 'BEGIN { exit !(s != "" && m <= s) }'
echo $?)" "the exposure $measured is not worse than OPERATING.md states ($stated)"
systemd-analyze calendar "$(sed -n 's/^OnCalendar=//p' \
    config/deploy/systemd/armsetl.timer)" >"$HERE/out" 2>&1
ok $? "the timer's calendar has a next day"

done_testing
