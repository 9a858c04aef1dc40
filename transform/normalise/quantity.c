#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "transform/normalise/normalise.h"

static const struct {
	const char *word;
	int64_t value;
} words[] = {
	{ "zero", 0 },
	{ "one", 1 },
	{ "two", 2 },
	{ "three", 3 },
	{ "four", 4 },
	{ "five", 5 },
	{ "six", 6 },
	{ "seven", 7 },
	{ "eight", 8 },
	{ "nine", 9 },
	{ "ten", 10 },
	{ "eleven", 11 },
	{ "twelve", 12 },
	{ "thirteen", 13 },
	{ "fourteen", 14 },
	{ "fifteen", 15 },
	{ "sixteen", 16 },
	{ "seventeen", 17 },
	{ "eighteen", 18 },
	{ "nineteen", 19 },
	{ "twenty", 20 },
	{ "thirty", 30 },
	{ "forty", 40 },
	{ "fourty", 40 }, /* seen misprinted */
	{ "fifty", 50 },
	{ "sixty", 60 },
	{ "seventy", 70 },
	{ "eighty", 80 },
	{ "ninety", 90 },
	{ "hundred", 100 },
	{ "thousand", 1000 },
	{ "million", 1000000 },
};

static const struct {
	const char *phrase;
	enum precision precision;
} openings[] = {
	{ "up to", PRECISION_UP_TO },
	{ "not to exceed", PRECISION_UP_TO },
	{ "a maximum of", PRECISION_UP_TO },
	{ "maximum of", PRECISION_UP_TO },
	{ "no more than", PRECISION_UP_TO },
	{ "not more than", PRECISION_UP_TO },
	{ "as many as", PRECISION_UP_TO },
	{ "at least", PRECISION_AT_LEAST },
	{ "more than", PRECISION_AT_LEAST },
	{ "over", PRECISION_AT_LEAST },
	{ "in excess of", PRECISION_AT_LEAST },
	{ "not less than", PRECISION_AT_LEAST },
	{ "no fewer than", PRECISION_AT_LEAST },
	{ "a minimum of", PRECISION_AT_LEAST },
	{ "minimum of", PRECISION_AT_LEAST },
	{ "approximately", PRECISION_ESTIMATE },
	{ "about", PRECISION_ESTIMATE },
	{ "an estimated", PRECISION_ESTIMATE },
	{ "roughly", PRECISION_ESTIMATE },
	{ "around", PRECISION_ESTIMATE },
	{ "a total of", PRECISION_EXACT },
	{ "a combined total of", PRECISION_EXACT },
	{ "a quantity of", PRECISION_EXACT },
	{ "a squadron of", PRECISION_EXACT },
	{ "qty", PRECISION_EXACT },
	{ "qty.", PRECISION_EXACT },
	{ "qty:", PRECISION_EXACT },
	{ "quantity:", PRECISION_EXACT },
};

static size_t
letters_length(const char *s)
{
	size_t n = 0;

	while (isalpha((unsigned char)s[n]))
		n++;
	return n;
}

static bool
word_value(const char *s, size_t length, int64_t *value)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strlen(words[i].word) == length &&
		    strncasecmp(words[i].word, s, length) == 0) {
			*value = words[i].value;
			return true;
		}
	}
	return false;
}

struct number_sum {
	int64_t total;   /* whole thousands and millions */
	int64_t current; /* what is below the next of them */
	int64_t last;    /* the value of the last word */
};

/*
 * Whether the word can follow what was read: "twenty" not after "five", nor
 * "thousand" after "five thousand".
 */
static bool
sum_add(struct number_sum *s, int64_t value)
{
	if (value >= 1000) {
		if (s->current == 0 || s->total % (value * 1000) != 0)
			return false;
		s->total += s->current * value;
		s->current = 0;
	} else if (value == 100) {
		if (s->current == 0 || s->current > 99)
			return false;
		s->current *= 100;
	} else if (value >= 10) {
		if (s->current % 100 != 0)
			return false;
		s->current += value;
	} else {
		if (s->current % 10 != 0 || s->current % 100 == 10)
			return false;
		s->current += value;
	}
	s->last = value;
	return true;
}

