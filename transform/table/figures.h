/*
 * Figures of tables: numbers as spreadsheets write them, and what a table is
 * about where it does not say so itself.
 */
#ifndef TRANSFORM_TABLE_FIGURES_H
#define TRANSFORM_TABLE_FIGURES_H

#include "transform/reading.h"
#include "transform/table/years.h"

/* Of whom and of which years a table's rows are; begins zeroed. */
struct figures {
	struct text_list *partners;
	bool years[FISCAL_YEARS];
};

enum figure {
	FIGURE_NONE,          /* the cell is empty */
	FIGURE_GIVEN,         /* a number */
	FIGURE_NOT_AVAILABLE, /* "N/A" */
	FIGURE_UNREAD,        /* something else: a fault is noted */
};

/*
 * A number in a spreadsheet's formats: " 49,231,479 ", "$1,214,737.50 ",
 * "($12)"; in those for accounts a zero is " - ".
 */
enum figure figure_read(struct reading *, const char *field, size_t line,
    const char *, struct decimal *);

/*
 * The same of what cannot be below zero: counts, prices, values of goods. A
 * number in brackets is there more likely an uncertain one, or a note's.
 */
enum figure figure_read_unsigned(struct reading *, const char *field,
    size_t line, const char *, struct decimal *);

/* Notes that the table has a row of that year, and party if it has a name. */
void figures_note(
    struct reading *, struct figures *, const struct party *, int year);

/* The first and last year noted; 0 if none was. */
int figures_first(const struct figures *);
int figures_last(const struct figures *);

/*
 * What the edition is about: the fiscal years from the first to the last that
 * was noted. Where one between them is missing the rows are those of some
 * choice, and the edition is partial. Only the parties noted, if the table is
 * one of chosen countries; so too if it has a single one.
 */
void figures_scope(
    struct reading *, const struct figures *, bool chosen, struct edition *);

/*
 * Places an edition that neither the table nor the one who imported it dates:
 * behind the last day that it has figures or deals of, where it is newer than
 * no other edition with the same. That is a fault, since it may be wrong. A day
 * that is not given tells nothing, and does nothing.
 */
void figures_place(struct reading *, struct day newest, struct edition *);

#endif
