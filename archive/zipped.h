/* Zip files, whose members are read as bodies. */
#ifndef ARCHIVE_ZIPPED_H
#define ARCHIVE_ZIPPED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "archive/body.h"

/*
 * All that is read of one zip file together: a small file must not fill the
 * disk, nor keep us for days. Tables of text shrink to a tenth or a fiftieth;
 * the largest bulk files of a year unpack to some gigabytes.
 */
#define ZIPPED_MOST ((uint64_t)64 << 30)
#define ZIPPED_TIMES 256 /* as long as the file, or */
#define ZIPPED_ALWAYS ((uint64_t)256 << 20)

/* Of the list of members, which is kept in memory: some 100,000. */
#define ZIPPED_LIST_MOST ((uint64_t)16 << 20)

struct zipped;

/*
 * The file is closed with it, and also on failure: then *why is the reason, a
 * constant or strerror()'s. The name, borrowed, is for worker_cannot_read().
 */
struct zipped *zipped_open(FILE *, const char *name, const char **why);

/* What is left of a body, at most so many bytes, in a temporary file. */
struct zipped *zipped_spool(struct body *, uint64_t most, const char **why);

/* Whether a body begins as they do. */
bool zipped_is(struct body *);

/* Of the file, in bytes. */
uint64_t zipped_size(const struct zipped *);

size_t zipped_count(const struct zipped *);

/* In UTF-8; NULL if it has none. */
const char *zipped_name(const struct zipped *, size_t);

/* The member of that name in any case. False if there is none. */
bool zipped_find(const struct zipped *, const char *name, size_t *index);

/* Whether the name ends so, in any case. */
bool zipped_name_ends(const char *name, const char *ending);

/*
 * A member, to be closed before the zip file. Never NULL: what cannot be
 * unpacked fails when it is read.
 */
struct body *zipped_member(struct zipped *, size_t);

/* NULL does nothing. */
void zipped_close(struct zipped *);

#endif
