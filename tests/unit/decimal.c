#include "tests/support/support.h"

#include "transform/normalise/normalise.h"

struct decimal_case {
	const char *text;
	const char *wanted; /* NULL: is no number */
	bool percent;
};

static const struct decimal_case table[] = {
	{ " 49,231,479 ", "49231479", false }, /* section-655 */
	{ "0 ", "0", false },                  /* TIV tables of 2024 */
	{ "0.077100", "0.077100", false },
	{ "1.50", "1.50", false },
	{ "-0.4", "-0.4", false },
	{ "(1,234.5)", "-1234.5", false },
	{ "- 12", "-12", false },
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
	{ "\xC2\xA0"
	  "15.12",
	    "15.12", false },
	{ "9,999", "9999", false },

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
	{ "123456789012345678901", NULL, false },
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
};

/* What a spreadsheet makes of numbers where a comma is the point. */
static const struct decimal_case commas[] = {
	{ "0,36", "0.36", false },
	{ "15,12", "15.12", false },
	{ "1234,5", "1234.5", false },
	{ "0,044", "0.044", false },
	{ "-1,5", "-1.5", false },
	{ "1,234", "1234", false },
	{ "1.5", "1.5", false },
	{ "7", "7", false },
	{ "1,2,3", NULL, false },
	{ "1,2.3", NULL, false },
	{ "1.234,5", NULL, false },
	{ ",", NULL, false },
	{ "1,", NULL, false },
	{ "a,5", NULL, false },
};

static void
test_comma(void **state)
{
	const struct decimal_case *c = *state;
	struct decimal d = { "" };

	assert_int_equal(decimal_read_comma(c->text, &d), c->wanted != NULL);
	assert_string_equal(d.text, c->wanted == NULL ? "" : c->wanted);
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
	return suite_run(&suite, "decimal");
}
