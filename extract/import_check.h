/* Whether a file may be a document of a source, before it is archived. */
#ifndef EXTRACT_IMPORT_CHECK_H
#define EXTRACT_IMPORT_CHECK_H

#include <stdbool.h>
#include <stdio.h>

#include "extract/extract.h"
#include "format/substitute.h"

/* A file that is looked at; all are borrowed. */
struct import_file {
	const struct extractor *extractor;
	FILE *file;
	const char *path;
	const char *url;
	const char *media_type;
	const char *published_on; /* or NULL */
};

/* What the file has in a document's place; NULL: nothing of the kind. */
const struct substitute *import_file_substitute(const struct import_file *);

/* The same of what the archive has. */
const struct substitute *import_capture_substitute(
    struct archive *, const struct extractor *, const struct capture *);

/* Whether the file is of a kind that the source has; if not, logged. */
bool import_file_check(const struct import_file *, const struct import_look *);

#endif
