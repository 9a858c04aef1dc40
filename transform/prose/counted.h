/* The numbers of a request, and what each of them counts. */
#ifndef TRANSFORM_PROSE_COUNTED_H
#define TRANSFORM_PROSE_COUNTED_H

#include <stdbool.h>
#include <stddef.h>

#include "package/record.h"

enum counted {
	COUNTED_ARTICLES, /* that would be sold */
	COUNTED_OTHER,    /* known: years, people, what there is already */
	COUNTED_SERVED,   /* what is served by the sale: "upgrade of four" */
	COUNTED_UNKNOWN,
};

struct counted_number {
	const char *at;
	size_t length; /* with a bracket behind: "12 (2 per helicopter)" */
	struct quantity quantity;
	enum counted what;
};

/*
 * The next number at or behind a place in a sentence, outside of brackets.
 * What a number counts may depend on the one before, which is given back as it
 * was found; at first it is zeroed. False if there are no more.
 */
bool
counted_next(const char *sentence, const char *from, struct counted_number *);

/* Behind the bracket that opens here; one left open ends at a semicolon. */
const char *counted_behind_bracket(const char *);

/*
 * Whether a number goes on behind its length in a way that cannot be read:
 * "seven hundred thirt (730)", "2 52 M2 rifles".
 */
bool counted_is_broken(const char *at, size_t length, const struct quantity *);

/* How long the figures here are that are misprinted, "6O pods"; 0: none are. */
size_t counted_misprint(const char *);

/* Whether a number is a measure of what follows: "120" of "120 mm mortars". */
bool counted_is_size(const char *behind);

/* Whether another number is added to the one before: "24" of "24+3 rockets". */
bool counted_is_sum(const char *behind);

#endif
