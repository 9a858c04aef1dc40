/* One connection to PostgreSQL. Errors are logged here, once. */
#ifndef LOAD_DATABASE_H
#define LOAD_DATABASE_H

#include <libpq-fe.h>
#include <stdbool.h>

#include "base/outcome.h"

/* Where the database is, and how long to wait there. */
struct database_settings {
	const char *conninfo;  /* as libpq reads it; NULL: the environment */
	unsigned lock_seconds; /* at most, for another's lock; 0: for ever */
};

/*
 * Connects as every libpq program does: what the string leaves out, the
 * environment says (PGHOST, PGSERVICE, ...). NULL on failure, logged:
 * OUTCOME_MISCONFIGURED if the string cannot be read. Neither side waits for
 * ever for a machine or a process that is gone.
 */
PGconn *database_open(const struct database_settings *, enum outcome *);

/* Whether the server still answers. Nothing is logged. */
bool database_answers(PGconn *);

/* Whether nothing can be written there, as on a standby. */
bool database_is_read_only(PGconn *);

/* Statements without parameters and results. False on failure, logged. */
bool database_run(PGconn *, const char *sql);

/*
 * A transaction. In a rehearsal it is a step of the whole, and ON COMMIT of
 * temporary tables does nothing there. False on failure, logged.
 */
bool database_begin(PGconn *);
bool database_commit(PGconn *);
bool database_rollback(PGconn *);

/*
 * Begins a rehearsal: from here on whatever the connection does is one
 * transaction, which ends with the connection and leaves nothing. False on
 * failure, logged.
 */
bool database_rehearse(PGconn *);

/*
 * One statement with up to eight text parameters, ended by NULL; a parameter
 * cannot be NULL itself. The caller gives the result to PQclear(); NULL on
 * failure, logged.
 */
PGresult *
database_query(PGconn *, const char *sql, ...) __attribute__((sentinel));

/*
 * The outcome of the last failure: OUTCOME_UNREACHABLE when the connection is
 * lost, or the server's own to another server with partitions; OUTCOME_LATER
 * when another had a lock for too long, else OUTCOME_NOT_WRITTEN.
 */
enum outcome database_outcome(PGconn *);

/* Whether the last failure was that a value was refused, which a retry cannot
 * help. */
bool database_refused_value(PGconn *);

/* Its message; "" if there was none. Lives until the next failure. */
const char *database_reason(PGconn *);

/* Takes the last failure as if it had not been. */
void database_forget(PGconn *);

/* Notes why a result failed that database_query() did not read. Logs nothing.
 */
void database_note(PGconn *, const PGresult *);

#endif
