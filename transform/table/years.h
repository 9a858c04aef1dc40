/* Years in tables of figures: those of their headers, and fiscal years. */
#ifndef TRANSFORM_TABLE_YEARS_H
#define TRANSFORM_TABLE_YEARS_H

#include <stdbool.h>

#include "format/row.h"
#include "package/record.h"
#include "transform/reading.h"

#define FISCAL_YEAR_FIRST 1900
#define FISCAL_YEARS 301

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

/*
 * The fiscal year of the US Government in "2019", "FY2019", "FY 2019". 0, with
 * a fault "fiscal_year", if it is none.
 */
int fiscal_year_read(struct reading *, size_t line, const char *);

/*
 * Its first and last day: from 1 October of the year before; to 1976, from 1
 * July (Congressional Budget Act of 1974). The three months between are in
 * neither.
 */
void fiscal_year_days(int year, struct day *first, struct day *last);

#endif
