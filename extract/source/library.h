/*
 * DSCA's library of its announcements: a listing in pages, of links to PDF
 * files at media.defense.gov.
 */
#ifndef EXTRACT_SOURCE_LIBRARY_H
#define EXTRACT_SOURCE_LIBRARY_H

#include <stdbool.h>

/* Whether an address, or a link as a page has it, leads to a PDF file. */
bool library_is_file(const char *address);

#endif
