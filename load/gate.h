/* Gates of completeness before a package counts: see routines/gate.sql. */
#ifndef LOAD_GATE_H
#define LOAD_GATE_H

#include "load/session.h"

/*
 * Each gives OUTCOME_INCOMPLETE if a gate failed that the operator does not
 * accept; what failed is logged and noted in the ledger. Within the package's
 * transaction.
 */

/* What was staged, before it is merged. */
enum outcome gate_staged(struct loader *, struct run *, const char *package);

/* What was merged, by which so many records more vanished than came. */
enum outcome gate_merged(
    struct loader *, struct run *, const char *package, long long fewer);

#endif
