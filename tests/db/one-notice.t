#!/bin/sh
# What several surfaces say of one notification becomes one notice, in whatever
# order they are heard.
set -u
. tests/lib.sh
. tests/http/publisher.sh
. tests/db/publications.sh

placed() { # NUMBER
	sql "SELECT notice_id, surface, regexp_replace(url, '.*/', ''), matched_by
	       FROM arms.notice_publication WHERE notice_id LIKE '% $1%'
	      ORDER BY notice_id COLLATE \"C\", 2, 3"
}

database
run migrate

# All kinds of publications -----------------------------------------------------

document fr federal_register https://fr.example/1 \
    '{"authority":"36(b)(1)","transmittal":"26-1","purchasers":["JPN"],
      "total_usd":100,"mde_usd":60,"delivered_on":"2026-03-10",
      "published_on":"2026-05-01","title":"of the register"}'
document dsca dsca https://dsca.example/1 \
    '{"authority":"36(b)(1)","transmittal":"26-1","purchasers":["JPN"],
      "total_usd":101,"announced_on":"2026-03-12","title":"of the page",
      "us_government_reps":3}'
document state state https://state.example/1 \
    '{"purchasers":["JPN"],"total_usd":100,"announced_on":"2026-03-13",
      "contractor_reps":4}'
document record congressional_record https://record.example/1 \
    '{"authority":"36(b)(1)","transmittal":"26-1","purchasers":["JPN"],
      "total_usd":100}' \
    '{"authority":"36(b)(1)","transmittal":"26-1","purchasers":["JPN"],
      "total_usd":100}' \
    '{"authority":"36(b)(1)","transmittal":"26-2","purchasers":["NOR"],
      "total_usd":100,"delivered_on":"2026-03-09"}'
document correction federal_register https://fr.example/2 \
    '{"kind":"correction","corrects":"https://fr.example/1","mde_usd":65,
      "authority":"36(b)(1)","published_on":"2026-06-01"}'

# One number, two countries ---------------------------------------------------

document belgium dsca_library https://library.example/BELGIUM_17-80.PDF \
    '{"transmittal":"17-80","purchasers":["BEL"],"fault":true}'
document kuwait dsca_library https://library.example/KUWAIT_17-80.PDF \
    '{"transmittal":"17-80","purchasers":["KWT"]}'
document page dsca https://dsca.example/80 \
    '{"authority":"36(b)(1)","transmittal":"17-80","purchasers":["KWT"],
      "total_usd":3,"announced_on":"2018-01-03"}'
document other congressional_record https://record.example/80 \
    '{"authority":"36(b)(1)","transmittal":"17-80","total_usd":7}' \
    '{"kind":"correction","authority":"36(b)(1)","transmittal":"17-80",
      "corrects":"https://dsca.example/80"}'
document unnumbered state https://state.example/80 \
    '{"purchasers":["KWT"],"total_usd":3,"delivered_on":"2018-01-13"}'

# Reports under 36(b)(5), by the letter that one prints and another derives -------

document letter congressional_record https://record.example/21 \
    '{"authority":"36(b)(5)(A)","transmittal":"21-0L","kind":"enhancement"}' \
    '{"authority":"36(b)(5)(C)","transmittal":"21-1","kind":"enhancement",
      "amends":"11-5"}' \
    '{"authority":"36(b)(5)(C)","transmittal":"21-3","kind":"enhancement"}' \
    '{"authority":"36(b)(5)(C)","transmittal":"21-4","kind":"enhancement",
      "purchasers":["NOR"]}' \
    '{"authority":"36(b)(5)(C)","transmittal":"21-0B","kind":"enhancement",
      "purchasers":["KOR"]}' \
    '{"authority":"36(b)(5)(C)","transmittal":"21-6","kind":"enhancement"}'
document derived dsca_library https://library.example/KOREA_21-0L.PDF \
    '{"authority":"36(b)(5)(C)","transmittal":"21-0L","kind":"enhancement",
      "purchasers":["KOR"]}' \
    '{"authority":"36(b)(1)","transmittal":"21-1","purchasers":["DEU"]}' \
    '{"authority":"36(b)(1)","transmittal":"21-3","purchasers":["ITA"]}' \
    '{"authority":"36(b)(1)","transmittal":"21-4","purchasers":["DNK"]}' \
    '{"authority":"36(b)(1)","transmittal":"21-5","purchasers":["DNK"]}' \
    '{"authority":"36(b)(1)","transmittal":"21-6","purchasers":["DNK"]}'
document printed federal_register https://fr.example/21 \
    '{"authority":"36(b)(1)","transmittal":"21-3","purchasers":["ITA"]}' \
    '{"authority":"36(b)(5)(A)","transmittal":"21-0B","kind":"enhancement"}' \
    '{"authority":"36(b)(5)(C)","transmittal":"21-5","kind":"enhancement",
      "purchasers":["NOR"]}' \
    '{"authority":"36(b)(5)(C)","transmittal":"21-6","kind":"enhancement",
      "purchasers":["NOR"]}'
