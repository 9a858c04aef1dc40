/*
 * What two sources share that are published in the Federal Register: the
 * search of federalregister.gov (its server's source is on GitHub as
 * usnationalarchives/federalregister-api-core), its addresses and its texts.
 */
#ifndef EXTRACT_SOURCE_REGISTER_H
#define EXTRACT_SOURCE_REGISTER_H

#include "extract/crawl.h"

#define FEDERAL_REGISTER_BASE "https://www.federalregister.gov"

/* Which documents of the Register a source is about. */
struct register_search {
	/* Conditions of the search; NULL for none. */
	const char *term;   /* the search is fuzzy and gives others too */
	const char *agency; /* the agency's slug */
	const char *const
	    *types;            /* of documents; NULL at the end of the list */
	const char *cfr_title; /* of the Code of Federal Regulations */
	const char *cfr_parts; /* "120-130" */
	/*
	 * Parts of titles, in any case, one of which ours must hold; NULL if
	 * all are ours.
	 */
	const char *const *titles;
	/* "text" or "xml"; or "json", what the interface says of a document. */
	const char *rendition;
};

extern const char *const register_notices[]; /* types: notices only */

void register_crawl(struct crawl *, const struct register_search *);
enum address_kind register_kind(const char *url);
bool register_recognises(const struct document *);
bool register_address(const struct document *, struct text *url);
const struct format *register_format(const struct document *);

/* The blocks of the Register's XML (GPO's FR-XML User Guide). */
extern const char *const register_inline[];
extern const char *const register_cells[];
extern const char *const register_units[];
#define REGISTER_SHAPE                              \
	{                                           \
		.inline_elements = register_inline, \
		.cell_elements = register_cells,    \
		.unit_elements = register_units,    \
	}

#endif
