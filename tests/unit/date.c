#include "tests/support/support.h"

#include "transform/normalise/normalise.h"

struct day_case {
	const char *text;
	struct day day; /* year 0: not a day */
};

static const struct day_case table[] = {
	{ "JUL 18 2016", { 2016, 7, 18 } },
	{ "MAY 04 2017", { 2017, 5, 4 } },
	{ "17 July 2009", { 2009, 7, 17 } },
	{ "11 Dec 2012", { 2012, 12, 11 } },
	{ "Jan. 8, 2026", { 2026, 1, 8 } },
	{ "Sept. 6, 2018", { 2018, 9, 6 } },
	{ "Sep 6, 2018", { 2018, 9, 6 } },
	{ "March 10, 2026", { 2026, 3, 10 } },
	{ "March 10, 2026.", { 2026, 3, 10 } },
	{ " March 10, 2026 ", { 2026, 3, 10 } },
	{ "March\n10, 2026", { 2026, 3, 10 } },
	{ "march 10, 2026", { 2026, 3, 10 } },
	{ "March 10 2026", { 2026, 3, 10 } },
	{ "August 3, 2011", { 2011, 8, 3 } },
	{ "25 July 2011", { 2011, 7, 25 } },
	{ "5 Jun 2026", { 2026, 6, 5 } },
	{ "March 10th, 2026", { 2026, 3, 10 } },
	{ "1st March 2026", { 2026, 3, 1 } },
	{ "March 2nd, 2026", { 2026, 3, 2 } },
	{ "March 3rd, 2026", { 2026, 3, 3 } },
	{ "Monday, March 9, 2026", { 2026, 3, 9 } },
	{ "Tuesday, March 10, 2026", { 2026, 3, 10 } },
	{ "Wednesday, March 11, 2026", { 2026, 3, 11 } },
	{ "THURSDAY, MARCH 12, 2026", { 2026, 3, 12 } },
	{ "Friday, March 13, 2026", { 2026, 3, 13 } },
	{ "Saturday, March 14, 2026", { 2026, 3, 14 } },
	{ "Sunday, March 15, 2026", { 2026, 3, 15 } },
	{ "2026-03-10", { 2026, 3, 10 } },
	{ "3/10/2026", { 2026, 3, 10 } },
	{ "03/10/2026", { 2026, 3, 10 } },
	{ "12/31/1999", { 1999, 12, 31 } },
	{ "February 29, 2024", { 2024, 2, 29 } },
	{ "February 29, 2000", { 2000, 2, 29 } },
	{ "2024-02-29", { 2024, 2, 29 } },
	{ "December 31, 1996", { 1996, 12, 31 } },
	{ "24 August 1949", { 1949, 8, 24 } },
	{ "January 1, 1900", { 1900, 1, 1 } },
	{ "2200-12-31", { 2200, 12, 31 } },

	{ "December 31, 1899", { 0 } },
	{ "2201-01-01", { 0 } },
	{ "February 29, 2023", { 0 } },
	{ "February 29, 1900", { 0 } },
	{ "February 30, 2024", { 0 } },
	{ "2026-02-29", { 0 } },
	{ "2/29/2026", { 0 } },
	{ "April 31, 2026", { 0 } },
	{ "31 September 2026", { 0 } },
	{ "March 0, 2026", { 0 } },
	{ "March 32, 2026", { 0 } },
	{ "2026-13-01", { 0 } },
	{ "2026-00-10", { 0 } },
	{ "2026-10-00", { 0 } },
	{ "0/1/2026", { 0 } },
	{ "13/1/2026", { 0 } }, /* the month stands first */
	{ "31/12/2026", { 0 } },
	{ "3.10.2026", { 0 } }, /* with points the day stands first */
	{ "6/10/20", { 0 } },   /* the century is not said */
	{ "10-Mar-26", { 0 } },
	{ "10May90", { 0 } },
	{ "March 2026", { 0 } },
	{ "March 10", { 0 } },
	{ "March", { 0 } },
	{ "2026", { 0 } },
	{ "2026-03", { 0 } },
	{ "FY 2026", { 0 } },
	{ "", { 0 } },
	{ " ", { 0 } },
	{ ",,", { 0 } },
	{ "//", { 0 } },
	{ "None", { 0 } },
	{ "TBD", { 0 } },
	{ "March 10-12, 2026", { 0 } },
	{ "March 10, 2026 to March 12, 2026", { 0 } },
	{ "March 10, 2026 and", { 0 } },
	{ "on March 10, 2026", { 0 } },
	{ "March 10, 2026 2026", { 0 } },
	{ "2026-03-10-11", { 0 } },
	{ "Mayhem 3, 2020", { 0 } },
	{ "Ma 3, 2020", { 0 } },
	{ "Marching 10, 2026", { 0 } },
	{ "Febuary 3, 2020", { 0 } },
	{ "March March 2026", { 0 } },
	{ "March 10, 206", { 0 } },
	{ "March 10, 20026", { 0 } },
	{ "March 10, 26", { 0 } },
	{ "March 1O, 2026", { 0 } }, /* a letter O */
	{ "March ten, 2026", { 0 } },
	{ "March 10, 2O26", { 0 } },
	{ "20 20 2020", { 0 } },
	{ "1/2/3", { 0 } },
	{ "0000-01-01", { 0 } },
	{ "99999-01-01", { 0 } },
	{ "4294967299-01-01", { 0 } },
	{ "Marchmarchmarchmarchmarch 10, 2026", { 0 } },
	{ "March 00010, 2026", { 0 } },
	{ "March 00000000000000000000010, 2026", { 0 } },
	{ "March 10, 2026202620262026", { 0 } },
};

