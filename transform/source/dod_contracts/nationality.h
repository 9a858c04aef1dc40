/* Countries by the adjective that a service of theirs is named with. */
#ifndef TRANSFORM_NATIONALITY_H
#define TRANSFORM_NATIONALITY_H

#include <stdbool.h>

#include "transform/reference.h"

/* "Egyptian": Egypt. False if the word is no such adjective. */
bool nationality_read(
    const struct reference *, const char *adjective, struct country *);

#endif
