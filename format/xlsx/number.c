/* Numbers, and the days and times that are numbers, too. */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "format/xlsx/xlsx.h"

/* Digits that every double keeps, and that tell every double apart. */
#define DIGITS_KEPT 15
#define DIGITS_TELLING 17

/* Beyond this many zeros a number is easier read with an exponent. */
#define ZEROS_MAX 30
#define ZEROS "000000000000000000000000000000"

#define SECONDS 86400
#define LAST_DAY 2958465  /* 9999-12-31 */
#define DAY_1970 25569    /* 1970-01-01 */
#define DAYS_TO_1904 1462 /* 1904-01-01 */
#define FALSE_LEAP_DAY 60 /* 1900-02-29, which never was */

/* Formats */

enum xlsx_shown
xlsx_shown_by_id(size_t id)
{
	/* ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 in East Asia. */
	if (id == 46)
		return SHOWN_HOURS;
	if ((id >= 18 && id <= 21) || id == 45 || id == 47)
		return SHOWN_TIME;
	if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) ||
	    (id >= 50 && id <= 58))
		return SHOWN_DATE;
	return SHOWN_NUMBER;
}

/* What stands in the code that is not text of its own. */
struct xlsx_letters {
	bool day; /* year, month or day */
	bool month_or_minute;
	bool time;
	bool hours; /* [h], [mm], [s] */
};

/* The length of what is in a bracket: colours, conditions, places, or [h]. */
static size_t
xlsx_take_bracket(struct xlsx_letters *l, const char *code)
{
	size_t letters = strspn(code + 1, "hHmMsS");
	size_t length = strcspn(code, "]");

	if (letters > 0 && letters + 1 == length && code[length] == ']')
		l->hours = true;
	return length;
}

/* The length of what is not to be looked at; 0 if this is a letter. */
static size_t
xlsx_text_length(const char *code)
{
	size_t length;

	switch (*code) {
	case '"':
		length = 1 + strcspn(code + 1, "\"");
		return length + (code[length] != '\0');
	case '\\': /* as it is */
	case '_':  /* as wide as */
	case '*':  /* filled with */
		return code[1] == '\0' ? 1 : 2;
	default:
		/* German for General: no code of a day, with letters of one. */
		return strncasecmp(code, "Standard", 8) == 0 ? 8 : 0;
	}
}

static void
xlsx_take_letter(struct xlsx_letters *l, char c)
{
	switch (tolower((unsigned char)c)) {
	case 'y':
	case 'd':
		l->day = true;
		break;
	case 'h':
	case 's':
		l->time = true;
		break;
	case 'm':
		l->month_or_minute = true;
		break;
	default:
		break;
	}
}

/* By its first section: the others are for numbers below zero, and texts. */
enum xlsx_shown
xlsx_shown_by_code(const char *code)
{
	struct xlsx_letters l = { 0 };

	while (*code != '\0' && *code != ';') {
		size_t length = xlsx_text_length(code);

		if (length == 0 && *code == '[')
			length = xlsx_take_bracket(&l, code);
		if (length == 0) {
			xlsx_take_letter(&l, *code);
			length = 1;
		}
		code += length;
	}
	if (l.day)
		return SHOWN_DATE;
	if (l.hours)
		return SHOWN_HOURS;
	if (l.time)
		return SHOWN_TIME;
	return l.month_or_minute ? SHOWN_DATE : SHOWN_NUMBER;
}

/* Numbers */

/* As XML Schema has a double, without blanks, NaN and INF. */
static bool
xlsx_read_number(const char *text, double *number)
{
	const char *at = text + (*text == '-' || *text == '+');
	size_t whole = strspn(at, "0123456789");
	size_t part = 0;

	at += whole;
	if (*at == '.') {
		part = strspn(at + 1, "0123456789");
		at += part + 1;
	}
	if (whole + part == 0)
		return false;
	if (*at == 'e' || *at == 'E') {
		at += 1 + (at[1] == '-' || at[1] == '+');
		if (!isdigit((unsigned char)*at))
			return false;
		at += strspn(at, "0123456789");
	}
	*number = strtod(text, NULL);
	return *at == '\0' && isfinite(*number);
}

