/*
 * The sections of pages: what arms_internal.report_content() lists. Each is
 * one statement over all pages of a kind, in the order of their keys.
 */
#ifndef PUBLISH_REPORT_CONTENT_H
#define PUBLISH_REPORT_CONTENT_H

#include <libpq-fe.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/outcome.h"
#include "publish/report/cursor.h"

struct content {
	const char *kind; /* of page */
	const char *id;
	const char *heading;
	const char *form;
	const char *unit;
	const char *caveat;
	const char *empty; /* told where a page has none of it; "": nothing */
	const char *sources;
	const char *query;
	bool is_restricted; /* single rows of a source that restricts them */
	struct cursor *rows;
};

struct content_list {
	PGresult *result;
	struct content *items;
	size_t count;
};

/* Reads the list. The outcome of a failure, which is logged. */
enum outcome content_list_read(PGconn *, struct content_list *);
void content_list_free(struct content_list *);

#endif