static void
test_day(void **state)
{
	const struct day_case *c = *state;
	struct day day = { 0 };
	bool ok = day_read(c->text, &day);

	assert_int_equal(ok, c->day.year != 0);
	if (ok) {
		assert_int_equal(day.year, c->day.year);
		assert_int_equal(day.month, c->day.month);
		assert_int_equal(day.day, c->day.day);
	}
}

struct month_case {
	const char *name;
	int days;
};

static const struct month_case months[] = {
	{ "January", 31 },
	{ "February", 28 },
	{ "March", 31 },
	{ "April", 30 },
	{ "May", 31 },
	{ "June", 30 },
	{ "July", 31 },
	{ "August", 31 },
	{ "September", 30 },
	{ "October", 31 },
	{ "November", 30 },
	{ "December", 31 },
};

/* The last day of a month exists, the next does not. */
static void
test_month(void **state)
{
	const struct month_case *c = *state;
	struct day day;
	char text[32];

	snprintf(text, sizeof(text), "%s %d, 2026", c->name, c->days);
	assert_true(day_read(text, &day));
	assert_int_equal(day.day, c->days);
	assert_int_equal(day.month, c - months + 1);
	snprintf(text, sizeof(text), "%s %d, 2026", c->name, c->days + 1);
	assert_false(day_read(text, &day));
}

struct near_case {
	const char *text;
	int near;
	struct day day;
};

static const struct near_case nears[] = {
	{ "6/10/20", 2020, { 2020, 6, 10 } },
	{ "12/31/09", 2010, { 2009, 12, 31 } },
	{ "9/30/95", 1996, { 1995, 9, 30 } },
	{ "1/2/03", 1993, { 2003, 1, 2 } },
	{ "1/2/60", 2010, { 2060, 1, 2 } },
	{ "1/2/61", 2010, { 1961, 1, 2 } },
	{ "1/2/10", 1960, { 2010, 1, 2 } },
	{ "1/2/11", 1960, { 1911, 1, 2 } },
	{ "10-Jun-20", 2019, { 2020, 6, 10 } },
	{ "Jun 10, 20", 2019, { 2020, 6, 10 } },
	{ "6/10/2020", 1990, { 2020, 6, 10 } },
	{ "2020-06-10", 2020, { 2020, 6, 10 } },
	{ "March 10, 1996", 2020, { 1996, 3, 10 } },
	{ "13/6/20", 2020, { 0 } },
	{ "2/30/20", 2020, { 0 } },
	{ "6.10.20", 2020, { 0 } }, /* with points the day stands first */
	{ "6/10/2", 2020, { 0 } },
	{ "6/10/120", 2020, { 0 } },
	{ "6/10/x2", 2020, { 0 } },
	{ "6/10", 2020, { 0 } },
};

