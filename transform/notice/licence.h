/*
 * Letters to Congress on proposed export licences, AECA sections 36(c) and
 * 36(d): what begins and ends one is its words, wherever it is printed.
 */
#ifndef TRANSFORM_NOTICE_LICENCE_H
#define TRANSFORM_NOTICE_LICENCE_H

#include "transform/notice/unit.h"

/*
 * Gives a record for each letter in the text, which must be terminated (see
 * unit_text()); the notice is copied for each. How many there were.
 */
size_t
licences_read(struct reading *, const struct unit *, const struct notice *);

/* Whether there is a letter in a text of blocks. */
bool licence_is_letter(const char *text);

/* The first number of a licence in a text, in our form; NULL if none. */
const char *licence_number(struct arena *, const char *text);

#endif
