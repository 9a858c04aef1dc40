#include "tests/support/support.h"

#include "base/text.h"
#include "transform/prose/prose.h"

static struct arena *arena;

struct item_case {
	const char *text;
	const char *items; /* 20 M142|<=100 AGM-114R|~15 pods|? kits */
	size_t faults;
};

#define AND_MORE "; and other related elements of logistics."

static const struct item_case table[] = {
	/* What stands behind a service is not what it serves. */
	{ "ten (10) tanks, training, and two (2) simulators; repair and return, "
	  "and 12 radios; support, including four (4) vans.",
	    "10 tanks|2 simulators|12 radios|4 vans", 0 },
	{ "ten (10) tanks; upgrade, and test of five (5) pods; three (3) years "
	  "of support, with two (2) masts.",
	    "10 tanks|2 masts", 0 },
	{ "100 rockets in addition to 2 spare launchers and tools.",
	    "100 rockets in addition to 2 spare launchers and tools", 1 },
	{ "200K 7.62mm cartridges; and 5 kits.",
	    "200000 7.62mm cartridges|5 kits", 0 },
	/* One of two numbers, and we do not know which. */
	{ "eight (8)/four (4) A/B rockets; four (4) or six (6) vans; 5 kits.",
	    "5 kits", 2 },
	/* Such words end no name. */
	{ "5,000 Tube-launched, Optically-tracked, Wire-guided (TOW) missiles, "
	  "ten (10) Vehicle Mounted, Stabilized launchers, and spares.",
	    "5000 Tube-launched, Optically-tracked, Wire-guided (TOW) missiles|"
	    "10 Vehicle Mounted, Stabilized launchers",
	    0 },
	/* Nor do signs and words around it belong to it. */
	{ "36 - M777A2 Howitzers, 54 \xE2\x80\x93 M119A2 Howitzers; 600 pods "
	  "for $340 million; 40 new tanks and to modernize seventy (70) "
	  "existing tanks; and 12 shells and a net increase in cost of $2.",
	    "36 M777A2 Howitzers|54 M119A2 Howitzers|600 pods|40 new tanks|12 "
	    "shells",
	    0 },
	{ "6 fighters; 110 rockets for each; and 5 kits.", "6 fighters|5 kits",
	    1 },
	/* A word counts them, or nothing does. */
	{ "20 M142 launchers; a command post; a pair of radars; an ATACMS pod "
	  "(fixed); a training program; a 4-inch hull; and tools.",
	    "20 M142 launchers", 3 },
	{ "20 M142 launchers, a command post, and ten (10) trucks, a van, and "
	  "support.",
	    "20 M142 launchers|10 trucks", 1 },
	/* A sum is no number of either. */
	{ "6 vans; 24+3 pods; 12 + two (2) masts; and 5 kits.", "6 vans|5 kits",
	    3 },
	{ "M142 launchers, 24 each; pods, 12 units; and 5 kits.", "5 kits", 2 },
	/* What was not notified before is notified now. */
	{ "three (3) cranes not previously enumerated in the notification and "
	  "two (2) boats that were not included in it.",
	    "3 cranes|2 boats", 0 },
	/* The cells of a table: whose a number is, is not told. */
	{ "M142 launchers\t12\nM31 pods\t24\nAlso 6 vans; spares.", "6 vans",
	    2 },
	/* How many, in a bracket behind the name, in whatever words. */
	{ "AIM-9X missiles (total of 50); pods (a quantity of 20); tents (12 "
	  "each); vans (x4); 4 radars; and spares.",
	    "4 radars", 4 },
	{ "4 radars (4 each); 6 vans (qty 6); and 12 kits (2 total).",
	    "4 radars (4 each)|6 vans (qty 6)|12 kits (2 total)", 0 },
	/* Some of a whole, and more beside it. */
	{ "20 launch units, including 2 spares; 12 F-16 fighters, including 4 "
	  "engines; and 5 kits.",
	    "20 launch units|2 spares (part)|12 F-16 fighters|4 engines|5 kits",
	    0 },
	/* What is counted of each is not counted of all. */
	{ "12 F-16 fighters, 2 radars per aircraft, three (3) pods for each "
	  "fighter, 24 AIM-9X (two per aircraft) and 10 engines.",
	    "12 F-16 fighters|24 AIM-9X (two per aircraft)|10 engines", 2 },
	/* Thousands that are parted by a blank. */
	{ "100 000 rounds; 10, 000 fuzes; 12 500 lb bombs; and 4 kits.",
	    "12 500 lb bombs|4 kits", 3 },
	/* Figures first, then words. */
	{ "36 (thirty-six) launchers; 24 (twenty four) pods; 7 (six) vans; 5 "
	  "(GFE) radars.",
	    "36 launchers|24 pods|? vans|5 (GFE) radars", 1 },
	/* A range in figures, and numbers that look like one. */
	{ "30-36 M142 launchers; 10\xE2\x80\x93"
	  "12 radars; 1,000-1,200 shells; support in 2018-2020.",
	    "30-<=36 M142 launchers|10-<=12 radars|1000-<=1200 shells", 0 },
	{ "1899-2100 shells; 1900-2101 pods; 1900-2100 rounds; 30 vans.",
	    "1899-<=2100 shells|1900-<=2101 pods|30 vans", 0 },
	{ "twelve (12)-fifteen (15) launchers; support.", "12-<=15 launchers",
	    0 },
	{ "six (6) F-16 Block 50-52 fighters with 12-24 months of support; 36-30 "
	  "vans; 5-ton trucks; a 4-6 inch hull.",
	    "6 F-16 Block 50-52 fighters with 12-24 months of support", 0 },
	/* What stands before "additional" or "total" holds for the number. */
	{ "up to an additional 24 radars; up to another five (5) vans; up to a "
	  "total of 9 guns; at least an additional 7 masts; an additional 3 "
	  "kits.",
	    "<=24 radars|<=5 vans|<=9 guns|>=7 masts|3 kits", 0 },
	/* "Quantity" before a number; behind a name it is a fault. */
	{ "Qty 5 M142 launchers; Qty. 6 radars; quantity: 7 vans; M31 pods, Qty "
	  "24; spares.",
	    "5 M142 launchers|6 radars|7 vans", 1 },
	/* A year between words on what was notified earlier and its number. */
	{ "six (6) kits; it was previously notified FY21 twelve (12) radars; "
	  "support.",
	    "6 kits", 0 },
	/* An open bracket of an earlier case: post-692180. */
	{ "an additional twenty-four (24) AGM-114R Hellfire missiles; support. "
	  "The original case, valued at $12.4 million ($9.4 million in major "
	  "defense equipment (MDE), included personnel training; and other "
	  "related elements. This notification is for a combined total of "
	  "sixty-seven (67) Hellfire missiles (AGM-114R).",
	    "24 AGM-114R Hellfire missiles (part)|67 Hellfire missiles "
	    "(AGM-114R)",
	    0 },
	{ "eight (8) radars; five (5) Large Tactical Power Systems; and eight "
	  "(8) frequency converters (1 per tactical site and 1 per central "
	  "maintenance facility; 2 spares).",
	    "8 radars|5 Large Tactical Power Systems|8 frequency converters (1 "
	    "per tactical site and 1 per central maintenance facility; 2 "
	    "spares)",
	    0 },
	{ "seventy (70) T700-GE 701D engines (60 installed, 10 spares); thirty "
	  "(30) AN/ASQ-170 Sights/AN/AAR-11 Sensors (M-TADS/PNVS); thirty(30) "
	  "AN/ARC-231A (RT-1987) (VHF/UHF) radios; thirty-six (36) Common "
	  "Infrared Countermeasure Systems.",
	    "70 T700-GE 701D engines (60 installed, 10 spares)|30 AN/ASQ-170 "
	    "Sights/AN/AAR-11 Sensors (M-TADS/PNVS)|30 AN/ARC-231A (RT-1987) "
	    "(VHF/UHF) radios|36 Common Infrared Countermeasure Systems",
	    0 },
	{ "up to one hundred (100) AGM-114R Hellfire Missiles; three (3) "
	  "AGM-114R Captive Air Test Missiles; two (2) MHU-191/M trailers; and "
	  "three (3) BRU-14\xE2\x80\x99s.",
	    "<=100 AGM-114R Hellfire Missiles|3 AGM-114R Captive Air Test "
	    "Missiles|2 MHU-191/M trailers|3 BRU-14\xE2\x80\x99s",
	    0 },
	{ "Two (2) C-130T Aircraft, and 10 T56-16 engines (8 installed and 2 "
	  "spares), logistics support and spares.",
	    "2 C-130T Aircraft|10 T56-16 engines (8 installed and 2 spares)",
	    0 }, /* 2014-18023 */
	{ "three hundred fifty (350) Javelin Guided Missiles, one hundred "
	  "twenty (120) Command Launch Units (CLU) with Integrated Day/Thermal "
	  "Sight, one hundred two (102) Battery Coolant Units",
	    "350 Javelin Guided Missiles|120 Command Launch Units (CLU) with "
	    "Integrated Day/Thermal Sight|102 Battery Coolant Units",
	    0 },
	{ "three thousand two hundred fifty (3,250) Joint Light Tactical "
	  "Vehicles (JLTVs), including JLTV Utility M1279A1/A2/A3 (JLTV-UTL), "
	  "and JLTV General Purpose M1280A1/A2/A3 (JLTV-GP).",
	    "3250 Joint Light Tactical Vehicles (JLTVs)", 0 },
	{ "seven (7) Guardian assemblies for the AN/AAQ-24(V)N system; and "
	  "eight (8) MK 54 MOD 0 lightweight torpedoes all up rounds.",
	    "7 Guardian assemblies for the AN/AAQ-24(V)N system|8 MK 54 MOD 0 "
	    "lightweight torpedoes all up rounds",
	    0 },
	{ "twenty (20) M142 launchers; thirty-five (35) pods; and 10 T56-16 "
	  "engines (8 installed, 2 spares)",
	    "20 M142 launchers|35 pods|10 T56-16 engines (8 installed, 2 "
	    "spares)",
	    0 },
	{ "twenty (20) M57 system pods; and twenty-four (24) international "
	  "field artillery tactical data systems.",
	    "20 M57 system pods|24 international field artillery tactical data "
	    "systems",
	    0 },
	{ "has requested to buy seven hundred thirty (730) PAC-3 MSE missiles.",
	    "730 PAC-3 MSE missiles", 0 },
	{ "has requested to buy forty-five (45) pods of M30A2 GMLRS.",
	    "45 pods of M30A2 GMLRS", 0 },
	{ "has requested a possible sale of six (6) C-17 aircraft" AND_MORE,
	    "6 C-17 aircraft", 0 },
	{ "5,031 rounds" AND_MORE, "5031 rounds", 0 },
	{ "one hundred and three (103) kits" AND_MORE, "103 kits", 0 },
	{ "approximately fifteen (15) pods" AND_MORE, "~15 pods", 0 },
	{ "twenty (20) AIM-9X missiles, and two (2) AIM-9X training missiles.",
	    "20 AIM-9X missiles|2 AIM-9X training missiles", 0 },
	{ "sixty (61) launchers; and two (2) pods", "? launchers|2 pods", 1 },

	/* Figures in brackets alone, as in notices on Iraq of 2008 to 2017. */
	{ "a possible sale of (64) shelters, (1,500) 50 watt radios, (36) "
	  "M31 pods (500 pound), and (20) fuel tanks (pairs).",
	    "64 shelters|1500 50 watt radios|36 M31 pods (500 pound)|20 fuel "
	    "tanks (pairs)",
	    0 },
	/* A list of lines, without commas. */
	{ "a possible sale of:\n36 AH-64D Helicopters\n84 T700 Engines (72 "
	  "installed and 12 spares)\n11,020 2.75 Inch Rockets\nAlso included "
	  "are simulators",
	    "36 AH-64D Helicopters|84 T700 Engines (72 installed and 12 "
	    "spares)|11020 2.75 Inch Rockets",
	    0 },
	{ "six (6) helicopters with 12 (2 per helicopter) T55 engines, and 26 "
	  "M296 .50 Cal. guns with 500 Round Ammunition Box, 4 kits.",
	    "6 helicopters|12 T55 engines|26 M296 .50 Cal. "
	    "guns with 500 Round Ammunition Box|4 kits",
	    0 },
	{ "392 vehicles which include 352 LAV-25, and 24 LAV-CC; plus 28 "
	  "trailers, 10 spare sensors and/or 10 spare decoys",
	    "392 vehicles|352 LAV-25|24 LAV-CC|28 trailers|10 spare sensors|10 "
	    "spare decoys",
	    0 },
	{ "the combat system consisting of 1 MK 41 launcher, 1 radar; and two "
	  "(2) batteries comprised of: seven (7) radars",
	    "1 MK 41 launcher|1 radar|2 batteries|7 radars", 0 },
	{ "Also included are four (4) planning systems, support equipment "
	  "(GSE),10 plugs, and 13 kits. Included in the upgrade are eight (8) "
	  "receivers.",
	    "4 planning systems|10 plugs|13 kits|8 receivers", 0 },
	{ "175 .50 Caliber guns; 6 MK-82-0,1 500LB bombs; 350 7.62mm guns",
	    "175 .50 Caliber guns|6 MK-82-0,1 500LB bombs|350 7.62mm guns", 0 },
	{ "forty (40) terminals that will be added to a previously implemented "
	  "case whose value was below the threshold.",
	    "40 terminals", 0 },
	{ "twenty-eight ( 28) missiles and one-hundred fourteen (114) kits",
	    "28 missiles|114 kits", 0 },

	{ "four (4) aircraft and one (1) engine. Additionally, one of the four "
	  "aircraft will carry guests; at least three (3) vans",
	    "4 aircraft|1 engine|>=3 vans", 0 },
	{ "two thousand, five hundred four (2,504) rounds of M795.",
	    "2504 rounds of M795", 0 },

	/* Borders of lists. */
	{ "The request is for:\n\xE2\x80\xA2 12 ZK-7 launchers\n\xE2\x80\xA2"
	  " 4 spare tubes\n* 3 vans\n- six (6) masts",
	    "12 ZK-7 launchers|4 spare tubes|3 vans|6 masts", 0 },
	{ "requests: (a) 5 mortars; (b) two (2) sights; and c) 7 bipods",
	    "5 mortars|2 sights|7 bipods", 0 },
	{ "has requested a possible sale for 18 K9 guns, and 4 cranes.",
	    "18 K9 guns|4 cranes", 0 },
	{ "has requested a possible sale 250 QR-3A missiles, containers",
	    "250 QR-3A missiles", 0 },
	{ "has requested ten (10) boats and also 3 docks", "10 boats|3 docks",
	    0 },
	{ "the procurement and installation of seven AN/XQ-9 sonars on seven "
	  "Falcon Class ships",
	    "7 AN/XQ-9 sonars on seven Falcon Class ships", 0 },
	{ "Also included: outfitted 6 30mm naval guns, 9 9-meter boats",
	    "6 30mm naval guns|9 9-meter boats", 0 },
	{ "1.5 million rounds of M855; 2 million fuzes; 864,000,000 gallons of "
	  "JP-8 fuel",
	    "1500000 rounds of M855|2000000 fuzes|864000000 gallons of JP-8 "
	    "fuel",
	    0 },
	{ "20-GBU-98 kits; 35-AIM-99 missiles; a 20-foot container",
	    "20 GBU-98 kits|35 AIM-99 missiles", 0 },
	{ "700 QR-1 missiles, 1950 coolers, and 2000 LW-2 rockets; 16 vans",
	    "700 QR-1 missiles|1950 coolers|2000 LW-2 rockets|16 vans", 0 },
	{ "t welve (12) radars; f ive (5) masts; s uites of sensors",
	    "12 radars|5 masts", 0 },
	{ "nine (9) t ug boats; four (4) class c x-ray tubes",
	    "9 tug boats|4 class c x-ray tubes", 0 },

	/* Line breaks that were lost. */
	{ "Eight (8) QV-22 tiltrotors (QVs) Weapons: \xE2\x80\xA2 Ten (10) .50 "
	  "Caliber guns \xE2\x80\xA2 Four (4) 7.62mm guns",
	    "8 QV-22 tiltrotors (QVs)|10 .50 Caliber guns|4 7.62mm guns", 0 },
	{ "Forty (40) QX Missiles (QX-1 Series) Three (3) QX Launchers Two (2) "
	  "QX spares Also included are the following non-MDE: containers",
	    "40 QX Missiles (QX-1 Series)|3 QX Launchers|2 QX spares", 0 },
	{ "3 UX-60 Gray Owl helicopters 5 Warning Sensors (WS) 7 T99-GE-1 "
	  "Engines (6 installed and 1 spare) Also included are radios",
	    "3 UX-60 Gray Owl helicopters|5 Warning Sensors (WS)|7 T99-GE-1 "
	    "Engines (6 installed and 1 spare)",
	    0 },
	{ "90 QZ-9 shells; also included are, QZ-2 charges", "90 QZ-9 shells",
	    0 },

	/* Commas within names. */
	{ "500 QA-120 Guidance Sections, Single Variant (Air-to-Air).",
	    "500 QA-120 Guidance Sections, Single Variant (Air-to-Air)", 0 },
	{ "40 QM456 series, 105mm, and 9 mounts, spare parts",
	    "40 QM456 series, 105mm|9 mounts", 0 },
	{ "up to 20 QL-158C, Long Range Missiles (QLs); and up to two (2) vans",
	    "<=20 QL-158C, Long Range Missiles (QLs)|<=2 vans", 0 },
	{ "24 guns, 3 sights, containers, and tools; and other related elements",
	    "24 guns|3 sights", 0 },

	/* Precision. */
	{ "up to the following quantities: 300 fuzes; 50 shells",
	    "<=300 fuzes|<=50 shells", 0 },
	{ "up to nine trucks, not less than 4 vans, and no more than 6 carts",
	    "<=9 trucks|>=4 vans|<=6 carts", 0 },
	{ "between 3 and 5 vans; 4 to 6 guns", "3-<=5 vans|4-<=6 guns", 0 },
	{ "between 100 and 103 radios; six (6) to eight (8) masts",
	    "100-<=103 radios|6-<=8 masts", 0 },
	{ "has requested to buy a squadron of 24 fighters", "24 fighters", 0 },

	/* What is served is not sold. */
	{ "has requested equipment in support of its commercial purchase of 30 "
	  "QF-16 aircraft. It includes 40 guns",
	    "40 guns", 0 },
	{ "the upgrade of up to five QP-3B and three QC-130 aircraft, 2 trainers",
	    "2 trainers", 0 },
	{ "radios on six Heron Class ships; kits for 12 (twelve) QH-1", "", 0 },
	{ "sale of the refurbishment and modification of 400 trucks; a "
	  "four-year upgrade program for twenty-four (24) QH-60",
	    "", 0 },
	{ "sustainment of its fleet of five (5) QC-17 aircraft", "", 0 },
	{ "9 4 kW generators; 3 Type 1 radios, 2 5 Ton trucks; Q82 500 pound "
	  "bombs",
	    "9 4 kW generators|3 Type 1 radios|2 5 Ton trucks", 0 },
	{ "2 masts; 500 pound bombs", "2 masts",
	    1 }, /* 500, or of 500 pounds */
	{ "Block 70 kits; Link 16 radios; MK 54 tubes; Trimble Force 524 sets",
	    "", 0 },
	{ "the Consolidated Appropriations Act, 2014 and section 516 of it", "",
	    0 },
	{ "6, 2026 - A possible sale of pumps", "", 0 }, /* behind "Feb." */

	/* What would begin a sentence begins a name right behind a number. */
	{ "12 Non-MDE radios; 5 kits. This is all.", "12 Non-MDE radios|5 kits",
	    0 },

	/* A number that counts something, though not what. */
	/* A bracket that nothing closes ends with what it is listed in. */
	{ "10 pods (of a kind; 5 kits", "10 pods (of a kind|5 kits", 0 },
	{ "10 pods (5 of a kind; 5 kits\n3 vans",
	    "10 pods (5 of a kind|5 kits|3 vans", 0 },
	{ "10 pods (of a kind\n5 kits; 3 vans",
	    "10 pods (of a kind|5 kits|3 vans", 0 },
	{ "10 pods (of a kind, 5 kits", "10 pods (of a kind|5 kits", 0 },
	{ "10 pods, (5 kits", "10 pods", 1 },
	/* A range has both of its ends. */
	{ "between 5 kits; 3 vans", "3 vans", 0 },
	{ "between five and kits; 3 vans", "3 vans", 0 },
	{ "between many kits; 3 vans", "3 vans", 0 },
	{ "between 10 and 5 kits", "5 kits", 0 },
	{ "5 to 5 kits", "5 to 5 kits", 0 },
	{ "5 to go kits", "5 to go kits", 0 },
	{ "5 to 6 kits", "5-<=6 kits", 0 },
	{ "between sixty (61) and seventy (70) kits", "60-? kits", 1 },
	{ "between sixty (60) and seventy (71) kits", "60-? kits", 1 },
	/* A number in words is no part of a name, nor one with a bracket. */
	{ "Block seventy radars", "", 1 },
	{ "Block 70 radars", "", 0 },
	{ "Block 2 dozen (24) radars", "", 1 },
	{ "10 and 5 QF-16 aircraft", "5 QF-16 aircraft", 1 },
	{ "6 plus 7 kits", "7 kits", 1 },
	{ "10 and spare kits", "10 and spare kits", 0 },
	/* A year has two centuries to be one. */
	{ "late 1899 kits", "", 1 },
	{ "late 1900 kits", "", 0 },
	{ "late 2100 kits", "", 0 },
	{ "late 2101 kits", "", 1 },
	{ "5, 1900 kits", "", 0 },
	{ "39 QC-25 carriers which include 35 QC-25 and 5 QC-25 R",
	    "39 QC-25 carriers|35 QC-25 (part)|5 QC-25 R", 1 },
	{ "39 QC-25 carriers which include 35 QC-25 and 4 QC-25 R",
	    "39 QC-25 carriers|35 QC-25 (part)|4 QC-25 R (part)", 0 },
	/* The number of a line, up to fifty of them. */
	{ "(50) 12 fighters; (51) 13 vans", "12 fighters|51 13 vans", 0 },
	{ "(1) 12 month lease; (2) 5 vans", "1 12 month lease|5 vans", 0 },
	{ "(1) 30 meter masts", "1 30 meter masts", 0 },
	{ "upgrade of five A and three B; 6 vans", "6 vans", 0 },
	{ "upgrade of five radars, and three vans", "3 vans", 0 },
	{ "support for twelve A, and five B", "", 1 },
	{ "missiles \n 5 kits", "5 kits", 0 },
	{ "missiles ( 5 kits", "", 1 },
	{ "39 carriers which include 39 QC-25 and zero (0) QC-R",
	    "39 carriers|39 QC-25 (part)|0 QC-R (part)", 0 },
	/* Where a number may begin. */
	{ "*5 kits\n*6 vans", "5 kits|6 vans", 0 },
	{ "\xE2\x80\xA2"
	  "5 kits\n\xE2\x80\xA2"
	  "6 vans",
	    "5 kits|6 vans", 0 },
	{ "A,5 kits", "5 kits", 0 },
	/* Figures that go on, or that are misprinted, are no number. */
	{ "5,6 kits", "", 1 },
	{ "7 vans, 6O pods, l2 (2 for each) masts, and 2,0O0 fuzes", "7 vans",
	    3 },
	{ "7 vans; 2 52 M2 rifles; 3 155mm guns; 4 40 Watt radios",
	    "7 vans|"
	    "3 155mm guns|4 40 Watt radios",
	    1 },
	{ "7 vans; up to 2,0 00 fuzes; 6 engines 4 installed and 2 spares; 9 "
	  "tents",
	    "7 vans|6 engines 4 installed and 2 spares|9 tents", 2 },
	{ "7 vans; seven hundred thirt (730) M3 rifles", "7 vans|730 M3 rifles",
	    1 },
	{ "7 vans; twenty-five additional (25) pods", "7 vans|25 pods", 0 },
	{ "thirty\xE2\x80\x94"
	  "five (35) pods",
	    "35 pods", 0 },
	/* Commas end names, unless semicolons do. */
	{ "20 radars, spare parts", "20 radars", 0 },
	{ "20 radars, spare parts; training", "20 radars", 0 },
	{ "20 radars, spare parts;training;support", "20 radars, spare parts",
	    0 },
	{ "20 radars, spare parts; training; support", "20 radars, spare parts",
	    0 },
	{ "20 radars, spare parts (a; b; c; d)", "20 radars", 0 },
	{ "20 radars, spare parts; 5 trucks", "20 radars, spare parts|5 trucks",
	    0 },
	{ "kits; 20 radars, spare parts", "20 radars, spare parts", 0 },
	{ "20 radars, spare parts, 5 trucks; 3 tents, poles; 4 pods",
	    "20 radars|5 trucks|3 tents, poles|4 pods", 0 },
	{ "a flotilla of nine (9) boats", "", 1 },
	{ "missiles; or 40 rockets", "", 1 },

	/* People, time and measures only where the name ends with them. */
	{ "six (6) crew-served weapon mounts; three (3) day/night sights; forty "
	  "(40) personnel carriers; 24 personnel parachutes; ten (10) "
	  "second-generation sights; ten (10) student workstations; two (2) "
	  "instructor consoles; six (6) team radios; 4 site survey kits",
	    "6 crew-served weapon mounts|3 day/night sights|40 personnel "
	    "carriers|24 personnel parachutes|10 second-generation sights|10 "
	    "student workstations|2 instructor consoles|6 team radios|4 site "
	    "survey kits",
	    0 },
	{ "20 time servers, 30 phase shifters, 12 crew stations, 16 contractor "
	  "logistics vehicles, twelve (12) barrels for M777, 2 pilot helmets",
	    "20 time servers|30 phase shifters|12 crew stations|16 contractor "
	    "logistics vehicles|12 barrels for M777|2 pilot helmets",
	    0 },
	{ "two (2) contractor field service representatives; 24 month warranty; "
	  "five (5) year support; a 10 day course; 3 crews and 2 pilots; six "
	  "(6) students to be trained; 2 contractor logistics personnel",
	    "", 0 },
	{ "thirty (30) meter masts; 30 round magazines; 40 hour meters", "",
	    3 },
	{ "has requested to buy 12 of the MQ-9B aircraft; training",
	    "12 of the MQ-9B aircraft", 0 },

	/* A number behind its name, or two of one name. */
	{ "Javelin missiles, 150; launchers, 30; training", "", 2 },
	{ "ten (10) and five (5) QF-16 aircraft", "5 QF-16 aircraft", 1 },
	{ "QAIM-9X 50 QLAU-129 launchers; 20 QAIM-120 30 QGBU-38 kits",
	    "20 QAIM-120 30 QGBU-38 kits", 2 },
	{ "36 QF-16s, each with one (1) radar; a dozen ambulances; 2 dozen "
	  "goggles; two dozen (24) masks; 25K grenades; 1,500 million rounds; "
	  "2 additional QP-3 airframes",
	    "36 QF-16s, each with one (1) radar|12 ambulances|24 goggles|24 "
	    "masks|25000 grenades|1500000000 rounds|2 additional QP-3 "
	    "airframes",
	    1 },

	/* A dash within a name is no border; a number in brackets may be one.
	 */
	{ "one hundred sixty-eight (168) Quick Advanced Capability \xE2\x80\x93 3 "
	  "(QAC-3) missiles; 7 Mk - 48 torpedoes; - 4 vans",
	    "168 Quick Advanced Capability \xE2\x80\x93 3 (QAC-3) missiles|7 Mk - "
	    "48 torpedoes|4 vans",
	    0 },
	{ "(1) 12 QF-16C aircraft, (2) 14 Q100-PW-229 engines, and (3) 3 radars",
	    "12 QF-16C aircraft|14 Q100-PW-229 engines|3 radars", 0 },
	{ "(64) shelters, (15) 50 watt radios", "64 shelters|15 50 watt radios",
	    0 },
	{ "more than 50 helmets; in excess of 600 batteries; over 5 masts",
	    ">=50 helmets|>=600 batteries|>=5 masts", 0 },
	{ "for its fleet of thirty-five (35) QH-64E and twenty-two (22) QH-60L "
	  "aircraft; a fleet consisting of eight (8) QC-17A and four (4) QC-130J",
	    "", 0 },
	{ "ships that incorporate five (5) QATSS-21 systems",
	    "5 QATSS-21 systems", 0 },

	/* None of these is an article. */
	{ "five (5) years of AGM-114R Hellfire spare parts" AND_MORE, "", 0 },
	{ "for a duration of ten (10) days to provide support.", "", 0 },
	{ "for a period of up to twenty-four (24) months" AND_MORE, "", 0 },
	{ "two (2) additional U.S. Government and two (2) contractor "
	  "representatives",
	    "", 0 },
	{ "the assignment of six U.S. Government and four contractor "
	  "representatives",
	    "", 0 },
	{ "training for a 6,000 to 8,000 person General Purpose Force", "", 0 },
	{ "has requested a possible sale of three years of support services.",
	    "", 0 },
	{ "Extended Range Fuel Systems (ERFS) 800 gal and 500 gal; forward "
	  "area refueling equipment",
	    "", 0 }, /* 2026-11403 */
	{ "In 2018, the case was amended and added $72 million for a total of "
	  "$142 million ($0 in MDE) and included training; support.",
	    "", 0 },
	{ "On May 11, 2023, Congress was notified", "", 0 },
	{ "155mm High Explosive (HE) M795 Projectiles; 9mm rifles" AND_MORE, "",
	    0 },
	{ "M299 Missile Launcher, M261 2.75 Inch Rocket Launcher" AND_MORE, "",
	    0 },
	{ "KIV-77 Mode \\4/5\\ IFF applique; KOR-24A for Link-16" AND_MORE, "",
	    0 },
	{ "F-16C and two-seat F-16D trainers; two-way radios; "
	  "three-dimensional radars; 5-ton trucks",
	    "", 0 },
	{ "120V AC power; 60KVA aircraft generator; .50 caliber ammunition", "",
	    0 },
	{ "and twenty-first century systems; first (1st) line maintenance", "",
	    0 },
	{ "AN/AAR-57 with 5th Sensor; MK 54 torpedoes; Type 1 encryption", "",
	    0 },
	{ "and 20 percent spare parts; and 50% of the fuel", "", 0 },
	{ "under Section 36(b)(1) of the Arms Export Control Act", "", 0 },
	{ "None", "", 0 },
	{ "", "", 0 },
	{ "(10) (20) (30)", "", 1 },
};

