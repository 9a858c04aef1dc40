/* What package.c and package_rows.c share. */
#ifndef TRANSFORM_PACKAGE_INTERNAL_H
#define TRANSFORM_PACKAGE_INTERNAL_H

#include <stdio.h>
#include <xxhash.h>

#include "text.h"
#include "transform/package.h"
#include "transform/resource.h"

struct output {
	char *path;
	FILE *file;
	uint64_t rows;
	off_t mark; /* where the present document began */
	uint64_t rows_at_mark;
};

struct package {
	struct arena *arena;
	const struct package_origin *origin;
	char *folder;
	char *partial; /* the folder it is written in */
	struct arena *row_arena;
	struct text row;
	XXH3_state_t *hash;
	struct output outputs[RESOURCE_COUNT];
};

/* Writes one row; as many values as the resource has columns, NULL: empty. */
bool
package_row(struct package *, enum resource_name, const char *const *values);

#endif
