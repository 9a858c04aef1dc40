/*
 * Notifications of arms sales in the Congressional Record, where the chairman
 * of the Senate Foreign Relations Committee has them printed. GPO's govinfo
 * lists a year's issues in a sitemap (github.com/usgpo/sitemap) and an issue's
 * granules in its metadata (MODS, loc.gov/standards/mods); no key is needed.
 */
#include <ctype.h>
#include <libxml/hash.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "archive/body.h"
#include "base/arena.h"
#include "base/log.h"
#include "base/time.h"
#include "extract/crawl.h"
#include "extract/source/record.h"
#include "extract/source/sources.h"

struct list {
	const char **items;
	size_t count;
	size_t room;
};

struct listing {
	struct crawl *crawl;
	struct arena *arena;
	struct list years;        /* that have a sitemap */
	struct list issues;       /* CREC-2019-06-12, CREC-2025-03-11-i45 */
	struct list urls;         /* of granules that are ours */
	xmlHashTablePtr seen;     /* their names */
	xmlHashTablePtr modified; /* when each issue was */
	size_t entries;           /* of the page that is read */

	const char *issue; /* that is read, or whose address was */

	/* In an issue's metadata: */
	unsigned depth;   /* within a granule, and what is within it */
	const char *name; /* CREC-2019-06-12-pt1-PgS3425 */
	bool wanted;
};

static void
list_add(struct list *list, const char *item)
{
	if (list->count == list->room) {
		list->room = list->room * 2 + 64;
		list->items =
		    realloc(list->items, list->room * sizeof(*list->items));
		if (list->items == NULL)
			log_fatal("out of memory");
	}
	list->items[list->count++] = item;
}

static int
compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
list_sort(struct list *list)
{
	if (list->count > 1)
		qsort(list->items, list->count, sizeof(*list->items), compare);
}

/* Pages of XML */

static bool
is_html(const char *start)
{
	return strncasecmp(start, "<html", 5) == 0 ||
	    strncasecmp(start, "<!doctype html", 14) == 0;
}

/* Reads an answer, row by row. NULL, or what is wrong with it. */
static const char *
read_answer(struct listing *l, const struct capture *capture, row_taker *take)
{
	static const char *const units[] = { "relatedItem", NULL };
	static const struct shape shape = { .unit_elements = units };
	struct document *doc = archive_document(l->crawl->archive, capture);
	char start[BODY_PEEK_MAX + 1];
	const char *wrong = NULL;

	l->entries = 0;
	l->depth = 0;
	/* With status 200, for what is not there. */
	if (is_html(body_start(doc->content, start)))
		wrong = "is not there: a page of HTML in its place";
	else if (!xml_format.read(doc, &shape, take, l))
		wrong = "cannot be read to its end";
	else if (l->entries == 0)
		wrong = "lists nothing";
	archive_document_close(doc);
	return wrong;
}

static bool
read_page(struct listing *l, const char *url, row_taker *take)
{
	const struct capture *capture = crawl_get(l->crawl, url, NULL);
	const char *wrong;

	if (capture == NULL)
		return false;
	wrong = read_answer(l, capture, take);
	if (wrong == NULL)
		return true;
	crawl_incomplete(l->crawl, "%s: %s", url, wrong);
	l->crawl->counts.failed++;
	return false;
}

/*
 * Whether an answer was given an hour or more after what it gives changed, as
 * clocks differ, and what is sent may be a copy.
 */
static bool
is_later(const char *fetched_at, const char *modified)
{
	char second[MOMENT_SIZE]; /* without its fraction */
	time_t fetched;
	time_t changed;

	snprintf(second, sizeof(second), "%.19sZ", modified);
	return strchr(modified, 'Z') != NULL && moment_read(second, &changed) &&
	    moment_read(fetched_at, &fetched) && fetched - changed >= 3600;
}

/*
 * The same of what the archive has, without asking: of a page that has not
 * changed since that time, or, of NULL, of any age. A daily run alone does so.
 */
