#include "tests/support/support.h"

#include "base/folder.h"
#include "base/time.h"
#include "extract/source_state.h"

static struct arena *arena;
static const char *root;

static const char *
new_folder(void)
{
	static unsigned number;

	return arena_print(arena, "%s/worklists-%u/source", root, ++number);
}

static time_t
at(const char *text)
{
	time_t timestamp;

	assert_true(timestamp_read(text, &timestamp));
	return timestamp;
}

/* The next try of a source */

struct next_case {
	const char *name;
	enum outcome outcome;
	const char *since;
	const char *tried;
	const char *next; /* NULL: at once */
};

static const struct next_case next_cases[] = {
	{ "it has just failed", OUTCOME_UNREACHABLE, "2026-01-01T03:00:00Z",
	    "2026-01-01T03:00:00Z", NULL },
	{ "for less than two days", OUTCOME_UNREACHABLE, "2026-01-01T03:00:00Z",
	    "2026-01-03T02:59:59Z", NULL },
	{ "for two days", OUTCOME_UNREACHABLE, "2026-01-01T03:00:00Z",
	    "2026-01-03T03:00:00Z", "2026-01-03T23:00:00Z" },
	{ "for a month", OUTCOME_INCOMPLETE, "2026-01-01T03:00:00Z",
	    "2026-02-01T05:00:00Z", "2026-02-02T01:00:00Z" },
	{ "it has just blocked us", OUTCOME_BLOCKED, "2026-01-01T03:00:00Z",
	    "2026-01-01T03:00:00Z", "2026-01-01T23:00:00Z" },
};

struct lasts_case {
	const char *name;
	const char *now;
	enum outcome outcome;
	bool lasts;
};

/* Of one since 2026-01-01T03:00:00Z. */
static const struct lasts_case lasts_cases[] = {
	{ "a day", "2026-01-02T03:00:00Z", OUTCOME_UNREACHABLE, false },
	{ "nearly two", "2026-01-02T22:59:59Z", OUTCOME_UNREACHABLE, false },
	{ "two, by a timer", "2026-01-02T23:00:00Z", OUTCOME_UNREACHABLE,
	    true },
	{ "a month", "2026-02-01T03:00:00Z", OUTCOME_UNREACHABLE, true },
	{ "it answers", "2026-02-01T03:00:00Z", OUTCOME_INCOMPLETE, false },
	{ "in the future", "2025-02-01T03:00:00Z", OUTCOME_UNREACHABLE, false },
};

static void
test_lasts(void **state)
{
	const struct lasts_case *c = *state;
	const struct source_failure failure = {
		.since = at("2026-01-01T03:00:00Z"),
		.outcome = c->outcome,
	};

	assert_int_equal(source_failure_lasts(&failure, at(c->now)), c->lasts);
}

static void
test_next(void **state)
{
	const struct next_case *c = *state;
	const struct source_failure failure = {
		.since = at(c->since),
		.tried = at(c->tried),
		.outcome = c->outcome,
	};

	assert_int_equal(
	    source_failure_next(&failure), c->next == NULL ? 0 : at(c->next));
}

static void
test_no_failure(void **state)
{
	const char *folder = new_folder();
	struct source_failure failure;

	(void)state;
	assert_true(source_failure_read(folder, &failure));
	assert_int_equal(failure.since, 0);
	assert_int_equal(source_failure_next(&failure), 0);
	assert_true(source_failure_note(folder, OUTCOME_OK, "", 1));
}

/* What becomes of it */

static const char *
show(const char *folder)
{
	struct source_failure t;
	char since[TIMESTAMP_SIZE];
	char tried[TIMESTAMP_SIZE];

	assert_true(source_failure_read(folder, &t));
	if (t.since == 0)
		return "none";
	timestamp_write(t.since, since);
	timestamp_write(t.tried, tried);
	return arena_print(arena, "%s since %s, %s: %s",
	    outcome_name(t.outcome), since, tried, t.reason);
}

static void
test_note(void **state)
{
	const char *folder = new_folder();

	(void)state;
	source_failure_note(folder, OUTCOME_UNREACHABLE, "no answer",
	    at("2026-01-01T03:00:00Z"));
	source_failure_note(
	    folder, OUTCOME_BLOCKED, "status 403", at("2026-01-02T03:00:00Z"));
	assert_string_equal(show(folder),
	    "blocked since 2026-01-01T03:00:00Z, 2026-01-02T03:00:00Z: "
	    "status 403");
	/* Not the publisher's fault, nor his merit. */
	source_failure_note(
	    folder, OUTCOME_NOT_WRITTEN, "disk", at("2026-01-03T03:00:00Z"));
	source_failure_note(
	    folder, OUTCOME_LATER, "", at("2026-01-03T03:00:00Z"));
	assert_string_equal(show(folder),
	    "blocked since 2026-01-01T03:00:00Z, 2026-01-02T03:00:00Z: "
	    "status 403");
	/* A clock that was wrong, and a reason that is not UTF-8. */
	source_failure_note(folder, OUTCOME_INCOMPLETE, "\xff\xc3\xa9",
	    at("2025-01-01T03:00:00Z"));
	assert_string_equal(show(folder),
	    "incomplete since 2025-01-01T03:00:00Z, 2025-01-01T03:00:00Z: "
	    "?\xc3\xa9");
	assert_true(source_failure_note(
	    folder, OUTCOME_OK, "", at("2026-01-04T03:00:00Z")));
	assert_string_equal(show(folder), "none");
}

