#include "tests/support/support.h"

#include "base/arena.h"
#include "format/row.h"
#include "package/value.h"
#include "transform/source/dod_contracts/announcement.h"
#include "transform/source/dod_contracts/page.h"
#include "transform/source/sources.h"

static struct arena *arena;
static struct reference *reference;

#define PLACE "Zeta Corp., Reno, Nevada, "
#define ENDS                                                              \
	" Work will be performed in Reno, Nevada, and is expected to be " \
	"completed by June 2031. Naval Sea Systems Command, Washington, " \
	"D.C., is the contracting activity (N00024-31-C-0001)."

#define VAST "$90,000,000,000,000,000"
#define TOO_GREAT "makes a sum that is too great to be one"

/* An award as one line: see show_award(). */
struct award_case {
	const char *text;
	const char *award;
};

static const struct award_case amounts[] = {
	/* A maximum behind "and" is another sum. */
	{ PLACE "is awarded a contract with an estimated value of $8,000,000 "
		"and a maximum value of $40,000,000." ENDS,
	    "award 8000000.00 action" },
	{ PLACE "is awarded an $8,000,000 ceiling contract." ENDS,
	    "award 8000000.00 ceiling" },
	/* What a sum becomes is not what is awarded. */
	{ PLACE "is awarded a modification that raises the contract's value "
		"from $100,000,000 to $148,523,411 for fuel." ENDS,
	    "modification - -" },
	{ PLACE "is awarded a modification bringing the cumulative value of "
		"the contract from $1.1 million to $1.4 million." ENDS,
	    "modification - -" },
	/* A scale that is misprinted, a range, and what is taken away. */
	{ PLACE "is awarded a $48.5 milion contract." ENDS, "award - -" },
	{ PLACE "is awarded a $48 billon contract." ENDS, "award - -" },
	{ PLACE "is awarded a $48,000,000-$50,000,000 contract." ENDS,
	    "award - -" },
	{ PLACE "is awarded a -$8,523,411 order." ENDS, "award - -" },
	{ PLACE "is awarded a $2-billion contract." ENDS,
	    "award 2000000000.00 action" },
	{ PLACE "is awarded $48 million in moon gear." ENDS,
	    "award 48000000.00 action" },
	{ PLACE "is awarded a $5,000,000 contract." ENDS,
	    "award 5000000.00 action" },
	/* A sum that goes on behind its end is none; other signs are read. */
	{ PLACE "is awarded $7 07,274 for fuel." ENDS, "award - -" },
	{ PLACE "is awarded a $3O,831,632 order for fuel." ENDS, "award - -" },
	{ PLACE "is awarded a maximum $50,000,O00 contract." ENDS,
	    "award - -" },
	{ PLACE "is awarded a $100,000 ,000 contract." ENDS, "award - -" },
	{ PLACE "is awarded a $l00,000 contract with a value of $9,000." ENDS,
	    "award - -" },
	{ PLACE "is awarded 30,831,632 for fuel. The maximum value of the "
		"contract is $98,000,000." ENDS,
	    "award - -" },
	{ PLACE "is awarded a 5,831,632 firm-fixed-price contract." ENDS,
	    "award - -" },
	{ PLACE "is awarded a contract for 1,831,632 gallons at $9,000." ENDS,
	    "award 9000.00 action" },
	{ PLACE "is awarded a maximum USD 5,000 contract." ENDS,
	    "award 5000.00 ceiling" },
	{ PLACE "is awarded a maximum $$5,000 contract." ENDS,
	    "award 5000.00 ceiling" },
	{ PLACE "is awarded a maximum \xEF\xBC\x84"
		"5,000 contract." ENDS,
	    "award 5000.00 ceiling" },
	{ PLACE "is awarded a $7,000 not - to-exceed contract." ENDS,
	    "award 7000.00 not-to-exceed" },
	{ "Zeta Co., Reno, Nevada (N00024-31-C-0001, $2O); and Om Inc., Mesa, "
	  "Arizona (N00024-31-C-0002, $12), have each been awarded a "
	  "contract." ENDS,
	    "award - -" },
	{ PLACE "is awarded $5.5 million for modification P00655 to a "
		"previously awarded contract." ENDS,
	    "modification P00655 5500000.00 action" },
	{ PLACE "is being awarded a not-to-exceed $7,000,000 undefinitized "
		"order against a basic ordering agreement." ENDS,
	    "award order 7000000.00 not-to-exceed" },
	{ PLACE "is awarded a $7,000,000 not\xE2\x80\x90to\xE2\x80\x90"
		"exceed contract." ENDS,
	    "award 7000000.00 not-to-exceed" },
	{ PLACE "has been awarded a maximum $45,577,024 contract." ENDS,
	    "award 45577024.00 ceiling" },
	{ PLACE "was awarded with a ceiling $49,991,000 contract." ENDS,
	    "award 49991000.00 ceiling" },
	{ PLACE "has been awarded a minimum $179,460,689 contract." ENDS,
	    "award 179460689.00 minimum" },
	{ PLACE "has been awarded a $ 7,705,910, firm-fixed-price, "
		"contract." ENDS,
	    "award 7705910.00 action" },
	{ PLACE "is awarded a $16, 304,425 contract." ENDS,
	    "award 16304425.00 action" },
	{ PLACE "is awarded $16, 304, for fuel." ENDS,
	    "award 16304.00 action" },
	/* What is counted behind a sum is none of it. */
	{ PLACE "is awarded a $12,345,678, 180-day contract." ENDS,
	    "award 12345678.00 action" },
	{ PLACE "is awarded $12,345,678, 100 percent for Oman." ENDS,
	    "award 12345678.00 action" },
	{ PLACE "is awarded $12,345, 365 calendar days." ENDS,
	    "award 12345.00 action" },
	{ PLACE "is awarded $12,345, 100% funded." ENDS,
	    "award 12345.00 action" },
	{ PLACE "is awarded $5,000,000, 500 widgets and their crates." ENDS,
	    "award 5000000.00 action" },
	/* Sums in brackets are parts of others. */
	{ PLACE "is awarded a contract ($3,000 for FMS) in the amount of "
		"$5,000 for fuel." ENDS,
	    "award 5000.00 action" },
	{ PLACE "is awarded a contract ($7,000 not-to-exceed) for fuel." ENDS,
	    "award 7000.00 not-to-exceed" },
	{ "Zeta Co., Reno, Nevada (N00024-31-C-0001, $21); and Om Inc. ($3 of "
	  "FMS funds), Mesa, Arizona (N00024-31-C-0002, $12), have each been "
	  "awarded a contract." ENDS,
	    "award 33.00 action" },
	/* A bracket that nobody closes hides nothing. */
	{ "Zeta Corp., Reno, Nevada (N00024-31-C-0001, is awarded a "
	  "$12,000,000 contract. The maximum value of the contract is "
	  "$90,000,000." ENDS,
	    "award 12000000.00 action" },
	{ PLACE "is awarded a contract (not (yet) definite, in the amount of "
		"$5,000 ($3,000 for FMS)." ENDS,
	    "award 5000.00 action" },
	{ PLACE "is awarded a contract ($3,000 for (two) FMS) in the amount of "
		"$5,000 for fuel." ENDS,
	    "award 5000.00 action" },
	/* Neither the whole contract's nor that of options. */
	{ PLACE "has been awarded a contract modification. In this "
		"modification (P00022), the final option year has been "
		"exercised in the amount of $34,826,578, making the "
		"cumulative value of this contract $89,804,610." ENDS,
	    "modification P00022 34826578.00 action" },
	{ PLACE "was awarded a contract. The modification brings the total "
		"cumulative face value of the contract to $60,164,328 from "
		"$33,770,042." ENDS,
	    "award - -" },
	{ PLACE "is awarded a contract. This contract includes options which, "
		"if exercised, would bring the cumulative value to "
		"$90,952,718." ENDS,
	    "award - -" },
	{ PLACE "is awarded a contract. Fiscal 2026 funds in the amount of "
		"$9,300,000 will be obligated at time of award." ENDS,
	    "award - -" },
	{ PLACE "is awarded a contract. The amount of this action is "
		"$9,300,000." ENDS,
	    "award 9300000.00 action" },
	{ PLACE "is awarded a contract with a contract ceiling of "
		"$425,000,000." ENDS,
	    "award 425000000.00 ceiling" },
	{ PLACE "has been awarded a contract for aircraft modification in the "
		"amount of $3,000." ENDS,
	    "award 3000.00 action" },
	{ PLACE "was awarded a contract. The face value of this action is $12, "
		"funded by operations funds. The total cumulative face value "
		"of the contract is $61." ENDS,
	    "award 12.00 action" },
	{ PLACE "is awarded a contract. The cumulative, estimated value of the "
		"base year is $20. An option would, if exercised, bring the "
		"cumulative potential value to $51." ENDS,
	    "award 20.00 action" },
	{ PLACE "is awarded a contract. The maximum dollar value including the "
		"base period and four option years for all three contracts "
		"combined is $95." ENDS,
	    "award 95.00 ceiling" },
	{ PLACE "was awarded a contract. The award is a fixed-price contract "
		"with a maximum $18 for fuel." ENDS,
	    "award 18.00 ceiling" },
	{ "Zeta Co., Reno, Nevada (N00024-31-C-0001, $21); and Om Inc., Mesa, "
	  "Arizona (N00024-31-C-0002, $12.50), have each been awarded a "
	  "contract under solicitation N00024-31-R-0003." ENDS,
	    "award 33.50 action" },
	{ "Zeta Co., Reno, Nevada (N00024-31-C-0001, $21), has been awarded a "
	  "maximum $30 contract." ENDS,
	    "award 30.00 ceiling" },
	{ PLACE "is awarded a contract, with a total value of $33." ENDS,
	    "award 33.00 action" },
	{ PLACE "is awarded a potential $33 contract." ENDS,
	    "award 33.00 ceiling" },
	{ PLACE "has received a $2,335 contract." ENDS,
	    "award 2335.00 action" },
};

