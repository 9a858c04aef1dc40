/* A file of a package, read row by row as it is: no cell is taken apart. */
#ifndef LOAD_ROW_FILE_H
#define LOAD_ROW_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/digest.h"
#include "base/text.h"

struct row_file {
	FILE *file;
	char *path;
	struct text row; /* the present one, with its line end */
	uint64_t start;  /* where that is, */
	uint64_t end;    /* and where it ends */
	const char *why; /* no more can be read; NULL at the file's end */
	char *line;
	size_t room;
	struct digest *digest;
};

/* False, and why, if it cannot be; it is to be closed in any case. */
bool row_file_open(struct row_file *, const char *folder, const char *name);
void row_file_close(struct row_file *);

/*
 * The next row, which may be of several lines. False at the end, or, with why,
 * where there is none that ends within ROW_MOST bytes.
 */
#define ROW_MOST ((size_t)1024 * 1024)
bool row_file_next(struct row_file *);

/* The row that begins there, and then those behind it. */
bool row_file_seek(struct row_file *, uint64_t start);

/* From now on what is read is digested; and what that gives, once. */
void row_file_digest(struct row_file *);
void row_file_digest_hex(struct row_file *, char digest[DIGEST_HEX]);

/*
 * What stands in the row behind so many commas: nothing, if it has fewer. No
 * cell before may have one itself.
 */
struct text row_file_rest(const struct row_file *, size_t commas);

#endif
