/*
 * The lists a non-programmer may edit, config/reference/x.csv, read once at
 * the start: names of countries and contractors, rules for equipment.
 */
#ifndef TRANSFORM_REFERENCE_H
#define TRANSFORM_REFERENCE_H

#include <stdbool.h>

#include "package/record.h"
#include "transform/reference_equipment.h"

struct reference;
struct words;

/* NULL if a list cannot be read or contradicts itself, logged with the line. */
struct reference *reference_open(const char *folder);
void reference_close(struct reference *);

/*
 * The country, or party of another kind, with exactly this name key; NULL if
 * none.
 */
const struct country *
reference_country(const struct reference *, const char *key);

/*
 * The country by the adjective that a service of it is named with, "Egyptian" of
 * the Egyptian Navy, as it is written; NULL if none.
 */
const struct country *
reference_country_adjective(const struct reference *, const char *adjective);

/* The country of that ISO 3166 alpha-3 code; NULL if none. */
const struct country *
reference_country_coded(const struct reference *, const char *iso3);

/* The contractor with exactly this name key; NULL if none. */
const char *reference_contractor(const struct reference *, const char *key);

/*
 * Whether a sale to that country or organisation waits 15 days and not 30
 * (AECA, section 36(b)(1): NATO, its members, and the countries the law names;
 * each from the day in the list).
 */
bool reference_waits_15(
    const struct reference *, const struct country *, struct day);

/*
 * The category, or the family, by the rule that fits this part of a name, or
 * NULL. A rule does
 * not fit if the whole name has one of its exceptions.
 */
const char *reference_equipment(const struct reference *,
    const struct words *part, const struct words *whole, enum equipment_rule);

/* A digest of all that was read: it belongs to what a package was made with. */
const char *reference_digest(const struct reference *);

#endif
