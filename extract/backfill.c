/* Past windows, step by step. */
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/stop.h"
#include "extract/backlog.h"
#include "extract/extract_internal.h"
#include "extract/pace.h"

/* So many steps in a row that failed, and the next would, too. */
#define ROW_MAX 2

struct backfill {
	const struct extract_settings *settings;
	const struct extractor *extractor;
	struct archive *archive;
	struct fetcher *fetcher;
	struct worklist *worklist;
	enum outcome outcome;
	bool over;           /* the last step's crawl gave up */
	unsigned failed_row; /* steps in a row */
	struct pace pace;
	struct extract_counts *total;
};

static void
add_counts(struct extract_counts *to, const struct extract_counts *from)
{
	to->requests += from->requests;
	to->found += from->found;
	to->added += from->added;
	to->unchanged += from->unchanged;
	to->failed += from->failed;
	to->retries += from->retries;
	to->put_off += from->put_off;
	to->transient += from->transient;
	to->permanent += from->permanent;
	to->blocked += from->blocked;
	if (from->reason[0] != '\0')
		memcpy(to->reason, from->reason, sizeof(to->reason));
	for (size_t i = 0; i < from->gate_count; i++) {
		if (to->gate_count < GATES_MAX)
			to->gates[to->gate_count++] = from->gates[i];
	}
}

static void
note(struct backfill *b, enum outcome outcome)
{
	b->outcome = outcome_worse(b->outcome, outcome);
}

/* False if it cannot be written. */
static bool
settle_step(struct backfill *b, size_t step, const struct crawl *c)
{
	if (c->whole)
		return worklist_note(
		    b->worklist, step, c->counts.added + c->counts.unchanged);
	if (c->outcome == OUTCOME_INCOMPLETE)
		return worklist_fail(
		    b->worklist, step, archive_count(b->archive));
	return true;
}

/* Gives how the step ended. */
static enum outcome
fetch_step(struct backfill *b, size_t step, const struct window *window)
{
	struct crawl c = {
		.settings = b->settings,
		.extractor = b->extractor,
		.base = b->settings->base != NULL ? b->settings->base
						  : b->extractor->base,
		.archive = b->archive,
		.fetcher = b->fetcher,
		.window = *window,
		.pace = &b->pace,
		.resumes = true,
		.resumes_from = worklist_captures(b->worklist),
		.listings_from = worklist_failed(b->worklist, step),
	};

	extract_window(&c);
	b->over = c.over;
	b->pace.done++;
	b->pace.documents += c.counts.found;
	text_free(&c.secret);
	add_counts(b->total, &c.counts);
	if (!settle_step(b, step, &c))
		c.outcome = OUTCOME_NOT_WRITTEN;
	log_info("%s: %s to %s, %zu of %zu done: %zu new documents with %zu "
		 "requests, %zu failed",
	    b->extractor->name, window->since, window->until,
	    worklist_done(b->worklist), worklist_count(b->worklist),
	    c.counts.added, c.counts.requests, c.counts.failed);
	return c.outcome;
}

/* Whether it makes sense to ask for the next step after one that ended so. */
static bool
goes_on(struct backfill *b, enum outcome outcome)
{
	if (b->over)
		return false;
	if (outcome == OUTCOME_OK || outcome == OUTCOME_INCOMPLETE) {
		b->failed_row = 0;
		return true;
	}
	b->failed_row++;
	return (outcome == OUTCOME_UNREACHABLE || outcome == OUTCOME_BLOCKED) &&
	    b->failed_row < ROW_MAX;
}

static void
fetch_steps(struct backfill *b)
{
	struct window window;
	size_t step;

	for (size_t from = 0; worklist_next(b->worklist, from, &step, &window);
	     from = step + 1) {
		enum outcome outcome = fetch_step(b, step, &window);

		note(b, outcome);
		if (!goes_on(b, outcome))
			break;
	}
}

static void
say_where(const struct backfill *b, const struct window *window)
{
	size_t done = worklist_done(b->worklist);

	if (done == worklist_count(b->worklist))
		log_info("%s: %s to %s: is fetched", b->extractor->name,
		    window->since, window->until);
	else if (done > 0)
		log_info("%s: %s to %s: goes on, %zu of %zu are done",
		    b->extractor->name, window->since, window->until, done,
		    worklist_count(b->worklist));
}

enum outcome
extract_backfill(const struct extract_settings *settings,
    const struct extractor *extractor, const struct window *window,
    struct extract_counts *counts)
{
	struct backfill b = {
		.settings = settings,
		.extractor = extractor,
		.total = counts,
	};
	struct arena *arena = arena_new();

	*counts = (struct extract_counts){ 0 };
	b.outcome = extract_open(settings, extractor, &b.archive);
	if (b.outcome != OUTCOME_OK)
		goto out;
	b.worklist =
	    worklist_open(extract_worklists(settings, extractor, arena), window,
		settings->backfill_days, archive_count(b.archive));
	if (b.worklist == NULL) {
		b.outcome = OUTCOME_NOT_WRITTEN;
		goto out;
	}
	say_where(&b, window);
	b.pace = (struct pace){
		.started = time(NULL),
		.left = worklist_count(b.worklist) - worklist_done(b.worklist),
	};
	b.fetcher = fetch_open(settings->fetch);
	fetch_steps(&b);
out:
	fetch_close(b.fetcher);
	worklist_close(b.worklist);
	archive_close(b.archive);
	arena_free(arena);
	return b.outcome;
}

bool
extract_backfill_end(const struct extract_settings *settings,
    const struct extractor *extractor, const struct window *window)
{
	struct arena *arena = arena_new();
	bool ok =
	    worklist_end(extract_worklists(settings, extractor, arena), window);

	arena_free(arena);
	return ok;
}
