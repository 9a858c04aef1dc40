/*
 * Notifications of arms sales in the Congressional Record, where the chairman
 * of the Senate Foreign Relations Committee has them printed. GPO's govinfo
 * lists a year's issues in a sitemap (github.com/usgpo/sitemap) and an issue's
 * granules in its metadata (MODS, loc.gov/standards/mods); no key is needed.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "archive/body.h"
#include "base/arena.h"
#include "base/list.h"
#include "base/log.h"
#include "base/map.h"
#include "base/time.h"
#include "extract/crawl.h"
#include "extract/source/sources.h"

#define RECORD_BASE "https://www.govinfo.gov"

struct record_names {
	const char **items;
	size_t count;
	size_t room;
};

struct record_walk {
	struct crawl *crawl;
	struct arena *arena;
	struct record_names years;  /* that have a sitemap */
	struct record_names issues; /* CREC-2019-06-12, CREC-2025-03-11-i45 */
	struct record_names urls;   /* of granules that are ours */
	struct map *seen;           /* their names */
	struct map *modified;       /* when each issue was */
	const char *issue;          /* that is read, or whose address was */
};

static void
record_names_add(struct record_names *list, const char *item)
{
	list->items = list_room(
	    list->items, list->count, &list->room, sizeof(*list->items));
	list->items[list->count++] = item;
}

static int
record_compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
record_names_sort(struct record_names *list)
{
	if (list->count > 1)
		qsort(list->items, list->count, sizeof(*list->items),
		    record_compare);
}

/* Pages of XML, in the worker */

struct record_page {
	struct reader_out *out;
	size_t entries;

	/* In an issue's metadata: */
	struct arena *arena;
	unsigned depth;   /* within a granule, and what is within it */
	const char *name; /* CREC-2019-06-12-pt1-PgS3425 */
	bool wanted;
};

/* What is looked for in a page. */
struct record_kind_of_page {
	row_taker *look;
};

static void
record_give(struct record_page *p, const char *name, const char *value)
{
	reader_field(p->out, name, value);
	reader_row(p->out);
}

/* The last part of an address in a sitemap's row; NULL if the row has none. */
static const char *
record_location(const struct row *row)
{
	const char *text = row_get(row, "text");
	const char *slash = text == NULL ? NULL : strrchr(text, '/');

	return strcmp(row_get(row, "element"), "loc") != 0 || slash == NULL
	    ? NULL
	    : slash + 1;
}

/* https://www.govinfo.gov/sitemap/CREC_2019_sitemap.xml */
static bool
record_look_for_year(void *context, const struct row *row)
{
	struct record_page *p = context;
	const char *name = record_location(row);
	char year[5] = "";

	if (name == NULL || strncmp(name, "CREC_", 5) != 0 ||
	    strspn(name + 5, "0123456789") != 4)
		return true;
	p->entries++;
	memcpy(year, name + 5, 4);
	record_give(p, "year", year);
	return true;
}

/* https://www.govinfo.gov/app/details/CREC-2019-06-12, and, behind it, when
 * the issue changed. */
static bool
record_look_for_issue(void *context, const struct row *row)
{
	struct record_page *p = context;
	const char *name = record_location(row);

	if (name == NULL) {
		if (strcmp(row_get(row, "element"), "lastmod") == 0 &&
		    row_get(row, "text") != NULL)
			record_give(p, "modified", row_get(row, "text"));
	} else if (strncmp(name, "CREC-", 5) == 0) {
		p->entries++;
		record_give(p, "issue", name);
	} else {
		record_give(p, "other", "");
	}
	return true;
}

/* ARMS SALES NOTIFICATION, Arms Sales Notifications, PROPOSED ARMS SALES */
static bool
record_is_title(const char *title)
{
	return strcasestr(title, "arms sale") != NULL &&
	    (strcasestr(title, "notif") != NULL ||
		strcasestr(title, "proposed arms sale") != NULL);
}

