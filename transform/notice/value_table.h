/* The table of item (ii) of a transmittal: MDE, other, total. */
#ifndef TRANSFORM_NOTICE_VALUE_TABLE_H
#define TRANSFORM_NOTICE_VALUE_TABLE_H

#include "transform/reading.h"

/*
 * Reads the rows, however they are printed: with dotted leaders (a tab stands
 * for one), with a colon, labels and values in turn or one after the other,
 * the dollar sign only on the first. Rows that are neither MDE nor total add
 * up to other. What cannot be read is a fault.
 */
void value_table_read(
    struct reading *, const char *text, size_t line, struct notice *);

#endif
