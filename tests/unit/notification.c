#include "tests/support/support.h"

#include "base/arena.h"
#include "transform/notice/notification.h"

static struct arena *arena;
static struct reference *reference;

/* A notice of a purchaser and one more item. */
static struct notice
read_item(const char *item, const char *text)
{
	struct reading r = reading_of(arena, reference);
	struct notice n = { 0 };
	struct unit u = { 0 };

	unit_add(&u, "(i) Prospective Purchaser: Government of Japan", 1);
	unit_add(&u, arena_print(arena, "%s %s", item, text), 2);
	notification_items(&r, &u, &n);
	unit_free(&u);
	return n;
}

static const char *
cases_text(const struct text_list *list)
{
	struct text all = { 0 };
	const char *copy;

	for (; list != NULL; list = list->next)
		text_addf(&all, "%s ", list->text);
	copy = arena_string(arena, text_string(&all));
	text_free(&all);
	return copy;
}

struct cases_case {
	const char *printed;
	const char *cases;
	const char *department; /* NULL: prior cases are printed */
};

static const struct cases_case table[] = {
	{ "Army (SN-B-VIW)", "SN-B-VIW ", "Army" },
	{ "Navy (AT-P-LCQ, AT-P-GXB, AT-P-LCQ)", "AT-P-LCQ AT-P-GXB ", "Navy" },
	{ "Navy (AT-P-LCQ) QA-P-LAB and AT-P-LCQ", "AT-P-LCQ QA-P-LAB ",
	    "Navy" },
	{ "Air Force (YAE)", "YAE ", "Air Force" },
	{ "JA-P-QOG, JA-P-QRB, JA-P-QOG", "JA-P-QOG JA-P-QRB ", NULL },
	{ "QOG, QRB, QOG", "QOG QRB ", NULL },
	{ "None", "", NULL },
};

static void
test_cases(void **state)
{
	const struct cases_case *c = *state;
	struct notice n = c->department != NULL
	    ? read_item("(iv) Military Department:", c->printed)
	    : read_item("(v) Prior Related Cases, if any:", c->printed);

	assert_string_equal(
	    cases_text(
		c->department != NULL ? n.case_designators : n.prior_cases),
	    c->cases);
	if (c->department != NULL)
		assert_string_equal(n.military_department, c->department);
}

/* Each of 17,576 once, in their order, though all are printed twice. */
static void
test_many_cases(void **state)
{
	struct text printed = { 0 };
	struct text wanted = { 0 };
	struct notice n;

	(void)state;
	for (int i = 0; i < 2 * 26 * 26 * 26; i++) {
		const char name[] = { 'J', 'A', '-', 'P', '-',
			(char)('A' + i / 676 % 26), (char)('A' + i / 26 % 26),
			(char)('A' + i % 26), '\0' };

		text_addf(&printed, "%s%s", i == 0 ? "" : ", ", name);
		if (i < 26 * 26 * 26)
			text_addf(&wanted, "%s ", name);
	}
	n = read_item(
	    "(v) Prior Related Cases, if any:", text_string(&printed));
	assert_string_equal(cases_text(n.prior_cases), text_string(&wanted));
	n = read_item("(iv) Military Department: Army", text_string(&printed));
	assert_string_equal(
	    cases_text(n.case_designators), text_string(&wanted));
	assert_string_equal(n.military_department, "Army");
	text_free(&printed);
	text_free(&wanted);
}

/* The articles of item (iii), and which are major defense equipment. */
struct listed_case {
	const char *printed;
	const char *items; /* "12 F-16 +|10 radios -" */
};

#define MDE "Major Defense Equipment (MDE):\n"
static const struct listed_case listed[] = {
	/* Several articles in a line, and a name with a comma in it. */
	{ MDE "Twelve (12) F-16, four (4) pods, and up to six (6) vans.\nSix "
	      "(6) generators, 60kW\nTwo (2) masts with an option for two (2) "
	      "more",
	    "12 F-16 +|4 pods +|6 vans +|6 generators, 60kW +|2 masts +|2 more "
	    "+" },
	{ MDE "Two (2) sets of three (3) masts, 30mm x 173 guns\nSix (6) F-16, "
	      "MK 84 bombs",
	    "2 sets of three (3) masts, 30mm x 173 guns +|6 F-16, MK 84 bombs "
	    "+" },
	{ "Major Defense Equipment (MDE) includes: Eight (8) F-16, four (4) "
	  "pods, and support.\nNon-MDE includes: spares.",
	    "8 F-16 +|4 pods +" },
	{ MDE "--Twelve (12) F-16\n[bull] Four (4) pods; two (2) vans\n1. Six "
	      "(6) vans \\1\\\nNon-MDE:\n-- Ten (10) radios\n2. Two (2) masts",
	    "12 F-16 +|4 pods +|2 vans +|6 vans +|10 radios -|2 masts -" },
	/* A heading that was joined to the line before it. */
	{ MDE "Twelve (12) F-16\nFourteen (14) engines (2 spares); "
	      "Non-MDE:\nTen (10) radios; training",
	    "12 F-16 +|14 engines (2 spares) +|10 radios -" },
	{ MDE "Twelve (12) F-16; and Non-MDE includes: ten (10) radios",
	    "12 F-16 +|10 radios -" },
	{ MDE "Twelve (12) F-16 Non-MDE: Ten (10) radios",
	    "12 F-16 +|10 radios -" },
	/* What is also included is no such equipment. */
	{ MDE "Twelve (12) F-16\nAlso included: ten (10) radios\nSix (6) vans",
	    "12 F-16 +|10 radios -|6 vans -" },
	{ MDE "Twelve (12)* F-16\nNon-MDE:\nTen (10) radios",
	    "12 F-16 +|10 radios -" },
	{ MDE "Fifteen (15) to twenty (20) radars\n30-36 launchers",
	    "20 radars +|36 launchers +" },
};

static void
test_listed(void **state)
{
	static const char marks[] = {
		[TRUTH_UNKNOWN] = '?', [TRUTH_NO] = '-', [TRUTH_YES] = '+'
	};
	const struct listed_case *c = *state;
	struct notice n = read_item("(iii) Description and Quantity or "
				    "Quantities of Articles or Services under "
				    "Consideration for Purchase:\n",
	    c->printed);
	const char *all = "";

	for (const struct item *i = n.items; i != NULL; i = i->next)
		all = arena_print(arena, "%s%s%lld %s %c", all,
		    *all == '\0' ? "" : "|", (long long)i->quantity.count,
		    i->designation, marks[i->is_mde]);
	assert_string_equal(all, c->items);
}

int
main(void)
{
	struct suite s = { 0 };
	int failed;

	arena = arena_new();
	reference = reference_open(REFERENCE_FOLDER);
	if (reference == NULL)
		return 1;
	SUITE_TABLE(&s, test_cases, table);
	SUITE_TABLE(&s, test_listed, listed);
	suite_add(&s, "a long list of cases", test_many_cases);
	failed = suite_run(&s, "notification");
	reference_close(reference);
	arena_free(arena);
	return failed;
}
