#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"
#include "transform/prose/prose.h"

#define WORDS_MAX 14 /* of the longest name, "... and Northern Ireland" */

/* Bytes that the next name is looked for in. */
#define NEXT_MAX 400

/* Taiwan, Malaysia, “and” Greece: 2024-02810 has the quotes. */
static COMPILED struct pattern separator =
    PATTERN("\\A(?: ?[,;/] ?| (?=and\\b|or\\b|&"
	    "|[\"\xE2]))(?:[\"'`]*(?:\xE2\x80[\x98-\x9D])*(?:and/or|and"
	    "|or|&)[\"'`]*(?:\xE2\x80[\x98-\x9D])* )?");

/* A name we do not know: capitalised words, "of" and "the" between them. */
static COMPILED struct pattern name =
    PATTERN("\\A(?:(?:the|governments?|republic|kingdom"
	    "|state) (?:of )?)*(?-i:[A-Z][\\w.'-]*(?: (?:of|the"
	    "|[A-Z][\\w.'-]*))*)");

/* "Governments of Belgium and Norway" are not of Belgium alone. */
static COMPILED struct pattern governments =
    PATTERN("\\A(?:the )?governments of ");

/* Gives the list's new end. */
static struct purchaser **
countries_add(struct reading *r, struct purchaser **end,
    const struct country *country, const char *printed)
{
	struct purchaser *p = arena_alloc(r->arena, sizeof(*p));

	if (country != NULL)
		p->country = *country;
	p->name = printed;
	*end = p;
	return &p->next;
}

static struct purchaser **
countries_end(struct purchaser **list)
{
	while (*list != NULL)
		list = &(*list)->next;
	return list;
}

/* Word ends within the text, as lengths, as many as a name may have. */
static size_t
countries_word_end(const char *text, size_t ends[WORDS_MAX])
{
	size_t count = 0;
	size_t at = 0;

	while (count < WORDS_MAX && text[at] != '\0') {
		at += strspn(text + at, " /&");
		at += strcspn(text + at, " /&");
		ends[count++] = at;
	}
	return count;
}

static size_t
countries_trim(const char *text, size_t length)
{
	while (length > 0 && strchr(",;.: \"", text[length - 1]) != NULL)
		length--;
	return length;
}

/* The longest start of the text that is a name we know. */
static size_t
countries_known_at(struct reading *r, const char *text, struct country *out)
{
	size_t ends[WORDS_MAX];
	size_t count = countries_word_end(text, ends);

	if (!isalnum((unsigned char)*text) && (unsigned char)*text < 0x80)
		return 0;
	for (size_t i = count; i > 0; i--) {
		size_t length = countries_trim(text, ends[i - 1]);
		const char *part = arena_copy(r->arena, text, length);

		if (length > 0 && country_read(r->reference, part, out))
			return length;
	}
	return 0;
}

size_t
prose_countries(
    struct reading *r, const char *text, size_t line, struct purchaser **list)
{
	struct country country;
	size_t at = countries_known_at(r, text, &country);
	size_t plural;
	struct match m;

	if (at == 0)
		return 0;
	list = countries_end(list);
	plural = pattern_find_in(&governments, text, at, &m) ? m.length[0] : 0;
	list = countries_add(r, list, &country,
	    arena_copy(r->arena, text + plural, at - plural));
	while (pattern_find_in(
	    &separator, text + at, strnlen(text + at, NEXT_MAX), &m)) {
		const char *next = text + at + m.length[0];
		size_t length = countries_known_at(r, next, &country);

		if (length > 0) {
			list = countries_add(r, list, &country,
			    arena_copy(r->arena, next, length));
		} else if (pattern_find_in(
			       &name, next, strnlen(next, NEXT_MAX), &m)) {
			const char *unknown = match_text(r->arena, &m, 0);

			length = m.length[0];
			list = countries_add(r, list, NULL, unknown);
			reading_fault(
			    r, "purchaser", line, unknown, "unknown country");
		} else {
			break;
		}
		at = (size_t)(next - text) + length;
	}
	return at;
}

/* Nothing of weight may follow the last country of an item. */
static bool
countries_is_rest(const char *s)
{
	return s[strspn(s, " .;,")] == '\0';
}

void
prose_purchasers(
    struct reading *r, const char *text, size_t line, struct purchaser **list)
{
	struct purchaser *several = NULL;
	struct country country;
	size_t length;

	if (country_read(r->reference, text, &country)) {
		countries_add(r, countries_end(list), &country, text);
		return;
	}
	length = prose_countries(r, text, line, &several);
	if (length > 0 && countries_is_rest(text + length)) {
		*list = several;
		return;
	}
	countries_add(r, countries_end(list), NULL, text);
	reading_fault(r, "purchaser", line, text, "unknown country");
}
