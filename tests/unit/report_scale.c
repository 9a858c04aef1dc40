#include "tests/support/support.h"

#include <math.h>

#include "publish/report/scale.h"

struct axis_case {
	const char *name;
	double low;
	double high;
	size_t steps;
	enum scale_kind kind;
	const char *ticks; /* as the axis says them */
};

#define PLAIN SCALE_PLAIN
#define ZERO SCALE_ZERO
#define WHOLE SCALE_WHOLE_ZERO
#define MINUS "\xE2\x88\x92"

static const struct axis_case axes[] = {
	{ "all are zero", 0, 0, 4, ZERO, "0 0.5 1" },
	{ "all are zero, and counted", 0, 0, 4, WHOLE, "0 1" },
	{ "one value", 7, 7, 4, PLAIN, "2 4 6 8 10 12" },
	{ "one negative value", -7, -7, 4, PLAIN,
	    MINUS "12 " MINUS "10 " MINUS "8 " MINUS "6 " MINUS "4 " MINUS
		  "2" },
	{ "one value and zero", 7, 7, 4, ZERO, "0 2 4 6 8" },
	{ "two values that are nearly one", 1e9, 1e9 + 1e-3, 4, ZERO,
	    "0 0.5 bn 1 bn" },
	{ "tiny", 0, 1e-9, 4, ZERO, "0 5e-10 1e-9" },
	{ "too near to zero to be told from it", 0, 1e-320, 4, WHOLE, "0 1" },
	{ "huge", 0, 1e15, 4, ZERO, "0 500 tn 1,000 tn" },
	{ "beyond names", 0, 4e20, 4, ZERO, "0 1e20 2e20 3e20 4e20" },
	{ "the largest there may be", -1e300, 1e300, 4, PLAIN,
	    MINUS "1e300 " MINUS "5e299 0 5e299 1e300" },
	{ "on both sides of zero", -996, 1000, 4, ZERO,
	    MINUS "1,000 " MINUS "500 0 500 1,000" },
	{ "below zero", -3, -1, 4, ZERO, MINUS "3 " MINUS "2 " MINUS "1 0" },
	{ "ends on a tick", 0, 20, 4, ZERO, "0 5 10 15 20" },
	{ "no less than it holds", 0, 20.1, 4, ZERO, "0 10 20 30" },
	{ "away from zero", 1042, 1061, 4, PLAIN,
	    "1,040 1,045 1,050 1,055 1,060 1,065" },
	{ "billions", 0, 1.4e9, 4, ZERO, "0 0.5 bn 1 bn 1.5 bn" },
	{ "millions", 0, 2e8, 2, ZERO, "0 100 m 200 m" },
	{ "thousands have no name", 0, 4e5, 2, ZERO, "0 200,000 400,000" },
	{ "shares", 0, 0.31, 4, ZERO, "0 0.1 0.2 0.3 0.4" },
	{ "a few that are counted", 0, 2, 4, WHOLE, "0 1 2" },
	{ "a few that are measured", 0, 2, 4, ZERO, "0 0.5 1 1.5 2" },
};

static void
axis_holds(void **state)
{
	const struct axis_case *c = *state;
	struct scale s = scale_make(c->low, c->high, c->steps, c->kind);
	struct text all = { 0 };

	assert_true(s.low < s.high);
	/* A line's thickness at most lies outside. */
	assert_true(s.low <= c->low + s.step / 1e6);
	assert_true(s.high >= c->high - s.step / 1e6);
	assert_true(s.tick_count >= 2 && s.tick_count <= 2 * c->steps + 2);
	for (size_t i = 0; i < s.tick_count; i++) {
		char text[SCALE_TEXT_SIZE];

		scale_text(scale_tick(&s, i), fmax(fabs(s.low), fabs(s.high)),
		    s.step, text);
		text_addf(&all, "%s%s", i > 0 ? " " : "", text);
	}
	assert_string_equal(text_string(&all), c->ticks);
	text_free(&all);
}

static void
assert_near(double value, double wanted)
{
	assert_true(fabs(value - wanted) < 1e-9);
}

static void
places_are_in_proportion(void **state)
{
	struct scale s = scale_make(-5, 15, 4, SCALE_ZERO);
	struct scale whole = scale_make(-1e300, 1e300, 4, SCALE_ZERO);

	(void)state;
	assert_near(scale_at(&s, -5, 10, 110), 10);
	assert_near(scale_at(&s, 0, 10, 110), 35);
	assert_near(scale_at(&s, 15, 10, 110), 110);
	assert_near(scale_at(&s, 0, 110, 10), 85);
	assert_near(scale_at(&whole, 0, 0, 100), 50);
	assert_near(scale_at(&whole, 1e300, 0, 100), 100);
}

