/*
 * An amount that several sentences state, now with more figures and now with
 * fewer: "$2.3 billion" is "$2.316 billion", too.
 */
#ifndef TRANSFORM_PROSE_STATED_H
#define TRANSFORM_PROSE_STATED_H

#include "package/record.h"

struct arena;

struct stated_amount {
	struct money amount;
	int64_t
	    unit; /* cents of the last figure printed: 2.3 billion has 1e10 */
	bool differs; /* another amount was stated, too */
};

/*
 * Whether a sale can come to an amount: not to $350, of which a misprint,
 * "$350 millon", or the head of a table has the millions.
 */
bool stated_is_possible(const struct money *);

/*
 * What a text like "$2.3 billion" states. False if it is not an amount, or not
 * of a sale.
 */
bool stated_read(struct arena *, const char *text, struct stated_amount *out);

/*
 * Whether an amount in a sentence is an end of a range, and which: "$300-350
 * million", "$3 million to $4 million". "From $3 million to $4 million" ends
 * in an amount of its own as often as not.
 */
bool stated_begins_range(const char *behind);
bool stated_ends_range(const char *sentence, const char *amount);

/* Whether both may be one amount, be it by rounding. */
bool stated_agree(const struct stated_amount *, const struct stated_amount *);

/*
 * Adds what one more sentence states: of amounts that agree the one with more
 * figures is kept; one that does not agree is noted, and the first is kept.
 */
void stated_add(struct stated_amount *, const struct stated_amount *);

#endif
