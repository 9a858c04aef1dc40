/* The lists of config/reference in the database. */
#ifndef LOAD_LISTS_H
#define LOAD_LISTS_H

#include <libpq-fe.h>
#include <stdbool.h>

/* Loads all of them if one has changed. False on failure, logged. */
bool lists_load(PGconn *, const char *folder);

#endif
