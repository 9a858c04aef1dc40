/* Merging one package into the database, in one transaction. */
#ifndef LOAD_MERGE_H
#define LOAD_MERGE_H

#include <stddef.h>

#include "base/outcome.h"
#include "load/packages.h"

struct load_run;

struct merge {
	struct packaged package;
	struct load_run *run;
	size_t number; /* in the queue */
};

/*
 * Merges the package, and notes it as loaded. Nothing of it is loaded on
 * failure, logged, or when a gate of completeness fails that the operator does
 * not accept.
 */
enum outcome merge_load(struct merge *);

#endif
