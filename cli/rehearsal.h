/* What a replay would change: `armsetl replay --dry-run'. */
#ifndef CLI_REHEARSAL_H
#define CLI_REHEARSAL_H

#include "base/outcome.h"
#include "cli/arguments.h"
#include "config/config.h"

/*
 * Reads the sources' archives into packages in a folder of their own, loads
 * them in a transaction that is never committed, and prints how many rows of
 * each table would be added, changed and removed, with the first of each kind.
 * The archive, the packages and the database stay as they are. The outcome is
 * that of a replay, with as many jobs; OUTCOME_LATER, too, if another rehearsal
 * is running.
 */
enum outcome
rehearsal_run(const struct config *, const struct source_choice *, size_t jobs);

#endif
