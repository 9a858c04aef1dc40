/* Headers of tables are checked by name: what has drifted is refused. */
#include "transform/table/table.h"
#include "tests/support/support.h"

static struct arena *arena;

static bool
is_a_year(const char *heading)
{
	return strlen(heading) == 4 && strspn(heading, "0123456789") == 4;
}

static const char *const old_names[] = { "Buyer", "Purchaser", NULL };

static const struct table_column columns[] = {
	{ .name = "Recipient", .aliases = old_names },
	{ .name = "Number ordered" },
	{ .name = "" },
	{ .name = "Notes", .kind = COLUMN_OPTIONAL },
	{ .name = "years", .kind = COLUMN_MANY, .fits = is_a_year },
	{ .name = "Total" },
};
static const struct table_form form = {
	.name = "a form", .columns = columns, .count = COUNT_OF(columns)
};

static const struct table_column wide_columns[] = {
	{ .name = "key" },
	{ .name = "amount" },
	{ .name = "name" },
};
static const struct table_form wide = { .name = "a wide form",
	.columns = wide_columns,
	.count = COUNT_OF(wide_columns),
	.others = true };

static const struct table_form *const forms[] = { &form, &wide, NULL };

struct table_case {
	const char *name;
	/* Rows, their cells parted by |; an empty one is none. */
	const char *rows;
	/* Of each row A(bove), H(eader), B(ody) or R(efused). */
	const char *parts;
	const char *reason; /* of the refusal */
	const char *value;  /* of it */
};

static const struct table_case table[] = {
	{ "a title, a header, a row",
	    "Title\nRecipient|Number ordered||2001|2002|Total\nA|1|?|2|3|5",
	    "AHB", NULL, NULL },
	{ "with notes", "Recipient|Number ordered||Notes|2001|Total\nA", "HB",
	    NULL, NULL },
	{ "an old name, in other case and with blanks",
	    " BUYER |Number  ordered||2001|total", "H", NULL, NULL },
	{ "cells without heading at the end",
	    "Recipient|Number ordered||2001|Total||", "H", NULL, NULL },
	{ "the header is repeated",
	    "Recipient|Number ordered||2001|Total\nA|1||2|2\n"
	    "Recipient|Number ordered||2001|Total\nB|1||2|2",
	    "HBHB", NULL, NULL },
	{ "a wide table", "x|key|y|amount|name|z\n1|2|3|4|5|6", "HB", NULL,
	    NULL },

	{ "a name that is not known", "Receiver|Number ordered||2001|Total",
	    "R", "column 1 should be \"Recipient\", which is missing",
	    "Receiver" },
	{ "a column is gone", "Recipient||2001|Total", "R",
	    "column 2 should be \"Number ordered\", which is missing", NULL },
	{ "the last is gone", "Recipient|Number ordered||2001", "R",
	    "column 5 should be \"Total\", which is missing", NULL },
	{ "the years are gone", "Recipient|Number ordered||Total", "R",
	    "column 4 should be \"years\", which is missing", "Total" },
	{ "two have changed places", "Number ordered|Recipient||2001|Total",
	    "R", "column 1 should be \"Recipient\", which stands elsewhere",
	    "Number ordered" },
	{ "a new one at the end", "Recipient|Number ordered||2001|Total|Price",
	    "R", "column 6 is not known", "Price" },
	{ "a new one in the midst",
	    "Recipient|Price|Number ordered||2001|Total", "R",
	    "column 2 should be \"Number ordered\", which stands elsewhere",
	    "Price" },
	{ "a wide table's columns have changed places", "amount|x|key|name",
	    "R", "column 1 should be \"key\", which stands elsewhere",
	    "amount" },
	{ "a wide table lacks one", "key|x|name", "R", NULL, NULL },
	{ "no header", "A|1\nB|2", "AAR",
	    "is not there: no row has the names that were expected", NULL },
	{ "a page of HTML", "<!DOCTYPE html>\n<p>no", "AAR",
	    "is not there: the document is a page of HTML", NULL },
};

static size_t
make_row(char *line, struct field *fields)
{
	size_t count = 0;

	for (char *cell; (cell = strsep(&line, "|")) != NULL; count++)
		fields[count] =
		    (struct field){ "", *cell == '\0' ? NULL : cell, NULL };
	return count;
}

static char
part_letter(enum table_part part)
{
	static const char letters[] = {
		[TABLE_ABOVE] = 'A',
		[TABLE_HEADER] = 'H',
		[TABLE_BODY] = 'B',
		[TABLE_REFUSED] = 'R',
	};

	return letters[part];
}

