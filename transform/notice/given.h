/*
 * What a document has given, so that a copy of a notification is told from
 * another one under the same number.
 */
#ifndef TRANSFORM_NOTICE_GIVEN_H
#define TRANSFORM_NOTICE_GIVEN_H

#include "transform/reading.h"

struct given_detail; /* what it says of one field */

/* All of it is in the reading's unit_arena. */
struct given_notice {
	const char *number;     /* NULL if it has none */
	const char *purchasers; /* "NLD NOR" */
	const char *amends;
	const char *department;
	struct money total;
	struct day delivered_on;
	const char *description; /* folded, as words are; or NULL */
	const char *words;       /* of a letter; or NULL */
	const struct given_detail *details;
	const struct text_list *faults; /* "field: reason" of each */
	struct given_notice *next;
};

/* What of a notification is held against a copy. */
struct given_notice *
given_notice_of(struct reading *, const struct notice *, const char *words);

/* What was given under that number; NULL if nothing was, or without one. */
const struct given_notice *
given_notice_find(const struct given_notice *list, const char *number);

/* Adds a notification to the list, if it has a number. */
void given_notice_note(struct reading *, struct given_notice **list,
    const struct notice *, const char *words);

/* Whether the two differ in a value that both have. */
bool given_notice_contradicts(
    struct reading *, const struct given_notice *, const struct notice *);

/*
 * Notes as faults what a copy says that is not in it, or is otherwise there.
 * Whether the copy has any fault that it has not.
 */
bool given_notice_tell_more(struct reading *, const struct given_notice *,
    const struct notice *copy, size_t line);

/* Whether it has all of these purchasers, or none that is known. */
bool
given_notice_is_to(const struct given_notice *, const struct purchaser *list);

#endif
