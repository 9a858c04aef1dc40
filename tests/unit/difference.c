/* In which figures two editions differ, as their packages have them. */
#include "tests/support/support.h"

#include "base/text.h"
#include "load/difference.h"

#define NEW "11111111-1111-8111-8111-111111111111"
#define OLD "22222222-2222-8222-8222-222222222222"
#define OTHER "33333333-3333-8333-8333-333333333333"

#define SERIES "document_id,series_id,indicator\n"
#define FIGURES "series_id,number,line,period_start,value,flag\n"

static struct arena *arena;
static const char *root;
static unsigned folders;

/* A folder with both files; without one where its content is NULL. */
static const char *
package(const char *series, const char *figures)
{
	const char *folder = arena_print(arena, "%s/%u", root, folders++);

	assert_true(folder_make(folder));
	if (series != NULL)
		file_write(arena_print(arena, "%s/series.csv", folder), series,
		    strlen(series));
	if (figures != NULL)
		file_write(arena_print(arena, "%s/observation.csv", folder),
		    figures, strlen(figures));
	return folder;
}

struct case_of {
	const char *name;
	const char *new_series, *new_figures, *old_series, *old_figures;
	const char *why; /* else the three texts without their headers */
	const char *series, *observation, *gone;
};

static const char *
behind_header(const struct text *text)
{
	const char *at = memchr(text->bytes, '\n', text->length);

	assert_non_null(at);
	return arena_copy(
	    arena, at + 1, text->length - (size_t)(at + 1 - text->bytes));
}

static void
check_case(const struct case_of *t)
{
	struct difference_edition present = {
		package(t->new_series, t->new_figures), NEW, 0, 0, "", ""
	};
	struct difference_edition earlier = {
		package(t->old_series, t->old_figures), OLD, 0, 0, "", ""
	};
	struct difference d = { 0 };
	const char *why = difference_find(&d, &present, &earlier);
	char digest[DIGEST_HEX];

	if (t->why != NULL) {
		assert_non_null(why);
		assert_string_equal(why, t->why);
	} else {
		assert_string_equal(or_none(why), or_none(NULL));
		assert_string_equal(behind_header(&d.series), t->series);
		assert_string_equal(
		    behind_header(&d.observation), t->observation);
		assert_string_equal(behind_header(&d.gone), t->gone);
		digest_string(t->new_figures, digest);
		assert_string_equal(present.observation, digest);
		digest_string(t->old_series, digest);
		assert_string_equal(earlier.series, digest);
	}
	difference_free(&d);
}

