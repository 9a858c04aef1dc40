#include <ctype.h>
#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"

#define CENTS_PER_DOLLAR_DIGITS 2

static const struct {
	const char *word;
	int digits; /* how far it moves the point */
} scales[] = {
	{ "thousand", 3 },
	{ "million", 6 },
	{ "mil", 6 },
	{ "billion", 9 },
	{ "bil", 9 },
	{ "trillion", 12 },
	{ "k", 3 },
	{ "m", 6 },
	{ "mm", 6 },
	{ "b", 9 },
	{ "bn", 9 },
};

/* Bytes behind a sum that are looked at. */
#define BEHIND_MAX 48

/* A letter for a figure, a group that a blank parts, a scale of one letter. */
static COMPILED struct pattern piece = PATTERN(
    "\\A(?:(?-i:[OolI])(?:[\\d,]|(?![A-Za-z]))"
    "| ?[.,]\\d{0,2}(?-i:[OolI][\\dOolI]{0,2})(?![A-Za-z])| ,\\d{3}(?!\\d)"
    "| ?(?-i:MM?|B|K|bn)\\b(?!-)|(?-i:[kmb])\\b"
    "| (?=\\d)(?:0|\\d{1,3},\\d{3}|[\\d.]+ (?:thousand|million|billion)\\b"
    "|\\d{1,3}(?-i:[OolI])(?:[\\d,]|(?![A-Za-z]))"
    "|\\d{3} (?:for|in|to|of|from|on|will|are|is|was|were|has|have|being"
    "|firm|fixed|cost|contract|modification|or)\\b|\\d+(?![\\d%(-]| ?[a-z%(]"
    "|\xE2\x80)))");

static const char *
money_skip_blanks(const char *s)
{
	return s + strspn(s, " \t\n");
}

static const char *
money_skip_sign(const char *s)
{
	s = money_skip_blanks(s);
	if (strncasecmp(s, "usd", 3) == 0)
		s += 3;
	else if (strncasecmp(s, "us$", 3) == 0 || strncmp(s, "U.S.$", 5) == 0)
		s = strchr(s, '$');
	if (*s == '$')
		s++;
	return money_skip_blanks(s);
}

static bool
add_digit(int64_t *value, int digit)
{
	return !__builtin_mul_overflow(*value, 10, value) &&
	    !__builtin_add_overflow(*value, digit, value);
}

/* Commas must part threes, as in 50,000,000. */
static const char *
money_whole(const char *s, int64_t *value, bool *ok)
{
	size_t group = 0;
	bool commas = false;

	*ok = true;
	for (;; s++) {
		if (isdigit((unsigned char)*s)) {
			*ok = *ok && add_digit(value, *s - '0');
			group++;
		} else if (*s == ',' && isdigit((unsigned char)s[1])) {
			*ok = *ok && group > 0 && group <= 3 &&
			    (!commas || group == 3);
			commas = true;
			group = 0;
		} else {
			break;
		}
	}
	if (commas && group != 3)
		*ok = false;
	return s;
}

static const char *
money_fraction(const char *s, int64_t *value, int *decimals, bool *ok)
{
	if (*s != '.' || !isdigit((unsigned char)s[1]))
		return s;
	for (s++; isdigit((unsigned char)*s); s++) {
		*ok = *ok && add_digit(value, *s - '0');
		(*decimals)++;
	}
	return s;
}

static bool
money_scale(const char *s, int *digits)
{
	size_t length = strcspn(s, " \t\n.,;");
	const char *rest = s + length;

	*digits = 0;
	rest += strspn(rest, " \t\n.,;");
	if (*rest != '\0')
		return false;
	if (length == 0 || (length == 7 && strncasecmp(s, "dollars", 7) == 0))
		return true;
	for (size_t i = 0; i < sizeof(scales) / sizeof(scales[0]); i++) {
		if (strlen(scales[i].word) == length &&
		    strncasecmp(s, scales[i].word, length) == 0) {
			*digits = scales[i].digits;
			return true;
		}
	}
	return false;
}

/* The hyphen of "$2-billion", in ASCII or Unicode. */
static const char *
money_skip_hyphen(const char *s)
{
	size_t length = 0;

	if (*s == '-')
		length = 1;
	else if (strncmp(s, "\xE2\x80\x90", 3) == 0 ||
	    strncmp(s, "\xE2\x80\x91", 3) == 0)
		length = 3;
	return length > 0 && isalpha((unsigned char)s[length]) ? s + length : s;
}

bool
money_read(const char *text, struct money *out)
{
	const char *s = money_skip_sign(text);
	int64_t value = 0;
	int decimals = 0;
	int shift;
	bool ok;

	if (!isdigit((unsigned char)*s) &&
	    !(*s == '.' && isdigit((unsigned char)s[1])))
		return false;
	s = money_whole(s, &value, &ok);
	s = money_fraction(s, &value, &decimals, &ok);
	if (!ok ||
	    !money_scale(money_skip_hyphen(money_skip_blanks(s)), &shift))
		return false;
	for (shift += CENTS_PER_DOLLAR_DIGITS - decimals; shift > 0; shift--) {
		if (!add_digit(&value, 0))
			return false;
	}
	for (; shift < 0; shift++) {
		if (value % 10 != 0)
			return false;
		value /= 10;
	}
	*out = (struct money){ .given = true, .cents = value, .text = text };
	return true;
}

bool
money_goes_on(const char *behind)
{
	struct match m;

	return pattern_find_in(&piece, behind, strnlen(behind, BEHIND_MAX), &m);
}
