/* What crawl.c and crawl_json.c share. */
#ifndef EXTRACT_CRAWL_INTERNAL_H
#define EXTRACT_CRAWL_INTERNAL_H

#include "extract/crawl.h"

/* What a document may be; it may read the content to its end. */
typedef bool expectation(const struct document *);

/* What stands at that address now, if it is what was expected there. */
const struct capture *crawl_expected(
    struct crawl *, const char *url, const char *accept, expectation *);

/*
 * The answer an address has given since the backfill began, if it still holds;
 * known is the document that the archive has from there, or NULL.
 */
const struct capture *crawl_remembered(
    const struct crawl *, const char *url, const struct capture *known);

/* Whether it begins as a page does. */
bool crawl_is_html(const struct document *);

#endif