static bool
read_kept(
    struct listing *l, const char *url, const char *modified, row_taker *take)
{
	struct archive *archive = l->crawl->archive;
	const struct capture *latest = archive_latest(archive, url);
	const struct capture *answer = archive_answer(archive, url, 0);

	return l->crawl->live && latest != NULL && answer != NULL &&
	    (modified == NULL || is_later(answer->fetched_at, modified)) &&
	    read_answer(l, latest, take) == NULL;
}

/* Issues */

/* The last part of an address in a sitemap's row; NULL if the row has none. */
static const char *
location(const struct row *row)
{
	const char *text = row_get(row, "text");
	const char *slash = text == NULL ? NULL : strrchr(text, '/');

	return strcmp(row_get(row, "element"), "loc") != 0 || slash == NULL
	    ? NULL
	    : slash + 1;
}

/* https://www.govinfo.gov/sitemap/CREC_2019_sitemap.xml */
static bool
take_year(void *context, const struct row *row)
{
	struct listing *l = context;
	const char *name = location(row);

	if (name == NULL || strncmp(name, "CREC_", 5) != 0 ||
	    strspn(name + 5, "0123456789") != 4)
		return true;
	l->entries++;
	list_add(&l->years, arena_copy(l->arena, name + 5, 4));
	return true;
}

/* When the issue changed; it stands behind its address. */
static void
take_modified(struct listing *l, const struct row *row)
{
	const char *text = row_get(row, "text");

	if (text != NULL && l->issue != NULL &&
	    strcmp(row_get(row, "element"), "lastmod") == 0)
		xmlHashUpdateEntry(l->modified, (const xmlChar *)l->issue,
		    arena_string(l->arena, text), NULL);
}

/* https://www.govinfo.gov/app/details/CREC-2019-06-12 */
static bool
take_issue(void *context, const struct row *row)
{
	struct listing *l = context;
	const struct window *w = &l->crawl->window;
	const char *name = location(row);
	char day[11] = "";

	if (name == NULL) {
		take_modified(l, row);
		return true;
	}
	l->issue = NULL;
	if (strncmp(name, "CREC-", 5) != 0)
		return true;
	l->entries++;
	snprintf(day, sizeof(day), "%s", name + 5);
	if (!extract_day_is(day))
		crawl_incomplete(l->crawl, "%s: an issue without a day", name);
	else if (strcmp(day, w->since) >= 0 && strcmp(day, w->until) <= 0) {
		l->issue = arena_string(l->arena, name);
		list_add(&l->issues, l->issue);
	}
	return true;
}

static bool
is_listed(const struct listing *l, const char *day)
{
	for (size_t i = 0; i < l->years.count; i++) {
		if (strncmp(l->years.items[i], day, 4) == 0)
			return true;
	}
	return false;
}

/* What is in the index stays there. */
static bool
list_years(struct listing *l)
{
	const struct window *w = &l->crawl->window;
	const char *url = arena_print(
	    l->arena, "%s/sitemap/CREC_sitemap_index.xml", l->crawl->base);
	bool ok = read_kept(l, url, NULL, take_year) &&
	    is_listed(l, w->since) && is_listed(l, w->until);

	if (!ok) {
		l->years.count = 0;
		ok = read_page(l, url, take_year);
	}
	list_sort(&l->years);
	return ok;
}

/*
 * A year before the first with a sitemap is not online, one behind the last
 * has no issue yet; one between them that is missing should be there.
 */
static void
list_issues(struct listing *l)
{
	const struct window *w = &l->crawl->window;
	const struct list *years = &l->years;
	long last = strtol(w->until, NULL, 10);

	if (!list_years(l))
		return;
	for (long n = strtol(w->since, NULL, 10);
	     n <= last && crawl_goes_on(l->crawl); n++) {
		const char *year = arena_print(l->arena, "%04ld", n);

		if (is_listed(l, year))
			read_page(l,
			    arena_print(l->arena,
				"%s/sitemap/CREC_%s_sitemap.xml",
				l->crawl->base, year),
			    take_issue);
		else if (strcmp(year, years->items[0]) > 0 &&
		    strcmp(year, years->items[years->count - 1]) < 0)
			crawl_incomplete(l->crawl,
			    "the sitemap has nothing of the year %s", year);
	}
	list_sort(&l->issues);
}

