#!/bin/sh
# Which notice became which deal of the register: 30 pairs that are right, 30 that
# tempt and are wrong, 10 of which nobody can tell. Each is written down as such,
# and the view is held against it.
set -u
. tests/lib.sh
database
run migrate

# A case is what a notice asks for and what the register says was ordered.
sql "CREATE TABLE public.planted (kind text, recipient char(3), family text,
         category text, article text, quantity numeric, notified date,
         supplier char(3), ordered_family text, ordered_category text,
         ordered text, number_ordered numeric, order_year integer,
         uncertain boolean, delivered integer[])"
psql -Xq -v ON_ERROR_STOP=1 -c "\copy public.planted FROM STDIN (DELIMITER '|')" <<'CASES'
right|SAU|F-15|combat aircraft|F-15SA aircraft|84|2010-10-20|USA|F-15|combat aircraft|F-15SA Eagle|84|2011|f|{2016,2017}
right|SAU|JDAM|guided bomb|GBU-38 JDAM kits|4000|2013-12-05|USA|JDAM|guided bomb|JDAM|4000|2014|f|{2016}
right|SAU|TOW|missile: anti-tank|TOW 2A missiles|5000|2024-10-24|USA|TOW|missile: anti-tank|BGM-71 TOW|4145|2025|f|\N
right|ARE|AH-64 Apache|attack helicopter|AH-64E Apache helicopters|30|2007-11-09|USA|AH-64 Apache|attack helicopter|AH-64E Apache Guardian|30|2008|f|{2010,2011}
right|ARE|GMLRS|missile: surface-to-surface|M31A1 GMLRS pods|124|2014-09-29|USA|GMLRS|missile: surface-to-surface|GMLRS|124|2015|f|{2017}
right|ARE|HIMARS|large-calibre artillery|M142 HIMARS launchers|12|2014-09-29|USA|HIMARS|large-calibre artillery|HIMARS|12|2015|f|{2018}
right|JPN|F-35|combat aircraft|F-35A aircraft|63|2020-07-09|USA|F-35|combat aircraft|F-35A JSF|63|2020|f|{2022}
right|JPN|V-22 Osprey|other|V-22B Block C aircraft|17|2015-05-05|USA|V-22 Osprey|other|V-22 Osprey|17|2015|f|{2017,2020}
right|JPN|Standard Missile|missile: surface-to-air|SM-3 Block IB missiles|8|2018-01-09|USA|Standard Missile|missile: surface-to-air|SM-3 Block 1B|8|2018|f|{2020}
right|KOR|Patriot|missile: surface-to-air|PAC-3 missiles|136|2014-11-05|USA|Patriot|missile: surface-to-air|MIM-104F PAC-3|136|2015|f|{2018}
right|KOR|CH-47 Chinook|transport helicopter|CH-47F helicopters|18|2022-12-06|USA|CH-47 Chinook|transport helicopter|CH-47F Chinook|18|2023|f|\N
right|KOR|P-8 Poseidon|combat aircraft|P-8A patrol aircraft|6|2018-09-13|USA|P-8 Poseidon|combat aircraft|P-8A Poseidon|6|2018|f|{2024}
right|POL|Abrams|battle tank|M1A2 SEPv3 tanks|250|2022-02-17|USA|Abrams|battle tank|M-1A2 SEPv3|250|2022|f|{2025}
right|POL|JASSM|missile: air-to-surface|AGM-158B JASSM-ER missiles|70|2016-11-28|USA|JASSM|missile: air-to-surface|AGM-158B JASSM-ER|70|2016|f|{2020}
right|POL|Javelin|missile: anti-tank|FGM-148 Javelin missiles|180|2020-03-05|USA|Javelin|missile: anti-tank|FGM-148 Javelin|180|2020|f|{2021}
right|TWN|Abrams|battle tank|M1A2T tanks|108|2019-07-08|USA|Abrams|battle tank|M-1A2T|108|2019|f|{2024}
right|TWN|Stinger|missile: surface-to-air|Block I-92F Stinger missiles|250|2019-07-08|USA|Stinger|missile: surface-to-air|FIM-92F Stinger|250|2019|f|{2024}
right|TWN|F-16|combat aircraft|F-16C/D Block 70 aircraft|66|2019-08-20|USA|F-16|combat aircraft|F-16C Block-70|66|2019|f|{2025}
right|AUS|EA-18G Growler|combat aircraft|EA-18G aircraft|12|2013-05-22|USA|EA-18G Growler|combat aircraft|EA-18G Growler|12|2014|f|{2017}
right|AUS|Tomahawk|missile: surface-to-surface|Block V Tomahawk missiles|220|2023-03-16|USA|Tomahawk|missile: surface-to-surface|BGM-109 Tomahawk|200|2023|f|\N
right|AUS|MK 54 torpedo|missile: torpedo|MK 54 torpedoes|200|2016-03-01|USA|MK 54 torpedo|missile: torpedo|Mk-54 MAKO|200|2017|f|{2019}
right|NOR|P-8 Poseidon|combat aircraft|P-8A patrol aircraft|5|2016-12-21|USA|P-8 Poseidon|combat aircraft|P-8A Poseidon|5|2017|f|{2022}
right|NOR|AMRAAM|missile: air-to-air|AIM-120 C-7 AMRAAM missiles|60|2017-11-01|USA|AMRAAM|missile: air-to-air|AIM-120C AMRAAM|60|2018|f|{2020}
right|NLD|HIMARS|large-calibre artillery|M142 HIMARS launchers|20|2023-02-16|USA|HIMARS|large-calibre artillery|HIMARS|20|2023|f|\N
right|NLD|MQ-9 Reaper|unmanned aircraft|MQ-9 Block 5 aircraft|4|2015-02-06|USA|MQ-9 Reaper|unmanned aircraft|MQ-9 Reaper|4|2018|f|{2022}
right|GBR|AH-64 Apache|attack helicopter|AH-64E helicopters|50|2015-08-27|USA|AH-64 Apache|attack helicopter|AH-64E Apache Guardian|50|2016|f|{2020}
right|GBR|C-17 Globemaster III|other|C-17A aircraft|1|2010-02-01|USA|C-17 Globemaster III|other|C-17A Globemaster-3|1|2009|t|{2010}
right|QAT|Harpoon|missile: anti-ship|RGM-84L-4 Harpoon Block II missiles|60|2012-11-05|USA|Harpoon|missile: anti-ship|RGM-84L Harpoon-2|60|2013|f|{2016}
right|QAT|F-15|combat aircraft|F-15QA aircraft|72|2016-11-17|USA|F-15|combat aircraft|F-15QA Eagle|36|2017|f|{2021}
right|KWT|F/A-18|combat aircraft|F/A-18E/F aircraft|40|2016-11-17|USA|F/A-18|combat aircraft|F/A-18E Super Hornet|28|2018|f|{2021}
wrong|IND|C-130 Hercules|other|C-130J aircraft|6|2008-05-30|USA|P-8 Poseidon|combat aircraft|P-8I Neptune|6|2009|f|{2013}
wrong|IND|Javelin|missile: anti-tank|Javelin missiles|300|2010-01-05|USA|TOW|missile: anti-tank|BGM-71 TOW|300|2011|f|{2013}
wrong|IND|Harpoon|missile: anti-ship|AGM-84L Harpoon missiles|24|2008-09-09|USA|Hellfire|missile: air-to-surface|AGM-114L Hellfire|24|2009|f|{2012}
wrong|EGY|Abrams|battle tank|M1A1 tank kits|125|2011-07-01|USA|AH-64 Apache|attack helicopter|AH-64D Apache|125|2012|f|{2013}
wrong|EGY|TOW|missile: anti-tank|TOW 2A missiles|2400|2005-03-01|USA|Stinger|missile: surface-to-air|FIM-92 Stinger|2400|2006|f|{2007}
wrong|EGY|F-16|combat aircraft|F-16C Block 52 aircraft|24|2009-10-09|USA|C-130 Hercules|other|C-130H Hercules|24|2010|f|{2011}
wrong|MAR|F-16|combat aircraft|F-16C Block 72 aircraft|25|2019-03-22|USA|F-16|combat aircraft|F-16C Block-52|24|2008|f|{2011,2012}
wrong|MAR|Abrams|battle tank|M1A1 tanks|200|2012-06-18|USA|Abrams|battle tank|M-1A1 Abrams|200|2005|f|{2006}
wrong|MAR|AH-64 Apache|attack helicopter|AH-64E helicopters|36|2019-11-20|USA|AH-64 Apache|attack helicopter|AH-64E Apache Guardian|36|2018|f|{2019}
wrong|OMN|Stinger|missile: surface-to-air|Stinger missiles|266|2011-10-19|USA|Stinger|missile: surface-to-air|FIM-92 Stinger|266|2002|f|{2003}
wrong|OMN|Javelin|missile: anti-tank|Javelin missiles|400|2012-06-13|USA|Javelin|missile: anti-tank|FGM-148 Javelin|400|2024|f|\N
wrong|OMN|Sidewinder|missile: air-to-air|AIM-9X missiles|55|2012-12-12|USA|Sidewinder|missile: air-to-air|AIM-9X Sidewinder|55|2022|f|{2023}
wrong|CHL|F-16|other|radios for F-16 aircraft|36|2018-01-10|USA|F-16|combat aircraft|F-16C Block-50|36|2019|f|{2020}
wrong|CHL|UH-60 Black Hawk|other|engines for UH-60 helicopters|6|2016-07-01|USA|UH-60 Black Hawk|transport helicopter|S-70 Black Hawk|6|2016|f|{2018}
wrong|GRC|P-3 Orion|other|upgrade kits for P-3B aircraft|5|2014-12-01|USA|P-3 Orion|combat aircraft|P-3B Orion|5|2015|f|{2019}
wrong|GRC|Hellfire|missile: launcher|M299 Hellfire launchers|70|2016-07-01|USA|Hellfire|missile: air-to-surface|AGM-114 Hellfire|70|2017|f|{2018}
wrong|PRT|F-16|other|F-16 simulators|2|2011-03-01|USA|F-16|combat aircraft|F-16A|2|2012|f|{2013}
wrong|PRT|AMRAAM|other|captive AIM-120 training missiles|20|2012-03-01|USA|AMRAAM|missile: air-to-air|AIM-120C AMRAAM|20|2013|f|{2014}
wrong|ISR|F-35|combat aircraft|F-35A aircraft|25|2008-09-26|USA|F-35|combat aircraft|F-35B JSF|25|2010|f|{2016}
wrong|ISR|AH-64 Apache|attack helicopter|AH-64E helicopters|30|2016-01-30|USA|AH-64 Apache|attack helicopter|AH-64D Apache|30|2017|f|{2018}
wrong|SGP|F-16|combat aircraft|F-16D aircraft|20|2012-01-30|USA|F-16|combat aircraft|F-16A|20|2013|f|{2014}
wrong|SGP|CH-47 Chinook|transport helicopter|CH-47F helicopters|10|2015-01-30|USA|CH-47 Chinook|transport helicopter|CH-47D Chinook|10|2016|f|{2017}
wrong|THA|UH-60 Black Hawk|transport helicopter|UH-60M helicopters|4|2015-07-24|USA|UH-60 Black Hawk|transport helicopter|UH-60L Black Hawk|4|2016|f|{2017}
wrong|THA|Hellfire|missile: air-to-surface|AGM-114R missiles|50|2019-09-24|USA|Hellfire|missile: air-to-surface|AGM-114K Hellfire|50|2020|f|{2021}
wrong|ROU|Javelin|missile: anti-tank|Javelin missiles|100|2023-12-28|USA|Javelin|missile: anti-tank|FGM-148 Javelin|1000|2024|f|\N
wrong|ROU|Abrams|battle tank|M1A2 tanks|54|2023-11-09|USA|Abrams|battle tank|M-1A2|400|2024|f|\N
wrong|BRA|Javelin|missile: anti-tank|Javelin missiles|220|2022-08-09|USA|Javelin|missile: anti-tank|FGM-148 Javelin|12|2023|f|\N
wrong|BRA|AH-64 Apache|attack helicopter|AH-64E helicopters|12|2014-01-01|RUS|AH-64 Apache|attack helicopter|AH-64E|12|2015|f|{2016}
wrong|PHL|F-16|combat aircraft|F-16C Block 70 aircraft|20|2021-06-24|USA|F-16|combat aircraft|F-16C Block-70|\N|2023|f|\N
wrong|PHL|Harpoon|missile: anti-ship|AGM-84L Harpoon missiles|\N|2021-06-24|USA|Harpoon|missile: anti-ship|AGM-84L Harpoon|12|2022|f|\N
CASES

