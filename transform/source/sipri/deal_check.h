/*
 * Whether the cells of a row of a register agree: what SIPRI leaves empty in
 * no row must be there, and a value of several articles is that of one, times
 * their number.
 */
#ifndef TRANSFORM_SOURCE_SIPRI_DEAL_CHECK_H
#define TRANSFORM_SOURCE_SIPRI_DEAL_CHECK_H

#include "transform/reading.h"
#include "transform/table/table.h"

/* What does not agree is a fault: which of the cells is wrong, none tells. */
void deal_check(
    struct reading *, const struct table_form *, const struct transfer *);

#endif
