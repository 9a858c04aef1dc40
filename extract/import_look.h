/*
 * The worker's half of import_check.h: what a file is and, of one document,
 * where it was published and whether it may be the source's.
 */
#ifndef EXTRACT_IMPORT_LOOK_H
#define EXTRACT_IMPORT_LOOK_H

#include <stdio.h>

#include "extract/extract.h"
#include "extract/reader.h"

/* A file that is looked at; all are borrowed. */
struct import_file {
	const struct extractor *extractor;
	FILE *file;
	const char *path;
	const char *url; /* NULL: not known yet */
	const char *media_type;
	const char *published_on; /* or NULL */
};

/* A path without its folders. */
const char *import_base_name(const char *path);

/* What only the name says; the readers look at the content. */
const char *import_media_type(const char *path);

enum import_kind {
	IMPORT_DOCUMENT,
	IMPORT_WARC,
	IMPORT_WACZ,
	IMPORT_HAR,
	IMPORT_MHTML,
};

/* As a worker names it; NULL, and any other name: a document. */
enum import_kind import_kind_named(const char *);

/* The address of a file that tells none, made of its name. */
void import_name_address(const char *path, struct text *url);

/* What a worker is asked. */
struct import_question {
	const struct extractor *extractor;
	const struct import_request *request;
};

/*
 * Of a reader_task, whose `what' is a struct import_question: gives a row of
 * "kind", or of "url", "saved at", "substitute" and "taken".
 */
void
import_look(const struct document *, const void *what, struct reader_out *);

#endif
