/*
 * WACZ, a zip of WARC files as replay tools write it
 * (specs.webrecorder.net/wacz/1.1.1).
 */
#ifndef ARCHIVE_WACZ_H
#define ARCHIVE_WACZ_H

#include <stdbool.h>
#include <stdio.h>

/*
 * Whether the file begins as a zip does, and is not one of another kind: a
 * workbook, or tables in CSV.
 */
bool wacz_is(const char *path);

/*
 * Takes one WARC file of it, and closes it by scratch_close(): a copy without a
 * name on the disk; `name` is for messages. False stops.
 */
typedef bool wacz_taker(void *context, FILE *, const char *name);

/* Gives each WARC file in turn. False if it cannot be read, logged. */
bool wacz_each(const char *path, wacz_taker *, void *context);

#endif
