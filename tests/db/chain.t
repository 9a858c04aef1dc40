#!/bin/sh
# Chains of reports, the clock of review, and years.
set -u
. tests/lib.sh
. tests/http/publisher.sh
. tests/db/publications.sh

database
run migrate

notified() { # FILE TRANSMITTAL PURCHASER DAY AUTHORITY VALUES
	document "$1" federal_register "https://fr.example/$1" \
	    '{"transmittal":"'"$2"'","purchasers":["'"$3"'"],
	      "delivered_on":'"$4"',"authority":"'"$5"'"'"$6"'}'
}

chain() { # PROGRAMME
	sql "SELECT step, transmittal, added_usd, mde_added_usd, other_added_usd,
	            running_usd, mde_running_usd, other_running_usd
	       FROM arms.notice_chain WHERE programme = '$1' ORDER BY step"
}

# A programme: reports of the first notice and of each other, in another order
# than that of their names.
notified first 24-92 DNK '"2024-06-05"' '36(b)(1)' \
    ',"total_usd":2600,"mde_usd":1150,"other_usd":1450'
notified second 25-1V DNK '"2025-07-21"' '36(b)(5)(C)' \
    ',"amends":"24-92","total_usd":2600,"mde_usd":1350'
notified third 25-0A DNK '"2025-09-30"' '36(b)(5)(A)' ',"amends":"24-92"'
notified fourth 26-2T DNK '"2026-07-16"' '36(b)(5)(C)' \
    ',"amends":"25-1V","total_usd":3000,"mde_usd":1800,"other_usd":1200'
# The first notice is not there.
notified orphan 26-1C NOR '"2026-01-10"' '36(b)(5)(C)' \
    ',"amends":"20-3","total_usd":14,"mde_usd":10'
notified sibling 26-1D NOR '"2026-02-10"' '36(b)(5)(C)' \
    ',"amends":"20-3","total_usd":11'
# A circle, and what hangs on it.
notified snake 26-0X JPN '"2026-03-01"' '36(b)(5)(C)' \
    ',"amends":"26-0Y","total_usd":5'
notified tail 26-0Y JPN '"2026-03-02"' '36(b)(5)(C)' \
    ',"amends":"26-0X","total_usd":7'
notified hanger 26-0Z JPN '"2026-03-03"' '36(b)(5)(C)' ',"amends":"26-0Y"'
notified itself 26-0S JPN '"2026-03-04"' '36(b)(5)(C)' \
    ',"amends":"26-0S","total_usd":9'
# One report is missing; those that are here tell what they add by themselves.
notified begun 23-26 DEU '"2023-05-11"' '36(b)(1)' \
    ',"total_usd":850,"mde_usd":335'
notified moved 26-1E DEU '"2026-05-19"' '36(b)(5)(C)' ',"amends":"23-26",
    "total_usd":850,"mde_usd":500,"other_usd":350,
    "added_usd":0,"mde_added_usd":102,"other_added_usd":-102'
notified adds 26-1G DEU '"2026-06-19"' '36(b)(5)(C)' ',"amends":"23-26",
    "added_usd":50,"mde_added_usd":20'
notified grows 26-1H DEU '"2026-07-19"' '36(b)(5)(C)' ',"amends":"23-26",
    "total_usd":1213'
notified returns 26-1I DEU '"2026-07-20"' '36(b)(5)(C)' ',"amends":"23-26",
    "total_usd":900'
# Its values are not the sum, which is a fault of the document.
notified wrong 26-1J POL '"2026-07-20"' '36(b)(1)' ',"total_usd":900,
    "mde_usd":100,"other_usd":700,"fault":true'
# A number of two countries: the report is about that of its purchaser.
notified belgium 17-80 BEL '"2018-01-01"' '36(b)(1)' ',"total_usd":1'
notified kuwait 17-80 KWT '"2018-01-02"' '36(b)(1)' ',"total_usd":20'
notified report 19-0A KWT '"2019-01-02"' '36(b)(5)(C)' \
    ',"amends":"17-80","total_usd":25'
notified stranger 19-0B POL '"2019-01-02"' '36(b)(5)(C)' ',"amends":"17-80"'

merge first second third fourth orphan sibling snake tail hanger itself \
    begun moved adds grows returns wrong belgium kuwait report stranger