static const char *
show(const struct item *list)
{
	static const char *const marks[] = {
		[PRECISION_NONE] = "?",
		[PRECISION_EXACT] = "",
		[PRECISION_ESTIMATE] = "~",
		[PRECISION_UP_TO] = "<=",
		[PRECISION_AT_LEAST] = ">=",
	};
	const char *all = "";

	for (; list != NULL; list = list->next) {
		const struct quantity *q = &list->quantity;
		const char *from = q->from == 0
		    ? ""
		    : arena_print(arena, "%lld-", (long long)q->from);

		all = arena_print(arena, "%s%s%s%s%s %s%s", all,
		    *all == '\0' ? "" : "|", from, marks[q->precision],
		    q->precision == PRECISION_NONE
			? ""
			: arena_print(arena, "%lld", (long long)q->count),
		    or_none(list->designation),
		    list->whole == NULL ? "" : " (part)");
	}
	return all;
}

static void
test_items(void **state)
{
	const struct item_case *c = *state;
	struct reading r = reading_of(arena, NULL);
	struct item *list = NULL;

	prose_items(&r, c->text, 1, TRUTH_YES, &list);
	assert_string_equal(show(list), c->items);
	assert_int_equal(count_faults(&r), c->faults);
	for (; list != NULL; list = list->next) {
		assert_int_equal(list->is_mde, TRUTH_YES);
		assert_non_null(list->quantity_text);
	}
}

