/* The rows of a statement, one at a time, however many there are. */
#ifndef PUBLISH_EXPORT_STREAM_H
#define PUBLISH_EXPORT_STREAM_H

#include <libpq-fe.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/outcome.h"
#include "publish/export/format.h"

struct digest;

struct export_counts {
	uint64_t rows;
	uint64_t left_out;
};

/*
 * Writes the rows of a relation, but those of which the last column is true.
 * What is written is added to the digest: of each row, each value as its length
 * in bytes, a colon, the value and a comma, or "-," where there is none, and a
 * line end.
 */
enum outcome stream_rows(PGconn *, const char *select, size_t width,
    const struct export_format *, void *writer, struct digest *,
    struct export_counts *);

/* Waits for the next result. False if the program is asked to stop. */
bool stream_wait(PGconn *);

/* Ends a statement whose rows nobody wants any more. */
void stream_cancel(PGconn *);

/* Logs why a statement failed, by its result or the connection, and says what
 * the outcome is. */
enum outcome stream_fail(PGconn *, const PGresult *);

#endif
