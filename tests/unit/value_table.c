#include "tests/support/support.h"

#include "transform/notice/value_table.h"

static struct arena *arena;

#define NOT_GIVEN (-1)

struct table_case {
	const char *text; /* a tab stands for a dotted leader */
	double mde;       /* in millions of dollars */
	double other;
	double total;
	size_t faults;
};

static const struct table_case table[] = {
	/* 2026-09109 as one rendition has it. */
	{ "Major Defense Equipment *\t$ 0\nOther\t$340 million\n"
	  "'TOTAL\t$340 million",
	    0, 340, 340, 0 },
	{ "Major Defense Equipment *\t$ 0\nOther\t$340 million\n"
	  "` TOTAL\t$340 million",
	    0, 340, 340, 0 },
	/* 2011-19557 and 2011-25020 */
	{ "Major Defense Equipment:* $45 million\nOther: $155 million\n"
	  "TOTAL: $200 million",
	    45, 155, 200, 0 },
	{ "Major Defense Equipment* $ 0 million\nOther 52 million\n"
	  "Total 52 million",
	    0, 52, 52, 0 },
	/* 2013-10630, 2014-18023 */
	{ "Major Defense Equipment *\t$0 million.\nOther\t$300 million.\n"
	  "TOTAL\t$300 million.",
	    0, 300, 300, 0 },
	{ "Major Defense Equipment*\t$31 million.\nOther\t$30 million.\n"
	  "Total\t$61 million.",
	    31, 30, 61, 0 },
	/* 2015-11725 */
	{ "Major Defense Equipment *\t$ 0 million\n"
	  "Sustainment\t$275 million\nTOTAL\t$275 million",
	    0, 275, 275, 0 },
	{ "Major Defense Equipment *\t$10 million\nOther\t$20 million\n"
	  "Construction\t$5 million\nSustainment\t$2.5 million\n"
	  "TOTAL\t$37.5 million",
	    10, 27.5, 37.5, 0 },
	/* Public inspection, 2024 */
	{ "Major Defense Equipment *\nOther\nTOTAL\n\n$770 million\n"
	  "$160 million\n$930 million",
	    770, 160, 930, 0 },
	{ "Major Defense Equipment *\n$ 0\nOther\n$340 million\nTOTAL\n"
	  "$340 million",
	    0, 340, 340, 0 },
	{ "Major Defense Equipment*\n\n$ 0 million\n\nOther\n\n52 million\n\n"
	  "Total\n\n52 million",
	    0, 52, 52, 0 },
	{ "Major Defense Equipment (MDE)\nOther\nTotal\n$ 0\n52 million\n"
	  "52 million",
	    0, 52, 52, 0 },
	/* The Congressional Record */
	{ "Major Defense Equipment* $0 million.\nOther $ 200 million.\n"
	  "Total $ 200 million.",
	    0, 200, 200, 0 },
	{ "Major Defense Equipment* $0 million. Other $200 million. Total $200 "
	  "million.",
	    0, 200, 200, 0 },
	/* 2026-09003 */
	{ "Major Defense Equipment *\t$82.50 million\nOther\t$ 0.64 million\n"
	  "TOTAL\t$83.14 million",
	    82.5, 0.64, 83.14, 0 },
	/* The mark of a footnote, as another encoding has it. */
	{ "Major Defense Equipment?*\t$5 million\nOther\t$1 million\n"
	  "TOTAL\t$6 million",
	    5, 1, 6, 0 },
	{ "Major Defense Equipment \xE2\x80\xA0\t$5 million\nOther\t$1 "
	  "million\nTOTAL\t$6 million",
	    5, 1, 6, 0 },
	/* A table of XML */
	{ "\t\nMajor Defense Equipment *\t$5 million\t\nOther\t$1 million\t\n"
	  "TOTAL\t$6 million\t",
	    5, 1, 6, 0 },
	{ "Major Defense Equipment *\t\t$5 million\nOther\t \t$1 million\n"
	  "TOTAL\t\t$6 million",
	    5, 1, 6, 0 },
	{ "Major Defense Equipment *\t$5 million\n-----\nOther\t$1 million\n"
	  "=====\n \n\nTOTAL\t$6 million\n____",
	    5, 1, 6, 0 },
	{ "MDE\t$5 million\nNon-MDE\t$1 million\nTOTAL\t$6 million", 5, 1, 6,
	    0 },
	{ "Major Defence Equipment\t$5 million\nOther\t$1 million\n"
	  "Total\t$6 million",
	    5, 1, 6, 0 },
	{ "MAJOR DEFENSE EQUIPMENT*: $5 million\nOTHER: $1 million\n"
	  "TOTAL: $6 million",
	    5, 1, 6, 0 },
	{ "Major Defense Equipment (MDE): $5 million\nOther: $1 million\n"
	  "Total: $6 million",
	    5, 1, 6, 0 },
	{ "Total\t$6 million", NOT_GIVEN, NOT_GIVEN, 6, 0 },
	{ "Major Defense Equipment\t$1.2 billion\nOther\t$3.0 billion\n"
	  "Total\t$4.2 billion",
	    1200, 3000, 4200, 0 },
	/* The total stands twice. */
	{ "Major Defense Equipment\t$5 million\nOther\t$1 million\n"
	  "Total\t$6 million\nTOTAL\t$6 million",
	    5, 1, 6, 0 },

	/* What cannot be read. */
	{ "Major Defense Equipment\t$5 million\nOther\t$1 million", 5, 1,
	    NOT_GIVEN, 1 },
	{ "Major Defense Equipment\t$5 million\nOther\t\nTotal\t$6 million", 5,
	    NOT_GIVEN, 6, 1 },
	{ "Major Defense Equipment\t$TBD\nOther\t$1 million\nTotal\t$6 million",
	    NOT_GIVEN, 1, 6, 1 },
	{ "Major Defense Equipment\t$5-10 million\nOther\t$1 million\n"
	  "Total\t$6 million",
	    NOT_GIVEN, 1, 6, 1 },
	{ "Major Defense Equipment\t$5 million\nOther\t$1 million\n"
	  "Total\t6 zillion",
	    5, 1, NOT_GIVEN, 2 },
	{ "Major Defense Equipment\t$5 million\nOther\t\xE2\x82\xAC"
	  "1 million\nTotal\t$6 million",
	    5, NOT_GIVEN, 6, 1 },
	/* Of a sum with an unknown part nothing is known. */
	{ "Major Defense Equipment\t$5 million\nOther\t$1 million\n"
	  "Sustainment\tTBD\nTotal\t$16 million",
	    5, NOT_GIVEN, 16, 1 },
	{ "Major Defense Equipment\nOther\nTotal\n$5 million\n$1 million", 5, 1,
	    NOT_GIVEN, 2 },
	{ "", NOT_GIVEN, NOT_GIVEN, NOT_GIVEN, 1 },
	{ "\n \n", NOT_GIVEN, NOT_GIVEN, NOT_GIVEN, 1 },
};

