#include "tests/support/support.h"

#include "transform/table/cell.h"

static struct arena *arena;

struct trim_case {
	const char *text;
	const char *trimmed; /* NULL: nothing is left */
};

static const struct trim_case texts[] = {
	{ "12", "12" },
	{ " 12\t\r\n", "12" },
	{ "\xC2\xA0"
	  "Chad\xC2\xA0 ",
	    "Chad" },
	{ "a b", "a b" },
	{ "à", "à" }, /* its last byte is that of a no-break space */
	{ " \xC2\xA0 ", NULL },
	{ "\xEF\xBB\xBFNew\xE2\x80\x8B", "New" }, /* a mark, no width */
	{ "\xE3\x80\x80tank\xE2\x80\x89", "tank" },
	{ "\xE2\x80\x9Ctank\xE2\x80\x9D",
	    "\xE2\x80\x9Ctank\xE2\x80\x9D" }, /* quotes are seen */
	{ "\xE2\x80\xAF", NULL },
	{ "", NULL },
	{ NULL, NULL },
};

static void
test_trim(void **state)
{
	const struct trim_case *c = *state;
	const char *trimmed = cell_trim(arena, c->text);

	if (c->trimmed == NULL)
		assert_null(trimmed);
	else
		assert_string_equal(trimmed, c->trimmed);
	assert_int_equal(cell_is_blank(c->text), c->trimmed == NULL);
}

struct same_case {
	const char *a;
	const char *b;
	bool same;
};

static const struct same_case pairs[] = {
	{ "Number ordered", " number  ORDERED ", true },
	{ "Number ordered", "Number\xC2\xA0ordered", true },
	{ "Number ordered", "Numberordered", false },
	{ "Number", "Numbers", false },
	{ "", " ", true },
	{ "", "x", false },
};

static void
test_same(void **state)
{
	const struct same_case *c = *state;

	assert_int_equal(cell_is_same(c->a, c->b), c->same);
	assert_int_equal(cell_is_same(c->b, c->a), c->same);
}

int
main(void)
{
	struct suite s = { 0 };
	int failed;

	arena = arena_new();
	SUITE_TABLE(&s, test_trim, texts);
	SUITE_TABLE(&s, test_same, pairs);
	failed = suite_run(&s, "cells");
	arena_free(arena);
	return failed;
}
