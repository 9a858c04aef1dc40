/* The tables of price indices that are known. */
#ifndef TRANSFORM_SOURCE_DEFLATORS_DEFLATORS_H
#define TRANSFORM_SOURCE_DEFLATORS_DEFLATORS_H

#include "transform/table/table.h"

/* What a column behind the first one holds. */
struct deflator_series {
	const char *indicator;
	const char *unit;
	const char *quarterly; /* the indicator in a table of quarters */
};

struct deflator_form {
	struct table_form form;
	const char *dataset;
	int months; /* of a row: 12 is a fiscal year, 3 a quarter or a year */
	const struct deflator_series *series;
};

extern const struct table_form *const deflator_forms[];

/* What else is known of one of them. */
const struct deflator_form *deflator_form(const struct table_form *);

#endif
