#include <stdlib.h>
#include <string.h>

#include "transform/normalise/normalise.h"

struct day
period_end(struct day start, int months)
{
	int month = start.month - 1 + months; /* from 0, that comes after */
	struct day next = { (int16_t)(start.year + month / 12),
		(int8_t)(month % 12 + 1), 1 };

	return day_add(next, -1);
}

/* The number of digits at the start, if it is just that many; else false. */
static bool
read_digits(const char *s, size_t count, int *out)
{
	if (strspn(s, "0123456789") != count)
		return false;
	*out = (int)strtol(s, NULL, 10);
	return true;
}

/* "Jan-19", which spreadsheets make of 2019-01. */
static bool
read_short(const char *s, int *year, int *month)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	char name[4] = { 0 };
	const char *found;

	if (strlen(s) != 6 || (s[3] != '-' && s[3] != ' ') ||
	    !read_digits(s + 4, 2, year))
		return false;
	memcpy(name, s, 3);
	found = strstr(months, name);
	if (found == NULL || (found - months) % 3 != 0)
		return false;
	*month = (int)(found - months) / 3 + 1;
	/* As POSIX has it in strptime(): 69 to 99 are of the last century. */
	*year += *year < 69 ? 2000 : 1900;
	return true;
}

bool
period_read(const char *text, struct day *start, struct day *end)
{
	int year;
	int month = 1;
	int months = 1;

	if (read_digits(text, 4, &year)) {
		if (text[4] == '\0')
			months = 12;
		else if (text[4] != '-' || !read_digits(text + 5, 2, &month) ||
		    (text[7] != '\0' && strcmp(text + 7, "-01") != 0))
			return false;
	} else if (!read_short(text, &year, &month)) {
		return false;
	}
	if (year < 1700 || year > 2200 || month < 1 || month > 12)
		return false;
	*start = (struct day){ (int16_t)year, (int8_t)month, 1 };
	*end = period_end(*start, months);
	return true;
}
