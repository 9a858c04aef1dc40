#!/bin/sh
# docs/SCHEMA.md names every table, view and column that a load makes.
. tests/lib.sh
database

"$ARMSETL" -q migrate

# Each relation's section: from the paragraph that begins with its name to the
# next one that does.
sql "SELECT c.relname || ' ' || a.attname
       FROM pg_class c
       JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relnamespace IN ('arms'::regnamespace, 'arms_internal'::regnamespace)
        AND c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition
        AND a.attnum > 0 AND NOT a.attisdropped
        AND NOT (c.relkind <> 'v' AND a.attname IN ('row_hash', 'run_id', 'valid_from'))
      ORDER BY 1" >"$HERE/columns"

# Relations of a section are named in bold at its beginning; what it says is in
# backticks. A section ends where the next one begins.
awk '
	/^#/ { relations = "" }
	/^\*\*/ { relations = "" }
	{
		line = $0
		while (match(line, /\*\*[a-z_]+\*\*/)) {
			relations = relations " " \
			    substr(line, RSTART + 2, RLENGTH - 4)
			line = substr(line, RSTART + RLENGTH)
		}
		count = split(relations, names, " ")
		line = $0
		while (match(line, /`[a-z0-9_]+`/)) {
			for (i = 1; i <= count; i++)
				print names[i], \
				    substr(line, RSTART + 1, RLENGTH - 2)
			line = substr(line, RSTART + RLENGTH)
		}
	}' docs/SCHEMA.md | LC_ALL=C sort -u >"$HERE/documented"

ok "$([ "$(wc -l <"$HERE/columns")" -gt 100 ]; echo $?)" "there are columns"
is "$(LC_ALL=C sort "$HERE/columns" | LC_ALL=C comm -23 - "$HERE/documented")" "" \
    "each column is in docs/SCHEMA.md"

# What every table that a load writes has, and its past.
is "$(sql "SELECT relname FROM pg_class c
	    WHERE relnamespace = 'arms_history'::regnamespace
	      AND relkind IN ('r', 'p') AND NOT EXISTS (
	          SELECT FROM pg_attribute a
	           WHERE a.attrelid = c.oid AND attname = 'valid_to')")" "" \
    "each history has valid_to"
is "$(sql "SELECT relname FROM pg_class c
	    WHERE relnamespace = 'arms'::regnamespace AND relkind IN ('r', 'p')
	      AND relname <> 'edition' AND EXISTS (SELECT FROM pg_attribute a
	                   WHERE a.attrelid = c.oid AND attname = 'row_hash')
	      AND to_regclass('arms_history.' || relname || '_history') IS NULL")" "" \
    "each table with a hash of its rows has a history, but that of editions"

done_testing
