#include "tests/support/support.h"

#include "transform/normalise/normalise.h"

struct period_case {
	const char *text;
	struct day start; /* year 0: not a period */
	struct day end;
};

static const struct period_case table[] = {
	{ "Feb-00", { 2000, 2, 1 }, { 2000, 2, 29 } },
	{ "Dec-98", { 1998, 12, 1 }, { 1998, 12, 31 } },
	{ "Jan 19", { 2019, 1, 1 }, { 2019, 1, 31 } },
	{ "2019-01", { 2019, 1, 1 }, { 2019, 1, 31 } },
	{ "2020-02", { 2020, 2, 1 }, { 2020, 2, 29 } },
	{ "2019-12", { 2019, 12, 1 }, { 2019, 12, 31 } },
	{ "2018-07-01", { 2018, 7, 1 }, { 2018, 7, 31 } }, /* in a workbook */
	{ "2019", { 2019, 1, 1 }, { 2019, 12, 31 } },
	{ "1700", { 1700, 1, 1 }, { 1700, 12, 31 } },
	{ "2200-12", { 2200, 12, 1 }, { 2200, 12, 31 } },

	{ "2019-13", { 0 }, { 0 } },
	{ "2019-00", { 0 }, { 0 } },
	{ "2019-1", { 0 }, { 0 } },
	{ "2019-01-31", { 0 }, { 0 } },
	{ "20190", { 0 }, { 0 } },
	{ "1019", { 0 }, { 0 } },
	{ "1699", { 0 }, { 0 } },
	{ "2201", { 0 }, { 0 } },
	{ "201", { 0 }, { 0 } },
	{ "Jan-2019", { 0 }, { 0 } },
	{ "Jan-1", { 0 }, { 0 } },
	{ "Jan-1x", { 0 }, { 0 } },
	{ "Jan-x1", { 0 }, { 0 } },
	{ "anF-19", { 0 }, { 0 } },
	{ "Foo-19", { 0 }, { 0 } },
	{ "", { 0 }, { 0 } },
};

static void
test_period(void **state)
{
	const struct period_case *c = *state;
	struct day start = { 0 };
	struct day end = { 0 };

	assert_int_equal(
	    period_read(c->text, &start, &end), c->start.year != 0);
	assert_int_equal(day_compare(start, c->start), 0);
	assert_int_equal(day_compare(end, c->end), 0);
}

struct end_case {
	const char *name;
	struct day start;
	int months;
	struct day end;
};

static const struct end_case ends[] = {
	{ "a fiscal year", { 2019, 10, 1 }, 12, { 2020, 9, 30 } },
	{ "the last quarter", { 2019, 10, 1 }, 3, { 2019, 12, 31 } },
	{ "a quarter", { 1976, 7, 1 }, 3, { 1976, 9, 30 } },
	{ "a year", { 2020, 1, 1 }, 12, { 2020, 12, 31 } },
	{ "a month", { 2020, 2, 1 }, 1, { 2020, 2, 29 } },
};

static void
test_end(void **state)
{
	const struct end_case *c = *state;

	assert_int_equal(
	    day_compare(period_end(c->start, c->months), c->end), 0);
}

int
main(void)
{
	struct suite s = { 0 };

	SUITE_TABLE(&s, test_period, table);
	SUITE_TABLE(&s, test_end, ends);
	return suite_run(&s, "period");
}
