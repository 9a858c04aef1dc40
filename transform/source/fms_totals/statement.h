/* Statements of amounts in a note on a total: what it consists of, and more. */
#ifndef TRANSFORM_SOURCE_FMS_TOTALS_STATEMENT_H
#define TRANSFORM_SOURCE_FMS_TOTALS_STATEMENT_H

#include <stdbool.h>

#include "package/record.h"

struct arena;

enum statement_kind {
	STATEMENT_PART,    /* "FMS 25.2 + non-FMS 6.4" */
	STATEMENT_SUM,     /* "components sum to 55.65" */
	STATEMENT_AVERAGE, /* "3-year average 54 (later 53.9)" */
	STATEMENT_OTHER,   /* "some reports say $33 billion" */
};

struct statement {
	enum statement_kind kind;
	const char *name;  /* of the part, or else of the source; may be NULL */
	const char *about; /* what else it is a total of: "for FMS"; or NULL */
	int years;         /* of an average */
	bool later;        /* it was restated so */
	bool estimate;     /* "about" */
	bool press;        /* its source is no authority but the press */
	struct decimal amount;
	const char *unit; /* "USD million", if the note says so itself; NULL */
	struct statement *next;
};

/* A clause of the note that names an amount and could not be read. */
struct unread_clause {
	const char *clause;
	struct unread_clause *next;
};

/*
 * The statements in a note, clauses parted by semicolons, in their order. A
 * clause without an amount says none: "as restated in FY2023 report".
 */
struct statement *statements_read(
    struct arena *, const char *note, struct unread_clause **unread);

#endif
