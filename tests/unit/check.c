#include "tests/support/support.h"

#include "transform/reading.h"

static struct arena *arena;

#define NONE                   \
	{                      \
		.given = false \
	}
#define CENTS(n)                            \
	{                                   \
		.given = true, .cents = (n) \
	}

struct check_case {
	const char *name;
	struct money mde;
	struct money other;
	struct money total;
	struct day delivered_on;
	bool fault;
};

static const struct check_case table[] = {
	{ "nothing given", NONE, NONE, NONE, { 0 }, false },
	{ "26-24", CENTS(8250000000), CENTS(64000000), CENTS(8314000000),
	    { 2026, 4, 1 }, false },
	{ "26-28", CENTS(0), CENTS(34000000000), CENTS(34000000000),
	    { 2026, 3, 24 }, false },
	{ "all nothing", CENTS(0), CENTS(0), CENTS(0), { 0 }, false },
	{ "only a total", NONE, NONE, CENTS(100), { 0 }, false },
	{ "rounded in print", CENTS(100000000), CENTS(200400000),
	    CENTS(300000000), { 0 }, false },
	{ "not the sum", CENTS(100), CENTS(200), CENTS(400), { 0 }, true },
	{ "a wrong scale", CENTS(77000000000), CENTS(16000000000),
	    CENTS(93000000), { 0 }, true },
	{ "a total of nothing", CENTS(100), CENTS(0), CENTS(0), { 0 }, true },
	{ "more MDE than total", CENTS(500), NONE, CENTS(400), { 0 }, true },
	{ "the largest amounts", CENTS(INT64_MAX), CENTS(INT64_MAX),
	    CENTS(INT64_MAX), { 0 }, true },
	{ "the largest total", CENTS(0), CENTS(0), CENTS(INT64_MAX), { 0 },
	    true },
	{ "before the law", NONE, NONE, NONE, { 1949, 8, 24 }, true },
	{ "in another century", NONE, NONE, NONE, { 2126, 3, 10 }, true },
	{ "long ago", NONE, NONE, NONE, { 1977, 3, 10 }, false },
	/* 26-0X: its date is a year off, which nobody can see. */
	{ "a year off", NONE, NONE, NONE, { 2025, 6, 23 }, false },
};

static void
test_check(void **state)
{
	const struct check_case *c = *state;
	static const struct document document = {
		.url = "test:document",
		.fetched_at = "2026-11-21T20:30:00Z",
	};
	struct reading r = reading_of(arena, NULL);
	struct notice n = {
		.mde = c->mde,
		.other = c->other,
		.total = c->total,
		.delivered_on = c->delivered_on,
		.us_government_reps = -1,
		.contractor_reps = -1,
	};

	r.document = &document;
	reading_check(&r, &n);
	assert_int_equal(count_faults(&r) > 0, c->fault);
	/* What was published stays. */
	assert_int_equal(n.total.given, c->total.given);
	assert_int_equal(n.total.cents, c->total.cents);
}

struct added_case {
	const char *name;
	struct money mde;
	struct money other;
	struct money total;
	size_t faults;
};

static const struct added_case added[] = {
	{ "moved to MDE", CENTS(10200), CENTS(-10200), CENTS(0), 0 },
	{ "added to both", CENTS(12800), CENTS(12500), CENTS(25300), 0 },
	{ "rounded in print", CENTS(716), CENTS(0), CENTS(700), 0 },
	{ "not the sum of both", CENTS(12800), CENTS(12500), CENTS(12800), 1 },
	{ "less than can be", CENTS(INT64_MIN), CENTS(-1), CENTS(0), 1 },
	{ "only one part", CENTS(12800), NONE, CENTS(5), 0 },
};

static void
test_added(void **state)
{
	const struct added_case *c = *state;
	static const struct document document = {
		.url = "test:document",
		.fetched_at = "2026-11-21T20:30:00Z",
	};
	struct reading r = reading_of(arena, NULL);
	struct notice n = {
		.total = CENTS(100000),
		.added_mde = c->mde,
		.added_other = c->other,
		.added_total = c->total,
	};

	r.document = &document;
	reading_check(&r, &n);
	assert_int_equal(count_faults(&r), c->faults);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_check, table);
	SUITE_TABLE(&s, test_added, added);
	status = suite_run(&s, "check");
	arena_free(arena);
	return status;
}
