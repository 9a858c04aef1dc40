/* Articles of a list that no number counts, as "a command post". */
#ifndef TRANSFORM_PROSE_UNCOUNTED_H
#define TRANSFORM_PROSE_UNCOUNTED_H

#include "transform/reading.h"

/*
 * A fault of each such article behind a counted one: up to the next that is
 * counted, or NULL for the end of the text. There a comma may as well begin
 * what is said of an article, so that only those between semicolons are told.
 */
void uncounted_tell(struct reading *, size_t line, const char *from,
    const char *to, bool by_semicolons);

#endif
