/*
 * Gates of completeness: what a crawl must find before what it fetched may be
 * loaded. A gate that fails says what it measured and what it wanted.
 */
#ifndef EXTRACT_GATE_H
#define EXTRACT_GATE_H

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

#endif
