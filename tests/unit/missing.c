#include "tests/support/support.h"

#include <sys/stat.h>

#include "extract/missing.h"

static struct arena *arena;
static const char *folder;

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new();
	folder = folder_new(arena);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	folder_remove(folder);
	arena_free(arena);
	return 0;
}

struct due_case {
	const char *today;
	unsigned times;
	bool due;
};

/* Asked for on 2026-01-31. */
static const struct due_case dues[] = {
	{ "2026-01-31", 1, true }, /* in the next run */
	{ "2026-01-31", 2, false }, { "2026-02-01", 2, true },
	{ "2026-02-01", 3, false }, { "2026-02-02", 3, true },
	{ "2026-02-03", 4, false }, { "2026-02-04", 4, true },
	{ "2026-02-08", 5, true }, { "2026-02-15", 6, false },
	{ "2026-02-16", 6, true }, { "2026-03-03", 7, false },
	{ "2026-03-04", 7, true }, { "2026-03-03", 1000, false },
	{ "2026-03-04", 1000, true },
	{ "2026-01-30", 1, false }, /* a clock was set back */
};

static void
test_due(void **state)
{
	const struct due_case *c = *state;
	const struct missing_one one = { .asked = "2026-01-31",
		.times = c->times };

	assert_true(missing_due(&one, c->today) == c->due);
}

/* What was noted on several days is there when it is read again. */
static void
test_file(void **state)
{
	struct missing *m = missing_read(folder);
	const struct missing_one *one;

	(void)state;
	assert_int_equal(missing_count(m), 0);
	missing_note(m, "https://a.org/1", "*/*", "404", "2026-01-01");
	missing_note(
	    m, "https://a.org/2", NULL, "\"\xE2\x80\x93\"\n", "2026-01-02");
	missing_note(m, "https://a.org/1", "*/*", "410", "2026-01-03");
	assert_true(missing_write(m, folder));
	missing_free(m);

	m = missing_read(folder);
	assert_int_equal(missing_count(m), 2);
	one = missing_find(m, "https://a.org/1");
	assert_string_equal(one->since, "2026-01-01");
	assert_string_equal(one->asked, "2026-01-03");
	assert_string_equal(one->reason, "410");
	assert_string_equal(one->accept, "*/*");
	assert_int_equal(one->times, 2);
	assert_false(one->named);
	one = missing_get(m, 1);
	assert_string_equal(one->url, "https://a.org/2");
	assert_null(one->accept);
	assert_string_equal(one->reason, "\"\xE2\x80\x93\"\n");
	missing_free(m);
}

static void
test_forget(void **state)
{
	const char *path = arena_print(arena, "%s/missing", folder);
	struct missing *m = missing_read(folder);

	(void)state;
	missing_note(m, "https://a.org/1", NULL, "404", "2026-01-01");
	missing_note(m, "https://a.org/2", NULL, "404", "2026-01-01");
	missing_forget(m, "https://a.org/1");
	missing_forget(m, "https://a.org/3");
	assert_true(missing_write(m, folder));
	assert_int_equal(missing_count(m), 1);
	assert_null(missing_find(m, "https://a.org/1"));
	assert_int_equal(access(path, F_OK), 0);

	missing_forget(m, "https://a.org/2");
	assert_true(missing_write(m, folder));
	assert_int_not_equal(access(path, F_OK), 0);
	missing_free(m);
}

/* A damaged line is one address less, and not the end. */
static void
test_damage(void **state)
{
	static const char lines[] =
	    "{\"url\":\"https://a.org/1\",\"since\":\"2026-01-01\",\"asked\":"
	    "\"2026-01-01\",\"times\":1}\n"
	    "{\"url\":\"https://a.org/2\",\"since\":\"2026-01-01\"\n"
	    "{\"url\":\"https://a.org/3\",\"since\":\"today\",\"asked\":"
	    "\"2026-01-01\",\"times\":1}\n"
	    "{\"url\":\"https://a.org/5\",\"since\":\"2026-01-01\",\"asked\":"
	    "\"2026-01-01\",\"times\":0}\n"
	    "{\"url\":\"https://a.org/6\",\"since\":\"2026-01-01\",\"times\":1}\n"
	    "{\"url\":\"https://a.org/7\",\"since\":\"2026-01-01\",\"asked\":"
	    "\"2026-02-30\",\"times\":1}\n"
	    "[]\n\n"
	    "{\"url\":\"https://a.org/4\",\"since\":\"2026-01-01\",\"asked\":"
	    "\"2026-01-01\",\"times\":1}";
	struct missing *m;

	(void)state;
	file_write(
	    arena_print(arena, "%s/missing", folder), lines, sizeof(lines) - 1);
	m = missing_read(folder);
	assert_int_equal(missing_count(m), 2);
	assert_non_null(missing_find(m, "https://a.org/1"));
	assert_non_null(missing_find(m, "https://a.org/4"));
	missing_free(m);
}

/* What cannot be read is not taken for nothing. */
static void
test_unread(void **state)
{
	(void)state;
	assert_int_equal(
	    mkdir(arena_print(arena, "%s/missing", folder), 0700), 0);
	assert_null(missing_read(folder));
}

static void
test_no_folder(void **state)
{
	struct missing *m = missing_read(NULL);

	(void)state;
	missing_note(m, "https://a.org/1", NULL, "404", "2026-01-01");
	assert_true(missing_write(m, NULL));
	missing_free(m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_file, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_forget, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_damage, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_unread, set_up, tear_down),
		cmocka_unit_test(test_no_folder),
	};
	struct suite s = { 0 };

	SUITE_TABLE(&s, test_due, dues);
	for (size_t i = 0; i < COUNT_OF(tests); i++) {
		suite_add(&s, tests[i].name, tests[i].test_func);
		s.tests[s.count - 1].setup_func = tests[i].setup_func;
		s.tests[s.count - 1].teardown_func = tests[i].teardown_func;
	}
	return suite_run(&s, "missing");
}
