/*
 * What an import found in the place of documents, by its kind: a set of pages
 * that a guard gave in their place is no set of documents.
 */
#ifndef EXTRACT_FINDINGS_H
#define EXTRACT_FINDINGS_H

#include <stddef.h>

#include "base/outcome.h"
#include "format/substitute.h"

struct finding {
	const struct substitute *what;
	size_t count;
	char *first; /* the address of the first */
};

/* Begins zeroed. */
struct findings {
	struct finding *items;
	size_t count;
	size_t room;
	size_t documents; /* that were looked at, substitutes among them */
};

/* Notes a document that was looked at; NULL: it is no substitute. */
void
findings_note(struct findings *, const struct substitute *, const char *url);

/* Logs each kind that was found: how many, and the first address. */
void findings_log(const struct findings *, const char *source);

/*
 * OUTCOME_OK unless most documents are substitutes: then OUTCOME_BLOCKED if
 * most of these refuse us, else OUTCOME_INCOMPLETE.
 */
enum outcome findings_outcome(const struct findings *);

/* They may be used again, zeroed. */
void findings_free(struct findings *);

#endif
