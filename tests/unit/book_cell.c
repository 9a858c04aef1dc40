#include "publish/export/book_cell.h"

#include "tests/support/support.h"

static const struct {
	const char *column; /* its kind, as an export has it */
	const char *text;
	enum book_cell kind;
	double number;
} values[] = {
	{ "money", "123456789012345678.01", BOOK_CELL_TEXT, 0 },
	{ "money", "1234567890123.45", BOOK_CELL_MONEY, 1234567890123.45 },
	{ "money", "12345678901234.56", BOOK_CELL_TEXT, 0 },
	{ "money", "12345678901234.50", BOOK_CELL_MONEY, 12345678901234.5 },
	{ "money", "-0.01", BOOK_CELL_MONEY, -0.01 },
	{ "money", "0.00", BOOK_CELL_MONEY, 0 },
	{ "money", "100000000000000000.00", BOOK_CELL_MONEY, 1e17 },
	{ "integer", "999999999999999", BOOK_CELL_INTEGER, 999999999999999 },
	{ "integer", "9007199254740993", BOOK_CELL_TEXT, 0 },
	{ "integer", "-7", BOOK_CELL_INTEGER, -7 },
	{ "number", "0.000000000000000123", BOOK_CELL_NUMBER, 1.23e-16 },
	{ "number", "0.1234567890123456", BOOK_CELL_TEXT, 0 },
	{ "number", "1.5e-7", BOOK_CELL_NUMBER, 1.5e-7 },
	{ "number", "1e999", BOOK_CELL_TEXT, 0 },
	{ "number", "NaN", BOOK_CELL_TEXT, 0 },
	{ "number", "Infinity", BOOK_CELL_TEXT, 0 },
	{ "number", "", BOOK_CELL_TEXT, 0 },
	{ "boolean", "true", BOOK_CELL_BOOLEAN, 1 },
	{ "boolean", "false", BOOK_CELL_BOOLEAN, 0 },
	{ "date", "1900-02-28", BOOK_CELL_TEXT, 0 },
	{ "date", "1900-03-01", BOOK_CELL_DAY, 61 },
	{ "date", "2026-11-30", BOOK_CELL_DAY, 46356 },
	{ "date", "9999-12-31", BOOK_CELL_DAY, 2958465 },
	{ "date", "infinity", BOOK_CELL_TEXT, 0 },
	{ "date", "0044-03-15 BC", BOOK_CELL_TEXT, 0 },
	{ "datetime", "2026-11-30T00:00:00+00:00", BOOK_CELL_TEXT, 0 },
	{ "string", "12", BOOK_CELL_TEXT, 0 },
	{ "object", "{}", BOOK_CELL_TEXT, 0 },
};

static void
reads_values(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		struct book_value value;

		book_cell_read(book_cell_kind(values[i].column), values[i].text,
		    strlen(values[i].text), &value);
		assert_int_equal(value.kind, values[i].kind);
		if (value.kind != BOOK_CELL_TEXT)
			assert_true(value.number == values[i].number);
	}
}

static const struct {
	const char *text;
	const char *written;
} texts[] = {
	{ "", "" }, { "=1+1", "=1+1" }, { "_x0041_", "_x005F_x0041_" },
	{ "__xAbCd__", "__x005F_xAbCd__" },
	{ "_x00G1_ _x004", "_x00G1_ _x004" },
	{ "a\xEF\xBF\xBE\xEF\xBF\xBF", "a_xFFFE__xFFFF_" },
	{ "\x01\n", "\x01\n" }, /* libxlsxwriter escapes it */
};

static void
writes_texts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct text cell = { 0 };

		assert_false(book_cell_text(
		    texts[i].text, strlen(texts[i].text), &cell));
		assert_string_equal(text_string(&cell), texts[i].written);
		text_free(&cell);
	}
}

/* So many of a character, and whether they have room. */
static void
proves_length(const char *character, size_t count, size_t kept)
{
	struct text long_text = { 0 };
	struct text cell = { 0 };
	size_t length = strlen(character);

	for (size_t i = 0; i < count; i++)
		text_add_string(&long_text, character);
	assert_true(book_cell_text(text_string(&long_text), long_text.length,
			&cell) == (kept < count));
	assert_int_equal(cell.length, kept * length);
	text_free(&cell);
	text_free(&long_text);
}

static void
cuts_texts(void **state)
{
	(void)state;
	proves_length("x", BOOK_CELL_LENGTH, BOOK_CELL_LENGTH);
	proves_length("x", BOOK_CELL_LENGTH + 1, BOOK_CELL_LENGTH);
	proves_length("\xC3\xA9", BOOK_CELL_LENGTH + 9, BOOK_CELL_LENGTH);
	proves_length("\xF0\x9F\x98\x80", 16384, 16383);
	proves_length("\xF0\x9F\x98\x80", 16383, 16383);
}

int
main(void)
{
	struct suite s = { 0 };

	suite_add(
	    &s, "a value is a number where its digits are kept", reads_values);
	suite_add(&s, "a text is written as it is read", writes_texts);
	suite_add(&s, "a text is cut where a cell ends", cuts_texts);
	return suite_run(&s, "book_cell");
}
