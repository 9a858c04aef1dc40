# For tests of faults: what each came to, for docs/FAULTS.md. Sourced behind
# tests/lib.sh.
# shellcheck shell=sh

# Adds a line to $TMP/faults, whole even when several tests add at once.
fault_row() { # KIND FAULT DID STATUS LOST DOUBLED
	printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$4" "$5" "$6" \
	    >>"$TMP/faults"
}
