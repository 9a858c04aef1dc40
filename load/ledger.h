/* Runs, and which packages are loaded. */
#ifndef LOAD_LEDGER_H
#define LOAD_LEDGER_H

#include <jansson.h>
#include <libpq-fe.h>
#include <stdbool.h>

#include "base/outcome.h"

/* The text of a run_id. */
#define RUN_ID_SIZE 24

/* How a run began. */
struct ledger_run {
	const char *source;
	const char *command;
	const char *mode; /* "live", "backfill", ... */
	const char *program;
	const char *host;
};

/* How it ended. Texts are "" for what is not known. */
struct ledger_end {
	enum outcome outcome;
	const json_t *counts;
	const json_t *gates;
	const char *failure;
	const char *reason;
	const char *since;
	const char *until;
};

/*
 * One loader a source, on whichever host: a lock of the session. *taken is
 * false when another session has it.
 */
bool ledger_lock(PGconn *, const char *source, bool *taken);
bool ledger_unlock(PGconn *, const char *source);

/* Runs of the source that never ended are marked as interrupted. */
bool
ledger_begin(PGconn *, const struct ledger_run *, char run_id[RUN_ID_SIZE]);
bool ledger_end(PGconn *, const char *run_id, const struct ledger_end *);

/* A package as a place has it: the host, and the folder of its packages. */
struct ledger_package {
	const char *source;
	const char *name;
	const char *place;
	const char *digest;
};

/*
 * Whether the database has it. A package of the same name at another place
 * counts only if it has the same digest and this place never had one.
 */
bool ledger_has_package(PGconn *, const struct ledger_package *, bool *has);
bool ledger_note_package(
    PGconn *, const struct ledger_package *, const char *run_id);

#endif
