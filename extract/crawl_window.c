#include "extract/crawl_window.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/stop.h"
#include "extract/crawl.h"
#include "extract/crawl_state.h"
#include "extract/network.h"
#include "extract/response.h"
#include "extract/source_state.h"

enum outcome
crawl_archive(const struct extract_settings *settings,
    const struct extractor *extractor, struct archive **archive)
{
	switch (archive_open(
	    settings->archive, extractor->name, ARCHIVE_WRITE, archive)) {
	case ARCHIVE_LOCKED:
		return OUTCOME_LATER;
	case ARCHIVE_FAILED:
		return stop_requested() ? OUTCOME_LATER : OUTCOME_NOT_WRITTEN;
	case ARCHIVE_OPEN:
		break;
	}
	return OUTCOME_OK;
}

/*
 * What this run's listings did not name is behind their window, and still
 * wanted; of what the archive has, a newer version is not.
 */
static void
crawl_ask_missing(struct crawl *c, const struct missing_one *one)
{
	if (one->named)
		return;
	if (response_known(c->state->context.reader, one->url,
		&c->extractor->documents.recognises) != NULL)
		missing_forget(c->state->missing, one->url);
	else
		crawl_fetch(c,
		    &(struct crawl_request){ .url = one->url,
			.accept = one->accept,
			.is_listed = true });
}

static void
crawl_ask_all_missing(struct crawl *c, struct arena *arena)
{
	size_t count = missing_count(c->state->missing);
	struct missing_one **ones =
	    arena_alloc(arena, (count + 1) * sizeof(struct missing_one *));

	/* The list changes under our hands. */
	for (size_t i = 0; i < count; i++)
		ones[i] = missing_get(c->state->missing, i);
	for (size_t i = 0; i < count && crawl_goes_on(c); i++)
		crawl_ask_missing(c, ones[i]);
}

static void
crawl_settle_missing(struct crawl *c, struct arena *arena)
{
	struct missing *missing = c->state->missing;

	if (c->live)
		crawl_ask_all_missing(c, arena);
	if (c->counts.put_off > 0)
		log_warn("%s: %zu documents that were not there are asked for "
			 "on another day",
		    c->extractor->name, c->counts.put_off);
	if (!missing_write(missing, c->state->folder))
		crawl_worsen(c, OUTCOME_NOT_WRITTEN);
}

static void
crawl_judge_floor(struct crawl *c)
{
	size_t wanted = gate_floor(
	    &c->extractor->floor, c->settings->floor_per_year, &c->window);

	if (c->counts.found < wanted)
		crawl_gate(c, "floor", c->counts.found, wanted,
		    "%s to %s: there are too few documents", c->window.since,
		    c->window.until);
}

/* Gates that were not reached say nothing. */
static void
crawl_settle_gates(struct crawl *c, bool is_whole)
{
	const struct extract_counts *counts = &c->counts;
	size_t failed = 0;

	while (failed < counts->gate_count && !counts->gates[failed].accepted)
		failed++;
	if (c->state->folder == NULL || (failed == 0 && !is_whole))
		return;
	if (!source_gates_note(c->state->folder, &c->window, c->live,
		counts->gates, failed, time(NULL)))
		crawl_worsen(c, OUTCOME_NOT_WRITTEN);
}

/* The crawl by its source, and what follows. Gives whether it is whole. */
static bool
crawl_all(struct crawl *c, struct arena *arena)
{
	struct failures *f = &c->state->failures;
	bool is_whole;

	if (crawl_goes_on(c))
		c->extractor->crawl(c);
	crawl_settle_missing(c, arena);
	if (f->outcome == OUTCOME_OK)
		crawl_judge_floor(c);
	is_whole = f->outcome == OUTCOME_OK;
	crawl_settle_gates(c, is_whole);
	if (c->state->lost > 0)
		crawl_worsen(c, OUTCOME_INCOMPLETE);
	return is_whole;
}

bool
crawl_is_private(const struct extract_settings *settings)
{
	bool is =
	    settings->base != NULL && network_is_private_url(settings->base);
	char *copy =
	    xstrdup(settings->addresses == NULL ? "" : settings->addresses);
	char *rest = copy;
	const char *address;

	while (!is && (address = strsep(&rest, " \t\n")) != NULL)
		is = network_is_private_url(address);
	free(copy);
	return is;
}

void
crawl_window(const struct crawl_task *task, struct crawl_result *result)
{
	const struct extract_settings *settings = task->settings;
	struct arena *arena = arena_new();
	struct crawl_state state = {
		.failures = { .source = task->extractor->name,
		    .deadline = settings->deadline },
		.context = { settings, task->archive, task->fetcher,
		    &state.failures, task->reader },
		.scope = task->scope,
		.pace = task->pace,
		.folder = source_state_folder(
		    settings->worklists, task->extractor->name, arena),
	};
	struct crawl c = {
		.settings = settings,
		.extractor = task->extractor,
		.base = settings->base != NULL ? settings->base
					       : task->extractor->base,
		.archive = task->archive,
		.window = task->window,
		.live = task->live,
		.state = &state,
	};

	state.failures.counts = &c.counts;
	state.missing = missing_read(state.folder);
	day_text_today(state.today);
	if (state.missing != NULL)
		result->is_whole = crawl_all(&c, arena);
	else
		crawl_worsen(&c, OUTCOME_NOT_WRITTEN);
	result->outcome = state.failures.outcome;
	result->is_over = state.failures.over;
	result->counts = c.counts;
	missing_free(state.missing);
	arena_free(arena);
}
