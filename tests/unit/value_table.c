#include <inttypes.h>

#include "tests/support/support.h"

#include "base/arena.h"
#include "transform/notice/value_table.h"

static struct arena *arena;

struct row_case {
	const char *text;
	const char *values; /* dollars: MDE, other, total; "-": not known */
	size_t faults;
};

static const struct row_case table[] = {
	/* To about 2000 a head may tell the scale. */
	{ "Million\nMajor defense equipment \\1\\\t$90\nOther\t60\nTotal\t150",
	    "90000000 60000000 150000000", 0 },
	{ "[In millions]\nMajor Defense Equipment* $ 90.5\nOther $ 60\nTotal "
	  "$150.5",
	    "90500000 60000000 150500000", 0 },
	{ "[Dollars in billions]\nMajor Defense Equipment* $1.5\nOther $60 "
	  "million\nTotal $1.56",
	    "1500000000 60000000 1560000000", 0 },
	{ "Major Defense Equipment \\1\\, $90 million; other, $60 million; "
	  "total, $150 million.",
	    "90000000 60000000 150000000", 0 },
	/* The note on such equipment is no row. */
	{ "Major Defense Equipment \\1\\\t$63 million\nOther\t$70 million\n"
	  "TOTAL\t$133 million\n\\1\\ As defined in Section 47(6) of the Arms "
	  "Export Control Act.",
	    "63000000 70000000 133000000", 0 },
	{ "Major Defense Equipment*\t$63 million\nOther\t$70 million\n"
	  "\\*\\ As defined in Section 47(6) of the Act.\nTOTAL\t$133 million",
	    "63000000 70000000 133000000", 0 },
	{ "Major Defense Equipment*\t$63 million\nOther\t$70 million\n"
	  "TOTAL\t$133 million\nas defined in Section 47(6) of the Act.",
	    "63000000 70000000 133000000", 0 },
	/* The head of the table, or nobody, says that these are millions. */
	{ "Major Defense Equipment * $61\nOther $11\nTOTAL $72", "- - -", 4 },
	{ "Major Defense Equipment * $ 0\nOther $11 million\nTOTAL $11 million",
	    "0 11000000 11000000", 0 },
	/* A total by another name is none of the rest. */
	{ "Major Defense Equipment $61 million\nOther $11 million\nGrand Total "
	  "$72 million",
	    "61000000 11000000 72000000", 0 },
	{ "Major Defense Equipment $61 million\nOther $11 million\nEstimated "
	  "Total Value $72 million",
	    "61000000 11000000 72000000", 0 },
	{ "Major Defense Equipment*\t$82.50 million\nOther\t$ 0.64 million\n"
	  "TOTAL\t$83.14 million",
	    "82500000 640000 83140000", 0 },
	/* 2024-11526: a copy has "?" for what it could not show. */
	{ "Major Defense Equipment?* $ 0 million\nOther? $120 million\n"
	  "Total $120 million",
	    "0 120000000 120000000", 0 },
	{ "Major Defense Equipment:* $5 million\nOther. . . $6 million\n"
	  "Total\xE2\x80\x93 $11 million",
	    "5000000 6000000 11000000", 0 },
	{ "Major Defense Equipment\nOther\nTotal\n$1 million\n$2 million\n"
	  "$3 million",
	    "1000000 2000000 3000000", 0 },
	{ "Articles $1 million\nServices $2 million\nTotal $3 million",
	    "- 3000000 3000000", 0 },
	{ "Major Defense Equipment $ ? million\nTotal $3 million",
	    "- - 3000000", 1 },
	{ "Major Defense Equipment $1 million", "1000000 - -", 1 },
	{ "", "- - -", 1 },
};

static const char *
dollars(struct money m)
{
	return m.given ? arena_print(arena, "%" PRId64, m.cents / 100) : "-";
}

static void
test_rows(void **state)
{
	const struct row_case *c = *state;
	struct reading r = { .arena = arena };
	struct notice n = { 0 };

	value_table_read(&r, c->text, 1, &n);
	assert_string_equal(arena_print(arena, "%s %s %s", dollars(n.mde),
				dollars(n.other), dollars(n.total)),
	    c->values);
	assert_int_equal(count_faults(&r), c->faults);
}

int
main(void)
{
	struct suite s = { 0 };
	int failed;

	arena = arena_new();
	SUITE_TABLE(&s, test_rows, table);
	failed = suite_run(&s, "value_table");
	arena_free(arena);
	return failed;
}
