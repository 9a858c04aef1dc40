/*
 * The records of a web archive as its worker gives them: what the worker is
 * asked, and what it tells.
 */
#ifndef EXTRACT_IMPORT_RECORD_H
#define EXTRACT_IMPORT_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/outcome.h"
#include "extract/extractor.h"
#include "extract/import_look.h"
#include "extract/reader.h"

struct capture;
struct warc_record;

struct import_archive {
	const struct extractor *extractor;
	const struct worker_limits *limits; /* of a record */
	struct archive *into;
	const char *path;
	uint64_t most;     /* bytes of a document */
	uint64_t most_all; /* bytes of all its records, with their heads */
	/* Of the page of an MHTML file, or NULL. */
	const char *url;
	const char *published_on;
	enum import_kind kind;
	bool is_forced; /* a browser's documents are not looked at */
};

/* What came of one beside its records. */
struct import_end {
	size_t skipped; /* records that are none of the source's documents */
	size_t failed;  /* of those that are, left out */
	bool is_broken; /* it, or one of those */
	/* The worst that servers answered in a document's place, or OK. */
	enum outcome refused;
};

/* Gives the row of a record, with what fields were given before. */
void import_give_head(
    struct reader_out *, const char *name, const struct warc_record *);

/*
 * Gives the row behind its block: the digest of what it holds and where that
 * begins, or why it is no document, else NULL.
 */
void import_give_end(
    struct reader_out *, const struct capture *, const char *left_out);

/* Adds a number to the row that is being made. */
void import_give_number(struct reader_out *, const char *name, uint64_t);

#endif
