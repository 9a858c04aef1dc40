/*
 * What the figures of a document are about: each series once, though a table of
 * a million figures repeats its names in every row.
 */
#ifndef PACKAGE_SERIES_H
#define PACKAGE_SERIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <xxhash.h>

#include "package/record.h"

/* A length of time: in whole months, else in days; neither if not given. */
struct duration {
	int months;
	int days;
};

/* How long the period of a figure is. */
struct duration series_duration(const struct observation *);

struct series_list;
struct text;

struct series_list *series_list_new(void);
void series_list_free(struct series_list *); /* NULL does nothing */

/* Begins a document: it has no series yet. */
void series_list_begin(struct series_list *);

/*
 * The number of the series with that hash, from 1 within the document; is_new:
 * it had none like it. Memory is bounded: of a document with very many series
 * one may be listed twice.
 */
size_t series_list_number(struct series_list *, XXH128_hash_t, bool *is_new);

/*
 * Adds rows as they are in a package, with so much more as the number that
 * stands behind so many commas: a document does not know how many series there
 * are before its own.
 */
void series_renumber(struct text *to, const char *rows, size_t length,
    size_t commas, uint64_t more);

#endif
