/*
 * One published record as a format gives it: every value still the text the
 * publisher wrote, in UTF-8.
 */
#ifndef FORMAT_ROW_H
#define FORMAT_ROW_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct field {
	const char
	    *name; /* "" for a cell of a table: its place is its column */
	const char *value; /* NULL if the publisher left it empty */
	/* How the publisher set a value apart, where that has a meaning: the
	 * colour of its letters, "FF0000FF"; "text" for a string in JSON. NULL
	 * if it did not. */
	const char *mark;
};

struct row {
	/* Where the record begins, from 1: its line, or the format's place. */
	size_t line;
	const struct field *fields;
	size_t count;
	/* The sheet or file within the document; NULL if it has no parts. */
	const char *part;
};

/* The text of a cell, counted from 0; NULL if it is empty or not there. */
const char *row_cell(const struct row *, size_t);

/* The value of the named field; NULL if there is none or it is empty. */
const char *row_get(const struct row *, const char *name);

/* The cells as one text, with commas between: a title above a table. */
const char *row_line(struct arena *, const struct row *);

/* A copy of a row's cells and part, without their names and marks. */
struct row row_copy(struct arena *, const struct row *);

/* Takes one row, valid only during the call. False stops the reading. */
typedef bool row_taker(void *context, const struct row *);

#endif
