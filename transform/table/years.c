#include "transform/table/years.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "transform/table/cell.h"

#define YEAR_FIRST 1900
#define YEAR_LAST 2200

/* 0 if no year begins there. */
static int
year_at(const char *s)
{
	int year = 0;

	for (size_t i = 0; i < 4; i++) {
		if (!isdigit((unsigned char)s[i]))
			return 0;
		year = year * 10 + (s[i] - '0');
	}
	return year >= YEAR_FIRST && year <= YEAR_LAST ? year : 0;
}

bool
years_read(const char *heading, struct years *y)
{
	const char *s = cell_skip_blanks(heading);

	*y = (struct years){ year_at(s), 0 };
	if (y->since == 0)
		return false;
	s += 4;
	if (strncmp(s, ".0", 2) == 0)
		return *cell_skip_blanks(s + 2) == '\0';
	s = cell_skip_blanks(s);
	if (*s == '-') {
		s = cell_skip_blanks(s + 1);
		y->until = year_at(s);
		if (y->until < y->since)
			return false;
		s = cell_skip_blanks(s + 4);
	}
	return *s == '\0';
}

bool
years_is_any(const char *heading)
{
	struct years y;

	return years_read(heading, &y);
}

bool
years_is_one(const char *heading)
{
	struct years y;

	return years_read(heading, &y) && y.until == 0;
}

struct day
years_first_day(int year)
{
	return (struct day){ (int16_t)year, 1, 1 };
}

struct day
years_last_day(int year)
{
	return (struct day){ (int16_t)year, 12, 31 };
}

bool
years_in_row(const struct row *row)
{
	size_t years = 0;

	for (size_t i = 0; i < row->count; i++) {
		const char *cell = row_cell(row, i);

		years += cell != NULL && years_is_one(cell);
	}
	return years > 1;
}

/* Fiscal years */

/* 0 if it is none. */
static int
fiscal_year_in(const char *s)
{
	char *end;
	long year;

	s = cell_skip_blanks(s);
	if (strncasecmp(s, "fy", 2) == 0)
		s = cell_skip_blanks(s + 2);
	year = strtol(s, &end, 10);
	if (end - s != 4 || *cell_skip_blanks(end) != '\0' ||
	    year < FISCAL_YEAR_FIRST ||
	    year >= FISCAL_YEAR_FIRST + FISCAL_YEARS)
		return 0;
	return (int)year;
}

int
fiscal_year_read(struct reading *r, size_t line, const char *text)
{
	int year = text == NULL ? 0 : fiscal_year_in(text);

	if (year == 0)
		reading_fault(r, "fiscal_year", line, text,
		    text == NULL ? "is missing" : "is not a fiscal year");
	return year;
}

void
fiscal_year_days(int year, struct day *first, struct day *last)
{
	bool october = year > 1976;

	*first = (struct day){ (int16_t)(year - 1), october ? 10 : 7, 1 };
	*last = (struct day){ (int16_t)year, october ? 9 : 6, 30 };
}
