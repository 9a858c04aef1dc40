#!/bin/sh
# The command line and the settings: help, and what is refused.
set -u
. tests/lib.sh

commands="run backfill extract transform load import replay migrate status
    sources check"

# Help

run --help
is "$status" 0 "--help succeeds"
is "$err" "" "--help prints nothing on standard error"
for command in $commands; do
	like "$out" "^ +$command " "--help lists $command"
done
run --version
is "$status" 0 "--version succeeds"
like "$out" '^armsetl/[0-9]+\.[0-9]+\.[0-9]+$' \
    "--version prints program and version"
for command in $commands; do
	run "$command" --help
	is "$status" 0 "$command --help succeeds"
	like "$out" "^Usage: armsetl $command( |$)" \
	    "$command --help begins with the usage of armsetl $command"
	is "$err" "" "$command --help prints nothing on standard error"
done
for command in run load replay status; do
	run "$command" --help
	like "$out" "--metrics=FILE" "$command --help shows --metrics"
done
for command in extract transform; do
	run "$command" --help
	is "$(printf '%s\n' "$out" | grep -c -- --metrics)" 0 \
	    "$command --help does not show --metrics, which it does not have"
done

# Usage

refused() { # MESSAGE ARGUMENT...
	message=$1
	shift
	run "$@"
	is "$status" 64 "armsetl $*: exit status 64"
	like "$err" "$message" "armsetl $*: the reason is on standard error"
	is "$out" "" "armsetl $*: nothing is on standard output"
}

refused "^Usage: " # without a command
refused "there is no command rum" rum
refused "there is no command Run" Run
refused "unrecognized option '--fast'" --fast run
refused "unrecognized option '--fast'" run --fast
refused "FORMAT is text or json" --log-format xml sources
refused "requires an argument" --config
for command in run extract transform load replay status; do
	refused "there is no source sipri" "$command" sipri
done
refused "there is no source sipri" run federal-register sipri
for command in migrate sources check; do
	refused "Too many arguments" "$command" federal-register
done
for command in extract transform; do
	refused "unrecognized option '--metrics'" "$command" --metrics "$HERE/x"
done
refused "^Usage: armsetl import " import
refused "^Usage: armsetl import " import federal-register
refused "there is no source sipri" import sipri "$HERE/conf"
refused "2026-02-30 is not a day" import federal-register \
    --published 2026-02-30 "$HERE/conf"
refused "26-2-3 is not a day" import federal-register --published 26-2-3 \
    "$HERE/conf"
refused "one file" import federal-register --url https://a.example/ \
    "$HERE/conf" "$HERE/conf"
long=https://www.federalregister.gov/documents/full_text/text/$(
    head -c 1000 /dev/zero | tr '\0' x)
refused "cannot be the address of a document" import federal-register \
    --url "$long" "$HERE/conf"
ok "$([ ! -e "$ARMSETL_DATA_DIR" ]; echo $?)" \
    "a wrong command line writes nothing"

# A command takes as many names as the line has.
names=$(yes federal-register | head -n 64)
# shellcheck disable=SC2086 # a list of words
run --verbose transform $names dsca
is "$status" 0 "transform takes 65 names of sources"
like "$err" "dsca: the packages are current" "the 65th name is not dropped"
is "$(printf '%s\n' "$err" | grep -c federal-register)" 1 \
    "a source that is named twice is read once"

# Settings

wrong() { # LINE NUMBER SETTING...
	line=$1
	shift
	printf '%s\n' "$@" >"$HERE/conf"
	run sources
	is "$status" 78 "$*: exit status 78"
	is "$err" "armsetl: error: $HERE/conf: line $line: not a setting, or not a value for it, or given twice" \
	    "$*: the message names file and line"
	is "$out" "" "$*: nothing is done"
}

wrong 2 "[armsetl]" "contract = a@example.org"
wrong 3 "[armsetl]" "contact = a@example.org" "Contact = a@example.org"
wrong 2 "[database]" "password = secret"
wrong 2 "[no-such-source]" "base = https://www.example.org"
wrong 2 "[federal-register]" "base = http://www.example.org"
wrong 2 "[federal-register]" "base = https://www.example.org/"
wrong 2 "[federal-register]" "page_size = many"
wrong 2 "[federal-register]" "page_size = -1"
wrong 2 "[federal-register]" "lag_days = 1.5"
wrong 2 "[fetch]" "most_bytes = 0"
wrong 2 "[fetch]" "most_bytes = 5T"
wrong 2 "[fetch]" "most_bytes = 99999999999999999999"
wrong 2 "[fetch]" "total_seconds = 0"
wrong 2 "[archive]" "file_limit ="
wrong 1 "contact = a@example.org"
wrong 2 "[armsetl]" "just words"

run --config "$HERE/none.conf" sources
is "$status" 78 "a file of settings that is not there: exit status 78"
like "$err" "^armsetl: error: $HERE/none.conf: No such file" \
    "the message names the file"

configure "" "# a comment" "; another" "[fetch]" "most_bytes = 1M ; of memory" \
    "[federal-register]" "base = https://mirror.example.org:8443/fr"
run sources
is "$status" 0 "comments and units are understood"
like "$out" "^  address +https://mirror\.example\.org:8443/fr$" \
    "a setting changes what it is for"

grep '^#[a-z_]* = ' config/armsetl.conf | sed 's/^#//' >"$HERE/said"
sed 's/^#\([a-z_]* = \)/\1/' config/armsetl.conf >"$HERE/conf"
run sources
is "$status" 0 "armsetl.conf itself, uncommented, is understood"
ok "$([ -s "$HERE/said" ]; echo $?)" "armsetl.conf has settings"

# Sources

configure
run sources
is "$status $err" "0 " "sources succeeds"
known=$(sed -n 's/^	{ "\([a-z0-9-]*\)",.*/\1/p' config/sources.c)
is "$(printf '%s\n' "$out" | grep '^[^ ]')" "$known" \
    "sources lists those of config/sources.c"
is "$(printf '%s\n' "$out" | grep -c '^  address    https://www.federalregister.gov$')" \
    3 "sources shows their addresses"
for what in publisher address cadence licence; do
	is "$(printf '%s\n' "$out" | grep -c "^  $what ")" \
	    "$(printf '%s\n' "$known" | wc -l)" \
	    "sources shows the $what of each"
done

# Messages for machines

run --log-format json --db "host=$HERE/nowhere password=hush" load
is "$status" 69 "messages as JSON change no exit status"
like "$err" '^\{.*\}$' "a message as JSON is an object on a line"
if perl -MJSON::PP -e 1 2>/dev/null; then
	printf '%s\n' "$err" | perl -MJSON::PP -ne \
	    'decode_json($_)->{message} =~ /database/ or exit 1'
	ok $? "a message as JSON has its text"
else
	ok 0 "a message as JSON has its text # skip JSON::PP is not installed"
fi
is "$(printf '%s\n' "$out$err" | grep -c hush)" 0 "a message holds no password"
run --quiet --db "host=$HERE/nowhere" load
like "$err" "^armsetl: error: " "--quiet leaves errors"
run --verbose transform
like "$err" "packages are current" "--verbose tells also what was not done"
run transform
is "$status $out$err" "0 " "transform with nothing to do prints nothing"

done_testing
