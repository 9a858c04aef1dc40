/*
 * An archive in parts, one for each of its files: which of their captures are
 * documents to be read, and in which run each came.
 */
#ifndef TRANSFORM_PART_H
#define TRANSFORM_PART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/archive.h"
#include "format/form.h"

struct arena;
struct parts;

/* The captures of one file, which stand together in the archive's index. */
struct part {
	const char *file;
	size_t first;
	size_t end;     /* behind the last */
	uint64_t bytes; /* where the last document ends in the file */
	const struct appearance *captures; /* of each from the first */
};

struct appearance {
	/* Whether the content differs from what the address gave before. */
	bool is_new;
	/* Whether it is read: of equal ones that are new, only the last. */
	bool is_read;
	/* When the run began that kept it; never earlier than that before. */
	const char *run_at;
};

struct parts *parts_new(const struct archive *, const struct document_form *);
void parts_free(struct parts *);

/* The next part, in the arena; false behind the last. */
bool parts_next(struct parts *, struct arena *, struct part *);

#endif
