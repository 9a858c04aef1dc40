#include "tests/support/support.h"

#include "transform/notice/article.h"

static struct arena *arena;
static struct reference *reference;

/* Whole announcements; a line is a block of the page. */
struct article_case {
	const char *name;
	const char *text;
	/*
	 * transmittal authority|announced|delivered|review days|purchaser
	 * name|codes|total|US/contractor representatives|items|contractors
	 */
	const char *wanted;
	size_t faults;
};

#define SALE_TO "approving a possible Foreign Military Sale to "

static const struct article_case table[] = {
	{ "cut off",
	    "On 9 June 2004, the Defense Security Cooperation Agency notified "
	    "Congress of a possible Foreign Military Sale to Oman of boats.\n"
	    "Oman has requested a possible sale of 3 boats. The estimated cost "
	    "is $9 million.",
	    "- 36(b)(1)|2004-06-09|2004-06-09|30|Oman|OMN|9000000|-1/-1|3 "
	    "boats|",
	    2 },
	{ "2004: on a day",
	    "On 9 June 2004, the Defense Security Cooperation Agency notified "
	    "Congress of a possible Foreign Military Sale to Oman of boats.\n"
	    "Oman has requested a possible sale of 3 boats. The estimated cost "
	    "is $9 million.",
	    "- 36(b)(1)|2004-06-09|2004-06-09|30|Oman|OMN|9000000|-1/-1|3 "
	    "boats|",
	    1 },
	{ "2011: on a day before, without its year",
	    "WASHINGTON, Jan. 3, 2011 - On Dec. 30, the Agency notified "
	    "Congress of a possible Foreign Military Sale to Oman of boats.\n"
	    "Oman has requested a possible sale of 3 boats. The estimated cost "
	    "is $9 million.",
	    "- 36(b)(1)|2011-01-03|2010-12-30|30|Oman|OMN|9000000|-1/-1|3 "
	    "boats|",
	    1 },
	{ "2011: on a day within the sentence",
	    "WASHINGTON, Oct. 18, 2011 - The Agency notified Congress Oct. 14 "
	    "of a possible Foreign Military Sale to Oman of boats.\n"
	    "Oman has requested a possible sale of 3 boats. The estimated cost "
	    "is $9 million.",
	    "- 36(b)(1)|2011-10-18|2011-10-14|30|Oman|OMN|9000000|-1/-1|3 "
	    "boats|",
	    1 },
	{ "2010: notified today",
	    "WASHINGTON, September 8, 2010 \xE2\x80\x93 The agency notified "
	    "Congress today of a possible Foreign Military Sale to the "
	    "Government of Thailand for engines for an estimated cost of $61 "
	    "million.\n"
	    "The Government of Thailand has requested a possible sale of 14 "
	    "engines with 6 starters, spares, and training. The estimated cost "
	    "is $61M.\n"
	    "The proposed sale of 99 things would help.\n"
	    "The prime contractors will be Honeywell in Phoenix, Arizona; and "
	    "Kay and Associates, Inc. in Buffalo Grove, Illinois.\n"
	    "Implementation of this proposed sale will require 5 contractor "
	    "representatives.",
	    "- 36(b)(1)|2010-09-08|2010-09-08|30|Government of "
	    "Thailand|THA|61000000|-1/5|14 engines;6 starters|honeywell "
	    "kay-associates",
	    1 },
	{ "2013: a list of lines",
	    "Transmittal No:\n13-31\nWASHINGTON, Dec, 16, 2013 - The agency "
	    "notified Congress today of a possible Foreign Military Sale to "
	    "the Republic of Korea (ROK).\n"
	    "The Republic of Korea (ROK) has requested a possible sale of:\n"
	    "18 helicopters\n40 engines (36 installed and 4 spares)\n"
	    "Also included are 2 simulators. The total estimated cost is $1.8 "
	    "billion.\n"
	    "The principal contractors will be:\nThe Boeing Company Mesa, "
	    "Arizona\nLongbow Limited Liability Corporation Orlando, Florida",
	    "13-31 36(b)(1)|2013-12-16|2013-12-16|15|Republic of "
	    "Korea|KOR|1800000000|-1/-1|18 helicopters;40 engines (36 "
	    "installed and 4 spares);2 simulators|boeing longbow-llc",
	    0 },
	{ "2018: to a country",
	    "Media/Public Contact: office@example\nTransmittal No: 18-27\n"
	    "WASHINGTON, Jul. 19 , 2018 - The State Department has made a "
	    "determination " SALE_TO "Estonia of launchers for an estimated "
	    "cost of $96.5 million. The agency delivered the required "
	    "certification notifying Congress on July 18, 2018.\n"
	    "Estonia has requested to buy (6) launchers. Estonia currently "
	    "owns twelve (12) trucks. The total estimated program cost is "
	    "$96.5 million.\n"
	    "The principal contractor will be Lockheed Martin, Missiles and "
	    "Fire Control, Grand Prairie, TX.",
	    "18-27 36(b)(1)|2018-07-19|2018-07-18|15|Estonia|EST|96500000|-1/"
	    "-1|6 launchers|lockheed-martin",
	    0 },
	{ "a dash before the place, and other news above",
	    "Norway has requested to buy three (3) sofas.\n"
	    "- WASHINGTON, Jul. 19, 2018 - The State Department has made a "
	    "determination " SALE_TO
	    "Estonia of launchers for an estimated cost of $96.5 million. The "
	    "agency notified Congress on July 18, 2018.\nTransmittal No. 18-28\n"
	    "Estonia has requested to buy (6) launchers. The total estimated "
	    "program cost is $96.5 million.\n"
	    "The principal contractor will be Lockheed Martin.",
	    "18-28 36(b)(1)|2018-07-19|2018-07-18|15|Estonia|EST|96500000|-1/"
	    "-1|6 launchers|lockheed-martin",
	    0 },
	{ "2019: an emergency runs no clock",
	    "WASHINGTON, May 24, 2019 - The State Department has made a "
	    "determination " SALE_TO "the Hashemite Kingdom of Jordan. The "
	    "agency notified Congress today.\nTransmittal No. 17-05\n"
	    "The Hashemite Kingdom of Jordan has requested to buy forty (40) "
	    "kits. The estimated total case value is $80 million.\n"
	    "The Secretary of State has determined that an emergency exists "
	    "that requires the immediate sale of ten (10) more.",
	    "17-5 36(b)(1)|2019-05-24|2019-05-24|0|Hashemite Kingdom of "
	    "Jordan|JOR|80000000|-1/-1|40 kits|",
	    0 },
	{ "2023: an earlier case",
	    "Transmittal No. 23-70\nWASHINGTON, October 3, 2023 - The State "
	    "Department has made a determination " SALE_TO "the Government of "
	    "Poland of vehicles for an estimated cost of $111 million.\n"
	    "The Government of Poland has requested to buy an additional "
	    "eighteen (18) carriers that will be added to a previously "
	    "implemented case. The original Foreign Military Sales (FMS) case, "
	    "valued at $78.54 million ($23.16 million in MDE), included "
	    "forty-eight (48) carriers. This notification is for a combined "
	    "total of sixty-six (66) carriers. The estimated total cost is "
	    "$111 million.",
	    "23-70 36(b)(1)|2023-10-03|-|15|Government of "
	    "Poland|POL|111000000|-1/-1|18 carriers;66 carriers|",
	    0 },
	{ "TECRO, and a total with fewer figures first",
	    "Transmittal No. 24-88\nWASHINGTON, November 29, 2024 - The State "
	    "Department has made a determination " SALE_TO "the Taipei "
	    "Economic and Cultural Representative Office in the United States "
	    "(TECRO) of radios for an estimated cost of $2.3 billion.\n"
	    "TECRO has requested to buy 5,031 radios; and thirty(30) kits. The "
	    "estimated total cost is $2.316 billion.",
	    "24-88 36(b)(1)|2024-11-29|-|30|Taipei Economic and Cultural "
	    "Representative Office in the United States|TWN|2316000000|-1/-1|"
	    "5031 radios;30 kits|",
	    0 },
	{ "an agency of NATO",
	    "Transmittal No. 25-61\nWASHINGTON, August 4, 2025 - The State "
	    "Department has made a determination " SALE_TO "the NATO Support "
	    "and Procurement Agency (NSPA).\nThe NATO Support and Procurement "
	    "Agency (NSPA) as Lead Nation has requested to buy six (6) pumps. "
	    "The estimated total cost is $50 million.",
	    "25-61 36(b)(1)|2025-08-04|-|15|NATO Support and Procurement "
	    "Agency|-|50000000|-1/-1|6 pumps|",
	    0 },
	{ "several purchasers",
	    "Transmittal No. 25-62\nWASHINGTON, August 4, 2025 - a possible "
	    "Foreign Military Sale to the Governments of Belgium, the "
	    "Netherlands, and Norway.\nThe Governments of Belgium, the "
	    "Netherlands, and Norway have requested to buy six (6) pumps. The "
	    "estimated total cost is $50 million.",
	    "25-62 36(b)(1)|2025-08-04|-|15|Governments of Belgium, the "
	    "Netherlands, and Norway|BEL NLD NOR|50000000|-1/-1|6 pumps|",
	    0 },
	{ "a post: no dateline, no number",
	    "The U.S. Department of State has made a determination " SALE_TO
	    "the Government of Singapore of rockets for an estimated cost of "
	    "$22.30 million.\nThe Government of Singapore has requested the "
	    "extension of a case. The original case, valued at $12.4 million "
	    "($9.4 million in MDE, included 43 rockets. The estimated total "
	    "cost is $22.3 million.",
	    "- 36(b)(1)|2026-06-30|-|30|Government of "
	    "Singapore|SGP|22300000|-1/-1|0 extension of a case|",
	    1 },
	{ "a sentence over several blocks",
	    "Transmittal #26-27\nThe U.S. Department of State has made a "
	    "determination " SALE_TO "the Government of Japan.\nThe Government "
	    "of Japan has requested to buy two (2) launchers; thirty-six (36)\n"
	    "MK 13 canisters; and\nFour (4) consoles. The estimated total cost "
	    "is\n$60 million.\nImplementation of this proposed sale will "
	    "require two U.S. Government and\nthree contractor "
	    "representatives.",
	    "26-27 36(b)(1)|2026-06-30|-|15|Government of "
	    "Japan|JPN|60000000|2/3|2 launchers;36 MK 13 canisters;4 consoles|",
	    0 },
	{ "an enhancement",
	    "Transmittal No. RSAT 26-1C\nA possible Foreign Military Sale to "
	    "the Government of Germany. The Government of Germany has "
	    "requested to buy six (6) pumps. The estimated total cost is $5 "
	    "million.",
	    "26-1C 36(b)(5)(C)|2026-06-30|-|15|Government of "
	    "Germany|DEU|5000000|-1/-1|6 pumps|",
	    0 },
	{ "the number last, and what is below the text",
	    "WASHINGTON, D.C., Feb. 6, 2026 - A possible Foreign Military Sale "
	    "of pumps to the Government of Peru. The estimated total cost is "
	    "$5 million.\nAll questions regarding 77 sales of 5 pumps.\n"
	    "Transmittal No. 26-09",
	    "26-9 36(b)(1)|2026-02-06|-|30|Government of "
	    "Peru|PER|5000000|-1/-1||",
	    1 },
	{ "the site's own words before the text",
	    "Visit us\nWashington office\nTransmittal No. 26-09\nWASHINGTON, "
	    "February 6, 2026 - A possible Foreign Military Sale to the "
	    "Government of Peru. The Government of Peru has requested to buy "
	    "six (6) pumps. The estimated total cost is $5 million.",
	    "26-9 36(b)(1)|2026-02-06|-|30|Government of "
	    "Peru|PER|5000000|-1/-1|6 pumps|",
	    0 },
	{ "a day that does not exist",
	    "Transmittal No. 26-09\nWASHINGTON, February 30, 2026 - A possible "
	    "Foreign Military Sale to the Government of Peru. The Government "
	    "of Peru has requested to buy six (6) pumps. The estimated total "
	    "cost is $5 million.",
	    "26-9 36(b)(1)|2026-06-30|-|30|Government of "
	    "Peru|PER|5000000|-1/-1|6 pumps|",
	    1 },
	{ "nobody we know, and no total",
	    "Transmittal No. 26-09\nA possible Foreign Military Sale to "
	    "Ruritania. Ruritania has requested to buy six (6) pumps.",
	    "26-9 36(b)(1)|2026-06-30|-|0|Ruritania|-|-|-1/-1|6 pumps|", 2 },
	{ "no announcement",
	    "WASHINGTON, March 3, 2025 - The agency looked back on 20 years of "
	    "Foreign Military Sales worth $500 billion.",
	    "none", 1 },
	{ "a page that blocks", "Access Denied\nYou don't have permission.",
	    "none", 1 },
	{ "nothing", "", "none", 1 },
};

