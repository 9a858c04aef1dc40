/*
 * What comes in a document's place: the page of a guard that stands before a
 * site, a page that denies access, wants a log-in or tells of maintenance, or
 * nothing at all. It comes with any status, also with 200.
 */
#ifndef FORMAT_SUBSTITUTE_H
#define FORMAT_SUBSTITUTE_H

#include <stdbool.h>

#include "archive/document.h"

struct substitute {
	const char *name; /* "a challenge page of Cloudflare": a constant */
	bool is_block;    /* the publisher, or its guard, refuses us */
};

/*
 * What a document is a substitute by, told from its own words and marks; NULL
 * if it is none, or cannot be read. Such pages say next to nothing beside: a
 * page with a text of its own is none, whatever it speaks of. Reads the
 * content, of a long one the beginning.
 */
const struct substitute *substitute_find(const struct document *);

/* The one of that name, which another process found; NULL if there is none. */
const struct substitute *substitute_named(const char *name);

#endif
