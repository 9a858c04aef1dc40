/* What package.c and package_rows.c share. */
#ifndef PACKAGE_PACKAGE_INTERNAL_H
#define PACKAGE_PACKAGE_INTERNAL_H

#include <stdio.h>
#include <xxhash.h>

#include "base/text.h"
#include "package/columns.h"
#include "package/package.h"

struct output {
	char *path;
	FILE *file;
	uint64_t rows;
	off_t mark; /* where the present document began */
	uint64_t rows_at_mark;
	size_t unsent; /* bytes the disk was not asked to write yet */
};

struct package {
	struct arena *arena;
	const struct package_origin *origin;
	char *folder;
	char *partial; /* the folder it is written in */
	struct arena *row_arena;
	struct text row;
	struct text said;            /* what is hashed */
	XXH3_state_t *document_hash; /* of the rows of the present document */
	struct output outputs[RESOURCE_COUNT];
};

/* Writes one row; as many values as the resource has columns, NULL: empty. */
bool
package_row(struct package *, enum resource_name, const char *const *values);

/* Writes what p->row holds as a line of its own. */
bool package_line(struct package *, struct output *);

/* A 128-bit hash in the form of a UUID, which a database holds in 16 bytes. */
#define HASH_TEXT 37
void hash_text(char out[HASH_TEXT], XXH128_hash_t);

/* Values as text; what was not given is NULL, and empty in the file. */
const char *number_text(struct arena *, int64_t);
const char *list_text(struct arena *, const struct text_list *); /* JSON */
const char *truth_text(enum truth);
const char *iso3_text(const struct country *);

#endif