static const struct case_of cases[] = {
	{ "nothing differs, but the numbers of series",
	    SERIES NEW ",1,a\n" NEW ",2,b\n",
	    FIGURES "1,1,2,2020-01-01,5,\n2,2,3,2020-01-01,6,x\n",
	    SERIES OLD ",1,b\n" OLD ",2,a\n",
	    FIGURES "1,7,8,2020-01-01,6,x\n2,9,9,2020-01-01,5,\n", NULL, "", "",
	    "" },
	{ "a value, a row more, a row less", SERIES NEW ",1,a\n" NEW ",2,b\n",
	    FIGURES "1,1,2,2020-01-01,5,\n2,2,3,2020-01-01,6,\n"
		    "2,3,4,2020-02-01,7,\n",
	    SERIES OLD ",1,a\n" OLD ",2,c\n",
	    FIGURES "1,1,2,2020-01-01,4,\n2,2,3,2020-01-01,6,\n", NULL,
	    NEW ",1,a\n" NEW ",2,b\n" NEW ",3,c\n",
	    "1,1,2,2020-01-01,5,\n2,2,3,2020-01-01,6,\n2,3,4,2020-02-01,7,\n",
	    "1,2020-01-01\n3,2020-01-01\n" },
	{ "of several documents one each, and texts of several lines",
	    SERIES OTHER ",1,z\n" NEW ",2,\"a\nb\"\n" NEW ",3,c\n",
	    FIGURES "1,1,,,9,\n2,1,,2020-01-01,5,\"x\ny\"\n3,2,,,,\n",
	    SERIES OLD ",4,\"a\nb\"\n" OLD ",5,c\n" OTHER ",6,z\n",
	    FIGURES "4,1,,2020-01-01,5,\"x\nz\"\n5,2,,,,\n6,1,,,8,\n", NULL,
	    NEW ",1,\"a\nb\"\n", "1,1,,2020-01-01,5,\"x\ny\"\n",
	    "1,2020-01-01\n" },
	{ "1.0 is not 1", SERIES NEW ",1,a\n",
	    FIGURES "1,1,2,2020-01-01,1.0,\n", SERIES OLD ",1,a\n",
	    FIGURES "1,1,2,2020-01-01,1,\n", NULL, NEW ",1,a\n",
	    "1,1,2,2020-01-01,1.0,\n", "1,2020-01-01\n" },
	{ "the same twice", SERIES NEW ",1,a\n",
	    FIGURES "1,1,2,2020-01-01,1,\n1,2,3,2020-01-01,1,\n",
	    SERIES OLD ",1,a\n", FIGURES, "one states the same twice", NULL,
	    NULL, NULL },
	{ "another column", SERIES NEW ",1,a\n", FIGURES, SERIES OLD ",1,a\n",
	    "series_id,number,line,period_start,value\n",
	    "they have other columns", NULL, NULL, NULL },
	{ "a column of another name", SERIES NEW ",1,a\n", FIGURES,
	    "document_id,series_id,indicatoR\n", FIGURES,
	    "they have other columns", NULL, NULL, NULL },
	{ "fewer columns than there must be", SERIES NEW ",1,a\n",
	    "series_id\n", SERIES OLD ",1,a\n", "series_id\n",
	    "they have other columns", NULL, NULL, NULL },
	{ "another order of columns", "series_id,document_id\n", FIGURES,
	    "series_id,document_id\n", FIGURES, "they have other columns", NULL,
	    NULL, NULL },
	{ "no header", SERIES, "", SERIES, FIGURES, "is empty", NULL, NULL,
	    NULL },
	{ "no file", NULL, FIGURES, SERIES, FIGURES,
	    "No such file or directory", NULL, NULL, NULL },
	{ "no file of figures", SERIES, NULL, SERIES, FIGURES,
	    "No such file or directory", NULL, NULL, NULL },
	{ "no earlier file of figures", SERIES, FIGURES, SERIES, NULL,
	    "No such file or directory", NULL, NULL, NULL },
	{ "no number", SERIES NEW ",1,a\n", FIGURES "1x,1,2,2020-01-01,1,\n",
	    SERIES OLD ",1,a\n", FIGURES, "a figure has no series", NULL, NULL,
	    NULL },
	{ "a number that PostgreSQL has not", SERIES NEW ",1,a\n",
	    FIGURES "4294967297,1,2,2020-01-01,1,\n", SERIES OLD ",1,a\n",
	    FIGURES, "a figure has no series", NULL, NULL, NULL },
	{ "a number of many digits", SERIES NEW ",1,a\n",
	    FIGURES "42949672970,1,2,2020-01-01,1,\n", SERIES OLD ",1,a\n",
	    FIGURES, "a figure has no series", NULL, NULL, NULL },
	{ "nothing but a number", SERIES NEW ",1,a\n", FIGURES "1\n",
	    SERIES OLD ",1,a\n", FIGURES, "a figure has no series", NULL, NULL,
	    NULL },
	{ "no number of a row", SERIES NEW ",1,a\n",
	    FIGURES "1,one,2,2020-01-01,1,\n", SERIES OLD ",1,a\n", FIGURES,
	    "a figure has no place", NULL, NULL, NULL },
	{ "no cell behind the line", SERIES NEW ",1,a\n", FIGURES "1,1,2\n",
	    SERIES OLD ",1,a\n", FIGURES, "a figure has no place", NULL, NULL,
	    NULL },
	{ "no cell behind the period, in the earlier", SERIES NEW ",1,a\n",
	    FIGURES, SERIES OLD ",1,a\n", FIGURES "1,1,2,\n", NULL,
	    NEW ",1,a\n", "", "1,\n" },
	{ "no number of a line", SERIES NEW ",1,a\n",
	    FIGURES "1,1,two,2020-01-01,1,\n", SERIES OLD ",1,a\n", FIGURES,
	    "a figure has no place", NULL, NULL, NULL },
	{ "a series without a number", SERIES NEW ",one,a\n", FIGURES,
	    SERIES OLD ",1,a\n", FIGURES, "a series has no number of its own",
	    NULL, NULL, NULL },
	{ "a row without an end, in the earlier", SERIES NEW ",1,a\n",
	    FIGURES "1,1,2,2020-01-01,1,\n", SERIES OLD ",1,a\n",
	    FIGURES "1,1,2,2020-01-01,1,", "ends within a row", NULL, NULL,
	    NULL },
	{ "series out of order", SERIES NEW ",1,a\n" NEW ",3,b\n", FIGURES,
	    SERIES OLD ",1,a\n", FIGURES, "a series has no number of its own",
	    NULL, NULL, NULL },
	{ "a row without an end", SERIES NEW ",1,a\n",
	    FIGURES "1,1,2,2020-01-01,1,", SERIES OLD ",1,a\n", FIGURES,
	    "ends within a row", NULL, NULL, NULL },
	{ "a text without an end", SERIES NEW ",1,\"a\n", FIGURES,
	    SERIES OLD ",1,a\n", FIGURES, "ends within a row", NULL, NULL,
	    NULL },
};

