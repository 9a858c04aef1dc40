/*
 * What the sources share that are published in the Federal Register: cutting
 * a document, or a whole day's issue, into publications, and what stands at
 * the head and the foot of each.
 */
#ifndef TRANSFORM_SOURCE_FEDERAL_REGISTER_REGISTER_H
#define TRANSFORM_SOURCE_FEDERAL_REGISTER_REGISTER_H

#include "transform/notice/unit.h"

/*
 * Turns one publication into records. What is not of the source's kind is
 * passed over, in silence unless it is the whole document (alone). The notice
 * has surface, url, version and published_on filled in, to copy from: a
 * publication may hold several.
 */
typedef void register_reader(
    struct reading *, struct unit *, const struct notice *, bool alone);

/* The state of a transformer of the Register. */
struct register_state {
	struct unit unit;
	bool units;     /* the document marks where its publications begin */
	bool within;    /* within one that may be ours */
	bool foreign;   /* within one that cannot be */
	char issue[16]; /* the day of the whole issue, or "" */
};

/* Takes a row; when a publication is whole, has it read. */
void register_row(struct reading *, struct register_state *, const struct row *,
    register_reader *);
void register_end(struct reading *, struct register_state *, register_reader *);
void register_close(void *state);

/* Notes what a cut-off publication lacks. */
void register_check_whole(struct reading *, struct unit *);

/* The permanent address of a document number, in the reading's unit_arena. */
const char *register_url(struct reading *, const char *number);

#endif