static void
test_near(void **state)
{
	const struct near_case *c = *state;
	struct day day = { 0 };

	assert_int_equal(
	    day_read_near(c->text, c->near, &day), c->day.year != 0);
	assert_int_equal(day_compare(day, c->day), 0);
}

struct add_case {
	const char *name;
	struct day from;
	int days;
	struct day to;
};

static const struct add_case additions[] = {
	{ "26-23 waits 30 days", { 2026, 2, 26 }, 30, { 2026, 3, 28 } },
	{ "26-27 waits 15 days", { 2026, 3, 10 }, 15, { 2026, 3, 25 } },
	{ "26-24 waits 30 days", { 2026, 4, 1 }, 30, { 2026, 5, 1 } },
	{ "no days", { 2026, 3, 10 }, 0, { 2026, 3, 10 } },
	{ "into a leap day", { 2024, 2, 28 }, 1, { 2024, 2, 29 } },
	{ "over no leap day", { 2023, 2, 28 }, 1, { 2023, 3, 1 } },
	{ "no leap day in 1900", { 1900, 2, 28 }, 1, { 1900, 3, 1 } },
	{ "into a new year", { 2023, 12, 31 }, 1, { 2024, 1, 1 } },
	{ "over a leap year", { 2024, 1, 1 }, 366, { 2025, 1, 1 } },
	{ "backwards", { 2024, 3, 1 }, -1, { 2024, 2, 29 } },
	{ "into 1970", { 1969, 12, 31 }, 1, { 1970, 1, 1 } },
	{ "before 1970", { 1970, 1, 1 }, -1, { 1969, 12, 31 } },
	{ "over the change to summer time", { 2026, 3, 8 }, 30,
	    { 2026, 4, 7 } },
	{ "ten thousand days", { 2000, 1, 1 }, 10000, { 2027, 5, 19 } },
};

static void
test_add(void **state)
{
	const struct add_case *c = *state;
	struct day got = day_add(c->from, c->days);

	assert_int_equal(got.year, c->to.year);
	assert_int_equal(got.month, c->to.month);
	assert_int_equal(got.day, c->to.day);
	assert_int_equal(day_compare(got, c->to), 0);
	assert_int_equal(day_compare(c->from, got) < 0, c->days > 0);
	assert_int_equal(day_compare(c->from, got) > 0, c->days < 0);
}

struct compare_case {
	const char *name;
	struct day early;
	struct day late;
};

static const struct compare_case comparisons[] = {
	{ "years", { 2025, 12, 31 }, { 2026, 1, 1 } },
	{ "months", { 2026, 1, 31 }, { 2026, 2, 1 } },
	{ "days", { 2026, 1, 9 }, { 2026, 1, 10 } },
	{ "the year weighs more", { 2010, 10, 8 }, { 2024, 3, 7 } },
	{ "the month weighs more", { 2024, 2, 28 }, { 2024, 11, 1 } },
};

static void
test_compare(void **state)
{
	const struct compare_case *c = *state;

	assert_true(day_compare(c->early, c->late) < 0);
	assert_true(day_compare(c->late, c->early) > 0);
	assert_int_equal(day_compare(c->early, c->early), 0);
}

int
main(void)
{
	struct suite s = { 0 };

	/* Days know no time zone. */
	setenv("TZ", "America/New_York", 1);
	SUITE_TABLE(&s, test_day, table);
	SUITE_TABLE(&s, test_month, months);
	SUITE_TABLE(&s, test_near, nears);
	SUITE_TABLE(&s, test_add, additions);
	SUITE_TABLE(&s, test_compare, comparisons);
	return suite_run(&s, "date");
}
