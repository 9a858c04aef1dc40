#include "extract/extract.h"

#include <curl/curl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/folder.h"
#include "base/log.h"
#include "base/time.h"
#include "extract/address.h"
#include "extract/extract_internal.h"
#include "extract/held.h"
#include "extract/trouble.h"

#define CURSOR_NAME "cursor"

bool
extract_address_is(const struct extractor *extractor, const char *url)
{
	CURLU *parts = curl_url();
	bool valid = parts != NULL &&
	    curl_url_set(parts, CURLUPART_URL, url, CURLU_NON_SUPPORT_SCHEME) ==
		CURLUE_OK;

	curl_url_cleanup(parts);
	return valid && strlen(url) < ADDRESS_MAX &&
	    extractor->documents.kind(url) != ADDRESS_LISTING;
}

/* The cursor: the day up to which nothing is missing. */

static void
read_cursor(struct archive *archive, char day[11])
{
	struct arena *arena = arena_new();
	FILE *file = fopen(archive_path(archive, arena, CURSOR_NAME), "re");
	char line[32] = "";

	day[0] = '\0';
	if (file != NULL) {
		if (fgets(line, sizeof(line), file) != NULL)
			line[strcspn(line, "\n")] = '\0';
		fclose(file);
	}
	if (day_text_is(line))
		memcpy(day, line, 11);
	arena_free(arena);
}

static bool
write_cursor(struct archive *archive, const char *day)
{
	struct arena *arena = arena_new();
	const char *line = arena_print(arena, "%s\n", day);
	bool ok = folder_put(
	    archive_path(archive, arena, "."), CURSOR_NAME, line, strlen(line));

	arena_free(arena);
	return ok;
}

static void
fill_window(struct crawl *c)
{
	const struct extract_settings *s = c->settings;

	day_text_today(c->window.until);
	read_cursor(c->archive, c->window.since);
	if (strcmp(c->window.since, c->window.until) > 0) {
		log_warn("%s: the cursor, %s, is in the future, and not used",
		    c->extractor->name, c->window.since);
		c->window.since[0] = '\0';
	}
	if (c->window.since[0] != '\0') {
		day_text_add(c->window.since, -(int)s->lag_days);
		return;
	}
	memcpy(c->window.since, c->window.until, sizeof(c->window.since));
	day_text_add(c->window.since, -(int)s->first_days);
}

/* One window */

char *
extract_worklists(const struct extract_settings *settings,
    const struct extractor *extractor, struct arena *arena)
{
	return settings->worklists == NULL
	    ? NULL
	    : arena_print(arena, "%s/%s", settings->worklists, extractor->name);
}

static void
judge_floor(struct crawl *c)
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
settle_gates(struct crawl *c, const char *folder)
{
	const struct extract_counts *counts = &c->counts;
	size_t failed = 0;

	while (failed < counts->gate_count && !counts->gates[failed].accepted)
		failed++;
	if (failed == 0 && !c->whole)
		return;
	if (!held_note(
		folder, &c->window, c->live, counts->gates, failed, time(NULL)))
		c->outcome = outcome_worse(c->outcome, OUTCOME_NOT_WRITTEN);
}

void
extract_window(struct crawl *c)
{
	struct arena *arena = arena_new();
	const char *folder =
	    extract_worklists(c->settings, c->extractor, arena);

	crawl_begin(c);
	if (crawl_goes_on(c))
		c->extractor->crawl(c);
	crawl_end(c);
	if (c->outcome == OUTCOME_OK)
		judge_floor(c);
	c->whole = c->outcome == OUTCOME_OK;
	if (folder != NULL)
		settle_gates(c, folder);
	if (c->owed > 0)
		c->outcome = outcome_worse(c->outcome, OUTCOME_INCOMPLETE);
	arena_free(arena);
}

enum outcome
extract_open(const struct extract_settings *settings,
    const struct extractor *extractor, struct archive **archive)
{
	switch (archive_open(
	    settings->archive, extractor->name, ARCHIVE_WRITE, archive)) {
	case ARCHIVE_LOCKED:
		return OUTCOME_LATER;
	case ARCHIVE_FAILED:
		return OUTCOME_NOT_WRITTEN;
	case ARCHIVE_OPEN:
		break;
	}
	return OUTCOME_OK;
}

static void
note_trouble(struct crawl *c)
{
	struct arena *arena = arena_new();
	const char *folder =
	    extract_worklists(c->settings, c->extractor, arena);

	if (folder != NULL &&
	    !trouble_note(folder, c->outcome, c->counts.reason, time(NULL)))
		c->outcome = outcome_worse(c->outcome, OUTCOME_NOT_WRITTEN);
	arena_free(arena);
}

/* Where hope is small, each request is made once. */
static void
ask_once_if_it_lasts(struct crawl *c, struct extract_settings *settings,
    struct fetch_settings *fetch)
{
	struct arena *arena = arena_new();
	const char *folder =
	    extract_worklists(c->settings, c->extractor, arena);
	struct trouble trouble = { 0 };

	if (folder != NULL)
		trouble_read(folder, &trouble);
	if (trouble_lasts(&trouble, time(NULL))) {
		*settings = *c->settings;
		*fetch = *settings->fetch;
		fetch->tries = 1;
		settings->fetch = fetch;
		c->settings = settings;
	}
	arena_free(arena);
}

enum outcome
extract_run(const struct extract_settings *settings,
    const struct extractor *extractor, struct extract_counts *counts)
{
	struct extract_settings own_settings;
	struct fetch_settings own_fetch;
	struct crawl c = {
		.settings = settings,
		.extractor = extractor,
		.base =
		    settings->base != NULL ? settings->base : extractor->base,
		.live = true,
	};
	enum outcome opened = extract_open(settings, extractor, &c.archive);

	if (opened != OUTCOME_OK)
		return opened;
	ask_once_if_it_lasts(&c, &own_settings, &own_fetch);
	c.fetcher = fetch_open(c.settings->fetch);
	fill_window(&c);
	extract_window(&c);
	if (c.outcome == OUTCOME_OK && !write_cursor(c.archive, c.window.until))
		c.outcome = OUTCOME_NOT_WRITTEN;
	note_trouble(&c);
	fetch_close(c.fetcher);
	archive_close(c.archive);
	text_free(&c.secret);
	*counts = c.counts;
	return c.outcome;
}
