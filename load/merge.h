/*
 * One package on its way into the database. What the database does not have of
 * it is merged in batches, one for each run of the program that fetched
 * something new, each in a transaction of its own.
 */
#ifndef LOAD_MERGE_H
#define LOAD_MERGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/outcome.h"

struct arena;
struct loader;
struct run;

struct package_load {
	struct loader *loader;
	struct run *run; /* not for package_is_there() */
	struct arena *arena;
	const char *source;
	const char *folder;
	const char *name;
	unsigned number; /* none other that waits has it */

	/* Filled in by package_look(). */
	char digest[DIGEST_HEX];
	int64_t *batches; /* when each run began, in microseconds */
	size_t count;
	size_t next; /* the batch to be merged next */
	bool waits;  /* false: it is wholly there, or has failed */
};

/* Whether the database has the package. False on failure, logged. */
bool package_is_there(struct package_load *, bool *is_there);

/*
 * Finds out whether the database lacks the package, and in how many batches it
 * is merged. Failures are logged.
 */
enum outcome package_look(struct package_load *);

/* When the run began whose batch is next, in microseconds. */
int64_t package_next(const struct package_load *);

/*
 * Merges the next batch, and behind the last notes the package. On failure,
 * logged, or when a gate holds it back, the package waits no longer; batches
 * before stay.
 */
enum outcome package_load_batch(struct package_load *);

#endif
