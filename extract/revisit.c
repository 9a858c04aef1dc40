#include "extract/revisit.h"

#include <stddef.h>
#include <string.h>

#include "base/time.h"
#include "extract/crawl_internal.h"

bool
again_is_due(const char *published, const char *answered, const char *today,
    unsigned lag_days)
{
	const unsigned ages[] = { lag_days / 8, lag_days / 2, lag_days };

	for (size_t i = 0; i < sizeof(ages) / sizeof(ages[0]); i++) {
		char day[11];

		memcpy(day, published, sizeof(day));
		day_text_add(day, (int)ages[i]);
		if (strncmp(answered, day, 10) < 0 && strcmp(day, today) <= 0)
			return true;
	}
	return false;
}

/* A page that blocks us is an answer, too, and not what stands there. */
bool
crawl_is_fresh(struct crawl *c, const char *url, const char *published)
{
	const struct capture *answer = archive_answer(c->archive, url, 0);

	return c->live && *published != '\0' && answer != NULL &&
	    !again_is_due(published, answer->fetched_at, c->window.until,
		c->settings->lag_days) &&
	    crawl_known(c, url, c->extractor->documents.recognises) != NULL;
}
