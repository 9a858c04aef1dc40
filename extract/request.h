/*
 * One polite request, the only place where one happens: in its turn at the
 * host (throttle.h), archived whatever came, and retried with pauses when
 * another try may mend it (retry.h).
 */
#ifndef EXTRACT_REQUEST_H
#define EXTRACT_REQUEST_H

#include "extract/extractor.h"
#include "extract/failure.h"

/* What the requests of one crawl share. */
struct request_context {
	const struct extract_settings *settings;
	struct archive *archive;
	struct fetcher *fetcher;
	struct failures *failures;
	struct reader *reader;
};

/*
 * Asks an address, as often as it takes: what came in the end, whatever its
 * status; only the last try counts. NULL if nothing whole came: logged, and
 * noted, unless the crawl was stopped. The deadline is filled in.
 */
const struct capture *
request_send(const struct request_context *, struct fetch_request *);

#endif