/* Granules */

/* ARMS SALES NOTIFICATION, Arms Sales Notifications, PROPOSED ARMS SALES */
static bool
is_title(const char *title)
{
	return strcasestr(title, "arms sale") != NULL &&
	    (strcasestr(title, "notif") != NULL ||
		strcasestr(title, "proposed arms sale") != NULL);
}

static void
end_granule(struct listing *l)
{
	if (l->name == NULL) /* the issue's front matter, say */
		return;
	l->entries++;
	/* March 11, 2025 is three issues that share most of their granules. */
	if (l->wanted &&
	    xmlHashAddEntry(l->seen, (const xmlChar *)l->name, l) == 0)
		list_add(&l->urls,
		    arena_print(l->arena, "%s/content/pkg/%s/html/%s.htm",
			l->crawl->base, l->issue, l->name));
}

static bool
take_metadata(void *context, const struct row *row)
{
	struct listing *l = context;
	const char *element = row_get(row, "element");
	const char *text = row_get(row, "text");

	if (strcmp(element, "relatedItem") == 0 && text == NULL) {
		if (l->depth++ == 0) {
			l->name = NULL;
			l->wanted = false;
		}
	} else if (strcmp(element, "/relatedItem") == 0) {
		if (--l->depth == 0)
			end_granule(l);
	} else if (text != NULL && l->depth == 1) {
		if (strcmp(element, "accessId") == 0)
			l->name = arena_string(l->arena, text);
		else if (strcmp(element, "title") == 0 ||
		    strcmp(element, "searchTitle") == 0)
			l->wanted = l->wanted || is_title(text);
	}
	return true;
}

static void
read_issue(struct listing *l)
{
	const char *url = arena_print(
	    l->arena, "%s/metadata/pkg/%s/mods.xml", l->crawl->base, l->issue);
	const char *modified =
	    xmlHashLookup(l->modified, (const xmlChar *)l->issue);

	if (modified == NULL || !read_kept(l, url, modified, take_metadata))
		read_page(l, url, take_metadata);
}

static void
crawl(struct crawl *c)
{
	struct listing l = {
		.crawl = c,
		.arena = arena_new(),
		.seen = xmlHashCreate(256),
		.modified = xmlHashCreate(256),
	};

	list_issues(&l);
	for (size_t i = 0; i < l.issues.count && crawl_goes_on(c); i++) {
		l.issue = l.issues.items[i];
		crawl_progress(c, i + 1, l.issues.count, "issues");
		read_issue(&l);
	}
	log_debug("%s: %s to %s: %zu issues, %zu granules are ours",
	    c->extractor->name, c->window.since, c->window.until,
	    l.issues.count, l.urls.count);
	c->counts.found += l.urls.count;
	for (size_t i = 0; i < l.urls.count && crawl_goes_on(c); i++)
		crawl_keep(c, l.urls.items[i], NULL);
	crawl_progress(c, 0, 0, "");
	free(l.years.items);
	free(l.issues.items);
	free(l.urls.items);
	xmlHashFree(l.seen, NULL);
	xmlHashFree(l.modified, NULL);
	arena_free(l.arena);
}

/* Documents */

static const struct format *
format(const struct document *doc)
{
	char start[BODY_PEEK_MAX + 1];

	return body_start(doc->content, start)[0] == '<' ? &html_format
							 : &text_format;
}

const struct extractor congressional_record_extractor = {
	.name = "congressional-record",
	.base = RECORD_BASE,
	.crawl = crawl,
	.documents = {
		.kind = record_kind,
		.recognises = record_recognises,
		.format = format,
	},
	.address = record_address,
	.backfill_days = 31,
};
