/*
 * Plain text as the US Government Publishing Office sets it, line by line into
 * blocks; see text_format.
 */
#ifndef FORMAT_TEXT_H
#define FORMAT_TEXT_H

#include <stddef.h>

struct block_builder;
struct gpo_lines;

/* Gives its blocks to the builder, which is borrowed; the first line has that
 * number. */
struct gpo_lines *gpo_lines_new(struct block_builder *, size_t number);

/* Takes so many bytes of UTF-8, which need not end where a line does. */
void gpo_lines_add(struct gpo_lines *, const char *, size_t);

/* Ends the last line, which need not be terminated, and its block. */
void gpo_lines_end(struct gpo_lines *);

void gpo_lines_free(struct gpo_lines *); /* NULL does nothing */

#endif
