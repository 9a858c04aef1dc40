/* Numbers and text from the database as a person reads them on a page. */
#ifndef PUBLISH_REPORT_SHOWN_H
#define PUBLISH_REPORT_SHOWN_H

#include <stddef.h>

#include "base/text.h"

enum shown_as {
	SHOWN_PLAIN,  /* a year: no grouping */
	SHOWN_NUMBER, /* 1,234.5 */
	SHOWN_MONEY,  /* 1.23 billion */
};

/* How numbers of a column of that heading, or of that unit, are shown. */
enum shown_as shown_of_heading(const char *heading);

/* Adds a decimal number of the database, "1234567.50". */
void shown_number(struct text *, const char *number, enum shown_as);

/*
 * Adds at most so many characters of a text, with an ellipsis where it is cut.
 * What XML forbids becomes U+FFFD; control characters, and those that turn the
 * direction of writing, become blanks.
 */
void shown_text(struct text *, const char *, size_t most);

#endif
