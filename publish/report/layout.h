/* A section on its page: heading, the rows as its form says, caption. */
#ifndef PUBLISH_REPORT_LAYOUT_H
#define PUBLISH_REPORT_LAYOUT_H

#include <stdbool.h>

#include "publish/report/content.h"
#include "publish/report/site.h"

/*
 * Writes the section of that page. False if it cannot be written, logged; a
 * failure to read is the cursor's outcome.
 */
bool layout_write(const struct site *, struct webpage *, const struct content *,
    const char *key);

#endif
