/*
 * The text of a cell. White space in it includes no-break spaces and others
 * that tables on pages and in spreadsheets have, seen or not.
 */
#ifndef TRANSFORM_TABLE_CELL_H
#define TRANSFORM_TABLE_CELL_H

#include <stdbool.h>

struct arena;

/* Whether nothing but white space stands in a cell; NULL is an empty one. */
bool cell_is_blank(const char *);

/* The text behind its leading white space. */
const char *cell_skip_blanks(const char *);

/*
 * The text without the white space around it, in the arena if it has to be
 * cut at the end; NULL if nothing is left, or if there was none.
 */
const char *cell_trim(struct arena *, const char *);

/* Whether two texts are the same but for case and white space. */
bool cell_is_same(const char *, const char *);

#endif
