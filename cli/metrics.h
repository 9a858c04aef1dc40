/*
 * How things stand, for a monitor: a file in the text format of Prometheus,
 * which is OpenMetrics too, for the textfile collector of its node exporter.
 * docs/METRICS.md names what is in it.
 */
#ifndef CLI_METRICS_H
#define CLI_METRICS_H

#include <jansson.h>
#include <stdbool.h>

#include "base/outcome.h"

struct config;

/*
 * Writes the file as a whole or not at all, for everybody to read. Without a
 * standing, the database is not there, and the file says so. The outcome is
 * that of the program's work. False if it cannot be written, logged.
 */
bool metrics_write(const char *path, const json_t *standing, enum outcome);

/*
 * The same at the end of a run, with the standing after it; into the file of
 * the settings if the path is NULL, or none. Gives how all of it ended.
 */
enum outcome
metrics_after(const struct config *, const char *path, enum outcome);

#endif
