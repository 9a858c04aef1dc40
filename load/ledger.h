/* Runs, and which packages are loaded. */
#ifndef LOAD_LEDGER_H
#define LOAD_LEDGER_H

#include <jansson.h>
#include <libpq-fe.h>
#include <stdbool.h>

#include "outcome.h"

/* The text of a run_id. */
#define RUN_ID_SIZE 24

/*
 * One loader a source, from whichever host: a session lock. False in *taken
 * when another holds it.
 */
bool ledger_lock(PGconn *, const char *source, bool *taken);
bool ledger_unlock(PGconn *, const char *source);

/* Runs of the source that never ended are marked as interrupted. */
bool ledger_begin(PGconn *, const char *source, const char *command,
    const char *program, char run_id[RUN_ID_SIZE]);
bool
ledger_end(PGconn *, const char *run_id, enum outcome, const json_t *counts);

bool ledger_has_package(PGconn *, const char *source, const char *name,
    const char *digest, bool *has);
bool ledger_note_package(PGconn *, const char *source, const char *name,
    const char *digest, const char *run_id);

#endif
