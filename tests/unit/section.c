#include "tests/support/support.h"

#include "transform/notice/section.h"

static struct arena *arena;

struct section_case {
	const char *name;
	const char *text;
	enum section_name section;
	const char *wanted; /* NULL: there is no such item */
};

/* What formats make of 2026-09003, with an apostrophe of another rendition. */
static const char offer[] =
    "[Transmittal No. 26-24]\n"
    "Arms Sales Notification\n"
    "SUPPLEMENTARY INFORMATION: The following is a copy of the attached "
    "Transmittal 26-24, Policy Justification, and Sensitivity of Technology.\n"
    "TRANSMITTAL NO. RSAT 26-24\n"
    "Notice of Proposed Issuance of Letter of Offer Pursuant to Section "
    "36(b)(1) of the Arms Export Control Act, as amended\n"
    "(i) (U) Prospective Purchaser: Government of Singapore\n"
    "(ii) (U) Total Estimated Value:\n"
    "Major Defense Equipment *\t$82.50 million\n"
    "Other\t$ 0.64 million\n"
    "TOTAL\t$83.14 million\n"
    "Funding Source: National Funds\n"
    "(iii) (U) Description and Quantity or Quantities of Articles or Services "
    "under Consideration for Purchase:\n"
    "Major Defense Equipment (MDE):\n"
    "Forty-five (45) M30A2 warhead pods\n"
    "Non-MDE:\n"
    "The following non-MDE items will also be included: telemetry kits.\n"
    "(iv) (U) Military Department: Army (SN-B-VIW)\n"
    "(v) (U) Prior Related Cases, if any: JA-P-QOG, JA-P-QRB\n"
    "(vi) (U) Sales Commission, Fee, etc., Paid, Offered, or Agreed to be "
    "Paid: None known at this time\n"
    "(vii) (U) Sensitivity of Technology Contained in the Defense Article or "
    "Defense Services Proposed to be Sold: See Attached Annex\n"
    "(viii) (U) Date Report Delivered to Congress: April 1, 2026\n"
    "* as defined in Section 47(6) of the Arms Export Control Act.\n"
    "POLICY JUSTIFICATION\n"
    "(U) Singapore--Guided Multiple Launch Rocket System\n"
    "(U) The Government of Singapore has requested to buy forty-five (45) "
    "pods.\n"
    "Annex\n"
    "Item No. vii\n"
    "(vii) Sensitivity of Technology:\n"
    "1. (U) The M30A2 is a program of record.\n"
    "[FR Doc. 2026-09003 Filed 5-6-26; 8:45 am]\n";

#define TABLE_TEXT                                                  \
	"Major Defense Equipment *\t$82.50 million\nOther\t$ 0.64 " \
	"million\nTOTAL\t$83.14 million"

/* 2026-11403: a report, its items numbered otherwise. */
static const char report[] =
    "[Transmittal No. 26-1C]\n"
    "Transmittal No. 26-1C\n"
    "REPORT OF ENHANCEMENT OR UPGRADE OF SENSITIVITY OF TECHNOLOGY OR "
    "CAPABILITY (SEC. 36(B)(5)(C), AECA)\n"
    "(i) Prospective Purchaser: Government of Germany\n"
    "(ii) Sec. 36(b)(1), AECA Transmittal No.: 23-26\n"
    "Date: May 11, 2023\n"
    "Implementing Agency: Army\n"
    "Funding Source: National Funds\n"
    "(iii) Description: On May 11, 2023, Congress was notified by "
    "congressional certification transmittal number 23-26.\n"
    "This transmittal notifies the addition of seventy-two (72) sets.\n"
    "(iv) Significance: This notification accounts for a pricing adjustment.\n"
    "(v) Justification: This proposed sale will support the foreign policy.\n"
    "(vi) Sensitivity of Technology:\n"
    "The AN/APR-39E(V)2 is a radar threat detection system.\n"
    "(vii) Date Report Delivered to Congress: May 19, 2026\n"
    "[FR Doc. 2026-11403 Filed 6-5-26; 8:45 am]\n";

/* 22-0H as the Congressional Record runs it together. */
static const char run_in[] =
    "Transmittal No. 22-0H Report of Enhancement or Upgrade of Sensitivity of "
    "Technology or Capability (Sec. 36(b)(5)(C), AECA)\n"
    "(i) Purchaser: Government of Estonia.\n"
    "(ii) Sec. 36(b)(1), AECA Transmittal No.: 14-54; Date: October 6, 2014; "
    "Implementing Agency: Army.\n"
    "Funding Source: National Funds.\n"
    "(iii) Description: On October 6, 2014, Congress was notified.\n";

