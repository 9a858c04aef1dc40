#!/bin/sh
# The rules for equipment are in the database, and an edited rule changes what
# is there when the archive is read again.
. tests/lib.sh
database

cp -r config/reference "$HERE/reference"
sed -i "s|^reference = .*|reference = $HERE/reference|" "$HERE/conf"

lines() { # LIST: how many rules
	echo $(($(wc -l <"$HERE/reference/$1.csv") - 1))
}

categories() {
	sql "SELECT split_part(designation, ' ', 1), coalesce(category, '-')
	       FROM arms.notice_item ORDER BY position"
}

run import federal-register \
    tests/golden/federal-register/era-2018-mde-items-several-towns.txt
run replay
is "$status" 0 "a notice is loaded"
is "$(sql "SELECT count(*) FROM arms.equipment")" "$(lines equipment)" \
    "with all rules"
is "$(sql "SELECT count(*) FROM arms.equipment_category")" \
    "$(lines equipment_category)" "and all categories"
is "$(sql "SELECT count(*) FROM arms.equipment_family")" \
    "$(lines equipment_family)" "and all families"
is "$(categories)" "F-35|combat aircraft
Pratt|other" "its items have theirs"
is "$(sql "SELECT coalesce(family, '-') FROM arms.notice_item
	    ORDER BY position")" "F-35
F135 engine" "and their families"
is "$(sql "SELECT un_register FROM arms.notice_item
	     JOIN arms.equipment_category USING (category)
	    WHERE un_register IS NOT NULL")" "IV (a)" \
    "and those of the Register are known"

sed -i '/^engine,/d' "$HERE/reference/equipment.csv"
run replay
is "$status" 0 "without the rule for engines"
is "$(sql "SELECT count(*) FROM arms.equipment")" "$(lines equipment)" \
    "there is a rule less"
is "$(categories)" "F-35|combat aircraft
Pratt|-" "and an item that no rule knows"
is "$(sql "SELECT category FROM arms_history.notice_item_history")" "other" \
    "its past is kept"

run import ddtc tests/golden/ddtc/era-2024-xml-hd-addressees.xml
run import sipri-register tests/golden/sipri-register/*deals*.csv
run replay
ok "$([ "$(sql "SELECT count(*) FROM arms.notice
	WHERE usml_categories = '{I}'")" -gt 0 ]; echo $?)" \
    "a letter on a licence has the category that it states"
ok "$([ "$(sql "SELECT count(*) FROM arms.notice_item
	JOIN arms.notice USING (notice_id)
	WHERE authority LIKE '36(c)%'")" -gt 0 ]; echo $?)" "and an item"
ok "$([ "$(sql "SELECT count(*) FROM arms.transfer
	WHERE equipment_category IS NOT NULL")" -gt 0 ]; echo $?)" \
    "a deal has a category by our rules"

echo "toaster,kitchen,," >>"$HERE/reference/equipment.csv"
run replay
is "$status" 78 "a rule for no category is refused"
like "$err" "equipment.csv: line $(wc -l <"$HERE/reference/equipment.csv"): no such category" \
    "with its line"

done_testing
