/*
 * One package on its way into the database. What the database does not have of
 * it is merged in batches, one for each run of the program that fetched
 * something new, each in a transaction of its own.
 */
#ifndef LOAD_PACKAGE_H
#define LOAD_PACKAGE_H

#include <jansson.h>
#include <libpq-fe.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "digest.h"

struct arena;

struct package_load {
	PGconn *db;
	struct arena *arena;
	const char *source;
	const char *folder;
	const char *name;
	const char *run_id;
	json_t *counts;  /* of the run: {"notice": {"added": 1, ...}, ...} */
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
 * is merged. False on failure, logged.
 */
bool package_look(struct package_load *);

/* When the run began whose batch is next, in microseconds. */
int64_t package_next(const struct package_load *);

/*
 * Merges the next batch, and behind the last notes the package. On failure,
 * logged, the package waits no longer; batches before stay.
 */
bool package_load_batch(struct package_load *);

#endif