static void
record_end_granule(struct record_page *p)
{
	if (p->name == NULL) /* the issue's front matter, say */
		return;
	p->entries++;
	if (p->wanted)
		record_give(p, "granule", p->name);
	arena_reset(p->arena);
}

static bool
record_look_for_granule(void *context, const struct row *row)
{
	struct record_page *p = context;
	const char *element = row_get(row, "element");
	const char *text = row_get(row, "text");

	if (strcmp(element, "relatedItem") == 0 && text == NULL) {
		if (p->depth++ == 0) {
			p->name = NULL;
			p->wanted = false;
		}
	} else if (strcmp(element, "/relatedItem") == 0) {
		if (--p->depth == 0)
			record_end_granule(p);
	} else if (text != NULL && p->depth == 1) {
		if (strcmp(element, "accessId") == 0)
			p->name = arena_string(p->arena, text);
		else if (strcmp(element, "title") == 0 ||
		    strcmp(element, "searchTitle") == 0)
			p->wanted = p->wanted || record_is_title(text);
	}
	return true;
}

static bool
record_is_html(const char *start)
{
	return strncasecmp(start, "<html", 5) == 0 ||
	    strncasecmp(start, "<!doctype html", 14) == 0;
}

static void
record_read(
    const struct document *doc, const void *what, struct reader_out *out)
{
	static const char *const units[] = { "relatedItem", NULL };
	static const struct shape shape = { .unit_elements = units };
	const struct record_kind_of_page *kind = what;
	struct record_page page = { .out = out, .arena = arena_new() };
	char start[BODY_PEEK_MAX + 1];

	/* With status 200, for what is not there. */
	if (record_is_html(body_start(doc->content, start)))
		reader_fail(out, "is not there: a page of HTML in its place");
	else if (!xml_format.read(doc, &shape, kind->look, &page))
		reader_fail(out, "cannot be read to its end");
	else if (page.entries == 0)
		reader_fail(out, "lists nothing");
	arena_free(page.arena);
}

static const struct record_kind_of_page record_index = { record_look_for_year };
static const struct record_kind_of_page record_sitemap = {
	record_look_for_issue
};
static const struct record_kind_of_page record_metadata = {
	record_look_for_granule
};

/* Reading them */

static bool
record_read_page(struct record_walk *l, const char *url,
    const struct record_kind_of_page *kind, reader_taker *take)
{
	const struct reader_task task = { record_read, kind };
	const struct capture *capture = crawl_fetch(l->crawl,
	    &(struct crawl_request){ .url = url, .expected = CRAWL_LISTING });

	if (capture == NULL)
		return false;
	if (crawl_read(l->crawl, capture, &task, take, l))
		return true;
	l->crawl->counts.failed++;
	return false;
}

/*
 * Whether an answer was given an hour or more after what it gives changed, as
 * clocks differ, and what is sent may be a copy.
 */
static bool
record_is_later(const char *fetched_at, const char *modified)
{
	char second[TIMESTAMP_SIZE]; /* without its fraction */
	time_t fetched;
	time_t changed;

	snprintf(second, sizeof(second), "%.19sZ", modified);
	return strchr(modified, 'Z') != NULL &&
	    timestamp_read(second, &changed) &&
	    timestamp_read(fetched_at, &fetched) && fetched - changed >= 3600;
}

/*
 * The same of what the archive has, without asking: of a page that has not
 * changed since that time, or, of NULL, of any age. A daily run alone does so.
 */
static bool
record_read_kept(struct record_walk *l, const char *url, const char *modified,
    const struct record_kind_of_page *kind, reader_taker *take)
{
	const struct reader_task task = { record_read, kind };
	struct archive *archive = l->crawl->archive;
	const struct capture *latest = archive_latest(archive, url);
	const struct capture *answer = archive_answer(archive, url, 0);

	return l->crawl->live && latest != NULL && answer != NULL &&
	    (modified == NULL ||
		record_is_later(answer->fetched_at, modified)) &&
	    crawl_read_kept(l->crawl, latest, &task, take, l);
}

/* Issues */

