/*
 * A key that a publisher wants to see in each request and that must not be
 * kept: it is taken out of everything that goes into an archive or a log. It
 * is given as it stands in an address: "key=0123456789abcdef".
 */
#ifndef EXTRACT_SECRET_H
#define EXTRACT_SECRET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/text.h"

/* Its value is looked for wherever it may stand, so it is not short. */
#define SECRET_MIN 8

/* Whether it can be a key: long enough, and the same in every coding. */
bool secret_is(const char *value);

/* The address with the secret as its last parameter. */
void secret_add(struct text *address, const char *secret);

/*
 * Takes the parameter out of a head or an address; its value where it stands
 * alone becomes asterisks.
 */
void secret_strip(struct text *, const char *secret);

/* Makes asterisks of its value, in a string and in a file. */
void secret_mask(char *, const char *secret);
bool secret_mask_file(FILE *, const char *secret); /* errno says why not */

#endif
