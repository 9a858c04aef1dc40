/*
 * The search of federalregister.gov (its server's source is on GitHub as
 * usnationalarchives/federalregister-api-core), which several sources crawl.
 */
#ifndef EXTRACT_SOURCE_REGISTER_SEARCH_H
#define EXTRACT_SOURCE_REGISTER_SEARCH_H

#include "extract/crawl.h"

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

/*
 * Lists what the search gives of the crawl's window, and fetches what is ours
 * and not in the archive; of a list that is not whole nothing.
 */
void register_crawl(struct crawl *, const struct register_search *);

#endif
