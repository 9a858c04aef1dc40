#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "transform/normalise/normalise.h"

/*
 * No published figure has so many digits on either side of its point: those of
 * the bolivar's inflation have 23 before it, shares of the Zairean economy 24
 * behind it.
 */
#define DIGITS_MAX 60

struct digits {
	char text[DIGITS_MAX * 3];
	size_t length;
	int point; /* so many stand before it */
};

static const char *
decimal_skip_blanks(const char *s)
{
	size_t length;

	while ((length = utf8_blank_length(s)) > 0)
		s += length;
	return s;
}

/*
 * Digits before the point: "1234" or, in groups of three, "1,234". NULL if the
 * groups are not of three: "1,5" is not fifteen.
 */
static const char *
decimal_whole(const char *s, struct digits *d)
{
	size_t group = strspn(s, "0123456789");
	bool grouped = s[group] == ',';

	if (grouped && (group == 0 || group > 3 || *s == '0'))
		return NULL;
	for (;;) {
		if (d->length + group > DIGITS_MAX)
			return NULL;
		memcpy(d->text + d->length, s, group);
		d->length += group;
		s += group;
		if (*s != ',')
			break;
		s++;
		group = strspn(s, "0123456789");
		if (group != 3)
			return NULL;
	}
	d->point = (int)d->length;
	return s;
}

static const char *
decimal_fraction(const char *s, struct digits *d)
{
	size_t length;

	if (*s != '.')
		return s;
	s++;
	length = strspn(s, "0123456789");
	if (length > DIGITS_MAX)
		return NULL;
	memcpy(d->text + d->length, s, length);
	d->length += length;
	return s + length;
}

/* "E+03", as spreadsheets write. */
static const char *
decimal_exponent(const char *s, struct digits *d)
{
	char *end;
	long exponent;

	if (*s != 'e' && *s != 'E')
		return s;
	exponent = strtol(s + 1, &end, 10);
	if (end == s + 1 || isspace((unsigned char)s[1]) ||
	    labs(exponent) > DIGITS_MAX)
		return NULL;
	d->point += (int)exponent;
	return end;
}

/* Without zeros that say nothing, but as exact as it was printed. */
static void
write_digits(const struct digits *d, bool negative, struct decimal *out)
{
	char *p = out->text;
	int i = 0;

	if (negative)
		*p++ = '-';
	while (i < (int)d->length && i < d->point - 1 && d->text[i] == '0')
		i++;
	if (d->point <= 0)
		*p++ = '0';
	for (; i < d->point; i++)
		*p++ = i < (int)d->length ? d->text[i] : '0';
	if (d->point < (int)d->length) {
		*p++ = '.';
		for (int zeros = d->point; zeros < 0; zeros++)
			*p++ = '0';
		for (i = d->point < 0 ? 0 : d->point; i < (int)d->length; i++)
			*p++ = d->text[i];
	}
	*p = '\0';
}

/* So long is the sign there: "-", "(", U+2212, "+"; 0 if none is. */
static size_t
decimal_sign_length(const char *s, bool *negative)
{
	static const char minus[] = "\xE2\x88\x92";

	*negative = *s == '(' || *s == '-';
	if (*negative || *s == '+')
		return 1;
	*negative = strncmp(s, minus, sizeof(minus) - 1) == 0;
	return *negative ? sizeof(minus) - 1 : 0;
}

bool
decimal_read(const char *text, struct decimal *out)
{
	struct digits d = { .length = 0 };
	const char *s = decimal_skip_blanks(text);
	bool bracket = *s == '(';
	bool negative;
	size_t sign = decimal_sign_length(s, &negative);

	if (sign > 0)
		s = decimal_skip_blanks(s + sign);
	s = decimal_whole(s, &d);
	if (s != NULL)
		s = decimal_fraction(s, &d);
	if (s == NULL || d.length == 0)
		return false;
	s = decimal_exponent(s, &d);
	if (s == NULL || (bracket && *s++ != ')') ||
	    *decimal_skip_blanks(s) != '\0')
		return false;
	if (d.point > DIGITS_MAX || (int)d.length - d.point > DIGITS_MAX)
		return false;
	write_digits(&d, negative, out);
	return true;
}

bool
decimal_is_negative(const struct decimal *d)
{
	return d->text[0] == '-' && strpbrk(d->text, "123456789") != NULL;
}

bool
percent_read(const char *text, struct decimal *out)
{
	const char *sign = strrchr(text, '%');
	char copy[sizeof(out->text)];

	if (sign == NULL || *decimal_skip_blanks(sign + 1) != '\0' ||
	    (size_t)(sign - text) >= sizeof(copy))
		return false;
	memcpy(copy, text, (size_t)(sign - text));
	copy[sign - text] = '\0';
	return decimal_read(copy, out);
}

/* The same with its only comma for the point. */
static bool
decimal_read_comma(const char *text, struct decimal *out)
{
	const char *comma = strchr(text, ',');
	char copy[sizeof(out->text)];
	size_t length = strlen(text);

	if (comma == NULL || length >= sizeof(copy) ||
	    !isdigit((unsigned char)comma[1]) ||
	    strpbrk(comma + 1, ",.") != NULL)
		return false;
	memcpy(copy, text, length + 1);
	copy[comma - text] = '.';
	return decimal_read(copy, out);
}

bool
decimal_has_comma(const char *text)
{
	struct decimal d = { "" };

	return !decimal_read(text, &d) && decimal_read_comma(text, &d);
}

bool
decimal_read_marked(const char *text, char *mark, struct decimal *out)
{
	struct decimal fraction = { "" };
	bool point = strchr(text, '.') != NULL;
	bool number = decimal_read(text, out);
	bool comma = !point && decimal_read_comma(text, &fraction);

	if (point && number && *mark != ',') {
		*mark = '.';
		return true;
	}
	if (!point && number && (!comma || *mark == '.'))
		return true;
	if (comma && *mark != '.' && !(number && *mark == '\0')) {
		*mark = ',';
		*out = fraction;
		return true;
	}
	*out = (struct decimal){ "" };
	return false;
}
