/*
 * The state of all sources for a monitor: a file in the text format of
 * Prometheus, which is OpenMetrics too, for the textfile collector of its node
 * exporter. docs/METRICS.md names what is in it.
 */
#ifndef CLI_METRICS_H
#define CLI_METRICS_H

#include <jansson.h>
#include <stdbool.h>

#include "base/outcome.h"

struct config;

/*
 * Writes the file as a whole or not at all, readable for everybody, from
 * source_report_read(); NULL says that the database does not answer. The
 * outcome is that of the command. False if it cannot be written, logged.
 */
bool metrics_write(const char *path, const json_t *report, enum outcome);

/*
 * The same at the end of a run; a path of NULL means the file of the settings,
 * if they have one. Gives the worse of the run's outcome and its own.
 */
enum outcome
metrics_after(const struct config *, const char *path, enum outcome);

#endif
