/* What a figure of the World Bank is about: its indicator, and whose it is. */
#ifndef TRANSFORM_SOURCE_WORLD_BANK_BANK_SERIES_H
#define TRANSFORM_SOURCE_WORLD_BANK_BANK_SERIES_H

#include "transform/reading.h"

struct bank_indicator {
	const char *code;
	const char *name; /* ours */
	const char *unit;
};

/* By its code; NULL if it is none of those that are read, or NULL is asked. */
const struct bank_indicator *bank_find_indicator(const char *code);

/* The one whose code stands somewhere in a text, as in a file's name; or NULL.
 */
const struct bank_indicator *bank_indicator_within(const char *text);

/*
 * The indicator's name as the first row printed it, which is kept in `first`;
 * a row that prints another has a fault.
 */
const char *bank_printed_name(
    struct reading *, size_t line, const char **first, const char *printed);

/* Its name, unit and code; and its name as printed, or NULL. */
void bank_describe(
    const struct bank_indicator *, const char *printed, struct observation *);

/*
 * Recognises the document and begins its edition, a partial one of dataset
 * world-bank with that indicator under our name. What it adds lives as long as
 * the document.
 */
void bank_begin_edition(
    struct reading *, const struct bank_indicator *, struct edition *);

/* Whether it is a country or a territory, and no group or organisation. */
bool bank_is_state(const struct country *);

/*
 * A country by its code of three letters; where that is empty, or not of ISO
 * 3166, by its name. All others are groups of countries, which the World Bank
 * gives codes of its own, or none: nobody's own figures. The code
 * may be NULL. False, noted, if it is no code at all. The name must stay.
 */
bool bank_find_reporter(struct reading *, size_t line, const char *code,
    const char *name, struct observation *);

#endif
