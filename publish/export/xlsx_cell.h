/* What a value of the database is in a cell of a workbook. */
#ifndef PUBLISH_EXPORT_XLSX_CELL_H
#define PUBLISH_EXPORT_XLSX_CELL_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

#define XLSX_CELL_LENGTH 32767 /* of a text, in units of UTF-16 */

enum xlsx_cell {
	XLSX_CELL_TEXT,
	XLSX_CELL_INTEGER,
	XLSX_CELL_MONEY,
	XLSX_CELL_NUMBER,
	XLSX_CELL_BOOLEAN,
	XLSX_CELL_DAY,
	XLSX_CELL_KINDS /* how many there are */
};

struct xlsx_value {
	enum xlsx_cell kind;
	double number; /* of all kinds but text */
};

/* By the kind of a column; see format.h. */
enum xlsx_cell xlsx_cell_kind(const char *kind);

/* How it is shown; NULL as a spreadsheet likes. */
const char *xlsx_cell_format(enum xlsx_cell);

/* In letters. */
double xlsx_cell_width(enum xlsx_cell);

/*
 * A value of such a column. It is a number only if a spreadsheet gives back all
 * its digits, of which it has 15, and a day only from 1900-03-01, before which
 * spreadsheets count one too many; else it is text.
 */
void xlsx_cell_read(
    enum xlsx_cell, const char *, size_t length, struct xlsx_value *);

/*
 * Adds a text as a workbook has it: what begins as an escape of the format does
 * (_x0041_) and what XML cannot have is escaped. True if it had to be cut,
 * between two characters.
 */
bool xlsx_cell_text(const char *, size_t length, struct text *);

/*
 * Whether each relation's sheet is whole: as many rows as it should have, to
 * its end. The relations are the sheets behind the first three. False if not,
 * logged.
 */
bool xlsx_cell_prove(const char *path, const json_t *relations);

#endif
