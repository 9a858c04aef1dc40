#include "tests/support/support.h"

static struct arena *arena;

static void
test_faults(void **state)
{
	struct reading r = reading_of(arena, NULL);
	char value[] = "6 zillion";

	(void)state;
	reading_fault(&r, "total_usd", 7, value, "not an amount");
	reading_fault(&r, "delivered_on", 0, NULL, "not published");
	memset(value, 'x', sizeof(value) - 1); /* the value was copied */
	assert_int_equal(count_faults(&r), 2);
	assert_string_equal(r.faults->field, "total_usd");
	assert_int_equal(r.faults->line, 7);
	assert_string_equal(r.faults->value, "6 zillion");
	assert_string_equal(r.faults->reason, "not an amount");
	assert_string_equal(r.faults->next->field, "delivered_on");
	assert_int_equal(r.faults->next->line, 0);
	assert_null(r.faults->next->value);
}

/* A fault that shows a piece of the text has its place. */
static void
test_fault_place(void **state)
{
	static const char bytes[] = "It costs $6 zillion, all told.";
	const struct followed_text text = { .bytes = bytes,
		.length = strlen(bytes) };
	struct reading r = reading_of(arena_new(), NULL);
	const char *copy;

	(void)state;
	r.unit_arena = arena_new();
	reading_follow(&r, &text);
	copy = arena_copy(r.unit_arena, bytes + 3, 16);
	reading_fault(&r, "total_usd", 1, copy + 6, "not an amount");
	assert_string_equal(r.faults->value, "$6 zillion");
	assert_int_equal(r.faults->text_start, 9);
	assert_int_equal(r.faults->text_length, 10);
	reading_forget(&r);
	reading_fault(&r, "total_usd", 1, "$6 zillion", "not an amount");
	assert_int_equal(r.faults->text_length, 0);
	reading_follow(&r, NULL);
	reading_forget(&r);
	reading_fault(&r, "total_usd", 1, bytes + 9, "not an amount");
	assert_int_equal(r.faults->text_length, 0);
	arena_free(r.unit_arena);
	arena_free(r.arena);
}

struct value_case {
	const char *name;
	const char *piece;
	size_t times;
};

static const struct value_case values[] = {
	{ "nothing", "", 1 },
	{ "letters", "x", 100000 },
	{ "letters with marks", "\xC3\xA9", 100000 },
	{ "wide letters", "\xE2\x82\xAC", 100000 },
	{ "faces", "\xF0\x9F\x98\x80", 100000 },
	{ "a letter and faces", "z\xF0\x9F\x98\x80\xF0\x9F\x98\x80", 10000 },
	{ "two letters and wide ones", "zz\xE2\x82\xAC\xE2\x82\xAC", 10000 },
};

/* A value may be cut short, though never within a letter. */
static void
test_long_value(void **state)
{
	const struct value_case *c = *state;
	struct reading r = reading_of(arena, NULL);
	struct text value = { 0 };
	const char *got;

	for (size_t i = 0; i < c->times; i++)
		text_add_string(&value, c->piece);
	reading_fault(&r, "title", 1, text_string(&value), "too long");
	text_free(&value);
	assert_int_equal(count_faults(&r), 1);
	got = r.faults->value;
	assert_non_null(got);
	assert_true(is_utf8(got, strlen(got)));
	assert_int_equal(strlen(got) > 0, *c->piece != '\0');
}

static void
test_row(void **state)
{
	static const struct field fields[] = {
		{ "element", "p", NULL },
		{ "text", NULL, NULL },
		{ "Text", "One", NULL },
		{ "element", "q", NULL },
	};
	static const struct row row = { 1, fields, COUNT_OF(fields), NULL };
	static const struct row empty = { 1, NULL, 0, NULL };

	(void)state;
	assert_string_equal(row_get(&row, "element"), "p");
	assert_string_equal(row_get(&row, "Text"), "One");
	assert_null(row_get(&row, "text"));
	assert_null(row_get(&row, "elem"));
	assert_null(row_get(&row, ""));
	assert_null(row_get(&empty, "element"));
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	suite_add(&s, "a fault has its place in the text", test_fault_place);
	suite_add(&s, "faults", test_faults);
	SUITE_TABLE(&s, test_long_value, values);
	suite_add(&s, "rows", test_row);
	status = suite_run(&s, "reading");
	arena_free(arena);
	return status;
}
