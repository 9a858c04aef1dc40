/* When a page that the archive has is asked for again: pages are edited. */
#ifndef EXTRACT_REVISIT_H
#define EXTRACT_REVISIT_H

#include <stdbool.h>

/*
 * A daily run sees a page in each listing of its lag window. It asks for it
 * again when an eighth, half and all of the window's days have passed since
 * the page's day; so it finds each edit made within the window, the early ones
 * soon, at three requests a page. Given when the page answered last (a day, or
 * a time that begins with one). Days are ISO dates.
 */
bool again_is_due(const char *published, const char *answered,
    const char *today, unsigned lag_days);

#endif
