#include "publish/report/report.h"

#include <errno.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/folder.h"
#include "base/log.h"
#include "base/map.h"
#include "base/stop.h"
#include "base/text.h"
#include "load/status.h"
#include "publish/report/content.h"
#include "publish/report/cursor.h"
#include "publish/report/finder.h"
#include "publish/report/layout.h"
#include "publish/report/location.h"
#include "publish/report/site.h"
#include "publish/report/style.h"
#include "publish/report/swap.h"
#include "publish/report/webpage.h"

struct report {
	const struct report_options *options;
	struct site site;
	struct map *pages;
	struct content_list contents;
	struct swap *swap;
	struct finder *finder;
	struct text notes;
	uint64_t page_count;
};

/* Of the columns of a section "pages". */
enum { PAGE_KEY, PAGE_TITLE, PAGE_LEAD };

static bool
report_is_pages(const struct content *c)
{
	return strcmp(c->form, "pages") == 0;
}

static enum outcome
report_open_rows(struct report *r, struct content *c)
{
	enum outcome outcome = OUTCOME_OK;
	struct text name = { 0 };

	text_addf(&name, "\"%s %s\"", c->kind, c->id);
	c->rows =
	    cursor_open(r->site.db, text_string(&name), c->query, &outcome);
	if (c->rows == NULL)
		log_error("%s: section %s", c->kind, c->id);
	text_free(&name);
	return outcome;
}

static void
report_close_rows(struct content *c)
{
	cursor_close(c->rows);
	c->rows = NULL;
}

/* Which pages there are, so that each link leads to one. */
static enum outcome
report_note_pages(struct report *r, struct content *c)
{
	enum outcome outcome = report_open_rows(r, c);

	if (outcome != OUTCOME_OK)
		return outcome;
	while (cursor_next(c->rows))
		map_mark2(r->pages, c->kind, cursor_value(c->rows, PAGE_KEY));
	outcome = cursor_outcome(c->rows);
	report_close_rows(c);
	return outcome;
}

/* A page */

static enum outcome
report_page(struct report *r, struct content *sections, size_t count)
{
	const struct content *pages = &sections[0];
	const char *key = cursor_value(pages->rows, PAGE_KEY);
	const char *title = cursor_value(pages->rows, PAGE_TITLE);
	struct text file = { 0 };
	struct webpage_facts facts = { .folder = r->site.folder,
		.kind = pages->kind,
		.title = title == NULL || *title == '\0' ? key : title,
		.lead = cursor_value(pages->rows, PAGE_LEAD),
		.notes = r->site.notes };
	struct webpage *page;
	enum outcome outcome = OUTCOME_OK;
	bool ok = true;

	location_add(&file, pages->kind, key);
	facts.file = text_string(&file);
	page = webpage_open(&facts);
	if (page == NULL) {
		text_free(&file);
		return OUTCOME_NOT_WRITTEN;
	}
	finder_add(r->finder, facts.title, facts.file);
	for (size_t i = 1; i < count && ok && outcome == OUTCOME_OK; i++) {
		ok = layout_write(&r->site, page, &sections[i], key);
		outcome = cursor_outcome(sections[i].rows);
	}
	ok = webpage_close(page) && ok;
	text_free(&file);
	r->page_count++;
	if (outcome != OUTCOME_OK)
		return outcome;
	return ok ? OUTCOME_OK : OUTCOME_NOT_WRITTEN;
}

static bool
report_make_folder(const struct report *r, const char *kind)
{
	struct text path = { 0 };
	bool ok;

	text_addf(&path, "%s/%s", r->site.folder, kind);
	ok = mkdir(text_string(&path), 0777) == 0;
	if (!ok)
		log_error("%s: %s", text_string(&path), strerror(errno));
	text_free(&path);
	return ok;
}

static enum outcome
report_pages_of(struct report *r, struct content *sections, size_t count)
{
	struct cursor *pages = sections[0].rows;
	enum outcome outcome = OUTCOME_OK;
	bool is_begun = false;

	while (outcome == OUTCOME_OK && cursor_next(pages)) {
		if (!is_begun && *cursor_value(pages, PAGE_KEY) != '\0' &&
		    !report_make_folder(r, sections[0].kind))
			return OUTCOME_NOT_WRITTEN;
		is_begun = true;
		log_progress(
		    "%s %s", sections[0].kind, cursor_value(pages, PAGE_KEY));
		outcome = report_page(r, sections, count);
	}
	return outcome == OUTCOME_OK ? cursor_outcome(pages) : outcome;
}

/* All pages of a kind: its sections stand in a row, "pages" first. */
static enum outcome
report_kind(struct report *r, struct content *sections, size_t count)
{
	enum outcome outcome = OUTCOME_OK;

	for (size_t i = 0; i < count && outcome == OUTCOME_OK; i++)
		outcome = report_open_rows(r, &sections[i]);
	if (outcome == OUTCOME_OK)
		outcome = report_pages_of(r, sections, count);
	for (size_t i = 0; i < count; i++)
		report_close_rows(&sections[i]);
	return outcome;
}

