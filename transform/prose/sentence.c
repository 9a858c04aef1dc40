#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "transform/pattern.h"
#include "transform/prose/prose.h"

/* Words that end in a point of their own. */
static bool
sentence_is_abbreviation(const char *word, size_t length)
{
	static const char *const words[] = { "inc", "corp", "co", "ltd", "no",
		"nos", "st", "ft", "mt", "mr", "mrs", "ms", "dr", "jr", "sr",
		"gen", "lt", "col", "sec", "approx", "vs", "dept", "div",
		"govt", "fla", "calif", "ala", "ariz", "conn", "mass", "tex",
		"va", "md", "pa", "mo", "ga", "amdt", "amd", "fig", "cal", "lb",
		"lbs", "ea", "mk", "qty", "ill", "mich", "minn", "wis", "tenn",
		"ky", "ind", "okla", "colo", "wash", "del", "penn", "ore",
		"bros", "mfg", "assoc", "intl", "jan", "feb", "aug", "sept",
		"oct", "nov", "dec", "ark", "kan", "neb", "nev", "mont",
		"miss" };

	if (length == 1) /* the last letter of U.S. */
		return isalpha((unsigned char)*word);
	if (length == 2 && isupper((unsigned char)word[0]) &&
	    isupper((unsigned char)word[1]) && strncmp(word, "NO", 2) != 0)
		return false; /* the code of a state: CO is not Co. */
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strlen(words[i]) == length &&
		    strncasecmp(words[i], word, length) == 0)
			return true;
	}
	return false;
}

/* Words that begin a sentence, also after "Inc." */
static bool
sentence_begins(const char *s)
{
	static const char *const words[] = { "A ", "All ", "Also ", "Although ",
		"An ", "Any ", "At ", "For ", "However", "If ",
		"Implementation ", "In ", "It ", "None ", "Offset", "Other ",
		"The ", "There ", "These ", "This ", "To ", "Upon ", "When ",
		"While ", "With " };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strncmp(s, words[i], strlen(words[i])) == 0)
			return true;
	}
	return false;
}

static COMPILED struct pattern paragraph = PATTERN(
    "\\A(?-i:Also|This|These|There|Implementation|It|In|Any|At|If|Total"
    "|Included|Non-?(?:MDE|Major)|The (?:proposed|possible|potential|estimated|total"
    "|principal|prime|primary|purchaser|following|sale|Governments?"
    "|Kingdom|Republic|Secretary|State Department|United States"
    "|U\\.S\\.))\\b");

/* More bytes than any of these has. */
#define BEGINNING 64

/* A paragraph may begin where the one before has no stop; not in a list. */
static bool
sentence_begins_paragraph(const char *text, const char *at)
{
	const char *next = at + strspn(at, " \t\n");
	struct match m;

	while (at > text && isspace((unsigned char)at[-1]))
		at--;
	return at > text && strchr(":;,", at[-1]) == NULL &&
	    pattern_find_in(&paragraph, next, strnlen(next, BEGINNING), &m);
}

static size_t
sentence_word_before(const char *text, const char *point)
{
	size_t length = 0;

	while (point - length > text &&
	    isalpha((unsigned char)point[-(ptrdiff_t)length - 1]))
		length++;
	return length;
}

/* Quotes and brackets that close behind the point. */
static size_t
sentence_closing_length(const char *s)
{
	static const char *const signs[] = { "\"", ")", "''", "\xE2\x80\x99",
		"\xE2\x80\x9D" };
	size_t length = 0;
	size_t i = 0;

	while (i < sizeof(signs) / sizeof(signs[0])) {
		size_t size = strlen(signs[i]);
		bool is = strncmp(s + length, signs[i], size) == 0;

		length += is ? size : 0;
		i = is ? 0 : i + 1;
	}
	return length;
}

static bool
sentence_ends(const char *text, const char *at)
{
	const char *next = at + 1;
	size_t length;

	if (*at == '\n' && sentence_begins_paragraph(text, at))
		return true;
	if (*at != '.' && *at != '?' && *at != '!')
		return false;
	next += sentence_closing_length(next);
	if (*next == '\0')
		return true;
	if (*next != ' ' && *next != '\n' && *next != '\t')
		return false;
	next += strspn(next, " \n\t");
	if (*next == '\0')
		return true;
	if (islower((unsigned char)*next))
		return false;
	length = sentence_word_before(text, at);
	if (length > 0 && sentence_is_abbreviation(at - length, length))
		return sentence_begins(next);
	return true;
}

const char *
sentence_next(struct arena *arena, const char **cursor)
{
	const char *start = *cursor + strspn(*cursor, " \n\t");
	const char *at = start;

	if (*start == '\0')
		return NULL;
	while (*at != '\0' && !sentence_ends(start, at))
		at++;
	if (*at != '\0')
		at += 1 + sentence_closing_length(at + 1);
	*cursor = at;
	return arena_copy(arena, start, (size_t)(at - start));
}

const char *
sentence_with(struct arena *arena, const char *text, struct pattern *pattern)
{
	const char *sentence;

	while ((sentence = sentence_next(arena, &text)) != NULL) {
		if (pattern_is_in(pattern, sentence))
			return sentence;
	}
	return NULL;
}