static const struct award_case customers[] = {
	/* A name that ends with a point, in a list. */
	{ PLACE
	    "is awarded a $1 contract. This is FMS to Israel, the U.K., UAE "
	    "and the U.K. (10%)." ENDS,
	    "ISR - - -; GBR 10% - share; ARE - - - | -" },
	/* Several sums of the same funds. */
	{ PLACE "is awarded a $1 contract. FMS funds in the amounts of $30 "
		"(Oman) and $20 (Kuwait) will be obligated." ENDS,
	    "OMN - 30.00 funds; KWT - 20.00 funds | 50.00" },
	{ PLACE "is awarded a $1 contract. FMS funds for Oman and Kuwait of "
		"$30; and $20, respectively, will be obligated." ENDS,
	    "KWT - - funds; OMN - - funds | 50.00" },
	{ PLACE "is awarded a $1 contract. FMS funds in the amount of $30; and "
		"$20 in fiscal 2024 Navy funds will be obligated; $5 is an "
		"option." ENDS,
	    "FMS - 30.00 funds | 30.00" },
	{ PLACE "is awarded a $1 contract. It combines purchases for the Navy "
		"($7; 75%) and FMS customers ($2; 25%)." ENDS,
	    "FMS customers 25% - share | -" },
	/* Whose a sum is may stand behind it. */
	{ PLACE "is awarded a $5 contract. FMS funds of $3 (Japan) and $2 "
		"(Oman) are obligated." ENDS,
	    "JPN - 3.00 funds; OMN - 2.00 funds | 5.00" },
	{ PLACE "is awarded a $5 contract. FMS funds in the amount of $3 for "
		"Japan (60%) are obligated." ENDS,
	    "JPN 60% 3.00 share | 3.00" },
	/* A comma or a blank that lacks, a small letter. */
	{ PLACE "is awarded a $1 contract. It is FMS to Oman Japan, korea and "
		"Qatar.All is new." ENDS,
	    "OMN - - -; JPN - - -; KOR - - -; QAT - - - | -" },
	{ PLACE "is awarded a $1 contract. FMS (Japan) funds in the amount of "
		"$7; and FMS (Oman) funds in the amount of $3 500,000 are "
		"obligated." ENDS,
	    "JPN - 7.00 funds; OMN - - - | -" },
	{ PLACE "is awarded a $1 contract. FMS (Japan) funds in the amount of "
		"USD 7 are obligated." ENDS,
	    "JPN - 7.00 funds | 7.00" },
	/* Shares before the names. */
	{ PLACE "is awarded a $1 contract. This contract is 30 percent for the "
		"U.S. Navy, 40 percent for Japan and 29.5% for the government "
		"of Australia under the FMS program." ENDS,
	    "JPN 40% - share; AUS 29.5% - share | -" },
	{ PLACE "is awarded a $1 contract. It is FMS to Japan (40 percent), "
		"Oman, and 10 percent of it is for Bahrain." ENDS,
	    "JPN 40% - share; OMN - - -; BHR 10% - share | -" },
	{ PLACE
	    "is awarded a $1 contract for the U.S. Navy and FMS-Japan." ENDS,
	    "JPN - - - | -" },
	{ PLACE "is awarded a $1 contract. FMS (Japan) funds in the amount of "
		"$3.5 milion are obligated." ENDS,
	    "JPN - - - | -" },
	{ PLACE "is awarded a $1 contract. This is FMS to UAE, KSA, ROK and "
		"UK." ENDS,
	    "ARE - - -; SAU - - -; KOR - - -; GBR - - - | -" },
	{ PLACE "is awarded a $1 contract. It combines purchases for the Navy "
		"(58.78%), and the governments of Japan (20.61 per cent) and "
		"Oman (20.61 per cent) under the FMS program." ENDS,
	    "JPN 20.61% - share; OMN 20.61% - share | -" },
	/* The share of those whom nobody names, beside others. */
	{ PLACE "is awarded a $1 contract. It combines purchases for the U.S. "
		"Air Force (76.3 percent); Navy (10 percent); and FMS "
		"customers (13.7 percent)." ENDS,
	    "FMS customers 13.7% - share | -" },
	{ PLACE "is awarded a $1 contract. This contract involves Foreign "
		"Military Sales (FMS) to Japan (60%); and Saudi Arabia "
		"(40%)." ENDS,
	    "JPN 60% - share; SAU 40% - share | -" },
	{ PLACE "is awarded a $1 contract. This contract combines purchases "
		"for the U.S. Navy ($7; 60 percent) and the governments of "
		"Australia ($2; 20 percent) and Kingdom of Saudi Arabia ($3; "
		"20 percent) under the Foreign Military Sales program." ENDS,
	    "AUS 20% 2.00 share; SAU 20% 3.00 share | -" },
	{ PLACE "was awarded a $1 foreign military sales contract (Kuwait, "
		"Iraq) for parts." ENDS,
	    "KWT - - -; IRQ - - - | -" },
	{ PLACE "has been awarded a $1 contract. One hundred percent foreign "
		"military sales to Kuwait. FMS funds in the amount of "
		"$2,200,000 are obligated." ENDS,
	    "KWT 100% 2200000.00 share | 2200000.00" },
	{ PLACE "is awarded a $1 order for a C-130J under the Foreign Military "
		"Sales Program for Norway, Italy and the Kingdom of "
		"Denmark." ENDS,
	    "NOR - - -; ITA - - -; DNK - - - | -" },
	{ PLACE "is awarded a $1 contract. FMS (Denmark) funds in the amount "
		"of $100 (12%); fiscal 2025 other procurement (Navy) funds in "
		"the amount of $500 (4%); FMS funds (Norway) funds in the "
		"amount of $20 (3%); and $7 in FMS Mexico funds (1%) will be "
		"obligated at time of award." ENDS,
	    "DNK 12% 100.00 share; NOR 3% 20.00 share; MEX 1% 7.00 share | "
	    "127.00" },
	{ PLACE "is awarded a $1 contract. FMS (Oman) funds in the amount of "
		"$5,000, 100 percent, will be obligated at time of award." ENDS,
	    "OMN 100% 5000.00 share | 5000.00" },
	{ PLACE "is awarded a $1 contract. It is FMS to Oman ($7,500, 100 "
		"percent)." ENDS,
	    "OMN 100% 7500.00 share | -" },
	/* A list of sums goes on with the next customer, however it is named.
	 */
	{ PLACE "is awarded a $1 contract. FMS funds from Oman in the amount "
		"of $30 and from Kuwait in the amount of "
		"$20 will be obligated." ENDS,
	    "OMN - 30.00 funds; KWT - 20.00 funds | 50.00" },
	/* How it was let and when funds end denies nothing. */
	{ PLACE
	    "is awarded a $1 contract. This FMS contract for Kuwait was not "
	    "competitively procured." ENDS,
	    "KWT - - - | -" },
	{ PLACE "is awarded a $1 contract. It was not competitively procured "
		"under FMS rules for Kuwait." ENDS,
	    "KWT - - - | -" },
	{ PLACE "is awarded a $1 contract. FMS (Kuwait) funds of $20 are not "
		"obligated now." ENDS,
	    "KWT - 20.00 funds | 20.00" },
	/* The award's own sum is not one of funds. */
	{ PLACE "is awarded an FMS contract in the amount of $45,000,000 for "
		"missiles for Kuwait." ENDS,
	    "KWT - - - | -" },
	{ PLACE "is awarded a $9 contract. The FMS order for Kuwait is in the "
		"amount of $9." ENDS,
	    "KWT - - - | -" },
	/* No sum is shown of what is too great for one. */
	{ PLACE
	    "is awarded a $1 contract. FMS (Oman) funds in the amount of " VAST
	    " and FMS (Oman) funds in the amount of " VAST " and FMS "
	    "(Oman) funds in the amount of $5 are obligated." ENDS,
	    "OMN - - funds | -" },
	{ PLACE "is awarded a $1 contract. FMS funds for the Sultanate of Oman "
		"in the amount of $5 and FMS funds in the amount of " VAST
		" and FMS funds in the amount of " VAST " are obligated." ENDS,
	    "OMN - 5.00 funds | -" },
	/* Countries with semicolons, and behind the sum of the first. */
	{ PLACE "is awarded a $1 contract. FMS (Japan; Korea) funds in the "
		"amount of $5,000,000 will be obligated at time of award." ENDS,
	    "JPN - - funds; KOR - - funds | 5000000.00" },
	{ PLACE "is awarded a $1 contract. FMS funds from Japan in the amount "
		"of $3,000,000 and Korea in the amount of $2,000,000 will be "
		"obligated at time of award." ENDS,
	    "JPN - 3000000.00 funds; KOR - 2000000.00 funds | 5000000.00" },
	{ PLACE "is awarded a $1 contract. FMS funds from Oman in the amount "
		"of $30 and from the Government of Kuwait in the amount of "
		"$20 will be obligated." ENDS,
	    "OMN - 30.00 funds; KWT - 20.00 funds | 50.00" },
	{ PLACE "is awarded a $1 contract. FMS funds from Oman in the amount "
		"of $30, the Kingdom of Bahrain in the amount of $7, and for "
		"the government of the State of Kuwait in the amount of $20 "
		"will be obligated." ENDS,
	    "OMN - 30.00 funds; BHR - 7.00 funds; KWT - 20.00 funds | 57.00" },
	{ PLACE "is awarded a $1 contract. FMS funds from Japan in the amount "
		"of $3 and Navy working capital funds in the amount of $2 will "
		"be obligated at time of award." ENDS,
	    "JPN - 3.00 funds | 3.00" },
	/* A service of another country is no fund of the United States. */
	{ PLACE "is awarded a $1 contract. FMS funds from the Royal Australian "
		"Navy and Japan in the amount of $5 are obligated." ENDS,
	    "JPN - - funds; AUS - - funds | 5.00" },
	/* A people's service is that country's. */
	{ PLACE "is awarded a $1 contract for the Egyptian Air Force. This is "
		"FMS." ENDS,
	    "EGY - - - | -" },
	{ PLACE "is awarded a $1 contract. It is FMS for the Royal Saudi Air "
		"Force and the Hellenic Navy." ENDS,
	    "SAU - - -; GRC - - - | -" },
	{ PLACE "is awarded a $1 contract for the Yemeni Navy and the Royal "
		"Bhutanese Army. This is FMS." ENDS,
	    "YEM - - -; BTN - - - | -" },
	{ PLACE "is awarded a $1 contract. It combines purchases for the Navy, "
		"the Royal Australian Navy, and the FMS program." ENDS,
	    "FMS program - - - | -" },
	{ PLACE "is awarded a $1 contract for Turkish coffee of the U.S. Air "
		"Force. It is FMS to Qatar." ENDS,
	    "QAT - - - | -" },
	{ PLACE "is awarded a $1 contract. FMS funds from the Kuwait Air Force "
		"and Japan in the amount of $5 are obligated." ENDS,
	    "JPN - - funds; KWT - - funds | 5.00" },
	{ PLACE "is awarded a $1 contract. FMS funds and Navy funds in the "
		"amount of $5 are obligated for Japan." ENDS,
	    "FMS - - - | -" },
	/* Whose it is stands behind the sum. */
	{ PLACE "is awarded a $5 contract. Fiscal 2025 FMS funds of $4 (Japan "
		"and Oman) are obligated." ENDS,
	    "OMN - - funds; JPN - - funds | 4.00" },
	/* One sum of several is nobody's alone; one with others' is no sum. */
	{ PLACE "is awarded a $1 contract. This contract involves military "
		"sales to Canada, Korea and Georgia. Foreign Military Sales "
		"funds in the amount of $30 are being obligated." ENDS,
	    "CAN - - funds; KOR - - funds; GEO - - funds | 30.00" },
	{ PLACE "is awarded a $1 contract. Fiscal 2025 procurement funds as "
		"well as multiple FMS countries funds in the amount of $38 is "
		"being obligated." ENDS,
	    "multiple FMS countries - - - | -" },
	{ PLACE "is awarded a $1 contract for radars for the Navy and Foreign "
		"Military Sales customers. FMS customer funds in the amount "
		"of $2,947 will be obligated." ENDS,
	    "Foreign Military Sales customers - 2947.00 funds | 2947.00" },
	/* Where the work is, who makes it, and partners are no customers. */
	{ "Kyu Ltd., Miyazaki, Japan, is awarded a $1 contract at Kadena Air "
	  "Base, Japan, for FMS to Poland." ENDS,
	    "POL - - - | -" },
	{ PLACE "is awarded a $1 contract. Work will be performed in Marham, "
		"United Kingdom (1%), and Reno, Nevada (99%). This is FMS for "
		"Qatar." ENDS,
	    "QAT - - - | -" },
	{ PLACE "is awarded a $1 contract for the program partners under a "
		"cooperative agreement with Norway and Denmark, and Foreign "
		"Military Sales to Poland." ENDS,
	    "POL - - - | -" },
	{ PLACE "is awarded a $1 contract. Using customers are Army, Ukraine "
		"and Taiwan. Type of appropriation is Foreign Military "
		"Sales." ENDS,
	    "UKR - - -; TWN - - - | -" },
	{ PLACE "is awarded a $1 contract for the Foreign Military Sales "
		"partner the Sultanate of Oman and Qatar." ENDS,
	    "OMN - - -; QAT - - - | -" },
	{ PLACE
	    "is awarded a $1 contract. Using customers are Foreign Military "
	    "Sales customers in the Netherlands, Oman and Chile." ENDS,
	    "NLD - - -; OMN - - -; CHL - - - | -" },
	{ PLACE "is awarded a $1 contract in Kuwait for the Kuwait Air Force. "
		"Work will be performed in Al Jaber, Kuwait (90 percent); and "
		"Reno, Nevada (10 percent). This modification is for 100 "
		"percent FMS." ENDS,
	    "KWT 100% - share | -" },
	{ PLACE "is awarded a $1 contract to support the depot. Work will be "
		"performed in Oman (90 percent); and Reno, Nevada (10 "
		"percent). This contract is 100 percent FMS." ENDS,
	    "FMS 100% - share | -" },
	/* One sentence names all, another tells who buys in another way. */
	{ PLACE
	    "is awarded a $1 contract. It provides kits for the governments "
	    "of Canada and Finland. It combines purchases for the "
	    "governments of Finland ($6; 90%) under the FMS program; and "
	    "Canada ($1; 10%) under a direct commercial sale." ENDS,
	    "FIN 90% 6.00 share | -" },
	{ PLACE
	    "is awarded a $1 foreign military sales (Iraq) contract. Fiscal "
	    "2018 other procurement (Army) funds; and foreign military "
	    "sales funds in the combined amount of $10 were obligated." ENDS,
	    "IRQ - - - | -" },
	/* Not for Foreign Military Sales. */
	{ PLACE "is awarded a $1 contract. No foreign military sales to Japan "
		"are involved." ENDS,
	    "no" },
	{ PLACE "is awarded a $1 contract. Foreign military sales to Japan are "
		"not involved." ENDS,
	    "no" },
	{ PLACE "is awarded a $1 contract for a flight management system "
		"(FMS) in Japan." ENDS,
	    "no" },
	{ PLACE "is awarded a $1 contract to support Operation Iraqi "
		"Freedom." ENDS,
	    "no" },
};

