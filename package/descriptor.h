/*
 * datapackage.json: what a package was made of, and its tables with their
 * columns. package_is_current() reads it.
 */
#ifndef PACKAGE_DESCRIPTOR_H
#define PACKAGE_DESCRIPTOR_H

#include <stdbool.h>

#include "package/package.h"
#include "package/rows.h"

#define DESCRIPTOR "datapackage.json"

/* Writes it into the folder, and to the disk. False on failure, logged. */
bool descriptor_write(const char *folder, const struct package_origin *,
    const struct rows_written written[RESOURCE_COUNT]);

#endif
