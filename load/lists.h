/* The lists in the database: those of config/reference, and the sources. */
#ifndef LOAD_LISTS_H
#define LOAD_LISTS_H

#include <libpq-fe.h>
#include <stdbool.h>
#include <stddef.h>

#include "load/load.h"

/*
 * Loads all of them if one has changed, and corrects the notices by them, in
 * the name of that program on that host. False on failure, logged.
 */
bool
lists_load(PGconn *, const char *folder, const char *program, const char *host);

/*
 * Brings arms.source to what is known of these; sources that earlier versions
 * knew stay. False on failure, logged.
 */
bool lists_load_sources(PGconn *, const struct load_source *, size_t count);

#endif
