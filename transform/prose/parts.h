/*
 * A whole and its parts in a list of articles, "392 vehicles which include 352
 * LAV-25, 24 LAV-CC, and 16 LAV-A", so that nobody counts them twice.
 */
#ifndef TRANSFORM_PROSE_PARTS_H
#define TRANSFORM_PROSE_PARTS_H

#include <stddef.h>

#include "package/record.h"
#include "transform/reading.h"

/* What the words before an article say of how it stands to others. */
enum parts_lead {
	PARTS_NOTHING,
	PARTS_MAY_DIVIDE, /* "the request includes:" */
	PARTS_DIVIDE,     /* "which include" */
	PARTS_ADD,        /* "an additional 24" */
	PARTS_COMBINE,    /* "for a combined total of 67" */
};

struct parts_item {
	struct item *item;
	enum parts_lead lead;
};

/* The lead of the article that is counted at a place within a text. */
enum parts_lead parts_lead(const char *text, const char *at);

/*
 * Gives each article that is a part of another its whole. Parts that are said
 * to be within a whole and are more than it are a fault in that line.
 */
void
parts_link(struct reading *, size_t line, struct parts_item *, size_t count);

#endif