static size_t
report_count_of_kind(const struct content_list *list, size_t from)
{
	size_t to = from + 1;

	while (to < list->count &&
	    strcmp(list->items[to].kind, list->items[from].kind) == 0)
		to++;
	return to - from;
}

static enum outcome
report_all_pages(struct report *r)
{
	struct content_list *list = &r->contents;
	enum outcome outcome = OUTCOME_OK;

	for (size_t i = 0; i < list->count && outcome == OUTCOME_OK; i++) {
		if (report_is_pages(&list->items[i]))
			outcome = report_note_pages(r, &list->items[i]);
	}
	for (size_t i = 0; i < list->count && outcome == OUTCOME_OK;) {
		size_t count = report_count_of_kind(list, i);

		outcome = report_kind(r, &list->items[i], count);
		i += count;
	}
	log_progress("%s", "");
	return outcome;
}

/* The whole */

/* What all statements see. Whole answers are wanted, and each runs once. */
static enum outcome
report_settle(struct report *r)
{
	const char *year = r->options->base_year;
	PGresult *result = database_query(r->site.db,
	    "SELECT set_config('jit', 'off', true),"
	    " set_config('cursor_tuple_fraction', '1', true),"
	    " set_config('timezone', 'UTC', true),"
	    " set_config('datestyle', 'ISO', true),"
	    /* All is of one time, whatever the role is set to. */
	    " set_config('arms.as_of', '', true),"
	    " CASE WHEN $1 <> '' THEN"
	    " set_config('arms.base_year', $1, true) END",
	    year == NULL ? "" : year, NULL);

	if (result == NULL)
		return database_outcome(r->site.db);
	PQclear(result);
	result = database_query(r->site.db,
	    "SELECT (SELECT count(*) FROM arms_internal.price_base),"
	    " (SELECT concat_ws(' to ', min(year), max(year))"
	    " FROM arms.price_index"
	    " WHERE index = 'outlays_defense'), $1 || ', from one snapshot of the"
	    " database, which was last loaded on ' ||"
	    " coalesce(to_char(max(finished_at), 'YYYY-MM-DD HH24:MI'), '-') ||"
	    " ' UTC. What a notice tells is a ceiling, and no sale: see About.'"
	    " FROM arms.run",
	    r->options->program, NULL);
	if (result == NULL)
		return database_outcome(r->site.db);
	text_addf(&r->notes, "Made by %s", PQgetvalue(result, 0, 2));
	r->site.notes = text_string(&r->notes);
	if (year != NULL && *PQgetvalue(result, 0, 0) == '0') {
		log_error("%s: no price index has this base year; there is %s",
		    year, PQgetvalue(result, 0, 1));
		PQclear(result);
		return OUTCOME_USAGE;
	}
	PQclear(result);
	return OUTCOME_OK;
}

static enum outcome
report_write(struct report *r)
{
	enum outcome outcome;

	r->swap = swap_begin(r->options->out);
	if (r->swap == NULL)
		return OUTCOME_NOT_WRITTEN;
	r->site.folder = swap_folder(r->swap);
	r->finder = finder_open(r->site.folder);
	if (r->finder == NULL || !style_put(r->site.folder))
		return OUTCOME_NOT_WRITTEN;
	outcome = report_all_pages(r);
	if (outcome != OUTCOME_OK)
		return outcome;
	if (!finder_close(r->finder)) {
		r->finder = NULL;
		return OUTCOME_NOT_WRITTEN;
	}
	r->finder = NULL;
	if (stop_requested())
		return OUTCOME_LATER;
	return swap_finish(r->swap) ? OUTCOME_OK : OUTCOME_NOT_WRITTEN;
}

static enum outcome
report_snapshot(struct report *r)
{
	enum outcome outcome = OUTCOME_OK;

	if (!database_run(
		r->site.db, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"))
		return database_outcome(r->site.db);
	if (!status_has_schema(r->site.db, &outcome))
		return outcome;
	outcome = report_settle(r);
	if (outcome == OUTCOME_OK)
		outcome = content_list_read(r->site.db, &r->contents);
	if (outcome == OUTCOME_OK)
		outcome = report_write(r);
	if (stop_requested() && outcome != OUTCOME_OK) {
		log_warn("%s: stopped, nothing is written", r->options->out);
		outcome = OUTCOME_LATER;
	}
	if (outcome == OUTCOME_OK)
		log_info("%s/index.html: %" PRIu64 " pages", r->options->out,
		    r->page_count);
	return outcome;
}

enum outcome
report_run(const struct database_settings *settings,
    const struct report_options *options)
{
	struct report r = { .options = options };
	enum outcome outcome;

	r.site.db = database_open(settings, &outcome);
	if (r.site.db == NULL)
		return outcome;
	r.pages = map_new();
	r.site.pages = r.pages;
	r.site.with_restricted = options->with_restricted;
	outcome = report_snapshot(&r);
	if (r.finder != NULL)
		finder_close(r.finder);
	swap_close(r.swap);
	content_list_free(&r.contents);
	map_free(r.pages);
	text_free(&r.notes);
	PQfinish(r.site.db);
	return outcome;
}
