/* One connection to PostgreSQL. Errors are logged here, once. */
#ifndef LOAD_DATABASE_H
#define LOAD_DATABASE_H

#include <libpq-fe.h>
#include <stdbool.h>

#include "outcome.h"

/*
 * Connects as every libpq program does: what the string leaves out, the
 * environment says (PGHOST, PGSERVICE, ...). NULL on failure, logged:
 * OUTCOME_MISCONFIGURED if the string cannot be read.
 */
PGconn *database_open(const char *conninfo, enum outcome *);

/* Statements without parameters and results. */
bool database_run(PGconn *, const char *sql);

/*
 * One statement with up to eight text parameters, ended by NULL; a parameter
 * cannot be NULL itself. The caller gives the result to PQclear(); NULL on
 * failure.
 */
PGresult *
database_query(PGconn *, const char *sql, ...) __attribute__((sentinel));

#endif
