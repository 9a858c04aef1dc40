#!/bin/sh
# A publication without a number belongs to the one notice that has its
# purchasers, its value and a day near its own; as soon as there is one, and as
# long as it is the only one.
set -u
. tests/lib.sh
. tests/http/publisher.sh
. tests/db/publications.sh

database
run migrate

numbered() { # FILE NUMBER COUNTRY TOTAL DAY [MORE]
	document "$1" federal_register "https://fr.example/$1" \
	    '{"authority":"36(b)(1)","transmittal":"'"$2"'","purchasers":["'"$3"'"],
	      "total_usd":'"$4"',"delivered_on":"'"$5"'"'"${6:-}"'}'
}

post() { # FIELDS
	document post state https://state.example/post "{$1}"
	merge post
}

where_is() {
	sql "SELECT notice_id || ': ' || matched_by FROM arms.notice_publication
	      WHERE url = 'https://state.example/post'"
}

alone() { # NAME
	is "$(where_is)" "${2:-36} https://state.example/post#1: alone" "$1"
}

japan='"purchasers":["JPN"],"total_usd":100'
numbered one 26-1 JPN 100 2026-03-11
merge one

# What must agree ---------------------------------------------------------------

post "$japan,\"announced_on\":\"2026-03-21\""
is "$(where_is)" "36(b)(1) 26-1: purchaser JPN, total 100.00, announced 2026-03-21 and delivered 2026-03-11" \
    "ten days later is near"
is "$(sql "SELECT count(*), min(announced_on) FROM arms.notice")" \
    "1|2026-03-21" "it is one notice, which has the values of the post"
post "$japan,\"announced_on\":\"2026-03-22\""
alone "eleven days later is not"
post "$japan,\"announced_on\":\"2026-03-01\""
is "$(where_is)" "36(b)(1) 26-1: purchaser JPN, total 100.00, announced 2026-03-01 and delivered 2026-03-11" \
    "ten days before is near"
post "$japan,\"announced_on\":\"2026-02-28\""
alone "eleven days before is not"
post "$japan,\"announced_on\":\"2026-01-01\",\"delivered_on\":\"2026-03-11\""
like "$(where_is)" "delivered 2026-03-11 and delivered 2026-03-11" \
    "the day of delivery goes before that of the announcement"
post "$japan,\"published_on\":\"2026-03-12\""
like "$(where_is)" "published 2026-03-12 and delivered 2026-03-11" \
    "and both before that of publication"
post "$japan"
alone "a publication without any day is a notice alone"
post '"purchasers":["JPN"],"total_usd":101,"announced_on":"2026-03-12"'
alone "another value is another notice"
post '"purchasers":["NOR"],"total_usd":100,"announced_on":"2026-03-12"'
alone "another purchaser is another notice"
post '"purchasers":["JPN","NOR"],"total_usd":100,"announced_on":"2026-03-12"'
alone "one purchaser more, too"
post '"total_usd":100,"announced_on":"2026-03-12"'
alone "no purchaser is no evidence"
post '"purchasers":["JPN"],"announced_on":"2026-03-12"'
alone "no value is none"
post "$japan,\"announced_on\":\"2026-03-12\",\"authority\":\"36(b)(5)(C)\""
alone "another authority is another notice" "36(b)(5)(C)"
post "$japan,\"announced_on\":\"2026-03-12\",\"kind\":\"correction\""
alone "a correction is placed by what it corrects alone"

# When others come and go -------------------------------------------------------

post "$japan,\"announced_on\":\"2026-03-12\""
like "$(where_is)" "^36\(b\)\(1\) 26-1:" "the post is found a notice"
numbered two 26-2 JPN 100 2026-03-15
merge two
alone "when there are two it may be of either"
document two federal_register https://fr.example/two
merge two
like "$(where_is)" "^36\(b\)\(1\) 26-1:" "when one vanishes it is of the other"
numbered two 26-2 JPN 100 2026-03-15
merge two
numbered one 26-1 JPN 100 2026-05-01
merge one
like "$(where_is)" "^36\(b\)\(1\) 26-2:" "when the day of one changes, too"
numbered one 26-1 JPN 100 2026-03-11
numbered two 26-2 NOR 100 2026-03-15
merge one two
like "$(where_is)" "^36\(b\)\(1\) 26-1:" "when the purchaser of one changes, too"
numbered one 26-1 JPN 99 2026-03-11
merge one
alone "when the value changes, of none"
numbered one 26-1 JPN 100 2026-03-11
merge one
numbered one 26-9 JPN 100 2026-03-11
merge one
like "$(where_is)" "^36\(b\)\(1\) 26-9:" "when the number changes it follows"
document one federal_register https://fr.example/one
merge one
alone "when no other is left it is a notice alone"
is "$(sql "SELECT notice_id FROM arms.notice ORDER BY 1")" \
    "36 https://state.example/post#1
