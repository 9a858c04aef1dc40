/*
 * Lists of codes that publishers give beside their tables: the countries of
 * Schedule C, the end uses of exports, the payers of contracts.
 */
#ifndef TRANSFORM_TABLE_CODE_LIST_H
#define TRANSFORM_TABLE_CODE_LIST_H

#include "transform/reading.h"

/* Begins zeroed. */
struct code_list {
	enum { CODE_LIST_UNDECIDED, CODE_LIST_NONE, CODE_LIST_READ } state;
	const struct code_list_form *form; /* NULL for that of end uses */
	struct text_list *codes;           /* those given */
};

/*
 * Whether the document is a list of codes, as its first row tells; then the
 * row is taken, and if it is not above the list, given.
 */
bool code_list_row(struct reading *, struct code_list *, const struct row *);

#endif
