#include "tests/support/support.h"

#include "base/arena.h"

static void
test_zeroed(void **state)
{
	static const size_t sizes[] = { 0, 1, 7, 8, 16, 100, 1000, 16383, 16384,
		16385, 100000, 5000000 };
	struct arena *a = arena_new();

	(void)state;
	for (int round = 0; round < 4; round++) {
		for (size_t i = 0; i < COUNT_OF(sizes); i++) {
			unsigned char *p = arena_alloc(a, sizes[i]);

			assert_non_null(p);
			assert_int_equal(
			    (uintptr_t)p % _Alignof(max_align_t), 0);
			for (size_t k = 0; k < sizes[i]; k++) {
				if (p[k] != 0)
					fail();
			}
			memset(p, 0xAA, sizes[i]);
		}
		arena_reset(a);
	}
	arena_free(a);
}

/* No two overlap, and none moves. */
static void
test_apart(void **state)
{
	struct arena *a = arena_new();
	unsigned *all[5000];

	(void)state;
	for (unsigned i = 0; i < COUNT_OF(all); i++) {
		all[i] = arena_alloc(a, (i % 40 + 1) * sizeof(unsigned));
		for (unsigned k = 0; k <= i % 40; k++)
			all[i][k] = i;
	}
	for (unsigned i = 0; i < COUNT_OF(all); i++) {
		for (unsigned k = 0; k <= i % 40; k++)
			assert_int_equal(all[i][k], i);
	}
	arena_free(a);
}

static void
test_text(void **state)
{
	struct arena *a = arena_new();
	char *long_one;

	(void)state;
	assert_string_equal(arena_copy(a, "hello world", 5), "hello");
	assert_string_equal(arena_copy(a, "", 0), "");
	assert_string_equal(arena_copy(a, NULL, 0), "");
	assert_memory_equal(arena_copy(a, "a\0b", 3), "a\0b", 4);
	assert_string_equal(arena_string(a, "hello"), "hello");
	assert_null(arena_string(a, NULL));
	assert_string_equal(arena_print(a, "%s-%03d", "DDTC", 55), "DDTC-055");
	assert_string_equal(arena_print(a, "%s", ""), "");
	long_one = arena_print(a, "%100000d|%s", 7, "end");
	assert_int_equal(strlen(long_one), 100004);
	assert_string_equal(long_one + 99999, "7|end");
	arena_free(a);
}

static void
test_nothing(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	arena_reset(a);
	arena_reset(a);
	arena_free(a);
	arena_free(NULL);
}

int
main(void)
{
	struct suite s = { 0 };

	suite_add(&s, "memory is zeroed and aligned", test_zeroed);
	suite_add(&s, "no two pieces overlap, and none moves", test_apart);
	suite_add(&s, "texts are copied and printed", test_text);
	suite_add(&s, "an empty arena can be reset and freed", test_nothing);
	return suite_run(&s, "arena");
}
