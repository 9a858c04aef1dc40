/* The schema's history: numbered files, each applied once. */
#ifndef LOAD_MIGRATE_H
#define LOAD_MIGRATE_H

#include <libpq-fe.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/outcome.h"

/*
 * Applies what is missing, and makes routines and views anew if they changed:
 * all in one transaction, one process at a time. Somebody's view that is made
 * of one of ours keeps it from being made anew. Refuses a schema that is newer
 * than the program (OUTCOME_MISCONFIGURED). Failures are logged.
 */
enum outcome migrate_run(PGconn *, size_t *applied);

/* What that would do, a line each. Nothing is changed, nobody kept waiting. */
typedef void migrate_line_taker(const char *line);
enum outcome migrate_preview(PGconn *, migrate_line_taker *);

#endif
