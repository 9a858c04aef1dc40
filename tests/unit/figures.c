#include "tests/support/support.h"

#include "package/value.h"
#include "transform/normalise/normalise.h"
#include "transform/table/figures.h"

static struct arena *arena;

struct figure_case {
	const char *text;
	enum figure figure;
	const char *value;
};

static const struct figure_case cells[] = {
	{ NULL, FIGURE_NONE, "" },
	{ "  ", FIGURE_NONE, "" },
	{ " 49,231,479 ", FIGURE_GIVEN, "49231479" },
	{ "0", FIGURE_GIVEN, "0" },
	{ "$1,214,737.50", FIGURE_GIVEN, "1214737.50" },
	{ " $ 12 ", FIGURE_GIVEN, "12" },
	{ "($12)", FIGURE_GIVEN, "-12" },
	{ "-$12", FIGURE_GIVEN, "-12" },
	{ " -   ", FIGURE_GIVEN, "0" },
	{ "$-", FIGURE_GIVEN, "0" },
	{ "N/A", FIGURE_NOT_AVAILABLE, "" },
	{ "n.a.", FIGURE_NOT_AVAILABLE, "" },
	{ "1,5", FIGURE_UNREAD, "" },
	{ "EUR 5", FIGURE_UNREAD, "" },
	{ "$$5", FIGURE_UNREAD, "" },
	{ "--", FIGURE_UNREAD, "" },
	{ "none", FIGURE_UNREAD, "" },
};

static void
test_figure(void **state)
{
	const struct figure_case *c = *state;
	struct reading r = reading_of(arena, NULL);
	struct decimal d = { "7" };

	assert_int_equal(
	    figure_read(&r, "quantity", 3, c->text, &d), c->figure);
	assert_string_equal(d.text, c->value);
	assert_int_equal(count_faults(&r), c->figure == FIGURE_UNREAD);
}

static const struct figure_case unsigned_cells[] = {
	{ NULL, FIGURE_NONE, "" },
	{ "1,234", FIGURE_GIVEN, "1234" },
	{ "-0", FIGURE_GIVEN, "-0" },
	{ "-", FIGURE_GIVEN, "0" },
	{ "N/A", FIGURE_NOT_AVAILABLE, "" },
	{ "(12)", FIGURE_UNREAD, "" }, /* uncertain, or the number of a note */
	{ "- 12", FIGURE_UNREAD, "" },
	{ "-0.01", FIGURE_UNREAD, "" },
};

static void
test_unsigned_figure(void **state)
{
	const struct figure_case *c = *state;
	struct reading r = reading_of(arena, NULL);
	struct decimal d = { "7" };

	assert_int_equal(
	    figure_read_unsigned(&r, "quantity", 3, c->text, &d), c->figure);
	assert_string_equal(d.text, c->value);
	assert_int_equal(count_faults(&r), c->figure == FIGURE_UNREAD);
}

struct exponent_case {
	const char *place;
	size_t faults;
};

/* A spreadsheet shows 436503752 so, and keeps that in a file of text. */
static const struct exponent_case exponents[] = {
	{ "line", 1 },
	{ "row", 0 }, /* of a workbook, which has the number itself */
};

static void
test_exponent(void **state)
{
	const struct exponent_case *c = *state;
	struct reading r = reading_of(arena, NULL);
	struct decimal d = { "" };

	r.place = c->place;
	assert_int_equal(
	    figure_read(&r, "exports", 3, "4.37E+08", &d), FIGURE_GIVEN);
	assert_string_equal(d.text, "437000000");
	assert_int_equal(count_faults(&r), c->faults);
}

struct year_case {
	const char *text;
	int year;
	struct day first;
	struct day last;
};

