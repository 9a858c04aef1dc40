# For tests that turn the program's clock: libfaketime between it and the C
# library. Sourced behind tests/lib.sh. The database's clock stays.
# shellcheck shell=sh disable=SC2034,SC2154

CLOCK=$(find /usr/lib -name libfaketime.so.1 | head -n 1)
# AddressSanitizer must be the first of all libraries.
CLOCK="$(ldd "$ARMSETL" | sed -n 's/.*=> \(.*libasan[^ ]*\) .*/\1/p') $CLOCK"

# As run(), at six in the morning of a day; its clock goes on from there.
run_on() { # DAY [ARGUMENT...]
	on=$1
	shift
	status=0
	env LD_PRELOAD="${CLOCK# }" FAKETIME="@$on 06:00:00" TZ=UTC \
	    FAKETIME_DONT_FAKE_MONOTONIC=1 \
	    "$ARMSETL" --config "$HERE/conf" "$@" >"$HERE/out" 2>"$HERE/err" ||
	    status=$?
	out=$(cat "$HERE/out")
	err=$(cat "$HERE/err")
}
