/* Years as lines with dots, all in one picture or each series in its own. */
#ifndef PUBLISH_REPORT_LINES_H
#define PUBLISH_REPORT_LINES_H

#include "publish/report/chart_data.h"
#include "publish/report/svg.h"

void lines_write(struct svg *, const struct chart *);
void multiples_write(struct svg *, const struct chart *);

#endif
