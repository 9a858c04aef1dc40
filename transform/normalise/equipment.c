#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/text.h"
#include "transform/normalise/normalise.h"
#include "transform/reference.h"

/* What is longer is no name: only this much is read of it. */
#define NAME_MAX_BYTES 1000

/* Parts between "for", "with", "in", ... in which a family is looked for. */
#define PARTS_MAX 8

/*
 * What a name says first is what is sold; behind "for" or "with" stands what
 * it belongs to: "T700-GE-701D engines for AH-64E helicopters".
 */
static bool
is_border(const char *word, size_t length)
{
	static const char *const borders[] = { "for", "with", "w/", "without",
		"including", "includes", "include", "from", "in", "on", "by",
		"at", "as", "against", "under", "via", "per", "plus", "that",
		"which", "having", "consisting", "containing", "capable",
		"compatible", "aboard" };

	for (size_t i = 0; i < sizeof(borders) / sizeof(borders[0]); i++) {
		if (strncasecmp(borders[i], word, length) == 0 &&
		    borders[i][length] == '\0')
			return true;
	}
	return false;
}

static bool
begins_with_one_of(const char *s, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (strncasecmp(s, words[i], strlen(words[i])) == 0)
			return true;
	}
	return false;
}

#define BEGINS_WITH(s, words) \
	begins_with_one_of(s, words, sizeof(words) / sizeof((words)[0]))

/* Whether what follows is what the article belongs to, or comes with it. */
static bool
ends_here(const char *s)
{
	static const char *const realms[] = { "air", "ground", "surface", "sea",
		"ship" };
	static const char *const companions[] = { "their ", "its ",
		"associated ", "related ", "other ", "spare ", "spares",
		"parts", "accessories", "ancillary ", "sound suppressors" };
	const char *word = s + strspn(s, " \t\n");
	size_t length = strcspn(word, " \t\n");
	const char *next = word + length + strspn(word + length, " \t\n");

	if (length == 3 && strncasecmp(word, "and", 3) == 0)
		return BEGINS_WITH(next, companions);
	/* "air to air" is one word. */
	if (length == 2 && strncasecmp(word, "to", 2) == 0)
		return !BEGINS_WITH(next, realms);
	return is_border(word, length);
}

/* "refurbishment of 40 tanks": a service is no tank; "rounds of" are rounds. */
static bool
is_service_of(const struct text *before, const char *s)
{
	static const char *const services[] = { "assembly", "continuation",
		"conversion", "extension", "inspection", "installation",
		"integration", "maintenance", "manufacture", "parts",
		"components", "wings", "modification", "modernization",
		"overhaul", "reconditioning", "recertification",
		"refurbishment", "regeneration", "remanufacture", "repair",
		"restoration", "storage", "support", "sustainment", "training",
		"transportation", "upgrade", "upgrades", "upgrading" };
	const char *word = s + strspn(s, " \t\n");
	size_t end = before->length;

	if (strncasecmp(word, "of", 2) != 0 || !isspace((unsigned char)word[2]))
		return false;
	for (size_t i = 0; i < sizeof(services) / sizeof(services[0]); i++) {
		size_t length = strlen(services[i]);

		if (end >= length &&
		    strncasecmp(
			before->bytes + end - length, services[i], length) == 0)
			return true;
	}
	return false;
}

/* Not between the bytes of one character. */
static bool
equipment_has_room(const char *start, const char *s)
{
	return s - start < NAME_MAX_BYTES || (*s & 0xC0) == 0x80;
}

/*
 * The name in lines: what stands outside of brackets, and what stands in them.
 * A comma, a semicolon or a colon ends a line; a bracket within a line does
 * not: "Rocket System (HIMARS) launchers".
 */
struct equipment_parts {
	struct text outer;
	struct text inner;
};

/* Gives the border that ends the name; NULL if there is none. */
static const char *
equipment_parts_read(struct equipment_parts *parts, const char *s)
{
	const char *start = s;
	int depth = 0;

	if (ends_here(s))
		return s;
	for (; *s != '\0' && equipment_has_room(start, s); s++) {
		struct text *t = depth > 0 ? &parts->inner : &parts->outer;

		if (*s == '(' || *s == '[') {
			depth++;
			text_add(&parts->inner, "\n", 1);
			text_add(&parts->outer, " ", 1);
		} else if (*s == ')' || *s == ']') {
			depth -= depth > 0;
			text_add(t, "\n", 1);
		} else if (strchr(",;:", *s) != NULL) {
			text_add(t, "\n", 1);
		} else if (isspace((unsigned char)*s)) {
			bool repeated =
			    s > start && isspace((unsigned char)s[-1]);

			if (depth == 0 && !repeated &&
			    (ends_here(s) || is_service_of(&parts->outer, s)))
				return s;
			text_add(t, " ", 1);
		} else {
			text_add(t, s, 1);
		}
	}
	return NULL;
}