static int64_t
cents(struct money m)
{
	return m.given ? m.cents : NOT_GIVEN;
}

static int64_t
cents_of(double millions)
{
	return millions < 0 ? NOT_GIVEN : (int64_t)(millions * 1e8 + 0.5);
}

static void
test_table(void **state)
{
	const struct table_case *c = *state;
	struct reading r = reading_of(arena, NULL);
	struct notice n = { 0 };

	value_table_read(&r, c->text, 1, &n);
	assert_int_equal(cents(n.mde), cents_of(c->mde));
	assert_int_equal(cents(n.other), cents_of(c->other));
	assert_int_equal(cents(n.total), cents_of(c->total));
	assert_int_equal(count_faults(&r) > 0, c->faults > 0);
}

/* More rows than any table has must not pass for a small table. */
static void
test_many_rows(void **state)
{
	struct reading r = reading_of(arena, NULL);
	struct notice n = { 0 };
	struct text text = { 0 };

	(void)state;
	text_add_string(&text, "Total\t$1000 million\n");
	for (int i = 0; i < 1000; i++)
		text_add_string(&text, "Other\t$1 million\n");
	value_table_read(&r, text_string(&text), 1, &n);
	text_free(&text);
	assert_true(count_faults(&r) > 0 ||
	    (cents(n.other) == cents_of(1000) &&
		cents(n.total) == cents_of(1000)));
}

/* A sum that no number of ours can hold. */
static void
test_large(void **state)
{
	struct reading r = reading_of(arena, NULL);
	struct notice n = { 0 };

	(void)state;
	value_table_read(&r,
	    "Other\t$90,000,000,000,000,000\n"
	    "Sustainment\t$90,000,000,000,000,000\nTotal\t$1 million",
	    1, &n);
	assert_true(count_faults(&r) > 0);
	assert_false(n.other.given);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_table, table);
	suite_add(&s, "a thousand rows", test_many_rows);
	suite_add(&s, "a sum that is too large", test_large);
	status = suite_run(&s, "value_table");
	arena_free(arena);
	return status;
}
