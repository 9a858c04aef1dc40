#include "tests/support/support.h"

#include "base/text.h"
#include "package/series.h"

static void
check_duration(struct day start, struct day end, int months, int days)
{
	struct observation o = { .start = start, .end = end };
	struct duration d = series_duration(&o);

	assert_int_equal(d.months, months);
	assert_int_equal(d.days, days);
}

#define DAY(y, m, d)    \
	(struct day)    \
	{               \
		y, m, d \
	}

static void
test_duration(void **state)
{
	(void)state;
	check_duration(DAY(2019, 1, 1), DAY(2019, 1, 31), 1, 0);
	check_duration(DAY(2020, 2, 1), DAY(2020, 2, 29), 1, 0);
	check_duration(DAY(2019, 1, 1), DAY(2019, 12, 31), 12, 0);
	check_duration(DAY(2018, 10, 1), DAY(2019, 9, 30), 12, 0);
	check_duration(DAY(1950, 1, 1), DAY(2025, 12, 31), 912, 0);
	check_duration(DAY(2019, 2, 10), DAY(2019, 3, 9), 1, 0);
	/* A month less a day, and one day. */
	check_duration(DAY(2020, 2, 1), DAY(2020, 2, 28), 0, 28);
	check_duration(DAY(2019, 12, 31), DAY(2019, 12, 31), 0, 1);
	check_duration(DAY(2000, 1, 2), DAY(2001, 1, 2), 0, 367);
	check_duration(DAY(0, 0, 0), DAY(0, 0, 0), 0, 0);
	check_duration(DAY(2019, 1, 1), DAY(0, 0, 0), 0, 0);
}

static XXH128_hash_t
hash_of(size_t n)
{
	return XXH3_128bits(&n, sizeof(n));
}

static void
test_numbers(void **state)
{
	struct series_list *list = series_list_new();
	bool is_new;

	(void)state;
	for (int document = 0; document < 2; document++) {
		series_list_begin(list);
		for (size_t i = 1; i <= 5000; i++) {
			assert_int_equal(
			    series_list_number(list, hash_of(i), &is_new), i);
			assert_true(is_new);
			assert_int_equal(series_list_number(
					     list, hash_of(1 + i / 2), &is_new),
			    1 + i / 2);
			assert_false(is_new);
		}
	}
	series_list_free(list);
	series_list_free(NULL);
}

/* Of very many the first is forgotten, and no number is given twice. */
static void
test_bounded(void **state)
{
	struct series_list *list = series_list_new();
	size_t many = 700000;
	bool is_new;

	(void)state;
	series_list_begin(list);
	for (size_t i = 1; i <= many; i++)
		assert_int_equal(
		    series_list_number(list, hash_of(i), &is_new), i);
	assert_int_equal(
	    series_list_number(list, hash_of(many), &is_new), many);
	assert_false(is_new);
	assert_int_equal(
	    series_list_number(list, hash_of(1), &is_new), many + 1);
	assert_true(is_new);
	series_list_free(list);
}

static void
check_renumbered(
    const char *rows, size_t commas, uint64_t more, const char *wanted)
{
	struct text to = { 0 };

	series_renumber(&to, rows, strlen(rows), commas, more);
	assert_string_equal(text_string(&to), wanted);
	text_free(&to);
}

static void
test_renumber(void **state)
{
	(void)state;
	check_renumbered("1,2,3\n9,5,6\n", 0, 90, "91,2,3\n99,5,6\n");
	check_renumbered("id,1,\"a \"\"b\"\"\nc,2\",x\nid,2,y\n", 1, 10,
	    "id,11,\"a \"\"b\"\"\nc,2\",x\nid,12,y\n");
	check_renumbered("", 1, 1, "");
}

int
main(void)
{
	struct suite s = { 0 };

	suite_add(&s, "duration", test_duration);
	suite_add(&s, "numbers", test_numbers);
	suite_add(&s, "bounded", test_bounded);
	suite_add(&s, "renumber", test_renumber);
	return suite_run(&s, "series");
}