/* 17-0A, with day-first dates. */
static const char early_report[] =
    "(i) Purchaser: Government of Australia\n"
    "(ii) Sec. 36(b)(1), AECA Transmittal No.: 09-36\n"
    "Date: 17 July 2009\n"
    "Military Department: Air Force\n"
    "(iii) Description: On 17 July 2009, Congress was notified.\n"
    "(iv) Significance: It matters.\n"
    "(v) Justification: It helps.\n"
    "(vi) Date Report Delivered to Congress: 20 November 2017\n";

/* 2013-10630: the note stands between the label and the rows. */
static const char note_within[] =
    "(i) Prospective Purchaser: North Atlantic Treaty Organization\n"
    "(ii) Total Estimated Value:\n"
    "* As defined in Section 47(6) of the Arms Export Control Act.\n"
    "Major Defense Equipment *\t$0 million.\n"
    "Other\t$300 million.\n"
    "TOTAL\t$300 million.\n"
    "(iii) Description and Quantity or Quantities of Articles or Services "
    "under Consideration for Purchase: follow-on contractor logistics "
    "support\n"
    "(iv) Military Department: Army (N4-B-UAA, Amendment #2)\n";

/* 2011-25020 and 2014-18023 */
static const char note_below[] =
    "(i) Prospective Purchaser: Taipei Economic and Cultural Representative "
    "Office in the United States pursuant to the Taiwan Relations Act (P. L. "
    "96-8) and Executive Order 13014.\n"
    "(ii) Total Estimated Value:\n"
    "Major Defense Equipment* $ 0 million\nOther 52 million\n"
    "Total 52 million\n"
    "*As defined in Section 47(6) of the Arms Export Control Act\n"
    "(iii) Description and Quantity or Quantities of Articles or Services "
    "Under Consideration for Purchase: a Foreign Military Sales Order II\n"
    "(iv) Military Department: Air Force (YAE)\n"
    "(v) Prior Related Cases, if any: Multiple FMS cases dating back to 1982\n"
    "(vi) Sales Commission, Fee, etc., Paid, Offered, or Agreed to be Paid: "
    "None\n"
    "(vii) Sensitivity of Technology Contained in the Defense Article or "
    "Defense Services Proposed to be Sold: None\n";

/* All in one paragraph, as a copy may have it. */
static const char one_line[] =
    "Transmittal No. 16-14 (i) Prospective Purchaser: Government of Iraq. (ii) "
    "Total Estimated Value: Major Defense Equipment* $0 million. Other $ 200 "
    "million. Total $ 200 million. (iii) Description and Quantity or "
    "Quantities of Articles or Services under Consideration for Purchase: "
    "three years of support. (iv) Military Department: Air Force (X7-D-SAB). "
    "(v) Prior Related Cases, if any: None. (viii) Date Report Delivered to "
    "Congress: July 18, 2016.";

#define ONLY(label) "(i) Prospective Purchaser: Poland\n" label

