/* How fast a backfill goes, and how long it will take. */
#ifndef EXTRACT_PACE_H
#define EXTRACT_PACE_H

#include <stddef.h>
#include <time.h>

#include "base/text.h"

struct pace {
	time_t started;   /* this call */
	size_t left;      /* steps that were to be done then */
	size_t done;      /* of these */
	size_t documents; /* of the steps that are done */
};

/*
 * "step 3 of 12, 2.5 a second, 0:04:10 left", when so many of the present
 * step's documents are done; without a time as long as nothing is.
 */
void pace_write(
    const struct pace *, size_t done, size_t all, time_t now, struct text *);

#endif
