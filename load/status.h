/* What the ledger tells of the sources. */
#ifndef LOAD_STATUS_H
#define LOAD_STATUS_H

#include <jansson.h>

#include "outcome.h"

/*
 * The view source_status as an array of objects. NULL when it cannot be had,
 * logged: OUTCOME_UNREACHABLE, or OUTCOME_MISCONFIGURED without a schema. The
 * caller gives it to json_decref().
 */
json_t *status_read(const char *conninfo, enum outcome *);

/* Brings the schema up to date, and says how many migrations that took. */
enum outcome status_migrate(const char *conninfo, size_t *applied);

#endif
