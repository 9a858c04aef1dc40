#!/bin/sh
# A package's tables have the columns of the database's tables, of types that
# these hold.
set -u
. tests/lib.sh
database
run migrate
run import dsca tests/golden/dsca/*.html
run transform dsca
descriptor=$(find "$ARMSETL_DATA_DIR/packages" -name datapackage.json)

jq -r '.resources[].name' "$descriptor" >"$HERE/tables"
is "$(wc -l <"$HERE/tables")" 16 "a package has 16 tables"

# What a package states of figures is in a table of the same columns for the load:
# the numbers of series are its own.
mv "$HERE/tables" "$HERE/all"
grep -Ev '^(series|observation)$' "$HERE/all" >"$HERE/tables"

# The type in a package of what a column of the database holds. Arrays are
# JSON, but for years, which are as PostgreSQL writes them.
in_database() { # TABLE
	sql "SELECT column_name, CASE
	        WHEN column_name = 'delivery_years' THEN 'string'
	        WHEN data_type IN ('text', 'character', 'uuid') THEN 'string'
	        WHEN data_type IN ('smallint', 'integer', 'bigint') THEN 'integer'
	        WHEN data_type = 'numeric' THEN 'number'
	        WHEN data_type = 'timestamp with time zone' THEN 'datetime'
	        WHEN data_type IN ('ARRAY', 'jsonb') THEN 'array'
	        ELSE data_type END
	      FROM information_schema.columns
	     WHERE format('%I.%I', table_schema, table_name)
	           = arms_internal.qualified('$1')
	       AND column_name NOT IN ('run_id', 'valid_from', 'applied_at',
	           'occurrence', 'matched_by', 'edition_id')" | LC_ALL=C sort
}

in_package() { # TABLE
	jq -r --arg table "$1" '.resources[] | select(.name == $table)
	    | .schema.fields[] | "\(.name)|\(.type)"' "$descriptor" |
	    LC_ALL=C sort
}

while read -r table; do
	in_package "$table" >"$HERE/package"
	in_database "$table" >"$HERE/database"
	same_file "$HERE/package" "$HERE/database" \
	    "the columns of $table are the database's, and of its types"
	is "$(head -n 1 "${descriptor%/*}/$table.csv" | tr -d '\r')" \
	    "$(jq -r --arg table "$table" '.resources[] | select(.name == $table)
	        | [.schema.fields[].name] | join(",")' "$descriptor")" \
	    "the header of $table.csv has the columns in the order described"
done <"$HERE/tables"

# What came late to the tables goes all the way.
run import federal-register \
    tests/golden/federal-register/era-2026-report-replaced-items.txt
run replay federal-register
is "$(sql "SELECT n.added_usd, n.mde_added_usd, n.other_added_usd,
             i.quantity_from, i.quantity, i.part_of
      FROM arms.notice n JOIN arms.notice_item i USING (notice_id)
     WHERE n.transmittal = '26-CY'")" "5000000.00|0.00|5000000.00|14|16|" \
    "what a report adds, and both ends of a quantity"
done_testing
