/*
 * The rows of a statement from a cursor of the server, some at a time, in the
 * order of their first column: the key of the page that they stand on.
 */
#ifndef PUBLISH_REPORT_CURSOR_H
#define PUBLISH_REPORT_CURSOR_H

#include <libpq-fe.h>
#include <stdbool.h>

#include "base/outcome.h"

struct cursor;

/*
 * Declares it, in the present transaction. NULL on failure, logged: then the
 * outcome is set, to OUTCOME_LATER if the program was asked to stop.
 */
struct cursor *
cursor_open(PGconn *, const char *name, const char *query, enum outcome *);
void cursor_close(struct cursor *); /* NULL does nothing */

/* The columns; the first is the key. There are none behind a failure. */
int cursor_width(const struct cursor *);
const char *cursor_heading(const struct cursor *, int column);
bool cursor_is_number(const struct cursor *, int column);
bool cursor_is_day(const struct cursor *, int column);

/*
 * The next row, which lives until the following call. False behind the last,
 * or on failure: see cursor_outcome().
 */
bool cursor_next(struct cursor *);

/* The next row of that page; rows of pages before it are passed over. */
bool cursor_next_of(struct cursor *, const char *key);

/* A value of the present row; NULL where there is none. */
const char *cursor_value(const struct cursor *, int column);

enum outcome cursor_outcome(const struct cursor *);

#endif
