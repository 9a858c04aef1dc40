/* What headings, titles and last rows of tables of statistics say. */
#include "tests/support/support.h"

#include "transform/source/sipri/milex_sheet.h"
#include "transform/source/sipri/tiv_table.h"
#include "transform/table/years.h"

struct years_case {
	const char *text;
	int since; /* 0: none */
	int until;
};

static const struct years_case years[] = {
	{ "2019", 2019, 0 },
	{ " 2019 ", 2019, 0 },
	{ "2019.0", 2019, 0 }, /* a workbook's header as text */
	{ "2019-2023", 2019, 2023 },
	{ "2019 - 2023", 2019, 2023 },
	{ "2019-2019", 2019, 2019 },
	{ "", 0, 0 },
	{ "Y2019", 0, 0 },
	{ "2019e", 0, 0 },
	{ "2019.5", 0, 0 },
	{ "20190", 0, 0 },
	{ "1899", 0, 0 },
	{ "2023-2019", 0, 0 },
	{ "2019-", 0, 0 },
	{ "2019-20", 0, 0 },
};

static void
test_years(void **state)
{
	const struct years_case *c = *state;
	struct years y;
	bool ok = years_read(c->text, &y);

	assert_int_equal(ok, c->since != 0);
	if (ok) {
		assert_int_equal(y.since, c->since);
		assert_int_equal(y.until, c->until);
	}
}

/* "exports", or "imports" and then the one supplier and the one recipient. */
struct about_case {
	const char *text;
	const char *wanted; /* NULL: tells nothing */
};

static const char *
about_text(struct arena *arena, const struct tiv_about *a)
{
	return arena_print(arena, "%s|%s|%s|%d-%d",
	    a->imports ? "imports" : "exports", or_none(a->supplier),
	    or_none(a->recipient), a->since.year, a->until.year);
}

static const struct about_case titles[] = {
	{ "TIV of arms exports from all, 1950-2022",
	    "exports|(none)|(none)|1950-2022" },
	{ "TIV of arms exports to all, 1950-2022",
	    "imports|(none)|(none)|1950-2022" },
	{ "TIV of arms exports from Spain, 2021-2021",
	    "exports|Spain|(none)|2021-2021" },
	{ "TIV of arms exports to Korea, South, 1950-2022;;",
	    "imports|(none)|Korea, South|1950-2022" },
	{ "TIV of arms exports from the top 20 largest exporters, 2000-2021",
	    "exports|(none)|(none)|2000-2021" },
	{ "TIV of arms exports from Spain", NULL },
	{ "Volume of transfers of major arms", NULL },
};

static const struct about_case totals[] = {
	{ "Total imports from China", "exports|China|(none)|0-0" },
	{ "Total exports to Israel", "imports|(none)|Israel|0-0" },
	{ "Total world export", "exports|(none)|(none)|0-0" },
	{ "Total world imports", "imports|(none)|(none)|0-0" },
	{ "Total", NULL },
	{ "Total imports", NULL },
	{ "China", NULL },
};

static void
check_about(const struct about_case *c,
    bool (*read)(struct arena *, const char *, struct tiv_about *))
{
	struct arena *arena = arena_new();
	struct tiv_about about = { .told = false };
	bool ok = read(arena, c->text, &about);

	assert_int_equal(ok, c->wanted != NULL);
	assert_int_equal(about.told, ok);
	if (ok)
		assert_string_equal(about_text(arena, &about), c->wanted);
	arena_free(arena);
}

static void
test_title(void **state)
{
	check_about(*state, tiv_title_read);
}

static void
test_total(void **state)
{
	check_about(*state, tiv_total_read);
}

struct word_case {
	const char *text;
	const char *wanted;
};

static const struct word_case magnitudes[] = {
	{ "Expenditure, in constant (2022) US$ m., 1949-2023", "million" },
	{ "Figures are in US $m., at constant prices", "million" },
	{ "in millions of US$ at current prices", "million" },
	{ "by region, in US$ b., 1988-2023", "billion" },
	{ "US$ billion", "billion" },
	{ "in billions of local currency", "billion" },
	{ "in thousands of local currency", "thousand" },
	{ "per capita, in US$, by country", NULL },
	{ "in local currency, by country", NULL },
	{ "US$ military", NULL },
};

static void
test_magnitude(void **state)
{
	const struct word_case *c = *state;

	assert_string_equal(
	    or_none(milex_magnitude(c->text)), or_none(c->wanted));
}

static const struct word_case absences[] = {
	{ "...", "not available" },
	{ ". .", "not available" },
	{ " .. ", "not available" },
	{ "\xE2\x80\xA6", "not available" },
	{ " \xE2\x80\xA6  ", "not available" },
	{ "\xE2\x80\xA6 5", NULL },
	{ "xxx", "did not exist" },
	{ "xx ", "did not exist" },
	{ ".", NULL },
	{ ".5", NULL },
	{ "x", NULL },
	{ "0", NULL },
	{ "", NULL },
};

static void
test_absence(void **state)
{
	const struct word_case *c = *state;

	assert_string_equal(
	    or_none(milex_absence(c->text)), or_none(c->wanted));
}

struct colour_case {
	const char *mark;
	const char *flag;
	bool known;
};

static const struct colour_case colours[] = {
	{ "FF0000FF", "estimate", true },
	{ "FF0070C0", "estimate", true }, /* Excel's own blue */
	{ "FFFF0000", "uncertain", true },
	{ "FFC00000", "uncertain", true },
	{ "FF000000", NULL, true },
	{ "FF808080", NULL, true },
	{ "FF00B050", NULL, false },
	{ "FFFFFF00", NULL, false },
	{ "FF1F497D", "estimate", true }, /* of the themes of Office */
	{ "FF4472C4", "estimate", true },
	{ "FFC0504D", "uncertain", true },
	{ "FFED7D31", NULL, false }, /* orange */
	{ "FF7030A0", NULL, false }, /* violet */
	{ "FF0D0D0D", NULL, true },
};

static void
test_colour(void **state)
{
	const struct colour_case *c = *state;
	const char *flag;

	assert_int_equal(milex_colour(c->mark, &flag), c->known);
	assert_string_equal(or_none(flag), or_none(c->flag));
}

int
main(void)
{
	struct suite suite = { 0 };

	SUITE_TABLE(&suite, test_years, years);
	SUITE_TABLE(&suite, test_title, titles);
	SUITE_TABLE(&suite, test_total, totals);
	SUITE_TABLE(&suite, test_magnitude, magnitudes);
	SUITE_TABLE(&suite, test_absence, absences);
	SUITE_TABLE(&suite, test_colour, colours);
	return suite_run(&suite, "heading");
}
