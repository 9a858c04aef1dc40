/*
 * SIPRI's tables of deliveries to whole regions, from all suppliers together
 * or from each: "Regional transfers" of its site, since 2024.
 */
#ifndef TRANSFORM_SOURCE_SIPRI_TIV_REGIONS_H
#define TRANSFORM_SOURCE_SIPRI_TIV_REGIONS_H

#include "transform/source/sipri/tiv_table.h"

/* Gives the figures of a table with one of their headers, and its edition. */
void tiv_regions_give(struct reading *, struct tiv_table *);

#endif
