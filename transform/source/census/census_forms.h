/* The tables of exports that the Census Bureau's figures come in. */
#ifndef TRANSFORM_SOURCE_CENSUS_CENSUS_FORMS_H
#define TRANSFORM_SOURCE_CENSUS_CENSUS_FORMS_H

#include "transform/table/table.h"

#define CENSUS_ALL_COUNTRIES "TOTAL FOR ALL COUNTRIES"

/* What stands in a column, whatever the form: the meaning of a column. */
enum census_column {
	CENSUS_COUNTRY,
	CENSUS_COUNTRY_NAME,
	CENSUS_ITEM,
	CENSUS_ITEM_SHORT,
	CENSUS_ITEM_LONG,
	CENSUS_ORIGIN,
	CENSUS_LEVEL,
	CENSUS_SUMMARY,
	CENSUS_FIGURE,
	CENSUS_UNIT_1,
	CENSUS_UNIT_2,
	CENSUS_TIME,
	CENSUS_YEAR,
	CENSUS_MONTH,
	CENSUS_COLUMNS,
};

/* A classification of commodities has levels, with codes of these lengths. */
struct census_level {
	const char *scheme;
	size_t length;
};

struct census_form {
	struct table_form form;
	const struct census_level *levels; /* ends in one without a scheme */
};

/* The headers that are known; the last are the totals of all countries. */
extern const struct table_form *const census_forms[];

/* What else is known of a form of these lists. */
const struct census_form *census_form(const struct table_form *);

/*
 * The level that is named, or else the one with codes of that length; of a
 * file that a spreadsheet may have kept also if its first zero is lost. NULL if
 * there is none.
 */
const struct census_level *census_level(const struct census_form *,
    const char *named, const char *code, bool zero_lost);

/*
 * Codes of countries have four figures, "4280"; groups of countries 0003,
 * 0022 (which a spreadsheet writes 3, 22), continents 4XXX; "-" is the world.
 */
bool census_is_group(const char *code);

/* Whether a text can be one of these codes. */
bool census_is_country_code(const char *);

/* By its code, or if that is NULL by its name. */
bool census_is_world(const char *code, const char *name);

/* What a column of figures holds. */
struct census_figure {
	const char *heading;
	const char *indicator;
	bool to_date; /* of the year so far */
	const char *unit;
	enum census_column unit_column; /* where it stands if it is NULL */
};

/* NULL if it is no column of figures. */
const struct census_figure *census_figure(const char *heading);

#endif
