/* A list of config/reference, read by libcsv. */
#ifndef TRANSFORM_REFERENCE_CSV_H
#define TRANSFORM_REFERENCE_CSV_H

#include <stdbool.h>
#include <stddef.h>

#define REFERENCE_COLUMNS_MAX 16

struct arena;
struct digest;

/* A line of the list; what is empty is NULL. False refuses it, logged. */
typedef bool
reference_taker(void *context, const char *const *values, const char *where);

/*
 * Reads a list whose first line must name exactly these columns. Values live
 * in the arena. Everything read is added to the digest, which may be NULL.
 * False on failure, logged with the line.
 */
bool
reference_csv_read(struct arena *, const char *path, const char *const *columns,
    struct digest *, reference_taker *, void *context);

#endif
