#!/bin/sh
# A source that has failed for days is asked once a day, each request once.
set -u
. tests/lib.sh
. tests/http/publisher.sh
. tests/clock.sh

database
notices 2 12 26001
publisher_start
run migrate

faults "documents.json status 503"
failed() { # AGO REQUESTS NAME
	forget_requests
	run_on "$(day "$1")" run federal-register
	is "$status $(requests)" "69 $2" "$3"
}
failed 10 5 "a search that fails is asked five times"
failed 9 5 "and the next day"
failed 8 1 "after two days once"
failed 7 1 "each day"

faults
forget_requests
run_on "$(day 6)" run federal-register
is "$status $(requests) $(counted notice)" "0 3 2" "until it answers"

faults "documents.json status 503"
failed 5 5 "then all begins anew"

done_testing