static const struct section_case table[] = {
	{ "offer: purchaser", offer, SECTION_PURCHASER,
	    "Government of Singapore" },
	{ "offer: value", offer, SECTION_VALUE, TABLE_TEXT },
	{ "offer: funding", offer, SECTION_FUNDING, "National Funds" },
	{ "offer: description", offer, SECTION_DESCRIPTION,
	    "Major Defense Equipment (MDE):\nForty-five (45) M30A2 warhead "
	    "pods\nNon-MDE:\nThe following non-MDE items will also be "
	    "included: telemetry kits." },
	{ "offer: department", offer, SECTION_DEPARTMENT, "Army (SN-B-VIW)" },
	{ "offer: prior cases", offer, SECTION_PRIOR_CASES,
	    "JA-P-QOG, JA-P-QRB" },
	{ "offer: commission", offer, SECTION_COMMISSION,
	    "None known at this time" },
	{ "offer: sensitivity", offer, SECTION_SENSITIVITY,
	    "See Attached Annex" },
	{ "offer: delivered, without the note", offer, SECTION_DELIVERED,
	    "April 1, 2026" },
	{ "offer: amends nothing", offer, SECTION_AMENDS, NULL },
	{ "offer: has no significance", offer, SECTION_SIGNIFICANCE, NULL },
	{ "offer: the policy justification is no item", offer,
	    SECTION_JUSTIFICATION, NULL },

	{ "report: purchaser", report, SECTION_PURCHASER,
	    "Government of Germany" },
	{ "report: amends", report, SECTION_AMENDS, "23-26" },
	{ "report: its date", report, SECTION_AMENDS_DATE, "May 11, 2023" },
	{ "report: agency", report, SECTION_DEPARTMENT, "Army" },
	{ "report: funding", report, SECTION_FUNDING, "National Funds" },
	{ "report: description", report, SECTION_DESCRIPTION,
	    "On May 11, 2023, Congress was notified by congressional "
	    "certification transmittal number 23-26.\nThis transmittal "
	    "notifies the addition of seventy-two (72) sets." },
	{ "report: significance", report, SECTION_SIGNIFICANCE,
	    "This notification accounts for a pricing adjustment." },
	{ "report: justification", report, SECTION_JUSTIFICATION,
	    "This proposed sale will support the foreign policy." },
	{ "report: sensitivity", report, SECTION_SENSITIVITY,
	    "The AN/APR-39E(V)2 is a radar threat detection system." },
	{ "report: delivered", report, SECTION_DELIVERED, "May 19, 2026" },
	{ "report: has no value", report, SECTION_VALUE, NULL },

	{ "run in: purchaser", run_in, SECTION_PURCHASER,
	    "Government of Estonia" },
	{ "run in: amends", run_in, SECTION_AMENDS, "14-54" },
	{ "run in: its date", run_in, SECTION_AMENDS_DATE, "October 6, 2014" },
	{ "run in: agency", run_in, SECTION_DEPARTMENT, "Army" },
	{ "run in: funding", run_in, SECTION_FUNDING, "National Funds" },
	{ "run in: description", run_in, SECTION_DESCRIPTION,
	    "On October 6, 2014, Congress was notified" },

	{ "2017: purchaser", early_report, SECTION_PURCHASER,
	    "Government of Australia" },
	{ "2017: amends", early_report, SECTION_AMENDS, "09-36" },
	{ "2017: its date", early_report, SECTION_AMENDS_DATE, "17 July 2009" },
	{ "2017: department", early_report, SECTION_DEPARTMENT, "Air Force" },
	{ "2017: delivered", early_report, SECTION_DELIVERED,
	    "20 November 2017" },
	{ "2017: sensitivity is not printed", early_report, SECTION_SENSITIVITY,
	    NULL },

	{ "note within: value", note_within, SECTION_VALUE,
	    "Major Defense Equipment *\t$0 million.\nOther\t$300 "
	    "million.\nTOTAL\t$300 million" },
	{ "note within: department", note_within, SECTION_DEPARTMENT,
	    "Army (N4-B-UAA, Amendment #2)" },
	{ "note below: purchaser", note_below, SECTION_PURCHASER,
	    "Taipei Economic and Cultural Representative Office in the United "
	    "States pursuant to the Taiwan Relations Act (P. L. 96-8) and "
	    "Executive Order 13014" },
	{ "note below: value", note_below, SECTION_VALUE,
	    "Major Defense Equipment* $ 0 million\nOther 52 million\nTotal 52 "
	    "million" },
	{ "note below: description", note_below, SECTION_DESCRIPTION,
	    "a Foreign Military Sales Order II" },
	{ "note below: prior cases", note_below, SECTION_PRIOR_CASES,
	    "Multiple FMS cases dating back to 1982" },
	{ "note below: not delivered", note_below, SECTION_DELIVERED, NULL },

	{ "one line: purchaser", one_line, SECTION_PURCHASER,
	    "Government of Iraq" },
	{ "one line: value", one_line, SECTION_VALUE,
	    "Major Defense Equipment* $0 million. Other $ 200 million. Total $ "
	    "200 million" },
	{ "one line: description", one_line, SECTION_DESCRIPTION,
	    "three years of support" },
	{ "one line: department", one_line, SECTION_DEPARTMENT,
	    "Air Force (X7-D-SAB)" },
	{ "one line: delivered", one_line, SECTION_DELIVERED, "July 18, 2016" },

	{ "an empty item",
	    ONLY("(v) Prior Related Cases, if any:\n(viii) Date Report "
		 "Delivered to Congress: April 1, 2026\n"),
	    SECTION_PRIOR_CASES, "" },
	{ "a misprinted numeral", ONLY("(ivi) Military Department: Navy\n"),
	    SECTION_DEPARTMENT, "Navy" },
	{ "another misprinted numeral",
	    ONLY("(lii) Total Estimated Value: TOTAL\t$5 million\n"),
	    SECTION_VALUE, "TOTAL\t$5 million" },
	{ "a numeral twice",
	    ONLY("(v) Military Department: Navy\n(v) Prior Related Cases, if "
		 "any: None\n"),
	    SECTION_DEPARTMENT, "Navy" },
	{ "no numeral", ONLY("Military Department: Navy (JA-P-QSC)\n"),
	    SECTION_DEPARTMENT, "Navy (JA-P-QSC)" },
	{ "a mark before Funding Source",
	    ONLY("(ii) Total Estimated Value: TOTAL\t$5 million\n* Funding "
		 "Source: National Funds\n(iv) Military Department: Navy\n"),
	    SECTION_FUNDING, "National Funds" },
	{ "the value ends at the funding source",
	    ONLY("(ii) Total Estimated Value:\nTOTAL\t$5 million\nFunding "
		 "Source: Foreign Military Financing (FMF)\n(iv) Military "
		 "Department: Navy\n"),
	    SECTION_VALUE, "TOTAL\t$5 million" },
	{ "the letter l in a report",
	    ONLY("(ii) Sec. 36(b)(l), AECA Transmittal No.: 09-36\nDate: 17 "
		 "July 2009\n"),
	    SECTION_AMENDS, "09-36" },
	{ "a purchaser in the prose is no item",
	    ONLY("(iii) Description and Quantity or Quantities of Articles or "
		 "Services under Consideration for Purchase: kits for the "
		 "purchaser: two, justification: none\n(iv) Military "
		 "Department: Navy\n"),
	    SECTION_DESCRIPTION,
	    "kits for the purchaser: two, justification: none" },
	{ "purchasers",
	    "(i) Prospective Purchasers: Belgium and Kuwait\n(ii) Total "
	    "Estimated Value: TOTAL\t$5 million\n",
	    SECTION_PURCHASER, "Belgium and Kuwait" },
	{ "(U) before a purchaser of a report",
	    "(i) (U) Purchaser: Government of Spain\n(iii) Description: x\n",
	    SECTION_PURCHASER, "Government of Spain" },
	{ "a description in capitals",
	    ONLY("(III) DESCRIPTION AND QUANTITY OR QUANTITIES OF ARTICLES OR "
		 "SERVICES UNDER CONSIDERATION FOR PURCHASE: kits\n(IV) "
		 "MILITARY DEPARTMENT: Navy\n"),
	    SECTION_DESCRIPTION, "kits" },
};

