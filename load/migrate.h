/* The schema's history: numbered files, each applied once. */
#ifndef LOAD_MIGRATE_H
#define LOAD_MIGRATE_H

#include <libpq-fe.h>
#include <stddef.h>

#include "base/outcome.h"
#include "load/database.h"

/*
 * Applies the migrations that are missing, makes routines and views anew if
 * they changed, and then, or where the role arms_reader may not enter, lets
 * that read all, if it may: in one transaction, one process at a time. A view
 * that somebody has made of one of ours keeps it from being made anew. A schema
 * that is newer than the program, or that another text has made, is
 * OUTCOME_MISCONFIGURED. Failures are logged.
 */
enum outcome migrate_run(PGconn *, size_t *applied);

/* The same over a connection of its own, and arms_reader gets what it lacks. */
enum outcome
migrate_database(const struct database_settings *, size_t *applied);

/* Gives what that would do, a line each. Changes nothing, waits for nobody. */
typedef void migrate_line_taker(const char *line);
enum outcome
migrate_preview(const struct database_settings *, migrate_line_taker *);

#endif
