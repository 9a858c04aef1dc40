/*
 * MHTML, a page with what it shows in one file of MIME (RFC 2557), as browsers
 * write it: multipart/related, or the page alone.
 */
#ifndef ARCHIVE_MHTML_H
#define ARCHIVE_MHTML_H

#include <stdbool.h>

#include "archive/saved.h"

struct body;

/* Whether it begins as one does. Takes nothing of it. */
bool mhtml_is(struct body *);

/*
 * Gives each part whose address is wanted. The first part is the page: its
 * address is the given one, unless that is NULL. The body is borrowed.
 */
struct saved_end
mhtml_read(struct body *, const char *url, const struct saved_user *);

#endif
