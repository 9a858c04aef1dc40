/* A number in prose, or a range of them. */
#ifndef TRANSFORM_PROSE_RANGE_H
#define TRANSFORM_PROSE_RANGE_H

#include <stddef.h>

#include "package/record.h"

/*
 * The number at the start of a text, and how long it is there, as
 * quantity_read() has it; also one that is a range: "30-36", "between six and
 * eight"; or joined to a name: "60-GBU-38".
 */
size_t range_read(const char *, struct quantity *);

#endif
