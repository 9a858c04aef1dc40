/* What table.c and table_header.c share. */
#ifndef TRANSFORM_TABLE_INTERNAL_H
#define TRANSFORM_TABLE_INTERNAL_H

#include "transform/table/table.h"

/* What is wrong with a header, in words; NULL if it is the form's. */
struct table_mismatch {
	const char *value;
	const char *reason;
};

/* White space and no-break spaces. */
const char *table_skip_blanks(const char *);

/* Whether a heading is that column's; NULL is none. */
bool table_is_column(const struct table_column *, const char *heading);

/* The names of a row's fields, or else its cells. */
const char *
table_heading_of(const struct table *, const struct row *, size_t cell);

/*
 * How many of a form's named columns the row has; 0 if that is less than half
 * as many as the form must have.
 */
size_t table_likeness(
    const struct table *, const struct table_form *, const struct row *);

/* Whether the row is the form's header; else says where they part. */
bool table_fits(struct reading *, struct table *, const struct table_form *,
    const struct row *, struct table_mismatch *);

/* The same where the names are those of the row's fields. */
bool table_fits_names(struct reading *, struct table *,
    const struct table_form *, const struct row *, struct table_mismatch *);

#endif
