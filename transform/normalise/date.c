#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"

#define PARTS 3
#define PART_SIZE 16

static const char *const months[] = { "january", "february", "march", "april",
	"may", "june", "july", "august", "september", "october", "november",
	"december" };

/* The full name, or at least three letters of it: "Jan", "Sept". */
static int
month_read(const char *s)
{
	size_t length = strlen(s);

	for (int i = 0; length >= 3 && i < 12; i++) {
		if (length <= strlen(months[i]) &&
		    strncasecmp(s, months[i], length) == 0)
			return i + 1;
	}
	return 0;
}

/* Up to four digits, and nothing else but an ending as in "1st". */
static int
date_number(const char *s)
{
	size_t digits = strspn(s, "0123456789");
	const char *rest = s + digits;

	if (digits == 0 || digits > 4)
		return -1;
	if (*rest != '\0' && strcasecmp(rest, "st") != 0 &&
	    strcasecmp(rest, "nd") != 0 && strcasecmp(rest, "rd") != 0 &&
	    strcasecmp(rest, "th") != 0)
		return -1;
	return (int)strtol(s, NULL, 10);
}

static bool
day_exists(int year, int month, int day)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1)
		return false;
	return day <= lengths[month - 1] + (month == 2 && leap);
}

static bool
day_make(int year, int month, int day, struct day *out)
{
	if (!day_exists(year, month, day))
		return false;
	*out = (struct day){ (int16_t)year, (int8_t)month, (int8_t)day };
	return true;
}

/* "Tuesday, " stands before some dates and adds nothing. */
static const char *
skip_weekday(const char *s)
{
	static const char *const names[] = { "monday", "tuesday", "wednesday",
		"thursday", "friday", "saturday", "sunday" };

	s += strspn(s, " \t\n");
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		size_t length = strlen(names[i]);

		if (strncasecmp(s, names[i], length) == 0)
			return s + length;
	}
	return s;
}

static size_t
date_parts(const char *s, char parts[PARTS][PART_SIZE])
{
	static const char blanks[] = " \t\n,./-";
	size_t count = 0;

	for (s += strspn(s, blanks); *s != '\0'; s += strspn(s, blanks)) {
		size_t length = strcspn(s, blanks);

		if (count == PARTS || length >= PART_SIZE)
			return 0;
		memcpy(parts[count], s, length);
		parts[count++][length] = '\0';
		s += length;
	}
	return count;
}

/* 20 is 2020 near 2015; 1920 near 1940. */
static int
year_near(int near, int two_digits)
{
	int century = near / 100 * 100;
	int year = century + two_digits;

	if (year > near + 50)
		year -= 100;
	else if (year <= near - 50)
		year += 100;
	return year;
}

/* Writes a year of two digits with four; in 2020-06-10 the year has them. */
static void
complete_year(char p[PARTS][PART_SIZE], int near)
{
	if (strlen(p[0]) == 4 || strlen(p[2]) != 2 ||
	    strspn(p[2], "0123456789") != 2)
		return;
	snprintf(p[2], PART_SIZE, "%d",
	    year_near(near, (int)strtol(p[2], NULL, 10)));
}

/* near is 0 where a year must have four digits. */
static bool
day_read_parts(const char *text, int near, struct day *out)
{
	char p[PARTS][PART_SIZE];
	int n[PARTS];

	if (date_parts(skip_weekday(text), p) != PARTS)
		return false;
	if (near != 0)
		complete_year(p, near);
	for (size_t i = 0; i < PARTS; i++)
		n[i] = date_number(p[i]);
	if (month_read(p[0]) != 0) /* March 10, 2026 */
		return day_make(n[2], month_read(p[0]), n[1], out);
	if (month_read(p[1]) != 0) /* 17 July 2009 */
		return day_make(n[2], month_read(p[1]), n[0], out);
	if (strchr(text, '.') != NULL) /* 3.10.2026 is October in Europe */
		return false;
	if (strlen(p[0]) == 4) /* 2026-03-10 */
		return day_make(n[0], n[1], n[2], out);
	if (strlen(p[2]) == 4) /* 3/10/2026 */
		return day_make(n[2], n[0], n[1], out);
	return false;
}

bool
day_read(const char *text, struct day *out)
{
	return day_read_parts(text, 0, out);
}

bool
day_read_near(const char *text, int year, struct day *out)
{
	return day_read_parts(text, year, out);
}

struct day
day_add(struct day day, int days)
{
	struct tm tm = {
		.tm_year = day.year - 1900,
		.tm_mon = day.month - 1,
		.tm_mday = day.day + days,
	};

	timegm(&tm);
	return (struct day){ (int16_t)(tm.tm_year + 1900),
		(int8_t)(tm.tm_mon + 1), (int8_t)tm.tm_mday };
}

int
day_compare(struct day a, struct day b)
{
	if (a.year != b.year)
		return a.year - b.year;
	if (a.month != b.month)
		return a.month - b.month;
	return a.day - b.day;
}