static const struct item_case single[] = {
	{ "-- Four (4) M142 launchers", "4 M142 launchers", 0 },
	{ "[bull] Four (4) M142 launchers \\1\\", "4 M142 launchers", 0 },
	{ "<bullet> Four (4) M142 launchers", "4 M142 launchers", 0 },
	{ "o Four (4) M142 launchers", "4 M142 launchers", 0 },
	{ "1. Four (4) M142 launchers", "4 M142 launchers", 0 },
	{ "A minimum of 4 launchers", ">=4 launchers", 0 },
	{ "Four (4)/six (6) launchers", "? Four (4)/six (6) launchers", 1 },
	{ "Fifteen (15) to twenty (20) Embedded GPS Systems",
	    "15-<=20 Embedded GPS Systems", 0 },
	{ "30-36 M142 launchers", "30-<=36 M142 launchers", 0 },
	{ "Qty: 5 M142 launchers", "5 M142 launchers", 0 },
	/* What numbers a line counts nothing, nor does a calibre. */
	{ "(1) Twenty-four (24) launchers", "24 launchers", 0 },
	{ "(10) 120 mm mortars", "10 120 mm mortars", 0 },
	{ "(36) 500 pound bombs", "36 500 pound bombs", 0 },
	{ "(3) tents", "3 tents", 0 },
	{ "12) 5-ton trucks", "? 5-ton trucks", 0 },
	{ "2. 155 mm howitzers", "? 155 mm howitzers", 1 },
	{ "9 mm pistols", "? 9 mm pistols", 1 },
	{ "Two (2) metric tool sets", "2 metric tool sets", 0 },
	{ "24+3 pods", "? 24+3 pods", 1 },
	{ "5 ;", "", 0 },
	{ "5 ", "", 0 },
	{ "Forty-five (45) M30A2 guided multiple launch rocket "
	  "system-alternative warhead pods",
	    "45 M30A2 guided multiple launch rocket system-alternative warhead "
	    "pods",
	    0 },
	{ "Twenty-four (24) international field artillery tactical data system",
	    "24 international field artillery tactical data system", 0 },
	{ "Up to four (4) P-8A patrol aircraft", "<=4 P-8A patrol aircraft",
	    0 },
	{ "Thirty (30) AN/APG-78 radars (FCR);", "30 AN/APG-78 radars (FCR)",
	    0 },
	{ "5,031 rounds.", "5031 rounds", 0 },
	{ "M31A2 pods", "? M31A2 pods", 0 },
	{ "155mm projectiles", "? 155mm projectiles", 0 },
	{ "Sixty (61) launchers", "? launchers", 1 },
	{ "None", "", 0 },
	{ "None.", "", 0 },
	{ "N/A", "", 0 },
	{ "", "", 0 },
};

