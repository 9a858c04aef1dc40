/* The files that a page or a list names, each with what names it. */
#ifndef TRANSFORM_SOURCE_DSCA_LIBRARY_FILES_H
#define TRANSFORM_SOURCE_DSCA_LIBRARY_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "transform/reading.h"

struct arena;
struct map;

struct library_file {
	const char *url;
	const char *name; /* as printed, in one line; "" if only the url does */
	size_t line;
	struct library_file *next;
};

/* Begins zeroed; its own to free. */
struct library_files {
	struct arena *arena;
	struct library_file *first;
	struct library_file **end;
	struct map *by_url; /* the last one of an address */
};

/*
 * Adds a link on that page, unless it is there. A file may be linked to twice,
 * by a picture and by its name: the link that holds a number names it. Two
 * names with numbers are two names.
 */
void library_files_add(struct library_files *, const char *page,
    const char *href, const char *name, size_t line);

/* The same of a row of html_format, if it is a link to a PDF file. */
void library_files_take(
    struct reading *, struct library_files *, const struct row *);

/* Gives each file as a publication, of what its name says. */
void library_files_give(struct reading *, struct library_files *);

void library_files_free(struct library_files *);

/*
 * An address as a page has it, with raw blanks, in its one form. A query, as
 * "?ver=7", leads to the same file.
 */
const char *
library_file_address(struct arena *, const char *href, const char *page);

/* What the file at an address is called. */
const char *library_own_name(struct arena *, const char *url);

/* Whether a name in a file's name is one we know; NULL is none. */
bool library_knows_purchaser(const struct reading *, const char *purchaser);

/* Whether a name holds the number of a notification. */
bool library_has_number(const char *name);

#endif
