/* What a report draws, read back by libxml2. */
#ifndef TESTS_PICTURE_H
#define TESTS_PICTURE_H

#include <libxml/tree.h>
#include <libxml/xmlwriter.h>
#include <stdbool.h>
#include <stddef.h>

struct picture {
	xmlBufferPtr bytes;
	xmlTextWriterPtr writer; /* the picture is written to it */
	xmlDocPtr document;      /* NULL until picture_read() */
};

struct picture picture_new(void);
/* False if what was written is not well-formed. */
bool picture_read(struct picture *);
void picture_free(struct picture *);

/* How many elements have a class of that name among theirs. */
size_t picture_count(const struct picture *, const char *class_name);
/* The first of them after so many; NULL: there are fewer. */
xmlNodePtr picture_find(const struct picture *, const char *class_name, size_t);

/* How many elements an XPath finds; s: is SVG's namespace. */
size_t picture_count_path(const struct picture *, const char *xpath);

/*
 * What is wrong with it as such, or NULL: an id that is not unique or does not
 * begin with that, a colour or a style in an element, an address that would be
 * fetched, a name that aria-labelledby looks for and does not find, a number
 * that is none, a mark without a title.
 */
const char *picture_fault(const struct picture *, const char *id);

#endif
