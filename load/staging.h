/* The tables of a package into the working tables of a load. */
#ifndef LOAD_STAGING_H
#define LOAD_STAGING_H

#include <stdbool.h>

struct packaged;

/*
 * Stages a package, and what else is to be merged with it: where it has an
 * edition that comes before others, these are applied anew, and are better
 * taken from their packages, as long as they are there. The database does not
 * know all their lines any more. Within a transaction; false on failure,
 * logged.
 */
bool staging_take(struct packaged *);

#endif