/* Stops and semicolons behind an item may stay or go. */
static const char *
without_end(const char *s)
{
	size_t length = strlen(s);

	while (length > 0 && strchr(".;", s[length - 1]) != NULL)
		length--;
	return arena_copy(arena, s, length);
}

static void
test_section(void **state)
{
	const struct section_case *c = *state;
	struct section sections[SECTION_COUNT];
	const struct section *got = &sections[c->section];

	sections_cut(arena, sections_start(c->text), sections);
	assert_int_equal(got->at != NULL, c->wanted != NULL);
	if (got->at != NULL && c->wanted != NULL) {
		assert_string_equal(
		    without_end(got->text), without_end(c->wanted));
		assert_true(
		    got->at >= c->text && got->at < c->text + strlen(c->text));
	}
}

static void
test_no_items(void **state)
{
	static const char correction[] =
	    "[Transmittal No. 24-48]\nArms Sales Notification; Correction\n"
	    "SUMMARY: On December 15, 2025, the DoD published a notice. This "
	    "correction reprints the photographed page.\n"
	    "[GRAPHIC] [TIFF OMITTED] TN07JA26.000\n";
	struct section sections[SECTION_COUNT];

	(void)state;
	assert_null(sections_start(correction));
	assert_null(sections_start(""));
	sections_cut(arena, sections_start(correction), sections);
	for (size_t i = 0; i < SECTION_COUNT; i++)
		assert_null(sections[i].at);
}

static void
test_start(void **state)
{
	const char *start = sections_start(offer);

	(void)state;
	assert_non_null(start);
	assert_int_equal(strncmp(start, "(i) (U) Prospective", 19), 0);
	start = sections_start(run_in);
	assert_non_null(start);
	assert_int_equal(strncmp(start, "(i) Purchaser", 13), 0);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_section, table);
	suite_add(&s, "no items", test_no_items);
	suite_add(&s, "where the items begin", test_start);
	status = suite_run(&s, "section");
	arena_free(arena);
	return status;
}
