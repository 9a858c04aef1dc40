/*
 * Looking at a file before it is archived: where it was published, and whether
 * it may be a document of the source. That is done in a worker, for the file
 * may be hostile.
 */
#ifndef EXTRACT_IMPORT_CHECK_H
#define EXTRACT_IMPORT_CHECK_H

#include <stdbool.h>
#include <stdio.h>

#include "extract/import_look.h"
#include "format/substitute.h"

struct worker_limits;

struct import_found {
	enum import_kind kind; /* of others nothing else is told */
	/* What is asked for, else told by the content, else made of the name;
	 * "" if the file could not be read, logged. Borrowed until the next is
	 * looked at. */
	const char *url;
	/* When a browser saved it, as its head says; NULL: it does not. */
	const char *saved_at;
	/* What the file has in a document's place; NULL: nothing of the kind */
	const struct substitute *substitute;
	bool is_taken; /* if not, why was logged */
};

struct import_looker;

/* For these files, and no others. All is borrowed. */
struct import_looker *
import_looker_new(const struct extractor *, struct archive *,
    const struct worker_limits *, const struct import_request *, size_t count);

/* NULL does nothing. */
void import_looker_free(struct import_looker *);

/*
 * Looks at the file of a request that was there when the first was looked at.
 * One at which the worker exceeds a limit or dies is taken, with a warning; one
 * that the machine does not give is not, as nobody knows what it is.
 * False when nothing can go on, or a stop was requested.
 */
bool import_look_at_file(struct import_looker *, const struct import_request *,
    struct import_found *);

/*
 * Whether what the archive has may be a document of the source. If not, what it
 * has in a document's place; NULL: nothing of the kind.
 */
bool import_capture_fits(
    struct import_looker *, const struct capture *, const struct substitute **);

#endif
