#include "tests/support/support.h"

#include "transform/notice/unit.h"

static void
test_lines(void **state)
{
	struct unit u = { 0 };
	const char *text;

	(void)state;
	unit_add(&u, "one", 3);
	unit_add(&u, "two words", 7);
	unit_add(&u, "", 8);
	unit_add(&u, "four", 20);
	text = unit_text(&u);
	assert_string_equal(text, "one\ntwo words\n\nfour");
	assert_int_equal(unit_line(&u, text), 3);
	assert_int_equal(unit_line(&u, text + 2), 3);
	assert_int_equal(unit_line(&u, strstr(text, "two")), 7);
	assert_int_equal(unit_line(&u, strstr(text, "words")), 7);
	assert_int_equal(unit_line(&u, strstr(text, "four")), 20);
	assert_int_equal(unit_line(&u, strstr(text, "four") + 3), 20);
	assert_false(u.cut);
	unit_free(&u);
}

static void
test_nothing(void **state)
{
	struct unit u = { 0 };

	(void)state;
	assert_string_equal(unit_text(&u), "");
	unit_add(&u, "something", 1);
	unit_empty(&u);
	assert_string_equal(unit_text(&u), "");
	unit_add(&u, "else", 5);
	assert_string_equal(unit_text(&u), "else");
	assert_int_equal(unit_line(&u, unit_text(&u) + 1), 5);
	unit_free(&u);
}

/* A first block that is empty is one all the same: the next is apart of it. */
static void
test_empty_block(void **state)
{
	struct unit u = { 0 };

	(void)state;
	unit_add(&u, "", 3);
	unit_continue(&u, "", 4);
	unit_add(&u, "two", 5);
	assert_string_equal(unit_text(&u), " \ntwo");
	assert_int_equal(unit_line(&u, unit_text(&u)), 3);
	assert_int_equal(unit_line(&u, strstr(unit_text(&u), "two")), 5);
	unit_free(&u);
}

/* Many blocks, looked up one by one. */
static void
test_many(void **state)
{
	struct unit u = { 0 };
	const char *at;

	(void)state;
	for (size_t i = 1; i <= 20000; i++)
		unit_add(&u, "block", i * 2);
	at = unit_text(&u);
	for (size_t i = 1; i <= 20000; i++, at += 6)
		assert_int_equal(unit_line(&u, at), i * 2);
	unit_free(&u);
}

static void
test_too_long(void **state)
{
	struct unit u = { 0 };
	size_t length = 100000;
	char *block = malloc(length + 1);

	(void)state;
	assert_non_null(block);
	memset(block, 'x', length);
	block[length] = '\0';
	for (size_t i = 0; i < UNIT_MAX / length + 10; i++)
		unit_add(&u, block, i + 1);
	free(block);
	assert_true(u.cut);
	assert_true(strlen(unit_text(&u)) <= UNIT_MAX);
	assert_true(strlen(unit_text(&u)) >= UNIT_MAX - length - 1);
	unit_empty(&u);
	unit_add(&u, "small", 1);
	assert_false(u.cut);
	unit_free(&u);
}

int
main(void)
{
	struct suite s = { 0 };

	suite_add(&s, "lines", test_lines);
	suite_add(&s, "nothing", test_nothing);
	suite_add(&s, "a first block that is empty", test_empty_block);
	suite_add(&s, "many blocks", test_many);
	suite_add(&s, "too long", test_too_long);
	return suite_run(&s, "unit");
}
