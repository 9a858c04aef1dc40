#!/bin/sh
# An edition that is staged by its difference from an earlier one leaves what it
# leaves when all of it is staged: the same figures, histories, exceptions and gates.
set -u
. tests/lib.sh
. tests/db/rows.sh
. tests/db/census.sh

NEAR=$HERE/near # all packages, as on a machine that loads every day
FAR=$HERE/far   # nothing but the package that is loaded
far=${PGDATABASE}_far
database
PGDATABASE=$far database
ORDER="cat" # a filter of the rows

# product PROGRAM: the gross domestic product by quarters, the same way as census.
product() {
	awk "BEGIN {
		print \"date,level-current,level-chained,change-current,\" \
		    \"change-chained\"
		for (year = 2000; year <= 2012; year++)
			for (month = 1; month <= 10; month += 3) {
				v = 10000 + 10 * ++i
				y = year
				chained = 18000.5
				times = 1
				$1
				while (times-- > 0)
					printf \"%d-%02d-01,%s,%s,2.0,\n\", \
					    y, month, v, chained
			}
	}"
}

upside_down() {
	IFS= read -r header
	echo "$header"
	tac
}

# What both databases have, but the names of packages and what only counts there.
dump() { # FILE
	rows | grep -v '^package ' >"$1"
	sql "SELECT to_jsonb(s) - '{series_id,topic}'::text[] FROM arms.series s
	      ORDER BY subject, wording, 1" >>"$1"
}

# staged SOURCE NAME PROGRAM WAY: the next edition, into both databases; WAY is how
# it is staged where the packages before it are: difference or whole.
staged() {
	case $1 in
	census-trade) census 6 12 "$3" | $ORDER >"$HERE/$2.csv" ;;
	deflators) product "$3" >"$HERE/$2.csv" ;;
	esac
	ARMSETL_DATA_DIR=$NEAR run -q import "$1" "$HERE/$2.csv"
	is "$status $err" "0 " "$2 is imported"
	ARMSETL_DATA_DIR=$NEAR run -q transform "$1"
	rm -rf "$FAR/packages"
	mkdir -p "$FAR/packages/$1"
	last=$(find "$NEAR/packages/$1" -mindepth 1 -maxdepth 1 | sort | tail -n 1)
	cp -r "$last" "$FAR/packages/$1/"

	PGDATABASE=$far ARMSETL_DATA_DIR=$FAR run -v load "$1"
	far_way="$status $(told)"
	ARMSETL_DATA_DIR=$NEAR run -v load "$1"
	is "$status $(told)" "$(echo "$far_way" | sed 's/whole$/'"$4/")" \
	    "$2 is staged: $4"
	dump "$HERE/near.rows"
	PGDATABASE=$far dump "$HERE/far.rows"
	same_file "$HERE/near.rows" "$HERE/far.rows" "$2: the same as when staged whole"
	is "$(misnoted)" "" "$2: as many figures are noted as there are"
	is "$(mistold)" "" "$2: it is told by what it changed"
	sleep 1
}

# What the load tells, and the way in which it staged.
told() {
	echo "$err" | grep -v ' debug: '
	case $err in
	*"figures differ from"*) echo difference ;;
	*) echo whole ;;
	esac
}

census_edition() {
	staged census-trade "$@"
}
product_edition() {
	staged deflators "$@"
}

# Figures of a table that does not say what it is about.
first='if (i % 9 == 7) v++'
census_edition first '' whole
census_edition changed "$first" difference
census_edition one "$first; if (i == 33) v = 0" difference
census_edition renamed "$first; if (k == 3) name = \"GUNS \\\"\\\"NEW\\\"\\\", 3\"" \
    difference
ORDER="upside_down"
census_edition in-another-order "$first" difference
ORDER="cat"
census_edition moved "$first; if (k == 12) code = 9400" difference
census_edition with-left-out "$first" whole
census_edition twice "$first; if (i == 9) times = 2" whole
census_edition back "$first" whole
census_edition other-year "$first; year = 2022" whole
census_edition first-year "$first; if (i == 8) v = 3" whole

# One that says it: what it does not state is gone.
product_edition gdp '' whole
product_edition gdp-revised 'if (year > 2010) v += 0.5' difference
product_edition gdp-dropped 'if (year > 2010) v += 0.5; if (year > 2011) times = 0' \
    whole
product_edition gdp-again '' whole
product_edition gdp-cell 'if (i == 9) chained = ""' difference
product_edition gdp-form 'if (i == 7) v = v ".0"' difference
product_edition gdp-longer 'if (i == 7) v = v ".0"; if (year == 2000) y = 1999' \
    difference

# A package whose files are not what it says is not compared with.
earlier=$(echo "$NEAR"/packages/deflators/*/observation.csv)
product 'if (i == 5) v = 1' >"$HERE/gdp-last.csv"
ARMSETL_DATA_DIR=$NEAR run -q import deflators "$HERE/gdp-last.csv"
is "$status $err" "0 " "gdp-last is imported"
ARMSETL_DATA_DIR=$NEAR run -q transform deflators
# shellcheck disable=SC2086 # words
sed -i '20s/,$/1,/' $earlier
ARMSETL_DATA_DIR=$NEAR run -v load deflators
is "$status" 0 "behind a package that was altered it is loaded"
like "$err" "warning: .*series.csv or observation.csv is not what" \
    "which the load tells"
like "$(told)" "whole$" "and all of it is staged"

# Nor where the package takes an edition back, or states it anew, beside: the
# dataset is rewound to before that one.
compared() { # STATEMENT: editions to compare a new one with, behind that
	sql "BEGIN;
	    SELECT arms_internal.begin_package();
	    INSERT INTO new_edition (document_id, dataset, edition_at, since, until)
	    SELECT gen_random_uuid(), dataset, edition_at + interval '1 day', since,
	           until
	      FROM arms.edition ORDER BY applied_at DESC LIMIT 1;
	    $1;
	    SELECT count(*) FROM arms_internal.find_earlier_edition();
	    ROLLBACK" | tr -d '\n'
}
is "$(compared "SELECT")" 1 "a new edition has one to be compared with"
is "$(compared "INSERT INTO new_document (document_id)
    SELECT document_id FROM arms.edition ORDER BY applied_at LIMIT 1")" 0 \
    "but not where its package has a document that has an edition"

# Another place reads the earlier edition otherwise: what this place has of it is
# not what the database has, and so nothing to compare with.
dropdb "$PGDATABASE"
database
place() { # NAME FILE: imports and loads it there
	ARMSETL_DATA_DIR=$HERE/$1 run -q import census-trade "$HERE/$2.csv"
	is "$status $err" "0 " "$1 imports $2"
	ARMSETL_DATA_DIR=$HERE/$1 run -v replay census-trade
	is "$status" 0 "and loads it"
	sleep 1
}
census 6 12 '' | cut -d , -f 1,3- >"$HERE/codes.csv"
census 6 12 'if (i == 8) v = 1' | cut -d , -f 1,3- >"$HERE/codes-next.csv"
place here codes
configure
cp -r config/reference "$HERE/reference"
sed -i 's/^Schedule C 1220,Canada,/Schedule C 1220,Norway,/' \
    "$HERE/reference/country_alias.csv"
sed -i "s|^reference = .*|reference = $HERE/reference|" "$HERE/conf"
place there codes
configure
place here codes-next
like "$(told)" "whole$" "all of the next edition is staged"
is "$(sql "SELECT count(*) FROM arms.observation o JOIN arms.edition e
           USING (document_id) WHERE partner = 'Canada'")" 72 \
    "and it is as this place reads it"

done_testing
