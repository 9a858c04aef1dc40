/* One connection to PostgreSQL. Errors are logged here, once. */
#ifndef LOAD_DATABASE_H
#define LOAD_DATABASE_H

#include <libpq-fe.h>
#include <stdbool.h>

#include "base/outcome.h"

/* Where the database is, and how long to wait there. */
struct database_settings {
	const char *conninfo;  /* as libpq reads it; NULL: the environment */
	unsigned lock_seconds; /* for another's lock, at most; 0: for ever */
};

/*
 * Connects as every libpq program does: what the string leaves out, the
 * environment says (PGHOST, PGSERVICE, ...). NULL on failure, logged:
 * OUTCOME_MISCONFIGURED if the string cannot be read. Neither side waits for
 * ever for one that is gone, be it host or process.
 */
PGconn *database_open(const struct database_settings *, enum outcome *);

/* Whether the server still answers. Nothing is logged. */
bool database_answers(PGconn *);

/* Whether nothing can be written there, as on a standby. */
bool database_is_read_only(PGconn *);

/* Statements without parameters and results. */
bool database_run(PGconn *, const char *sql);

/*
 * One statement with up to eight text parameters, ended by NULL; a parameter
 * cannot be NULL itself. The caller gives the result to PQclear(); NULL on
 * failure.
 */
PGresult *
database_query(PGconn *, const char *sql, ...) __attribute__((sentinel));

/*
 * What the last failure comes to: OUTCOME_UNREACHABLE when the connection is
 * lost, OUTCOME_LATER when another held a lock for too long, else
 * OUTCOME_NOT_WRITTEN. And its message; "" if there was none.
 */
enum outcome database_outcome(PGconn *);
const char *database_reason(PGconn *);
void database_forget(PGconn *);

/* For those who read results themselves: notes why one failed, logs nothing. */
void database_note(PGconn *, const PGresult *);

#endif
