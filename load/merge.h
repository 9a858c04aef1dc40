/*
 * Merging one package into the database, in batches: one for each run of the
 * program that fetched something the database does not have, each in a
 * transaction of its own.
 */
#ifndef LOAD_MERGE_H
#define LOAD_MERGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/outcome.h"

struct arena;
struct load_run;
struct loader;

/* Texts are borrowed, and live as long as the merge. */
struct merge {
	struct loader *loader;
	struct load_run *run; /* merge_is_done() needs none */
	struct arena *arena;
	const char *source;
	const char *folder;
	const char *name;
	unsigned number; /* tells apart the merges that are pending */

	/* Filled in by merge_look(). */
	char digest[DIGEST_HEX];
	int64_t *batches; /* when each run began, in microseconds */
	size_t count;
	size_t next;     /* the batch to be merged next */
	bool is_pending; /* false: all is merged, or a batch has failed */
};

/* Whether the database has the whole package. False on failure, logged. */
bool merge_is_done(struct merge *, bool *is_done);

/*
 * Finds out whether the database lacks the package, and in how many batches it
 * is merged. Failures are logged.
 */
enum outcome merge_look(struct merge *);

/* When the run began whose batch is next, in microseconds. */
int64_t merge_next_began(const struct merge *);

/*
 * Merges the next batch; with the last one the package is noted as loaded. On
 * failure, logged, or when a gate of completeness fails that the operator does
 * not accept, the merge ends: batches before that stay.
 */
enum outcome merge_batch(struct merge *);

#endif
