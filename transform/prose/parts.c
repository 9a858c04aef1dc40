#include "transform/prose/parts.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "transform/pattern.h"

#define LEAD_MAX 60
#define WORD_MIN 3

static COMPILED struct pattern divides =
    PATTERN("(?:\\b(?:which|that) includes?|\\b(?:which|that) consists? of"
	    "|\\bconsisting of|\\bcompris(?:ed of|ing)|\\bcomposed of"
	    "|\\bmade up of|\\bof which)[ :]*\\z");
static COMPILED struct pattern may_divide =
    PATTERN("(?:\\b(?:includ(?:es?|ing)|are|is)[ :]*|:\\s*)\\z");
static COMPILED struct pattern adds = PATTERN("\\badditional \\z");
static COMPILED struct pattern combines =
    PATTERN("\\A(?:an? )?(?:new |combined |revised |overall )?total of\\b");

enum parts_lead
parts_lead(const char *text, const char *at)
{
	size_t size = (size_t)(at - text);
	const char *lead;
	struct match m;

	size = size > LEAD_MAX ? LEAD_MAX : size;
	lead = at - size;
	if (pattern_find_in(&combines, at, strnlen(at, LEAD_MAX), &m))
		return PARTS_COMBINE;
	if (pattern_find_in(&adds, lead, size, &m))
		return PARTS_ADD;
	if (pattern_find_in(&divides, lead, size, &m))
		return PARTS_DIVIDE;
	return pattern_find_in(&may_divide, lead, size, &m) ? PARTS_MAY_DIVIDE
							    : PARTS_NOTHING;
}

static size_t
parts_word(const char *s)
{
	size_t length = 0;

	while (isalnum((unsigned char)s[length]) ||
	    (s[length] == '-' && length > 0))
		length++;
	return length;
}

/* Whether a word of a name begins with these letters. */
static bool
parts_has_word(const char *name, const char *letters)
{
	for (size_t n; *name != '\0'; name += n == 0 ? 1 : n) {
		n = parts_word(name);
		if (n >= WORD_MIN && strncasecmp(name, letters, WORD_MIN) == 0)
			return true;
	}
	return false;
}

/* Whether two names have words of one beginning: LAV-25 and LAVs. */
static bool
parts_are_alike(const struct item *a, const struct item *b)
{
	const char *name = a->designation;

	for (size_t n; *name != '\0'; name += n == 0 ? 1 : n) {
		n = parts_word(name);
		if (n >= WORD_MIN && parts_has_word(b->designation, name))
			return true;
	}
	return false;
}

/*
 * How many articles from the first on may be parts of the whole, by their
 * numbers, and if asked by like names, too.
 */
static size_t
parts_count(const struct item *whole, const struct parts_item *first,
    size_t count, bool alike, int64_t *sum)
{
	size_t n = 0;

	*sum = 0;
	while (n < count &&
	    first[n].item->quantity.count <= whole->quantity.count - *sum &&
	    (!alike || parts_are_alike(whole, first[n].item)))
		*sum += first[n++].item->quantity.count;
	return n;
}

/* "39 carriers which include 35 QC-25 and 5 QC-R": one of them is wrong. */
static void
parts_exceed(struct reading *r, size_t line, const struct item *whole,
    const struct item *part, int64_t sum)
{
	if (parts_are_alike(whole, part) &&
	    part->quantity.count > whole->quantity.count - sum)
		reading_fault(r, "quantity", line,
		    arena_print(r->arena, "%lld %s",
			(long long)whole->quantity.count, whole->designation),
		    "its parts are more than the whole");
}

/* "20 launchers, including 2 spares": some of them, though not all are told. */
static bool
parts_are_spares(const struct item *whole, const struct item *part)
{
	static COMPILED struct pattern spares =
	    PATTERN("\\A(?:as |for )?spares?\\z");

	return part->quantity.count < whole->quantity.count &&
	    pattern_is_in(&spares, part->designation);
}

/* Where the words leave it open, or the names, the sum must be the whole. */
static void
parts_divide(struct reading *r, size_t line, struct parts_item *list,
    size_t whole, size_t first, size_t count)
{
	struct item *item = list[whole].item;
	bool surely = list[first].lead == PARTS_DIVIDE;
	int64_t sum;
	size_t n =
	    parts_count(item, list + first, count - first, !surely, &sum);

	if (surely && sum != item->quantity.count)
		n = parts_count(item, list + first, count - first, true, &sum);
	else if (sum != item->quantity.count || n < 2)
		n = parts_are_spares(item, list[first].item);
	if (surely && n > 0 && sum < item->quantity.count && first + n < count)
		parts_exceed(r, line, item, list[first + n].item, sum);
	for (size_t i = first; i < first + n && item->whole == NULL; i++)
		list[i].item->whole = item;
}

/* How many words of a name the other has, too. */
static size_t
parts_common_words(const struct item *a, const struct item *b)
{
	const char *name = a->designation;
	size_t common = 0;

	for (size_t n; *name != '\0'; name += n == 0 ? 1 : n) {
		n = parts_word(name);
		common += n >= WORD_MIN && parts_has_word(b->designation, name);
	}
	return common;
}

/* What is added is looked for in so many totals behind it. */
#define TOTALS_MOST 16

/* Behind each place of a list, where the next total is; count: there is none.
 */
static size_t *
parts_next_totals(
    struct arena *arena, const struct parts_item *list, size_t count)
{
	size_t *next = arena_alloc(arena, (count + 1) * sizeof(*next));

	next[count] = count;
	for (size_t i = count; i-- > 0;)
		next[i] = i + 1 < count && list[i + 1].lead == PARTS_COMBINE
		    ? i + 1
		    : next[i + 1];
	return next;
}

/* The total that what is added is within: that of the most words; or NULL. */
static struct item *
parts_total_of(const struct parts_item *list, const size_t *next, size_t count,
    const struct parts_item *added)
{
	const struct item *item = added->item;
	struct item *best = NULL;
	size_t most = 0;
	size_t at = next[added - list];

	for (size_t k = 0; k < TOTALS_MOST && at < count; at = next[at], k++) {
		struct item *whole = list[at].item;
		size_t common = item->quantity.count < whole->quantity.count
		    ? parts_common_words(item, whole)
		    : 0;

		if (common > most) {
			best = whole;
			most = common;
		}
	}
	return best;
}

void
parts_link(
    struct reading *r, size_t line, struct parts_item *list, size_t count)
{
	const size_t *next = parts_next_totals(r->arena, list, count);

	for (size_t i = 0; i < count; i++) {
		if (list[i].lead == PARTS_ADD && list[i].item->whole == NULL)
			list[i].item->whole =
			    parts_total_of(list, next, count, &list[i]);
		else if (i > 0 &&
		    (list[i].lead == PARTS_DIVIDE ||
			list[i].lead == PARTS_MAY_DIVIDE))
			parts_divide(r, line, list, i - 1, i, count);
	}
}
