/*
 * Where the values of a notice stand in the text that was read of it. Values
 * are copied out of the text, and copies know where they come from: see
 * arena_follow(). A value of which that is not known has no place: none is
 * looked for in the text by what it says.
 */
#ifndef TRANSFORM_EVIDENCE_H
#define TRANSFORM_EVIDENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "package/record.h"

struct arena;

/* Bytes: no quote has more. */
#define EVIDENCE_QUOTE_MAX 300

/* Where in a text a block begins, and the document's line that it is from. */
struct mark {
	size_t offset;
	size_t line;
};

/* A text that is read as one publication. */
struct followed_text {
	const char *bytes; /* NULL: none is */
	size_t length;
	const struct mark *marks;
	size_t count;
};

struct evidence_notes {
	struct followed_text text;
	struct evidence *noted; /* in the arena */
};

/*
 * Where a piece of the text, or of a copy in the arena, begins and ends. False
 * if that is not known, or if what stands there is something else.
 */
bool evidence_find(const struct followed_text *, const struct arena *,
    const char *piece, size_t length, size_t *start, size_t *end);

/*
 * Notes such a piece as what a value was read from, in place of what was noted
 * of that field before. Nothing, if its place is not known.
 */
void evidence_note(struct evidence_notes *, struct arena *, const char *field,
    const char *piece, size_t length, bool printed);

/* Notes that a value stands outside of the text, on a line. */
void evidence_note_apart(struct evidence_notes *, struct arena *,
    const char *field, size_t line, const char *text);

/* Notes of a field what was noted of another; nothing, if nothing was. */
void evidence_note_as(struct evidence_notes *, struct arena *,
    const char *field, const char *noted_of);

/*
 * The places of all values of a notice, in the order of its columns and lists:
 * by the text of each, else what was noted of it.
 */
struct evidence *evidence_list(
    const struct evidence_notes *, struct arena *, const struct notice *);

#endif
