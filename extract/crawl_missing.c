/* Documents that a listing names and that are not there: asked again later. */
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/time.h"
#include "extract/crawl_internal.h"
#include "extract/missing.h"

void
crawl_begin(struct crawl *c)
{
	struct arena *arena = arena_new();

	day_text_today(c->today);
	c->missing =
	    missing_read(extract_worklists(c->settings, c->extractor, arena));
	arena_free(arena);
}

/* Who fills in a past window asks for everything in it. */
static bool
is_put_off(struct crawl *c, const char *url)
{
	struct missing_one *one = missing_find(c->missing, url);

	if (one == NULL)
		return false;
	one->named = true;
	if (!c->live || missing_due(one, c->today))
		return false;
	c->counts.put_off++;
	return true;
}

const struct capture *
crawl_update(struct crawl *c, const char *url, const char *accept)
{
	enum outcome before = c->outcome;
	const struct capture *capture;

	if (!crawl_goes_on(c) || is_put_off(c, url))
		return NULL;
	c->gone = false;
	capture = crawl_renew(c, url, accept);
	if (capture != NULL)
		missing_forget(c->missing, url);
	if (capture == NULL && c->gone) {
		missing_note(c->missing, url, accept, c->why_gone, c->today);
		c->outcome = before;
		c->owed++;
	}
	return capture;
}

/*
 * What this run's listings did not name is behind their window, and owed; of
 * what the archive has, a newer version is not.
 */
static void
ask_owed(struct crawl *c, struct missing_one *one)
{
	if (one->named)
		return;
	if (crawl_known(c, one->url, c->extractor->documents.recognises) !=
	    NULL)
		missing_forget(c->missing, one->url);
	else
		crawl_update(c, one->url, one->accept);
}

static void
ask_all_owed(struct crawl *c)
{
	size_t count = missing_count(c->missing);
	struct missing_one **ones;
	struct arena *arena = arena_new();

	/* The list changes under our hands. */
	ones = arena_alloc(arena, (count + 1) * sizeof(struct missing_one *));
	for (size_t i = 0; i < count; i++)
		ones[i] = missing_get(c->missing, i);
	for (size_t i = 0; i < count && crawl_goes_on(c); i++)
		ask_owed(c, ones[i]);
	arena_free(arena);
}

void
crawl_end(struct crawl *c)
{
	struct arena *arena = arena_new();

	if (c->live)
		ask_all_owed(c);
	if (c->counts.put_off > 0)
		log_warn("%s: %zu documents that were not there are asked for "
			 "again on another day",
		    c->extractor->name, c->counts.put_off);
	if (!missing_write(c->missing,
		extract_worklists(c->settings, c->extractor, arena)))
		c->outcome = outcome_worse(c->outcome, OUTCOME_NOT_WRITTEN);
	missing_free(c->missing);
	c->missing = NULL;
	arena_free(arena);
}
