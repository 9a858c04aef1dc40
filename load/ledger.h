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

/* What it came to. Texts are "" for what is not known. */
struct ledger_end {
	enum outcome outcome;
	const json_t *counts;
	const json_t *gates;
	const char *trouble;
	const char *reason;
	const char *since;
	const char *until;
};

/*
 * One loader a source, from whichever host: a session lock. False in *taken
 * when another holds it.
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
 * Whether the database has it. What another place has of the same name does
 * not matter, unless it is the very same and this place had none of it.
 */
bool ledger_has_package(PGconn *, const struct ledger_package *, bool *has);
bool ledger_note_package(
    PGconn *, const struct ledger_package *, const char *run_id);

#endif
