#!/bin/sh
# Each question of docs/COOKBOOK.md is asked of the bundled sample, as it stands:
# the answer is the one below it. After a change on purpose:
#
#   make run; eval "$(config/local-postgres env)"
#   tests/cookbook >new && mv new docs/COOKBOOK.md
set -u
. tests/lib.sh
database

printf '#!/bin/sh\nexec "%s" --config "%s" "$@"\n' "$ARMSETL" "$HERE/conf" \
    >"$HERE/armsetl"
chmod +x "$HERE/armsetl"
ARMSETL=$HERE/armsetl config/run-sample >"$HERE/out" 2>"$HERE/err"
ok $? "the sample is loaded"
tests/cookbook >"$HERE/now" 2>"$HERE/err"
ok $? "each question can be asked"
same_file "$HERE/now" docs/COOKBOOK.md "the answers are as they stand"

# In whatever way the planner goes: an order that is not told is not that of others.
# Such ways cost so much on paper that each query would be compiled first.
for way in "enable_hashjoin=off -c enable_hashagg=off" \
    "enable_mergejoin=off -c enable_nestloop=off" "enable_sort=off"; do
	PGOPTIONS="-c jit=off -c $way" tests/cookbook >"$HERE/now" 2>"$HERE/err"
	same_file "$HERE/now" docs/COOKBOOK.md "the answers do not depend on $way"
done

# A question, its length, and the rows of its answer.
awk '
	/^### / { question = $2; lines = rows = 0 }
	$0 == "```sql" { part = "lines"; next }
	$0 == "```text" { part = "rows"; next }
	$0 == "```" {
		if (part == "rows")
			print question, lines, rows - 2
		part = ""
		next
	}
	part == "lines" { lines++ }
	part == "rows" { rows++ }
' docs/COOKBOOK.md >"$HERE/questions"
ok "$([ "$(wc -l <"$HERE/questions")" -ge 30 ]; echo $?)" \
    "there are 30 questions and more"
is "$(awk '$2 > 15' "$HERE/questions")" "" "each query has 15 lines at most"
is "$(awk '$3 < 1' "$HERE/questions")" "" "each has an answer"

is "$(for view in $(sql "SELECT relname FROM pg_class
	    WHERE relnamespace = 'arms'::regnamespace AND relkind = 'v'
	      AND relname <> 'correction_state'"); do
	sql "SELECT '$view' WHERE NOT EXISTS (SELECT FROM arms.$view)"
done)" "" "no view is empty, but for corrections of what is made up"

done_testing
