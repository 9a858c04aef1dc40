/*
 * Tables as publishers print them: above the header stands what the table is
 * about, and the header tells the columns. A header that is not one of those
 * that are known is drift, and the document is refused: a column that moved
 * without being noticed would put every figure in the wrong place.
 */
#ifndef TRANSFORM_TABLE_TABLE_H
#define TRANSFORM_TABLE_TABLE_H

#include "transform/reading.h"

#define TABLE_WIDTH 1024

enum column_kind {
	COLUMN_ONE,      /* just one, it must be there */
	COLUMN_OPTIONAL, /* one or none */
	COLUMN_MANY,     /* one or more beside each other: the years */
};

struct table_column {
	/* As printed; case and white space do not matter. "" for none. */
	const char *name;
	enum column_kind kind;
	const char *const *aliases; /* other names it has had; ends in NULL */
	/* Whether a heading is this column's, in place of the names. */
	bool (*fits)(const char *heading);
	int meaning; /* what a source takes from it: one of an enum of its own
	              */
};

/* One of the headers a publisher is known to print. */
struct table_form {
	const char *name;
	const struct table_column *columns;
	size_t count;
	/* Columns of other names may stand between them: wide tables. */
	bool others;
};

/* A table that is being read; begins zeroed. */
struct table {
	/*
	 * Set by the source: the columns are those that a question asked for,
	 * in its order; one may stand there twice with the same values.
	 */
	bool asked;
	/* Set by the source: tables about other things have this header too. */
	bool is_common;
	const struct table_form *form; /* once its header was found */
	size_t width;                  /* of the header */
	/* Which column of the form a cell belongs to; -1: of none. */
	short column_of[TABLE_WIDTH];
	short first[TABLE_WIDTH];         /* cell of a form's column, -1 */
	const char *heading[TABLE_WIDTH]; /* as printed */
	bool html;                        /* the document begins as a page */
	size_t likely;     /* the line that has a form's names in one cell */
	const char *glued; /* that cell; NULL: none has */
	bool named; /* rows have names: those of the first are the header */
};

enum table_part {
	TABLE_ABOVE,   /* a row above the header */
	TABLE_HEADER,  /* the header itself, also when it is repeated */
	TABLE_BODY,    /* a row below it */
	TABLE_REFUSED, /* the document is refused, by reading_refuse() */
};

/*
 * Takes the next row. The forms end in NULL; the first that fits is taken.
 * A row of which at least half a form's names are known is its header, and
 * must be it wholly.
 */
enum table_part table_take(struct reading *, struct table *,
    const struct table_form *const *forms, const struct row *);

/* The text in a column, blanks around it cut; NULL if it is empty. */
const char *table_value(
    struct reading *, const struct table *, const struct row *, size_t column);

/*
 * Cells that are missing, or hold something behind the last column, are noted
 * as a fault: the row is broken. False if there are too many. To be asked of
 * each row: the last one says whether the table may have been cut off.
 */
bool table_is_whole(struct reading *, const struct table *, const struct row *);

/* Whether cells are missing; a sheet leaves out those behind the last value. */
bool table_is_short(const struct table *, const struct row *);

/* At a document's end: refuses one in which no header was found. */
void table_end(struct reading *, const struct table *);

#endif
