/* What the database knows of the sources and their documents. */
#ifndef LOAD_STATUS_H
#define LOAD_STATUS_H

#include <jansson.h>
#include <stdbool.h>

#include "base/outcome.h"
#include "load/database.h"

/*
 * Whether the schema is there. False if not, logged: OUTCOME_MISCONFIGURED, or
 * OUTCOME_UNREACHABLE if that cannot be known.
 */
bool status_has_schema(PGconn *, enum outcome *);

/*
 * The view source_status as an array of objects, which the caller gives to
 * json_decref(). NULL on failure, logged: OUTCOME_UNREACHABLE, or
 * OUTCOME_MISCONFIGURED if there is no schema.
 */
json_t *status_read(const struct database_settings *, enum outcome *);

/* A row of arms.document: where in the archive its bytes are. */
struct status_document {
	const char *document_id;
	const char *url;
	const char *sha256;
	const char *warc_file;
	unsigned long long warc_offset;
};

typedef void status_taker(void *context, const struct status_document *);

/* Gives each document of a source, in the order of the archive. Failures are
 * logged. */
enum outcome status_documents(const struct database_settings *,
    const char *source, status_taker *, void *context);

typedef void
status_package_taker(void *context, const char *name, const char *digest);

/* Gives each package of a source that is loaded: its name, and the digest of
 * its descriptor. Failures are logged. */
enum outcome status_packages(const struct database_settings *,
    const char *source, status_package_taker *, void *context);

#endif