static const char *
show_day(struct day day)
{
	return day.year == 0 ? "-"
			     : arena_print(arena, "%04d-%02d-%02d", day.year,
				   day.month, day.day);
}

static const char *
show_lists(const struct notice *n)
{
	const char *items = "";
	const char *contractors = "";

	for (const struct item *i = n->items; i != NULL; i = i->next)
		items = arena_print(arena, "%s%s%lld %s", items,
		    i == n->items ? "" : ";", (long long)i->quantity.count,
		    i->designation);
	for (const struct contractor *c = n->contractors; c != NULL;
	     c = c->next)
		contractors = arena_print(arena, "%s%s%s", contractors,
		    c == n->contractors ? "" : " ", c->id);
	return arena_print(arena, "%s|%s", items, contractors);
}

static const char *
show(const struct notice *n)
{
	const char *codes = "";

	for (const struct purchaser *p = n->purchasers; p != NULL; p = p->next)
		codes = arena_print(arena, "%s%s%s", codes,
		    p == n->purchasers ? "" : " ",
		    p->country.iso3[0] == '\0' ? "-" : p->country.iso3);
	return arena_print(arena, "%s %s|%s|%s|%d|%s|%s|%s|%d/%d|%s",
	    n->transmittal == NULL ? "-" : n->transmittal, n->authority,
	    show_day(n->announced_on), show_day(n->delivered_on),
	    n->review_days, n->purchaser_name, codes,
	    n->total.given
		? arena_print(arena, "%lld", (long long)(n->total.cents / 100))
		: "-",
	    (int)n->us_government_reps, (int)n->contractor_reps, show_lists(n));
}

