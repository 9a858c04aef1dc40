/* The figures of a chart as a table of the page, and as CSV beside it. */
#ifndef PUBLISH_REPORT_PICTURE_TABLE_H
#define PUBLISH_REPORT_PICTURE_TABLE_H

#include <stdbool.h>

#include "publish/report/picture_data.h"
#include "publish/report/webpage.h"

/* Each mark of the chart is one <data>; of a chart of ranges, one <time>. */
void picture_table(const struct picture *, struct webpage *);

/* The file, and a link to it. False if it cannot be written, logged. */
bool picture_csv(const struct picture *, struct webpage *);

#endif
