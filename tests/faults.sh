# What was done wrong on purpose, what the program did, and what was lost by
# it: the rows of docs/FAULTS.md, which tests/faults-table writes. Sourced
# behind tests/lib.sh.
# shellcheck shell=sh disable=SC2154 # TMP: tests/run

# LOST and DOUBLED are counted by the caller, of rows in the database.
fault_row() { # KIND FAULT DID STATUS LOST DOUBLED
	printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$4" "$5" "$6" \
	    >>"$TMP/faults"
}

# This cannot be tried here: its row stays as it was measured elsewhere.
fault_skip() { # KIND FAULT
	printf '%s\t%s\n' "$1" "$2" >>"$TMP/faults"
}

# How many lines of a file another does not have, each as often as it is there.
lines_without() { # FILE OTHER
	LC_ALL=C sort "$1" >"$HERE/lines.1"
	LC_ALL=C sort "$2" >"$HERE/lines.2"
	LC_ALL=C comm -23 "$HERE/lines.1" "$HERE/lines.2" | wc -l
}
