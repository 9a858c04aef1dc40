/* Bars, side by side or upon each other: upright for years, lying for names. */
#ifndef PUBLISH_REPORT_BARS_H
#define PUBLISH_REPORT_BARS_H

#include "publish/report/chart_data.h"
#include "publish/report/svg.h"

void bars_write(struct svg *, const struct chart *);

#endif