static void
test_table(void **state)
{
	const struct table_case *c = *state;
	struct reading r = reading_of(arena, NULL);
	struct table *t = arena_alloc(arena, sizeof(*t));
	char *rest = arena_string(arena, c->rows);
	struct text parts = { 0 };
	size_t line = 0;

	r.document_arena = arena;
	for (char *text; (text = strsep(&rest, "\n")) != NULL;) {
		struct field fields[16];
		struct row row = { ++line, fields, 0, NULL };
		char letter;

		row.count = make_row(text, fields);
		letter = part_letter(table_take(&r, t, forms, &row));
		text_add(&parts, &letter, 1);
	}
	if (r.refusal == NULL) {
		table_end(&r, t);
		if (r.refusal != NULL)
			text_add(&parts, "R", 1);
	}
	assert_string_equal(text_string(&parts), c->parts);
	assert_int_equal(r.refusal != NULL, strchr(c->parts, 'R') != NULL);
	if (c->reason != NULL && r.refusal != NULL) {
		assert_string_equal(r.refusal->reason, c->reason);
		assert_string_equal(
		    or_none(r.refusal->value), or_none(c->value));
	}
	text_free(&parts);
}

/* Values are found by the header, not by the place they were written for. */
static void
test_values(void **state)
{
	struct reading r = reading_of(arena, NULL);
	struct table *t = arena_alloc(arena, sizeof(*t));
	struct field fields[16];
	struct row row = { 1, fields, 0, NULL };
	char header[] = "x|key|y|amount|name";
	char body[] = "1|\xC2\xA0 k 1 |3||n|6";

	(void)state;
	r.document_arena = arena;
	row.count = make_row(header, fields);
	assert_int_equal(table_take(&r, t, forms, &row), TABLE_HEADER);
	row.line = 2;
	row.count = make_row(body, fields);
	assert_int_equal(table_take(&r, t, forms, &row), TABLE_BODY);
	assert_string_equal(table_value(&r, t, &row, 0), "k 1");
	assert_null(table_value(&r, t, &row, 1));
	assert_string_equal(table_value(&r, t, &row, 2), "n");
	assert_false(table_is_whole(&r, t, &row));
	assert_int_equal(count_faults(&r), 1);
	row.count = 5;
	assert_true(table_is_whole(&r, t, &row));
}

/* What a spreadsheet shows where it could not count is no text. */
static void
test_errors(void **state)
{
	struct reading r = reading_of(arena, NULL);
	struct table *t = arena_alloc(arena, sizeof(*t));
	struct field fields[16];
	struct row row = { 1, fields, 0, NULL };
	char header[] = "key|amount|name";
	char body[] = "#REF!|7|#1 of two";

	(void)state;
	r.document_arena = arena;
	row.count = make_row(header, fields);
	assert_int_equal(table_take(&r, t, forms, &row), TABLE_HEADER);
	row.count = make_row(body, fields);
	assert_null(table_value(&r, t, &row, 0));
	assert_int_equal(count_faults(&r), 1);
	assert_string_equal(table_value(&r, t, &row, 2), "#1 of two");
	assert_int_equal(count_faults(&r), 1);
}

static void
test_names(void **state)
{
	struct reading r = reading_of(arena, NULL);
	struct table *t = arena_alloc(arena, sizeof(*t));
	struct field first[] = { { "name", "n", NULL }, { "key", "k", NULL },
		{ "amount", "7", NULL } };
	struct field other[] = { { "name", "n", NULL }, { "key", "k", NULL } };
	struct row row = { 1, first, COUNT_OF(first), NULL };

	(void)state;
	r.document_arena = arena;
	assert_int_equal(table_take(&r, t, forms, &row), TABLE_BODY);
	assert_string_equal(table_value(&r, t, &row, 1), "7");
	row = (struct row){ 2, other, COUNT_OF(other), NULL };
	assert_int_equal(table_take(&r, t, forms, &row), TABLE_REFUSED);
	assert_string_equal(r.refusal->reason, "\"amount\" is missing");
}

static void
test_width(void **state)
{
	struct reading r = reading_of(arena, NULL);
	struct field *fields =
	    arena_alloc(arena, (TABLE_WIDTH + 1) * sizeof(*fields));
	struct row row = { 1, fields, TABLE_WIDTH + 1, NULL };
	struct table *t = arena_alloc(arena, sizeof(*t));

	(void)state;
	r.document_arena = arena;
	for (size_t i = 0; i < row.count; i++)
		fields[i] = (struct field){ "",
			i < wide.count ? wide_columns[i].name : "x", NULL };
	assert_int_equal(table_take(&r, t, forms, &row), TABLE_ABOVE);
	row.count = TABLE_WIDTH;
	assert_int_equal(table_take(&r, t, forms, &row), TABLE_HEADER);
}

int
main(void)
{
	struct suite suite = { 0 };
	int failed;

	arena = arena_new();
	SUITE_TABLE(&suite, test_table, table);
	suite_add(&suite, "values by the header", test_values);
	suite_add(&suite, "errors of spreadsheets", test_errors);
	suite_add(&suite, "rows that have names", test_names);
	suite_add(&suite, "as many columns as may be", test_width);
	failed = suite_run(&suite, "table");
	arena_free(arena);
	return failed;
}
