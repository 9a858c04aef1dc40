#!/bin/sh
# Completion for bash offers what the program has, and notices of the database.
set -u
. tests/lib.sh
database
run import ddtc tests/golden/ddtc/*.txt
run import dsca tests/golden/dsca/era-2019-emergency.html
run -q replay

cat >"$HERE/complete" <<'EOF_BASH'
. config/deploy/armsetl.bash
compopt() { echo "$*"; }
COMP_WORDS=(armsetl "$@")
COMP_CWORD=$#
word=${!#} before=${COMP_WORDS[COMP_CWORD - 1]}
COMPREPLY=()
_armsetl armsetl "$word" "$before"
[[ ${#COMPREPLY[@]} = 0 ]] || printf '%s\n' "${COMPREPLY[@]}"
EOF_BASH
mkdir "$HERE/bin"
ln -s "$ARMSETL" "$HERE/bin/armsetl"
offered() { # WORD...: the last is what is completed
	PATH=$HERE/bin:$PATH bash "$HERE/complete" "$@" 2>&1
}

is "$(offered '')" "$("$ARMSETL" --help |
    sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z]*\) .*/\1/p')" "all commands"
is "$(offered re)" "replay
report" "those that begin so"
is "$(offered -v --db x st)" "status" "behind options, too"
is "$(offered --log)" "--log-format" "options of the program"
is "$(offered report --out d)" "-o default" "a folder"
is "$(offered report --b)" "--base-year" "options of a report"
is "$(offered run --acc)" "--accept-incomplete" "options of a command"
is "$(offered status ds)" "dsca
dsca-library" "sources"
is "$(offered import census)" "census-trade" "a source for an import"
is "$(offered import census-trade x)" "-o default" "then files"
first=$(sql "SELECT min(transmittal) FROM arms.notice WHERE transmittal LIKE 'DDTC %'")
ok "$([ -n "$first" ]; echo $?)" "there is a notice with a blank in its number"
is "$(offered why "DDTC\\ ${first#DDTC }")" "DDTC\\ ${first#DDTC }" \
    "its number is one word"
is "$(offered why DDTC | wc -l)" "$(sql "SELECT count(DISTINCT transmittal)
    FROM arms.notice WHERE transmittal LIKE 'DDTC%'")" "all that begin so"
is "$(PGDATABASE=nowhere offered why DDTC)" "" "none where there is no database"

done_testing
