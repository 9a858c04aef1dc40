/* Which days a page is fetched again. */
#include "tests/support/support.h"

#include "base/time.h"
#include "extract/revisit.h"

struct revisit_case {
	const char *name;
	const char *answered;
	const char *today;
	unsigned lag_days;
	bool due;
};

/* Of a page of 2026-02-20. */
static const struct revisit_case cases[] = {
	{ "the same day", "2026-02-20T06:00:00Z", "2026-02-20", 14, false },
	{ "the next day", "2026-02-20T06:00:00Z", "2026-02-21", 14, true },
	{ "twice that day", "2026-02-21T06:00:00Z", "2026-02-21", 14, false },
	{ "before half", "2026-02-21", "2026-02-26", 14, false },
	{ "half", "2026-02-21", "2026-02-27", 14, true },
	{ "half, in the evening", "2026-02-27", "2026-02-27", 14, false },
	{ "before the end", "2026-02-27", "2026-03-05", 14, false },
	{ "the end, over a month's", "2026-02-27", "2026-03-06", 14, true },
	{ "put off", "2026-02-20", "2026-03-02", 14, true },
	{ "put off, then asked", "2026-03-02", "2026-03-05", 14, false },
	{ "put off beyond the end", "2026-03-02", "2026-03-20", 14, true },
	{ "over", "2026-03-06", "2026-03-30", 14, false },
	{ "listed late", "2026-03-03", "2026-03-05", 14, false },
	{ "listed late, at the end", "2026-03-03", "2026-03-06", 14, true },
	{ "answered before its day", "2026-02-19", "2026-02-20", 7, true },
	{ "a short window", "2026-02-20", "2026-02-21", 2, true },
	{ "no window", "2026-02-20", "2026-03-20", 0, false },
};

static void
test_due(void **state)
{
	const struct revisit_case *c = *state;

	assert_int_equal(
	    revisit_is_due("2026-02-20", c->answered, c->today, c->lag_days),
	    c->due);
}

/* Asked whenever it is due, each day of its window. */
static void
test_thrice(void **state)
{
	char answered[11] = "2026-02-20";
	char today[11] = "2026-02-20";
	unsigned asked = 0;

	(void)state;
	for (int i = 0; i <= 15; i++) {
		if (revisit_is_due("2026-02-20", answered, today, 14)) {
			memcpy(answered, today, sizeof(answered));
			asked++;
		}
		day_text_add(today, 1);
	}
	assert_int_equal(asked, 3);
	assert_string_equal(answered, "2026-03-06");
}

int
main(void)
{
	struct suite s = { 0 };

	SUITE_TABLE(&s, test_due, cases);
	suite_add(&s, "three requests a page", test_thrice);
	return suite_run(&s, "revisit");
}