static const struct award_case contractors[] = {
	{ "Omicron LLC,* a woman-owned small business in Austin, Texas, was "
	  "awarded $1.",
	    "Omicron LLC|Austin|Texas|-" },
	/* A bracket that is lost, or of another kind, does not hide others. */
	{ "Alpha Corp., Mesa, Arizona (N00019-31-D-0001; Beta Inc., Reno, "
	  "Nevada N00019-31-D-0002); and Gamma LLC, Selma, Alabama "
	  "(N00019-31-D-0003], are each being awarded $1.",
	    "Alpha Corp.|Mesa|Arizona|N0001931D0001; Beta "
	    "Inc.|Reno|Nevada|N0001931D0002; Gamma "
	    "LLC|Selma|Alabama|N0001931D0003" },
	{ "Alpha Corp., Mesa, Arizona. is awarded $1.",
	    "Alpha Corp.|Mesa|Arizona|-" },
	{ "Alpha Corp., Mesa, Ariz. (N00019-31-D-0001); Beta Inc.,* Reno, "
	  "Nev. (N00019-31-D-0002); and Gamma, LLC, doing business as GS, "
	  "Norfolk, Va., are each being awarded $1.",
	    "Alpha Corp.|Mesa|Ariz.|N0001931D0001; Beta "
	    "Inc.|Reno|Nev.|N0001931D0002; Gamma, LLC (GS)|Norfolk|Va.|-" },
	{ "Alpha (N00019-31-D-0001) Corp. (of old) (N00019-31-D-0002), Mesa, "
	  "Ariz. (N00019-31-D-0003), is awarded $1.",
	    "Alpha Corp. (of old)|Mesa|Ariz.|N0001931D0001" },
	{ "Kappa Corp., Herndon, Va. and Lambda Inc., Orlando, Fla. have been "
	  "awarded $1.",
	    "Kappa Corp.|Herndon|Va.|-; Lambda Inc.|Orlando|Fla.|-" },
	{ "A Co., Newport News, Va., B Inc., Mobile, Ala., and C Docks, "
	  "Portland, Ore., will compete for each order of the $1 contract.",
	    "A Co.|Newport News|Va.|-; B Inc.|Mobile|Ala.|-; C "
	    "Docks|Portland|Ore.|-" },
	{ "Rho Inc., Government Systems, Cedar Rapids, Iowa, is awarded $1.",
	    "Rho Inc., Government Systems|Cedar Rapids|Iowa|-" },
	{ "Sigma Space, Sunnyvale California, is awarded $1.",
	    "Sigma Space|Sunnyvale|California|-" },
	{ "Tau Corp., Ottawa, Ontario, Canada, is awarded $1.",
	    "Tau Corp.|Ottawa|Ontario|-" },
	{ "Omega Inc., Washington, D.C., and its units in New York, New York, "
	  "are awarded $1.",
	    "Omega Inc.|Washington|D.C.|-" },
	{ "Tau Tactical, LLC of Lexington, Ky., is being awarded $1.",
	    "Tau Tactical, LLC|Lexington|Ky.|-" },
	{ "Tau Oil Co., N.V., Antwerp, Belgium, is awarded $1.",
	    "Tau Oil Co., N.V.|Antwerp|Belgium|-" },
	{ "Tau Marine Ltd., Stockport, Cheshire, United Kingdom, is awarded $1.",
	    "Tau Marine Ltd.|Stockport|United Kingdom|-" },
	{ "Tau Ltd., Naval Division, Bristol, United Kingdom, is awarded $1.",
	    "Tau Ltd., Naval Division|Bristol|United Kingdom|-" },
	{ "Psi Textiles,* Lansing, Michigan, and Omega Inc.,* Selma, Alabama, "
	  "are sharing a maximum $37 contract.",
	    "Psi Textiles|Lansing|Michigan|-; Omega Inc.|Selma|Alabama|-" },
	{ "The Missile Defense Agency is announcing the award of a contract "
	  "modification to Pi Systems, Tucson, Ariz., for $35.",
	    "Pi Systems|Tucson|Ariz.|-" },
	{ "The Air Force is modifying a contract with Upsilon Corp., of Fort "
	  "Worth, Texas for $1.",
	    "Upsilon Corp.|Fort Worth|Texas|-" },
};