static void
record_take_year(void *context, const struct row *row)
{
	struct record_walk *l = context;
	const char *year = row_get(row, "year");

	if (year != NULL && strlen(year) == 4)
		record_names_add(&l->years, arena_string(l->arena, year));
}

static void
record_take_name(struct record_walk *l, const char *name)
{
	const struct window *w = &l->crawl->window;
	char day[11] = "";

	if (strncmp(name, "CREC-", 5) == 0)
		snprintf(day, sizeof(day), "%s", name + 5);
	if (!day_text_is(day))
		crawl_incomplete(l->crawl, "%s: an issue without a day", name);
	else if (strcmp(day, w->since) >= 0 && strcmp(day, w->until) <= 0) {
		l->issue = arena_string(l->arena, name);
		record_names_add(&l->issues, l->issue);
	}
}

/* When an issue changed stands behind its name. */
static void
record_take_issue(void *context, const struct row *row)
{
	struct record_walk *l = context;
	const char *name = row_get(row, "issue");
	const char *modified = row_get(row, "modified");

	if (modified != NULL && l->issue != NULL)
		map_set(
		    l->modified, l->issue, arena_string(l->arena, modified));
	if (modified != NULL)
		return;
	l->issue = NULL;
	if (name != NULL)
		record_take_name(l, name);
}

static bool
record_is_listed(const struct record_walk *l, const char *day)
{
	for (size_t i = 0; i < l->years.count; i++) {
		if (strncmp(l->years.items[i], day, 4) == 0)
			return true;
	}
	return false;
}

/* What is in the index stays there. */
static bool
record_list_years(struct record_walk *l)
{
	const struct window *w = &l->crawl->window;
	const char *url = arena_print(
	    l->arena, "%s/sitemap/CREC_sitemap_index.xml", l->crawl->base);
	bool ok =
	    record_read_kept(l, url, NULL, &record_index, record_take_year) &&
	    record_is_listed(l, w->since) && record_is_listed(l, w->until);

	if (!ok) {
		l->years.count = 0;
		ok = record_read_page(l, url, &record_index, record_take_year);
	}
	record_names_sort(&l->years);
	return ok;
}

/*
 * A year before the first with a sitemap is not online, one behind the last
 * has no issue yet; one between them that is missing should be there.
 */
static void
record_list_issues(struct record_walk *l)
{
	const struct window *w = &l->crawl->window;
	const struct record_names *years = &l->years;
	long last = strtol(w->until, NULL, 10);

	if (!record_list_years(l))
		return;
	for (long n = strtol(w->since, NULL, 10);
	     n <= last && crawl_goes_on(l->crawl); n++) {
		const char *year = arena_print(l->arena, "%04ld", n);

		if (record_is_listed(l, year))
			record_read_page(l,
			    arena_print(l->arena,
				"%s/sitemap/CREC_%s_sitemap.xml",
				l->crawl->base, year),
			    &record_sitemap, record_take_issue);
		else if (strcmp(year, years->items[0]) > 0 &&
		    strcmp(year, years->items[years->count - 1]) < 0)
			crawl_incomplete(l->crawl,
			    "the sitemap has nothing of the year %s", year);
	}
	record_names_sort(&l->issues);
}

/* Granules */

/* March 11, 2025 is three issues that share most of their granules. */
static void
record_take_granule(void *context, const struct row *row)
{
	struct record_walk *l = context;
	const char *name = row_get(row, "granule");

	if (name != NULL && map_mark(l->seen, name))
		record_names_add(&l->urls,
		    arena_print(l->arena, "%s/content/pkg/%s/html/%s.htm",
			l->crawl->base, l->issue, name));
}

static void
record_read_issue(struct record_walk *l)
{
	const char *url = arena_print(
	    l->arena, "%s/metadata/pkg/%s/mods.xml", l->crawl->base, l->issue);
	const char *modified = map_get(l->modified, l->issue);

	if (modified == NULL ||
	    !record_read_kept(
		l, url, modified, &record_metadata, record_take_granule))
		record_read_page(l, url, &record_metadata, record_take_granule);
}

