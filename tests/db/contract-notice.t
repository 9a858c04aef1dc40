#!/bin/sh
# Which notices an award may have come from: cases that are right, that tempt and are
# wrong, and that nobody can tell, each written down as such; and what a researcher
# says of them. From the first contract on, how long it took is told.
set -u
. tests/lib.sh
database
run migrate
run load # the lists

# A case is a notice (customer, system, article, company, total, day) and an award
# (customer, company, paragraph, funds of the customer, day).
sql "CREATE TABLE public.planted (verdict text, customer char(3), family text,
         article text, company text, total numeric, notified date,
         payer char(3), winner text, paragraph text, funds numeric, awarded date)"
psql -Xq -v ON_ERROR_STOP=1 -c "\copy public.planted FROM STDIN (DELIMITER '|')" <<'CASES'
likely|KWT|AH-64 Apache|AH-64E Apache helicopters|boeing|4000000000|2014-03-03|KWT|boeing|for AH-64E Apache aircraft for Kuwait|900000000|2016-03-02
likely|AUS|P-8 Poseidon|P-8A patrol aircraft|boeing|\N|2015-05-05|AUS|boeing|for two Poseidon aircraft|\N|2016-01-05
likely|JPN|Standard Missile|SM-3 Block IIA missiles|rtx|900000000|2018-01-09|JPN|rockwell-collins|for the Standard Missile‑3; to Japan|5000000|2019-01-10
likely|POL|JASSM|AGM-158B JASSM-ER missiles|lockheed-martin|200000000|2016-11-28|POL|lockheed-martin|for JASSMs and spares|100000000|2016-12-28
likely|TWN|F-16|F-16C/D Block 70 aircraft|lockheed-martin|8000000000|2019-08-20|TWN|lockheed-martin|for F‐16C aircraft|4900000000|2020-08-14
likely|NOR|\N|AN/ALQ-9911 jammers|rtx|50000000|2018-08-20|NOR|rtx|for (AN/ALQ-9911) jammers|4000000|2020-08-14
possible|GRC|AH-64 Apache|AH-64E helicopters|boeing|900000000|2010-03-03|GRC|boeing|for AH-64D Apache aircraft|9000000|2012-03-02
possible|EGY|Javelin|Javelin missiles|\N|900000000|2010-03-03|EGY|rtx|for Javelin missiles|9000000|2012-03-02
possible|MAR|Javelin|Javelin missiles|rtx|900000000|2010-03-03|MAR|boeing|for Javelin missiles|9000000|2012-03-02
possible|IRQ|Javelin|Javelin missiles|rtx|9000000|2010-03-03|IRQ|rtx|for Javelin missiles|9000001|2012-03-02
possible|OMN|Javelin|Javelin missiles|rtx|9000000|2010-03-03|OMN|rtx|for Javelin missiles|1000001|2016-03-02
none|BHR|Javelin|Javelin missiles|rtx|9000000|2010-03-03|BHR|rtx|for Javelin missiles|1000001|2010-03-02
none|QAT|Javelin|Javelin missiles|rtx|9000000|2001-03-03|QAT|rtx|for Javelin missiles|1000001|2010-03-02
none|ISR|Javelin|Javelin missiles|rtx|9000000|2010-03-03|JOR|rtx|for Javelin missiles|1000001|2011-03-02
none|CHL|P-8 Poseidon|P-8A aircraft|boeing|9000000|2010-03-03|CHL|boeing|for 12 P-80 pumps and an AP-8|1000001|2011-03-02
none|PER|TOW|TOW 2A missiles|rtx|9000000|2010-03-03|PER|rtx|towards the towers of TOWNSVILLE|1000001|2011-03-02
none|BRA|Hellfire|Hellfire missiles|rtx|9000000|2010-03-03|BRA|rtx|for sonobuoys|1000001|2011-03-02
none|SGP|\N|spare parts and support|rtx|9000000|2010-03-03|SGP|rtx|for spare parts and support|1000001|2011-03-02
CASES
# Of these nobody can tell: two notices of the same, one award.
sql "INSERT INTO public.planted
     SELECT 'ambiguous', iso3, 'Stinger', 'Stinger missiles', 'rtx', 100000, day,
            iso3, 'rtx', 'for Stinger missiles', 100,
            CASE day WHEN '2015-03-01' THEN date '2017-01-01' END
       FROM unnest('{HRV,HUN}'::char(3)[]) iso3,
            unnest('{2015-03-01,2016-03-01}'::date[]) day;
     ALTER TABLE public.planted ADD id integer GENERATED ALWAYS AS IDENTITY;
     INSERT INTO arms.source (source) VALUES ('test');
     INSERT INTO arms.run (command, source, mode, version)
     VALUES ('test', 'test', 'live', 'test');
     INSERT INTO arms.document
     SELECT md5('')::uuid, 'test', 'test', '', now(), NULL, NULL, 0, '', 0, 0,
            md5('')::uuid, 1, now();
     INSERT INTO arms.notice (notice_id, document_id, kind, purchaser_iso3,
         notified_on, notified_basis, total_usd, row_hash, run_id, valid_from)
     SELECT 'n' || id, md5('')::uuid, 'original', customer, notified,
            'delivered', total, md5('')::uuid, 1, now() FROM public.planted;
     INSERT INTO arms.notice_item (notice_id, position, document_id,
         designation, family, row_hash, run_id, valid_from)
     SELECT 'n' || id, 1, md5('')::uuid, article, family, md5('')::uuid, 1, now()
       FROM public.planted;
     INSERT INTO arms.notice_contractor (notice_id, position, document_id, name,
         contractor_id, row_hash, run_id, valid_from)
     SELECT 'n' || id, 1, md5('')::uuid, company, company, md5('')::uuid, 1, now()
       FROM public.planted WHERE company IS NOT NULL;
     INSERT INTO arms.contract_award (award_id, document_id, position, article,
         kind, version, is_current, contract_numbers, contract_numbers_printed,
         is_order, awarded_on, work_places, is_fms, description, row_hash, run_id,
         valid_from)
     SELECT md5('a' || id)::uuid, md5('')::uuid, id, 'a', 'award', 1, true, '{}',
            '{}', false, awarded, '{}', true, paragraph, md5('')::uuid, 1, now()
       FROM public.planted WHERE awarded IS NOT NULL;
     INSERT INTO arms.award_customer (award_id, position, document_id, name, iso3,
         amount_usd, row_hash, run_id, valid_from)
     SELECT md5('a' || id)::uuid, 1, md5('')::uuid, payer, payer, funds,
            md5('')::uuid, 1, now()
       FROM public.planted WHERE awarded IS NOT NULL;
     INSERT INTO arms.award_contractor (award_id, position, document_id, name,
         contractor_id, row_hash, run_id, valid_from)
     SELECT md5('a' || id)::uuid, 1, md5('')::uuid, winner, winner,
            md5('')::uuid, 1, now()
       FROM public.planted WHERE awarded IS NOT NULL;
     SELECT arms_internal.find_award_systems(array_agg(award_id))
       FROM arms.contract_award" >/dev/null
