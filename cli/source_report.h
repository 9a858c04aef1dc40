/* The state of each source: from the settings, the database and the disk. */
#ifndef CLI_SOURCE_REPORT_H
#define CLI_SOURCE_REPORT_H

#include <jansson.h>

#include "base/outcome.h"

struct config;

/*
 * What is shown cannot steer a terminal: see utf8_disarm().
 *
 * An array of objects, one a source in the order of config/sources.c. Each has
 * the columns of the view source_status, and beside these
 *
 *   title, publisher, cadence, cadence_days
 *   lag_days     how many days later than its cadence the publisher is; null
 *                if it has none, or nothing was ever loaded
 *   missing      how many documents were listed and could not be fetched
 *   quarantined  how many documents the database has whose reading was given
 *                up: see DOCUMENT_IN_QUARANTINE
 *   next_try     when a source that fails is tried next; null: at any time
 *   held         the gate that withholds what was fetched from the database:
 *                gate, what, measured, wanted, since; or null
 *   backfills    those that have begun and not ended: since, until, began,
 *                steps, done
 *   next_action  what the operator should do, in words; null if nothing
 *
 * NULL when the database does not tell, logged; the outcome says why. The
 * caller gives it to json_decref().
 */
json_t *source_report_read(const struct config *, enum outcome *);

#endif
