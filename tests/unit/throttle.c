#include "base/time.h"
#include "tests/support/support.h"

#include <dirent.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/stop.h"

#include "extract/throttle.h"

#define URL "http://Example.org:81/a?b"
#define LATER (time(NULL) + 3600)

static struct arena *arena;
static struct throttle_rules rules;

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new();
	rules = (struct throttle_rules){ .folder = folder_new(arena),
		.concurrency = 1,
		.pause_ms = 7000,
		.rest_max_ms = 100000,
		.deadline = LATER };
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	folder_remove(rules.folder);
	arena_free(arena);
	return 0;
}

/* How long the host is left alone from now on, in milliseconds. */
static long long
rest(void)
{
	size_t length;
	const char *line = file_read(arena,
	    arena_print(arena, "%s/example.org:81", rules.folder), &length);

	assert_non_null(line);
	return strtoll(line, NULL, 10) - (long long)time_now_ms();
}

static void
visit(uint64_t rest_ms)
{
	struct throttle *h;

	assert_int_equal(throttle_enter(&rules, URL, &h), THROTTLE_ENTERED);
	if (rest_ms > 0)
		throttle_rest(h, rest_ms);
	throttle_leave(h);
}

/* A turn after the deadline is refused at once, without a wait. */
static void
test_pause(void **state)
{
	struct throttle *h;

	(void)state;
	visit(0);
	assert_in_range(rest(), 1, 7000);
	rules.deadline = time(NULL);
	assert_int_equal(throttle_enter(&rules, URL, &h), THROTTLE_TOO_LONG);
	throttle_leave(h);
	rules.deadline = LATER;
	assert_int_equal(throttle_enter(&rules, "http://example.org/", &h),
	    THROTTLE_ENTERED);
	throttle_leave(h);
}

static void
test_no_pause(void **state)
{
	(void)state;
	rules.pause_ms = 0;
	rules.deadline = 0;
	visit(0);
	visit(0);
	assert_true(rest() <= 0);
}

static void
test_rest(void **state)
{
	(void)state;
	visit(60000);
	assert_in_range(rest(), 7001, 60000);
}

/* A time from a clock that was wrong, or what is none at all. */
static void
test_damage(void **state)
{
	const char *path =
	    arena_print(arena, "%s/example.org:81", rules.folder);
	const char far[] = "99999999999999 1\n";
	const char future[] = "99999999999999 99999999999998\n";

	(void)state;
	rules.pause_ms = 0;
	rules.rest_max_ms = 10;
	file_write(path, far, sizeof(far) - 1);
	visit(0);
	file_write(path, "\xFF\xFE", 2);
	visit(0);
	rules.rest_max_ms = 100000;
	file_write(path, future, sizeof(future) - 1);
	visit(0);
}

static void
test_slots(void **state)
{
	struct throttle *first;
	struct throttle *second;
	struct throttle *third;

	(void)state;
	rules.pause_ms = 0;
	rules.concurrency = 2;
	assert_int_equal(throttle_enter(&rules, URL, &first), THROTTLE_ENTERED);
	assert_int_equal(
	    throttle_enter(&rules, URL, &second), THROTTLE_ENTERED);
	rules.deadline = time(NULL);
	assert_int_equal(
	    throttle_enter(&rules, URL, &third), THROTTLE_TOO_LONG);
	throttle_leave(third);
	throttle_leave(first);
	rules.deadline = LATER;
	assert_int_equal(throttle_enter(&rules, URL, &third), THROTTLE_ENTERED);
	throttle_leave(third);
	throttle_leave(second);
}

static size_t
count_files(void)
{
	DIR *folder = opendir(rules.folder);
	size_t count = 0;

	assert_non_null(folder);
	while (readdir(folder) != NULL)
		count++;
	closedir(folder);
	return count - 2;
}

/* A host has one book, however its address is written and however long its
 * name is. */
static void
test_names(void **state)
{
	const char *const urls[] = { "http://example.org?a",
		"https://EXAMPLE.org#b", "example.org/c" };
	char longest[400] = "http://";
	struct throttle *h;
	size_t files;

	(void)state;
	rules.pause_ms = 0;
	for (size_t i = 0; i < COUNT_OF(urls); i++) {
		assert_int_equal(
		    throttle_enter(&rules, urls[i], &h), THROTTLE_ENTERED);
		throttle_leave(h);
	}
	files = count_files();
	assert_int_equal(files, 2); /* the book, and a slot */
	memset(longest + 7, 'x', sizeof(longest) - 8);
	assert_int_equal(throttle_enter(&rules, longest, &h), THROTTLE_ENTERED);
	throttle_leave(h);
	assert_int_equal(count_files(), files + 2);
}

/* Whoever is asked to stop does not wait for a slot. */
static void
test_stop(void **state)
{
	struct throttle *first;
	struct throttle *second;
	int status;
	pid_t pid;

	(void)state;
	rules.pause_ms = 0;
	assert_int_equal(throttle_enter(&rules, URL, &first), THROTTLE_ENTERED);
	pid = fork();
	if (pid == 0) {
		stop_setup();
		raise(SIGTERM);
		_exit(
		    throttle_enter(&rules, URL, &second) == THROTTLE_INTERRUPTED
			? 0
			: 1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	throttle_leave(first);
}

static void
test_no_folder(void **state)
{
	struct throttle *h;

	(void)state;
	rules.folder = NULL;
	assert_int_equal(throttle_enter(&rules, URL, &h), THROTTLE_ENTERED);
	throttle_leave(h);
	rules.folder = "/dev/null/hosts";
	assert_int_equal(throttle_enter(&rules, URL, &h), THROTTLE_FAILED);
	throttle_leave(h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_pause, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    test_no_pause, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_rest, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_damage, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_slots, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_names, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_stop, set_up, tear_down),
		cmocka_unit_test(test_no_folder),
	};

	return cmocka_run_group_tests_name("throttle", tests, NULL, NULL);
}
