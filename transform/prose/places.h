/* Where companies are: the states that close a town's name. */
#ifndef TRANSFORM_PROSE_PLACES_H
#define TRANSFORM_PROSE_PLACES_H

#include <stdbool.h>

#include "transform/reading.h"

/*
 * The state of the United States that a text is ("TX", "Texas", "Calif.",
 * "D.C."), or the part of another country, or the country, in the one spelling
 * of our lists: "Texas", "Ontario", "United Kingdom". A bracket, a postal code
 * or words in lower case may stand behind it: "Texas for the aircraft". NULL
 * if it is none.
 */
const char *place_region(struct reading *, const char *);

/* Whether a text is a country, so that what stands before it may be a part. */
bool place_is_country(struct reading *, const char *);

/* The start of the code in "Tucson AZ", where a comma is missing, or NULL. */
const char *place_code_at_end(const char *);

#endif
