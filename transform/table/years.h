/* What tables of figures have in common: years in their headers. */
#ifndef TRANSFORM_TABLE_YEARS_H
#define TRANSFORM_TABLE_YEARS_H

#include <stdbool.h>

#include "format/row.h"
#include "package/record.h"

/* "2019", "2019-2023"; until is 0 for a single year. */
struct years {
	int since;
	int until;
};

/* Whole headings only; a spreadsheet may have made 2019.0 of a year. */
bool years_read(const char *heading, struct years *);

/* Whether a heading is one year, or several, which a column may have. */
bool years_is_any(const char *heading);
bool years_is_one(const char *heading);

/* The first and last day of a year. */
struct day years_first_day(int year);
struct day years_last_day(int year);

/* Whether a row has several years, as only headers have. */
bool years_in_row(const struct row *);

/* Whether nothing stands in a cell. */
bool cell_is_blank(const char *);

#endif
