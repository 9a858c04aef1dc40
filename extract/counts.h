/*
 * What a crawl came to, in numbers, and the gates of completeness that it
 * failed: what a crawl must find before what it fetched may be loaded. A gate
 * that fails says what it measured and what it wanted.
 */
#ifndef EXTRACT_COUNTS_H
#define EXTRACT_COUNTS_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "extract/window.h"

struct gate {
	char name[24]; /* "floor", "count", "pages" */
	size_t measured;
	size_t wanted;
	char what[256]; /* in words */
	struct window window;
	bool accepted; /* by the operator: see accept_incomplete */
};

/*
 * How few documents are too few: so many a year, where the publisher had that
 * many in its thinnest. Days outside do not count; NULL for no bound.
 */
struct gate_floor {
	unsigned per_year; /* 0: none */
	const char *since;
	const char *until;
};

/* The least for a window, rounded down, with that number in place of its own.
 */
size_t
gate_floor(const struct gate_floor *, unsigned per_year, const struct window *);

#define GATES_MAX 8

/* The numbers are one list, with their names, in counts.c. */
struct extract_counts {
	size_t requests;
	size_t retries; /* of these: after one that did not answer */
	size_t found;   /* documents that listings named in the window */
	size_t added;   /* documents that were not in the archive */
	size_t unchanged;
	size_t failed;
	/* Addresses that failed: for the moment, for good, as we are blocked */
	size_t transient;
	size_t permanent;
	size_t blocked;
	size_t put_off; /* of those found: missing, and not asked for today */
	size_t skipped; /* of an imported WARC: not this source's documents */

	char reason[512];             /* the message of the worst failure */
	struct gate gates[GATES_MAX]; /* that failed */
	size_t gate_count;
};

/* Adds those of a step to those of the whole; the last reason stays. */
void counts_add(struct extract_counts *to, const struct extract_counts *from);

/* The numbers of a crawl by name, as the ledger keeps them. For json_decref().
 */
json_t *counts_json(const struct extract_counts *);

#endif
