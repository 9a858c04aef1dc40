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

/* Where a piece comes from, as "start-end", or "nowhere". */
static const char *
origin_text(struct arena *a, const char *piece)
{
	static char text[40];
	size_t start;
	size_t end;

	if (!arena_origin(a, piece, strlen(piece), &start, &end))
		return "nowhere";
	snprintf(text, sizeof(text), "%zu-%zu", start, end);
	return text;
}

/* Copies of copies, over two arenas and many blocks. */
static void
test_origins(void **state)
{
	static const char text[] = "twenty (20) tanks, twelve (12) tents";
	struct arena *unit = arena_new();
	struct arena *record = arena_new();
	const char *copy;
	const char *joined;
	char *cut;

	(void)state;
	arena_follow(unit, text, strlen(text));
	arena_follow_copies(record, unit);
	copy = arena_copy(unit, text + 7, strlen(text) - 7);
	for (int i = 0; i < 3000; i++)
		copy = arena_copy(i < 1500 ? unit : record, copy, 22);
	assert_string_equal(origin_text(record, copy), "7-29");
	assert_string_equal(origin_text(record, copy + 5), "12-29");
	copy = arena_copy(record, copy + 5, 5);
	assert_string_equal(copy, "tanks");
	assert_string_equal(origin_text(record, copy), "12-17");
	assert_string_equal(origin_text(record, text + 19), "19-36");

	joined = arena_join(record, copy, 4, " and ", text + 31);
	assert_string_equal(joined, "tank and tents");
	assert_string_equal(origin_text(record, joined), "12-36");
	assert_string_equal(origin_text(record, joined + 9), "31-36");
	assert_string_equal(origin_text(record, joined + 5), "nowhere");

	cut = arena_alloc(record, 13);
	arena_put(record, arena_put(record, cut, text, 7), text + 31, 5);
	assert_string_equal(cut, "twenty tents");
	copy = arena_copy(record, cut + 5, 4);
	assert_string_equal(copy, "y te");
	assert_string_equal(origin_text(record, copy), "5-33");

	assert_string_equal(origin_text(record, "tanks"), "nowhere");
	assert_string_equal(
	    origin_text(record, arena_string(record, "tanks")), "nowhere");
	assert_string_equal(
	    origin_text(record, arena_print(record, "%s", copy)), "nowhere");
	assert_string_equal(origin_text(record, ""), "nowhere");
	arena_free(record);
	arena_free(unit);
}

/* What was copied of another text, or before a reset, comes from nowhere. */
static void
test_origins_end(void **state)
{
	static const char first[] = "the first text";
	static const char other[] = "another";
	struct arena *unit = arena_new();
	struct arena *record = arena_new();
	const char *copy;

	(void)state;
	arena_follow(unit, first, strlen(first));
	arena_follow_copies(record, unit);
	copy = arena_copy(unit, first + 4, 5);
	assert_string_equal(origin_text(record, copy), "4-9");
	arena_follow(unit, other, strlen(other));
	arena_follow_copies(record, unit);
	assert_string_equal(origin_text(record, copy), "nowhere");
	assert_string_equal(origin_text(record, first + 4), "nowhere");
	copy = arena_copy(record, other + 2, 3);
	assert_string_equal(origin_text(record, copy), "2-5");
	arena_reset(record);
	assert_string_equal(
	    origin_text(record, arena_string(record, "oth")), "nowhere");
	copy = arena_copy(record, other + 3, 3);
	assert_string_equal(origin_text(record, copy), "3-6");
	arena_follow(unit, NULL, 0);
	arena_follow_copies(record, unit);
	assert_string_equal(origin_text(record, copy), "nowhere");
	assert_string_equal(origin_text(record, other), "nowhere");
	arena_free(record);
	arena_free(unit);
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
	suite_add(&s, "copies know where they come from", test_origins);
	suite_add(&s, "as long as that is followed", test_origins_end);
	suite_add(&s, "an empty arena can be reset and freed", test_nothing);
	return suite_run(&s, "arena");
}