# Of the ten that nobody can tell, five are two notices of one deal, and five two
# deals of one notice.
sql "INSERT INTO public.planted
     SELECT 'unclear', iso3, 'Javelin', 'missile: anti-tank', 'Javelin missiles',
            100, day, 'USA', 'Javelin', 'missile: anti-tank', 'FGM-148 Javelin',
            CASE WHEN day = '2015-03-01' THEN 100 END,
            CASE WHEN day = '2015-03-01' THEN 2017 END, false,
            NULL::integer[]
       FROM unnest('{BGR,CZE,EST,LTU,LVA}'::char(3)[]) iso3,
            unnest('{2015-03-01,2016-03-01}'::date[]) day
      UNION ALL
     SELECT 'unclear', iso3, 'Stinger', 'missile: surface-to-air',
            CASE WHEN year = 2017 THEN 'Stinger missiles' END, 60, '2016-05-01',
            'USA', 'Stinger', 'missile: surface-to-air', 'FIM-92 Stinger', 60,
            year, false, NULL::integer[]
       FROM unnest('{HRV,SVK,SVN,HUN,MNE}'::char(3)[]) iso3,
            unnest('{2017,2018}'::integer[]) year"

run load # the lists
sql "INSERT INTO arms.source (source) VALUES ('test');
     INSERT INTO arms.run (command, source, mode, version)
     VALUES ('test', 'test', 'live', 'test');
     INSERT INTO arms.document
     SELECT md5('')::uuid, 'test', 'test', '', now(), NULL, NULL, 0, '', 0, 0,
            md5('')::uuid, 1, now();
     ALTER TABLE public.planted ADD id integer GENERATED ALWAYS AS IDENTITY;
     INSERT INTO arms.notice (notice_id, document_id, kind, purchaser_iso3,
         notified_on, notified_basis, row_hash, run_id, valid_from)
     SELECT 'n' || id, md5('')::uuid, 'original', recipient, notified,
            'delivered', md5('')::uuid, 1, now()
       FROM public.planted WHERE article IS NOT NULL;
     INSERT INTO arms.notice_item (notice_id, position, document_id, quantity,
         designation, category, family, row_hash, run_id, valid_from)
     SELECT 'n' || id, 1, md5('')::uuid, quantity, article, category, family,
            md5('')::uuid, 1, now()
       FROM public.planted WHERE article IS NOT NULL;
     SELECT arms_internal.make_partition('transfer', 'sipri-deals')" >/dev/null
