/*
 * The database's tables and views in files that other programs read: one
 * snapshot, written beside and put in place when it is whole.
 */
#ifndef PUBLISH_EXPORT_EXPORT_H
#define PUBLISH_EXPORT_EXPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/outcome.h"
#include "load/database.h"

struct export_format;

struct export_options {
	const struct export_format *format;
	const char *out;          /* the file or folder */
	const char *program;      /* "armsetl/0.1" */
	const char *as_of;        /* as PostgreSQL reads it; NULL: of today */
	bool with_restricted;     /* rows of sources with such a licence, too */
	const char *const *names; /* of tables and views */
	size_t name_count;        /* 0: all */
};

/* "sqlite", "csv", "xlsx", "edges" or "graphml"; NULL if it is none of them. */
const struct export_format *export_format_find(const char *name);

/*
 * Writes it. OUTCOME_USAGE if a name is unknown or the time cannot be read,
 * OUTCOME_NOT_WRITTEN if it cannot be written, OUTCOME_LATER if the program was
 * asked to stop, else the database's; logged, and nothing of it is left, but
 * where the disk refuses to note that it is in its place.
 */
enum outcome
export_run(const struct database_settings *, const struct export_options *);

#endif
