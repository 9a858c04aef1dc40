/* The packages that lie in the folder of a source, to be loaded. */
#ifndef LOAD_PACKAGES_H
#define LOAD_PACKAGES_H

#include <dirent.h>
#include <stdbool.h>

#include "base/digest.h"

#define DESCRIPTOR "datapackage.json"

struct loader;

/* A package; its texts live as long as the loader. */
struct packaged {
	struct loader *loader;
	const char *source;
	const char *folder;
	const char *name;        /* SOURCE-RUN */
	char digest[DIGEST_HEX]; /* filled in by packaged_is_loaded() */
};

/*
 * The folders of a source's packages, in the order of their runs; the caller
 * frees them. Below 0 on failure, logged.
 */
int packages_list(struct loader *, const char *source, struct dirent ***);

struct packaged
packaged_find(struct loader *, const char *source, const char *name);

/* When the run began that brought it, as a text that sorts. */
const char *packaged_run(const struct packaged *);

/* Whether the database has it. False on failure, logged. */
bool packaged_is_loaded(struct packaged *, bool *is_loaded);

/* Notes that the database has it, by that run of the ledger. */
bool packaged_note_loaded(const struct packaged *, const char *run_id);

#endif
