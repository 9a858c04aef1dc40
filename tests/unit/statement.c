#include "tests/support/support.h"

#include "transform/source/fms_totals/statement.h"

static struct arena *arena;

struct note_case {
	const char *note;
	/* kind, amount, and what else is said; "?" is a clause unread. */
	const char *said;
};

static const struct note_case notes[] = {
	{ "", "" },
	{ "authorized value", "" },
	{ "as restated in FY2023 report", "" },
	{ "no split in the excerpt seen", "" },
	{ "under section 36(b), Title 10 and Public Law 94-329 of 1976", "" },
	{ "20% above the year before; the 3rd record in a row", "" },
	{ "FMS 25.2 + non-FMS 6.4", "part FMS 25.2, part non-FMS 6.4" },
	{ "FMS 25.2+non-FMS 6.4.", "part FMS 25.2, part non-FMS 6.4" },
	{ "FMS: $25.2 billion + other = 640 million",
	    "part FMS 25.2 USD billion, part other 640 USD million" },
	{ "FMS $1,025.25bn", "part FMS 1025.25 USD billion" },
	{ "partner about 25", "part partner 25 about" },
	{ "FMS 35.359 + appropriations-funded (FMF and DoD programs) 11.726",
	    "part FMS 35.359,"
	    " part appropriations-funded (FMF and DoD programs) 11.726" },
	{ "partner 44.79 + Title 10/BPC 2.69",
	    "part partner 44.79, part Title 10/BPC 2.69" },
	{ "partner 47.71 + FMF 3.52 (components sum to 51.23)",
	    "part partner 47.71, part FMF 3.52, sum 51.23" },
	{ "the parts add up to $51.23 billion", "sum 51.23 USD billion" },
	{ "3-year average 54 (later 53.9)",
	    "average 3 54, average 3 53.9 later" },
	{ "three-year rolling average of $47 billion",
	    "average 3 47 USD billion" },
	{ "5 year average: 40.1", "average 5 40.1" },
	{ "some reports say $33 billion",
	    "other some reports 33 USD billion press" },
	{ "other press gives 66.2 for FMS",
	    "other other press for FMS 66.2 press" },
	{ "State says 51.9", "other State 51.9" },
	{ "FMS 25.2 + 6.4", "? FMS 25.2 + 6.4" },
	{ "FMS 25.2 + non-FMS", "? FMS 25.2 + non-FMS" },
	{ "the total was 31.2", "? the total was 31.2" },
	{ "an increase of 45.7 over 2020", "? an increase of 45.7 over 2020" },
	{ "FMS 25.2 (later 25.3)", "part FMS 25.2, ? later 25.3" },
	{ "(later 25.3)", "? later 25.3" },
	{ "between 54-55", "? between 54-55" },
	{ "33bn in all", "? 33bn in all" },
	{ "2016 + $2016", "? 2016 + $2016" },
	{ "FMS 25.2; 12 cases; authorized value", "part FMS 25.2, ? 12 cases" },
};

static const char *
describe(const struct statement *s)
{
	static const char *const kinds[] = {
		[STATEMENT_PART] = "part",
		[STATEMENT_SUM] = "sum",
		[STATEMENT_AVERAGE] = "average",
		[STATEMENT_OTHER] = "other",
	};
	struct text t = { 0 };
	const char *copy;

	text_addf(&t, "%s", kinds[s->kind]);
	if (s->years != 0)
		text_addf(&t, " %d", s->years);
	if (s->name != NULL)
		text_addf(&t, " %s", s->name);
	if (s->about != NULL)
		text_addf(&t, " for %s", s->about);
	text_addf(&t, " %s", s->amount.text);
	if (s->unit != NULL)
		text_addf(&t, " %s", s->unit);
	if (s->estimate)
		text_add_string(&t, " about");
	if (s->later)
		text_add_string(&t, " later");
	if (s->press)
		text_add_string(&t, " press");
	copy = arena_string(arena, text_string(&t));
	text_free(&t);
	return copy;
}

static void
test_note(void **state)
{
	const struct note_case *c = *state;
	struct unread_clause *unread;
	const struct statement *s = statements_read(arena, c->note, &unread);
	struct text said = { 0 };

	for (; s != NULL; s = s->next)
		text_addf(
		    &said, "%s%s", said.length == 0 ? "" : ", ", describe(s));
	for (; unread != NULL; unread = unread->next)
		text_addf(&said, "%s? %s", said.length == 0 ? "" : ", ",
		    unread->clause);
	assert_string_equal(text_string(&said), c->said);
	text_free(&said);
}

static void
test_no_note(void **state)
{
	struct unread_clause *unread;

	(void)state;
	assert_null(statements_read(arena, NULL, &unread));
	assert_null(unread);
}

int
main(void)
{
	struct suite s = { 0 };
	int failed;

	arena = arena_new();
	SUITE_TABLE(&s, test_note, notes);
	suite_add(&s, "no note", test_no_note);
	failed = suite_run(&s, "statement");
	arena_free(arena);
	return failed;
}
