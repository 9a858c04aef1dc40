/* What a line of country.csv says, and what its lines must not contradict. */
#ifndef TRANSFORM_REFERENCE_COUNTRY_H
#define TRANSFORM_REFERENCE_COUNTRY_H

#include <stdbool.h>

struct arena;
struct country_codes;

enum country_column {
	COUNTRY_NAME,
	COUNTRY_ISO3,
	COUNTRY_ISO2,
	COUNTRY_KIND,
	COUNTRY_DSCA_CODE,
	COUNTRY_WAITS_15_DAYS,
	COUNTRY_WAITS_15_DAYS_SINCE,
	COUNTRY_REGION,
	COUNTRY_SUBREGION,
	COUNTRY_M49,
	COUNTRY_COW,
	COUNTRY_SUCCESSOR,
	COUNTRY_HOST,
};

/* Their names, ended by NULL. */
extern const char *const country_columns[];

/* Codes live in the arena; what finds them is freed by the other. */
struct country_codes *country_codes_new(struct arena *);
void country_codes_free(struct country_codes *);

/* Notes the codes of a line. False if the line makes no sense, logged. */
bool country_codes_add(
    struct country_codes *, const char *const *values, const char *where);

/*
 * Whether each successor and host is the code of a line, before or behind.
 * False otherwise, each logged with its line.
 */
bool country_codes_are_known(const struct country_codes *);

/* Whether a line has that code. */
bool country_codes_has(const struct country_codes *, const char *iso3);

#endif
