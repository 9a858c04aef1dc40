/*
 * The backlog of a backfill: its steps, and which of them are done. It is the
 * file worklists/SOURCE/backfill-SINCE-UNTIL, one JSON object a line, the first
 * for the whole.
 */
#ifndef EXTRACT_BACKLOG_H
#define EXTRACT_BACKLOG_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "extract/window.h"

struct backlog;

/*
 * Opens the one of that window, or begins it, in steps of so many days and at
 * a place among the archive's captures; one that has begun keeps its own. NULL
 * if it cannot be written, logged.
 */
struct backlog *backlog_open(
    const char *folder, const struct window *, unsigned days, size_t captures);
void backlog_close(struct backlog *);

size_t backlog_count(const struct backlog *); /* of steps */
size_t backlog_done(const struct backlog *);

/* The archive had so many captures when it began. */
size_t backlog_captures(const struct backlog *);

/* The first step that is not done from there on. False if there is none. */
bool backlog_next(
    const struct backlog *, size_t from, size_t *step, struct window *);

/* Notes that a step is done, with so many documents of it in the archive. */
bool backlog_note(struct backlog *, size_t step, size_t documents);

/*
 * Notes that a step's listings were not whole, when the archive had so many
 * captures; and how many it had, or 0 if they never were.
 */
bool backlog_fail(struct backlog *, size_t step, size_t captures);
size_t backlog_failed(const struct backlog *, size_t step);

/* Ends it if all is done. False if the file cannot be removed, logged. */
bool backlog_end(const char *folder, const struct window *);

/* What a folder tells of a backfill that is not ended. */
struct backlog_state {
	struct window window;
	time_t began;
	size_t count;
	size_t done;
};

/* Gives each, in order of their days. */
typedef void backlog_taker(void *context, const struct backlog_state *);
void backlog_each(const char *folder, backlog_taker *, void *context);

#endif
