/*
 * What one file of an archive has: which of its captures are documents to be
 * read, and in which run each came.
 */
#ifndef TRANSFORM_PART_H
#define TRANSFORM_PART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/archive.h"
#include "format/form.h"

struct arena;

struct part {
	size_t first;
	size_t end;                        /* behind the last */
	const struct appearance *captures; /* of each from the first */
};

struct appearance {
	const struct capture *capture;
	/* Whether the content differs from what the address gave before. */
	bool is_new;
	/* Whether it is read: of equal ones that are new, only the last. */
	bool is_read;
	/* When the run began that kept it; never earlier than that before. */
	const char *run_at;
};

/* Where the last document of a file ends; 0 if it has none. */
uint64_t part_bytes(const struct archive *, const struct document_form *,
    const struct archive_file *);

/*
 * Looks at a file, in the arena; the run is the latest of the files before it,
 * "" for the first. The captures live until archive_release().
 */
void part_look(const struct archive *, const struct document_form *,
    const struct archive_file *, const char *run_at, struct arena *,
    struct part *);

#endif
