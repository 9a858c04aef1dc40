#include "tests/support/support.h"

#include "base/time.h"

struct day_case {
	const char *text;
	bool is;
};

static const struct day_case table[] = {
	{ "2026-01-31", true },
	{ "2024-02-29", true },
	{ "1997-02-27", true },
	{ "2026-02-29", false },
	{ "2026-02-30", false },
	{ "2026-04-31", false },
	{ "2026-13-01", false },
	{ "2026-00-01", false },
	{ "2026-01-00", false },
	{ "2026-01-32", false },
	{ "2026-1-31", false },
	{ " 2026-1-31", false },
	{ "2026- 1-31", false },
	{ "2026-01- 1", false },
	{ "2026-01-31 ", false },
	{ "2026-01-31x", false },
	{ "2026/01/31", false },
	{ "01/31/2026", false },
	{ "20260131", false },
	{ "2026-01", false },
	{ "yesterday", false },
	{ "yesterday1", false },
	{ "", false },
};

static void
test_day(void **state)
{
	const struct day_case *c = *state;

	assert_int_equal(day_text_is(c->text), c->is);
}

struct add_case {
	const char *from;
	int days;
	const char *to;
};

static const struct add_case additions[] = {
	{ "2026-01-31", 1, "2026-02-01" },
	{ "2024-02-28", 1, "2024-02-29" },
	{ "2023-02-28", 1, "2023-03-01" },
	{ "2025-12-31", 1, "2026-01-01" },
	{ "2026-01-01", -1, "2025-12-31" },
	{ "2026-05-07", -14, "2026-04-23" },
	{ "2026-05-07", 0, "2026-05-07" },
	{ "1969-12-31", 1, "1970-01-01" },
	{ "2026-03-08", 1, "2026-03-09" },
	{ "2000-01-01", 10000, "2027-05-19" },
};

static void
test_add(void **state)
{
	const struct add_case *c = *state;
	char day[11];

	memcpy(day, c->from, sizeof(day));
	day_text_add(day, c->days);
	assert_string_equal(day, c->to);
	assert_true(day_text_is(day));
}

struct month_case {
	const char *day;
	const char *start;
	const char *end;
};

static const struct month_case months[] = {
	{ "2024-02-29", "2024-02-01", "2024-02-29" },
	{ "2026-02-01", "2026-02-01", "2026-02-28" },
	{ "2026-01-31", "2026-01-01", "2026-01-31" },
	{ "2025-12-30", "2025-12-01", "2025-12-31" },
	{ "1900-02-10", "1900-02-01", "1900-02-28" },
};

static void
test_month(void **state)
{
	const struct month_case *c = *state;
	char start[DAY_TEXT_SIZE];
	char end[DAY_TEXT_SIZE];

	memcpy(start, c->day, sizeof(start));
	memcpy(end, c->day, sizeof(end));
	day_text_month_start(start);
	day_text_month_end(end);
	assert_string_equal(start, c->start);
	assert_string_equal(end, c->end);
}

int
main(void)
{
	struct suite s = { 0 };

	/* Days know no time zone. */
	setenv("TZ", "America/New_York", 1);
	SUITE_TABLE(&s, test_day, table);
	SUITE_TABLE(&s, test_add, additions);
	SUITE_TABLE(&s, test_month, months);
	return suite_run(&s, "time");
}
