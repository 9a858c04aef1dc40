#!/bin/sh
# The manual pages: well formed, and of the commands, options and settings that
# there are, none missing and none invented.
set -u
. tests/lib.sh

page=docs/armsetl.1
settings=docs/armsetl.conf.5

words() { # the lines of standard input, each once
	LC_ALL=C sort -u
}

if command -v mandoc >/dev/null; then
	is "$(mandoc -Tlint -Wwarning $page $settings 2>&1)" "" \
	    "mandoc accepts the manual pages"
else
	ok 0 "mandoc accepts the manual pages # skip mandoc is not installed"
fi

# Commands: "  run [SOURCE...]   fetch, ..." and ".It Cm run", or ".Cm run"
# in an item of several lines.

run --help
printf '%s\n' "$out" | sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z]*\) .*/\1/p' |
    words >"$HERE/there"
sed -n '/^\.Ss Commands/,/^\.Sh/p' $page |
    sed -n 's/^\.It Cm \([a-z]*\).*/\1/p; /^\.It Xo/{n;s/^\.Cm //p}' |
    words >"$HERE/told"
same_file "$HERE/told" "$HERE/there" "armsetl(1) has the commands of --help"

# Options: "  -c, --config=FILE  ..." of --help, and of each command's.

options() {
	sed -n 's/^ *\(-[a-zA-Z?], \)\{0,1\}--\([a-z-]*\).*/\2/p'
}
mv "$HERE/there" "$HERE/commands"
for command in "" $(cat "$HERE/commands"); do
	run $command --help
	printf '%s\n' "$out" | options
done | words >"$HERE/there"
grep -o 'Fl -[a-z][a-z-]*' $page | sed 's/Fl -//' | words >"$HERE/told"
same_file "$HERE/told" "$HERE/there" \
    "armsetl(1) has the options of each command"

# Exit statuses: base/outcome.c, beside 0 and the 70 of base/log.c.

for name in $(sed -n 's/.*{ \(EX_[A-Z]*\), .*/\1/p' base/outcome.c) EX_SOFTWARE; do
	printf '#include <sysexits.h>\n%s\n' "$name"
done | cc -E -P - | grep '^[0-9]*$' | words >"$HERE/there"
sed -n '/^\.Sh EXIT STATUS/,/^\.Sh EXAMPLES/s/^\.It //p' $page | words \
    >"$HERE/told"
same_file "$HERE/told" "$HERE/there" "armsetl(1) has the exit statuses"
sed -n '/^| status/,/^$/s/^| \([0-9]*\) .*/\1/p' docs/OPERATING.md | words \
    >"$HERE/told"
same_file "$HERE/told" "$HERE/there" "OPERATING.md has the exit statuses"

# Settings: every lower-case word in quotes of config.c but sections' names
# and the words of sandbox, and how it is opened;
# "#name = value" or "#   name   what it is" of armsetl.conf; ".It Ic name".

grep -o '"[a-z][a-z_]*"' config/config.c | tr -d '"' |
    grep -vx -e armsetl -e database -e archive -e fetch -e news \
	-e full -e degraded -e re | words >"$HERE/there"
sed -n 's/^#\([a-z_][a-z_]*\) = .*/\1/p; s/^#   \([a-z_][a-z_]*\)  *[a-z].*/\1/p' \
    config/armsetl.conf | words >"$HERE/shown"
sed -n 's/^\.It Ic \([a-z_]*\).*/\1/p' $settings | words >"$HERE/told"
same_file "$HERE/shown" "$HERE/there" "armsetl.conf has the settings there are"
same_file "$HERE/told" "$HERE/there" \
    "armsetl.conf(5) has the settings there are"

done_testing