static void
test_single(void **state)
{
	const struct item_case *c = *state;
	struct reading r = reading_of(arena, NULL);
	struct item *list = NULL;

	prose_item(&r, c->text, 1, TRUTH_NO, &list);
	assert_string_equal(show(list), c->items);
	assert_int_equal(count_faults(&r), c->faults);
}

static void
test_adds_to_the_end(void **state)
{
	struct reading r = reading_of(arena, NULL);
	struct item *list = NULL;

	(void)state;
	prose_item(&r, "Two (2) radars", 1, TRUTH_YES, &list);
	prose_items(&r, "three (3) kits; four (4) pods", 2, TRUTH_NO, &list);
	prose_item(&r, "Five (5) vans", 3, TRUTH_UNKNOWN, &list);
	assert_string_equal(show(list), "2 radars|3 kits|4 pods|5 vans");
	assert_int_equal(list->is_mde, TRUTH_YES);
	assert_int_equal(list->next->is_mde, TRUTH_NO);
	assert_int_equal(list->next->next->next->is_mde, TRUTH_UNKNOWN);
}

#define FIVE_TIMES(s) s s s s s
#define FIFTEEN_TIMES(s) FIVE_TIMES(s) FIVE_TIMES(s) FIVE_TIMES(s)

/* Sales in sentences: "quantity name", "<whole" behind a part. */
static const struct item_case sales[] = {
	{ "Oman has requested ten (10) tanks. The proposed sale provides for two "
	  "(2) masts. Up to 2 vans and three (3) simulators may be included. "
	  "Oman previously bought four (4) kits and five (5) pods.",
	    "10 tanks|2 masts|2 vans|3 simulators", 0 },
	{ "Oman has requested ten (10) tanks; training with two (2) masts; "
	  "support, along with 4 vans; items such as five (5) pods; and tanks "
	  "fitted with six (6) guns.",
	    "10 tanks|4 vans", 2 },
	{ "Oman has requested to add five (5) launchers to a previously "
	  "implemented case. This notification is for a combined total of "
	  "nine (9) launchers.",
	    "5 launchers <2|9 launchers", 0 },
	{ "Oman has requested a total of twelve (12) kits: five (5) A kits and "
	  "seven (7) B kits, to be added to an existing case.",
	    "12 kits|5 A kits <1|7 B kits <1", 0 },
	/* What is added to a case is within what both come to. */
	{ "Oman has requested to buy thirty-six (36) M142 launchers that will "
	  "be added to a previously implemented case. The original FMS case, "
	  "valued at $95 million ($60 million in MDE), included twelve (12) "
	  "M142 launchers. This notification is for a combined total of "
	  "forty-eight (48) M142 launchers.",
	    "36 M142 launchers <2|48 M142 launchers", 0 },
	{ "Oman has requested the following to be added to an existing case: "
	  "twenty-four (24) AGM-114R missiles; ten (10) AGM-114R captive "
	  "trainers; and two (2) vans. This notification is for a combined total "
	  "of sixty-seven (67) AGM-114R missiles; and fourteen (14) AGM-114R "
	  "captive trainers.",
	    "24 AGM-114R missiles <4|10 AGM-114R captive trainers <5|2 vans|67 "
	    "AGM-114R missiles|14 AGM-114R captive trainers",
	    0 },
	/* Words that join an article to a list; options; words of a count. */
	{ "requests a sale of 7 masts, as well as 14 tents, in addition to 8 "
	  "radios, along with 9 kits, and spares.",
	    "7 masts|14 tents|8 radios|9 kits", 0 },
	{ "requests a sale of 7 masts as well as fourteen (14) tents; spares; "
	  "tools.",
	    "7 masts|14 tents", 0 },
	{ "requests a sale of 15 Q-60L helicopters, with an option for 8 "
	  "additional helicopters, 40 guns.",
	    "15 Q-60L helicopters|8 additional helicopters|40 guns", 0 },
	{ "requests a sale of twenty (20) QF-15 with options to purchase up to "
	  "four (4) more QF-15; spares; tools.",
	    "20 QF-15|4 more QF-15", 0 },
	{ "requests a sale of 7 masts, in addition to 14 masts previously "
	  "purchased, and 8 radios.",
	    "7 masts|8 radios", 0 },
	{ "requests a sale of 3 x AN/QPY-2 radars; 2ea. shelters; 4x masts; 5 "
	  "each tents; 1,800 30mm x 113 rounds.",
	    "3 AN/QPY-2 radars|2 shelters|4 masts|5 tents|1800 30mm x 113 "
	    "rounds",
	    0 },
	{ "has requested 90 Wheeled Carriers (WCs) which include 60 WC-25, 20 "
	  "WC-CC, and 10 WC-A (Ambulances); 12 radios; and 6 tents.",
	    "90 Wheeled Carriers (WCs)|60 WC-25 <1|20 WC-CC <1|10 WC-A "
	    "(Ambulances) <1|12 radios|6 tents",
	    0 },
	{ "has requested one hundred (100) Qoastal Defense Systems consisting of "
	  "up to four hundred (400) Qoastal missiles; tools.",
	    "100 Qoastal Defense Systems|400 Qoastal missiles", 0 },
	{ "has requested 4 masts. The initial case, valued at $40 million, "
	  "included twenty (20) masts. The existing case included 7 masts. "
	  "Norway has previously taken delivery of twenty (20) masts.",
	    "4 masts", 0 },
	{ "has requested 4 masts. The earlier LOA included 9 masts. The current "
	  "FMS case, valued at $45 million, includes 7 masts.",
	    "4 masts", 0 },
	/* More of a fleet is no sale, whatever joins it. */
	{ "has requested follow-on support for twelve (12) MH-60R, and five (5) "
	  "P-8A aircraft; spares.",
	    "", 1 },
	{ "has requested support for 12 existing P-8A, and 3 KC-46A aircraft; "
	  "spares.",
	    "", 1 },
	{ "has requested maintenance of four masts, 3 radars.", "", 1 },
	{ "has requested upgrade of four masts, 3 radars.", "3 radars", 0 },
	{ "has requested sustainment of: twelve (12) MH-60R and five (5) P-8A "
	  "aircraft; spares.",
	    "", 0 },
	{ "has requested 8 tanks and follow-on support for 4 QH-64 and 3 QH-60 "
	  "helicopters; 5 masts.",
	    "8 tanks|5 masts", 0 },
	{ "has requested over 600 batteries; (Qty 1,000) kits; masts (Qty 20); "
	  "and training for 24 pilots and 8 mechanics.",
	    "600 batteries", 2 },
	{ "The possible sale to the Government of Italy of 734 Qinger missiles; "
	  "4 5,500 lb lifts, 3 masts; 2 vans. Two contractor representatives "
	  "representing varying skills will be required for one year.",
	    "734 Qinger missiles|4 5,500 lb lifts|3 masts|2 vans", 0 },
	{ "has requested up to 15 Q109 helicopters, or alternatively, 15 Q429 "
	  "helicopters, or 15 Q72 helicopters; 3 masts.",
	    "15 Q109 helicopters|3 masts", 2 },
	{ "requests approval to procure 500 bombs, fuzes and spare parts. In "
	  "addition, it asks for 1,200 fuzes; it seeks four vans.",
	    "500 bombs|1200 fuzes|4 vans", 0 },
	{ "has requested 2 QH-60 helicopters, equipped with the following: 3 "
	  "radars (2 installed, 1 spare); 12 each 60mm mortars; and 16 ea. 81mm "
	  "mortars.",
	    "2 QH-60 helicopters|3 radars (2 installed, 1 spare)|12 60mm "
	    "mortars|16 81mm mortars",
	    0 },
	{ "has requested 4 each: masts; 3 engines and non-MDE; support.",
	    "4 masts|3 engines", 0 },
	{ "has requested 4 masts to be added to an implemented case. The "
	  "implemented case (JO-B-ABC) included 7 masts.",
	    "4 masts", 0 },
	{ "has requested 393 Wheeled Carriers (WACs) which include 352 WAC-25, 24 "
	  "WAC-CC, and 18 WAC-R; 12 radios.",
	    "393 Wheeled Carriers (WACs)|352 WAC-25 <1|24 WAC-CC <1|18 WAC-R|12 "
	    "radios",
	    1 },
	{ "has requested 900 Wheeled Carriers (WAC) which include 600 WAC-25, "
	  "200 WAC-CC, and 100 WAC-A (Ambulances); 12 radios; and 6 tents.",
	    "900 Wheeled Carriers (WAC)|600 WAC-25 <1|200 WAC-CC <1|100 WAC-A "
	    "(Ambulances) <1|12 radios|6 tents",
	    0 },
	{ "has requested to buy 20 new QF-16 aircraft and to modernize 30 "
	  "existing QF-16 aircraft. The request includes: fifteen (15) QF-16 C "
	  "aircraft; five (5) QF-16 D aircraft; and twenty (20) engines.",
	    "20 new QF-16 aircraft|15 QF-16 C aircraft <1|5 QF-16 D aircraft "
	    "<1|20 engines",
	    0 },
	{ "has requested to buy an additional ten (10) Zephyr missiles; support. "
	  "This notification is for a combined total of thirty (30) Zephyr "
	  "missiles.",
	    "10 Zephyr missiles <2|30 Zephyr missiles", 0 },
	/* What is added is within one of the next sixteen totals. */
	{ "has requested an additional 4 kits; " FIFTEEN_TIMES(
	      "a total of 9 masts; ") "a total of 9 kits; spares.",
	    "4 kits <17" FIFTEEN_TIMES("|9 masts") "|9 kits", 0 },
	{ "has requested an additional 4 kits; a total of 9 vans; " FIFTEEN_TIMES(
	      "a total of 9 masts; ") "a total of 9 kits; spares.",
	    "4 kits|9 vans" FIFTEEN_TIMES("|9 masts") "|9 kits", 0 },
	{ "has requested 8 tanks, 4 tank trainers, and 4 tank engines.",
	    "8 tanks|4 tank trainers|4 tank engines", 0 },
	{ "reports the replacement of the previously notified nine (9) Zephyr "
	  "sights with five (5) Zephyr II sights (MDE).",
	    "5 Zephyr II sights", 0 },
	{ "Its airlift consists of six QC-17. It has requested 2 QC-17. The "
	  "estimated cost for up to four QC-17 is $9 million.",
	    "2 QC-17", 0 },
};

