#!/bin/sh
# Gates of completeness: what fails one stays in the archive and is not loaded,
# until a crawl passes it or the operator accepts it.
set -u
. tests/lib.sh
. tests/http/publisher.sh

WORKLISTS=$ARMSETL_DATA_DIR/worklists/federal-register
HELD=$WORKLISTS/held
CURSOR=$ARMSETL_DATA_DIR/archive/federal-register/cursor

held() { # gate, measured and wanted of each
	jq -r '.[] | "\(.gate) \(.measured) \(.wanted)"' "$HELD"
}

database
notices 5 40 26001
notices 2 500 25001
publisher_start

# The search says that there are more than it gives ---------------------------

run run federal-register
is "$status $(counted document)" "0 5" "a first run"
echo "$(day 60)" >"$CURSOR"
notices 1 20 26021
faults "documents.json count 9"
run run federal-register
is "$status" 65 "a count that does not add up: exit status 65"
like "$err" "the search counts 9 documents and gives 6; gate count: 6 of 9" \
    "the log names the gate that failed, and by how much"
like "$err" "error: federal-register: is not loaded, as gate count failed, 6 of 9" \
    "the log says that nothing is loaded"
is "$(held)" "count 6 9" "the gate that failed is noted on disk"
is "$(cat "$CURSOR") $(counted document)" "$(day 60) 5" \
    "a gate that fails moves neither cursor nor database"
like "$(sql "SELECT status FROM arms.run ORDER BY run_id DESC LIMIT 1")" \
    "^incomplete$" "the ledger has the outcome of a gate that failed"

for command in replay load transform; do
	run $command federal-register
	is "$status" 65 "$command of a source that a gate withholds: exit status 65"
	like "$err" "is not loaded, as gate count failed, 6 of 9" \
	    "$command logs which gate withholds the source"
done
run replay ddtc
is "$status" 0 "other sources are not withheld"

faults "documents.json status 500"
run run federal-register
is "$status $(held)" "65 count 6 9" \
    "a run that does not reach the gate leaves it as it is"

faults
run run federal-register
is "$status" 0 "a crawl that passes its gates: exit status 0"
ok "$([ ! -e "$HELD" ]; echo $?)" "a crawl that passes takes the failed gate out"
is "$(counted document) $(cat "$CURSOR")" "6 $(day 0)" "after a crawl that passes all is loaded"

# The operator accepts it ---------------------------------------------------

echo "$(day 60)" >"$CURSOR"
notices 1 19 26031
faults "documents.json count 9"
run run --accept-incomplete federal-register
is "$status" 0 "accepted: the run succeeds"
like "$err" "warning: .* gives 7; accepted: gate count: 7 of 9" "a gate that is accepted logs a warning"
is "$(counted document) $(cat "$CURSOR")" "7 $(day 0)" \
    "what was listed is fetched and loaded"
ok "$([ ! -e "$HELD" ]; echo $?)" "a gate that is accepted withholds nothing"

notices 1 18 26041
echo "$(day 60)" >"$CURSOR"
run run federal-register
is "$status $(counted document)" "65 7" "a gate that is not accepted withholds the source"
run transform --accept-incomplete federal-register
is "$status $(held)" "0 count 8 9" "transform alone leaves the gate as it is"
run load --accept-incomplete federal-register
is "$status" 0 "load --accept-incomplete: exit status 0"
like "$err" "warning: .* is loaded although gate count failed, 8 of 9" "load --accept-incomplete logs a warning"
ok "$([ ! -e "$HELD" ]; echo $?)" "load --accept-incomplete takes the failed gate out"
faults

# Floors ----------------------------------------------------------------------

start_over
use_publisher "[federal-register]" "floor_per_year = 100" "backfill_days = 90"
run run federal-register
is "$status" 65 "fewer documents than the floor: exit status 65"
like "$err" "$(day 90) to $(day 0): there are too few documents; gate floor: 8 of 24" \
    "91 days of a hundred a year are 24"
is "$(held) $(counted document)" "floor 8 24 0" "too few documents are withheld"
ok "$([ ! -e "$CURSOR" ]; echo $?)" "a first run that fails its floor leaves no cursor"
use_publisher "[federal-register]" "floor_per_year = 36" "backfill_days = 90"
run run federal-register
is "$status $(counted document)" "0 8" "a floor of 8.98 documents is rounded down"

# Of a backfill ---------------------------------------------------------------

LIST=$WORKLISTS/backfill-$(day 540)-$(day 361)
backfill() {
	run backfill federal-register --since "$(day 540)" --until "$(day 361)" "$@"
}
use_publisher "[federal-register]" "floor_per_year = 8" "backfill_days = 90"
forget_requests
backfill
is "$status" 65 "a step below the floor: exit status 65"
is "$(held)" "floor 0 1" "the step that failed its floor is noted"
is "$(requests documents.json) $(grep -c '"at"' "$LIST")" "2 1" \
    "the steps after one that failed are fetched, and done"
is "$(counted document)" 8 "nothing of a backfill with a failed step is loaded"
run run federal-register
is "$status $(held)" "65 floor 0 1" \
    "a live run leaves the gate of a backfill as it is"
notices 1 400 25011
forget_requests
backfill
is "$status $(requests documents.json)" "0 1" \
    "the next call fetches only the listing that was not whole"
is "$(counted document)" 11 "a backfill that passes is loaded"
ok "$([ ! -e "$LIST" ] && [ ! -e "$HELD" ]; echo $?)" "a backfill that passes leaves no backlog and no gate"

use_publisher "[federal-register]" "floor_per_year = 100" "backfill_days = 90"
backfill
is "$status $(held | tr '\n' ' ')" "65 floor 2 24 floor 1 24 " \
    "each step below the floor is noted"
backfill --accept-incomplete
is "$status" 0 "steps that are accepted are done"
ok "$([ ! -e "$LIST" ] && [ ! -e "$HELD" ]; echo $?)" "a backfill that is accepted leaves no backlog and no gate"

# Without a floor

start_over
use_publisher "[federal-register]" "floor_per_year = 0"
run run federal-register
is "$status $(counted document)" "0 8" "without a floor all is loaded"

done_testing
