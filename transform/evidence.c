#include "transform/evidence.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "package/columns.h"
#include "package/value.h"
#include "transform/normalise/normalise.h"

/* As much as may have been taken out of a value: a footnote, a bracket. */
#define TAKEN_OUT_MAX 600

/* So many quotes of a notice may be shared at a time. */
#define QUOTES_KEPT 8

/* What the reading may change of a value: white space, as which an underscore
 * of a file's name counts, and kinds of dashes. */
static size_t
evidence_skip_length(const char *s, size_t length)
{
	if (isspace((unsigned char)*s) || *s == '-' || *s == '_')
		return 1;
	/* U+2010 to U+2015 */
	return length >= 3 && memcmp(s, "\xE2\x80", 2) == 0 &&
		(unsigned char)s[2] >= 0x90 && (unsigned char)s[2] <= 0x95
	    ? 3
	    : 0;
}

/*
 * Whether what stands in the text is the piece: all of it, but for white space
 * and dashes, or with something between that was taken out.
 */
static bool
evidence_is_same(const char *stands, size_t size, const char *piece,
    size_t length, bool *whole)
{
	const char *end = stands + size;
	const char *piece_end = piece + length;

	*whole = true;
	if (size == length && memcmp(stands, piece, length) == 0)
		return true;
	while (piece < piece_end) {
		size_t skip =
		    evidence_skip_length(piece, (size_t)(piece_end - piece));

		if (skip > 0) {
			piece += skip;
			continue;
		}
		while (stands < end && *stands != *piece) {
			skip = evidence_skip_length(
			    stands, (size_t)(end - stands));
			*whole = *whole && skip > 0;
			stands += skip > 0 ? skip : 1;
		}
		if (stands == end)
			return false;
		stands++;
		piece++;
	}
	return true;
}

static bool
evidence_find_whole(const struct followed_text *text, const struct arena *arena,
    const char *piece, size_t length, size_t *start, size_t *end, bool *whole)
{
	return text->bytes != NULL &&
	    arena_origin(arena, piece, length, start, end) &&
	    *end - *start <= 2 * length + TAKEN_OUT_MAX &&
	    evidence_is_same(
		text->bytes + *start, *end - *start, piece, length, whole);
}

bool
evidence_find(const struct followed_text *text, const struct arena *arena,
    const char *piece, size_t length, size_t *start, size_t *end)
{
	bool whole;

	return evidence_find_whole(
	    text, arena, piece, length, start, end, &whole);
}

static size_t
evidence_line(const struct followed_text *text, size_t at)
{
	size_t first = 0;
	size_t end = text->count;

	while (first < end) {
		size_t middle = first + (end - first) / 2;

		if (text->marks[middle].offset <= at)
			first = middle + 1;
		else
			end = middle;
	}
	return first == 0 ? 0 : text->marks[first - 1].line;
}

/* Quotes */

/* Where a character begins, from a place back. */
static size_t
evidence_character(const char *s, size_t at)
{
	while (at > 0 && ((unsigned char)s[at] & 0xC0) == 0x80)
		at--;
	return at;
}

/* "word. Next", but not "U.S. Next". */
static bool
evidence_ends_sentence(const char *s)
{
	return s[0] == '.' && s[1] == ' ' &&
	    (islower((unsigned char)s[-1]) || isdigit((unsigned char)s[-1]) ||
		s[-1] == ')') &&
	    (islower((unsigned char)s[-2]) || isdigit((unsigned char)s[-2]) ||
		strchr("$)", s[-2]) != NULL);
}

/* Back from a place to the start of its sentence, or as far as there is room.
 */
static size_t
evidence_quote_start(const struct followed_text *text, size_t at, size_t room)
{
	size_t start = at;

	while (
	    start > 0 && at - start < room && text->bytes[start - 1] != '\n') {
		if (at - start > 0 && start > 3 &&
		    evidence_ends_sentence(text->bytes + start - 2))
			return start;
		start--;
	}
	if (start == 0 || text->bytes[start - 1] == '\n')
		return start;
	/* Where there was no room for more, it begins with a word. */
	while (start < at && !isspace((unsigned char)text->bytes[start]))
		start++;
	return start;
}

