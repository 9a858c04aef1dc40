/*
 * Transform: the documents of an archive into packages of typed records. No
 * network, no database; the same archive gives the same packages, byte for
 * byte.
 */
#ifndef TRANSFORM_TRANSFORM_H
#define TRANSFORM_TRANSFORM_H

#include "archive/archive.h"
#include "base/outcome.h"
#include "base/worker.h"
#include "transform/document.h"

struct transform_settings {
	const struct archive_settings *archive;
	const char *packages; /* the folder of all packages */
	const char *program;  /* "armsetl/0.1" */
	const struct reference *reference;
	size_t jobs;       /* workers that read; 0: the processors */
	bool proves_index; /* it is looked whether the archive's index is right
	                    */
	struct worker_limits limits; /* of the reading of a document */
};

/*
 * The document_id of what an address gave: the same bytes at the same address
 * are one document of a source, in any archive. In the arena.
 */
const char *transform_document_id(
    struct arena *, const char *source, const struct capture *);

/* The name of the package of a run that began then, in the arena. */
char *
transform_package_name(struct arena *, const char *source, const char *began);

/*
 * Makes the packages of a source that are not current: one for each file of
 * its archive, packages/SOURCE/FILE/. If the archive's index is to be proved,
 * and is not as it was written, it and all packages are made anew, with a
 * warning. Nothing is read from a document that is taken back: it has neither
 * records nor faults. OUTCOME_INCOMPLETE when a document cannot be read to its
 * end: then it has a fault and no records. The same, or OUTCOME_BLOCKED, when
 * most documents are something else in their place.
 */
enum outcome transform_run(const struct transform_settings *,
    const struct transform_source *, struct transform_counts *);

#endif
