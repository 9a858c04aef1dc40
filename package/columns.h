/*
 * The tables of a package. Each has one list, one line a column, in the order
 * in which they are written: its name, its type, what it means, and where in
 * the record its value comes from.
 */
#ifndef PACKAGE_COLUMNS_H
#define PACKAGE_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum resource_name {
	RESOURCE_DOCUMENT,
	RESOURCE_PUBLICATION,
	RESOURCE_PUBLICATION_PURCHASER,
	RESOURCE_PUBLICATION_ITEM,
	RESOURCE_PUBLICATION_CONTRACTOR,
	RESOURCE_PUBLICATION_PLACE,
	RESOURCE_EDITION,
	RESOURCE_TRANSFER,
	RESOURCE_SERIES,
	RESOURCE_OBSERVATION,
	RESOURCE_POLICY_DOCUMENT,
	RESOURCE_CODE,
	RESOURCE_ANNOUNCED_AWARD,
	RESOURCE_ANNOUNCED_AWARD_CONTRACTOR,
	RESOURCE_ANNOUNCED_AWARD_CUSTOMER,
	RESOURCE_FAULT,
	RESOURCE_COUNT
};

/* What a row says beside its record. A table has columns for some of it. */
struct row_place {
	const char *document_id;
	size_t series;   /* what a figure is about: its number */
	size_t number;   /* of the record, or of the fault, in the document */
	size_t position; /* of a part in the record's list of them */
	size_t record;   /* whose fault it is; 0 for none's */
	size_t records;  /* in the document */
	const char *dataset;
	const char *id;         /* of the deal or figure, in every edition */
	const char *edition_at; /* as of when it speaks */
	uint64_t rows;          /* of the edition */
	const char *content;    /* a hash of all these rows */
};

struct column {
	const char *name;
	const char *type;  /* of Frictionless Table Schema */
	const char *about; /* what it means; NULL where the name says it */
	size_t offset;     /* of the value, in the record or the place */
	const char *(*text)(struct arena *, const void *value);
	bool of_place;     /* the value is in the row's place */
	bool outside_hash; /* says nothing of the row's content: not hashed */
};

struct resource {
	const char *name;
	const char *title;
	const struct column *columns;
	size_t width;
	size_t key; /* so many first columns are the key */
	/* The table the first `reference_width` columns point to, or NULL. */
	const char *reference;
	size_t reference_width;
	/*
	 * There are very many rows: none has a hash of its own, text stands
	 * between quotes only where it must, and lines end in LF.
	 */
	bool is_narrow;
};

/* A table ends in a 128-bit XXH3 hash of what the row says. */
#define RESOURCE_HASH "row_hash"

extern const struct resource resources[RESOURCE_COUNT];

#endif
