/*
 * What goes wrong in a crawl, and when it is better to ask no more. A failure
 * is of an address that did not answer as it should; the worst decides how the
 * crawl ends.
 */
#ifndef EXTRACT_FAILURE_H
#define EXTRACT_FAILURE_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "base/outcome.h"
#include "extract/counts.h"

/* Whose failure it is, and whether another day may mend it. */
enum failure_kind {
	FAILURE_NONE,
	FAILURE_TRANSIENT, /* another try may mend it */
	FAILURE_PERMANENT, /* it will not */
	FAILURE_BLOCKED,   /* the publisher does not want us */
	FAILURE_OURS,      /* of this machine, or we were stopped */
};

/* Those of one crawl. The first three are set at its beginning. */
struct failures {
	const char *source; /* its name, for messages */
	time_t deadline;    /* nothing is asked after it; 0: none */
	struct extract_counts *counts;

	enum outcome outcome; /* the worst so far */
	size_t noted;         /* how often anything was noted at all */
	bool over;            /* nothing more is asked */
	bool stopped;         /* as we were interrupted, or the time is over */
	bool gone;            /* the last address failed for good, */
	char why_gone[512];   /* with this message */
	unsigned transient_row; /* addresses in a row that failed so */
	unsigned blocked_row;
};

/*
 * Logs the failure of an address, counts it, and notes the outcome. After
 * three addresses in a row that failed for the moment, or were blocked, nothing
 * more is asked.
 */
void failure_note(struct failures *, enum failure_kind, enum outcome,
    const char *, ...) __attribute__((format(printf, 4, 5)));

/* A document came: the row of failures is broken. */
void failure_row_ends(struct failures *);

/* Logs what the publisher did wrong, with the source's name, and notes it. */
void failure_incomplete(struct failures *, const char *, ...)
    __attribute__((format(printf, 2, 3)));

/* Logs what this machine could not write or read, and notes it. */
void failure_not_written(struct failures *, const char *, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * Nothing can be read any more: as we were interrupted, which is then noted, or
 * for that reason of this machine, which is logged, and noted.
 */
void failure_unread(struct failures *, const char *, ...)
    __attribute__((format(printf, 2, 3)));

/* Notes an outcome of which the reason is logged. */
void failure_worsen(struct failures *, enum outcome);

/* Nothing more is asked in this run: the outcome is LATER. */
void failure_stop(struct failures *, const char *why);

/*
 * Whether to ask for more. False when we are interrupted or out of time, which
 * is then noted, and when it is over.
 */
bool failure_goes_on(struct failures *);

#endif
