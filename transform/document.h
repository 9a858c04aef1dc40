/*
 * The reading of a document of an archive into a package: its rows, or the one
 * fault that says why there are none.
 */
#ifndef TRANSFORM_DOCUMENT_H
#define TRANSFORM_DOCUMENT_H

#include "archive/archive.h"
#include "base/outcome.h"
#include "format/form.h"
#include "transform/reading.h"

/* How the reason begins of the fault of a document whose reading was given up.
 */
#define DOCUMENT_IN_QUARANTINE "in quarantine: "

/* What a package says of its source. */
struct transform_source {
	const char *name;
	const char *title;
	const char *publisher;
	const char *licence;
	const struct document_form *documents;
	const struct transformer *transformer;
};

struct transform_counts {
	size_t packages; /* made now; those that were current are not */
	size_t documents;
	size_t records;
	size_t faults;
	size_t unreadable;  /* documents that could not be read to the end */
	size_t substitutes; /* documents in whose place something else stands */
	size_t blocks;      /* of these, those that refuse us */
};

/* Which document. */
struct document_task {
	struct capture capture;
	const char *document_id;
	const char *taken_back; /* see archive_why_taken() */
};

/* What came of it. */
struct document_result {
	struct transform_counts counts;
	enum outcome outcome;
	bool failed; /* the package cannot be written */
};

struct document_reader {
	const struct transform_source *source;
	const struct reference *reference;
	struct archive *archive; /* of which the index is not touched */
	struct package *package;
	struct document_result result; /* of the last that was read */
};

/*
 * Reads it, if there is something to read or to say of it: other pages of the
 * publisher are passed over.
 */
void document_read(struct document_reader *, const struct document_task *);

/*
 * What is said of one whose reading was given up: it is in quarantine, for that
 * reason, and has no records.
 */
void document_give_up(
    struct document_reader *, const struct document_task *, const char *why);

#endif