sql "INSERT INTO arms.transfer (dataset, transfer_id, supplier, supplier_iso3,
         supplier_name, recipient, recipient_iso3, recipient_name, order_year,
         order_year_uncertain, number_ordered, designation, delivery_years,
         equipment_category, family, document_id, row_hash, run_id, valid_from)
     SELECT 'sipri-deals', md5('t' || id)::uuid, supplier, supplier, supplier,
            recipient, recipient, recipient, order_year, uncertain,
            number_ordered, ordered, delivered, ordered_category,
            ordered_family, md5('')::uuid, md5('')::uuid, 1, now()
       FROM public.planted WHERE order_year IS NOT NULL"

is "$(sql "SELECT kind, count(*) FROM public.planted GROUP BY 1 ORDER BY 1")" \
    "right|30
unclear|20
wrong|30" "all cases are planted"
of() { # KIND: what is said of its pairs, and how often
	sql "SELECT l.confidence, count(DISTINCT p.id) FROM public.planted p
	       JOIN arms.notice_to_delivery l ON l.notice_id = 'n' || p.id
	        AND ('$1' = 'unclear' OR l.transfer_id = md5('t' || p.id)::uuid)
	      WHERE p.kind = '$1' GROUP BY 1 ORDER BY 1"
}
is "$(of right)" "likely|30" "what is right is found, and likely"
is "$(of wrong)" "possible|11" "what is wrong is possible at most"
is "$(sql "SELECT count(*) FROM arms.notice_to_delivery l
	     JOIN public.planted p ON l.notice_id = 'n' || p.id
	     JOIN public.planted d ON l.transfer_id = md5('t' || d.id)::uuid
	    WHERE p.recipient <> d.recipient OR p.family <> d.ordered_family")" 0 \
    "no link without recipient and system"
