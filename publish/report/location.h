/* Where a page of the report lies: made from what it is about, and stable. */
#ifndef PUBLISH_REPORT_LOCATION_H
#define PUBLISH_REPORT_LOCATION_H

#include <stdbool.h>

#include "base/text.h"

/*
 * Adds the page's file within the report: "notice/36.b.1_26-27.html" of a kind
 * and a key, "index.html" of a kind whose key is empty. Two keys never have one
 * file, where the file system tells upper from lower case; a name is ASCII,
 * needs no escape in an address, and is not hidden.
 */
void location_add(struct text *, const char *kind, const char *key);

/* Whether an address may be a link: http or https, and no control character. */
bool location_is_public(const char *address);

#endif