is "$(chain '36(b)(1) 24-92')" \
"1|24-92|2600.00|1150.00|1450.00|2600.00|1150.00|1450.00
2|25-1V|0.00|200.00|-200.00|2600.00|1350.00|1250.00
3|25-0A||||2600.00|1350.00|1250.00
4|26-2T|400.00|450.00|-50.00|3000.00|1800.00|1200.00" \
    "value moves to MDE, and a value that is not stated stays as before"
is "$(chain 20-3)" "1|26-1C||||14.00|10.00|4.00
2|26-1D|-3.00|||11.00||" \
    "what does not add up with the new total is not known any more"
is "$(chain '36(b)(1) 23-26')" \
"1|23-26|850.00|335.00|515.00|850.00|335.00|515.00
2|26-1E|0.00|102.00|-102.00|850.00|500.00|350.00
3|26-1G|50.00|20.00|30.00|900.00|520.00|
4|26-1H|313.00|||1213.00||
5|26-1I|-313.00|||900.00||" \
    "what a report says that it adds counts, and no old value comes back"
# Totals are rounded in print: one part in two hundred is let pass.
is "$(sql "SELECT c.transmittal, EXISTS (
        SELECT FROM arms.fault f JOIN arms.notice_publication p
         USING (document_id) WHERE p.notice_id = c.notice_id)
      FROM arms.notice_chain c
     WHERE abs(mde_running_usd + other_running_usd - running_usd)
         > running_usd / 200")" "26-1J|t" \
    "in each step MDE and other are the total, or a fault tells why not"
is "$(chain '36(b)(5)(C) 26-0X')" "1|26-0X||||5.00||
2|26-0Y|2.00|||7.00||
3|26-0Z||||7.00||" "a circle ends"
is "$(chain '36(b)(5)(C) 26-0S' | cut -d '|' -f 1,2)" "" \
    "a report that amends itself amends nothing"
is "$(sql "SELECT programme FROM arms.notice_chain WHERE transmittal = '26-0S'")" \
    "26-0S" "but what is not in the database"
is "$(chain '36(b)(1) 17-80 KWT' | cut -d '|' -f 1-3)" "1|17-80|20.00
2|19-0A|5.00" "of a shared number, that with the report's purchaser"
is "$(sql "SELECT amends, amends_notice_id FROM arms.notice_amends
    WHERE notice_id = '36(b)(5)(C) 19-0B'")" "17-80|" \
    "and none when there is no such"
is "$(sql "SELECT count(*) = count(DISTINCT notice_id) AND
    count(*) = (SELECT count(*) FROM arms.notice) FROM arms.notice_chain")" t \
    "each notice is in one programme"

# Years -------------------------------------------------------------------------

sql "INSERT INTO arms.country (name, iso3, kind) VALUES
    ('Denmark', 'DNK', 'country')"
year() { # WHERE
	sql "SELECT calendar, year, purchaser_iso3, purchaser, authority,
	            notifications, added_usd, without_value
	       FROM arms.notified_by_year WHERE $1
	      ORDER BY calendar, year, purchaser_iso3, authority"
}
is "$(sql "SELECT notices, notified_usd, first_notified_on, last_notified_on
      FROM arms.country_profile WHERE iso3 = 'DNK'")" \
    "4|3000.00|2024-06-05|2026-07-16" "a country's profile adds the same"
is "$(year "purchaser_iso3 = 'DNK'")" \
"calendar|2024|DNK|Denmark|36(b)(1)|1|2600.00|0
calendar|2025|DNK|Denmark|36(b)(5)(A)|1||1
calendar|2025|DNK|Denmark|36(b)(5)(C)|1|0.00|0
calendar|2026|DNK|Denmark|36(b)(5)(C)|1|400.00|0
fiscal|2024|DNK|Denmark|36(b)(1)|1|2600.00|0
fiscal|2025|DNK|Denmark|36(b)(5)(A)|1||1
fiscal|2025|DNK|Denmark|36(b)(5)(C)|1|0.00|0
fiscal|2026|DNK|Denmark|36(b)(5)(C)|1|400.00|0" \
    "reports count by what they add"

notified september 31-1 SWE '"2030-09-30"' '36(b)(1)' ',"total_usd":1'
notified october 31-2 SWE '"2030-10-01"' '36(b)(1)' ',"total_usd":10'
notified december 31-3 SWE '"2030-12-31"' '36(b)(1)' ',"total_usd":100'
notified january 31-4 SWE '"2031-01-01"' '36(b)(1)' ',"total_usd":1000'
notified undated 31-5 SWE null '36(b)(1)' ',"total_usd":10000'
document again dsca https://dsca.example/2 '{"authority":"36(b)(1)",
    "transmittal":"31-2","purchasers":["SWE"],"total_usd":10,
    "announced_on":"2030-10-02"}'