static void
record_crawl(struct crawl *c)
{
	struct record_walk l = {
		.crawl = c,
		.arena = arena_new(),
		.seen = map_new(),
		.modified = map_new(),
	};

	record_list_issues(&l);
	for (size_t i = 0; i < l.issues.count && crawl_goes_on(c); i++) {
		l.issue = l.issues.items[i];
		crawl_progress(c, i + 1, l.issues.count, "issues");
		record_read_issue(&l);
	}
	log_debug("%s: %s to %s: %zu issues, %zu granules are ours",
	    c->extractor->name, c->window.since, c->window.until,
	    l.issues.count, l.urls.count);
	c->counts.found += l.urls.count;
	for (size_t i = 0; i < l.urls.count && crawl_goes_on(c); i++)
		crawl_fetch(c,
		    &(struct crawl_request){ .url = l.urls.items[i],
			.is_listed = true,
			.is_final = true });
	crawl_progress(c, 0, 0, "");
	free(l.years.items);
	free(l.issues.items);
	free(l.urls.items);
	map_free(l.seen);
	map_free(l.modified);
	arena_free(l.arena);
}

/* Documents */

/*
 * The name of a granule in a text, CREC-2019-06-12-pt1-PgS3425-2, and its
 * length; NULL if there is none.
 */
static const char *
record_find_name(const char *text, size_t *length)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
	const char *at = text;

	while ((at = strstr(at, "CREC-")) != NULL) {
		char name[80] = "";
		char day[11] = "";

		*length = strspn(at, letters);
		if (*length < sizeof(name))
			memcpy(name, at, *length);
		snprintf(day, sizeof(day), "%.10s", name + 5);
		if (name[0] != '\0' && day_text_is(day) &&
		    strstr(name, "-pt") != NULL && strstr(name, "-Pg") != NULL)
			return at;
		at += strlen("CREC-");
	}
	return NULL;
}

/* A granule's text is offered at govinfo and, to 2018, at FDsys, also by
 * congress.gov. */
static enum address_kind
record_kind(const char *url)
{
	size_t length;
	const char *name = record_find_name(url, &length);

	if (strstr(url, "/sitemap/CREC_") != NULL ||
	    (strstr(url, "/metadata/pkg/CREC-") != NULL &&
		strstr(url, "mods.xml") != NULL))
		return ADDRESS_LISTING;
	while (name != NULL && strncmp(name + length, ".htm", 4) != 0)
		name = record_find_name(name + length, &length);
	return name == NULL ? ADDRESS_OTHER : ADDRESS_RECORDS;
}

static bool
record_recognises(const struct document *doc)
{
	char start[BODY_PEEK_MAX + 1];

	return strstr(body_start(doc->content, start),
		   "Congressional Record") != NULL;
}

/*
 * A granule does not say its name, only its day and its pages, of which others
 * may begin on the same; so it is taken from a link in its head or from the
 * file's own name.
 */
static bool
record_address(const struct document *doc, struct text *url)
{
	char start[BODY_PEEK_MAX + 1];
	size_t length = 0;
	const char *name =
	    record_find_name(body_start(doc->content, start), &length);
	const char *issue_end;

	if (name == NULL)
		name = record_find_name(doc->url, &length);
	if (name == NULL)
		return false;
	issue_end = strstr(name, "-pt");
	text_addf(url, "%s/content/pkg/%.*s/html/%.*s.htm", RECORD_BASE,
	    (int)(issue_end - name), name, (int)length, name);
	return true;
}

static const struct format *
record_format(const struct document *doc)
{
	char start[BODY_PEEK_MAX + 1];

	return body_start(doc->content, start)[0] == '<' ? &html_format
							 : &text_format;
}

const struct extractor congressional_record_extractor = {
	.name = "congressional-record",
	.base = RECORD_BASE,
	.crawl = record_crawl,
	.documents = {
		.kind = record_kind,
		.recognises = record_recognises,
		.format = record_format,
	},
	.address = record_address,
	.backfill_days = 31,
};
