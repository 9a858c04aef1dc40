/* How each source stands: what the settings, the database and the disk tell. */
#ifndef CLI_SOURCE_REPORT_H
#define CLI_SOURCE_REPORT_H

#include <jansson.h>

#include "base/outcome.h"

struct config;

/*
 * An array of objects, one each source in the order of config/sources.c; the
 * names in them are those of the view source_status and, beside these,
 *
 *   title, publisher, cadence, cadence_days
 *   lag_days     how many days later than its cadence the publisher is; null
 *                if it has none, or nothing was ever loaded
 *   missing      how many documents were listed and are not there
 *   next_try     when a source that fails is asked again; null: at any time
 *   held         the gate that keeps what was fetched from being loaded:
 *                gate, what, measured, wanted, since; or null
 *   backfills    that have begun and not ended: since, until, began, steps,
 * done next_action  what is to be done, in words; null if nothing is
 *
 * NULL when the database cannot tell, logged; the outcome says why. The caller
 * gives it to json_decref().
 */
json_t *standing_read(const struct config *, enum outcome *);

#endif
