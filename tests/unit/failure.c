/* What goes wrong in a crawl and in an import, and how these end for it. */
#include "tests/support/support.h"

#include "base/log.h"
#include "extract/failure.h"
#include "extract/findings.h"

static struct extract_counts counts;
static struct failures failures;
static struct text logged;

static void
keep_logged(enum log_level level, const char *message)
{
	text_addf(&logged, "%s: %s\n",
	    level == LOG_LEVEL_ERROR ? "error" : "warning", message);
}

static int
set_up(void **state)
{
	(void)state;
	counts = (struct extract_counts){ 0 };
	failures = (struct failures){ .source = "a", .counts = &counts };
	log_divert(keep_logged);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	log_divert(NULL);
	text_free(&logged);
	return 0;
}

/* The message of the worst is kept, whenever it came. */
static void
test_worst(void **state)
{
	(void)state;
	failure_note(
	    &failures, FAILURE_TRANSIENT, OUTCOME_UNREACHABLE, "first");
	assert_string_equal(counts.reason, "first");
	failure_note(&failures, FAILURE_PERMANENT, OUTCOME_INCOMPLETE, "worse");
	assert_true(failures.gone);
	assert_string_equal(failures.why_gone, "worse");
	failure_note(&failures, FAILURE_TRANSIENT, OUTCOME_UNREACHABLE, "last");
	assert_false(failures.gone);
	assert_string_equal(counts.reason, "worse");
	assert_int_equal(failures.outcome, OUTCOME_INCOMPLETE);
	assert_int_equal(counts.transient, 2);
	assert_int_equal(counts.permanent, 1);
	assert_true(failure_goes_on(&failures));
}

/* What is this machine's is no failure of an address. */
static void
test_ours(void **state)
{
	(void)state;
	failure_note(&failures, FAILURE_OURS, OUTCOME_NOT_WRITTEN, "full");
	failure_incomplete(&failures, "%d pages", 3);
	failure_not_written(&failures, "no room");
	assert_int_equal(
	    counts.transient + counts.permanent + counts.blocked, 0);
	assert_int_equal(failures.outcome, OUTCOME_NOT_WRITTEN);
	assert_int_equal(failures.noted, 3);
	assert_string_equal(text_string(&logged),
	    "error: full\nerror: a: 3 pages\nerror: no room\n");
}

/* After three in a row nothing more is asked, which is told once. */
static void
test_row(void **state)
{
	(void)state;
	for (int i = 0; i < 2; i++)
		failure_note(&failures, FAILURE_BLOCKED, OUTCOME_BLOCKED, "x");
	failure_row_ends(&failures);
	for (int i = 0; i < 2; i++)
		failure_note(&failures, FAILURE_BLOCKED, OUTCOME_BLOCKED, "x");
	assert_true(failure_goes_on(&failures));
	failure_note(&failures, FAILURE_BLOCKED, OUTCOME_BLOCKED, "x");
	assert_false(failure_goes_on(&failures));
	failure_note(&failures, FAILURE_BLOCKED, OUTCOME_BLOCKED, "x");
	assert_int_equal(counts.blocked, 6);
	assert_string_equal(text_string(&logged),
	    "error: x\nerror: x\nerror: x\nerror: x\nerror: x\n"
	    "warning: a: 3 addresses in a row were blocked: nothing more is "
	    "asked\nerror: x\n");
}

static void
test_stop(void **state)
{
	(void)state;
	failure_stop(&failures, "out of time");
	failure_stop(&failures, "out of time");
	assert_true(failures.stopped);
	assert_false(failure_goes_on(&failures));
	assert_string_equal(text_string(&logged),
	    "warning: a: out of time: the next call goes on from there\n");
}

/* Substitutes */

static void
test_findings(void **state)
{
	static const struct substitute guard = { "a challenge", true };
	static const struct substitute error = { "an error", false };
	struct findings f = { 0 };

	(void)state;
	findings_note(&f, NULL, "a:1");
	findings_note(&f, &guard, "a:2");
	assert_int_equal(findings_outcome(&f), OUTCOME_OK);
	findings_note(&f, &error, "a:3");
	assert_int_equal(findings_outcome(&f), OUTCOME_INCOMPLETE);
	findings_note(&f, &guard, "a:4");
	assert_int_equal(findings_outcome(&f), OUTCOME_BLOCKED);
	findings_log(&f, "a");
	assert_string_equal(text_string(&logged),
	    "warning: a: 2 of 4 is not the document that should be there, but "
	    "a challenge; the first is a:2\n"
	    "warning: a: 1 of 4 is not the document that should be there, but "
	    "an error; the first is a:3\n");
	findings_free(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_worst, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_ours, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_row, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_stop, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    test_findings, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("failure", tests, NULL, NULL);
}
