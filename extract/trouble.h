/*
 * Since when a source fails: the file `trouble` among what is left to do,
 * worklists/SOURCE/. It is there from the first failure to the next success.
 */
#ifndef EXTRACT_TROUBLE_H
#define EXTRACT_TROUBLE_H

#include <stdbool.h>
#include <time.h>

#include "base/outcome.h"

struct trouble {
	time_t since; /* the first failure of an unbroken row; 0: none */
	time_t tried; /* the last */
	enum outcome outcome;
	char reason[512];
};

/* The folder is the source's. Without a file, or a whole one: no trouble. */
void trouble_read(const char *folder, struct trouble *);

/*
 * Notes how a crawl ended. Only what lies with the publisher is trouble; the
 * rest leaves things as they are. False if it cannot be written, logged.
 */
bool trouble_note(const char *folder, enum outcome, const char *reason, time_t);

/*
 * When a source may be asked again that nobody has named: at once, unless it
 * has failed for two days or blocks us; then once a day, which is twenty hours
 * after the last try, so that a timer that comes early does not skip a day.
 */
time_t trouble_next(const struct trouble *);

/*
 * Whether it has not answered for two days by then, or nearly: a timer may
 * come early. Then each request is made once, and not tried again.
 */
bool trouble_lasts(const struct trouble *, time_t now);

#endif