static const char *
show_parts(const struct item *list)
{
	const char *all = "";

	for (const struct item *i = list; i != NULL; i = i->next) {
		int whole = i->whole == NULL ? 0 : 1;

		for (const struct item *w = list; whole > 0 && w != i->whole;
		     w = w->next)
			whole++;
		all = arena_print(arena, "%s%s%lld %s%s", all,
		    *all == '\0' ? "" : "|", (long long)i->quantity.count,
		    or_none(i->designation),
		    whole == 0 ? "" : arena_print(arena, " <%d", whole));
	}
	return all;
}

static void
test_sales(void **state)
{
	const struct item_case *c = *state;
	struct reading r = reading_of(arena, NULL);
	struct item *list = NULL;

	prose_sale(&r, c->text, 1, TRUTH_UNKNOWN, &list);
	assert_string_equal(show_parts(list), c->items);
	assert_int_equal(count_faults(&r), c->faults);
}

/* Requests that count nothing. */
static const struct item_case uncounted[] = {
	{ "Oman has requested to buy QPRC-1 radios; key loaders; spares; masts.",
	    "? QPRC-1 radios|? key loaders", 0 },
	{ "Oman has requested a possible sale of the refit of 4,569 trucks, and "
	  "parts.",
	    "? refit of 4,569 trucks", 0 },
	{ "Oman has requested to buy the following non-MDE items: AN/QRC-9 sets; "
	  "training.",
	    "? AN/QRC-9 sets", 0 },
	{ "Oman has requested a Foreign Military Sales Order II to fund parts.",
	    "? Foreign Military Sales Order II to fund parts", 0 },
	{ "Oman requests: and tents; ; ;vans, of many kinds",
	    "? tents|? vans, of many kinds", 0 },
	{ "Oman has requested to buy spares; tents", "? spares|? tents", 0 },
	{ "Oman has requested to buy (5; 6) tents, that will be added to a "
	  "case",
	    "? (5; 6) tents", 0 },
	{ "Oman requests B1; B2; B3; B4; B5; B6; B7; B8; B9; B10; B11; B12; "
	  "B13",
	    "? B1|? B2|? B3|? B4|? B5|? B6|? B7|? B8|? B9|? B10|? B11|? B12",
	    1 },
	{ "Oman requests B1; B2; B3; B4; B5; B6; B7; B8; B9; B10; B11; B12; "
	  "spares; B13",
	    "? B1|? B2|? B3|? B4|? B5|? B6|? B7|? B8|? B9|? B10|? B11|? B12",
	    0 },
	{ "Oman requests B1, B2; B3", "? B1, B2|? B3", 0 },
	{ "Oman requests B1, B2, B3", "? B1", 1 },
	{ "Oman requests tents, as amended, and B2", "? tents", 0 },
	{ "Oman requests the refit of tents (which 9 soldiers can pitch) being "
	  "sold from stock",
	    "? refit of tents (which 9 soldiers can pitch)", 0 },
	{ "Nothing is asked for.", "", 0 },
};

