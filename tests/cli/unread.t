#!/bin/sh
# A file that the machine does not give is never taken for one that ends: each
# read of a command fails once, one in a run, with EIO. By the release build, as
# what makes calls fail stands in the place of a sanitizer's own functions.
set -u
. tests/lib.sh
. tests/torture/lib.sh
BUILD=$PWD/build/release
ARMSETL=$BUILD/armsetl
if [ ! -x "$ARMSETL" ] || [ ! -e "$BUILD/tests/torture/failing.so" ]; then
	echo "1..0 # skip the release build is not there"
	exit 0
fi

database
A_TEXT=$HERE/a.txt
ANOTHER=$HERE/b.txt
cp tests/golden/federal-register/era-2026-tecro.txt "$A_TEXT"
cp "$(find tests/golden/federal-register -name 'era-19*.txt' |
    LC_ALL=C sort | head -n 1)" "$ANOTHER"

addresses() {
	sqlite3 -readonly \
	    "$ARMSETL_DATA_DIR/archive/federal-register/index.sqlite" \
	    "SELECT url FROM capture ORDER BY url" 2>/dev/null
}

# An import -------------------------------------------------------------------

fail_at nothing:0 import federal-register "$A_TEXT" "$ANOTHER"
is "$status" 0 "two texts are imported"
both=$(addresses)
reads=$(called read)
wrong=
left_out=0
POINTS=32
for call in $(points read "$reads"); do
	rm -rf "$ARMSETL_DATA_DIR"
	fail_at "read:$call" import federal-register "$A_TEXT" "$ANOTHER"
	got=$(addresses)
	case $got in *file:*) wrong="$wrong
$call: by its name: $got" ;; esac
	case "$status" in
	0)
		[ "$got" = "$both" ] || wrong="$wrong
$call: said that all is well: $got"
		;;
	65) # of one of the files, by its own name
		printf '%s\n' "$err" |
		    grep -Eq "/[ab]\.txt: .*Input/output error" ||
		    wrong="$wrong
$call: without a reason: $err"
		[ "$(printf '%s\n' "$got" | wc -l)" = 1 ] || wrong="$wrong
$call: the other is not there: $got"
		left_out=$((left_out + 1))
		;;
	*)
		printf '%s\n' "$err" |
		    grep -Eq "Input/output error|disk I/O|malformed|ended early" ||
		    wrong="$wrong
$call: without a reason: $err"
		;;
	esac
done
is "$wrong" "" "whichever read fails, a text comes under its own address, or the \
import says why not and takes the other"
ok "$([ $left_out -ge 6 ]; echo $?)" \
    "reads of the texts themselves are among them: $left_out"

mkdir "$HERE/folder.txt"
rm -rf "$ARMSETL_DATA_DIR"
run import federal-register /proc/self/mem "$HERE/folder.txt" "$A_TEXT"
is "$status" 65 "a file that gives nothing, and a folder: exit status 65"
is "$(printf '%s\n' "$err" | head -n 2)" \
    "armsetl: error: /proc/self/mem: is not taken: its worker could not read mem: \
Input/output error
armsetl: error: $HERE/folder.txt: is not a file" "each has its reason"
is "$(addresses)" "$(printf '%s\n' "$both" | grep 2026)" \
    "nothing of them is in the archive, and what stands behind them is"

# What the archive has --------------------------------------------------------

run load
fail_at nothing:0 transform federal-register
is "$status" 0 "a text is read"
package=$(echo "$ARMSETL_DATA_DIR"/packages/federal-register/*)
cp -r "$package" "$HERE/wanted"
rm -rf "$package"
reads=$(called read)
wrong=
POINTS=12
for call in $(points read "$reads"); do
	rm -rf "$package"
	fail_at "read:$call" transform federal-register
	[ "$status" = 0 ] || printf '%s\n' "$err" |
	    grep -Eq "Input/output error|disk I/O|malformed|ended early" ||
	    wrong="$wrong
$call: without a reason: $err"
	[ "$status" != 0 ] || [ ! -d "$package" ] ||
	    diff -r "$HERE/wanted" "$package" >/dev/null || wrong="$wrong
$call: said that all is well, which it is not"
	run transform federal-register
	diff -r "$HERE/wanted" "$package" >"$HERE/diff" 2>&1 || wrong="$wrong
$call: is not read the next time: $(head -n 3 "$HERE/diff")"
done
is "$wrong" "" "whichever read fails, a document is read, or is read the next time"

# A check ---------------------------------------------------------------------

run load federal-register
run check --deep
is "$status" 0 "nothing is wrong with the archive"
printf '%s\n' "$out" >"$HERE/checked"
for kind in fork read; do
	fail_at nothing:0 check --deep
	calls=$(called "$kind")
	wrong=
	POINTS=8
	for call in $(points "$kind" "$calls"); do
		fail_at "$kind:$call" check --deep
		[ "$status" != 0 ] || [ "$out" = "$(cat "$HERE/checked")" ] ||
		    wrong="$wrong
$call: passed, and said something else: $out"
		[ "$status" = 0 ] || [ -n "$err" ] || wrong="$wrong
$call: failed without a reason: $out"
	done
	is "$wrong" "" "check --deep that did not check all never passes: $kind"
done

# What is the user's ----------------------------------------------------------

status=0
"$ARMSETL" --config /proc/self/mem sources >"$HERE/out" 2>"$HERE/err" || status=$?
is "$status $(cat "$HERE/err")" \
    "78 armsetl: error: /proc/self/mem: Input/output error" \
    "settings that cannot be read are not as if there were none"
cp -r config/reference "$HERE/reference"
ln -sf /proc/self/mem "$HERE/reference/country.csv"
sed -i "s|^reference = .*|reference = $HERE/reference|" "$HERE/conf"
run import federal-register "$A_TEXT"
is "$status $err" \
    "78 armsetl: error: $HERE/reference/country.csv: Input/output error" \
    "a list that cannot be read is told with its reason"

done_testing
