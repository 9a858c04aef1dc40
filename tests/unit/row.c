#include "format/row.h"

#include "tests/support/support.h"

static struct arena *arena;

/* What a source asks of a row, whatever format gave it. */
static const struct field fields[] = {
	{ "", NULL, NULL },
	{ "name", "a", NULL },
	{ "", "", NULL },
	{ "number", "b", "text" },
	{ "empty", NULL, NULL },
	{ "name", "c", NULL },
};
static const struct row row = { 7, fields, COUNT_OF(fields), "sheet" };

struct line_case {
	const char *line;
	size_t from;
	size_t count;
};

static const struct line_case lines[] = {
	{ "a, , b, c", 0, 6 },
	{ "a", 0, 2 },
	{ "b", 2, 3 },
	{ "", 4, 1 },
	{ "", 0, 0 },
};

static void
test_line(void **state)
{
	const struct line_case *c = *state;
	const struct row part = { 1, fields + c->from, c->count, NULL };

	assert_string_equal(row_line(arena, &part), c->line);
}

static void
test_cell(void **state)
{
	const struct row five = { 1, fields, 5, NULL };

	(void)state;
	assert_null(row_cell(&row, 0));
	assert_string_equal(row_cell(&row, 1), "a");
	assert_string_equal(row_cell(&row, 5), "c");
	assert_null(row_cell(&row, 6));
	assert_null(row_cell(&five, 5));
}

static void
test_get(void **state)
{
	(void)state;
	assert_string_equal(row_get(&row, "name"), "a"); /* the first */
	assert_string_equal(row_get(&row, "number"), "b");
	assert_null(row_get(&row, "empty"));
	assert_null(row_get(&row, "nam"));
}

static void
test_copy(void **state)
{
	struct row copy = row_copy(arena, &row);

	(void)state;
	assert_int_equal(copy.line, 7);
	assert_int_equal(copy.count, row.count);
	assert_string_equal(copy.part, "sheet");
	for (size_t i = 0; i < row.count; i++) {
		assert_string_equal(
		    or_none(row_cell(&copy, i)), or_none(row_cell(&row, i)));
		assert_string_equal(copy.fields[i].name, "");
		assert_null(copy.fields[i].mark);
	}
	assert_ptr_not_equal(copy.fields[1].value, fields[1].value);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_line, lines);
	suite_add(&s, "a cell by its column", test_cell);
	suite_add(&s, "a value by its name", test_get);
	suite_add(&s, "a copy", test_copy);
	status = suite_run(&s, "row");
	arena_free(arena);
	return status;
}
