/* The paragraphs of a page of announcements, and what the page tells of them.
 */
#ifndef TRANSFORM_CONTRACTS_PAGE_H
#define TRANSFORM_CONTRACTS_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "transform/reading.h"

enum contracts_block {
	CONTRACTS_PARAGRAPH,
	CONTRACTS_DEPARTMENT, /* a heading: "AIR FORCE" */
	CONTRACTS_FOOTNOTE,   /* "*Small business" */
	CONTRACTS_LABEL,      /* "CORRECTION", of the next paragraph */
	CONTRACTS_NOTHING,    /* what the site puts around */
};

/* What kind of block a text is. */
enum contracts_block contracts_block_kind(const char *text);

/* Whether a text says that nothing was awarded. */
bool contracts_says_none(const char *text);

/* Whether a heading is of a service or an agency, not of a part of the site. */
bool contracts_is_department(const char *heading);

/*
 * Whether a text goes on in the paragraph before: "(Awarded Sept. 29, 2025)",
 * but not an award to a company whose name begins in lower case.
 */
bool contracts_block_continues(const char *text);

/* A heading in the case of a name: "Defense Logistics Agency". */
const char *contracts_department(struct arena *, const char *heading);

/* Without what the site glues to the last paragraph. */
const char *contracts_without_site(struct arena *, const char *text);

/*
 * The last day that a title names: "Contracts For Sept. 30, 2025", "March 9-10,
 * 2019". False if it names none.
 */
bool contracts_title_day(struct reading *, const char *title, struct day *);

/* Whether a title is one of these pages. */
bool contracts_is_title(const char *title);

/*
 * By what a page is known, whatever its host: the number of its article, or the
 * name of the file that it was imported from.
 */
const char *contracts_article(struct arena *, const char *url);

#endif
