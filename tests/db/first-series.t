#!/bin/sh
# The series of a dataset that has none yet are added without being looked for, and
# are what they are when each is.
set -u
. tests/lib.sh
. tests/db/rows.sh
database

# resolved HOW ROW...: what the staged series become: their number in arms.series,
# and the first that is about the same.
resolved() {
	how=$1
	shift
	rows=$(printf "('00000000-0000-0000-0000-000000000001'::uuid, %s), " "$@")
	sql "BEGIN;
	     SELECT arms_internal.begin_package();
	     INSERT INTO pg_temp.new_edition (document_id, dataset)
	     VALUES ('00000000-0000-0000-0000-000000000001', 'census-trade');
	     INSERT INTO pg_temp.new_series (document_id, series_id, indicator,
	            item_code, item_name, duration)
	     VALUES ${rows%, };
	     SELECT arms_internal.$how();
	     SELECT series_id, kept_id, topic FROM resolved_series ORDER BY 1;
	     SELECT dataset, series_id, subject, wording, topic, occurrence, indicator,
	            item_code, item_name, duration
	       FROM arms.series ORDER BY series_id;
	     ROLLBACK" | sed '/^$/d'
}

first() { # the first lines, of what is resolved
	echo "$out" | grep -E '^[tf0-9]+(\||$)' | tr '\n' ' ' | sed 's/ $//'
}

pistols="'exports', '9302', 'PISTOLS', 'P1M'"
renamed="'exports', '9302', 'PISTOLS, NEW', 'P1M'"
rifles="'exports', '9303', 'RIFLES', 'P1M'"
yearly="'exports', '9303', 'RIFLES', 'P1Y'"

out=$(resolved add_first_series "1, $rifles" "2, $pistols" "3, $yearly" "4, $renamed")
is "$(first)" "t 1|1|1 2|2|2 3|3|3 4|4|2" \
    "each keeps its number; what has another name is about the same"
added=$(echo "$out" | sed 1d)
out=$(resolved find_known_series "1, $rifles")
is "$(first)" f "none is known before"
out=$(resolved "describe_series(); SELECT arms_internal.number_series();
    SELECT arms_internal.add_series" "1, $rifles" "2, $pistols" "3, $yearly" \
    "4, $renamed")
is "$out" "$(echo "$added" | grep -v '^[0-9]')" "they are as those that were looked for"

out=$(resolved add_first_series "1, $rifles" "2, $rifles")
is "$(first)" f "two that say the same are not added so"
out=$(resolved resolve_series "1, $rifles" "2, $rifles" "3, $renamed")
is "$(first)" "1|1|1 2|1|1 3|2|2" "but found to be one"
out=$(resolved add_first_series "1, $rifles" "1, $pistols")
is "$(first)" f "nor are two of one number"

other="('00000000-0000-0000-0000-000000000002'::uuid, 3, $yearly)"
out=$(resolved add_first_series "1, $rifles), $other, (
    '00000000-0000-0000-0000-000000000001'::uuid, 2, $pistols")
is "$(first)" f "nor those of two documents"
sql "INSERT INTO arms.series (dataset, series_id, subject, wording, topic,
            occurrence, indicator)
     VALUES ('census-trade', 1, gen_random_uuid(), gen_random_uuid(), 1, 1, 'x')"
out=$(resolved add_first_series "1, $rifles")
is "$(first)" f "nor any where the dataset has some"

done_testing
