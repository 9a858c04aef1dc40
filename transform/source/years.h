/* What tables of figures have in common: years in their headers. */
#ifndef TRANSFORM_SOURCE_YEARS_H
#define TRANSFORM_SOURCE_YEARS_H

#include <stdbool.h>

#include "transform/record.h"

/* "2019", "2019-2023"; until is 0 for a single year. */
struct figures_years {
	int since;
	int until;
};

/* Whole headings only; a spreadsheet may have made 2019.0 of a year. */
bool figures_years_read(const char *heading, struct figures_years *);

/* Whether a heading is one year, or several, which a column may have. */
bool figures_is_years(const char *heading);
bool figures_is_year(const char *heading);

/* The first and last day of a year. */
struct day figures_first_day(int year);
struct day figures_last_day(int year);

/* Whether nothing stands in a cell. */
bool figures_is_blank(const char *);

#endif
