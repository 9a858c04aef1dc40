/*
 * Notifications that one document has given, so that a copy of one is told
 * from another under the same number. All is in the reading's unit_arena.
 */
#ifndef TRANSFORM_SOURCE_CONGRESSIONAL_RECORD_SAID_H
#define TRANSFORM_SOURCE_CONGRESSIONAL_RECORD_SAID_H

#include "transform/reading.h"

struct said {
	const char *number;
	const char *purchasers; /* "NLD NOR" */
	struct money total;
	const char *words; /* of a letter, folded; or NULL */
	struct said *next;
};

/* What was given under that number; NULL if nothing was, or without one. */
const struct said *said_find(const struct said *list, const char *number);

/* Adds a notification to the list, if it has a number. */
void said_note(struct reading *, struct said **list, const struct notice *,
    const char *words);

/* Whether the two differ in a value that both have. */
bool
said_contradicts(struct reading *, const struct said *, const struct notice *);

#endif
