#!/bin/sh
# Each document of tests/golden/SOURCE gives just what stands beside it.
set -u
. tests/lib.sh

for file in tests/golden/*/*.txt tests/golden/*/*.xml \
    tests/golden/*/*.html tests/golden/*/*.json; do
	source=$(basename "$(dirname "$file")")
	tests/golden/show "$ARMSETL" "$BUILD/tests/tools/show" "$source" \
	    "$file" "$HERE/work" >"$HERE/got" 2>&1
	same_file "$HERE/got" "${file%.*}.expected" "$source: $(basename "$file")"
done
done_testing