static void
test_case(void **state)
{
	check_case(*state);
}

/* A row has ROW_MOST bytes at most. */
static void
test_row_limit(void **state)
{
	const size_t most = (size_t)1024 * 1024;
	char *flag = arena_alloc(arena, most + 1);
	size_t rest = strlen("1,1,2,2020-01-01,1,\n");

	(void)state;
	for (size_t more = 0; more < 2; more++) {
		struct case_of t = { "", SERIES NEW ",1,a\n", NULL,
			SERIES OLD ",1,a\n", NULL, NULL, "", "", "" };

		memset(flag, 'x', most - rest + more);
		t.new_figures =
		    arena_print(arena, FIGURES "1,1,2,2020-01-01,1,%s\n", flag);
		t.old_figures = t.new_figures;
		if (more == 1)
			t.why = "has a row that is too long";
		check_case(&t);
	}
}

/* Where each figure is another, all are staged. */
static void
test_too_many(void **state)
{
	struct text rows[2] = { { 0 }, { 0 } };
	struct case_of t = { "", SERIES NEW ",1,a\n", NULL, SERIES OLD ",1,a\n",
		NULL, "too many figures differ", NULL, NULL, NULL };

	(void)state;
	for (int side = 0; side < 2; side++) {
		text_add_string(&rows[side], FIGURES);
		for (unsigned i = 0; i < 140000; i++)
			text_addf(&rows[side], "1,%u,,%u,%d,\n", i, i, side);
	}
	t.new_figures = text_string(&rows[0]);
	t.old_figures = text_string(&rows[1]);
	check_case(&t);
	text_free(&rows[0]);
	text_free(&rows[1]);
}

/* A file that is there, and cannot be read. */
static void
test_unreadable(void **state)
{
	static const char *const names[] = { "series", "observation" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct difference_edition present = {
			package(
			    i == 0 ? NULL : SERIES, i == 1 ? NULL : FIGURES),
			NEW, 0, 0, "", ""
		};
		struct difference_edition earlier = { package(SERIES, FIGURES),
			OLD, 0, 0, "", "" };
		struct difference d = { 0 };

		assert_true(folder_make(
		    arena_print(arena, "%s/%s.csv", present.folder, names[i])));
		assert_string_equal(
		    or_none(difference_find(&d, &present, &earlier)),
		    "cannot be read");
		difference_free(&d);
	}
}

/* Many rows in two orders: what differs is found whatever waits. */
#define ROWS 3000

static void
test_orders(void **state)
{
	(void)state;
	for (unsigned step = 1; step < 1000; step += 331) {
		struct text rows[2] = { { 0 }, { 0 } };
		struct text stated = { 0 };
		struct text gone = { 0 };
		struct case_of t = { "", SERIES NEW ",1,a\n", NULL,
			SERIES OLD ",1,a\n", NULL, NULL, "", NULL, NULL };

		text_add_string(&rows[0], FIGURES);
		text_add_string(&rows[1], FIGURES);
		for (unsigned i = 0; i < ROWS; i++) {
			unsigned n = i * step % 2999;

			if (i == 2999)
				n = 2999;
			if (i % 7 != 0)
				text_addf(&rows[0], "1,%u,,%u,%u,\n", i, i, i);
			if (i % 7 != 0 && i % 11 == 0)
				text_addf(&stated, "1,%u,,%u,%u,\n", i, i, i);
			if (n % 11 != 0)
				text_addf(&rows[1], "1,%u,,%u,%u,\n", n, n, n);
			if (n % 11 != 0 && n % 7 == 0)
				text_addf(&gone, "1,%u\n", n);
		}
		t.new_figures = text_string(&rows[0]);
		t.old_figures = text_string(&rows[1]);
		t.series = NEW ",1,a\n";
		t.observation = text_string(&stated);
		t.gone = text_string(&gone);
		check_case(&t);
		text_free(&rows[0]);
		text_free(&rows[1]);
		text_free(&stated);
		text_free(&gone);
	}
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	root = folder_new(arena);
	SUITE_TABLE(&s, test_case, cases);
	suite_add(&s, "the limit of a row", test_row_limit);
	suite_add(&s, "too many differ", test_too_many);
	suite_add(&s, "files that cannot be read", test_unreadable);
	suite_add(&s, "rows in other orders", test_orders);
	status = suite_run(&s, "difference");
	folder_remove(root);
	arena_free(arena);
	return status;
}
