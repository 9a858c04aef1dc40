#include "tests/support/support.h"

#include "base/folder.h"
#include "extract/backlog.h"

static struct arena *arena;
static const char *root;

static const struct window january = { "2026-01-01", "2026-01-31" };

#define JANUARY "backfill-2026-01-01-2026-01-31"

static const char *
new_folder(void)
{
	static unsigned number;

	return arena_print(arena, "%s/worklists-%u/source", root, ++number);
}

/* What is left of it: "done of count from captures: since..until ..." */
static const char *
show(const char *folder, unsigned days, size_t captures)
{
	struct backlog *w = backlog_open(folder, &january, days, captures);
	struct text all = { 0 };
	struct window step;
	const char *copy;

	assert_non_null(w);
	text_addf(&all, "%zu of %zu from %zu:", backlog_done(w),
	    backlog_count(w), backlog_captures(w));
	for (size_t i = 0; backlog_next(w, i, &i, &step); i++)
		text_addf(&all, " %s..%s", step.since, step.until);
	copy = arena_string(arena, text_string(&all));
	text_free(&all);
	backlog_close(w);
	return copy;
}

static void
note(const char *folder, size_t step)
{
	struct backlog *w = backlog_open(folder, &january, 10, 100);

	assert_non_null(w);
	assert_true(backlog_note(w, step, 3));
	backlog_close(w);
}

static void
test_goes_on(void **state)
{
	const char *folder = new_folder();

	(void)state;
	assert_string_equal(show(folder, 10, 7),
	    "0 of 4 from 7: 2026-01-01..2026-01-10 2026-01-11..2026-01-20 "
	    "2026-01-21..2026-01-30 2026-01-31..2026-01-31");
	note(folder, 1);
	/* It keeps its steps and its place, whatever the settings say now. */
	assert_string_equal(show(folder, 31, 9),
	    "1 of 4 from 7: 2026-01-01..2026-01-10 2026-01-21..2026-01-30 "
	    "2026-01-31..2026-01-31");
	note(folder, 0);
	note(folder, 2);
	assert_true(backlog_end(folder, &january));
	assert_string_equal(
	    show(folder, 31, 9), "3 of 4 from 7: 2026-01-31..2026-01-31");
	note(folder, 3);
	assert_string_equal(show(folder, 31, 9), "4 of 4 from 7:");
	assert_true(backlog_end(folder, &january));
	assert_string_equal(
	    show(folder, 31, 9), "0 of 1 from 9: 2026-01-01..2026-01-31");
}

static void
test_failed(void **state)
{
	const char *folder = new_folder();
	struct backlog *w = backlog_open(folder, &january, 10, 7);

	(void)state;
	assert_int_equal(backlog_failed(w, 1), 0);
	assert_true(backlog_fail(w, 1, 9));
	assert_true(backlog_fail(w, 1, 12));
	backlog_close(w);
	w = backlog_open(folder, &january, 10, 13);
	assert_int_equal(backlog_failed(w, 0), 0);
	assert_int_equal(backlog_failed(w, 1), 12);
	assert_int_equal(backlog_done(w), 0);
	backlog_close(w);
}

/* Captures that are no more there cannot be counted from. */
static void
test_lost_archive(void **state)
{
	const char *folder = new_folder();

	(void)state;
	show(folder, 10, 7);
	note(folder, 1);
	assert_string_equal(
	    show(folder, 31, 6), "0 of 1 from 6: 2026-01-01..2026-01-31");
}

struct broken_case {
	const char *name;
	const char *file;
	const char *shown; /* opened in steps of 31 days, at 5 captures */
};

#define HEAD                                                  \
	"{\"since\":\"2026-01-01\",\"until\":\"2026-01-31\"," \
	"\"began\":\"2026-02-01T00:00:00Z\",\"days\":10,\"captures\":2}\n"
#define ANEW "0 of 1 from 5: 2026-01-01..2026-01-31"

