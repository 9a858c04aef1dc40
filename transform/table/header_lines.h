/*
 * Headers of several lines, each of which says more of a column: "Total" over
 * "Defense" is the column "Total Defense".
 */
#ifndef TRANSFORM_TABLE_HEADER_LINES_H
#define TRANSFORM_TABLE_HEADER_LINES_H

#include <stdbool.h>

#include "format/row.h"

struct arena;

/* No header has more lines. */
#define HEADER_LINES_MAX 5

/* Begins zeroed. */
struct header_lines {
	struct row lines[HEADER_LINES_MAX];
	size_t count;
};

/* Keeps a copy of the row in the arena; false if there are too many. */
bool
header_lines_keep(struct arena *, struct header_lines *, const struct row *);

/*
 * The lines in one. A cell that is empty belongs to the one on its left if a
 * further line says more of the column, and no line above says that it is
 * another column's.
 */
struct row header_lines_join(struct arena *, const struct header_lines *);

#endif