static void
test_uncounted(void **state)
{
	const struct item_case *c = *state;
	struct reading r = reading_of(arena, NULL);
	struct item *list = NULL;

	prose_named(&r, c->text, 1, TRUTH_UNKNOWN, &list);
	assert_string_equal(show(list), c->items);
	assert_int_equal(count_faults(&r), c->faults);
}

/* A name that is too long is cut behind a letter, and told. */
static void
test_long_name(void **state)
{
	struct reading r = reading_of(arena, NULL);
	struct text text = { 0 };
	struct item *list = NULL;

	(void)state;
	text_add_string(&text, "Oman requests B");
	for (int i = 0; i < 600; i++)
		text_add_string(&text, "\xC3\xA9");
	text_add_string(&text, "; B2");
	prose_named(&r, text_string(&text), 1, TRUTH_UNKNOWN, &list);
	assert_int_equal(strlen(list->designation), 1001);
	assert_string_equal(list->next->designation, "B2");
	assert_null(list->next->next);
	assert_int_equal(count_faults(&r), 1);
	text_free(&text);
}

/* What comes before "; also included are", and behind "MDE:". */
static void
test_marks(void **state)
{
	struct reading r = reading_of(arena, NULL);
	struct item *list = NULL;

	(void)state;
	prose_sale(&r,
	    "has requested 7 masts; also included are 8 tents. Major Defense "
	    "Equipment includes: 9 guns.",
	    1, TRUTH_UNKNOWN, &list);
	assert_string_equal(show(list), "7 masts|8 tents|9 guns");
	assert_int_equal(list->is_mde, TRUTH_UNKNOWN);
	assert_int_equal(list->next->is_mde, TRUTH_NO);
	assert_int_equal(list->next->next->is_mde, TRUTH_YES);
	list = NULL;
	prose_sale(&r,
	    "has requested 7 guns. The following non-MDE items will be "
	    "included: 8 tents.",
	    1, TRUTH_UNKNOWN, &list);
	assert_int_equal(list->is_mde, TRUTH_YES);
	assert_int_equal(list->next->is_mde, TRUTH_NO);
	list = NULL;
	prose_sale(&r,
	    "Also included: 7 masts. The following MDE munitions will be "
	    "included: 8 bombs; and 9 fuzes. The non-MDE munitions are: 3 vans.",
	    1, TRUTH_UNKNOWN, &list);
	assert_string_equal(show(list), "7 masts|8 bombs|9 fuzes|3 vans");
	assert_int_equal(list->is_mde, TRUTH_NO);
	assert_int_equal(list->next->is_mde, TRUTH_YES);
	assert_int_equal(list->next->next->is_mde, TRUTH_YES);
	assert_int_equal(list->next->next->next->is_mde, TRUTH_NO);
	/* Behind the name, wherever that ends. */
	list = NULL;
	prose_sale(&r,
	    "reports the inclusion of 7 guns (MDE), 8 tents (non-MDE) and 9 "
	    "masts (MDE) and 6 vans (Non-MDE).",
	    1, TRUTH_UNKNOWN, &list);
	assert_string_equal(show(list), "7 guns|8 tents|9 masts|6 vans");
	assert_int_equal(list->is_mde, TRUTH_YES);
	assert_int_equal(list->next->is_mde, TRUTH_NO);
	assert_int_equal(list->next->next->is_mde, TRUTH_YES);
	assert_int_equal(list->next->next->next->is_mde, TRUTH_NO);
	/* Of two marks before a number the last counts. */
	list = NULL;
	prose_sale(&r,
	    "has requested 7 guns; the following non-MDE items will also be "
	    "included: spares; MDE items: 8 tents; MDE: none; "
	    "non-MDE items: 9 masts.",
	    1, TRUTH_UNKNOWN, &list);
	assert_string_equal(show(list), "7 guns|8 tents|9 masts");
	assert_int_equal(list->is_mde, TRUTH_YES);
	assert_int_equal(list->next->is_mde, TRUTH_YES);
	assert_int_equal(list->next->next->is_mde, TRUTH_NO);
}

