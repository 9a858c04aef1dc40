/*
 * A folder of CSV files with a datapackage.json that describes them: a
 * Frictionless Data Package (tabular-data-package, specs.frictionlessdata.io).
 * The same documents always give the same bytes.
 */
#ifndef PACKAGE_PACKAGE_H
#define PACKAGE_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/document.h"
#include "package/columns.h"
#include "package/descriptor.h"
#include "package/record.h"

struct package;

/* Begins a package beside the folder. NULL on failure, logged. */
struct package *package_open(const char *folder, const struct package_origin *);

/*
 * A package that has no files: its rows are given, line by line, to who puts
 * them by package_append() into one that has.
 */
struct package_relay {
	bool (*row)(void *context, const struct resource *, const char *line,
	    size_t length);
	bool (*take_back)(void *context);
	void *context;
};
struct package *package_open_relay(const struct package_relay *);
bool package_append(struct package *, enum resource_name, const char *lines,
    size_t length, uint64_t count);

/*
 * A document's rows are written between these two, and taken back if it is
 * not to count.
 */
void package_begin(struct package *);
bool package_take_back(struct package *);

/* One row each, or several; false when it cannot be written, logged. */
bool package_document(struct package *, const struct document *,
    const char *document_id, size_t records);
bool package_notice(struct package *, const char *document_id, size_t number,
    const struct notice *);
bool package_edition(struct package *, const struct document *,
    const char *document_id, const struct edition *);
bool package_transfer(struct package *, const char *document_id, size_t number,
    const char *dataset, const struct transfer *);
bool package_observation(struct package *, const char *document_id,
    size_t number, const struct observation *);
bool package_policy(struct package *, const char *document_id, size_t number,
    const struct policy *);
bool package_award(struct package *, const char *document_id, size_t number,
    const struct award *);
bool package_code(struct package *, const char *document_id, size_t number,
    const struct code *);
bool package_fault(struct package *, const char *document_id, size_t number,
    size_t record, const struct fault *);

/* Puts the package in the folder's place. False on failure, logged. */
bool package_commit(struct package *);

/* Forgets what was not committed. NULL does nothing. */
void package_close(struct package *);

#endif
