/* For formats of running text: gathers characters into blocks, and blocks of
 * lines into paragraphs. */
#ifndef FORMAT_BLOCKS_H
#define FORMAT_BLOCKS_H

#include "base/text.h"
#include "format/format.h"

/* A block under construction. */
struct block_builder {
	row_taker *take;
	void *context;
	struct text text;
	const char *region; /* of a page: where the text stands, or NULL */
	size_t line;        /* where the text began */
	bool stopped;       /* a row was refused */
};

/* Adds text, white space folded, that begins on that line. */
void block_add(struct block_builder *, const char *, size_t, size_t line);

/* Ends a cell of a line of a table, with a tab. */
void block_cell(struct block_builder *, size_t line);

/* Gives what was gathered as a row, if there is anything, and forgets it. */
void block_end(struct block_builder *, const char *element);

/* Gives a row without text. */
void block_mark(struct block_builder *, const char *element, size_t line);

void block_free(struct block_builder *);

#endif
