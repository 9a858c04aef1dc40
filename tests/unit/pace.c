#include "tests/support/support.h"

#include "extract/pace.h"

struct pace_case {
	const char *name;
	struct pace pace;
	size_t done;
	size_t all;
	time_t now;
	const char *written;
};

static const struct pace_case cases[] = {
	{ "it has just begun", { 1000, 12, 0, 0 }, 0, 20, 1000,
	    "step 1 of 12" },
	{ "nothing has come", { 1000, 12, 0, 0 }, 0, 20, 1060, "step 1 of 12" },
	{ "half a step in a minute", { 1000, 12, 0, 0 }, 30, 60, 1060,
	    "step 1 of 12, 0.5 a second, 0:23:00 left" },
	{ "half of all", { 1000, 12, 6, 7200 }, 0, 60, 4600,
	    "step 7 of 12, 2.0 a second, 1:00:00 left" },
	{ "a day and more", { 0, 100, 1, 10 }, 0, 10, 3600,
	    "step 2 of 100, 0.0 a second, 99:00:00 left" },
	{ "the end", { 1000, 2, 1, 50 }, 50, 50, 1010,
	    "step 2 of 2, 10.0 a second, 0:00:00 left" },
	{ "a step without documents", { 1000, 2, 1, 50 }, 0, 0, 1010,
	    "step 2 of 2, 5.0 a second, 0:00:10 left" },
	{ "a clock that is set back", { 1000, 12, 6, 90 }, 0, 60, 900,
	    "step 7 of 12" },
};

static void
test_pace(void **state)
{
	const struct pace_case *c = *state;
	struct text out = { 0 };

	pace_write(&c->pace, c->done, c->all, c->now, &out);
	assert_string_equal(text_string(&out), c->written);
	text_free(&out);
}

int
main(void)
{
	struct suite s = { 0 };

	SUITE_TABLE(&s, test_pace, cases);
	return suite_run(&s, "pace");
}
