/* What a value of the database is in a cell of a workbook. */
#ifndef PUBLISH_EXPORT_BOOK_CELL_H
#define PUBLISH_EXPORT_BOOK_CELL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

#define BOOK_CELL_LENGTH 32767 /* of a text, in units of UTF-16 */

enum book_cell {
	BOOK_CELL_TEXT,
	BOOK_CELL_INTEGER,
	BOOK_CELL_MONEY,
	BOOK_CELL_NUMBER,
	BOOK_CELL_BOOLEAN,
	BOOK_CELL_DAY,
	BOOK_CELL_KINDS /* how many there are */
};

struct book_value {
	enum book_cell kind;
	double number; /* of all kinds but text */
};

/* By the kind of a column; see format.h. */
enum book_cell book_cell_kind(const char *kind);

/* How it is shown; NULL as a spreadsheet likes. */
const char *book_cell_format(enum book_cell);

/* In letters. */
double book_cell_width(enum book_cell);

/*
 * A value of such a column. It is a number only if a spreadsheet gives back all
 * its digits, of which it has 15, and a day only from 1900-03-01, before which
 * spreadsheets count one too many; else it is text.
 */
void book_cell_read(
    enum book_cell, const char *, size_t length, struct book_value *);

/*
 * Adds a text as a workbook has it: what begins as an escape of the format does
 * (_x0041_) and what XML cannot have is escaped. True if it had to be cut,
 * between two characters.
 */
bool book_cell_text(const char *, size_t length, struct text *);

#endif
