/*
 * The processes that read the documents of a source, beside each other; what
 * they read goes into a package in the order of the documents.
 */
#ifndef TRANSFORM_READERS_H
#define TRANSFORM_READERS_H

#include <stdbool.h>

#include "base/worker.h"
#include "transform/document.h"

struct readers;

/* Where it goes. The users' own, while documents are read into it. */
struct readers_sink {
	struct package *package;
	struct transform_counts *counts;
	enum outcome outcome;
	bool gave_up;  /* on a document: it is in quarantine */
	bool may_pass; /* for what the machine refused: another time, perhaps */
};

/* So many processes; 0: as many as processors. All is borrowed. */
struct readers *
readers_new(const struct transform_source *, const struct reference *,
    struct archive *, size_t jobs, const struct worker_limits *);

/* Ends them at once; NULL does nothing. */
void readers_free(struct readers *);

/* From now on documents are read into that. */
void readers_begin(struct readers *, struct readers_sink *);

/*
 * Reads a document. It may be in the package only after readers_finish(). False
 * when the package cannot be written, or a stop was requested: then they can
 * only be freed.
 */
bool readers_read(struct readers *, const struct document_task *);
bool readers_finish(struct readers *);

#endif
