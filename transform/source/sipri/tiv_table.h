/*
 * A table of SIPRI's trend-indicator values as it was printed, and whose
 * deliveries it counts: its title, its header or its last row tell.
 */
#ifndef TRANSFORM_SOURCE_SIPRI_TIV_TABLE_H
#define TRANSFORM_SOURCE_SIPRI_TIV_TABLE_H

#include "transform/source/sipri/tiv_header.h"

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
	enum tiv_rows rows; /* by tiv_table_judge() */
	/* The party on one side of all rows, if it is the same. */
	struct party supplier;
	struct party recipient;
	struct text_list *names; /* of a list of the largest */
};

/*
 * Finds out whose deliveries the table counts and what its rows are, once all
 * rows are there. False if that is not told, or not plausible: then the
 * document is refused.
 */
bool tiv_table_judge(struct reading *, struct tiv_table *);

#endif
