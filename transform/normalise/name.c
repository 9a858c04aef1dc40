#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include "base/arena.h"
#include "base/memory.h"
#include "base/text.h"
#include "transform/normalise/normalise.h"

/* U.S. and O'Brien are one word, Lockheed-Martin is two. */
static bool
joins(ucs4_t c)
{
	return c == '.' || c == '\'' || c == 0x2018 || c == 0x2019;
}

/*
 * The same for ASCII, which nearly every name is, at a tenth of the cost;
 * NULL for any other.
 */
static const char *
ascii_key(struct arena *arena, const char *name)
{
	char *key = arena_alloc(arena, strlen(name) + 1);
	size_t length = 0;
	bool space = false;

	for (; *name != '\0'; name++) {
		unsigned char c = (unsigned char)*name;

		if (c >= 0x80)
			return NULL;
		if (isalnum(c)) {
			if (space && length > 0)
				key[length++] = ' ';
			key[length++] = (char)tolower(c);
			space = false;
		} else if (!joins(c)) {
			space = true;
		}
	}
	return key;
}

static const char *
unicode_key(struct arena *arena, const char *name)
{
	size_t length;
	uint8_t *folded = xgiven(u8_casefold((const uint8_t *)name,
	    strlen(name), NULL, UNINORM_NFKD, NULL, &length));
	struct text key = { 0 };
	bool space = false;
	const char *copy;
	ucs4_t c;

	for (size_t i = 0; i < length;) {
		int n = u8_mbtouc(&c, folded + i, length - i);

		if (uc_is_alnum(c)) {
			if (space && key.length > 0)
				text_add(&key, " ", 1);
			text_add(&key, (const char *)folded + i, (size_t)n);
			space = false;
		} else if (!joins(c) && uc_combining_class(c) == 0) {
			space = true;
		}
		i += (size_t)n;
	}
	free(folded);
	copy = arena_string(arena, text_string(&key));
	text_free(&key);
	return copy;
}

const char *
name_key(struct arena *arena, const char *name)
{
	const char *key = ascii_key(arena, name);

	return key == NULL ? unicode_key(arena, name) : key;
}

/* "inc" off "leidos inc"; false if it is not the last word of several. */
static bool
take_off(char *key, const char *ending)
{
	size_t length = strlen(key);
	size_t size = strlen(ending);

	if (length <= size + 1 || key[length - size - 1] != ' ' ||
	    strcmp(key + length - size, ending) != 0)
		return false;
	key[length - size - 1] = '\0';
	return true;
}

/* "Smith & Wesson" is "Smith and Wesson". */
static const char *
name_with_and(struct arena *arena, const char *name)
{
	struct text text = { 0 };
	const char *copy;

	if (strchr(name, '&') == NULL)
		return name;
	for (; *name != '\0'; name++) {
		if (*name == '&')
			text_add_string(&text, " and ");
		else
			text_add(&text, name, 1);
	}
	copy = arena_string(arena, text_string(&text));
	text_free(&text);
	return copy;
}

const char *
company_key(struct arena *arena, const char *name)
{
	static const char *const endings[] = { "corporation", "corp", "inc",
		"incorporated", "company", "co", "llc", "ltd", "limited", "lp",
		"plc" };
	char *key =
	    arena_string(arena, name_key(arena, name_with_and(arena, name)));
	size_t i = 0;

	if (strncmp(key, "the ", 4) == 0)
		key += 4;
	while (i < sizeof(endings) / sizeof(endings[0])) {
		if (take_off(key, endings[i]))
			i = 0;
		else
			i++;
	}
	return key;
}