static size_t
evidence_quote_end(const struct followed_text *text, size_t at, size_t limit)
{
	size_t end = at;

	if (limit > text->length)
		limit = text->length;
	while (end < limit && text->bytes[end] != '\n') {
		if (end > 1 && end + 1 < text->length &&
		    evidence_ends_sentence(text->bytes + end))
			return end + 1;
		end++;
	}
	if (end == text->length || text->bytes[end] == '\n')
		return end;
	while (end > at && !isspace((unsigned char)text->bytes[end]))
		end--;
	return end;
}

/* The sentence or the line around it; of a long value, its beginning. */
static void
evidence_quote(
    const struct followed_text *text, struct arena *arena, struct evidence *p)
{
	size_t end = p->start + p->length;
	size_t room = EVIDENCE_QUOTE_MAX;

	if (p->length >= room) {
		p->quote_start = p->start;
		end = evidence_character(text->bytes, p->start + room);
	} else {
		room -= p->length;
		p->quote_start = evidence_quote_start(text, p->start, room / 2);
		end = evidence_quote_end(
		    text, end, p->quote_start + EVIDENCE_QUOTE_MAX);
	}
	while (p->quote_start < p->start &&
	    isspace((unsigned char)text->bytes[p->quote_start]))
		p->quote_start++;
	while (end > p->start + p->length &&
	    isspace((unsigned char)text->bytes[end - 1]))
		end--;
	p->quote = arena_copy(
	    arena, text->bytes + p->quote_start, end - p->quote_start);
}

/* Notes */

static struct evidence *
evidence_new(const struct followed_text *text, struct arena *arena,
    size_t start, size_t length)
{
	struct evidence *p = arena_alloc(arena, sizeof(*p));

	p->line = evidence_line(text, start);
	p->start = start;
	p->length = length;
	return p;
}

static struct evidence **
evidence_find_noted(struct evidence **list, const char *field)
{
	while (*list != NULL && strcmp((*list)->field, field) != 0)
		list = &(*list)->next;
	return list;
}

static void
evidence_replace(
    struct evidence_notes *notes, const char *field, struct evidence *p)
{
	struct evidence **at = evidence_find_noted(&notes->noted, field);

	p->field = field;
	p->next = *at == NULL ? NULL : (*at)->next;
	*at = p;
}

void
evidence_note(struct evidence_notes *notes, struct arena *arena,
    const char *field, const char *piece, size_t length, bool printed)
{
	struct evidence *p;
	size_t start;
	size_t end;

	if (!evidence_find(&notes->text, arena, piece, length, &start, &end))
		return;
	p = evidence_new(&notes->text, arena, start, end - start);
	p->printed = printed;
	evidence_replace(notes, field, p);
}

void
evidence_note_apart(struct evidence_notes *notes, struct arena *arena,
    const char *field, size_t line, const char *text)
{
	struct evidence *p = arena_alloc(arena, sizeof(*p));
	size_t length = strnlen(text, EVIDENCE_QUOTE_MAX + 1);

	if (length > EVIDENCE_QUOTE_MAX)
		length = evidence_character(text, EVIDENCE_QUOTE_MAX);
	p->line = line;
	p->printed = true;
	p->quote = arena_copy(arena, text, length);
	evidence_replace(notes, field, p);
}

void
evidence_note_as(struct evidence_notes *notes, struct arena *arena,
    const char *field, const char *noted_of)
{
	const struct evidence *noted =
	    *evidence_find_noted(&notes->noted, noted_of);
	struct evidence *p;

	if (noted == NULL)
		return;
	p = arena_alloc(arena, sizeof(*p));
	*p = *noted;
	evidence_replace(notes, field, p);
}

/* The list of a notice */

struct evidence_builder {
	const struct evidence_notes *notes;
	struct arena *arena;
	struct evidence *first;
	struct evidence **end;
	const struct evidence *quoted[QUOTES_KEPT]; /* the last, in a ring */
	size_t count;
};

/*
 * Quotes it, or tells in which quote before it stands: values of one sentence
 * have one.
 */
static void
evidence_list_quote(struct evidence_builder *l, struct evidence *p)
{
	for (size_t i = 0; i < l->count && i < QUOTES_KEPT; i++) {
		const struct evidence *q = l->quoted[i];

		if (q->quote_start <= p->start &&
		    p->start + p->length <= q->quote_start + strlen(q->quote)) {
			p->quote_start = q->quote_start;
			return;
		}
	}
	evidence_quote(&l->notes->text, l->arena, p);
	/* Of several lines, each value has its own. */
	if (p->length < EVIDENCE_QUOTE_MAX && strchr(p->quote, '\n') == NULL)
		l->quoted[l->count++ % QUOTES_KEPT] = p;
}

