/*
 * What the sources share that are published in the Federal Register: cutting
 * a document, or a whole day's issue, into publications, and what stands at
 * the head and the foot of each.
 */
#ifndef TRANSFORM_SOURCE_FEDERAL_REGISTER_DOCUMENT_H
#define TRANSFORM_SOURCE_FEDERAL_REGISTER_DOCUMENT_H

#include "transform/notice/unit.h"

/*
 * Turns one publication into records. What is not of the source's kind is
 * passed over, in silence unless it is the whole document (alone). The notice
 * has surface, url, version and published_on filled in, to copy from: a
 * publication may hold several.
 */
typedef void federal_register_reader(
    struct reading *, struct unit *, const struct notice *, bool alone);

/* The state of a transformer of the Register. */
struct federal_register_document {
	struct unit unit;
	bool units;     /* the document marks where its publications begin */
	bool within;    /* within one that may be ours */
	bool foreign;   /* within one that cannot be */
	char issue[16]; /* the day of the whole issue, or "" */
};

/* Takes a row; when a publication is whole, has it read. */
void federal_register_document_row(struct reading *,
    struct federal_register_document *, const struct row *,
    federal_register_reader *);
void federal_register_document_end(struct reading *,
    struct federal_register_document *, federal_register_reader *);
void federal_register_document_close(void *state);

/* Notes what a cut-off publication lacks. */
void federal_register_check_foot(struct reading *, struct unit *);

/* The permanent address of a document number, in the reading's unit_arena. */
const char *federal_register_url(struct reading *, const char *number);

#endif
