#include "extract/revisit.h"

#include <string.h>
#include <time.h>

#include "base/time.h"

/*
 * A listing of which some pages are older than others may have lost an entry
 * between them; and the file that an answer promises does not lie there for
 * ever. So what is no document itself is stale after a day.
 */
#define LISTING_SECONDS 86400

bool
revisit_is_due(const char *published, const char *answered, const char *today,
    unsigned lag_days)
{
	const unsigned ages[] = { lag_days / 8, lag_days / 2, lag_days };

	for (size_t i = 0; i < sizeof(ages) / sizeof(ages[0]); i++) {
		char day[DAY_TEXT_SIZE];

		memcpy(day, published, sizeof(day));
		day_text_add(day, (int)ages[i]);
		if (strncmp(answered, day, 10) < 0 && strcmp(day, today) <= 0)
			return true;
	}
	return false;
}

bool
revisit_is_early(const struct archive *archive, const char *url,
    const char *published, const char *today, unsigned lag_days)
{
	const struct capture *answer = archive_answer(archive, url, 0);

	return *published != '\0' && answer != NULL &&
	    !revisit_is_due(published, answer->fetched_at, today, lag_days);
}

static bool
revisit_is_stale(const struct capture *capture)
{
	time_t at;

	return !timestamp_read(capture->fetched_at, &at) ||
	    time(NULL) - at > LISTING_SECONDS;
}

const struct capture *
revisit_answer(const struct archive *archive, const struct revisit_scope *scope,
    bool is_records, const char *url, const struct capture *known)
{
	size_t from = is_records || scope->listings_from < scope->records_from
	    ? scope->records_from
	    : scope->listings_from;
	const struct capture *answer =
	    scope->resumes ? archive_answer(archive, url, from) : NULL;

	if (answer == NULL || (answer->status == 304 && known == NULL))
		return NULL;
	if (answer->status == 200 && answer != known)
		return NULL; /* it was not what was expected */
	return !is_records && revisit_is_stale(answer) ? NULL : answer;
}
