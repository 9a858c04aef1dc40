/*
 * Whether a workbook is whole. The library that writes it does not tell of all
 * that could not be written, read back or kept in memory.
 */
#ifndef PUBLISH_EXPORT_BOOK_PROVE_H
#define PUBLISH_EXPORT_BOOK_PROVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <xlsxwriter.h>

#include "base/digest.h"

/* What a sheet should have. */
struct book_sheet {
	uint64_t cells; /* those that are written, counted by the caller */
	uint64_t bytes; /* of its rows, as they wait in a file, but the last */
	char sha256[DIGEST_HEX]; /* of these bytes */
};

/*
 * Takes down the rows that wait in the sheet's file, before the workbook is
 * closed. False if not all of them are there, or cannot be read; errno says
 * why.
 */
bool book_prove_note(const lxw_worksheet *, struct book_sheet *);

/*
 * Whether the workbook has these sheets, in their order and with all their
 * rows, and whether all else in it can be read. False if not, logged.
 */
bool book_prove(const char *path, const struct book_sheet *, size_t count);

#endif