static const struct year_case years[] = {
	{ "2019", 2019, { 2018, 10, 1 }, { 2019, 9, 30 } },
	{ " FY2019 ", 2019, { 2018, 10, 1 }, { 2019, 9, 30 } },
	{ "fy 1977", 1977, { 1976, 10, 1 }, { 1977, 9, 30 } },
	{ "1976", 1976, { 1975, 7, 1 }, { 1976, 6, 30 } },
	{ "1900", 1900, { 1899, 7, 1 }, { 1900, 6, 30 } },
	{ "2200", 2200, { 2199, 10, 1 }, { 2200, 9, 30 } },
	{ NULL, 0, { 0 }, { 0 } },
	{ "", 0, { 0 }, { 0 } },
	{ "19", 0, { 0 }, { 0 } },
	{ "1899", 0, { 0 }, { 0 } },
	{ "2201", 0, { 0 }, { 0 } },
	{ "02019", 0, { 0 }, { 0 } },
	{ "1976.9", 0, { 0 }, { 0 } },
	{ "2018-19", 0, { 0 }, { 0 } },
	{ "+201", 0, { 0 }, { 0 } },
};

static void
test_year(void **state)
{
	const struct year_case *c = *state;
	struct reading r = reading_of(arena, NULL);
	struct day first = { 0 };
	struct day last = { 0 };
	int year = fiscal_year_read(&r, 1, c->text);

	assert_int_equal(year, c->year);
	assert_int_equal(count_faults(&r), year == 0);
	if (year != 0)
		fiscal_year_days(year, &first, &last);
	assert_int_equal(day_compare(first, c->first), 0);
	assert_int_equal(day_compare(last, c->last), 0);
}

struct scope_case {
	const char *name;
	const char *partners[3];
	int years[3];
	bool chosen;
	const char *scope; /* partners, first day, last day */
};

static const struct scope_case scopes[] = {
	{ "nothing", { NULL }, { 0 }, true, "partial" },
	{ "chosen countries", { "Chad", "Mali", "Chad" }, { 2018, 2018, 2019 },
	    true, "Mali Chad 2017-10-01 2019-09-30" },
	{ "all countries", { "Chad", "Mali", NULL }, { 2018, 2019, 0 }, false,
	    "2017-10-01 2019-09-30" },
	{ "one country", { "Chad", "Chad", NULL }, { 2019, 2018, 0 }, false,
	    "Chad 2017-10-01 2019-09-30" },
	{ "a total of all", { NULL, "Chad", NULL }, { 2018, 2018, 0 }, true,
	    "Chad 2017-10-01 2018-09-30" },
	{ "a year left out", { "Chad", "Mali", NULL }, { 2016, 2018, 0 }, false,
	    "partial" },
};

static void
test_scope(void **state)
{
	const struct scope_case *c = *state;
	struct reading r = reading_of(arena, NULL);
	struct figures f = { 0 };
	struct edition e = { 0 };
	struct text scope = { 0 };

	r.document_arena = arena;
	for (size_t i = 0; i < 3; i++) {
		struct party p = { .name = c->partners[i] };

		if (c->years[i] != 0)
			figures_note(&r, &f, &p, c->years[i]);
	}
	figures_scope(&r, &f, c->chosen, &e);
	assert_string_equal(e.reporters->text, "United States");
	assert_null(e.reporters->next);
	for (const struct text_list *p = e.partners; p != NULL; p = p->next)
		text_addf(&scope, "%s ", p->text);
	if (e.partial)
		text_add_string(&scope, "partial");
	else
		text_addf(&scope, "%s %s", day_text(arena, e.since),
		    day_text(arena, e.until));
	assert_string_equal(text_string(&scope), c->scope);
	text_free(&scope);
}

int
main(void)
{
	struct suite s = { 0 };
	int failed;

	arena = arena_new();
	SUITE_TABLE(&s, test_figure, cells);
	SUITE_TABLE(&s, test_unsigned_figure, unsigned_cells);
	SUITE_TABLE(&s, test_exponent, exponents);
	SUITE_TABLE(&s, test_year, years);
	SUITE_TABLE(&s, test_scope, scopes);
	failed = suite_run(&s, "figures");
	arena_free(arena);
	return failed;
}
