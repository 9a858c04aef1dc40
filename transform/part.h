/*
 * What one run brought: which of its captures are documents that are to be
 * read.
 */
#ifndef TRANSFORM_PART_H
#define TRANSFORM_PART_H

#include <stddef.h>

#include "archive/archive.h"
#include "format/form.h"

struct arena;

struct part {
	const struct capture **documents;
	size_t count;
};

/* The last document that a run kept, be it new or not; NULL if it kept none. */
const struct capture *part_last(const struct archive *,
    const struct document_form *, const struct archive_run *);

/*
 * Finds the documents that came new in a run: whose content differs from what
 * the address gave before. The list is in the arena, and the captures live
 * until archive_release().
 */
void part_look(const struct archive *, const struct document_form *,
    const struct archive_run *, struct arena *, struct part *);

#endif
