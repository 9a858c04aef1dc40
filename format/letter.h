/* Letters with marks, by name. */
#ifndef FORMAT_LETTER_H
#define FORMAT_LETTER_H

#include <stddef.h>

#define LETTER_MAX 8

/*
 * The letter of that name in UTF-8, and how long it is: "uuml", "Lstrok",
 * "szlig" as in ISO 8879's Latin 1 and Latin 2 sets, which GPO uses. 0 if the
 * name is none.
 */
size_t letter_named(const char *name, char out[LETTER_MAX]);

#endif
