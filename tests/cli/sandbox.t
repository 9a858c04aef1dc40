#!/bin/sh
# What reads documents is shut in; where the kernel cannot do that, no document
# is read, unless the settings say that it shall be.
set -u
. tests/lib.sh
LACKING=$BUILD/tests/tools/lacking
database

cat >"$HERE/notice.html" <<-HTML
	<html><head><title>x</title></head><body><div class="body">
	<h1>Sweden – Example Launchers</h1><p>Transmittal No: 26-11</p>
	<p>WASHINGTON, January 8, 2026 - The State Department has made a
	determination approving a possible Foreign Military Sale to the Government
	of Sweden of launchers for an estimated cost of \$11 million.</p>
	<p>The Government of Sweden has requested to buy 11 launchers.</p>
	<p>This notice of a potential sale is required by law.</p>
	</div></body></html>
HTML

# As run(), on a kernel that lacks something.
run_lacking() { # WHAT ARGUMENT...
	what=$1
	shift
	status=0
	"$LACKING" "$what" "$ARMSETL" --config "$HERE/conf" "$@" \
	    >"$HERE/out" 2>"$HERE/err" || status=$?
	out=$(cat "$HERE/out")
	err=$(cat "$HERE/err")
}

for what in landlock seccomp; do
	for command in "import dsca $HERE/notice.html" run extract transform replay \
	    "backfill dsca --since 2026-01-01 --until 2026-01-02"; do
		# shellcheck disable=SC2086 # its arguments
		run_lacking "$what" $command
		is "$status" 78 "without $what: ${command%% *}: exit status 78"
		like "$err" "^armsetl: error: no document is read.*: \
.?${what#?} is missing or forbidden here: [A-Z][a-z ]+; see sandbox in armsetl.conf$" "without $what: ${command%% *} says so"
	done
	is "$(printf '%s\n' "$err" | grep -c .)" 1 \
	    "without $what nothing else is begun"
	run_lacking "$what" sources
	is "$status" 0 "without $what: what reads no document works"
	run_lacking "$what" check
	is "$status" 78 "without $what: check: exit status 78"
	like "$out" "^sandbox    full: not all of it$" \
	    "without $what: check tells"
done

configure "[armsetl]" "sandbox = degraded"
for what in landlock seccomp; do
	rm -rf "$ARMSETL_DATA_DIR"
	run_lacking "$what" import dsca "$HERE/notice.html"
	is "$status" 0 "degraded, without $what: a file is imported"
	for command in transform replay; do
		rm -rf "$ARMSETL_DATA_DIR/packages"
		run_lacking "$what" "$command" dsca
		is "$status" 0 "degraded, without $what: $command: exit status 0"
		like "$err" "^armsetl: dsca: read 1 documents: 1 records" \
		    "degraded, without $what: $command reads"
		like "$err" "^armsetl: warning: sandbox = degraded: \
.?${what#?} is missing or forbidden here: [A-Z][a-z ]+$" \
		    "degraded, without $what: $command warns"
	done
done
run transform dsca
is "$status" 0 "degraded, without need: exit status 0"
like "$err" "^armsetl: warning: sandbox = degraded: it is not needed" \
    "degraded, without need: that is said"
configure "[armsetl]" "sandbox = off"
run transform dsca
is "$status" 78 "there is no sandbox = off"
like "$err" "line [0-9]+: not a setting, or not a value for it" \
    "and a message says so"
configure "[armsetl]" "sandbox = full"
rm -rf "$ARMSETL_DATA_DIR/packages"
run transform dsca
is "$status $err" "0 armsetl: dsca: read 1 documents: 1 records, 0 faults" \
    "full, on this kernel: no message"

done_testing
