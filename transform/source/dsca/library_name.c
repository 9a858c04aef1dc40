#include "transform/source/dsca/library_name.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"

#define DASH "(?:-|\xE2\x80[\x90-\x95])"

/* File names have underscores for blanks. */
#define GAP "(?:[\\s_]|" DASH ")*"

static COMPILED struct pattern head =
    PATTERN("\\A" GAP "Press[\\s_-]*Releases?" GAP);
static COMPILED struct pattern ending = PATTERN("[\\s_]*\\.pdf\\s*\\z");

/*
 * Not within a date or a longer number. "16-16B" is 16-16 with something
 * behind it, "26-1C" a report's number.
 */
static COMPILED struct pattern number_form = PATTERN(
    "(?:(?<![0-9A-Za-z.])|(?<=[A-Z]{3})|(?<=CN))(?<!\\d-)(?:\\d\\d ?" DASH
    " ?(?:\\d[A-Z](?![0-9A-Z])|\\d{1,3})"
    "|\\d[A-Z] ?" DASH " ?\\d\\d)(?![0-9]|[.-]\\d)");

/* "_0" is a mark, "_" before anything else a blank. */
#define WORD                                            \
	"\\( ?(?:CC|CORRECTED|CORRECTION|F|FINAL) ?\\)" \
	"|(?:CORRECTED|FINAL)(?![A-Z0-9])"
#define COPY "_\\d+(?![A-Z0-9])|\\(\\d+\\)"
static COMPILED struct pattern mark_form =
    PATTERN("\\A(?:[-\\s.,)]|_(?!\\d)|" DASH ")*+"
	    "(?:(CN)(?![A-UW-Z0-9])|(V ?\\d+)(?![A-Z0-9])|(" WORD ")|(" COPY
	    ")|([^\\s_]+))");

/* Marks also stand before a number, "NETHERLANDS CN 25-35", and without. */
static COMPILED struct pattern mark_before =
    PATTERN("(?:(?:\\A|[\\s_-])(CN|V ?\\d+|" WORD ")|(" COPY "))" GAP "\\z");

/* The marks in their order. */
enum library_mark_kind {
	KIND_CN,
	KIND_EDITION,
	KIND_WORD,
	KIND_COPY,
	KIND_UNKNOWN
};
#define KINDS (KIND_UNKNOWN + 1)

struct library_marks {
	struct text kinds[KINDS]; /* with blanks between */
};

static void
library_add_mark(
    struct library_marks *m, enum library_mark_kind kind, const char *mark)
{
	struct text *t = &m->kinds[kind];

	if (t->length > 0)
		text_add(t, " ", 1);
	for (; *mark != '\0'; mark++) {
		char c = (char)toupper((unsigned char)*mark);

		if (c != ' ' || kind == KIND_UNKNOWN)
			text_add(t, &c, 1);
	}
}

static void
library_read_marks(
    struct arena *arena, const char *text, struct library_marks *marks)
{
	const char *end = text + strlen(text);
	struct match m;

	while (pattern_find_in(&mark_form, text, (size_t)(end - text), &m)) {
		for (unsigned kind = KIND_CN; kind < KINDS; kind++) {
			const char *mark = match_text(arena, &m, kind + 1);

			if (mark != NULL)
				library_add_mark(
				    marks, (enum library_mark_kind)kind, mark);
		}
		text = m.start[0] + m.length[0];
	}
}

static const char *
library_copy_text(struct arena *arena, const struct text *t)
{
	return t->length == 0 ? NULL : arena_copy(arena, t->bytes, t->length);
}

static const char *
library_join_marks(struct arena *arena, struct library_marks *marks)
{
	struct text all = { 0 };
	const char *joined;

	for (unsigned kind = KIND_CN; kind < KINDS; kind++) {
		const struct text *t = &marks->kinds[kind];

		if (t->length == 0)
			continue;
		if (all.length > 0)
			text_add(&all, " ", 1);
		text_add(&all, t->bytes, t->length);
	}
	joined = library_copy_text(arena, &all);
	text_free(&all);
	return joined;
}

/* A name without what parts it from its neighbours; NULL if nothing is left. */
static const char *
library_trim_name(struct arena *arena, const char *text, size_t length)
{
	static COMPILED struct pattern form =
	    PATTERN("\\A(?:[\\s_.,(-]|\xE2\x80\x93)*"
		    "(.*?)(?:[\\s_.,(-]|\xE2\x80\x93)*\\z");
	struct match m;
	char *copy = arena_copy(arena, text, length);

	if (!pattern_find(&form, copy, &m) || m.length[1] == 0)
		return NULL;
	copy = arena_copy(arena, m.start[1], m.length[1]);
	for (char *p = copy; *p != '\0'; p++) {
		if (*p == '_')
			*p = ' ';
	}
	return copy;
}

/*
 * The numbers within the text, and where the first begins and the last ends: at
 * its end if there is none.
 */
static void
library_read_numbers(struct arena *arena, const char *text,
    struct library_name *out, const char **first, const char **end)
{
	const char *stop = text + strlen(text);
	struct text numbers = { 0 };
	struct match m;

	*first = *end = stop;
	while (pattern_find_in(&number_form, text, (size_t)(stop - text), &m)) {
		const char *number = match_text(arena, &m, 0);
		const char *read = transmittal_read(arena, number);

		text = m.start[0] + m.length[0];
		*end = text;
		if (out->number == NULL) {
			*first = m.start[0];
			out->number = number;
			out->transmittal = read;
		} else if (read == NULL || out->transmittal == NULL ||
		    strcmp(read, out->transmittal) != 0) {
			out->transmittal = NULL;
		}
		text_addf(&numbers, " %s", number);
	}
	if (out->number != NULL && numbers.length > strlen(out->number) + 1)
		out->number = arena_string(arena, text_string(&numbers) + 1);
	text_free(&numbers);
}

void
library_name_read(
    struct arena *arena, const char *text, struct library_name *out)
{
	struct library_marks marks = { 0 };
	const char *first;
	const char *end;
	struct match m;

	*out = (struct library_name){ 0 };
	if (pattern_find(&ending, text, &m))
		text = arena_copy(arena, text, (size_t)(m.start[0] - text));
	if (pattern_find(&head, text, &m))
		text = m.start[0] + m.length[0];
	library_read_numbers(arena, text, out, &first, &end);
	text = arena_copy(arena, text, (size_t)(first - text));
	first = text + strlen(text);
	while (
	    pattern_find_in(&mark_before, text, (size_t)(first - text), &m)) {
		first = m.start[0];
		library_read_marks(arena,
		    match_text(arena, &m, m.start[1] != NULL ? 1 : 2), &marks);
	}
	library_read_marks(arena, end, &marks);
	out->purchaser = library_trim_name(arena, text, (size_t)(first - text));
	out->unknown = library_copy_text(arena, &marks.kinds[KIND_UNKNOWN]);
	if (out->purchaser == NULL && out->unknown != NULL) {
		/* "CN 25-35 Netherlands": the purchaser follows. */
		out->purchaser = out->unknown;
		out->unknown = NULL;
		text_empty(&marks.kinds[KIND_UNKNOWN]);
	}
	out->version = library_join_marks(arena, &marks);
	for (unsigned kind = KIND_CN; kind < KINDS; kind++)
		text_free(&marks.kinds[kind]);
}
