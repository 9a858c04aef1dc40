/* The headers of SIPRI's tables of trend-indicator values, cell by cell. */
#ifndef TRANSFORM_SOURCE_SIPRI_TIV_HEADER_H
#define TRANSFORM_SOURCE_SIPRI_TIV_HEADER_H

#include "transform/reading.h"
#include "transform/table/table.h"

#define TIV_UNIT "TIV million"

enum tiv_kind {
	TIV_NOTHING,
	TIV_NAME,
	TIV_YEAR,
	TIV_PERIOD, /* the sum of several years */
	TIV_ALL,    /* of all years that the table has */
	TIV_ALL_SHARE,
	TIV_SHARE,
	TIV_RANK,
};

struct tiv_column {
	enum tiv_kind kind;
	struct day start;
	struct day end;
};

/* What a table's header says, cell by cell. */
struct tiv_header {
	struct tiv_column columns[TABLE_WIDTH];
	size_t name;       /* the cell in which a row's name stands */
	const char *named; /* over it: "Supplier"; NULL if nothing */
	struct day since;  /* the years from the first */
	struct day until;  /* to the last */
	bool gaps;         /* not all between them */
};

/* The known headers; ends in NULL. */
extern const struct table_form *const tiv_forms[];

/*
 * Reads the header of a table that was found, in that line. False if its years
 * are not as they ought to be: then the document is refused.
 */
bool tiv_header_read(
    struct reading *, const struct table *, size_t line, struct tiv_header *);

/* Whether its rows are whole regions, and then each supplier to them. */
bool tiv_is_regional(const struct table *);
bool tiv_has_suppliers(const struct table *);

/* Whether its rows are the largest only, with their ranks. */
bool tiv_is_ranked(const struct table *);

#endif