36(b)(1) 26-2" "and is a notice of its own"

# The day of another publication of the notice counts as well.
numbered one 26-1 JPN 100 2026-01-01
document page dsca https://dsca.example/1 '{"transmittal":"26-1",
    "purchasers":["JPN"],"announced_on":"2026-03-10"}'
merge one
alone "the register's day is far"
merge page
like "$(where_is)" "^36\(b\)\(1\) 26-1: .* announced 2026-03-10" \
    "the page's is near"
is "$(sql "SELECT DISTINCT notice_id FROM arms.notice_publication
    WHERE url LIKE '%dsca%'")" "36(b)(1) 26-1" \
    "the page's number has the authority that the register states"

# A correction of the post goes where the post goes, and one of that as well.
document second state https://state.example/second \
    '{"kind":"correction","corrects":"https://state.example/first"}'
document first state https://state.example/first \
    '{"kind":"correction","corrects":"https://state.example/post"}'
merge second
merge first
follow() {
	sql "SELECT string_agg(DISTINCT notice_id, ' ') FROM arms.notice_publication
	      WHERE url LIKE 'https://state%'"
}
is "$(follow)" "36(b)(1) 26-1" "corrections follow"
document page dsca https://dsca.example/1
merge page
is "$(follow)" "36 https://state.example/post#1" "there and back"
document post state https://state.example/post
merge post
is "$(follow)" \
    "36 https://state.example/first#1 36 https://state.example/second#1" \
    "corrections are notices alone when it is gone"

# Corrections that correct each other do not hang.
document first state https://state.example/first \
    '{"kind":"correction","corrects":"https://state.example/second"}'
merge first
is "$(follow)" \
    "36 https://state.example/first#1 36 https://state.example/second#1" \
    "corrections of each other are notices alone"

# All of that in every order: a post and its notice, a correction and one of
# that, two that correct each other and one of these.
numbered one 26-1 JPN 100 2026-03-11
post "$japan,\"announced_on\":\"2026-03-12\""
document first state https://state.example/first \
    '{"kind":"correction","corrects":"https://state.example/post"}'
document left state https://state.example/left \
    '{"kind":"correction","corrects":"https://state.example/right"}'
document right state https://state.example/right \
    '{"kind":"correction","corrects":"https://state.example/left"}'
document follower state https://state.example/follower \
    '{"kind":"correction","corrects":"https://state.example/left"}'
empty_database
in_every_order "corrections" one+left post+right first+follower second
is "$(sql "SELECT notice_id, count(*) FROM arms.notice_publication
    GROUP BY 1 ORDER BY 1")" \
"36 https://state.example/follower#1|1
36 https://state.example/left#1|1
36 https://state.example/right#1|1
36(b)(1) 26-1|4" "a correction that leads nowhere is a notice alone"

# From before there was evidence -------------------------------------------------

merge page two second
post "$japan,\"announced_on\":\"2026-03-12\""
numbered one 26-1 JPN 100 2026-03-11
merge one
known | psql -XqAt >"$HERE/wanted"
sql "UPDATE arms.notice_publication SET matched_by = NULL, row_hash = md5('')::uuid"
merge two
known | psql -XqAt >"$HERE/got"
same_file "$HERE/got" "$HERE/wanted" \
    "what was placed without evidence is placed anew by the next load"

# Two at once ----------------------------------------------------------------------

# Two loads at the same time: the second waits until it sees the first's.
document left federal_register https://fr.example/7 \
    '{"authority":"36(b)(1)","transmittal":"26-7","title":"of the register"}'
document right dsca https://dsca.example/7 \
    '{"authority":"36(b)(1)","transmittal":"26-7","title":"of the page"}'
package left | sed 's/^COMMIT;$/SELECT pg_sleep(1); COMMIT;/' |
    psql -XqAt >/dev/null &
while [ "$(sql "SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND query LIKE '%pg_sleep(1)%'
      AND pid <> pg_backend_pid()")" = 0 ]; do
	:
done
merge right
wait
is "$(sql "SELECT title, (SELECT count(*) FROM arms.notice_publication p
    WHERE p.notice_id = n.notice_id) FROM arms.notice n
    WHERE transmittal = '26-7'")" "of the register|2" \
    "two loads at the same time come to what they come to one by one"

done_testing
