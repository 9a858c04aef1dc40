/* What a source's crawl is written in: addresses in, captures out. */
#ifndef EXTRACT_CRAWL_H
#define EXTRACT_CRAWL_H

#include <jansson.h>

#include "extract/extract.h"

struct crawl {
	const struct extract_settings *settings;
	const struct extractor *extractor;
	const char *base; /* without a final slash */
	struct archive *archive;
	struct fetcher *fetcher;
	struct window window; /* both days filled in */
	enum outcome outcome; /* the worst so far */
	struct extract_counts counts;
};

/*
 * What stands at an address now: asked conditionally if the archive has it,
 * every answer goes into the archive, redirects are followed on the same host.
 * NULL if there is no whole answer, or one that the extractor does not
 * recognise (of HTML: we are blocked): logged, and noted in the crawl.
 */
const struct capture *
crawl_renew(struct crawl *, const char *url, const char *accept);

/* The same of what its source must judge: a listing of documents. */
const struct capture *
crawl_get(struct crawl *, const char *url, const char *accept);

/* As crawl_renew(), but nothing is asked when the archive has the document. */
void crawl_keep(struct crawl *, const char *url, const char *accept);

/*
 * What stands there now as JSON, parsed. A page of HTML in its place means
 * that we are blocked. The caller gives it to json_decref().
 */
json_t *crawl_json(struct crawl *, const char *url);

/* Logs what the publisher did wrong, and notes it. */
void crawl_incomplete(struct crawl *, const char *, ...)
    __attribute__((format(printf, 2, 3)));

#endif
