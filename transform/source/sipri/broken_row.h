/*
 * Rows that are broken in two by a line end within a cell that is not quoted:
 * SIPRI's exports of 2024 and 2025 have some, in their comments. The halves
 * have together one cell more than a row. A spreadsheet that kept such a file
 * has filled both up to a row's width; then what follows the comments is empty
 * in the first, and all that the second has.
 *
 * So a row is pending until the next one has shown whether it goes on.
 */
#ifndef TRANSFORM_SOURCE_SIPRI_BROKEN_ROW_H
#define TRANSFORM_SOURCE_SIPRI_BROKEN_ROW_H

#include <stdbool.h>

#include "format/row.h"

struct arena;

struct broken_row {
	struct arena *arena;
	struct row pending; /* without cells if no row is */
	size_t halves;      /* that were joined to it */
};

/*
 * Whether the row is the second half of the pending one, and then joins them.
 * Tables are so many cells wide, and a row breaks in a cell with so many cells
 * of numbers behind it. Of a row that breaks more often than any does, the rest
 * is not joined: its cells are missing then.
 */
bool broken_row_join(
    struct broken_row *, const struct row *, size_t width, size_t numbers);

/* Makes a copy of the row the pending one. */
void broken_row_keep(struct broken_row *, const struct row *);

void broken_row_free(struct broken_row *);

#endif