static const struct award_case completions[] = {
	{ "Work is expected to be completed Sept. 30, 2030.",
	    "2030-09-30 day" },
	{ "It is expected to be completed by December 2029; if the option is "
	  "exercised, by December 2034.",
	    "2029-12-31 month" },
	{ "Locations are Utah, with a Jan. 10, 2024, performance completion "
	  "date.",
	    "2024-01-10 day" },
	{ "If all options are exercised, work will be completed by May 2033.",
	    "- -" },
	{ "The period of performance is from March 4, 2011, through Nov. 30, "
	  "2014.",
	    "2014-11-30 day" },
	{ "Work is to be completed by 2013.", "2013-12-31 year" },
	{ "Solicitations began January 2007, negotiations were completed "
	  "November 2007, and work will be completed December 2010.",
	    "2010-12-31 month" },
	{ "The option period of performance is from Sept. 1, 2021, to Aug. 31, "
	  "2022.",
	    "2022-08-31 day" },
	{ "The work will be performed in Reno, Nev., from January 2008 to "
	  "December 2012.",
	    "2012-12-31 month" },
	{ "The estimated completion date is Feb. 31, 2027.", "- -" },
};

static const struct award_case numbers[] = {
	{ "(FA8575-25-F B001) .", "FA857525FB001" },
	{ "order N-44255-20-F4095", "N4425520F4095" },
	{ "N62473-11-D-0401/0402", "N6247311D0401 N6247311D0402" },
	{ "(SPE605\xE2\x80\x90"
	  "20\xE2\x80\x90"
	  "D\xE2\x80\x90"
	  "0010)",
	    "SPE60520D0010" },
	{ "N0001925F0316, (N0001925F0316), 47QRCA25DS151",
	    "N0001925F0316 47QRCA25DS151" },
	{ "against solicitation SPE1C1-18-R-0060 (SPE1C1-18-D-0823)",
	    "SPE1C118D0823" },
	{ "F33657-01-D-0026/0014, SPRPA1-09-G-0617/THK1",
	    "F3365701D0026 SPRPA109G0617" },
	{ "HTC711-11-D-R940", "HTC71111DR940" },
	{ "(N00024-25-D-4301 through 4303)",
	    "N0002425D4301 N0002425D4302 N0002425D4303" },
	{ "(N00024-25-D-4301 through N00024-25-D-4303), N0002425D4309",
	    "N0002425D4301 N0002425D4302 N0002425D4303 N0002425D4309" },
	{ "(N00024-25-D-4301 through N00025-25-D-4303)",
	    "N0002425D4301 N0002525D4303" },
	{ "(N00039) 1680-01-234-5678 F-16C LXEZ201076", "" },
	{ "(FA8675\xE2\x80\x94"
	  "23\xE2\x80\x94"
	  "C\xE2\x80\x94"
	  "0037)",
	    "FA867523C0037" },
	{ "W912HP-20-D-5O02, N0O189-31-C-0001, N00189-31-O-0001", "" },
};

static const struct award_case places[] = {
	{ "Work will be performed in Reno, Nev. and Mesa, Ariz., with an "
	  "estimated completion date of June 1, 2031.",
	    "Reno, Nev.; Mesa, Ariz." },
	{ "Work will be performed in Tucson, Arizona (40%); Andover, "
	  "Massachusetts (60%), and is expected to be completed by June 2031.",
	    "Tucson, Arizona (40%); Andover, Massachusetts (60%)" },
	{ "Work will be performed in Reno, Nevada (99%); Englewood, Colorado "
	  "(each less than 1%).",
	    "Reno, Nevada (99%); Englewood, Colorado (each less than 1%)" },
	{ "Work will be performed in Reno, Nevada (99%)Mesa, Arizona (1%).",
	    "Reno, Nevada (99%); Mesa, Arizona (1%)" },
	{ "Work is expected to be completed on Sept. 28, 2031.", "" },
};

