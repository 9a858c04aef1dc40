/*
 * The steps of a backfill, and which of them are done: worklists/SOURCE/
 * backfill-SINCE-UNTIL, one JSON object a line, the first for the whole.
 */
#ifndef EXTRACT_BACKLOG_H
#define EXTRACT_BACKLOG_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "extract/window.h"

struct worklist;

/*
 * Opens the one of that window, or begins it, in steps of so many days and at
 * a place among the archive's captures; one that has begun keeps its own. NULL
 * if it cannot be written, logged.
 */
struct worklist *worklist_open(
    const char *folder, const struct window *, unsigned days, size_t captures);
void worklist_close(struct worklist *);

size_t worklist_count(const struct worklist *); /* of steps */
size_t worklist_done(const struct worklist *);

/* The archive had so many captures when it began. */
size_t worklist_captures(const struct worklist *);

/* The first step that is not done from there on. False if there is none. */
bool worklist_next(
    const struct worklist *, size_t from, size_t *step, struct window *);

/* Notes that a step is done, with so many documents of it in the archive. */
bool worklist_note(struct worklist *, size_t step, size_t documents);

/*
 * Notes that a step's listings were not whole, when the archive had so many
 * captures; and how many it had, or 0 if they never were.
 */
bool worklist_fail(struct worklist *, size_t step, size_t captures);
size_t worklist_failed(const struct worklist *, size_t step);

/* Ends it if all is done. False if the file stays against our will, logged. */
bool worklist_end(const char *folder, const struct window *);

/* What a folder tells of a backfill that is not ended. */
struct worklist_state {
	struct window window;
	time_t began;
	size_t count;
	size_t done;
};

/* Gives each, in order of their days. */
typedef void worklist_taker(void *context, const struct worklist_state *);
void worklist_each(const char *folder, worklist_taker *, void *context);

#endif