document both dsca https://dsca.example/3 '{"authority":"36(b)(1)",
    "transmittal":"31-6","purchasers":["SWE","FIN"],"total_usd":5,
    "announced_on":"2031-05-05"}'
document nato dsca https://dsca.example/4 '{"authority":"36(b)(1)",
    "transmittal":"31-7","purchasers":["the Example Agency (EA)"],
    "total_usd":6,"announced_on":"2031-05-05"}'
document pointer federal_register https://fr.example/pointer \
    '{"kind":"correction","corrects":"https://fr.example/none",
      "delivered_on":"2031-06-01"}'
merge september october december january undated again both nato pointer
is "$(year "purchaser_iso3 = 'SWE'" | cut -d '|' -f 1,2,6,7)" \
"calendar|2030|3|111.00
calendar|2031|1|1000.00
calendar||1|10000.00
fiscal|2030|1|1.00
fiscal|2031|3|1110.00
fiscal||1|10000.00" "the fiscal year begins in October"
is "$(year "calendar = 'fiscal' AND year = 2031 AND purchaser_iso3 IS NULL" |
    LC_ALL=C sort)" \
"fiscal|2031||example agency|36(b)(1)|1|6.00|0
fiscal|2031||several|36(b)(1)|1|5.00|0" \
    "organisations and several purchasers count once, and no mere correction"

# Review ------------------------------------------------------------------------

notified short 32-1 SWE '"2032-02-20"' '36(b)(1)' ',"review_days":15'
notified long 32-2 KWT '"2032-02-20"' '36(b)(1)' ',"review_days":30'
notified none 32-3 KWT '"2032-02-20"' '36(b)(1)' ''
merge short long none
review() { # DAY
	sql "SELECT transmittal, days_left FROM arms.under_review('$1')"
}
is "$(review 2032-02-19)" "" "no review before the delivery"
is "$(review 2032-02-20)" "32-1|15
32-2|30" "on the day of delivery all days are left"
is "$(review 2032-03-05)" "32-1|1
32-2|16" "a leap day counts"
is "$(review 2032-03-06)" "32-1|0
32-2|15" "on the last day the clock still runs"
is "$(review 2032-03-07)" "32-2|14" "the day after it does not"
is "$(review 2032-03-21)" "32-2|0" "nor does the other"
is "$(review 2032-03-22)" "" "in the end"

# Where the day of delivery is not known it is estimated; surfaces add to each
# other, and whoever does not speak of an emergency does not deny it.
basis() { # TRANSMITTAL
	sql "SELECT notified_on, notified_basis, review_days, review_ends_on,
	            emergency FROM arms.notice WHERE transmittal = '$1'"
}
notified announced 33-1 SWE null '36(b)(1)' \
    ',"announced_on":"2033-08-20","published_on":"2033-08-25","review_days":15'
notified letter 33-2 SWE '"2033-01-05"' '36(c)' ',"review_days":15'
notified printed 33-3 SWE null '36(b)(1)' \
    ',"published_on":"2033-09-05","review_days":30'
notified register 33-4 KWT '"2033-03-01"' '36(b)(1)' ',"review_days":30'
document page dsca "https://dsca.example/33-4" '{"transmittal":"33-4",
    "purchasers":["KWT"],"announced_on":"2033-02-28","authority":"36(b)(1)",
    "emergency":true}'
document again congressional_record "https://record.example/33-3" \
    '{"transmittal":"33-3","purchasers":["SWE"],"published_on":"2033-09-02",
    "authority":"36(b)(1)"}'
merge announced letter printed register page again
is "$(basis 33-1)" "2033-08-20|announced|15|2033-09-04|" \
    "without a day of delivery the clock runs from the announcement"
is "$(basis 33-2)" "2033-01-05|letter|15|2033-01-20|" \
    "the date of a letter under 36(c) is not called its delivery"
is "$(basis 33-3)" "2033-09-02|published|30|2033-10-02|" \
    "what is only published has the first day of its publications"
is "$(basis 33-4)" "2033-03-01|delivered|||t" \
    "an emergency that one surface tells of ends the clock of all"
is "$(sql "SELECT transmittal, notified_basis, days_left
             FROM arms.under_review('2033-08-20')")" "33-1|announced|15" \
    "what is under review says by what its day is known"

done_testing
