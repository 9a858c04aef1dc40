#include "publish/export/book_cell.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "base/time.h"
#include "base/utf8.h"
#include "publish/export/format.h"

#define DIGITS 15 /* that a number of a spreadsheet gives back */
#define DAY_FIRST "1900-03-01"
#define DAY_SECONDS 86400
#define DAYS_BEFORE_1970 25569 /* by a spreadsheet's count */

static const struct {
	const char *kind; /* of a column; NULL: all others */
	const char *format;
	double width;
} kinds[BOOK_CELL_KINDS] = {
	[BOOK_CELL_TEXT] = { NULL, NULL, 28 },
	[BOOK_CELL_INTEGER] = { "integer", "0", 12 },
	[BOOK_CELL_MONEY] = { "money", "#,##0.00", 20 },
	[BOOK_CELL_NUMBER] = { "number", NULL, 14 },
	[BOOK_CELL_BOOLEAN] = { "boolean", NULL, 9 },
	[BOOK_CELL_DAY] = { "date", "yyyy-mm-dd", 12 },
};

enum book_cell
book_cell_kind(const char *kind)
{
	for (size_t i = 0; i < BOOK_CELL_KINDS; i++) {
		if (kinds[i].kind != NULL && strcmp(kinds[i].kind, kind) == 0)
			return (enum book_cell)i;
	}
	return BOOK_CELL_TEXT;
}

const char *
book_cell_format(enum book_cell kind)
{
	return kinds[kind].format;
}

double
book_cell_width(enum book_cell kind)
{
	return kinds[kind].width;
}

/* Values */

/* How many digits count: none of the zeros at either end does. */
static size_t
book_cell_digits(const char *text)
{
	size_t digits = 0;
	size_t zeros = 0;

	for (const char *p = text; *p != '\0' && *p != 'e' && *p != 'E'; p++) {
		if (!isdigit((unsigned char)*p))
			continue;
		zeros = *p == '0' ? zeros + 1 : 0;
		if (digits > 0 || *p != '0')
			digits++;
	}
	return digits > zeros ? digits - zeros : 0;
}

static bool
book_cell_number(const char *text, double *number)
{
	char *end;

	if (strspn(text, "+-.0123456789eE") != strlen(text) ||
	    book_cell_digits(text) > DIGITS)
		return false;
	*number = strtod(text, &end);
	return end != text && *end == '\0' && *number <= 1e300 &&
	    *number >= -1e300;
}

static bool
book_cell_day(const char *text, double *number)
{
	struct tm day = { 0 };
	time_t days;

	if (!day_text_is(text) || strcmp(text, DAY_FIRST) < 0 ||
	    strptime(text, "%Y-%m-%d", &day) == NULL)
		return false;
	days = timegm(&day) / DAY_SECONDS + DAYS_BEFORE_1970;
	*number = (double)days;
	return true;
}

void
book_cell_read(enum book_cell kind, const char *text, size_t length,
    struct book_value *value)
{
	bool ok = false;

	*value = (struct book_value){ .kind = kind };
	switch (kind) {
	case BOOK_CELL_BOOLEAN:
		value->number = *text == 't';
		ok = true;
		break;
	case BOOK_CELL_DAY:
		ok = book_cell_day(text, &value->number);
		break;
	case BOOK_CELL_INTEGER:
	case BOOK_CELL_MONEY:
	case BOOK_CELL_NUMBER:
		ok = length < 400 && book_cell_number(text, &value->number);
		break;
	case BOOK_CELL_TEXT:
	case BOOK_CELL_KINDS:
	default:
		break;
	}
	if (!ok)
		value->kind = BOOK_CELL_TEXT;
}

/* Text */

/* Whether there is "_xHHHH_", which would be read as a character. */
static bool
book_cell_is_escape(const char *text, size_t length)
{
	if (length < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_')
		return false;
	for (size_t i = 2; i < 6; i++) {
		if (!isxdigit((unsigned char)text[i]))
			return false;
	}
	return true;
}

/* One character, of so many bytes. libxlsxwriter escapes C0 itself. */
static void
book_cell_add(struct text *cell, const char *text, size_t left, size_t length)
{
	if (book_cell_is_escape(text, left)) {
		text_add_string(cell, "_x005F_");
	} else if (length == 3 && memcmp(text, "\xEF\xBF\xBE", 3) == 0) {
		text_add_string(cell, "_xFFFE_");
	} else if (length == 3 && memcmp(text, "\xEF\xBF\xBF", 3) == 0) {
		text_add_string(cell, "_xFFFF_");
	} else {
		text_add(cell, text, length);
	}
}

/* What it takes in the file may be longer, which is not counted by readers but
 * by the library: so it is counted here. */
static size_t
book_cell_units(const char *text, size_t left, size_t length)
{
	if (book_cell_is_escape(text, left))
		return 7;
	return length == 3 &&
		(memcmp(text, "\xEF\xBF\xBE", 3) == 0 ||
		    memcmp(text, "\xEF\xBF\xBF", 3) == 0)
	    ? 7
	    : 1 + (length == 4);
}

bool
book_cell_text(const char *text, size_t length, struct text *cell)
{
	size_t units = 0;

	for (size_t i = 0; i < length;) {
		size_t left = length - i;
		size_t n = utf8_length((const unsigned char *)text + i, left);

		if (n == 0)
			n = 1; /* PostgreSQL gives none such */
		units += book_cell_units(text + i, left, n);
		if (units > BOOK_CELL_LENGTH)
			return true;
		book_cell_add(cell, text + i, left, n);
		i += n;
	}
	return false;
}
