/* What all pages of one report share. */
#ifndef PUBLISH_REPORT_SITE_H
#define PUBLISH_REPORT_SITE_H

#include <libpq-fe.h>
#include <stdbool.h>

#include "publish/report/webpage.h"

struct map;
struct text;

struct site {
	PGconn *db;
	const char *folder;      /* where it is written */
	const char *notes;       /* at the foot of each page */
	const struct map *pages; /* kind and key of each there is */
	bool with_restricted;
};

/*
 * Adds the address, from that page, of what a column names: "kind:key" of a
 * page of the report. Nothing, and false, if there is no such page or the name
 * is NULL.
 */
bool site_address(const struct site *, const struct webpage *, struct text *,
    const char *name);

#endif