static const struct award_case headings[] = {
	{ "NAVY", "department" },
	{ "Defense Logistics Agency", "department" },
	{ "U.S. Special Operations Command", "department" },
	{ "The Joint Staff", "department" },
	{ "Zeta Marine Services Inc., Reno, Nevada, is awarded $1.",
	    "paragraph" },
	{ "*Small business", "footnote" },
	{ "CORRECTION", "label" },
	{ "**UPDATE (Dec. 3, 2031):**", "label" },
	{ "An amendment of the Army follows", "paragraph" },
	{ "There were no contracts awarded today.", "nothing" },
	/* Words of the site, and the same within an award. */
	{ "Contracts valued at $7.5 million or more are announced each "
	  "business day at 5 p.m.",
	    "nothing" },
	{ "Contracts valued at $7.5 million or more that have been awarded are "
	  "announced at 5 p.m.",
	    "nothing" },
	{ "Today's contracts valued at $7 million or more are now live.",
	    "nothing" },
	{ "The Department provides the military forces needed.", "nothing" },
	{ "Alpha Corp., Mesa, Arizona; and Beta Inc., Reno, Nevada, have been "
	  "awarded contracts valued at a maximum of $95,000,000 for fuel.",
	    "paragraph" },
	{ "Alpha Corp., Mesa, Arizona, will compete for orders; those of $5 "
	  "million or more are announced (N00024-31-D-0001).",
	    "paragraph" },
	{ "Alpha Corp., Mesa, Arizona, provides the military forces of Oman "
	  "with fuel. The Army is the contracting activity.",
	    "paragraph" },
};

#define NEAR_NUMBER \
	"contract_number: looks like a number of a contract, but is none"
#define TWO_COMPANIES "contractor: may be two companies"
#define NEAR_SALES "customer: may be foreign military sales"
#define UNKNOWN "customer: is of a country that is not known"

