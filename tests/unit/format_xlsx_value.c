#include "format/xlsx/xlsx.h"

#include "tests/support/support.h"

static struct arena *arena;

struct code_case {
	const char *code;
	enum xlsx_shown shown;
};

static const struct code_case codes[] = {
	{ "General", SHOWN_NUMBER },
	{ "GENERAL", SHOWN_NUMBER },
	{ "Standard", SHOWN_NUMBER },
	{ "General\" days\"", SHOWN_NUMBER },
	{ "#,##0.00;[Red]-#,##0.00", SHOWN_NUMBER },
	{ "0.00E+00", SHOWN_NUMBER },
	{ "0.00e-00", SHOWN_NUMBER },
	{ "ed", SHOWN_DATE },
	{ "Em", SHOWN_DATE },
	{ "\"days\" 0", SHOWN_NUMBER },
	{ "\"day \"d", SHOWN_DATE },
	{ "\"d", SHOWN_NUMBER },
	{ "0\\d", SHOWN_NUMBER },
	{ "0\\", SHOWN_NUMBER },
	{ "_d*m0", SHOWN_NUMBER },
	{ "[Red]0", SHOWN_NUMBER },
	{ "[$USD-409]#,##0", SHOWN_NUMBER },
	{ "[$-yyyy]0", SHOWN_NUMBER },
	{ "[", SHOWN_NUMBER },
	{ "[mm", SHOWN_NUMBER },
	{ "0;d", SHOWN_NUMBER },
	{ "@", SHOWN_NUMBER },
	{ "", SHOWN_NUMBER },
	{ "yyyy-mm-dd", SHOWN_DATE },
	{ "DD/MM/YYYY;@", SHOWN_DATE },
	{ "[$-409]d\\-mmm\\-yy;@", SHOWN_DATE },
	{ "mmm", SHOWN_DATE },
	{ "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", SHOWN_DATE },
	{ "yyyy-mm-ddThh:mm:ss", SHOWN_DATE },
	{ "yyyy\"y\"", SHOWN_DATE },
	{ "h:mm AM/PM", SHOWN_TIME },
	{ "mm:ss.0", SHOWN_TIME },
	{ "[h]:mm:ss", SHOWN_HOURS },
	{ "[mm]:ss", SHOWN_HOURS },
	{ "[Blue][ss]", SHOWN_HOURS },
};

static void
test_code(void **state)
{
	const struct code_case *c = *state;

	assert_int_equal(xlsx_shown_by_code(c->code), c->shown);
}

static void
test_ids(void **state)
{
	static const char dates[] =
	    "              ddddttttd    dddddddddd        thtrest";

	(void)state;
	for (size_t id = 0; id < 48; id++)
		assert_int_equal(xlsx_shown_by_id(id),
		    dates[id] == 'd'       ? SHOWN_DATE
			: dates[id] == 't' ? SHOWN_TIME
			: dates[id] == 'h' ? SHOWN_HOURS
					   : SHOWN_NUMBER);
	assert_int_equal(xlsx_shown_by_id(49), SHOWN_NUMBER);
	assert_int_equal(xlsx_shown_by_id(50), SHOWN_DATE);
	assert_int_equal(xlsx_shown_by_id(58), SHOWN_DATE);
	assert_int_equal(xlsx_shown_by_id(59), SHOWN_NUMBER);
	assert_int_equal(xlsx_shown_by_id(SIZE_MAX), SHOWN_NUMBER);
}

struct value_case {
	const char *written;
	enum xlsx_shown shown;
	const char *text;
};

