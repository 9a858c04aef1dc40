/*
 * What extract hands to transform: one published record, every value still
 * the text the publisher wrote, in UTF-8.
 */
#ifndef EXTRACT_ROW_H
#define EXTRACT_ROW_H

#include <stdbool.h>
#include <stddef.h>

struct field {
	const char *name;
	const char *value; /* NULL if the publisher left it empty */
};

struct row {
	/* Where the record begins, from 1: the line, or what the format says.
	 */
	size_t line;
	const struct field *fields;
	size_t count;
};

/* The value of the named field; NULL if there is none or it is empty. */
const char *row_get(const struct row *, const char *name);

/* Takes one row, valid only during the call. False stops the reading. */
typedef bool row_taker(void *context, const struct row *);

#endif
