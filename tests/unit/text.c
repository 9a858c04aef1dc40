#include "tests/support/support.h"

#include "base/text.h"

static void
test_grow(void **state)
{
	struct text t = { 0 };

	(void)state;
	for (int i = 0; i < 10000; i++) {
		text_add(&t, "ab\0", 3);
		text_add_string(&t, "cd");
		text_addf(&t, "%04d", i);
	}
	assert_int_equal(t.length, 90000);
	for (size_t i = 0; i < 10000; i++) {
		char number[5];

		snprintf(number, sizeof(number), "%04zu", i);
		assert_memory_equal(t.bytes + i * 9, "ab\0cd", 5);
		assert_memory_equal(t.bytes + i * 9 + 5, number, 4);
	}
	text_free(&t);
}

static void
test_string(void **state)
{
	struct text t = { 0 };

	(void)state;
	assert_string_equal(text_string(&t), "");
	assert_int_equal(t.length, 0);
	text_add_string(&t, "one");
	assert_string_equal(text_string(&t), "one");
	assert_int_equal(t.length, 3); /* the terminator does not count */
	text_add_string(&t, ", two");
	assert_string_equal(text_string(&t), "one, two");
	text_addf(&t, "%s", "");
	text_add(&t, "", 0);
	text_add(&t, NULL, 0);
	assert_string_equal(text_string(&t), "one, two");
	text_empty(&t);
	assert_string_equal(text_string(&t), "");
	text_add_string(&t, "x");
	assert_string_equal(text_string(&t), "x");
	text_free(&t);
	/* As good as new. */
	assert_int_equal(t.length, 0);
	text_add_string(&t, "y");
	assert_string_equal(text_string(&t), "y");
	text_free(&t);
	text_free(&t);
}

static void
test_long(void **state)
{
	struct text t = { 0 };

	(void)state;
	text_addf(&t, "%200000d", 7);
	text_addf(&t, "%s|%d", "end", 8);
	assert_int_equal(t.length, 200005);
	assert_string_equal(text_string(&t) + 199999, "7end|8");
	text_free(&t);
}

static void
test_one_of(void **state)
{
	static const char *const list[] = { "P", "HD", NULL };

	(void)state;
	assert_true(text_is_one_of("P", list));
	assert_true(text_is_one_of("HD", list));
	assert_false(text_is_one_of("p", list));
	assert_false(text_is_one_of("H", list));
	assert_false(text_is_one_of("", list));
	assert_false(text_is_one_of("P", list + 2));
	assert_false(text_is_one_of("P", NULL));
}

int
main(void)
{
	struct suite s = { 0 };

	suite_add(&s, "a text grows by bytes and by format", test_grow);
	suite_add(&s, "a text is given as a terminated string", test_string);
	suite_add(&s, "a long text is whole", test_long);
	suite_add(&s, "a word is found in a list", test_one_of);
	return suite_run(&s, "text");
}
