/*
 * A JSON answer that a crawl reads itself, as plain fields: those of its
 * object ("outer.inner" for those of an object within it), and those of the
 * objects in one array of it, its rows. Longer texts than ANSWER_TEXT_MOST are
 * as if they were missing.
 */
#ifndef EXTRACT_ANSWER_H
#define EXTRACT_ANSWER_H

#include <stdbool.h>
#include <stddef.h>

#include "archive/document.h"
#include "extract/reader.h"

#define ANSWER_TEXT_MOST 4096

struct answer;

/* In the worker: gives its fields; the rows' array is the member named so, or
 * NULL for none. */
void
answer_read(const struct document *, const void *rows, struct reader_out *);

/* What takes them, and is then the answer. For answer_free(). */
struct answer *answer_new(void);
void answer_take(void *answer, const struct row *);
void answer_free(struct answer *); /* accepts NULL */

/*
 * A field of the object that is text; NULL if it is missing or something else,
 * or the answer is NULL. It lives as long as the answer.
 */
const char *answer_text(const struct answer *, const char *name);

/* A field of the object that is a whole number, 0 or more. False if not. */
bool answer_count(const struct answer *, const char *name, size_t *count);

size_t answer_rows(const struct answer *);

/* As answer_text(), of a row from 0. */
const char *
answer_row_text(const struct answer *, size_t row, const char *name);

#endif
