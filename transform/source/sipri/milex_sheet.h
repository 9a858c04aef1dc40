/* The sheets of SIPRI's workbook of military expenditure. */
#ifndef TRANSFORM_SOURCE_SIPRI_MILEX_SHEET_H
#define TRANSFORM_SOURCE_SIPRI_MILEX_SHEET_H

#include "transform/reading.h"
#include "transform/table/table.h"

/* What stands in a column of a sheet: the meaning of a column. */
enum milex_column {
	MILEX_NOTHING, /* that is kept */
	MILEX_PARTY,
	MILEX_CURRENCY,
	MILEX_FINANCIAL_YEAR, /* the months of it */
	MILEX_YEAR,
	MILEX_CURRENT, /* the last year, at its own prices */
};

/* What the figures of a sheet are counted in. */
enum milex_unit {
	MILEX_DOLLARS,          /* of the year itself */
	MILEX_CONSTANT_DOLLARS, /* of the year in the sheet's name or title */
	MILEX_LOCAL,
	MILEX_SHARE,
};

struct milex_sheet {
	const char *name;
	const char *indicator;
	enum milex_unit unit;
	bool magnitude; /* its title tells whether millions or billions */
	bool regions;   /* its rows are regions and the world */
	const struct table_form *const *forms; /* NULL at their end */
};

/* The sheet of that name; NULL if it is none that has figures. */
const struct milex_sheet *milex_sheet_find(const char *name);

/* The year of "Constant (2022) US$", "2023 (current prices)"; 0 if none. */
int milex_year_in(const char *text);

/* "million", "billion", if a line names one of dollars or local currency. */
const char *milex_magnitude(const char *line);

/*
 * Takes "excluding Iraq" off "World total (excluding Iraq)" and gives it, in
 * the arena; NULL if a region covers all its countries.
 */
const char *milex_coverage(struct arena *, const char **name);

/* Why there is no figure: "...", "xxx". NULL if the cell does not tell. */
const char *milex_absence(const char *cell);

/*
 * What the colour of a figure tells: "estimate", "uncertain". False if it is
 * none of those that are explained; *flag is NULL for plain ones.
 */
bool milex_colour(const char *mark, const char **flag);

#endif
