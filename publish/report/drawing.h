/* A section that is a drawing of who or what is connected. */
#ifndef PUBLISH_REPORT_DRAWING_H
#define PUBLISH_REPORT_DRAWING_H

#include <stdbool.h>

#include "publish/report/content.h"
#include "publish/report/site.h"

/*
 * Writes the rows of a page, of which the first is present. Each is a
 * connection, with the columns "from", "from link", "from kind", "to",
 * "to link", "to kind" (of which "to" may be null: a node alone), "label",
 * "weight". They are directed unless the heading of the second column is
 * "with". A drawing that cannot be laid out is left out, which is logged and
 * said in its place. False if the page cannot be written.
 */
bool drawing_write(const struct site *, struct webpage *,
    const struct content *, const char *key);

#endif
