/*
 * What is noted of a source between its runs, in a folder of its own,
 * worklists/SOURCE/: since when it fails (the file `trouble`), the gates that
 * keep its documents from being loaded (`held`), and its backfills
 * (backlog.h). People see it in `armsetl status`. It is read without a lock.
 */
#ifndef EXTRACT_SOURCE_STATE_H
#define EXTRACT_SOURCE_STATE_H

#include <stdbool.h>
#include <time.h>

#include "base/outcome.h"
#include "extract/backlog.h"
#include "extract/counts.h"

struct arena;

/* The source's folder, in the arena; NULL of NULL. */
char *
source_state_folder(const char *worklists, const char *source, struct arena *);

/* Since when it fails; the file is there until the next success. */
struct source_failure {
	time_t since; /* the first failure of an unbroken row; 0: none */
	time_t tried; /* the last */
	enum outcome outcome;
	char reason[512];
};

/*
 * Without a file, or a whole one, there is no failure. False if it cannot be
 * read, logged: then none is known.
 */
bool source_failure_read(const char *folder, struct source_failure *);

/*
 * Notes how a crawl ended. Only what lies with the publisher is a failure of
 * the source; the rest changes nothing. False if it cannot be written, logged.
 */
bool source_failure_note(
    const char *folder, enum outcome, const char *reason, time_t);

/*
 * The next try: when a source may be asked that was not named on the command
 * line. At once (0), unless it has failed for two days or blocks us; then once
 * a day, which is twenty hours after the last try, so that a timer that comes
 * early does not skip a day.
 */
time_t source_failure_next(const struct source_failure *);

/*
 * Whether it has not answered for two days by then, or nearly: a timer may
 * come early. Then each request is made once, without a retry.
 */
bool source_failure_lasts(const struct source_failure *, time_t now);

/*
 * Notes the gates that a crawl failed, in place of those that it has tried
 * anew: of its days, or, live, of any live crawl, whose days only grow until
 * it succeeds. None says that it passed. False if not written, logged.
 */
bool source_gates_note(const char *folder, const struct window *, bool live,
    const struct gate *, size_t count, time_t);

/*
 * How many there are; if there are any, the first, and since when. Where that
 * cannot be read, which is logged, it is one of its own: nothing is let through
 * for want of knowing.
 */
size_t source_gates_read(const char *folder, struct gate *, time_t *since);

/* Takes all out, as the operator wants it. False if not, logged. */
bool source_gates_release(const char *folder);

#define STATE_BACKFILLS 16

struct source_state {
	struct source_failure failure; /* since is 0 if there is none */
	time_t next_try;               /* see source_failure_next() */

	/* Gates that keep what was fetched from being loaded: the first. */
	size_t gate_count;
	struct gate gate;
	time_t gate_since;

	/* Backfills that have begun and are not ended; the first of them. */
	size_t backfill_count;
	struct backlog_state backfills[STATE_BACKFILLS];
};

/* All of it; nothing of NULL. */
void source_state_read(const char *folder, struct source_state *);

#endif