/* Lines, each in its words. */
struct equipment_lines {
	struct words *line;
	size_t count;
};

static struct equipment_lines
read_lines(struct arena *arena, struct text *text)
{
	const char *s = text_string(text);
	struct equipment_lines l = {
		.line =
		    arena_alloc(arena, (text->length + 1) * sizeof(*l.line)),
	};

	while (*s != '\0') {
		size_t n = strcspn(s, "\n");

		l.line[l.count++] = words_read(arena, arena_copy(arena, s, n));
		s += n + (s[n] == '\n');
	}
	return l;
}

/* "4 spares" in a bracket counts, and names nothing. */
static void
leave_out_counts(struct equipment_lines *l)
{
	size_t kept = 0;

	for (size_t i = 0; i < l->count; i++) {
		struct words w = l->line[i];

		if (w.count < 2 || !w.begins[1] ||
		    !isdigit((unsigned char)*w.word[0]))
			l->line[kept++] = w;
	}
	l->count = kept;
}

/* The first line that a rule knows. */
static const char *
equipment_find_first(const struct reference *ref,
    const struct equipment_lines *lines, const struct words *whole,
    enum equipment_rule kind)
{
	const char *found = NULL;

	for (size_t i = 0; found == NULL && i < lines->count; i++)
		found = reference_equipment(ref, &lines->line[i], whole, kind);
	return found;
}

/* What is inert is inert, and general words count at last. */
static const char *
equipment_find_ranked(const struct reference *ref,
    const struct equipment_lines *outer, const struct equipment_lines *inner,
    const struct words *whole)
{
	const struct {
		const struct equipment_lines *lines;
		enum equipment_rule kind;
	} ranks[] = {
		{ outer, EQUIPMENT_ANYWHERE },
		{ inner, EQUIPMENT_ALONE },
		{ outer, EQUIPMENT_LAST },
		{ inner, EQUIPMENT_LAST },
		{ outer, EQUIPMENT_ELSE },
		{ inner, EQUIPMENT_ELSE },
	};
	const char *found = NULL;

	for (size_t i = 0;
	     found == NULL && i < sizeof(ranks) / sizeof(ranks[0]); i++)
		found = equipment_find_first(
		    ref, ranks[i].lines, whole, ranks[i].kind);
	return found;
}

const char *
equipment_category(const struct reference *ref, const char *designation)
{
	struct arena *arena = arena_new();
	struct equipment_parts parts = { 0 };
	struct equipment_lines outer;
	struct equipment_lines inner;
	struct words whole;
	const char *found;

	equipment_parts_read(&parts, designation);
	outer = read_lines(arena, &parts.outer);
	inner = read_lines(arena, &parts.inner);
	leave_out_counts(&inner);
	text_addf(&parts.outer, "\n%s", text_string(&parts.inner));
	whole = words_read(arena, text_string(&parts.outer));
	found = equipment_find_ranked(ref, &outer, &inner, &whole);
	text_free(&parts.outer);
	text_free(&parts.inner);
	arena_free(arena);
	return found;
}

/* The family that the name up to the first border tells. */
static const char *
equipment_family_of_part(
    const struct reference *ref, struct equipment_parts *parts)
{
	struct arena *arena = arena_new();
	struct equipment_lines outer = read_lines(arena, &parts->outer);
	struct equipment_lines inner = read_lines(arena, &parts->inner);
	struct words none = { 0 };
	const char *found =
	    equipment_find_first(ref, &outer, &none, EQUIPMENT_FAMILY);

	if (found == NULL)
		found =
		    equipment_find_first(ref, &inner, &none, EQUIPMENT_FAMILY);
	arena_free(arena);
	return found;
}

const char *
equipment_family(const struct reference *ref, const char *designation)
{
	const char *found = NULL;

	for (int i = 0; i < PARTS_MAX && found == NULL && designation != NULL;
	     i++) {
		struct equipment_parts parts = { 0 };

		designation = equipment_parts_read(&parts, designation);
		found = equipment_family_of_part(ref, &parts);
		text_free(&parts.outer);
		text_free(&parts.inner);
		if (designation != NULL) {
			designation += strspn(designation, " \t\n");
			designation += strcspn(designation, " \t\n");
		}
	}
	return found;
}
