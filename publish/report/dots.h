/* Names below each other, each with its dots, or with its ranges of days. */
#ifndef PUBLISH_REPORT_DOTS_H
#define PUBLISH_REPORT_DOTS_H

#include "publish/report/chart_data.h"
#include "publish/report/svg.h"

void dots_write(struct svg *, const struct chart *);
void ranges_write(struct svg *, const struct chart *);

#endif