/* A hyphen of ASCII or of Unicode, U+2010 and U+2011. */
static size_t
hyphen_length(const char *s)
{
	if (strncmp(s, "\xE2\x80\x90", 3) == 0 ||
	    strncmp(s, "\xE2\x80\x91", 3) == 0)
		return 3;
	return *s == '-';
}

/* A hyphen, or a dash that stands for one: up to U+2015. */
static size_t
dash_length(const char *s)
{
	return strncmp(s, "\xE2\x80", 2) == 0 && (unsigned char)s[2] >= 0x90 &&
		(unsigned char)s[2] <= 0x95
	    ? 3
	    : hyphen_length(s);
}

/* Blanks, a dash, or "and" after a hundred: what may part two words. */
static size_t
gap_length(const char *s, int64_t last)
{
	size_t n = strspn(s, " \t\n");
	size_t dash = dash_length(s + n);

	if (dash > 0 && (n == 0 || last < 100))
		return n + dash + strspn(s + n + dash, " \t\n");
	if (n == 0)
		return 0;
	if (last >= 100 && strncasecmp(s + n, "and ", 4) == 0)
		return n + 4;
	return n;
}

size_t
number_words_read(const char *text, int64_t *out)
{
	struct number_sum sum = { 0 };
	size_t end = 0;
	size_t at = 0;

	for (;;) {
		size_t length = letters_length(text + at);
		int64_t value;

		if (!word_value(text + at, length, &value) ||
		    !sum_add(&sum, value))
			break;
		end = at + length;
		length = gap_length(text + end, sum.last);
		if (length == 0)
			break;
		at = end + length;
	}
	*out = sum.total + sum.current;
	return end;
}

/* 5,031 or 2000: figures, commas between threes; 5,03 is none. */
static size_t
figures_read(const char *s, int64_t *out)
{
	int64_t value = 0;
	size_t n = 0;
	size_t group = 0;
	bool commas = false;

	for (;; n++) {
		if (isdigit((unsigned char)s[n])) {
			value = value * 10 + (s[n] - '0');
			group++;
		} else if (s[n] == ',' && isdigit((unsigned char)s[n + 1])) {
			if (group == 0 || group > 3 || (commas && group != 3))
				return 0;
			commas = true;
			group = 0;
		} else {
			break;
		}
		if (value > 1000000000000)
			return 0;
	}
	if (n == 0 || (commas && group != 3))
		return 0;
	*out = value;
	return n;
}

/* The length of a word behind a blank, if it is what follows. */
static size_t
word_read(const char *s, const char *word)
{
	size_t length = strlen(word);

	return *s == ' ' && strncasecmp(s + 1, word, length) == 0 &&
		!isalpha((unsigned char)s[1 + length])
	    ? 1 + length
	    : 0;
}

/* "1.5 million", "990 million", "1,500 million" */
static size_t
millions_read(const char *s, int64_t *out)
{
	int64_t scale = 1000000;
	int64_t value = 0;
	size_t n = figures_read(s, &value);
	size_t word;

	if (n == 0)
		return 0;
	if (s[n] == '.' && isdigit((unsigned char)s[n + 1])) {
		for (n++; isdigit((unsigned char)s[n]) && scale > 1; n++) {
			value = value * 10 + (s[n] - '0');
			scale /= 10;
		}
	}
	word = word_read(s + n, "million");
	*out = value * scale;
	return word == 0 ? 0 : n + word;
}

