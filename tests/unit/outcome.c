#include "tests/support/support.h"

#include "base/outcome.h"

struct outcome_case {
	const char *name;
	enum outcome outcome;
	int status; /* sysexits.h */
};

/* From good to bad. */
static const struct outcome_case table[] = {
	{ "ok", OUTCOME_OK, 0 },
	{ "later", OUTCOME_LATER, 75 },
	{ "unreachable", OUTCOME_UNREACHABLE, 69 },
	{ "blocked", OUTCOME_BLOCKED, 77 },
	{ "incomplete", OUTCOME_INCOMPLETE, 65 },
	{ "not written", OUTCOME_NOT_WRITTEN, 73 },
	{ "misconfigured", OUTCOME_MISCONFIGURED, 78 },
	{ "usage", OUTCOME_USAGE, 64 },
};

static void
test_outcome(void **state)
{
	const struct outcome_case *c = *state;
	const char *name = outcome_name(c->outcome);

	assert_int_equal(outcome_exit_status(c->outcome), c->status);
	assert_non_null(name);
	for (size_t i = 0; i < COUNT_OF(table); i++) {
		enum outcome other = table[i].outcome;
		enum outcome worse = &table[i] > c ? other : c->outcome;

		assert_int_equal(outcome_worse(c->outcome, other), worse);
		assert_int_equal(outcome_worse(other, c->outcome), worse);
		assert_int_equal(strcmp(outcome_name(other), name) == 0,
		    other == c->outcome);
	}
}

static void
test_names(void **state)
{
	(void)state;
	assert_string_equal(outcome_name(OUTCOME_OK), "ok");
	assert_string_equal(outcome_name(OUTCOME_LATER), "later");
	assert_string_equal(outcome_name(OUTCOME_UNREACHABLE), "unreachable");
}

int
main(void)
{
	struct suite s = { 0 };

	SUITE_TABLE(&s, test_outcome, table);
	suite_add(&s, "each outcome has a name", test_names);
	return suite_run(&s, "outcome");
}
