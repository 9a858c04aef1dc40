/*
 * A JSON answer that a crawl reads itself, as plain fields: those of its
 * object, and those of the objects in one array of it, its rows.
 */
#ifndef EXTRACT_ANSWER_H
#define EXTRACT_ANSWER_H

#include <stdbool.h>
#include <stddef.h>

#include "archive/document.h"
#include "format/json_tree.h"

struct answer;

/*
 * Reads a document to its end. The array of the rows is the member of that
 * name; NULL for none. NULL if the document is not JSON, and why.
 */
struct answer *
answer_read(const struct document *, const char *rows, char why[JSON_WHY]);
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
