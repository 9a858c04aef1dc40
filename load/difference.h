/*
 * In which figures an edition differs from an earlier one, by the files of
 * their packages: most of what a publisher states anew it has stated before.
 */
#ifndef LOAD_DIFFERENCE_H
#define LOAD_DIFFERENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/text.h"

/* An edition in the package of that folder, and what was read of it. */
struct difference_edition {
	const char *folder;
	const char *document;         /* its document_id */
	uint64_t figures;             /* that it states, */
	uint64_t values;              /* and how many are not empty */
	char series[DIGEST_HEX];      /* of series.csv, and */
	char observation[DIGEST_HEX]; /* of observation.csv */
};

/*
 * CSV with a header, as COPY takes it. A series has one number for both
 * editions, and names the present one's document.
 */
struct difference {
	struct text series;      /* what the others are about */
	struct text observation; /* what the present one alone states, in its
	                            order */
	struct text gone;        /* series_id and period_start of what the
	                            earlier one alone states */
	size_t figures;          /* in both of these together */
};

/*
 * Compares both files of both packages, row by row as they are written: of the
 * same figure the same text, by the hash that tells rows of a package apart,
 * see package/rows.h. NULL, or why there is no difference to be used: a file
 * cannot be read, or has other rows than a package's; too many rows differ; one
 * edition states the same twice. The texts are the caller's in any case.
 */
const char *difference_find(struct difference *,
    struct difference_edition *present, struct difference_edition *earlier);

void difference_free(struct difference *);

#endif
