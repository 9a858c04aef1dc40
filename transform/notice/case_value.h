/*
 * What a report under section 36(b)(5) says of the value of a case: what it
 * was, what is added, and what it then amounts to.
 */
#ifndef TRANSFORM_NOTICE_CASE_VALUE_H
#define TRANSFORM_NOTICE_CASE_VALUE_H

#include "transform/reading.h"

/*
 * Reads total, major defense equipment and the rest, and what is added to each,
 * by the sentences of a report. The history tells of the case up to now, from
 * the first notification on; the change, what this report notifies. What the
 * change does not state itself, it has by what it adds to what the history
 * came to; what it does not say it adds, by the difference.
 *
 * A sum of money in either that is no value of the case, nor the cost of some
 * of its articles, is a fault; so is a value that is stated twice and differs,
 * which is then not given, and one that is not the sum of what was and what is
 * added. The texts may be empty; the line is that on which they begin.
 */
void case_value_read(struct reading *, const char *history, const char *change,
    size_t line, struct notice *);

#endif