is "$(of unclear)" "ambiguous|15" "what nobody can tell is ambiguous"

# A researcher knows better; the list is loaded as the others are.
cp -r config/reference "$HERE/reference"
notice=$(sql "SELECT 'n' || id FROM public.planted
	       WHERE recipient = 'BGR' AND order_year IS NOT NULL")
deal=$(sql "SELECT md5('t' || id) FROM public.planted
	     WHERE recipient = 'BGR' AND order_year IS NOT NULL")
{
	echo "$notice,$deal,1,confirmed,Contract seen,A. Researcher,,2026-11-01"
	echo "elsewhere,$deal,1,rejected,Other buyer,A. Researcher,,2026-11-02"
} >>"$HERE/reference/notice_delivery.csv"
configure "reference = $HERE/reference"
sed -i '/^reference = .*config.reference$/d' "$HERE/conf"
run load
is "$(sql "SELECT confidence, why FROM arms.notice_to_delivery
	    WHERE notice_id IN ('$notice', 'elsewhere') ORDER BY 1")" \
    "confirmed|Contract seen
rejected|Other buyer" "a researcher's word goes before"

# What a researcher rejected is no rival: of two notices of one deal, and of two
# deals of one notice, the other is likely then.
rejected() { # RECIPIENT YEAR-OF-DEAL DAY-OF-NOTICE
	sql "SELECT 'n' || n.id || ',' || md5('t' || d.id)::uuid || ',1,rejected,'
	         || 'Not that,A. Researcher,,2026-11-01'
	       FROM public.planted n, public.planted d
	      WHERE (n.recipient, d.recipient, d.order_year) = ('$1', '$1', $2)
	        AND n.article IS NOT NULL AND n.notified = '$3'" \
	    >>"$HERE/reference/notice_delivery.csv"
}
rejected CZE 2017 2015-03-01
rejected HRV 2018 2016-05-01
run load
is "$(sql "SELECT n.recipient, l.confidence, n.notified, d.order_year
	     FROM arms.notice_to_delivery l
	     JOIN public.planted n ON l.notice_id = 'n' || n.id
	     JOIN public.planted d ON l.transfer_id = md5('t' || d.id)::uuid
	    WHERE n.recipient IN ('CZE', 'HRV') ORDER BY 1, 2")" \
    "CZE|likely|2016-03-01|2017
CZE|rejected|2015-03-01|2017
HRV|likely|2016-05-01|2017
HRV|rejected|2016-05-01|2018" "what a researcher rejected makes nothing ambiguous"

is "$(sql "SELECT years_to_order, years_to_first_delivery,
	          years_to_last_delivery, number_ordered, not_delivered
	     FROM arms.waiting WHERE ordered = 'F-15SA Eagle'")" "1|6|7|84|84" \
    "how long it took"
is "$(sql "SELECT ordered, delivered_at_least, delivered_at_most, open_at_most
	     FROM arms.backlog('2015-12-31') WHERE family = 'F-15'")" "84|||84" \
    "what was open on a day"

done_testing
