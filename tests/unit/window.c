#include "tests/support/support.h"

#include "extract/counts.h"
#include "extract/source/sources.h"
#include "extract/window.h"

struct days_case {
	const char *name;
	struct window window;
	size_t days;
};

static const struct days_case days_cases[] = {
	{ "one", { "2026-01-31", "2026-01-31" }, 1 },
	{ "over a border of months", { "2026-01-31", "2026-02-01" }, 2 },
	{ "a leap year", { "2024-01-01", "2024-12-31" }, 366 },
	{ "summer time begins", { "2026-03-07", "2026-03-09" }, 3 },
	{ "backwards", { "2026-02-01", "2026-01-31" }, 0 },
	{ "before 1970", { "1969-12-31", "1970-01-01" }, 2 },
};

static void
test_days(void **state)
{
	const struct days_case *c = *state;

	assert_int_equal(window_days(&c->window), c->days);
}

/* Steps */

struct step_case {
	const char *name;
	struct window window;
	unsigned days;
	const char *steps;
};

static const struct step_case step_cases[] = {
	{ "they part it exactly", { "2026-01-01", "2026-01-06" }, 3,
	    "2026-01-01..2026-01-03 2026-01-04..2026-01-06 " },
	{ "the last is shorter", { "2026-01-30", "2026-02-02" }, 3,
	    "2026-01-30..2026-02-01 2026-02-02..2026-02-02 " },
	{ "longer than all", { "2026-01-01", "2026-01-06" }, 366,
	    "2026-01-01..2026-01-06 " },
	{ "a day each", { "2024-02-28", "2024-03-01" }, 1,
	    "2024-02-28..2024-02-28 2024-02-29..2024-02-29 "
	    "2024-03-01..2024-03-01 " },
	{ "a day", { "2026-01-01", "2026-01-01" }, 1,
	    "2026-01-01..2026-01-01 " },
	{ "no day", { "2026-01-02", "2026-01-01" }, 7, "" },
};

static void
test_step(void **state)
{
	const struct step_case *c = *state;
	struct text all = { 0 };
	struct window step;

	for (size_t i = 0; window_step(&c->window, c->days, i, &step); i++)
		text_addf(&all, "%s..%s ", step.since, step.until);
	assert_string_equal(text_string(&all), c->steps);
	text_free(&all);
}

struct cover_case {
	const char *name;
	struct window part;
	bool covered;
};

/* By February 2026. */
static const struct cover_case cover_cases[] = {
	{ "itself", { "2026-02-01", "2026-02-28" }, true },
	{ "within", { "2026-02-02", "2026-02-27" }, true },
	{ "begins before", { "2026-01-31", "2026-02-28" }, false },
	{ "ends behind", { "2026-02-01", "2026-03-01" }, false },
	{ "elsewhere", { "2025-02-01", "2025-02-28" }, false },
};

static void
test_cover(void **state)
{
	const struct window february = { "2026-02-01", "2026-02-28" };
	const struct cover_case *c = *state;

	assert_int_equal(window_covers(&february, &c->part), c->covered);
}

/* Floors */

struct floor_case {
	const char *name;
	const struct extractor *extractor;
	struct window window;
	size_t least;
};

static const struct floor_case floor_cases[] = {
	{ "a daily window wants none", &federal_register_extractor,
	    { "2026-05-01", "2026-05-15" }, 0 },
	{ "thirty days are less than a twelfth of a year",
	    &federal_register_extractor, { "2026-05-01", "2026-05-30" }, 0 },
	{ "a month", &federal_register_extractor,
	    { "2026-05-01", "2026-05-31" }, 1 },
	{ "a year", &federal_register_extractor, { "2025-01-01", "2025-12-31" },
	    12 },
	{ "before there were notices", &federal_register_extractor,
	    { "1994-01-01", "1995-12-31" }, 0 },
	{ "only the days since then count", &federal_register_extractor,
	    { "1990-01-01", "1998-12-31" }, 12 },
	{ "dsca", &dsca_extractor, { "2024-01-01", "2024-12-31" }, 12 },
	{ "dsca to its last case", &dsca_extractor,
	    { "2026-02-01", "2026-12-31" }, 0 },
	{ "dsca after it", &dsca_extractor, { "2026-03-01", "2027-12-31" }, 0 },
	{ "state before its first case", &state_extractor,
	    { "2025-01-01", "2026-02-28" }, 0 },
	{ "state", &state_extractor, { "2026-03-01", "2027-02-28" }, 12 },
	{ "a table has none", &eda_extractor, { "2025-01-01", "2025-12-31" },
	    0 },
};

static void
test_floor(void **state)
{
	const struct floor_case *c = *state;
	const struct gate_floor *floor = &c->extractor->floor;

	assert_int_equal(
	    gate_floor(floor, floor->per_year, &c->window), c->least);
}

static void
test_floor_set(void **state)
{
	const struct window year = { "2025-01-01", "2025-12-31" };

	(void)state;
	assert_int_equal(
	    gate_floor(&federal_register_extractor.floor, 0, &year), 0);
	assert_int_equal(
	    gate_floor(&federal_register_extractor.floor, 40, &year), 40);
	assert_int_equal(gate_floor(&ddtc_extractor.floor, 40, &year), 40);
}

int
main(void)
{
	struct suite s = { 0 };

	setenv("TZ", "America/New_York", 1);
	SUITE_TABLE(&s, test_days, days_cases);
	SUITE_TABLE(&s, test_step, step_cases);
	SUITE_TABLE(&s, test_cover, cover_cases);
	SUITE_TABLE(&s, test_floor, floor_cases);
	suite_add(&s, "a floor that is set", test_floor_set);
	return suite_run(&s, "window");
}
