/* What is left to do for a source, for people to see: read without a lock. */
#ifndef EXTRACT_SOURCE_STATE_H
#define EXTRACT_SOURCE_STATE_H

#include "extract/backlog.h"
#include "extract/extract.h"
#include "extract/trouble.h"

#define STATE_BACKFILLS 16

struct source_state {
	/* Since when it fails, and how; since is 0 if it does not. */
	struct trouble trouble;
	time_t next_try; /* not before, unless it is named; 0: at any time */

	/* Gates that hold what was fetched from being loaded: the first. */
	size_t held_count;
	struct gate held;
	time_t held_since;

	/* Backfills that have begun and are not ended; the first of them. */
	size_t backfill_count;
	struct worklist_state backfills[STATE_BACKFILLS];
};

void state_read(const struct extract_settings *, const struct extractor *,
    struct source_state *);

#endif
