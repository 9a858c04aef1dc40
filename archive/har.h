/*
 * HAR, the log of a browser's network panel (HTTP Archive 1.2): JSON with an
 * entry for each request. Its size has no bound; memory does not grow with it.
 */
#ifndef ARCHIVE_HAR_H
#define ARCHIVE_HAR_H

#include <stdbool.h>

#include "archive/saved.h"

struct body;

/* Whether it begins as one does. Takes nothing of it. */
bool har_is(struct body *);

/* Gives each entry whose address is wanted. The body is borrowed. */
struct saved_end har_read(struct body *, const struct saved_user *);

#endif
