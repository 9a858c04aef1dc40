/*
 * Transform: the documents of an archive into packages of typed records. No
 * network, no database; the same archive gives the same packages, byte for
 * byte.
 */
#ifndef TRANSFORM_TRANSFORM_H
#define TRANSFORM_TRANSFORM_H

#include "archive/archive.h"
#include "base/outcome.h"
#include "format/form.h"
#include "transform/reading.h"

struct transform_settings {
	const struct archive_settings *archive;
	const char *packages; /* the folder of all packages */
	const char *program;  /* "armsetl/0.1" */
	const struct reference *reference;
};

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

/*
 * The document_id of what an address gave: the same bytes at the same address
 * are one document of a source, in any archive. In the arena.
 */
const char *transform_document_id(
    struct arena *, const char *source, const struct capture *);

/*
 * Makes the packages of a source that are not current: one for each file of
 * its archive, packages/SOURCE/FILE/. Nothing is read from a document that is
 * taken back: it has neither records nor faults. OUTCOME_INCOMPLETE when a
 * document cannot be read to its end: then it has a fault and no records. The
 * same, or OUTCOME_BLOCKED, when most documents are something else in their
 * place.
 */
enum outcome transform_run(const struct transform_settings *,
    const struct transform_source *, struct transform_counts *);

#endif
