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
	bool has_failed; /* to be read, logged */
	char *line;
	size_t room;
	struct digest *digest; /* NULL: it is known */
};

/* False if it cannot be read, logged; it is to be closed in any case. */
bool row_file_open(struct row_file *, const char *folder, const char *name);
void row_file_close(struct row_file *);

/* The next row, which may be of several lines; false at the end, or has_failed.
 */
bool row_file_next(struct row_file *);

/* The row that begins there; false if it cannot be read, logged. */
bool row_file_seek(struct row_file *, uint64_t start);

/* The digest of all that row_file_next() has read so far, once. */
void row_file_digest(struct row_file *, char digest[DIGEST_HEX]);

/* What stands in the row behind so many commas, which no cell before has. */
struct text row_file_rest(const struct row_file *, size_t commas);

#endif