/* As many digits as tell it, "77", and where their point is: 10^-1. */
static int
xlsx_shortest_digits(double number, char digits[DIGITS_TELLING + 1])
{
	char text[40];
	size_t length = 0;

	for (int n = DIGITS_KEPT; n <= DIGITS_TELLING; n++) {
		snprintf(text, sizeof(text), "%.*e", n - 1, number);
		if (strtod(text, NULL) == number)
			break;
	}
	for (const char *s = text; *s != 'e'; s++) {
		if (isdigit((unsigned char)*s))
			digits[length++] = *s;
	}
	while (length > 1 && digits[length - 1] == '0')
		length--;
	digits[length] = '\0';
	return (int)strtol(strchr(text, 'e') + 1, NULL, 10) + 1;
}

static const char *
xlsx_number_text(struct arena *arena, double number)
{
	char digits[DIGITS_TELLING + 1];
	int point = xlsx_shortest_digits(fabs(number), digits);
	const char *sign = number < 0 ? "-" : "";
	int length = (int)strlen(digits);

	if (number == 0)
		return "0";
	if (point - length > ZEROS_MAX || -point > ZEROS_MAX)
		return arena_print(arena, "%s%c%s%se%d", sign, digits[0],
		    length > 1 ? "." : "", digits + 1, point - 1);
	if (point <= 0)
		return arena_print(
		    arena, "%s0.%.*s%s", sign, -point, ZEROS, digits);
	if (point >= length)
		return arena_print(
		    arena, "%s%s%.*s", sign, digits, point - length, ZEROS);
	return arena_print(
	    arena, "%s%.*s.%s", sign, point, digits, digits + point);
}

/* Days */

static const char *
xlsx_time_text(struct arena *arena, long long seconds)
{
	return arena_print(arena, "%02lld:%02lld:%02lld", seconds / 3600,
	    seconds / 60 % 60, seconds % 60);
}

static const char *
xlsx_day_text(struct arena *arena, long long day)
{
	time_t at;
	struct tm tm;

	if (day == FALSE_LEAP_DAY)
		return "1900-02-29";
	if (day < FALSE_LEAP_DAY)
		day++;
	at = (time_t)(day - DAY_1970) * SECONDS;
	if (gmtime_r(&at, &tm) == NULL)
		return NULL;
	return arena_print(arena, "%04d-%02d-%02d", tm.tm_year + 1900,
	    tm.tm_mon + 1, tm.tm_mday);
}

/* NULL if it is none: below the first day, or beyond the last. */
static const char *
xlsx_timestamp_text(
    struct arena *arena, double number, enum xlsx_shown shown, bool is_1904)
{
	long long seconds;
	long long day;
	const char *text;

	if (number < 0 || number >= LAST_DAY + 1)
		return NULL;
	seconds = (long long)(number * SECONDS + 0.5);
	if (shown == SHOWN_HOURS ||
	    (number < 1 && (shown == SHOWN_TIME || (number > 0 && !is_1904))))
		return xlsx_time_text(arena, seconds);
	day = seconds / SECONDS + (is_1904 ? DAYS_TO_1904 : 0);
	if (day == 0 || day > LAST_DAY)
		return NULL;
	text = xlsx_day_text(arena, day);
	seconds %= SECONDS;
	return seconds == 0 || text == NULL
	    ? text
	    : arena_print(arena, "%sT%s", text, xlsx_time_text(arena, seconds));
}

const char *
xlsx_value(struct arena *arena, const char *written, enum xlsx_shown shown,
    bool is_1904)
{
	const char *text = NULL;
	double number;

	if (!xlsx_read_number(written, &number))
		return arena_string(arena, written);
	if (shown != SHOWN_NUMBER)
		text = xlsx_timestamp_text(arena, number, shown, is_1904);
	return text == NULL ? xlsx_number_text(arena, number) : text;
}