is "$(sql "SELECT count(*), count(awarded) FROM public.planted")" "22|20" \
    "all cases are planted"

is "$(sql "SELECT p.customer, p.verdict, l.confidence, l.evidence
             FROM public.planted p
             LEFT JOIN arms.contract_notice l ON l.notice_id = 'n' || p.id
            WHERE p.verdict <> coalesce(l.confidence, 'none')")" "" \
    "each case is judged as it was written down"
is "$(sql "SELECT count(*), count(*) FILTER (WHERE confidence = 'ambiguous')
             FROM arms.contract_notice")" "15|4" "and no other pair is linked"
is "$(sql "SELECT evidence FROM arms.contract_notice WHERE iso3 = 'KWT'")" \
    "the paragraph names AH-64; both name the company or its owner; both name the version; the sum is within the total notified; 730 days after the notice" \
    "the evidence tells what agrees"
is "$(sql "SELECT string_agg(iso3 || ' ' || evidence, '
' ORDER BY iso3) FROM arms.contract_notice WHERE iso3 IN ('GRC', 'IRQ', 'MAR')")" \
    "GRC the paragraph names AH-64; both name the company or its owner; they name other versions; the sum is within the total notified; 730 days after the notice
IRQ the paragraph names Javelin; both name the company or its owner; the sum exceeds the total notified; 730 days after the notice
MAR the paragraph names Javelin; they name other companies; the sum is within the total notified; 730 days after the notice" \
    "and what does not"
is "$(sql "SELECT system FROM arms.contract_notice WHERE iso3 = 'NOR'")" \
    "AN/ALQ-9911" "what is of no family is known by its type"
is "$(sql "SELECT purchaser_iso3, first_contract, days_to_contract, contracts,
                  contract_confidence, order_year
             FROM arms.waiting WHERE purchaser_iso3 IN ('POL', 'EGY')")" \
    "POL|2016-12-28|30|1|likely|" "how long it took to the contract"

# What is corrected, or not for a customer of Foreign Military Sales, is no contract.
sql "UPDATE arms.contract_award SET is_current = false
      WHERE award_id = (SELECT md5('a' || id)::uuid FROM public.planted
                         WHERE customer = 'AUS')"
is "$(sql "SELECT count(*) FROM arms.contract_notice WHERE iso3 = 'AUS'")" 0 \
    "what was corrected is not linked"

# A researcher knows better; the list is loaded as the others are.
cp -r config/reference "$HERE/reference"
one() { # CUSTOMER DAY VERDICT: a line for the award of the customer
	sql "SELECT 'n' || n.id || ',' || md5('a' || a.id)::uuid || ',$3,'
	         || 'As was told,A. Researcher,,2026-11-01'
	       FROM public.planted n, public.planted a
	      WHERE (n.customer, a.customer) = ('$1', '$1') AND n.notified = '$2'
	        AND a.awarded IS NOT NULL" >>"$HERE/reference/notice_contract.csv"
}
one EGY 2010-03-03 confirmed
one HRV 2015-03-01 rejected
one BRA 2010-03-03 confirmed
configure "reference = $HERE/reference"
sed -i '/^reference = .*config.reference$/d' "$HERE/conf"
run load
is "$(sql "SELECT n.customer, n.notified, l.confidence, l.evidence LIKE '%As was told',
                  l.who
             FROM arms.contract_notice l
             JOIN public.planted n ON l.notice_id = 'n' || n.id
            WHERE n.customer IN ('EGY', 'HRV', 'BRA') ORDER BY 1, 2")" \
    "BRA|2010-03-03|confirmed|t|A. Researcher
EGY|2010-03-03|confirmed|t|A. Researcher
HRV|2015-03-01|rejected|t|A. Researcher
HRV|2016-03-01|likely|f|" "a researcher's word goes before, and rules out rivals"
is "$(sql "SELECT purchaser_iso3, days_to_contract, contract_confidence
             FROM arms.waiting WHERE contract_confidence = 'confirmed'
            ORDER BY 1")" "BRA|364|confirmed
EGY|730|confirmed" "and tells how long it took"

done_testing
