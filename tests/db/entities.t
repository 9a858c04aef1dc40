#!/bin/sh
# The picture of the schema is of the schema as it is. After a change on purpose:
#
#   make entities
set -u
. tests/lib.sh
database
run migrate
psql -XqAt -v ON_ERROR_STOP=1 -f docs/entities.sql >"$HERE/dot"
same_file "$HERE/dot" docs/entities.dot "docs/entities.dot is of this schema"

# How the drawing is laid out depends on graphviz and fonts; what is in it does not.
sed -n 's/.*<title>\(.*\)<\/title>.*/\1/p' docs/entities.svg |
    sed 's/&#45;/-/g; s/&gt;/>/g; s/:[a-z0-9_]*//g' |
    grep -v '^cluster_\|^entities$' | LC_ALL=C sort >"$HERE/drawn"
sed -n 's/^\t\t\([a-z_]*\) \[label.*/\1/p
    s/^\t\([a-z_]*\):[a-z0-9_]* -> \([a-z_]*\).*;/\1->\2/p' "$HERE/dot" |
    LC_ALL=C sort >"$HERE/meant"
ok "$([ "$(wc -l <"$HERE/meant")" -gt 60 ]; echo $?)" "there are entities and references"
same_file "$HERE/drawn" "$HERE/meant" "docs/entities.svg shows each of them"

is "$(sql "SELECT relname FROM pg_class
            WHERE relnamespace = 'arms'::regnamespace AND relkind IN ('r', 'p')
              AND relname <> 'migration'" | LC_ALL=C sort |
    LC_ALL=C comm -23 - "$HERE/meant")" "" "no table is missing"

done_testing
