#include "tests/support/support.h"

#include "transform/normalise/normalise.h"

struct decimal_case {
	const char *text;
	const char *wanted; /* NULL: is no number */
	bool percent;
};

/* Sixty figures, as many as may stand on either side of a point. */
#define TEN "1234567890"
#define SIXTY TEN TEN TEN TEN TEN TEN
#define ZEROS_9 "000000000"
#define ZEROS_59 \
	ZEROS_9 "0" ZEROS_9 "0" ZEROS_9 "0" ZEROS_9 "0" ZEROS_9 "0" ZEROS_9
#define GROUPS_5 "123,456,789,012,345,"
#define BLANKS_32 "                                "

static const struct decimal_case table[] = {
	{ SIXTY, SIXTY, false },
	{ "0." SIXTY, "0." SIXTY, false },
	{ ".1e60", "1" ZEROS_59, false },
	{ "1e-60", "0." ZEROS_59 "1", false },
	{ "1e60", NULL, false },
	{ "0.1e-60", NULL, false },
	{ "0." SIXTY "1", NULL, false },
	{ GROUPS_5 GROUPS_5 GROUPS_5 GROUPS_5 "123,456", NULL, false },
	{ "1e 5", NULL, false },
	{ "1e\n5", NULL, false },
	{ "1e+", NULL, false },
	{ "1e+-5", NULL, false },
	{ " 49,231,479 ", "49231479", false }, /* section-655 */
	{ "0 ", "0", false },                  /* TIV tables of 2024 */
	{ "0.077100", "0.077100", false },
	{ "1.50", "1.50", false },
	{ "-0.4", "-0.4", false },
	{ "(1,234.5)", "-1234.5", false },
	{ "- 12", "-12", false },
	{ "\xE2\x88\x92"
	  "12.5",
	    "-12.5", false }, /* the sign of minus */
	{ "\xE2\x88\x92", NULL, false },
	{ "\xE2\x80\x93"
	  "12",
	    NULL, false }, /* a dash is none */
	{ "12\xE2\x80\x89", "12", false },
	{ "+7", "7", false },
	{ ".5", "0.5", false },
	{ "5.", "5", false },
	{ "007", "7", false },
	{ "0", "0", false },
	{ "000", "0", false },
	{ "0.0", "0.0", false },
	{ "1.5E+03", "1500", false },
	{ "2.25e-4", "0.000225", false },
	{ "1E5", "100000", false },
	{ "12345678901234567890", "12345678901234567890", false },
	{ "3.083842126E+21", "3083842126000000000000", false },
	{ "2.4358e22", "24358000000000000000000", false },
	{ "3.2732240437158471E-7", "0.00000032732240437158471", false },
	{ "0.00000029729729729729733", "0.00000029729729729729733", false },
	{ "\xC2\xA0"
	  "15.12",
	    "15.12", false },
	{ "9,999", "9999", false },
	{ "123,456", "123456", false },

	{ "", NULL, false },
	{ " ", NULL, false },
	{ "-", NULL, false },
	{ ".", NULL, false },
	{ "()", NULL, false },
	{ "(5", NULL, false },
	{ "5)", NULL, false },
	{ "1,5", NULL, false }, /* a decimal comma, or one and five */
	{ "12,34,567", NULL, false },
	{ ",123", NULL, false },
	{ "0,123", NULL, false },
	{ "1,2345", NULL, false },
	{ "1234,567", NULL, false },
	{ "1.2.3", NULL, false },
	{ "--5", NULL, false },
	{ "5 6", NULL, false },
	{ "5x", NULL, false },
	{ "...", NULL, false },
	{ "N/A", NULL, false },
	{ "1e", NULL, false },
	{ "1e999", NULL, false },
	{ SIXTY "1", NULL, false },
	{ "44%", NULL, false },
	{ "Infinity", NULL, false },
	{ "0x10", NULL, false },

	{ "44%", "44", true },
	{ "6.4% ", "6.4", true },
	{ "0.0%", "0.0", true },
	{ "100 %", "100", true },
	{ "44", NULL, true },
	{ "%", NULL, true },
	{ "44%%", NULL, true },
	{ "44% of", NULL, true },
	/* as long as the text of a number may be */
	{ BLANKS_32 BLANKS_32 BLANKS_32 BLANKS_32 "%", NULL, true },
	{ "44" BLANKS_32 BLANKS_32 BLANKS_32 "                             %",
	    "44", true },
	{ "44" BLANKS_32 BLANKS_32 BLANKS_32 "                              %",
	    NULL, true },
};

