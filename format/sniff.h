/*
 * What a file is, by its first bytes: for a person who gave one that no source
 * reads.
 */
#ifndef FORMAT_SNIFF_H
#define FORMAT_SNIFF_H

#include "format/format.h"

struct file_kind {
	const char *name;   /* "an Excel workbook from before 2007" */
	const char *advice; /* "save it as .xlsx"; NULL: there is none */
	/* That reads it; NULL if none does. */
	const struct format *format;
};

/*
 * The kind of a document's content, of text by what it begins with; NULL for
 * plain text, and if it cannot be read. Reads the content.
 */
const struct file_kind *sniff(const struct document *);

#endif
