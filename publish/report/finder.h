/* The search: an index of all pages, and the script that looks into it. */
#ifndef PUBLISH_REPORT_FINDER_H
#define PUBLISH_REPORT_FINDER_H

#include <stdbool.h>

struct finder;

/* Begins the index in a folder. NULL on failure, logged. */
struct finder *finder_open(const char *folder);
void finder_add(struct finder *, const char *title, const char *file);

/* Ends the index and writes the script. False on failure, logged. */
bool finder_close(struct finder *);

#endif
