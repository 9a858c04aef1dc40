/*
 * Pages as the SingleFile extension saves them: HTML with all that it shows,
 * and where and when it was saved in a comment at its head.
 */
#ifndef ARCHIVE_SINGLEFILE_H
#define ARCHIVE_SINGLEFILE_H

#include <stdbool.h>

#include "archive/saved.h"

struct body;

struct singlefile {
	char url[SAVED_ADDRESS]; /* see saved_clean_address() */
	char date[128];          /* as the page has it */
};

/*
 * What its head says, "" where it says nothing. False if it is no such page.
 * Takes nothing of it.
 */
bool singlefile_read(struct body *, struct singlefile *);

#endif