/*
 * As a page gives its blocks; the page's own day is 30 June 2026. All but one
 * end as announcements do.
 */
static void
test_article(void **state)
{
	const struct article_case *c = *state;
	struct reading r = reading_of(arena, reference);
	struct notice n = { .us_government_reps = -1, .contractor_reps = -1 };
	struct unit u = { 0 };
	const char *text = c->text;

	r.unit_arena = arena;
	if (strstr(text, "notified") == NULL)
		n.announced_on = (struct day){ 2026, 6, 30 };
	for (size_t line = 1; *text != '\0'; line++) {
		size_t length = strcspn(text, "\n");

		article_add(&u, arena_copy(arena, text, length), line);
		text += length;
		text += *text == '\n';
	}
	if (strcmp(c->name, "cut off") != 0)
		article_add(&u, "This is required by law.", 100);
	assert_string_equal(
	    article_read(&r, &u, &n) ? show(&n) : "none", c->wanted);
	assert_int_equal(count_faults(&r), c->faults);
	unit_free(&u);
}

struct day_case {
	const char *text;
	const char *day;
};

static const struct day_case days[] = {
	{ "NEWS | Jan. 8, 2026", "2026-01-08" },
	{ "Thursday, May 3, 2018", "2018-05-03" },
	{ "Sept. 1st, 2011", "2011-09-01" },
	{ "Dec, 16, 2015", "2015-12-16" },
	{ "April 9 , 2019", "2019-04-09" },
	{ "9 June 2004", "2004-06-09" },
	{ "Foreign Military Sales", "-" },
	{ "1,098 of 2026", "-" },
	{ "", "-" },
};

static void
test_day(void **state)
{
	const struct day_case *c = *state;
	struct reading r = reading_of(arena, reference);
	struct day day = { 0 };

	if (!article_day(&r, c->text, &day))
		day.year = 0;
	assert_string_equal(show_day(day), c->day);
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
	SUITE_TABLE(&s, test_article, table);
	SUITE_TABLE(&s, test_day, days);
	status = suite_run(&s, "article");
	arena_free(arena);
	reference_close(reference);
	return status;
}