/* What is lost is told. */
static const struct award_case faults[] = {
	{ "Zeta Co., Reno, Nevada; and Om Inc., Mesa, Arizona, are each awarded "
	  "a $7 contract." ENDS,
	    "amount_usd: is the sum of each of several" },
	{ "Zeta Co., Reno, Nevada; and Om Inc., Mesa, Arizona, are each being "
	  "awarded a contract with a combined maximum of $7." ENDS,
	    "-" },
	{ PLACE "is awarded a $1 contract. It is FMS to Oman (30%) and "
		"undisclosed countries (70%)." ENDS,
	    "customer: a share of customers whom nobody names" },
	{ "Alpha JV LLC, a Raytheon Technologies Corp. and Omega Corp. company, "
	  "Reno, Nevada, is awarded $1." ENDS,
	    "-" },
	{ "Alpha LLC, a joint venture of Beta Inc. and Gamma Corp., Reno, "
	  "Nevada, is awarded $1." ENDS,
	    "-" },
	{ PLACE "is awarded $7 07,274 for fuel." ENDS,
	    "amount_usd: not an amount of dollars" },
	{ PLACE "is awarded 30,831,632 for fuel." ENDS,
	    "amount_usd: may be a sum, but has no sign of dollars" },
	{ PLACE "is awarded a $1 contract. FMS funds in the amount of "
		"353,637,499 are obligated." ENDS,
	    "fms_funds_usd: may be a sum, but has no sign of dollars" },
	{ PLACE "is awarded a $1 contract. FMS (Japan) funds in the amount of "
		"$3 500,000 are obligated." ENDS,
	    "fms_funds_usd: not an amount of dollars" },
	{ PLACE "is awarded a $1 contract (N00024-31-C-00 11)." ENDS,
	    NEAR_NUMBER },
	{ PLACE "is awarded a $1 contract (N00024-3O-C-0011)." ENDS,
	    NEAR_NUMBER },
	{ PLACE "is awarded a $1 contract (N00024-31-C-0O11)." ENDS,
	    NEAR_NUMBER },
	{ PLACE "is awarded a $1 contract (N0002431C00 11)." ENDS,
	    NEAR_NUMBER },
	{ PLACE "is awarded a $1 contract (N00024-31-R-0011, FMS case "
		"QX-P-ABC, NSN 1680-01-234-5678, P00012)." ENDS,
	    "modification: the number of a modification, which no words name" },
	{ PLACE "is awarded a $1 modification (PO0012)." ENDS,
	    "modification: not the number of a modification" },
	{ PLACE "is awarded a $1 modification (P00 012)." ENDS,
	    "modification: not the number of a modification" },
	{ PLACE "is awarded a $1 contract modificatiion." ENDS,
	    "kind: may be a modification" },
	{ "Zeta Co., Reno, Nevada (N00024-31-C-0001; Om Inc., Mesa, Arizona, "
	  "are awarded $1." ENDS,
	    "contractor: a bracket has no other half" },
	{ "Zeta Co., Reno, Nevada (N00024-31-C-0001) Om Inc., Mesa, Arizona "
	  "(N00024-31-C-0002), are awarded $1." ENDS,
	    TWO_COMPANIES },
	{ "Zeta Co., Reno, Nevada: Om Inc., Mesa, Arizona, are awarded $1." ENDS,
	    TWO_COMPANIES },
	{ "Zeta (dba Zeta (West)), Reno, Nevada, is awarded $1." ENDS, "-" },
	{ "Zeta Co., \"Reno\", Nevada, is awarded $1." ENDS,
	    "contractor: signs that the name of a town does not have" },
	{ "Zeta Co., Reno, Nevada i s, is awarded $1." ENDS,
	    "contractor: words behind a state or country" },
	{ PLACE "is awarded a $1 contract under foreign miliatry sales to "
		"Oman." ENDS,
	    NEAR_SALES },
	{ PLACE "is awarded a $1 contract. FMSfunds are used." ENDS,
	    NEAR_SALES },
	{ PLACE
	    "is awarded a $1 contract. It involves military sales to Oman." ENDS,
	    "-" },
	{ PLACE
	    "is awarded a $1 contract. It is FMS to Oman and Aust ralia." ENDS,
	    UNKNOWN },
	{ PLACE
	    "is awarded a $1 contract. It is FMS to United KKingdom, Oman." ENDS,
	    UNKNOWN },
	{ PLACE "is awarded a $1 contract. It is FMS to Oman. Japan and "
		"Qatar." ENDS,
	    "customer: may go on with the customers of the sentence before" },
	{ PLACE
	    "is awarded a $1 contract. It is FMS to Oman (20 percent]." ENDS,
	    "customer: a bracket has no other half" },
	{ PLACE "is awarded a $1 contract. It is FMS to Oman (l2%)." ENDS,
	    "customer: not a share" },
	{ PLACE "is awarded a $1 contract. It is FMS to Oman Oman." ENDS,
	    "customer: a word stands twice" },
	{ PLACE "is awarded a $1 contract. It is FMS to Oman.Using it is "
		"Japan." ENDS,
	    "customer: two sentences in one, of which one may name customers" },
	{ PLACE "is awarded a $1 contract. It is FMS (Oman, Qtar)." ENDS,
	    UNKNOWN },
	{ PLACE "is awarded a $1 contract. It involves sales to Oman; FMS "
		"funds in the amount of $5 are obligated." ENDS,
	    "customer: customers in a sentence that tells of funds" },
	{ PLACE "is awarded a mximum $5 contract." ENDS,
	    "amount_kind: may be a maximum or a minimum" },
	{ PLACE "is awarded a $5 not-to-exceeed contract." ENDS,
	    "amount_kind: may be a maximum or a minimum" },
	{ PLACE "was awarded on on Sept. 29, 2025, a $1 contract." ENDS,
	    "awarded_on: not a day" },
	{ PLACE "is awarded a $1 contract." ENDS " (Awarded Sept. 2 9, 2025)",
	    "awarded_on: not a day" },
	{ PLACE "is awarded a $1 contract (NO0024-31-C-0001)." ENDS,
	    "contract_number: has a letter that may be a figure" },
	{ PLACE "is awarded a $1 modification to a contract, This contract has "
		"options, if exercised." ENDS,
	    "kind: may be a modification, with another sentence behind" },
	{ PLACE "is awarded a $1 contract. It is FMS toOman." ENDS,
	    "customer: two words in one, of which a customer may be one" },
	{ PLACE "is awarded a $1 contract. FMS (Japan) funds in the amount of "
		"$3.5 milion are obligated." ENDS,
	    "fms_funds_usd: not an amount of dollars" },
	{ PLACE "is awarded a $20,000,000 contract; and Omega LLC, Mesa, "
		"Arizona, is awarded a $30,000,000 contract for studies." ENDS,
	    "contractor: another is awarded something in this sentence" },
	/* So many words for sales that they are not all kept. */
	{ PLACE "is awarded a $1 contract. FMS, FMS, FMS, FMS, FMS, FMS, FMS, "
		"FMS, FMS, FMS, FMS, FMS, FMS, FMS, FMS, FMS Japan." ENDS,
	    "-" },
	{ PLACE "is awarded a $1 contract. FMS, FMS, FMS, FMS, FMS, FMS, FMS, "
		"FMS, FMS, FMS, FMS, FMS, FMS, FMS, FMS, FMS, FMS Japan." ENDS,
	    "customer: so much is said of sales before that it is not known "
	    "whose these are" },
	/* Misspelt, or no country: a share, a list, a customer of its own. */
	{ PLACE "is awarded a $1 contract. It includes foreign military sales "
		"to Kazakstan (30 percent) and Oman (70 percent)." ENDS,
	    "customer: is of a country that is not known" },
	{ PLACE "is awarded a $1 contract. It combines purchases for the Navy "
		"(60%), Zembia ($5; 20%) and Oman (20%) under the FMS "
		"program." ENDS,
	    "customer: is of a country that is not known" },
	{ PLACE "is awarded a $1 contract for the government of Zembia under "
		"the FMS program." ENDS,
	    "customer: is of a country that is not known" },
	{ PLACE "is awarded a $1 contract. This is FMS to Japan, Zembia, and "
		"Oman." ENDS,
	    "customer: is of a country that is not known" },
	{ PLACE "is awarded a $1 contract. It combines purchases for the U.S. "
		"Air Force (50.1%), Special Operations Command (10%), Marine "
		"Corps (9.9%) and the governments of Saudi Arabia (10%), the "
		"Republic of Korea (10%), and FMS customers (10%) under the "
		"Foreign Military Sales (FMS) program." ENDS,
	    "-" },
	{ PLACE "is awarded a $1 contract. This is FMS to the Kingdom of Saudi "
		"Arabia, Oman, and Bosnia and Herzegovina, Navy, and others "
		"under case XY-P-ABC." ENDS,
	    "-" },
	{ PLACE "is awarded a $48.5 milion contract." ENDS,
	    "amount_usd: not an amount of dollars" },
	{ PLACE "is awarded a $48,000,000-$50,000,000 contract." ENDS,
	    "amount_usd: a range, not an amount" },
	{ PLACE "is awarded a -$8,523,411 order." ENDS,
	    "amount_usd: is taken away, not awarded" },
	{ PLACE "is awarded $5 for order N0001931F0001 and $7 for order "
		"N0001931F0002." ENDS,
	    "amount_usd: is one of several sums" },
	{ PLACE "is awarded a $5 contract and a $7 order." ENDS,
	    "amount_usd: is one of several sums" },
	{ PLACE "is awarded a $5 contract with options to $7 and $9." ENDS,
	    "-" },
	{ PLACE "is awarded $5 and a maximum $7 order." ENDS, "-" },
	{ PLACE "is awarded a $1 contract." ENDS, "-" },
	{ "Alpha Corp., Mesa, Arizona; and Zeta Dynamics, Ohio, are awarded "
	  "$1." ENDS,
	    "contractor: is taken for a further place of the one before" },
	{ "Alpha, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Mesa, "
	  "Arizona, is awarded $1." ENDS,
	    "contractor: too many parts: those behind are not told apart" },
	{ PLACE "is awarded a $1 contract. It is FMS to Oman ($1,2,3)." ENDS,
	    "fms_funds_usd: not an amount of dollars" },
	{ PLACE "is awarded a $1 contract for the Royal Zembian Navy. This is "
		"FMS." ENDS,
	    "customer: is of a country that is not known" },
	{ PLACE "is awarded a $1 contract. FMS funds from the Royal Zembian "
		"Navy in the amount of $5 are obligated." ENDS,
	    "customer: is of a country that is not known" },
	{ PLACE "is awarded a $1 contract at Milan Army Ammunition Plant for "
		"the American Army and the Egyptian Air Force. It is FMS." ENDS,
	    "-" },
	{ "Zeta Co., Reno, Nevada (N00024-31-C-0001, " VAST "); and Om Inc., "
	  "Mesa, Arizona (N00024-31-C-0002, " VAST "), have each been awarded "
	  "a contract." ENDS,
	    "amount_usd: " TOO_GREAT },
	{ PLACE "is awarded a $1 contract. FMS funds in the amount of " VAST
		" and FMS funds in the amount of " VAST " are obligated." ENDS,
	    "fms_funds_usd: " TOO_GREAT },
	/* One award has room for one of each. */
	{ PLACE "is awarded a $1 modification (P00012) to contract "
		"N00024-25-C-1234 and a modification (P00013) to it." ENDS,
	    "modification: a further modification in one award" },
	{ PLACE "was awarded on Sept. 29, 2025, and Sept. 30, 2025, a $1 "
		"contract." ENDS,
	    "awarded_on: a further day in one award" },
	{ PLACE "is awarded a $1 contract." ENDS " (Awarded Sept. 29, 2025) "
		"(Awarded Sept. 30, 2025)",
	    "awarded_on: a further day in one award" },
	{ PLACE "is awarded a $1 contract." ENDS " (Awarded Sept. 29, 2025) "
		"(Awarded Sept. 29, 2025)",
	    "-" },
	{ PLACE "is awarded a $1 contract. Work is expected to be completed by "
		"May 2033." ENDS,
	    "completion_on: a further day in one award" },
	{ PLACE "is awarded a $1 contract. Work is expected to be completed by "
		"June 1, 2031. A second lot is to be completed by June 2, "
		"2031." ENDS,
	    "completion_on: a further day in one award" },
	{ PLACE "is awarded a $1 contract. Work is expected to be completed by "
		"June 1, 2031." ENDS,
	    "-" },
	{ PLACE "is awarded a $1 contract." ENDS " (Awarded Sept. 29, 2025) "
		"(Awarded Sept. 31, 2025)",
	    "awarded_on: not a day" },
	{ PLACE "is awarded a $1 contract. If options are exercised, work is "
		"expected to be completed by May 2033." ENDS,
	    "-" },
	{ PLACE "is awarded a $1 contract. Work will be performed in Reno, "
		"Nevada. Work will also be performed in Mesa, Arizona." ENDS,
	    "work_places: further places in one award" },
	{ PLACE "is awarded a $5 contract." ENDS " [Correction: it is $6.]",
	    "correction: a note within the paragraph, which is not read" },
	{ PLACE "is awarded a $5 [corrected from $4] contract." ENDS,
	    "correction: a note within the paragraph, which is not read" },
	{ "Zeta, Omega Corporation, Nevada, is awarded a $1 contract." ENDS,
	    "contractor: a company, where a town would stand" },
	{ "Zeta Inc. and Omega LLC, Reno, Nevada, are awarded $1." ENDS,
	    "contractor: may be two companies" },
	{ "Zeta and Sons Inc., Reno, Nevada, is awarded $1." ENDS, "-" },
	{ "Zeta Co. Inc., a unit of Omega Corp., Reno, Nevada, is awarded $1." ENDS,
	    "-" },
	{ PLACE "is awarded a $5 contract. Of this, $3 is for the government "
		"of Japan under the Foreign Military Sales program." ENDS,
	    "fms_funds_usd: a sum of these sales whose customers are not told "
	    "apart" },
	{ PLACE "is awarded a $5 (FMS Japan and Oman $4) contract." ENDS,
	    "fms_funds_usd: a sum of these sales whose customers are not told "
	    "apart" },
	{ PLACE "is awarded a $5 contract. FMS funds in the amount of $4 "
		"(Japan, $3; Oman) are obligated." ENDS,
	    "fms_funds_usd: customers in a bracket that parts a sum" },
	{ PLACE "is awarded a $5 contract. FMS funds in the amount of $4 "
		"(Japan 50%, Oman 50%) are obligated." ENDS,
	    "fms_funds_usd: customers in a bracket that parts a sum" },
	{ PLACE "is awarded a $5 contract. FMS funds in the amount of $4 "
		"(80%) are obligated." ENDS,
	    "-" },
	{ PLACE "is awarded a $5 contract. FMS funds (Japan, $3; Oman, $1) are "
		"obligated." ENDS,
	    "fms_funds_usd: customers in a bracket that parts a sum" },
	{ PLACE "is awarded a $5 contract. FMS funds in the amount of $3 for "
		"Japan (60%) and $2 for Oman (40%) are obligated." ENDS,
	    "fms_funds_usd: a sum behind one of these sales: of what is not "
	    "told" },
	{ PLACE
	    "is awarded a $5 contract. FMS funds of $3 (Japan) and $2 of Navy "
	    "funds are obligated, of which $1 will expire." ENDS,
	    "-" },
};

