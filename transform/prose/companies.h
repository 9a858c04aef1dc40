/* Lists of companies with the towns they are in. */
#ifndef TRANSFORM_PROSE_COMPANIES_H
#define TRANSFORM_PROSE_COMPANIES_H

#include <stdbool.h>

#include "transform/reading.h"

/*
 * Puts the companies of a list at the end of another: "Boeing, Mesa, AZ, and
 * Lockheed Martin of Orlando, FL", "RTX Corporation, located in Waltham, MA,
 * and Huntsville, AL; and KBR". A company counts once, with its first town.
 * What does not begin as a name does, "selected later", is none. `sole`: the
 * sentence speaks of one, so that an "and" between names no list knows parts
 * nothing. A name before a state that may end with its town is a fault. Gives
 * where the next is to be put.
 */
struct contractor **companies_read(struct reading *, const char *, size_t line,
    bool sole, struct contractor **end);

#endif
