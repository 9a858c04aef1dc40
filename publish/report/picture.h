/* A section that is a chart, with the same figures as a table and as CSV. */
#ifndef PUBLISH_REPORT_PICTURE_H
#define PUBLISH_REPORT_PICTURE_H

#include <stdbool.h>

#include "publish/report/content.h"
#include "publish/report/site.h"

/*
 * Writes the rows of a page, of which the first is present. Columns: the label
 * of a row (headed "Year" if it is a year), the series, the value; by name, if
 * there are: "until", "text" (as it is shown), "link". False if it cannot be
 * written, logged.
 */
bool picture_write(const struct site *, struct webpage *,
    const struct content *, const char *key);

#endif
