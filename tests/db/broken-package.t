#!/bin/sh
# Packages that somebody changed, or that a disk lost a part of: they are not
# loaded, the others are, and made again they are.
set -u
. tests/lib.sh
. tests/http/publisher.sh

database
notices 2 4 26001
licences 2026-26050 5 "DDTC 25-001" Norway
run import federal-register "$SITE/2026-26001.txt" "$SITE/2026-26002.txt"
run import ddtc "$SITE/2026-26050.xml"
run transform
is "$status" 0 "there are packages"
package=$(echo "$ARMSETL_DATA_DIR"/packages/federal-register/*)
cp -r "$package" "$HERE/whole"

broken() { # NAME MESSAGE
	run load
	is "$status" 73 "$1: exit status 73"
	like "$err" "^armsetl: error: $package/$2" "$1: says where and why"
	is "$(sql "SELECT count(*) FROM arms.document WHERE source <> 'ddtc'")" 0 \
	    "$1: nothing of the package is loaded"
	is "$(sql "SELECT count(*) FROM arms.document WHERE source = 'ddtc'")" 1 \
	    "$1: the other package is"
	rm -rf "$package"
	cp -r "$HERE/whole" "$package"
}

rm "$package/publication.csv"
broken "a table that is gone" "publication\.csv: No such file"
rm "$package/publication.csv"
mkdir "$package/publication.csv"
broken "a table that cannot be read" "publication\.csv: Is a directory"
sed -i '2s/Arms Sales/Arms sales/' "$package/publication.csv"
printf '\n' >>"$package/fault.csv"
broken "a table that was changed" "(publication|fault)\.csv: "
printf '{' >"$package/datapackage.json"
broken "a descriptor that is none" "datapackage\.json: line 1: "
rm "$package/document.csv"
run replay
is "$status" 0 "a replay makes a package that is missing"
is "$(sql "SELECT count(*) FROM arms.document")" 3 "and everything is loaded"

done_testing
