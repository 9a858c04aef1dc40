/* A CSV file into a table by COPY. */
#ifndef LOAD_COPY_H
#define LOAD_COPY_H

#include <libpq-fe.h>
#include <stdbool.h>

#include "digest.h"

/*
 * Sends the file as it is, and gives the digest of what was sent. Its first
 * line must name the table's columns in their order: PostgreSQL checks it.
 * False on failure, logged.
 */
bool copy_file(
    PGconn *, const char *table, const char *path, char digest[DIGEST_HEX]);

#endif
