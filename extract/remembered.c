/* What an address has said since a backfill began. */
#include <string.h>
#include <time.h>

#include "base/time.h"
#include "extract/crawl_internal.h"

/*
 * A listing of which some pages are older than others may have lost an entry
 * between them; and the file that an answer promises does not lie there for
 * ever. So what is no document itself is asked again after a day.
 */
#define LISTING_SECONDS 86400

static bool
is_old(const struct capture *capture)
{
	time_t at;

	return !timestamp_read(capture->fetched_at, &at) ||
	    time(NULL) - at > LISTING_SECONDS;
}

const struct capture *
crawl_remembered(
    const struct crawl *c, const char *url, const struct capture *known)
{
	bool records = c->extractor->documents.kind(url) == ADDRESS_RECORDS;
	size_t from = records || c->listings_from < c->resumes_from
	    ? c->resumes_from
	    : c->listings_from;
	const struct capture *answer =
	    c->resumes ? archive_answer(c->archive, url, from) : NULL;

	if (answer == NULL || (answer->status == 304 && known == NULL))
		return NULL;
	if (answer->status == 200 && answer != known)
		return NULL; /* it was not what was expected */
	return !records && is_old(answer) ? NULL : answer;
}
