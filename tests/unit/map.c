#include "base/map.h"

#include "tests/support/support.h"

static void
test_one_key(void **state)
{
	struct map *map = map_new();
	char key[] = "26-27";

	(void)state;
	assert_null(map_get(map, key));
	assert_true(map_add(map, key, "first"));
	assert_false(map_add(map, key, "second"));
	assert_string_equal(map_get(map, key), "first");
	map_set(map, key, "third");
	key[0] = 'x'; /* the key was copied */
	assert_null(map_get(map, key));
	assert_string_equal(map_get(map, "26-27"), "third");
	map_free(map);
}

static void
test_two_keys(void **state)
{
	struct map *map = map_new();

	(void)state;
	assert_true(map_mark2(map, "a", "bc"));
	assert_true(map_mark2(map, "ab", "c")); /* not the same together */
	assert_false(map_mark2(map, "a", "bc"));
	assert_null(map_get2(map, "a", "b"));
	assert_null(map_get(map, "a"));
	map_free(map);
}

static void
count(void *value, void *context)
{
	size_t *sum = context;

	*sum += *(const size_t *)value;
}

static void
test_many(void **state)
{
	static size_t values[5000];
	struct map *map = map_new();
	size_t sum = 0;
	char key[32];

	(void)state;
	for (size_t i = 0; i < 5000; i++) {
		values[i] = i;
		snprintf(key, sizeof(key), "%zu", i);
		assert_true(map_add(map, key, &values[i]));
		assert_false(map_mark(map, key));
	}
	assert_int_equal(*(size_t *)map_get(map, "4999"), 4999);
	map_each(map, count, &sum);
	assert_int_equal(sum, 5000 * 4999 / 2);
	map_free(map);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_key),
		cmocka_unit_test(test_two_keys),
		cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests_name("map", tests, NULL, NULL);
}
