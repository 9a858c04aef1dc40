/* Events as a feed, by RFC 4287. */
#ifndef PUBLISH_NEWS_ATOM_H
#define PUBLISH_NEWS_ATOM_H

#include <stdbool.h>

#include "publish/news/event.h"

/* What is told of the feed as a whole. */
struct atom_feed {
	const char *id;      /* urn:uuid:... */
	const char *updated; /* if it has no entry */
	const char *address; /* where it is found; NULL: not known */
	const char *program; /* "armsetl/0.1" */
};

/*
 * Puts the feed in the file's place, wholly or not at all; if it would be the
 * same, byte for byte, nothing is written. The list is latest first. False on
 * failure, logged.
 */
bool atom_write(
    const char *file, const struct atom_feed *, const struct news_list *);

#endif