/* "a dozen", "half a dozen", "two dozen", "2 dozen" */
static size_t
dozens_read(const char *s, int64_t *out)
{
	static const struct {
		const char *words;
		int64_t count;
	} forms[] = { { "a dozen", 12 }, { "half a dozen", 6 } };
	size_t length;
	size_t word;

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		length = strlen(forms[i].words);
		*out = forms[i].count;
		if (strncasecmp(s, forms[i].words, length) == 0 &&
		    !isalpha((unsigned char)s[length]))
			return length;
	}
	length = number_words_read(s, out);
	if (length == 0)
		length = figures_read(s, out);
	word = length == 0 ? 0 : word_read(s + length, "dozen");
	*out *= 12;
	return word == 0 ? 0 : length + word;
}

/* "(60)" behind the words, with or without a blank before. */
static size_t
bracket_read(const char *s, int64_t *out)
{
	size_t blanks = strspn(s, " \t\n");
	size_t n;

	if (s[blanks] != '(')
		return 0;
	n = blanks + 1;
	n += strspn(s + n, " ");
	blanks = figures_read(s + n, out);
	if (blanks == 0)
		return 0;
	n += blanks;
	n += strspn(s + n, " ");
	return s[n] == ')' ? n + 1 : 0;
}

/* "(thirty-six)" behind the figures. */
static size_t
word_bracket_read(const char *s, int64_t *out)
{
	size_t n = strspn(s, " ");
	size_t length;

	if (s[n] != '(')
		return 0;
	length = number_words_read(s + n + 1, out);
	return length > 0 && s[n + 1 + length] == ')' ? n + length + 2 : 0;
}

static size_t
opening_read(const char *s, enum precision *precision)
{
	*precision = PRECISION_EXACT;
	for (size_t i = 0; i < sizeof(openings) / sizeof(openings[0]); i++) {
		size_t length = strlen(openings[i].phrase);

		if (strncasecmp(s, openings[i].phrase, length) == 0 &&
		    s[length] == ' ') {
			*precision = openings[i].precision;
			return length + strspn(s + length, " ");
		}
	}
	return 0;
}

/* 155mm, C-17, F-16s, 9.5 and 1/2 are no counts; "10." ends a sentence. */
static bool
is_part_of_word(const char *behind)
{
	return isalnum((unsigned char)*behind) || hyphen_length(behind) > 0 ||
	    *behind == '/' ||
	    (*behind == '.' && isalnum((unsigned char)behind[1]));
}

/*
 * "two thousand, five hundred four (2,504)": whether the words go on behind a
 * comma only the bracket tells. Gives how long the words are.
 */
static size_t
count_read(const char *text, int64_t *count)
{
	size_t length = dozens_read(text, count);
	int64_t rest;
	int64_t figures;
	size_t more;

	if (length == 0)
		length = number_words_read(text, count);
	if (length == 0 || *count % 1000 != 0 ||
	    strncmp(text + length, ", ", 2) != 0)
		return length;
	more = number_words_read(text + length + 2, &rest);
	if (more == 0 ||
	    bracket_read(text + length + 2 + more, &figures) == 0 ||
	    figures != *count + rest)
		return length;
	*count = figures;
	return length + 2 + more;
}

size_t
quantity_read(const char *text, struct quantity *out)
{
	enum precision precision;
	size_t at = opening_read(text, &precision);
	int64_t count = 0;
	int64_t in_bracket = 0;
	size_t length = count_read(text + at, &count);
	size_t bracket = 0;

	if (length > 0)
		bracket = bracket_read(text + at + length, &in_bracket);
	else if (text[at] == '(')
		length = bracket_read(text + at, &count);
	else if ((length = millions_read(text + at, &count)) == 0)
		length = figures_read(text + at, &count);
	if (length == 0 || is_part_of_word(text + at + length))
		return 0;
	if (bracket == 0 && isdigit((unsigned char)text[at]))
		bracket = word_bracket_read(text + at + length, &in_bracket);
	if (bracket > 0 && in_bracket != count)
		precision = PRECISION_NONE;
	*out = (struct quantity){ .count = count, .precision = precision };
	return at + length + bracket;
}
