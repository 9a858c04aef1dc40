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
 * workbook, or tables in CSV. It is left at its start.
 */
bool wacz_is(FILE *);

/*
 * Takes one WARC file of it: `path` is a copy, gone behind the call; `name`
 * is for messages. False stops.
 */
typedef bool wacz_taker(void *context, const char *path, const char *name);

/* Gives each WARC file in turn. False if it cannot be read, logged. */
bool wacz_each(const char *path, wacz_taker *, void *context);

#endif
