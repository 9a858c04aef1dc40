/* WARC records as they are written (ISO 28500:2017, WARC/1.1). */
#ifndef ARCHIVE_WARC_WRITE_H
#define ARCHIVE_WARC_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct warc_field {
	const char *name;
	const char *value; /* NULL: the field is left out */
};

/*
 * Appends one record as one gzip member. The block is read from where the file
 * stands. On failure, logged, the file is cut back to what it was; a head of
 * more than WARC_HEAD_MAX bytes is a failure.
 */
bool warc_append(int fd, const char *path, const struct warc_field *,
    size_t count, FILE *block, uint64_t block_length);

/* A new WARC-Record-ID, as <urn:uuid:...>. */
#define WARC_ID_SIZE 48
void warc_new_id(char id[WARC_ID_SIZE]);

#endif
