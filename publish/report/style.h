/* How pages look: one file of CSS, in light, in dark and on paper. */
#ifndef PUBLISH_REPORT_STYLE_H
#define PUBLISH_REPORT_STYLE_H

#include <stdbool.h>

/* Writes style.css into a folder. False on failure, logged. */
bool style_put(const char *folder);

#endif
