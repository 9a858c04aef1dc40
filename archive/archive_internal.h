/* What archive.c and archive_add.c share. */
#ifndef ARCHIVE_ARCHIVE_INTERNAL_H
#define ARCHIVE_ARCHIVE_INTERNAL_H

#include <libxml/hash.h>
#include <stdio.h>

#include "archive/archive.h"

struct archive {
	const struct archive_settings *settings;
	struct arena *arena;
	const char *source;
	const char *folder;

	struct capture **captures;
	size_t count;
	size_t room;
	xmlHashTablePtr latest;  /* an address's newest whole document */
	xmlHashTablePtr answers; /* the place behind its newest answer */

	int lock;
	bool locked;
	bool behind;      /* a file holds more than the index knows */
	bool damaged;     /* the newest file: nothing more goes into it */
	FILE *index;      /* at its end; NULL when not locked */
	const char *file; /* the newest WARC file, or NULL */
	int fd;           /* of that file once something is appended */
};

/* Reads the index; with the lock, also makes it ready to be written. */
bool archive_open_index(struct archive *);

/* Puts into the index what the file holds beyond it; cuts a torn end off. */
bool archive_catch_up(struct archive *, const char *file);

/* Makes a file ready to be appended to, a new one if need be. */
bool archive_ready(struct archive *);

/* Whether the file holds more than the index knows. */
bool archive_is_behind(const struct archive *, const char *file);

#endif
