/* The tables of a package: their names, columns and types. */
#ifndef PACKAGE_COLUMNS_H
#define PACKAGE_COLUMNS_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

enum resource_name {
	RESOURCE_DOCUMENT,
	RESOURCE_CAPTURE,
	RESOURCE_PUBLICATION,
	RESOURCE_PUBLICATION_PURCHASER,
	RESOURCE_PUBLICATION_ITEM,
	RESOURCE_PUBLICATION_CONTRACTOR,
	RESOURCE_EDITION,
	RESOURCE_TRANSFER,
	RESOURCE_OBSERVATION,
	RESOURCE_POLICY_DOCUMENT,
	RESOURCE_CODE,
	RESOURCE_FAULT,
	RESOURCE_COUNT
};

/* Every table ends in a 128-bit XXH3 hash of what the row says. */
#define RESOURCE_HASH "row_hash"

struct column {
	const char *name;
	const char *type; /* of Frictionless Table Schema */
	const char *description;
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
};

extern const struct resource *const resources[RESOURCE_COUNT];

/* The resource's entry in datapackage.json, without size and digest. */
json_t *resource_describe(const struct resource *);

#endif
