/* What every record must satisfy, whatever its source. */
#ifndef TRANSFORM_CHECK_H
#define TRANSFORM_CHECK_H

#include "transform/reading.h"

/*
 * Notes as faults what a notice contradicts itself in. Nothing is taken out:
 * what the tables could not hold is no value to those who read it.
 */
void check_notice(struct reading *, const struct notice *);

#endif
