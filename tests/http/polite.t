#!/bin/sh
# Publishers are told who asks, and are asked no more than is needed.
# shellcheck disable=SC2119 # use_publisher without more settings
set -u
. tests/lib.sh
. tests/http/publisher.sh

database
notices 2 4 26001
publisher_start
version=$("$ARMSETL" --version)

run extract federal-register
is "$status" 0 "with a contact it fetches"
is "$(requests)" "$(requests "	User-Agent: $version \(tests@example\.org\)	")" \
    "each request says program, version and contact"
like "$version" '^armsetl/[0-9]+\.[0-9]+' "which are those of --version"
is "$(requests '	(Cookie|Authorization|Referer):')" 0 "and nothing else of us"
is "$(requests '	Accept-Encoding: gzip')" 3 "it takes compressed answers"

# Without a contact

start_without() { # LINE...
	rm -rf "$ARMSETL_DATA_DIR"
	forget_requests
	printf '%s\n' "[fetch]" "pause_ms = 0" "[armsetl]" "reference = $PWD/config/reference" "$@" \
	    "[federal-register]" "base = $BASE" >"$HERE/conf"
}

for contact in "" "contact ="; do
	start_without "$contact"
	run run federal-register
	is "$status" 78 "without a contact (\"$contact\"): exit status 78"
	like "$err" "^armsetl: error: no contact is set" "and the reason is said"
	is "$(requests)" 0 "and nothing is asked"
	ok "$([ ! -e "$ARMSETL_DATA_DIR/archive" ]; echo $?)" \
	    "and nothing is archived"
done
run check
like "$out" "^contact +not set: nothing is fetched" "check says so"

# Nothing of whoever runs it

use_publisher
printf 'machine 127.0.0.1 login somebody password secret\n' >"$HERE/.netrc"
rm -rf "$ARMSETL_DATA_DIR"
forget_requests
home=$HOME
HOME=$HERE
run extract federal-register
HOME=$home
is "$(requests 'Authorization:')" 0 "no password from .netrc is sent"

done_testing