/* What a spreadsheet makes of numbers where a comma is the point. */
struct mark_case {
	const char *text;
	const char *wanted; /* NULL: it is no number, or may be two */
	char before;
	char after;
};

static const struct mark_case marks[] = {
	{ "7", "7", '\0', '\0' },
	{ "7", "7", ',', ',' },
	{ "1.5", "1.5", '\0', '.' },
	{ "1.500", "1.500", '\0', '.' },
	{ "1,234.5", "1234.5", '\0', '.' },
	{ "1,234,567", "1234567", '\0', '\0' },
	{ "0,36", "0.36", '\0', ',' },
	{ "15,12", "15.12", '\0', ',' },
	{ "1234,5", "1234.5", '\0', ',' },
	{ "0,044", "0.044", '\0', ',' },
	{ "-1,5", "-1.5", '\0', ',' },
	{ "4,455", NULL, '\0', '\0' }, /* four, or four thousand */
	{ "4,455", "4455", '.', '.' },
	{ "4,455", "4.455", ',', ',' },
	{ "157,872", "157.872", ',', ',' },
	{ "0,36", NULL, '.', '.' },
	{ "1.5", NULL, ',', ',' },
	{ "1.234", NULL, ',', ',' },
	{ "1,2,3", NULL, '\0', '\0' },
	{ "1,2.3", NULL, '\0', '\0' },
	{ "1.234,5", NULL, '\0', '\0' },
	{ ",", NULL, '\0', '\0' },
	{ "1,", NULL, '\0', '\0' },
	{ "a,5", NULL, '\0', '\0' },
	/* as long as the text of a number may be, and longer */
	{ "0,5" BLANKS_32 BLANKS_32 BLANKS_32 "                            ",
	    "0.5", '\0', ',' },
	{ "0,5" BLANKS_32 BLANKS_32 BLANKS_32 "                             ",
	    NULL, '\0', '\0' },
	{ "", NULL, '\0', '\0' },
};

/* Numbers only if their comma is a point. */
struct comma_case {
	const char *text;
	bool has;
};

static const struct comma_case commas[] = {
	{ "0,36", true },
	{ "1234,5", true },
	{ "-1,5", true },
	{ "157,872", false }, /* a number as it is */
	{ "1,5x", false },
	{ "1,,5", false },
	{ "1.234,5", false },
	{ "1.5", false },
	{ "7", false },
	{ "x", false },
	{ "", false },
};

static void
test_comma(void **state)
{
	const struct comma_case *c = *state;

	assert_int_equal(decimal_has_comma(c->text), c->has);
}

static void
test_mark(void **state)
{
	const struct mark_case *c = *state;
	struct decimal d = { "" };
	char mark = c->before;

	assert_int_equal(
	    decimal_read_marked(c->text, &mark, &d), c->wanted != NULL);
	assert_string_equal(d.text, c->wanted == NULL ? "" : c->wanted);
	assert_int_equal(mark, c->after);
}

static void
test_case(void **state)
{
	const struct decimal_case *c = *state;
	struct decimal d = { "" };
	bool ok =
	    c->percent ? percent_read(c->text, &d) : decimal_read(c->text, &d);

	assert_int_equal(ok, c->wanted != NULL);
	assert_string_equal(d.text, c->wanted == NULL ? "" : c->wanted);
}

int
main(void)
{
	struct suite suite = { 0 };

	SUITE_TABLE(&suite, test_case, table);
	SUITE_TABLE(&suite, test_comma, commas);
	SUITE_TABLE(&suite, test_mark, marks);
	return suite_run(&suite, "decimal");
}
