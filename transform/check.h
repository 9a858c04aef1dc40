/* What every record must satisfy, whatever its source. */
#ifndef TRANSFORM_CHECK_H
#define TRANSFORM_CHECK_H

#include "transform/reading.h"

/*
 * Notes as faults what a notice contradicts itself in, and takes out what the
 * tables could not hold.
 */
void check_notice(struct reading *, struct notice *);

#endif
