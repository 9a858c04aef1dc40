/*
 * Whether the figures of a table of trend-indicator values add up: a row's
 * years to its sums of years, the rows to that of the total. Each is rounded
 * by itself, so a sum may be off by a half for each of its parts.
 */
#ifndef TRANSFORM_SOURCE_SIPRI_TIV_SUMS_H
#define TRANSFORM_SOURCE_SIPRI_TIV_SUMS_H

#include "transform/source/sipri/tiv_table.h"

/* What does not add up is a fault: which of the cells is wrong, none tells. */
void tiv_check_row(
    struct reading *, const struct tiv_table *, const struct tiv_row *);

/* Of a table that ends in the total of its rows; one fault for all columns. */
void tiv_check_total(struct reading *, const struct tiv_table *);

#endif
