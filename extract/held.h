/*
 * What keeps a source's documents from being loaded: the gates that failed, in
 * the file `held` among what is left to do, worklists/SOURCE/. A crawl of the
 * same days that passes its gates takes them out, or the operator does.
 */
#ifndef EXTRACT_HELD_H
#define EXTRACT_HELD_H

#include <stdbool.h>
#include <time.h>

#include "extract/gate.h"

/*
 * Notes the gates that a crawl failed, in place of those that it has tried
 * again: of its days, or, live, of any live crawl, whose days only grow until
 * it succeeds. None says that it passed. False if not written, logged.
 */
bool held_note(const char *folder, const struct window *, bool live,
    const struct gate *, size_t count, time_t);

/* How many there are; if there are any, the first, and since when. */
size_t held_read(const char *folder, struct gate *, time_t *since);

/* Takes all out. False if not, logged. */
bool held_release(const char *folder);

#endif
