#!/bin/sh
# Editions that do not say what they are about, and repeat each other: what each
# states can be had back whole, whatever the order, and what is repeated is not
# written down again.
set -u
. tests/lib.sh
. tests/db/census.sh
. tests/db/rows.sh
database

edition() { # NAME PROGRAM
	census 3 4 "$2" >"$HERE/$1.csv"
}

# Of what a document states: how many figures, and their sum.
states() { # NAME
	LC_ALL=C awk -F, 'NR > 1 { n++; sum += $7 } END { print n "|" sum }' \
	    "$HERE/$1.csv"
}

edition first ''
edition changed 'if (i == 7) v = 1' # repeats all but one
edition fewer 'if (i % 20 == 3) times = 0' # and leaves three out
edition few 'if (i % 12 != 5) times = 0' # repeats five
edition other 'if (i < 31) v += 5' # half and half
edition back 'if (i == 60) v = 9' # as at first, but for one
all="first changed fewer few other back"

# Each fetched a second after the other, each in an archive of its own.
for name in $all; do
	ARMSETL_DATA_DIR=$HERE/host.$name run -q import census-trade \
	    "$HERE/$name.csv"
	is "$status $err" "0 " "$name is imported"
	sleep 1
done

take() { # NAME...
	for name; do
		ARMSETL_DATA_DIR=$HERE/host.$name run -q replay census-trade
		is "$status $err" "0 " "$name is loaded"
	done
}

whole() { # WHEN: each edition is what its document says
	for name in $all; do
		sum=$(sha256sum "$HERE/$name.csv")
		is "$(sql "SELECT count(*), sum(o.value)
		             FROM arms.document d,
		                  arms.observation_in(d.document_id) o
		            WHERE d.sha256 = '${sum%% *}'")" \
		    "$(states "$name")" "$1: $name is whole"
	done
}

dump() {
	sql "SELECT to_jsonb(o) - '{run_id,number,line}'::text[] FROM arms.observation o
	      ORDER BY observation_id, occurrence"
	sql "SELECT to_jsonb(o) - '{run_id,number,line}'::text[] FROM arms_history.observation_history o
	      ORDER BY observation_id, occurrence, valid_from"
	sql "SELECT * FROM arms_internal.edition_repeat ORDER BY 1, 2"
	sql "SELECT * FROM arms_internal.edition_row ORDER BY 1, 2"
}

# shellcheck disable=SC2086 # words
take $all
whole "in order"
is "$(sql "SELECT count(*) FROM arms_internal.edition_repeat")" 4 \
    "what is repeated stands in four rows"
is "$(sql "SELECT count(*) FROM arms_internal.edition_row")" "8" \
    "but for three that are left out and five that are picked"
dump >"$HERE/forwards"

dropdb "$PGDATABASE"
database
take back few first other fewer changed
whole "mixed"
dump >"$HERE/mixed"
same_file "$HERE/mixed" "$HERE/forwards" "in another order: the same"

# An edition that is taken back takes nothing of the others with it.
export ARMSETL_DATA_DIR="$HERE/host.changed"
document=$(sql "SELECT document_id FROM arms.edition
                 ORDER BY applied_at OFFSET 1 LIMIT 1")
run -q forget "$document" --why "the wrong file"
is "$status $err" "0 " "the second edition is taken back"
run -q replay census-trade
all="first fewer few other back"
whole "without the second"

# A series is known by all that it says: 30 days are no month, though PostgreSQL
# has them equal, and no name is not an empty one.
found() { # CHANGES: of two series, of which one is so
	sql "BEGIN;
	    SELECT arms_internal.begin_package();
	    INSERT INTO new_edition (document_id, dataset)
	    VALUES ('$document', 'census-trade');
	    INSERT INTO new_series (series_id, document_id, indicator, reporter,
	           reporter_iso3, reporter_name, partner, partner_iso3, partner_name,
	           item_scheme, item_code, item_name, unit, total_of, duration)
	    SELECT series_id, '$document', indicator, reporter, reporter_iso3,
	           reporter_name, partner, partner_iso3, partner_name, item_scheme,
	           item_code, item_name, unit, total_of, duration
	      FROM arms.series WHERE series_id IN (2, 3);
	    UPDATE new_series SET $1 WHERE series_id = 2;
	    SELECT arms_internal.find_known_series();
	    SELECT count(*), min(kept_id) FROM resolved_series;
	    TRUNCATE resolved_series;
	    SELECT arms_internal.resolve_series();
	    SELECT count(*), max(kept_id) > 3 FROM resolved_series;
	    ROLLBACK" | tr -s '\n' ' '
}
is "$(found "unit = unit")" " t 2|2 2|f " "series are found by what they say"
for change in "duration = '30 days'" "partner_name = ''" "item_name = 'ARMS'" \
    "occurrence = 2" "unit = 'EUR'" "reporter_iso3 = NULL" "total_of = ''"; do
	is "$(found "$change")" " f 1|3 2|t " "and not where $change"
done
is "$(misnoted)" "" "as many figures are noted as there are"
is "$(mistold)" "" "and each edition is told by what it changed"

done_testing