static void
evidence_list_add(struct evidence_builder *l, const char *field, int position,
    struct evidence *p)
{
	p->field = field;
	p->position = position;
	p->next = NULL;
	if (p->length > 0)
		evidence_list_quote(l, p);
	*l->end = p;
	l->end = &p->next;
}

static bool
evidence_list_add_text(struct evidence_builder *l, const char *field,
    int position, const char *value)
{
	const struct followed_text *text = &l->notes->text;
	struct evidence *p;
	size_t start;
	size_t end;
	bool whole;

	if (value == NULL ||
	    !evidence_find_whole(
		text, l->arena, value, strlen(value), &start, &end, &whole))
		return false;
	p = evidence_new(text, l->arena, start, end - start);
	p->printed = whole;
	evidence_list_add(l, field, position, p);
	return true;
}

/* What stands there must be that amount, be it one that is taken off. */
static bool
evidence_list_add_money(
    struct evidence_builder *l, const char *field, const struct money *money)
{
	const struct followed_text *text = &l->notes->text;
	struct money stands;
	size_t start;
	size_t end;

	if (money->text == NULL ||
	    !evidence_find(text, l->arena, money->text, strlen(money->text),
		&start, &end) ||
	    !money_read(arena_copy(l->arena, text->bytes + start, end - start),
		&stands) ||
	    llabs(stands.cents) != llabs(money->cents))
		return false;
	evidence_list_add_text(l, field, 0, money->text);
	return true;
}

static void
evidence_list_add_list(struct evidence_builder *l, const char *field,
    const struct text_list *values)
{
	for (int i = 1; values != NULL; i++) {
		evidence_list_add_text(l, field, i, values->text);
		values = values->next;
	}
}

/* One column: nothing if the notice has no value of it, or no place is known.
 */
static void
evidence_list_add_column(
    struct evidence_builder *l, const struct column *c, const struct notice *n)
{
	const void *value = (const char *)n + c->offset;
	struct evidence *noted = l->notes->noted;
	bool found = false;

	if (c->of_place || c->text(l->arena, value) == NULL)
		return;
	if (c->text == list_value)
		evidence_list_add_list(
		    l, c->name, *(struct text_list *const *)value);
	else if (c->text == money_value)
		found = evidence_list_add_money(l, c->name, value);
	else if (c->text == text_value)
		found = evidence_list_add_text(
		    l, c->name, 0, *(const char *const *)value);
	if (found)
		return;
	while (noted != NULL && strcmp(noted->field, c->name) != 0)
		noted = noted->next;
	if (noted != NULL) {
		struct evidence *p = arena_alloc(l->arena, sizeof(*p));

		*p = *noted;
		evidence_list_add(l, c->name, 0, p);
	}
}

static void
evidence_list_add_parts(struct evidence_builder *l, const struct notice *n)
{
	int i = 0;

	for (const struct purchaser *p = n->purchasers; p != NULL; p = p->next)
		evidence_list_add_text(l, "purchaser.name", ++i, p->name);
	i = 0;
	for (const struct item *p = n->items; p != NULL; p = p->next) {
		evidence_list_add_text(
		    l, "item.quantity", ++i, p->quantity_text);
		evidence_list_add_text(
		    l, "item.designation", i, p->designation);
	}
	i = 0;
	for (const struct contractor *p = n->contractors; p != NULL;
	     p = p->next) {
		evidence_list_add_text(l, "contractor.name", ++i, p->name);
		evidence_list_add_text(l, "contractor.city", i, p->city);
	}
}

struct evidence *
evidence_list(const struct evidence_notes *notes, struct arena *arena,
    const struct notice *n)
{
	const struct resource *publication = &resources[RESOURCE_PUBLICATION];
	struct evidence_builder l = {
		.notes = notes, .arena = arena, .end = &l.first
	};

	for (size_t i = 0; i < publication->width; i++)
		evidence_list_add_column(&l, &publication->columns[i], n);
	evidence_list_add_parts(&l, n);
	return l.first;
}
