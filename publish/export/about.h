/* What an export tells of itself. */
#ifndef PUBLISH_EXPORT_ABOUT_H
#define PUBLISH_EXPORT_ABOUT_H

#include <jansson.h>
#include <libpq-fe.h>
#include <stdint.h>

#include "base/digest.h"

struct about_facts {
	const char *program;
	const json_t *relations;
	const json_t *left_out; /* of a relation, how many rows and why */
	const json_t *broken;   /* of a foreign key, why it is not declared */
	uint64_t rows;
	char sha256[DIGEST_HEX];
};

/*
 * The schema's version, the time that was asked for, the sources: an object for
 * about_make(), which the caller gives to json_decref(). NULL on failure,
 * logged.
 */
json_t *about_state(PGconn *);

/* Keys and texts, in their order; the caller gives it to json_decref(). */
json_t *about_make(const struct about_facts *, const json_t *state);

#endif