static void
lines_begin_at_zero_when_it_is_near(void **state)
{
	(void)state;
	assert_true(scale_wants_zero(0, 0));
	assert_true(scale_wants_zero(3, 3));
	assert_true(scale_wants_zero(-1, 1));
	assert_true(scale_wants_zero(1, 9));
	assert_true(scale_wants_zero(-9, -1));
	assert_false(scale_wants_zero(95, 104));
	assert_false(scale_wants_zero(-104, -95));
}

struct short_case {
	const char *text;
	double value;
};

static const struct short_case shorts[] = {
	{ "0", 0 },
	{ "0", -1e-310 },
	{ "1e-9", 1e-9 },
	{ MINUS "1.5e-7", -1.5e-7 },
	{ "0.000123", 0.000123456 },
	{ "0.5", 0.5 },
	{ "1", 0.9999 },
	{ "12.3", 12.345 },
	{ "999", 999.4 },
	{ "1,000", 999.6 },
	{ "12,300", 12345 },
	{ "1 m", 999999 },
	{ "1.23 m", 1234567 },
	{ MINUS "200 m", -2e8 },
	{ "1.5 bn", 1.5e9 },
	{ "12.3 tn", 1.2345e13 },
	{ "1,000 tn", 1e15 },
	{ "1.23e30", 1.23e30 },
	{ "1e300", 1e300 },
};

static void
value_is_short(void **state)
{
	const struct short_case *c = *state;
	char text[SCALE_TEXT_SIZE];

	scale_short_text(c->value, text);
	assert_string_equal(text, c->text);
}

struct year_case {
	const char *name;
	int first;
	int last;
	size_t most;
	int step;
};

static const struct year_case years[] = {
	{ "one year", 2024, 2024, 1, 1 },
	{ "room for all", 2015, 2024, 10, 1 },
	{ "room for half", 2015, 2024, 9, 2 },
	{ "a lifetime", 1950, 2026, 9, 10 },
	{ "no room", 1950, 2026, 1, 100 },
	{ "all years there are", 0, 9999, 9, 2000 },
};

static void
years_have_room(void **state)
{
	const struct year_case *c = *state;

	assert_int_equal(scale_year_step(c->first, c->last, c->most), c->step);
}

struct days_case {
	const char *name;
	int64_t low;
	int64_t high;
	size_t most;
	const char *ticks;
};

/* Day 20,454 is the first of 2026, 19,782 the last of February 2024. */
static const struct days_case days[] = {
	{ "one day", 20454, 20454, 5, "1 Jan;" },
	{ "a leap day", 19782, 19783, 5, "29 Feb;1 Mar;" },
	{ "a week", 20454, 20460, 5, "1 Jan;3 Jan;5 Jan;7 Jan;" },
	{ "a month", 20454, 20484, 5, "1 Jan;8 Jan;15 Jan;22 Jan;29 Jan;" },
	{ "a quarter", 20460, 20550, 5, "Feb 2026;Mar 2026;Apr 2026;" },
	{ "a year", 20454, 20818, 5, "Jan 2026;Apr 2026;Jul 2026;Oct 2026;" },
	{ "ten years", 16801, 20454, 6, "2016;2018;2020;2022;2024;2026;" },
	{ "before 1970", -366, -1, 5, "Jan 1969;Apr 1969;Jul 1969;Oct 1969;" },
	{ "before the year 0", -719600, -719500, 5, "Nov -1;Dec -1;Jan 0;" },
	{ "days before the year 0", -800000, -799999, 5, "4 Sep;5 Sep;" },
	{ "the furthest", -3000000, 3000000, 5, "-5000;0;5000;10000;" },
};

static void
days_have_room(void **state)
{
	const struct days_case *c = *state;
	struct day_tick ticks[DAY_TICK_MAX];
	size_t count = scale_days(c->low, c->high, c->most, ticks);
	struct text all = { 0 };

	assert_true(count <= c->most);
	for (size_t i = 0; i < count; i++) {
		assert_true(ticks[i].day >= c->low && ticks[i].day <= c->high);
		text_addf(&all, "%s;", ticks[i].text);
	}
	assert_string_equal(text_string(&all), c->ticks);
	text_free(&all);
}

int
main(void)
{
	struct suite s = { 0 };

	SUITE_TABLE(&s, axis_holds, axes);
	suite_add(&s, "places are in proportion", places_are_in_proportion);
	suite_add(&s, "lines begin at zero when it is near",
	    lines_begin_at_zero_when_it_is_near);
	SUITE_TABLE(&s, value_is_short, shorts);
	SUITE_TABLE(&s, years_have_room, years);
	SUITE_TABLE(&s, days_have_room, days);
	return suite_run(&s, "scale of a report");
}
