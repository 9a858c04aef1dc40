/* How the tables of a package are written down; for the files that do. */
#ifndef PACKAGE_RESOURCE_INTERNAL_H
#define PACKAGE_RESOURCE_INTERNAL_H

#include "package/columns.h"

#define COLUMN(name, type, about)        \
	{                                \
		name, type, about, false \
	}
#define UNHASHED(name, type, about)     \
	{                               \
		name, type, about, true \
	}
#define COLUMNS(c) (c), sizeof(c) / sizeof((c)[0])

/* columns.c */
extern const struct resource document_resource;
extern const struct resource capture_resource;
extern const struct resource publication_resource;
extern const struct resource publication_purchaser_resource;
extern const struct resource publication_item_resource;
extern const struct resource publication_contractor_resource;
extern const struct resource fault_resource;

/* resource_statistics.c */
extern const struct resource edition_resource;
extern const struct resource transfer_resource;
extern const struct resource observation_resource;
extern const struct resource policy_document_resource;
extern const struct resource code_resource;

#endif
