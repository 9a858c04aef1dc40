/*
 * The tables of SIPRI's trend-indicator values: what their headers, titles and
 * total rows say.
 */
#ifndef TRANSFORM_SOURCE_SIPRI_TIV_HEADER_H
#define TRANSFORM_SOURCE_SIPRI_TIV_HEADER_H

#include "transform/reading.h"
#include "transform/table/table.h"

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

/* Whether its rows are the largest only, with their ranks. */
bool tiv_is_ranked(const struct table *);

/* Whose deliveries a table counts. */
struct tiv_about {
	bool told;
	bool imports;          /* of recipients; else exports of suppliers */
	const char *supplier;  /* the only one, as printed; NULL: all */
	const char *recipient; /* likewise */
	struct day since;      /* not given if no years are named */
	struct day until;
};

/* "TIV of arms exports from Spain, 1950-2021", "... to all, ...". */
bool tiv_title_read(struct arena *, const char *line, struct tiv_about *);

/* "Total": a row that sums up others. */
bool tiv_is_total(const char *name);

/* "Total imports from China", "Total world export". */
bool tiv_total_read(struct arena *, const char *name, struct tiv_about *);

/*
 * SIPRI's category of armaments of that name, spelled as it is today; NULL if
 * it is none.
 */
const char *tiv_category(const char *name);

/* A table that was read to its end. */

/* What its rows are. */
enum tiv_rows {
	TIV_SUPPLIERS,
	TIV_RECIPIENTS,
	TIV_CATEGORIES,
};

struct tiv_row {
	struct row row;
	const char *name;
	bool is_total;
	struct tiv_row *next;
};

struct tiv_table {
	struct table table;
	struct tiv_header header;
	struct tiv_about about; /* as its title tells */
	struct edition edition; /* when it was made */
	struct tiv_row *first;  /* there is one */
	struct tiv_row *last;
	enum tiv_rows rows; /* the rest is for tiv_give() */
	/* Who the one side of all rows is, if it is one. */
	struct party supplier;
	struct party recipient;
	struct text_list *names; /* of a list of the largest */
};

/* Gives its figures, or refuses the document. */
void tiv_give(struct reading *, struct tiv_table *);

#endif