static const struct value_case values[] = {
	{ "7.7100000000000002E-2", SHOWN_NUMBER, "0.0771" },
	{ "0.77000000000000002", SHOWN_NUMBER, "0.77" },
	{ "1976.9000000000001", SHOWN_NUMBER, "1976.9" },
	{ "1976.9", SHOWN_NUMBER, "1976.9" },
	{ "0.30000000000000004", SHOWN_NUMBER, "0.30000000000000004" },
	{ "0", SHOWN_NUMBER, "0" },
	{ "-0", SHOWN_NUMBER, "0" },
	{ "-0.0", SHOWN_NUMBER, "0" },
	{ "+5", SHOWN_NUMBER, "5" },
	{ "5.", SHOWN_NUMBER, "5" },
	{ ".5", SHOWN_NUMBER, "0.5" },
	{ "1.50", SHOWN_NUMBER, "1.5" },
	{ "007", SHOWN_NUMBER, "7" },
	{ "-1.2345E+10", SHOWN_NUMBER, "-12345000000" },
	{ "1e22", SHOWN_NUMBER, "10000000000000000000000" },
	{ "9007199254740993", SHOWN_NUMBER, "9007199254740992" },
	{ "12345678901234567890", SHOWN_NUMBER, "12345678901234567000" },
	{ "1E-9", SHOWN_NUMBER, "0.000000001" },
	{ "1E30", SHOWN_NUMBER, "1000000000000000000000000000000" },
	{ "1E31", SHOWN_NUMBER, "1e31" },
	{ "1E-31", SHOWN_NUMBER, "0.0000000000000000000000000000001" },
	{ "1E-32", SHOWN_NUMBER, "1e-32" },
	{ "1E-300", SHOWN_NUMBER, "1e-300" },
	{ "-1.25E300", SHOWN_NUMBER, "-1.25e300" },
	{ "1E-400", SHOWN_NUMBER, "0" },
	{ "1E400", SHOWN_NUMBER, "1E400" },
	{ "", SHOWN_NUMBER, "" },
	{ "-", SHOWN_NUMBER, "-" },
	{ ".", SHOWN_NUMBER, "." },
	{ "1e", SHOWN_NUMBER, "1e" },
	{ "1 2", SHOWN_NUMBER, "1 2" },
	{ "0x1F", SHOWN_NUMBER, "0x1F" },
	{ "NaN", SHOWN_NUMBER, "NaN" },
	{ "inf", SHOWN_DATE, "inf" },

	{ "1", SHOWN_DATE, "1900-01-01" },
	{ "59", SHOWN_DATE, "1900-02-28" },
	{ "60", SHOWN_DATE, "1900-02-29" },
	{ "61", SHOWN_DATE, "1900-03-01" },
	{ "25569", SHOWN_DATE, "1970-01-01" },
	{ "45351", SHOWN_DATE, "2024-02-29" },
	{ "2958465", SHOWN_DATE, "9999-12-31" },
	{ "2958465.5", SHOWN_DATE, "9999-12-31T12:00:00" },
	{ "2958465.9999999", SHOWN_DATE, "2958465.9999999" },
	{ "2958466", SHOWN_DATE, "2958466" },
	{ "-1", SHOWN_DATE, "-1" },
	{ "0", SHOWN_DATE, "0" },
	{ "0.25", SHOWN_DATE, "06:00:00" },
	{ "46053.416666666664", SHOWN_DATE, "2026-01-31T10:00:00" },
	{ "46053.41666667", SHOWN_TIME, "2026-01-31T10:00:00" },
	{ "46053.999999", SHOWN_DATE, "2026-02-01" },
	{ "0", SHOWN_TIME, "00:00:00" },
	{ "0.99998842592592596", SHOWN_TIME, "23:59:59" },
	{ "1.5", SHOWN_HOURS, "36:00:00" },
	{ "4.1666666666666664E-2", SHOWN_HOURS, "01:00:00" },
	{ "-0.5", SHOWN_HOURS, "-0.5" },
};

static void
test_value(void **state)
{
	const struct value_case *c = *state;

	assert_string_equal(
	    xlsx_value(arena, c->written, c->shown, false), c->text);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_code, codes);
	suite_add(&s, "formats by number", test_ids);
	SUITE_TABLE(&s, test_value, values);
	status = suite_run(&s, "format_xlsx_value");
	arena_free(arena);
	return status;
}
