/*
 * The letter that forwards a transmittal under AECA section 36(b) to Congress:
 * which number, to whom, what for, for how much.
 */
#ifndef TRANSFORM_NOTICE_LETTER_H
#define TRANSFORM_NOTICE_LETTER_H

#include "transform/pattern.h"
#include "transform/reading.h"

/* The number that a letter says it forwards, in the first group. */
extern COMPILED struct pattern letter_number;

/*
 * The paragraph of a letter in a text of blocks that says what it forwards, as
 * a copy in the arena, and where it stands; NULL if there is none.
 */
const char *letter_find(struct arena *, const char *text, const char **at);

/*
 * What that paragraph says of a notification of which nothing else is printed;
 * its number and authority are in the notice.
 */
void
letter_read(struct reading *, const char *letter, size_t line, struct notice *);

/* To whom the letter says that the sale is; changes nothing if it does not. */
void letter_read_purchaser(
    struct reading *, const char *letter, size_t line, struct notice *);

/* The countries to which it says that; a name in their list that is none is a
 * fault. */
const struct purchaser *
letter_purchasers(struct reading *, const char *letter, size_t line);

/* The certification that the letter of a report says it enhances, or NULL. */
const char *letter_amends(struct reading *, const char *letter);

/*
 * The next number, behind its first, of a letter that forwards several; NULL if
 * there is none. One that is no number of a transmittal is a fault. The cursor
 * is NULL before the first call; the number is in the unit's arena. It may end a
 * range: of "19-10 through 19-12" those between are not given.
 */
const char *letter_other_number(struct reading *, const char *letter,
    size_t line, const char **cursor, bool *ends_range);

#endif
