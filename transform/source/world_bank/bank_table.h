/*
 * The World Bank's tables in CSV: a line a country, a column a year. They are
 * saved with codes ("Country Name", "Country Code", "Indicator Name",
 * "Indicator Code", below a line with the day of the last update), or with the
 * names of countries alone; then the file's name tells the indicator.
 */
#ifndef TRANSFORM_SOURCE_WORLD_BANK_BANK_TABLE_H
#define TRANSFORM_SOURCE_WORLD_BANK_BANK_TABLE_H

#include "transform/source/world_bank/bank_series.h"

/* A table with more columns is refused. */
#define BANK_COLUMNS 400

/* Begins zeroed. */
struct bank_table {
	size_t lines;
	const struct bank_indicator *indicator; /* once the header was found */
	size_t width;
	int years[BANK_COLUMNS]; /* of each column; 0: it is of no year */
	/* The columns of codes and names; 0 if there is none. */
	size_t code;
	size_t indicator_code;
	size_t indicator_name;
	const char *printed; /* the name of the first line */
	struct edition edition;
	struct day newest; /* of which there is a figure */
};

/* Whether a row is the line of a table, and no record with names. */
bool bank_table_is(const struct row *);

/* Takes a line, above the header or below it. */
void bank_table_row(struct reading *, struct bank_table *, const struct row *);

/* At the end: refuses what had no header. */
void bank_table_end(struct reading *, struct bank_table *);

#endif
