/* To whom a contract is awarded, with their towns. */
#ifndef TRANSFORM_AWARDEES_H
#define TRANSFORM_AWARDEES_H

#include "transform/reading.h"

/*
 * Adds the companies of what stands before "is awarded" to a list: "Zeta Corp.,
 * Reno, Nevada (N00019-26-D-0001); and Omega LLC,* doing business as Om, Mesa,
 * Arizona". Region and town are as printed; an asterisk stays as the footnote,
 * "*". A company without a place is a fault.
 */
void awardees_read(
    struct reading *, const char *head, size_t line, struct awardee **list);

#endif
