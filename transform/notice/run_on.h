/*
 * A notification in a copy that has lost its line breaks: it is cut where lines
 * began, so that letters, headings, items and rows of the table of values stand
 * at the beginning of one. Results live in the arena.
 */
#ifndef TRANSFORM_RUN_ON_H
#define TRANSFORM_RUN_ON_H

#include <stdbool.h>

struct arena;

/* Whether a text is longer than any paragraph of a notification. */
bool run_on_is(const char *text);

/* What is left of such a text. */
struct run_on {
	const char *at;
	const char *end;
};

/* The whole text, without page marks. */
struct run_on run_on_begin(struct arena *, const char *text);

/* The next line; NULL behind the last. */
const char *run_on_next(struct arena *, struct run_on *);

/* Whether it ends in the rule that closes a granule of the Record. */
bool run_on_ends_in_rule(const struct run_on *);

#endif
