/*
 * One publication within a document of running text: its blocks, joined by
 * line ends, and the line that each began on.
 */
#ifndef TRANSFORM_NOTICE_UNIT_H
#define TRANSFORM_NOTICE_UNIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "transform/reading.h"

/* A notification is never as long: what is, is cut, with a fault. */
#define UNIT_MAX ((size_t)1024 * 1024)

struct unit {
	struct text text;
	struct mark *marks;
	size_t count;
	size_t room;
	bool cut;
	bool knows_items;
	const char *items; /* see unit_items() */
};

void unit_add(struct unit *, const char *text, size_t line);

/* The same, as going on in the block before. */
void unit_continue(struct unit *, const char *text, size_t line);
void unit_empty(struct unit *);
void unit_free(struct unit *);

/* The text, terminated. */
const char *unit_text(struct unit *);

/* Where in it the items begin, as sections_start() says; NULL: it has none. */
const char *unit_items(struct unit *);

/*
 * Begins to read the text: values and faults know from now on where they stand
 * in it. The text must not change until reading_follow() or reading_unit_end().
 */
void unit_read(struct reading *, struct unit *);

/*
 * Gives each fault the line on which what it shows begins, where it shows a
 * sentence or more and that stands in the text; shorter values may stand
 * anywhere.
 */
void unit_locate(struct unit *, struct fault *);

/* The document's line at a place within the text. */
size_t unit_line(const struct unit *, const char *place);

/*
 * The text with hyphens in numbers and designations, where print has en
 * dashes: GPO's XML had them until March 2024, as in FR Doc. 2024-02811; its
 * text never has. May be the text itself.
 */
const char *unit_with_hyphens(struct arena *, const char *);

#endif
