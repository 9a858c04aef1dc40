#!/bin/sh
# Where two publications of a notice differ, both values are kept: what was
# planted is found, and nothing else.
set -u
. tests/lib.sh
. tests/http/publisher.sh
. tests/db/publications.sh

database
run migrate

found() {
	sql "SELECT n.transmittal, field, surface_a, value_a, surface_b, value_b
	       FROM arms.discrepancy JOIN arms.notice n USING (notice_id)
	      ORDER BY 1, 2, 3, 4, 5, 6"
}

both() { # NUMBER REGISTER PAGE: what each says
	n=$((n + 1))
	document "fr$1" federal_register "https://fr.example/$1" \
	    '{"authority":"36(b)(1)","transmittal":"26-'"$1"'"'"$2"'}'
	document "dsca$1" dsca "https://dsca.example/$1" \
	    '{"authority":"36(b)(1)","transmittal":"26-'"$1"'"'"$3"'}'
	all="$all fr$1 dsca$1"
}
n=0
all=

japan=',"purchasers":["JPN"]'
agency=',"purchasers":["NATO Support and Procurement Agency"]'
both 1 "$japan,\"total_usd\":100,\"mde_usd\":60,\"delivered_on\":\"2026-03-01\"" \
    "$japan,\"total_usd\":100,\"announced_on\":\"2026-03-04\""
both 2 "$japan,\"total_usd\":2316000000" "$japan,\"total_usd\":2320000000"
both 3 "$japan" ',"purchasers":["NOR"]'
both 4 "$japan,\"delivered_on\":\"2026-03-01\"" \
    "$japan,\"delivered_on\":\"2026-03-02\""
both 5 ',"purchasers":["FIN","SWE"]' ',"purchasers":["SWE","FIN"]'
both 6 ',"purchasers":["FIN","SWE"]' ',"purchasers":["SWE"]'
both 7 "$agency" ',"purchasers":["the NSPA"]'
both 8 "$agency" ',"purchasers":["NATO Support and Procurement Agency (NSPA) as Lead Nation"]'
both 9 "$agency" "$japan"
both 10 "$japan,\"mde_usd\":60,\"other_usd\":40" \
    "$japan,\"mde_usd\":61,\"other_usd\":39"
both 11 '' "$japan,\"total_usd\":1"

# Another version of a page takes its place.
FETCHED=2026-02-01
document edited dsca https://dsca.example/1 \
    '{"authority":"36(b)(1)","transmittal":"26-1","purchasers":["JPN"],
      "total_usd":100,"announced_on":"2026-03-05"}'
FETCHED=
# A page that moved is another.
document before dsca https://dsca.example/old/12 \
    '{"authority":"36(b)(1)","transmittal":"26-12","purchasers":["JPN"],
      "total_usd":7,"announced_on":"2026-03-05"}'
document after dsca https://dsca.example/new/12 \
    '{"authority":"36(b)(1)","transmittal":"26-12","purchasers":["JPN"],
      "total_usd":8,"announced_on":"2026-03-05"}'
# What a correction says differs because it is one.
document correction federal_register https://fr.example/99 \
    '{"kind":"correction","corrects":"https://fr.example/1","mde_usd":65}'
# The same notice twice on a page, as the Record prints it.
document twice congressional_record https://record.example/1 \
    '{"authority":"36(b)(1)","transmittal":"26-1","purchasers":["JPN"],"total_usd":100}' \
    '{"authority":"36(b)(1)","transmittal":"26-1","purchasers":["JPN"],"total_usd":100}'

sql "INSERT INTO arms.country (name, kind) VALUES
        ('NATO Support and Procurement Agency', 'organisation');
    INSERT INTO arms.country_alias VALUES
        ('NSPA', 'NATO Support and Procurement Agency', 'test')"
wanted='26-10|mde_usd|federal_register|60.00|dsca|61.00
26-10|other_usd|federal_register|40.00|dsca|39.00
26-12|total_usd|dsca|8.00|dsca|7.00
26-2|total_usd|federal_register|2316000000.00|dsca|2320000000.00
26-3|purchaser_iso3|federal_register|JPN|dsca|NOR
26-4|delivered_on|federal_register|2026-03-01|dsca|2026-03-02
26-6|purchasers|federal_register|FIN, SWE|dsca|SWE
26-9|purchasers|federal_register|NATO Support and Procurement Agency|dsca|JPN'
# shellcheck disable=SC2086 # a list of words
merge $all edited before after correction twice
is "$(found)" "$wanted" "what was planted is found, and nothing else"
is "$(counted notice) $(counted fault)" "12 0" "all are one notice each"

sql "SELECT count(*) FROM arms.notice n
      WHERE purchaser_iso3 IS DISTINCT FROM (
          SELECT CASE WHEN count(*) = 1 THEN min(iso3) END
            FROM arms.notice_purchaser p WHERE p.notice_id = n.notice_id)" \
    >"$HERE/disagree"
is "$(cat "$HERE/disagree")" 0 "a notice's purchasers agree with its purchaser"

# shellcheck disable=SC2086 # a list of words
for file in twice correction after before edited $all; do
	merge "$file"
done
is "$(found)" "$wanted" "merged a second time, one by one, the discrepancies are the same"
is "$(history_rows)" 0 "and nothing has been written"

document fr2 federal_register https://fr.example/2 \
    '{"authority":"36(b)(1)","transmittal":"26-2","purchasers":["JPN"],"total_usd":2320000000}'
merge fr2
is "$(found | grep -c '^26-2|')" 0 "what is mended is no discrepancy"
is "$(counted discrepancy_history)" 1 "but in the history"

done_testing
