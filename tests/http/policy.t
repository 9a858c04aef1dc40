#!/bin/sh
# Directives and rules: searched for in two ways, each document asked for by
# itself, and again, because days of comment are put off.
set -u
. tests/lib.sh
. tests/http/publisher.sh

DOCUMENTS=/api/v1/documents
mkdir -p "$SITE/pages$DOCUMENTS"

document() { # NUMBER AGO TYPE TITLE COMMENTS
	printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "$(day "$2")" \
	    executive-office "$3" "$4" "$1" >>"$SITE/index"
	cat >"$SITE/pages$DOCUMENTS/$1.json" <<-END
	{"document_number": "$1", "title": "$4", "type": "$3",
	 "publication_date": "$(day "$2")", "signing_date": null,
	 "html_url": "https://www.federalregister.gov/d/$1",
	 "effective_on": null, "comments_close_on": $5,
	 "json_url": "https://www.federalregister.gov$DOCUMENTS/$1.json"}
	END
}

asked() {
	sed -n "s|^GET	$DOCUMENTS/\([^	]*\).json	\([0-9]*\)	.*|\1 \2|p" \
	    "$SITE/requests" | sort
}

document 2031-1 20 PRESDOCU "Establishing an Invented Arms Transfer Plan" null
document 2031-2 20 PRESDOCU "Of Invented Farms" null
document 2031-3 10 RULE "International Traffic: An Invented Rule" null
document 2031-4 5 PRORULE "International Traffic: Proposed" '"2031-05-01"'
document 2031-5 5 NOTICE "An Invented Notice of an Arms Transfer" null
publisher_start
configure "[policy]" "base = $BASE"
database
run migrate

run run policy
is "$status" 0 "directives and rules are fetched and loaded"
is "$(asked)" "2031-1 200
2031-3 200
2031-4 200" "of the President's those with such titles, of rules all"
is "$(grep -c 'cfr%5D%5Btitle%5D=22&conditions%5Bcfr%5D%5Bpart%5D=120-130' \
    "$SITE/requests")" 1 "rules are those of 22 CFR 120-130"
is "$(sql "SELECT identifier, kind, comments_close_on FROM arms.policy_document
    ORDER BY 1")" "2031-1|PRESDOCU|
2031-3|RULE|
2031-4|PRORULE|2031-05-01" "and told as they are said"

# The days to comment are put off; the rest is as it was.
document 2031-4 5 PRORULE "International Traffic: Proposed" '"2031-06-15"'
sed -i '$d' "$SITE/index"
touch -d '+1 minute' "$SITE/pages$DOCUMENTS/2031-4.json"
forget_requests
run run policy
is "$status" 0 "and again"
is "$(asked)" "2031-3 304
2031-4 200" "asked for again is what was published in the last days"
is "$(sql "SELECT comments_close_on FROM arms.policy
    WHERE identifier = '2031-4'")" 2031-06-15 "the days to comment are new"
is "$(sql "SELECT count(*) FROM arms.policy WHERE document_id IS NULL")" \
    "$(($(wc -l <config/reference/policy_event.csv) - 1))" \
    "beside them the list of days on which policy changed"

done_testing
