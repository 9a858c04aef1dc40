/* A CSV file into a table by COPY. */
#ifndef LOAD_COPY_H
#define LOAD_COPY_H

#include <libpq-fe.h>
#include <stdbool.h>

#include "base/digest.h"
#include "base/text.h"

/* The names in a file's first line, "a,b,c". False on failure, logged. */
bool copy_header(const char *path, struct text *names);

/*
 * Sends the file as it is, and gives the digest of what was sent. Its first
 * line must be the columns, or if they are NULL name the table's in their
 * order: PostgreSQL checks it. False on failure, logged.
 */
bool copy_file(PGconn *, const char *table, const char *columns,
    const char *path, char digest[DIGEST_HEX]);

/* Sends a text, as copy_file() does a file; messages have the name. */
bool copy_text(PGconn *, const char *table, const char *columns,
    const char *name, const struct text *);

#endif
