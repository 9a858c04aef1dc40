/* What the database tells of the sources, and of its schema. */
#ifndef LOAD_STATUS_H
#define LOAD_STATUS_H

#include <jansson.h>
#include <stdbool.h>

#include "base/outcome.h"
#include "load/database.h"
#include "load/migrate.h"

/*
 * The view source_status as an array of objects. NULL when it cannot be had,
 * logged: OUTCOME_UNREACHABLE, or OUTCOME_MISCONFIGURED without a schema. The
 * caller gives it to json_decref().
 */
json_t *status_read(const struct database_settings *, enum outcome *);

/* A row of arms.document: where the bytes that prove it are. */
struct status_document {
	const char *document_id;
	const char *url;
	const char *sha256;
	const char *warc_file;
	unsigned long long warc_offset;
};

typedef void status_taker(void *context, const struct status_document *);

/* Gives each document of a source. */
enum outcome status_documents(const struct database_settings *,
    const char *source, status_taker *, void *context);

/* Brings the schema up to date, and says how many migrations that took. */
enum outcome status_migrate(const struct database_settings *, size_t *applied);

/* Gives what that would do, a line each, and does nothing. */
enum outcome
status_preview(const struct database_settings *, migrate_line_taker *);

#endif
