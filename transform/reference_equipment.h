/* The rules of config/reference by which equipment has a category. */
#ifndef TRANSFORM_REFERENCE_EQUIPMENT_H
#define TRANSFORM_REFERENCE_EQUIPMENT_H

#include "transform/normalise/normalise.h"
#include "transform/reference_csv.h"

struct arena;
struct equipment_rules;

/* How a rule for equipment may match. */
enum equipment_rule {
	EQUIPMENT_LAST,     /* the words that stand last win */
	EQUIPMENT_ANYWHERE, /* a rule marked so, wherever its words stand */
	EQUIPMENT_ALONE,    /* a rule marked so that is all of the part */
	EQUIPMENT_ELSE,     /* a rule that holds where no other does */
	EQUIPMENT_FAMILY,   /* of families: the words that stand last win */
};

/* Rules live in the arena; what finds them is freed by the other. */
struct equipment_rules *equipment_rules_new(struct arena *);
void equipment_rules_free(struct equipment_rules *);

/* Columns of the lists, ended by NULL, and what takes a line of each. */
extern const char *const equipment_category_columns[];
extern const char *const equipment_columns[];
extern const char *const equipment_family_columns[];
reference_taker equipment_take_category;
reference_taker equipment_take_rule;
reference_taker equipment_take_family;

/* See reference_equipment(). */
const char *equipment_rules_find(const struct equipment_rules *,
    const struct words *part, const struct words *whole, enum equipment_rule);

#endif
