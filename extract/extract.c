#include "extract/extract.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/folder.h"
#include "base/log.h"
#include "base/time.h"
#include "extract/crawl_window.h"
#include "extract/reader.h"
#include "extract/source_state.h"

#define CURSOR_NAME "cursor"

/* The cursor: the day up to which nothing is missing. */

/* "" if there is none. False if it cannot be read, logged. */
static bool
extract_read_cursor(struct archive *archive, char day[11])
{
	struct arena *arena = arena_new();
	const char *path = archive_path(archive, arena, CURSOR_NAME);
	FILE *file = fopen(path, "re");
	char line[32] = "";
	bool ok = file != NULL || errno == ENOENT;

	day[0] = '\0';
	if (!ok)
		log_error("%s: %s", path, strerror(errno));
	if (file != NULL) {
		if (fgets(line, sizeof(line), file) != NULL)
			line[strcspn(line, "\n")] = '\0';
		ok = file_gave_all(file, path);
		fclose(file);
	}
	if (ok && day_text_is(line))
		memcpy(day, line, 11);
	arena_free(arena);
	return ok;
}

static bool
extract_write_cursor(struct archive *archive, const char *day)
{
	struct arena *arena = arena_new();
	const char *line = arena_print(arena, "%s\n", day);
	bool ok = folder_put(
	    archive_path(archive, arena, "."), CURSOR_NAME, line, strlen(line));

	arena_free(arena);
	return ok;
}

/* From so many days before the cursor to today. */
static bool
extract_fill_window(const struct crawl_task *task, struct window *window)
{
	const struct extract_settings *s = task->settings;

	day_text_today(window->until);
	if (!extract_read_cursor(task->archive, window->since))
		return false;
	if (strcmp(window->since, window->until) > 0) {
		log_warn("%s: the cursor, %s, is in the future, and not used",
		    task->extractor->name, window->since);
		window->since[0] = '\0';
	}
	if (window->since[0] != '\0') {
		day_text_add(window->since, -(int)s->lag_days);
		return true;
	}
	memcpy(window->since, window->until, sizeof(window->since));
	day_text_add(window->since, -(int)s->first_days);
	return true;
}

/* A run */

/* Of a source that has failed for days each request is made once. */
static bool
extract_asks_once(const char *folder)
{
	struct source_failure failure = { 0 };

	if (folder != NULL)
		(void)source_failure_read(folder, &failure);
	return source_failure_lasts(&failure, time(NULL));
}

static enum outcome
extract_note(const char *folder, const struct crawl_result *r)
{
	bool ok = folder == NULL ||
	    source_failure_note(
		folder, r->outcome, r->counts.reason, time(NULL));

	return ok ? r->outcome : outcome_worse(r->outcome, OUTCOME_NOT_WRITTEN);
}

enum outcome
extract_run(const struct extract_settings *settings,
    const struct extractor *extractor, struct extract_counts *counts)
{
	struct arena *arena = arena_new();
	const char *folder =
	    source_state_folder(settings->worklists, extractor->name, arena);
	struct extract_settings own = *settings;
	struct fetch_settings fetch = *settings->fetch;
	struct crawl_task task = {
		.settings = &own, .extractor = extractor, .live = true
	};
	struct crawl_result r = { 0 };

	r.outcome = crawl_archive(settings, extractor, &task.archive);
	if (r.outcome != OUTCOME_OK)
		goto out;
	own.fetch = &fetch;
	if (extract_asks_once(folder))
		fetch.tries = 1;
	task.reader = reader_new(task.archive, &settings->reading, NULL);
	task.fetcher = fetch_open(&fetch, crawl_is_private(settings));
	if (extract_fill_window(&task, &task.window))
		crawl_window(&task, &r);
	else
		r.outcome = OUTCOME_NOT_WRITTEN;
	if (r.outcome == OUTCOME_OK &&
	    !extract_write_cursor(task.archive, task.window.until))
		r.outcome = OUTCOME_NOT_WRITTEN;
	r.outcome = extract_note(folder, &r);
	fetch_close(task.fetcher);
	reader_free(task.reader);
	archive_close(task.archive);
	*counts = r.counts;
out:
	arena_free(arena);
	return r.outcome;
}
