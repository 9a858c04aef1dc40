#include "transform/table/years.h"

#include <ctype.h>
#include <string.h>

#define YEAR_FIRST 1900
#define YEAR_LAST 2200

static const char *
years_skip_blanks(const char *s)
{
	while (isspace((unsigned char)*s))
		s++;
	return s;
}

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
	const char *s = years_skip_blanks(heading);

	*y = (struct years){ year_at(s), 0 };
	if (y->since == 0)
		return false;
	s += 4;
	if (strncmp(s, ".0", 2) == 0)
		return *years_skip_blanks(s + 2) == '\0';
	s = years_skip_blanks(s);
	if (*s == '-') {
		s = years_skip_blanks(s + 1);
		y->until = year_at(s);
		if (y->until < y->since)
			return false;
		s = years_skip_blanks(s + 4);
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
cell_is_blank(const char *text)
{
	return text == NULL || text[strspn(text, " \t\r\n\xC2\xA0")] == '\0';
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
