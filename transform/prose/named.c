#include <string.h>

#include "base/arena.h"
#include "transform/pattern.h"
#include "transform/prose/counted.h"
#include "transform/prose/prose.h"

/* What is taken of one request, and how long one name may be. */
#define NAMED_MAX 12
#define NAME_MAX_LENGTH 1000

#define NON_MDE \
	"non-? ?(?:MDE|Major Defense Equipment)(?: ?\\((?:non-)?MDE\\))?"

/* "has requested a possible sale of": the articles are named behind it. */
static COMPILED struct pattern asks = PATTERN(
    "\\b(?:requested|requesting|requests)\\b(?: ?:| (?:to (?:buy|purchase"
    "|procure|acquire|lease)|an?|the|possible|proposed|potential|sales?"
    "|purchase|acquisition|procurement|of|for|following|additional"
    "|items?|follow-on case|foreign military(?! sales order)|" NON_MDE "|"
    "(?:MDE|Major Defense Equipment)(?: ?\\(MDE\\))?)(?![\\w/-]):?)* ?");

static COMPILED struct pattern other_named =
    PATTERN("\\bfollowing " NON_MDE "|" NON_MDE " items\\b");

/* What every sale has beside its articles. */
static COMPILED struct pattern accessory = PATTERN(
    "\\b(?:support|spares?|training|publications?|software|services?"
    "|integration|technical|repairs?|documentation|logistics?|maintenance"
    "|assistance|engineering|studies|surveys?|transportation|facilit\\w+"
    "|tools?|test|personnel|manuals?|management|construction|design"
    "|containers?|consumables|accessories|equipment|storage|elements)\\b");

/* "AN/PRC-160": behind a comma, where a place or a clause may be, too. */
static COMPILED struct pattern designation =
    PATTERN("(?-i)\\b[A-Z][A-Z/-]*\\d");

/* What stands behind the names of the articles. */
static COMPILED struct pattern behind_name =
    PATTERN(",? (?:(?:that|which) (?:will|would) be added\\b|to include\\b"
	    "|including\\b|for an estimated cost\\b|(?:along|together) with\\b"
	    "|being (?:sold|offered|provided)\\b|pursuant to\\b"
	    ").*\\z");

/* Where a name ends; at a comma, of 4,569 not one, if no semicolon parts. */
static const char *
named_end(const char *at, bool semicolons)
{
	while (*at != '\0' && strchr(";\n", *at) == NULL &&
	    (semicolons || strncmp(at, ", ", 2) != 0))
		at = *at == '(' ? counted_behind_bracket(at) : at + 1;
	return at;
}

static const char *
named_trim(struct arena *arena, const char *s, size_t length)
{
	struct match m;

	while (length > 0 && strchr(" ;,:", *s) != NULL) {
		s++;
		length--;
	}
	if (length > 4 && strncmp(s, "and ", 4) == 0) {
		s += 4;
		length -= 4;
	}
	if (pattern_find_in(&behind_name, s, length, &m))
		length = (size_t)(m.start[0] - s);
	while (length > 0 && strchr(" ;,:.", s[length - 1]) != NULL)
		length--;
	return length == 0 ? NULL : arena_copy(arena, s, length);
}

/* As much of a name as one may have, up to behind a letter. */
static const char *
named_cut(struct reading *r, const char *name, size_t line)
{
	size_t length = NAME_MAX_LENGTH;

	if (strnlen(name, NAME_MAX_LENGTH + 1) <= NAME_MAX_LENGTH)
		return name;
	reading_fault(r, "description", line, name,
	    "a name of more than 1000 bytes is cut");
	while (((unsigned char)name[length] & 0xC0) == 0x80)
		length++;
	return arena_copy(r->arena, name, length);
}

static void
named_tell_further(
    struct reading *r, const char *name, size_t line, bool semicolons)
{
	if (semicolons || pattern_is_in(&designation, name))
		reading_fault(r, "description", line, name,
		    "is a further article, and not read");
}

void
prose_named(struct reading *r, const char *text, size_t line, enum truth is_mde,
    struct item **list)
{
	const char *sentence = sentence_with(r->arena, text, &asks);
	size_t count = 0;
	bool semicolons;
	struct match m;

	if (sentence == NULL || !pattern_find(&asks, sentence, &m))
		return;
	if (pattern_is_in(&other_named, sentence))
		is_mde = TRUTH_NO;
	while (*list != NULL)
		list = &(*list)->next;
	text = m.start[0] + m.length[0];
	semicolons = strchr(text, ';') != NULL;
	while (*text != '\0') {
		const char *end = named_end(text, semicolons);
		const char *name =
		    named_trim(r->arena, text, (size_t)(end - text));

		text = end + (*end == ',' || *end == ';' || *end == '\n');
		if (name == NULL)
			continue;
		if (count > 0 && pattern_is_in(&accessory, name))
			break;
		if (count == (semicolons ? NAMED_MAX : 1)) {
			named_tell_further(r, name, line, semicolons);
			break;
		}
		*list = arena_alloc(r->arena, sizeof(**list));
		**list = (struct item){
			.designation = named_cut(r, name, line),
			.is_mde = is_mde,
		};
		list = &(*list)->next;
		count++;
	}
}