struct broken_case {
	const char *name;
	const char *file;
};

static const struct broken_case broken_cases[] = {
	{ "empty", "" },
	{ "not JSON", "since yesterday" },
	{ "not an object", "[]" },
	{ "no day",
	    "{\"since\":\"2026-01-01\",\"tried\":\"2026-01-01T00:00:00Z\","
	    "\"outcome\":\"blocked\",\"reason\":\"\"}" },
	{ "no such outcome",
	    "{\"since\":\"2026-01-01T00:00:00Z\",\"tried\":"
	    "\"2026-01-01T00:00:00Z\",\"outcome\":\"bad\",\"reason\":\"\"}" },
};

static void
test_broken(void **state)
{
	const struct broken_case *c = *state;
	const char *folder = new_folder();

	folder_put(folder, "trouble", c->file, strlen(c->file));
	assert_string_equal(show(folder), "none");
	source_failure_note(
	    folder, OUTCOME_BLOCKED, "no", at("2026-01-02T03:00:00Z"));
	assert_string_equal(show(folder),
	    "blocked since 2026-01-02T03:00:00Z, 2026-01-02T03:00:00Z: no");
}

/* Gates that failed */

static const struct window january = { "2026-01-01", "2026-01-31" };
static const struct window february = { "2026-02-01", "2026-02-28" };
static const struct window both = { "2026-01-01", "2026-02-28" };

static size_t
gates(const char *folder, const char **what)
{
	struct gate gate;
	time_t since;
	size_t count = source_gates_read(folder, &gate, &since);

	*what = count == 0
	    ? "nothing"
	    : arena_print(arena, "%s %zu of %zu, %s..%s: %s", gate.name,
		  gate.measured, gate.wanted, gate.window.since,
		  gate.window.until, gate.what);
	return count;
}

static void
fails(const char *folder, const struct window *window, bool live)
{
	const struct gate gates[] = {
		{ "count", 3, 5, "gives three", *window, false },
		{ "floor", 3, 4, "are few", *window, false },
	};

	assert_true(
	    source_gates_note(folder, window, live, gates, 2, 1000000000));
}

static void
passes(const char *folder, const struct window *window, bool live)
{
	assert_true(
	    source_gates_note(folder, window, live, NULL, 0, 1000000000));
}

static void
test_gates(void **state)
{
	const char *folder = new_folder();
	const char *what;

	(void)state;
	assert_int_equal(gates(folder, &what), 0);
	fails(folder, &january, false);
	assert_int_equal(gates(folder, &what), 2);
	assert_string_equal(
	    what, "count 3 of 5, 2026-01-01..2026-01-31: gives three");
	/* The same days again are no more; other days are. */
	fails(folder, &january, false);
	assert_int_equal(gates(folder, &what), 2);
	fails(folder, &february, false);
	assert_int_equal(gates(folder, &what), 4);
	passes(folder, &january, false);
	assert_int_equal(gates(folder, &what), 2);
	assert_string_equal(
	    what, "count 3 of 5, 2026-02-01..2026-02-28: gives three");
	passes(folder, &both, false);
	assert_int_equal(gates(folder, &what), 0);
}

/* Nothing is let through, or written over, that cannot be read. */
static void
test_unread(void **state)
{
	const char *folder = new_folder();
	struct source_failure t;
	const char *what;

	(void)state;
	assert_true(folder_make(arena_print(arena, "%s/held", folder)));
	assert_true(folder_make(arena_print(arena, "%s/trouble", folder)));
	assert_int_equal(gates(folder, &what), 1);
	assert_string_equal(
	    what, "state 0 of 1, ..: it cannot be read whether there are any");
	assert_false(
	    source_gates_note(folder, &january, false, NULL, 0, 1000000000));
	assert_false(source_failure_read(folder, &t));
	assert_int_equal(t.since, 0);
	assert_false(source_failure_note(
	    folder, OUTCOME_UNREACHABLE, "no answer", 1000000000));
}

/* The days of a first live run move on with today. */
static void
test_gates_live(void **state)
{
	const char *folder = new_folder();
	const char *what;

	(void)state;
	fails(folder, &january, true);
	fails(folder, &january, false);
	assert_int_equal(gates(folder, &what), 2);
	fails(folder, &january, true);
	passes(folder, &february, false);
	assert_int_equal(gates(folder, &what), 2);
	passes(folder, &february, true);
	assert_int_equal(gates(folder, &what), 0);
	fails(folder, &january, false);
	passes(folder, &february, true);
	assert_int_equal(gates(folder, &what), 2);
	assert_true(source_gates_release(folder));
	assert_int_equal(gates(folder, &what), 0);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	setenv("TZ", "America/New_York", 1);
	arena = arena_new();
	root = folder_new(arena);
	SUITE_TABLE(&s, test_next, next_cases);
	SUITE_TABLE(&s, test_lasts, lasts_cases);
	suite_add(&s, "without a file there is no failure", test_no_failure);
	suite_add(&s, "a failure lasts from its first to the next success",
	    test_note);
	SUITE_TABLE(&s, test_broken, broken_cases);
	suite_add(
	    &s, "a crawl of the same days replaces its gates", test_gates);
	suite_add(&s, "files that cannot be read", test_unread);
	suite_add(&s, "a live crawl replaces the gates of any live one",
	    test_gates_live);
	status = suite_run(&s, "source_state");
	folder_remove(root);
	arena_free(arena);
	return status;
}