/*
 * 2,000 lists made of these: what is put in is found, and nothing else. A '#'
 * stands for a number of two figures, the same in all of an article; of the
 * counts what is found stands beside the form.
 */
struct count_form {
	const char *form;
	const char *found;
};

static const struct count_form counts[] = { { "#", "#" },
	{ "twelve (12)", "12" }, { "up to seven (7)", "<=7" }, { "(#)", "#" },
	{ "an additional #", "#" }, { "1,9#", "19#" }, { "19#", "19#" },
	{ "approximately thirty (30)", "~30" }, { "nine", "9" },
	{ "# (2 per helicopter)", "#" }, { "1.# million", "1#0000" },
	{ "864,000,0#", "8640000#" }, { "not less than #", ">=#" },
	{ "at least #", ">=#" }, { "no more than #", "<=#" },
	{ "a squadron of #", "#" }, { "a total of #", "#" },
	{ "between 1# and 2#", "1#-<=2#" }, { "six (6) to eight (8)", "6-<=8" },
	{ "one hundred and three (103)", "103" }, { "FORTY (40)", "40" },
	{ "thirty(30)", "30" } };
/* Behind a name alone, where the breaks between lines were lost. */
static const struct count_form line_counts[] = { { "Fourteen (14)", "14" },
	{ "Up to Seven (7)", "<=7" }, { "Thirty-five (35)", "35" },
	{ "(7#9)", "7#9" } };
static const char *const names[] = { "AN/QRC-# radios", "QF-# aircraft",
	"QGM-#B missiles (training)", "MK # torpedoes", "155mm Q# shells",
	"Block # kits for trucks", ".50 caliber Q# machine guns",
	"Q# engines (6 installed, 2 spares)", "5 kW generators Q#",
	"Type # masts", "rounds of M8#", "gallons of JP-# fuel",
	"Q# engines (12 installed and 2 spares)",
	"Q# vehicles (two (2) per site; 1 spare)" };
static const char *const line_names[] = { "AN/QRC-# radios",
	"QGM-#B Missiles (QM)", "Type # masts", "Block # Kits for trucks" };
static const char *const openings[] = { "has requested to buy ",
	"has requested a possible sale of ",
	"has requested a sale of: ", "has requested a possible sale for ",
	"Also included are " };
static const char *const joints[] = { "; ", ", ", "\n", "; and ",
	" \xE2\x80\xA2 ", ", and ", ";\n- ", "; b) ", " " };

