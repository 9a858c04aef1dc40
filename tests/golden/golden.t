#!/bin/sh
# Each document of tests/golden/SOURCE gives just what stands beside it. Those of
# a source that give no message are read in one run: a program's start under the
# sanitizers takes longer than most documents. What that run gives is what stands
# beside the first of them, the second, and so on, and nothing else. A document
# with a message has a run of its own, which must end with its status.
set -u
. tests/lib.sh

show=$BUILD/tests/tools/show

documents() { # FOLDER
	find "$1" -type f ! -name '*.expected' | LC_ALL=C sort
}

# Whether reading it gives a message, or ends with a status.
is_told() { # FILE
	grep -Eq '^(armsetl: |exit status )' "${1%.*}.expected"
}

alone() { # SOURCE FILE
	tests/golden/show "$ARMSETL" "$show" "$1" "$2" "$HERE/work" \
	    >"$HERE/got" 2>&1
	same_file "$HERE/got" "${2%.*}.expected" "$1: $(basename "$2")"
}

together() { # SOURCE FILE...
	source=$1
	shift
	run -q import --force "$source" "$@"
	run -q transform "$source"
	{
		[ "$status" = 0 ] || echo "exit status $status"
		"$show" "$ARMSETL_DATA_DIR/packages/$source"/* 2>&1
		cat "$HERE/err"
	} >"$HERE/got"
	for file; do
		cat "${file%.*}.expected"
	done >"$HERE/expected"
	same_file "$HERE/got" "$HERE/expected" "$source: $# documents together"
}

for folder in tests/golden/*/; do
	source=$(basename "$folder")
	set --
	for file in $(documents "$folder"); do
		if is_told "$file"; then
			alone "$source" "$file"
		else
			set -- "$@" "$file"
		fi
	done
	together "$source" "$@"
done
done_testing
