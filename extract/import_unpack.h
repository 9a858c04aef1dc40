/*
 * The worker's half of import_archive.h: what it finds in a web archive goes to
 * the parent as a row for each record, its block as bytes, and a row behind it;
 * a last row counts.
 */
#ifndef EXTRACT_IMPORT_UNPACK_H
#define EXTRACT_IMPORT_UNPACK_H

#include <stdbool.h>

#include "extract/extractor.h"
#include "extract/import_record.h"
#include "extract/reader.h"

/* Whether a record may be a document of the source: asked on either side. */
bool import_is_wanted(const struct extractor *, const struct warc_record *);

/* Of a reader_task, whose `what' is a struct import_archive. */
void
import_unpack(const struct document *, const void *what, struct reader_out *);

#endif
