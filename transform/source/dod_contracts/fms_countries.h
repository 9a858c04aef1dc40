/* Countries that sentences name in passing, with what a bracket says of each.
 */
#ifndef TRANSFORM_FMS_COUNTRIES_H
#define TRANSFORM_FMS_COUNTRIES_H

#include <stdbool.h>

#include "transform/reading.h"

struct fms_country {
	struct country country;
	const char *name;  /* as printed */
	const char *start; /* in the text */
	const char *end;   /* behind the name and what belongs to it */
	struct decimal percent;
	struct money amount;
	const char *no_amount; /* what cannot be read as one, else NULL */
};

/*
 * The next country that a text names as one that buys: "the governments of
 * Australia (32%), Denmark". What ends a place, "Kadena Air Base, Japan", is
 * none. It is zeroed at first, and then what was found before in that text.
 */
bool
fms_country_next(struct reading *, const char *text, struct fms_country *found);

/*
 * Notes the first service of a people that nobody knows, "the Royal Zembian
 * Navy": it may be a customer, and is not kept.
 */
void fms_tell_stranger(struct reading *, size_t line, const char *text);

/*
 * Notes as faults the names that stand in a sentence of sales where customers
 * do, and that are no country we know.
 */
void fms_tell_unknown(struct reading *, size_t line, const char *text);

/* Whether it names any country, be it as a place. */
bool fms_names_country(struct reading *, const char *text);

#endif
