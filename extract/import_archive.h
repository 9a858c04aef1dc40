/*
 * Web archives of others, WARC and WACZ, and what browsers save, HAR and MHTML,
 * record by record: a worker reads them, for they may be hostile, and the
 * records that may be documents of the source come out of it.
 */
#ifndef EXTRACT_IMPORT_ARCHIVE_H
#define EXTRACT_IMPORT_ARCHIVE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "archive/capture.h"
#include "archive/warc_read.h"
#include "base/outcome.h"
#include "extract/extractor.h"
#include "extract/findings.h"
#include "extract/import_unpack.h"

/* What its worker tells of a record. */
struct import_piece {
	const char *name; /* of the file, or the member of one */
	struct warc_record record;
	FILE *block;          /* what came of it */
	const char *left_out; /* why it is no whole document, or NULL */
	struct capture found; /* if it is one: its address, time, digest */
};

/* Takes it. False: nothing more can be kept. */
typedef bool import_record_taker(void *context, const struct import_piece *);

/*
 * Gives each, and notes what a browser got in the place of documents. What is
 * wrong with the file is logged, and told by the outcome: OUTCOME_NOT_WRITTEN
 * when there is no room for a record, too. Counts what is left out.
 */
enum outcome
import_archive_read(const struct import_archive *, import_record_taker *,
    void *context, struct extract_counts *, struct findings *);

#endif
