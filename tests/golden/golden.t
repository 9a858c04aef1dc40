#!/bin/sh
# Each document of tests/golden/SOURCE gives just what stands beside it.
set -u
. tests/lib.sh

for file in $(find tests/golden -mindepth 2 -type f ! -name '*.expected' |
    LC_ALL=C sort); do
	source=$(basename "$(dirname "$file")")
	tests/golden/show "$ARMSETL" "$BUILD/tests/tools/show" "$source" \
	    "$file" "$HERE/work" >"$HERE/got" 2>&1
	same_file "$HERE/got" "${file%.*}.expected" "$source: $(basename "$file")"
done
done_testing
