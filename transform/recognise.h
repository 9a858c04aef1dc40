/*
 * Whether a document is of a source's kind, before it is archived: its reader
 * is tried until it knows.
 */
#ifndef TRANSFORM_RECOGNISE_H
#define TRANSFORM_RECOGNISE_H

#include "format/form.h"
#include "transform/reading.h"

enum recognition {
	RECOGNISED,
	NOT_RECOGNISED,
	NOT_READABLE, /* in the format that it has; logged */
};

/* Reads the content, as far as it takes to know. */
enum recognition
transform_recognise(const struct document_form *, const struct transformer *,
    const struct reference *, const struct document *);

#endif