document after federal_register https://fr.example/22 \
    '{"authority":"36(b)(5)(C)","transmittal":"21-5","kind":"enhancement",
      "purchasers":["DNK"]}'

in_every_order "all kinds" fr+kuwait+letter dsca+belgium+derived state+page+after \
    record+other+printed correction+unnumbered
is "$(sql "SELECT notice_id, authority, kind, purchaser_iso3, amends
             FROM arms.notice WHERE transmittal LIKE '21-%'
            ORDER BY notice_id COLLATE \"C\"")" \
"36(b)(1) 21-3|36(b)(1)|original|ITA|
36(b)(1) 21-4|36(b)(1)|original|DNK|
36(b)(1) 21-6|36(b)(1)|original|DNK|
36(b)(5)(A) 21-0B|36(b)(5)(A)|enhancement|KOR|
36(b)(5)(A) 21-0L|36(b)(5)(A)|enhancement|KOR|
36(b)(5)(C) 21-1|36(b)(5)(C)|enhancement|DEU|11-5
36(b)(5)(C) 21-3|36(b)(5)(C)|enhancement||
36(b)(5)(C) 21-4|36(b)(5)(C)|enhancement|NOR|
36(b)(5)(C) 21-5 DNK|36(b)(5)(C)|enhancement|DNK|
36(b)(5)(C) 21-5 NOR|36(b)(5)(C)|enhancement|NOR|
36(b)(5)(C) 21-6|36(b)(5)(C)|enhancement|NOR|" \
    "a section that is printed goes before one that is derived from a number"
is "$(placed 26-)" \
"36(b)(1) 26-1|congressional_record|1|transmittal
36(b)(1) 26-1|congressional_record|1|transmittal
36(b)(1) 26-1|dsca|1|transmittal
36(b)(1) 26-1|federal_register|1|transmittal
36(b)(1) 26-1|federal_register|2|corrects
36(b)(1) 26-1|state|1|purchaser JPN, total 100.00, announced 2026-03-13 and announced 2026-03-12
36(b)(1) 26-2|congressional_record|1|transmittal" \
    "each publication has the evidence for its notice"
is "$(sql "SELECT title, total_usd, mde_usd, announced_on, us_government_reps,
    contractor_reps, kind FROM arms.notice WHERE transmittal = '26-1'")" \
    "of the register|100.00|65.00|2026-03-12|3|4|original" \
    "each value is that of the first publication that states it"

is "$(placed 17-80)" \
"36(b)(1) 17-80|congressional_record|80|transmittal
36(b)(1) 17-80 BEL|dsca_library|BELGIUM_17-80.PDF|transmittal, purchaser BEL
36(b)(1) 17-80 KWT|congressional_record|80|transmittal, corrects
36(b)(1) 17-80 KWT|dsca|80|transmittal, purchaser KWT
36(b)(1) 17-80 KWT|dsca_library|KUWAIT_17-80.PDF|transmittal, purchaser KWT
36(b)(1) 17-80 KWT|state|80|purchaser KWT, total 3.00, delivered 2018-01-13 and announced 2018-01-03" \
    "is two notices, and one for the publication without a purchaser"
faults() {
	sql "SELECT d.url, f.fault_number, f.number, f.field, f.reason,
	            f.value_as_published
	       FROM arms.fault f JOIN arms.document d USING (document_id)
	      WHERE value_as_published IS DISTINCT FROM '21-5' ORDER BY 1, 2, 3"
}
why='the number is used for several purchasers|17-80'
shared="https://dsca.example/80|-2|1|transmittal|$why
https://library.example/BELGIUM_17-80.PDF|-2|1|transmittal|$why
https://library.example/BELGIUM_17-80.PDF|0|1|title|is given as a fault|
https://library.example/KUWAIT_17-80.PDF|-2|1|transmittal|$why
https://record.example/80|-3|2|transmittal|$why
https://record.example/80|-2|1|transmittal|$why"
is "$(faults)" "$shared" "with a fault for each that uses the number"
is "$(sql "SELECT count(*) FROM arms.discrepancy
    WHERE notice_id LIKE '%17-80%'")" 0 "they do not differ: they are two"

merge belgium
merge belgium fr kuwait page other unnumbered record
is "$(faults)" "$shared" "a package that is merged a second time leaves the faults"
is "$(history_rows)" 0 "and writes no history"

document kuwait dsca_library https://library.example/KUWAIT_17-80.PDF
merge kuwait
is "$(placed 17-80 | sed 's/|.*//' | uniq)" "36(b)(1) 17-80" \
    "when one of the two vanishes, one is left"
is "$(faults | cut -d '|' -f 2)" 0 \
    "without a fault but that of the document"
is "$(sql "SELECT field, value_a, value_b FROM arms.discrepancy
    WHERE url_b LIKE '%BELGIUM%' AND surface_a = 'dsca'")" \
    "purchaser_iso3|KWT|BEL" "and what they differ in is kept"

document kuwait dsca_library https://library.example/KUWAIT_17-80.PDF \
    '{"transmittal":"17-80","purchasers":["KWT"]}'
merge kuwait
is "$(faults)" "$shared" "when the publication comes back, so do the faults"

done_testing
