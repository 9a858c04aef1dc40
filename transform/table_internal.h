/* How a header is held against the forms that are known; for table.c. */
#ifndef TRANSFORM_TABLE_INTERNAL_H
#define TRANSFORM_TABLE_INTERNAL_H

#include "transform/table.h"

/* What is wrong with a header, in words; NULL if it is the form's. */
struct mismatch {
	const char *value;
	const char *reason;
};

const char *table_skip_blanks(const char *);

/* Whether a heading is one of a column's names. */
bool table_is_column(const struct table_column *, const char *heading);

/* The name of a field, or else what stands in the cell. */
const char *
table_heading(const struct table *t, const struct row *row, size_t i);

/* How many of a form's names are in the row, if at least half are; else 0. */
size_t table_likeness(const struct table *t, const struct table_form *form,
    const struct row *row);

/* Whether the row is the form's header; then the table knows its columns. */
bool table_fits(struct reading *r, struct table *t,
    const struct table_form *form, const struct row *row, struct mismatch *m);

/* The same of a row that has names. */
bool table_fits_names(struct reading *r, struct table *t,
    const struct table_form *form, const struct row *row, struct mismatch *m);

#endif
