/* Where companies are: the states that close a town's name. */
#ifndef TRANSFORM_PROSE_PLACES_H
#define TRANSFORM_PROSE_PLACES_H

#include <stdbool.h>

#include "transform/reading.h"

/*
 * Whether a text is a state of the United States ("TX", "Texas", "Calif.",
 * "D.C."), a part of another country, or a country we know; also with a
 * bracket or words in lower case behind it: "Texas for the aircraft".
 */
bool place_is_region(struct reading *, const char *);

/* The start of the code in "Tucson AZ", where a comma is missing, or NULL. */
const char *place_code_at_end(const char *);

#endif