static const struct award_case titles[] = {
	{ "Contracts For Sept. 30, 2025", "2025-09-30" },
	{ "Contracts For March 9-10, 2019", "2019-03-10" },
	{ "Contracts for Feb. 2, 2026, Through Feb. 4, 2026", "2026-02-04" },
	{ "Contracts for Thursday, March 31-April 1, 2005", "2005-04-01" },
	{ "Contracts for March 3, 4 and 5, 2025", "2025-03-05" },
	{ "Contracts for March 3, 4, and 5, 2025", "2025-03-05" },
	{ "Contracts For Dec. 31, 2024 - Jan. 2, 2025", "2025-01-02" },
	{ "Contracts (2018)", "-" },
};

static const char *
or_dash(const char *s)
{
	return s == NULL || *s == '\0' ? "-" : s;
}

static struct award
read_award(struct reading *r, const char *text)
{
	struct announced a;
	struct award award = { .awarded_on = { 2031, 1, 2 } };

	assert_true(announcement_cut(r, text, 1, &a));
	announcement_read(&a, &award);
	return award;
}

static void
test_places(void **state)
{
	const struct award_case *c = *state;
	struct reading r = reading_of(arena, reference);
	struct award a = read_award(&r,
	    arena_print(arena, PLACE "is awarded a $1 contract. %s", c->text));
	const char *all = "";

	for (const struct text_list *w = a.work_places; w != NULL; w = w->next)
		all = arena_print(
		    arena, "%s%s%s", all, *all == '\0' ? "" : "; ", w->text);
	assert_string_equal(all, c->award);
}

static void
test_heading(void **state)
{
	const struct award_case *c = *state;
	enum contracts_block kind = contracts_block_kind(c->text);

	assert_string_equal(kind == CONTRACTS_DEPARTMENT ? "department"
		: kind == CONTRACTS_PARAGRAPH            ? "paragraph"
		: kind == CONTRACTS_FOOTNOTE             ? "footnote"
		: kind == CONTRACTS_LABEL                ? "label"
							 : "nothing",
	    c->award);
}

static void
test_amount(void **state)
{
	const struct award_case *c = *state;
	struct reading r = reading_of(arena, reference);
	struct award a = read_award(&r, c->text);
	const char *kind = award_kind_value(arena, &a.kind);

	assert_string_equal(
	    arena_print(arena, "%s%s%s%s %s %s", kind,
		a.modification == NULL ? "" : " ",
		a.modification == NULL ? "" : a.modification,
		a.is_order ? " order" : "",
		or_dash(money_text(arena, a.amount)),
		or_dash(award_amount_value(arena, &a.amount_kind))),
	    c->award);
	assert_string_equal(a.numbers->text, "N0002431C0001");
}

static void
test_customers(void **state)
{
	const struct award_case *c = *state;
	struct reading r = reading_of(arena, reference);
	struct award a = read_award(&r, c->text);
	const char *all = "";

	for (const struct award_customer *u = a.customers; u != NULL;
	     u = u->next)
		all = arena_print(arena, "%s%s%s %s%s %s %s", all,
		    *all == '\0' ? "" : "; ",
		    u->country.iso3[0] == '\0' ? u->name : u->country.iso3,
		    or_dash(u->percent.text),
		    u->percent.text[0] == '\0' ? "" : "%",
		    or_dash(money_text(arena, u->amount)),
		    or_dash(customer_basis_value(arena, &u->basis)));
	if (a.is_fms)
		all = arena_print(arena, "%s | %s", all,
		    or_dash(money_text(arena, a.fms_funds)));
	assert_string_equal(a.is_fms ? all : "no", c->award);
}

static void
test_contractors(void **state)
{
	const struct award_case *c = *state;
	struct reading r = reading_of(arena, reference);
	struct award a = read_award(&r, c->text);
	const char *all = "";

	for (const struct awardee *w = a.contractors; w != NULL; w = w->next)
		all = arena_print(arena, "%s%s%s%s%s%s|%s|%s|%s", all,
		    *all == '\0' ? "" : "; ", w->name,
		    w->trade_name == NULL ? "" : " (",
		    w->trade_name == NULL ? "" : w->trade_name,
		    w->trade_name == NULL ? "" : ")", or_dash(w->city),
		    or_dash(w->region), or_dash(w->number));
	assert_string_equal(all, c->award);
}

static void
test_completion(void **state)
{
	const struct award_case *c = *state;
	struct reading r = reading_of(arena, reference);
	struct award a = read_award(&r,
	    arena_print(arena, PLACE "is awarded a $1 contract. %s", c->text));

	assert_string_equal(
	    arena_print(arena, "%s %s",
		or_dash(day_text(arena, a.completion_on)),
		or_dash(day_precision_value(arena, &a.completion_precision))),
	    c->award);
}

static void
test_numbers(void **state)
{
	const struct award_case *c = *state;
	struct reading r = reading_of(arena, reference);
	struct text_list *list = NULL;
	struct text_list *printed = NULL;
	const char *all = "";

	contract_numbers_read(&r, c->text, &list, &printed);
	for (; list != NULL; list = list->next)
		all = arena_print(
		    arena, "%s%s%s", all, *all == '\0' ? "" : " ", list->text);
	assert_string_equal(all, c->award);
}

static void
test_title(void **state)
{
	const struct award_case *c = *state;
	struct reading r = reading_of(arena, reference);
	struct day day = { 0 };

	assert_true(contracts_is_title(c->text));
	assert_int_equal(
	    contracts_title_day(&r, c->text, &day), strcmp(c->award, "-") != 0);
	assert_string_equal(or_dash(day_text(arena, day)), c->award);
}

static void
test_correction(void **state)
{
	static const char text[] =
	    "CORRECTION: The contract announced on Nov. 3, 2031, to Zeta "
	    "Corp., Reno, Nevada (N00024-31-C-0001), is corrected to the "
	    "following:";
	struct reading r = reading_of(arena, reference);
	struct announced a;
	struct award award = { 0 };

	(void)state;
	assert_true(announcement_is_correction(text));
	assert_true(announcement_leads_on(text));
	assert_false(announcement_cut(&r, text, 1, &a));
	announcement_read(&a, &award);
	assert_int_equal(award.kind, AWARD_CORRECTION);
	assert_string_equal(day_text(arena, award.corrected_on), "2031-11-03");
	assert_string_equal(award.contractors->name, "Zeta Corp.");
	assert_string_equal(award.numbers->text, "N0002431C0001");
	assert_int_equal(count_faults(&r), 0);
	/* The day of the announcement, wherever it stands. */
	announcement_cut(&r,
	    "CORRECTION: The contract awarded on Sept. 26, 2031, to Zeta "
	    "Corp., Reno, Nevada, announced on Sept. 29, 2031, is corrected:",
	    1, &a);
	announcement_read(&a, &award);
	assert_string_equal(day_text(arena, award.corrected_on), "2031-09-29");
	assert_false(announcement_is_correction(
	    "UPDATE: " PLACE "is awarded a $1 contract."));
}

