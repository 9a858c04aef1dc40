/* The lists of groups of countries: who belongs to which, and when. */
#ifndef TRANSFORM_REFERENCE_GROUP_H
#define TRANSFORM_REFERENCE_GROUP_H

#include "transform/reference_csv.h"

struct arena;
struct country_codes;
struct country_groups;

/* Memberships live in the arena; what finds them is freed by the other. */
struct country_groups *
country_groups_new(struct arena *, const struct country_codes *);
void country_groups_free(struct country_groups *);

/* Columns of the lists, ended by NULL, and what takes a line of each. */
extern const char *const group_name_columns[];
extern const char *const group_columns[];
reference_taker group_take_name;
reference_taker group_take_member;

#endif
