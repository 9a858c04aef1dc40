/* Past windows, step by step. */
#include "extract/extract.h"

#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/log.h"
#include "extract/backlog.h"
#include "extract/crawl_window.h"
#include "extract/pace.h"
#include "extract/reader.h"
#include "extract/source_state.h"

/* So many steps in a row that failed leave no hope for the next. */
#define STEP_ROW_MAX 2

struct backfill_run {
	const struct extract_settings *settings;
	const struct extractor *extractor;
	struct archive *archive;
	struct fetcher *fetcher;
	struct reader *reader;
	struct backlog *backlog;
	enum outcome outcome;
	bool over;           /* the last step's crawl gave up */
	unsigned failed_row; /* steps in a row */
	struct pace pace;
	struct extract_counts *total;
};

/* False if it cannot be written. */
static bool
backfill_settle(
    struct backfill_run *b, size_t step, const struct crawl_result *r)
{
	if (r->is_whole)
		return backlog_note(
		    b->backlog, step, r->counts.added + r->counts.unchanged);
	if (r->outcome == OUTCOME_INCOMPLETE)
		return backlog_fail(
		    b->backlog, step, archive_count(b->archive));
	return true;
}

/* Gives how the step ended. */
static enum outcome
backfill_step(struct backfill_run *b, size_t step, const struct window *window)
{
	const struct crawl_task task = {
		.settings = b->settings,
		.extractor = b->extractor,
		.archive = b->archive,
		.fetcher = b->fetcher,
		.reader = b->reader,
		.window = *window,
		.pace = &b->pace,
		.scope = { true, backlog_captures(b->backlog),
		    backlog_failed(b->backlog, step) },
	};
	struct crawl_result r;

	crawl_window(&task, &r);
	b->over = r.is_over;
	b->pace.done++;
	b->pace.documents += r.counts.found;
	counts_add(b->total, &r.counts);
	if (!backfill_settle(b, step, &r))
		r.outcome = OUTCOME_NOT_WRITTEN;
	log_info("%s: %s to %s, %zu of %zu done: %zu new documents with %zu "
		 "requests, %zu failed",
	    b->extractor->name, window->since, window->until,
	    backlog_done(b->backlog), backlog_count(b->backlog), r.counts.added,
	    r.counts.requests, r.counts.failed);
	return r.outcome;
}

/* Whether it makes sense to ask for the next step after one that ended so. */
static bool
backfill_goes_on(struct backfill_run *b, enum outcome outcome)
{
	if (b->over)
		return false;
	if (outcome == OUTCOME_OK || outcome == OUTCOME_INCOMPLETE) {
		b->failed_row = 0;
		return true;
	}
	b->failed_row++;
	return (outcome == OUTCOME_UNREACHABLE || outcome == OUTCOME_BLOCKED) &&
	    b->failed_row < STEP_ROW_MAX;
}

static void
backfill_steps(struct backfill_run *b)
{
	struct window window;
	size_t step;

	for (size_t from = 0; backlog_next(b->backlog, from, &step, &window);
	     from = step + 1) {
		enum outcome outcome = backfill_step(b, step, &window);

		b->outcome = outcome_worse(b->outcome, outcome);
		if (!backfill_goes_on(b, outcome))
			break;
	}
}

static void
backfill_log(const struct backfill_run *b, const struct window *window)
{
	size_t done = backlog_done(b->backlog);

	if (done == backlog_count(b->backlog))
		log_info("%s: %s to %s: is fetched", b->extractor->name,
		    window->since, window->until);
	else if (done > 0)
		log_info("%s: %s to %s: goes on, %zu of %zu are done",
		    b->extractor->name, window->since, window->until, done,
		    backlog_count(b->backlog));
}

enum outcome
extract_backfill(const struct extract_settings *settings,
    const struct extractor *extractor, const struct window *window,
    struct extract_counts *counts)
{
	struct backfill_run b = {
		.settings = settings,
		.extractor = extractor,
		.total = counts,
	};
	struct arena *arena = arena_new();

	*counts = (struct extract_counts){ 0 };
	b.outcome = crawl_archive(settings, extractor, &b.archive);
	if (b.outcome != OUTCOME_OK)
		goto out;
	b.backlog = backlog_open(
	    source_state_folder(settings->worklists, extractor->name, arena),
	    window, settings->backfill_days, archive_count(b.archive));
	if (b.backlog == NULL) {
		b.outcome = OUTCOME_NOT_WRITTEN;
		goto out;
	}
	backfill_log(&b, window);
	b.pace = (struct pace){
		.started = time(NULL),
		.left = backlog_count(b.backlog) - backlog_done(b.backlog),
	};
	b.reader = reader_new(b.archive, &settings->reading, NULL);
	b.fetcher = fetch_open(settings->fetch, crawl_is_private(settings));
	backfill_steps(&b);
out:
	fetch_close(b.fetcher);
	reader_free(b.reader);
	backlog_close(b.backlog);
	archive_close(b.archive);
	arena_free(arena);
	return b.outcome;
}

bool
extract_backfill_end(const struct extract_settings *settings,
    const struct extractor *extractor, const struct window *window)
{
	struct arena *arena = arena_new();
	bool ok = backlog_end(
	    source_state_folder(settings->worklists, extractor->name, arena),
	    window);

	arena_free(arena);
	return ok;
}
