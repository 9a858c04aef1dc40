/* Pages that say we are not wanted, whatever their status. */
#ifndef EXTRACT_DENIAL_H
#define EXTRACT_DENIAL_H

#include <stdbool.h>

#include "archive/document.h"

/*
 * Whether it is a page whose title refuses us, or wants to know whether we are
 * human. Looks at the head of the content, and takes nothing of it.
 */
bool denial_is(const struct document *);

#endif