#define PICK(seed, list) \
	(list)[next_random(seed) % (sizeof(list) / sizeof((list)[0]))]

static unsigned
next_random(unsigned *seed)
{
	*seed = *seed * 1103515245U + 12345U;
	return *seed >> 16;
}

/* The form with the number in the place of each '#'. */
static const char *
with_number(const char *form, unsigned number)
{
	const char *made = "";

	for (size_t n; *form != '\0'; form += n) {
		n = strcspn(form, "#");
		made = arena_print(arena, "%s%.*s", made, (int)n, form);
		if (form[n] == '#') {
			made = arena_print(arena, "%s%02u", made, number);
			n++;
		}
	}
	return made;
}

/* A list as it is made, and what is to be found in it. */
struct made_list {
	const char *text;
	const char *found;
};

static void
made_add(
    struct made_list *l, const char *joint, const char *text, const char *found)
{
	l->text = arena_print(arena, "%s%s%s", l->text, joint, text);
	l->found = arena_print(
	    arena, "%s%s%s", l->found, *l->found == '\0' ? "" : "|", found);
}

static void
made_add_counted(struct made_list *l, unsigned *seed, const char *joint)
{
	bool is_line = strcmp(joint, " ") == 0 || strcmp(joint, "L") == 0;
	unsigned number = 10 + next_random(seed) % 90;
	struct count_form count =
	    is_line ? PICK(seed, line_counts) : PICK(seed, counts);
	const char *name = with_number(
	    is_line ? PICK(seed, line_names) : PICK(seed, names), number);

	made_add(l, strcmp(joint, "L") == 0 ? "" : joint,
	    arena_print(arena, "%s %s", with_number(count.form, number), name),
	    arena_print(
		arena, "%s %s", with_number(count.found, number), name));
}

/* "60-GBU-38 bombs", where a hyphen is in the place of the blank. */
static void
made_add_hyphened(struct made_list *l, unsigned *seed, const char *joint)
{
	unsigned number = 10 + next_random(seed) % 90;

	made_add(l, joint, with_number("#-GBU-# bombs", number),
	    with_number("# GBU-# bombs", number));
}

/* A whole, and parts that come to it. */
static void
made_add_parts(struct made_list *l, unsigned *seed, const char *joint)
{
	static const char *const leads[] = { "which include", "consisting of",
		"that includes", "comprised of", "of which" };
	unsigned a = 2 + next_random(seed) % 90;
	unsigned b = 2 + next_random(seed) % 90;
	unsigned c = 2 + next_random(seed) % 90;

	made_add(l, joint,
	    arena_print(arena,
		"%u QLAVs %s %u QLAV-25, %u QLAV-CC, and %u "
		"QLAV-A",
		a + b + c, PICK(seed, leads), a, b, c),
	    arena_print(arena,
		"%u QLAVs|%u QLAV-25 (part)|%u QLAV-CC (part)|%u "
		"QLAV-A (part)",
		a + b + c, a, b, c));
}

static void
made_add_any(struct made_list *l, unsigned *seed, const char *joint)
{
	unsigned which = next_random(seed) % 20;

	if (which == 0 && strchr(joint, ' ') != joint)
		made_add_hyphened(l, seed, joint);
	else if (which == 1 && strchr(joint, ';') != NULL)
		made_add_parts(l, seed, joint);
	else
		made_add_counted(l, seed, joint);
}

static void
test_grammar(void **state)
{
	unsigned seed = 1;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		struct reading r = reading_of(arena, NULL);
		struct made_list l = { PICK(&seed, openings), "" };
		struct item *list = NULL;
		const char *joint = PICK(&seed, joints);
		size_t wanted = 1 + next_random(&seed) % 6;
		size_t marked = 0;
		size_t at = 0;

		made_add_counted(&l, &seed, strcmp(joint, " ") == 0 ? "L" : "");
		for (size_t k = 1; k < wanted; k++)
			made_add_any(&l, &seed, joint);
		if (next_random(&seed) % 4 == 0) {
			for (const char *p = l.found; *p != '\0'; p++)
				marked += *p == '|';
			marked++;
			l.text = arena_print(
			    arena, "%s; also included are ", l.text);
			made_add_counted(&l, &seed, "");
		}
		l.text = arena_print(arena,
		    strchr(joint, ',') != NULL
			? "%s, spare parts, and training."
			: "%s; spare parts; and training.",
		    l.text);
		prose_sale(&r, l.text, 1, TRUTH_UNKNOWN, &list);
		if (strcmp(show(list), l.found) != 0 || r.faults != NULL)
			print_message("# %s\n", l.text);
		assert_string_equal(show(list), l.found);
		assert_int_equal(count_faults(&r), 0);
		for (; list != NULL && strncmp(l.text, "Also", 4) != 0;
		     list = list->next, at++)
			assert_int_equal(list->is_mde,
			    marked > 0 && at >= marked ? TRUTH_NO
						       : TRUTH_UNKNOWN);
	}
}

/* A text may be as long as a unit. */
struct hostile_case {
	const char *name;
	const char *piece;
	size_t times;
	size_t items;
};

static const struct hostile_case hostile[] = {
	{ "many articles", "twenty (20) kits; ", 8000, 8000 },
	{ "many articles between commas", "twenty (20) kits, ", 8000, 8000 },
	{ "many numbers", "7 ", 15000, 1 },
	{ "many years", "five (5) years ", 15000, 0 },
	{ "many brackets", "(", 300000, 0 },
	{ "many brackets and numbers", "(5 ", 100000, 0 },
	{ "many brackets behind an article", "(x (12 each ", 30000, 0 },
	{ "blanks", " ", 300000, 0 },
};

static void
test_hostile(void **state)
{
	const struct hostile_case *c = *state;
	struct reading r = reading_of(arena, NULL);
	struct item *list = NULL;
	struct text text = { 0 };
	size_t count = 0;

	for (size_t i = 0; i < c->times; i++)
		text_add_string(&text, c->piece);
	prose_items(&r, text_string(&text), 1, TRUTH_YES, &list);
	text_free(&text);
	for (; list != NULL; list = list->next)
		count++;
	assert_int_equal(count, c->items);
}

/* A number that counts nothing we know is shown with what stands behind it. */
struct unknown_case {
	const char *text;
	const char *value;
};

#define LETTERS_50 "abcdefghijklmnopqrstuvwxyabcdefghijklmnopqrstuvwxy"

static const struct unknown_case unknowns[] = {
	{ "a flotilla of nine (9) boats, and more", "nine (9) boats" },
	{ "a flotilla of nine (9) boats", "nine (9) boats" },
	{ "a flotilla of nine (9) " LETTERS_50 "123456789x",
	    "nine (9) " LETTERS_50 "123456789" },
	{ "a flotilla of nine (9) " LETTERS_50 "12345678\xC3\xA9x",
	    "nine (9) " LETTERS_50 "12345678" },
};

static void
test_unknown(void **state)
{
	const struct unknown_case *c = *state;
	struct reading r = reading_of(arena, NULL);
	struct item *list = NULL;

	prose_items(&r, c->text, 1, TRUTH_YES, &list);
	assert_null(list);
	assert_int_equal(count_faults(&r), 1);
	assert_string_equal(r.faults->value, c->value);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_items, table);
	SUITE_TABLE(&s, test_single, single);
	SUITE_TABLE(&s, test_sales, sales);
	SUITE_TABLE(&s, test_uncounted, uncounted);
	SUITE_TABLE(&s, test_unknown, unknowns);
	suite_add(
	    &s, "a name that is too long is cut, and told", test_long_name);
	suite_add(&s, "a mark holds from where it stands", test_marks);
	suite_add(&s, "what a list counts is found, no more", test_grammar);
	suite_add(&s, "adds to the end", test_adds_to_the_end);
	SUITE_TABLE(&s, test_hostile, hostile);
	status = suite_run(&s, "prose_items");
	arena_free(arena);
	return status;
}