static const char *
first_fault(const char *text)
{
	struct reading r = reading_of(arena, reference);

	read_award(&r, text);
	return r.faults == NULL
	    ? "-"
	    : arena_print(arena, "%s: %s", r.faults->field, r.faults->reason);
}

static void
test_fault(void **state)
{
	const struct award_case *c = *state;

	assert_string_equal(first_fault(c->text), c->award);
}

static void
test_continues(void **state)
{
	(void)state;
	assert_true(contracts_block_continues("(Awarded Sept. 29, 2031)"));
	assert_true(
	    contracts_block_continues("is awarded $1 (N00024-31-C-0001)."));
	assert_true(contracts_block_continues(
	    "and Om Inc., Mesa, Arizona, were awarded $1 (N00024-31-C-0001)."));
	assert_true(contracts_block_continues("iGov of Tampa does the work."));
	assert_false(contracts_block_continues(
	    "iGov Technologies Inc., Tampa, Florida, is awarded $1 "
	    "(N00024-31-C-0001)."));
	assert_false(contracts_block_continues(
	    "ai Solutions Inc., Lanham, Maryland, has been awarded $1 "
	    "(80KSC031C0001)."));
}

/* Blocks of a page, which ends in NULL: of its body, or without such a part. */
struct page_case {
	const char *region;
	const char *blocks[6];
	size_t records;
	size_t faults;
};

static struct reading
read_page(const struct page_case *c, size_t times)
{
	struct reading r = reading_of(arena_new(), reference);
	void *page = calloc(1, dod_contracts_transformer.state_size);

	assert_non_null(page);
	for (size_t i = 0; c->blocks[i] != NULL; i++) {
		struct field fields[] = {
			{ .name = "element", .value = i == 0 ? "h1" : "p" },
			{ .name = "region", .value = c->region },
			{ .name = "text", .value = c->blocks[i] },
		};
		struct row row = { .line = i + 1,
			.fields = fields,
			.count = COUNT_OF(fields) };

		for (size_t n = c->blocks[i + 1] == NULL ? times : 1; n > 0;
		     n--)
			dod_contracts_transformer.row(&r, page, &row);
	}
	dod_contracts_transformer.end(&r, page);
	dod_contracts_transformer.close(page);
	free(page);
	arena_free(r.arena);
	return r;
}

#define TITLE "Contracts For Jan. 2, 2031"
#define AWARD PLACE "is awarded a $1 contract." ENDS
static const struct page_case pages[] = {
	/* A department before a colon is a heading; a label is none. */
	{ "body", { TITLE, "AIR FORCE: " AWARD, NULL }, 1, 0 },
	{ "body", { TITLE, "NAVY", "UPDATE: " AWARD, NULL }, 1, 0 },
	/* A break between two awards is missing. */
	{ "body", { TITLE, "NAVY", AWARD " " AWARD " *" AWARD, NULL }, 3, 0 },
	{ "body",
	    { TITLE, "NAVY",
		AWARD " The contract was awarded on Jan. 1, 2031, in Reno, "
		      "Nevada. It is the contracting activity.",
		NULL },
	    1, 0 },
	{ "body",
	    { TITLE, "NAVY",
		AWARD " Zeta Corp., Reno, Nevada, was awarded $2 in 2030.",
		NULL },
	    1, 0 },
	{ "body", { TITLE, "NAVY", AWARD, NULL }, 1, 0 },
	/* A label is no department, and belongs to what follows. */
	{ "body", { TITLE, "CORRECTION", AWARD, NULL }, 1, 1 },
	{ "body",
	    { TITLE, "NAVY", "CORRECTION",
		"The contract announced on Nov. 3, 2031, to Zeta Corp., Reno, "
		"Nevada (N00024-31-C-0001), is corrected to the following:",
		AWARD, NULL },
	    2, 0 },
	{ NULL,
	    { TITLE, "NAVY", "CORRECTION",
		"The contract announced on Nov. 3, 2031, to Zeta Corp., Reno, "
		"Nevada (N00024-31-C-0001), is corrected to the following:",
		AWARD, NULL },
	    2, 0 },
	{ "body", { TITLE, "NAVY", AWARD, "CORRECTION", NULL }, 1, 1 },
	{ "body", { TITLE, "NAVY", AWARD, "i" AWARD, NULL }, 2, 0 },
};

static void
test_pages(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(pages); i++) {
		struct reading r = read_page(&pages[i], 1);

		assert_int_equal(r.records, pages[i].records);
		assert_int_equal(r.fault_count, pages[i].faults);
	}
}

/* What goes on and on is cut, and says so; so is a page of another layout. */
static void
test_long_pages(void **state)
{
	static const struct page_case of_body = { "body",
		{ TITLE, "NAVY", AWARD, "and so it goes on.", NULL }, 1, 1 };
	struct page_case of_rest = { NULL, { TITLE, "NAVY", AWARD }, 1, 1 };
	char *block = arena_alloc(arena, 70000);

	(void)state;
	memset(block, 'a', 69999);
	of_rest.blocks[3] = block;
	assert_int_equal(read_page(&of_body, 3000).fault_count, 0);
	assert_int_equal(read_page(&of_body, 100000).fault_count, 1);
	assert_int_equal(read_page(&of_rest, 1).records, 1);
	assert_int_equal(read_page(&of_rest, 1).fault_count, 1);
}

/* A paragraph may be as long as 64 KB. */
static void
test_hostile(void **state)
{
	static const char *const pieces[] = { "A, ", "A, TX and ", "(", "; ",
		"$1 ", "FMS (Japan) funds in the amount of $1 (1%); ",
		"FMS to Japan, ", "N00024-31-C-0001 ", "completed by ",
		"Work will be performed in A, Texas (1%), ", "Japan ",
		"of the ", "if options, ", "not to exceed ", "A (b, ", "* ",
		"and and ", "from $1 to $2 cumulative ", "1 percent FMS ",
		"(N00024-31-C-0001, $1); ", "for the Oman Army ",
		"N00024-31-D-0001/0002/", "the face value ",
		"the Royal Saudi Air Force, ", "N00024-31-D-0001 through 0009 ",
		"contract action order ", "$5, 000, 500 widgets ", "($1) ",
		"Canada under a commercial sale and Oman under FMS, ",
		"maximum value ", "FMS funds of the Royal Oman Navy and $1, ",
		"(;", "(N00024-31-C-0001) ", "($1 ", "from ($1 ", "(from $1) ",
		"the Royal Zembian Navy ", "FMS to Zembia, ",
		"Zembia (1%) and " };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(pieces); i++) {
		for (int at_head = 0; at_head < 2; at_head++) {
			struct arena *own = arena_new();
			struct reading r = reading_of(own, reference);
			struct announced a;
			struct award award = { 0 };
			struct text text = { 0 };

			text_add_string(&text, "Zeta");
			if (!at_head)
				text_add_string(&text,
				    ", Reno, Nevada, is awarded FMS to Oman. ");
			while (text.length < 60000)
				text_add_string(&text, pieces[i]);
			text_add_string(&text, " is awarded $1.");
			if (announcement_cut(&r, text_string(&text), 1, &a))
				announcement_read(&a, &award);
			text_free(&text);
			arena_free(own);
		}
	}
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	reference = reference_open(REFERENCE_FOLDER);
	if (reference == NULL)
		return 1;
	arena = arena_new();
	SUITE_TABLE(&s, test_amount, amounts);
	SUITE_TABLE(&s, test_customers, customers);
	SUITE_TABLE(&s, test_contractors, contractors);
	SUITE_TABLE(&s, test_completion, completions);
	SUITE_TABLE(&s, test_numbers, numbers);
	SUITE_TABLE(&s, test_places, places);
	SUITE_TABLE(&s, test_heading, headings);
	SUITE_TABLE(&s, test_title, titles);
	SUITE_TABLE(&s, test_fault, faults);
	suite_add(&s, "a correction", test_correction);
	suite_add(&s, "what goes on", test_continues);
	suite_add(&s, "pages", test_pages);
	suite_add(&s, "long pages", test_long_pages);
	suite_add(&s, "hostile", test_hostile);
	status = suite_run(&s, "announcement");
	arena_free(arena);
	reference_close(reference);
	return status;
}
