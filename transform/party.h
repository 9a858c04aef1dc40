/* Who supplies, receives or reports, in the tables of statistics. */
#ifndef TRANSFORM_PARTY_H
#define TRANSFORM_PARTY_H

#include "transform/reading.h"

/*
 * The party of that printed name, which is kept as it is; it lives as long as
 * the text given. A name that is not known is a fault "country". The role is
 * said in it: "supplier". NULL is a fault, too: who has no name is nobody.
 */
struct party
party_read(struct reading *, const char *role, size_t line, const char *name);

/* The same where a code of SIPRI's stands beside it: see party_find_coded(). */
struct party party_read_coded(struct reading *, const char *role, size_t line,
    const char *code, const char *name);

#endif