static const struct broken_case broken_cases[] = {
	{ "empty", "", ANEW },
	{ "not JSON", "backfill\n", ANEW },
	{ "a head without days",
	    "{\"began\":\"2026-02-01T00:00:00Z\",\"captures\":2}\n", ANEW },
	{ "no days at all",
	    "{\"began\":\"2026-02-01T00:00:00Z\",\"days\":0,\"captures\":2}\n",
	    ANEW },
	{ "more days than are counted",
	    "{\"began\":\"2026-02-01T00:00:00Z\",\"days\":2147483648,"
	    "\"captures\":2}\n",
	    ANEW },
	{ "a head that did not begin",
	    "{\"began\":\"today\",\"days\":10,\"captures\":2}\n", ANEW },
	{ "a head without captures",
	    "{\"began\":\"2026-02-01T00:00:00Z\",\"days\":10}\n", ANEW },
	{ "a step that is none", HEAD "{\"step\":4}\n{\"step\":-1}\n",
	    "0 of 4 from 2: 2026-01-01..2026-01-10 2026-01-11..2026-01-20 "
	    "2026-01-21..2026-01-30 2026-01-31..2026-01-31" },
	{ "a step that is done twice", HEAD "{\"step\":0}\n{\"step\":0}\n",
	    "1 of 4 from 2: 2026-01-11..2026-01-20 2026-01-21..2026-01-30 "
	    "2026-01-31..2026-01-31" },
	{ "a step that failed",
	    HEAD "{\"step\":1,\"failed\":9}\n{\"step\":0}\n",
	    "1 of 4 from 2: 2026-01-11..2026-01-20 2026-01-21..2026-01-30 "
	    "2026-01-31..2026-01-31" },
	{ "a line that is cut off", HEAD "{\"step\":0}\n{\"step\":1}\n{\"st",
	    "2 of 4 from 2: 2026-01-21..2026-01-30 2026-01-31..2026-01-31" },
};

static void
test_broken(void **state)
{
	const struct broken_case *c = *state;
	const char *folder = new_folder();

	show(folder, 31, 0); /* makes the folder */
	file_write(arena_print(arena, "%s/" JANUARY, folder), c->file,
	    strlen(c->file));
	assert_string_equal(show(folder, 31, 5), c->shown);
	/* And what is noted now is read again. */
	note(folder, 0);
	assert_null(strstr(show(folder, 31, 5), " 2026-01-01.."));
}

static void
take(void *context, const struct backlog_state *one)
{
	struct text *all = context;

	text_addf(all, "%s..%s %zu of %zu; ", one->window.since,
	    one->window.until, one->done, one->count);
}

static void
test_each(void **state)
{
	const struct window march = { "2026-03-01", "2026-03-31" };
	const char *folder = new_folder();
	struct text all = { 0 };

	(void)state;
	backlog_each(folder, take, &all); /* there is no folder */
	backlog_close(backlog_open(folder, &march, 7, 0));
	show(folder, 10, 0);
	note(folder, 2);
	file_write(
	    arena_print(arena, "%s/backfill-2026-02-30-2026-03-01", folder),
	    HEAD, strlen(HEAD));
	file_write(
	    arena_print(arena, "%s/backfill-2026-02-01-2026-02-30", folder),
	    HEAD, strlen(HEAD));
	file_write(
	    arena_print(arena, "%s/backfill-2026-02-01_2026-02-28", folder),
	    HEAD, strlen(HEAD));
	file_write(
	    arena_print(arena, "%s/backfill-2026-02-01-2026-02-28", folder), "",
	    0);
	file_write(arena_print(arena, "%s/" JANUARY ".new", folder), HEAD, 20);
	backlog_each(folder, take, &all);
	assert_string_equal(text_string(&all),
	    "2026-01-01..2026-01-31 1 of 4; 2026-03-01..2026-03-31 0 of 5; ");
	text_free(&all);
}

/* What cannot be read is not begun anew. */
static void
test_unread(void **state)
{
	const char *folder = new_folder();
	struct text all = { 0 };

	(void)state;
	assert_true(folder_make(arena_print(arena, "%s/" JANUARY, folder)));
	assert_null(backlog_open(folder, &january, 10, 100));
	assert_false(backlog_end(folder, &january));
	backlog_each(folder, take, &all);
	assert_int_equal(all.length, 0);
	text_free(&all);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	root = folder_new(arena);
	suite_add(&s, "goes on", test_goes_on);
	suite_add(&s, "a step that failed", test_failed);
	suite_add(&s, "an archive that was lost", test_lost_archive);
	SUITE_TABLE(&s, test_broken, broken_cases);
	suite_add(&s, "each", test_each);
	suite_add(&s, "one that cannot be read", test_unread);
	status = suite_run(&s, "backlog");
	folder_remove(root);
	arena_free(arena);
	return status;
}
