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

#include "arena.h"
#include "extract/body.h"
#include "extract/crawl.h"
#include "extract/source/sources.h"
#include "log.h"

#define BASE "https://www.govinfo.gov"

struct list {
	const char **items;
	size_t count;
	size_t room;
};

struct listing {
	struct crawl *crawl;
	struct arena *arena;
	struct list years;    /* that have a sitemap */
	struct list issues;   /* CREC-2019-06-12, CREC-2025-03-11-i45 */
	struct list urls;     /* of granules that are ours */
	xmlHashTablePtr seen; /* their names */
	size_t entries;       /* of the page that is read */

	/* In an issue's metadata: */
	const char *issue;
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

/*
 * Reads what stands at an address, row by row. For what is not there govinfo
 * gives a page of HTML, with status 200.
 */
static bool
read_page(struct listing *l, const char *url, row_taker *take)
{
	static const char *const units[] = { "relatedItem", NULL };
	static const struct shape shape = { .unit_elements = units };
	const struct capture *capture = crawl_get(l->crawl, url, NULL);
	struct document *doc;
	char start[BODY_PEEK_MAX + 1];
	bool ok = false;

	if (capture == NULL)
		return false;
	doc = archive_document(l->crawl->archive, capture);
	l->entries = 0;
	l->depth = 0;
	if (doc == NULL)
		crawl_incomplete(l->crawl, "%s: cannot read the archive", url);
	else if (is_html(body_start(doc->content, start)))
		crawl_incomplete(l->crawl,
		    "%s: is not there: a page of HTML in its place", url);
	else if (!xml_format.read(doc, &shape, take, l))
		crawl_incomplete(
		    l->crawl, "%s: cannot be read to its end", url);
	else if (l->entries == 0)
		crawl_incomplete(l->crawl, "%s: lists nothing", url);
	else
		ok = true;
	archive_document_close(doc);
	l->crawl->counts.failed += !ok;
	return ok;
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

/* https://www.govinfo.gov/app/details/CREC-2019-06-12 */
static bool
take_issue(void *context, const struct row *row)
{
	struct listing *l = context;
	const struct window *w = &l->crawl->window;
	const char *name = location(row);
	char day[11] = "";

	if (name == NULL || strncmp(name, "CREC-", 5) != 0)
		return true;
	l->entries++;
	snprintf(day, sizeof(day), "%s", name + 5);
	if (!extract_day_is(day))
		crawl_incomplete(l->crawl, "%s: an issue without a day", name);
	else if (strcmp(day, w->since) >= 0 && strcmp(day, w->until) <= 0)
		list_add(&l->issues, arena_string(l->arena, name));
	return true;
}

static bool
is_listed(const struct listing *l, const char *year)
{
	for (size_t i = 0; i < l->years.count; i++) {
		if (strcmp(l->years.items[i], year) == 0)
			return true;
	}
	return false;
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

	if (!read_page(l,
		arena_print(l->arena, "%s/sitemap/CREC_sitemap_index.xml",
		    l->crawl->base),
		take_year))
		return;
	list_sort(&l->years);
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
crawl(struct crawl *c)
{
	struct listing l = {
		.crawl = c,
		.arena = arena_new(),
		.seen = xmlHashCreate(256),
	};

	list_issues(&l);
	for (size_t i = 0; i < l.issues.count && crawl_goes_on(c); i++) {
		l.issue = l.issues.items[i];
		crawl_progress(c, i + 1, l.issues.count, "issues");
		read_page(&l,
		    arena_print(l.arena, "%s/metadata/pkg/%s/mods.xml", c->base,
			l.issue),
		    take_metadata);
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
	arena_free(l.arena);
}

/* Addresses */

/*
 * The name of a granule in a text, CREC-2019-06-12-pt1-PgS3425-2, and its
 * length; NULL if there is none.
 */
static const char *
find_name(const char *text, size_t *length)
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
		if (name[0] != '\0' && extract_day_is(day) &&
		    strstr(name, "-pt") != NULL && strstr(name, "-Pg") != NULL)
			return at;
		at += strlen("CREC-");
	}
	return NULL;
}

/* A granule's text is offered at govinfo and, to 2018, at FDsys, also by
 * congress.gov. */
static enum address_kind
kind(const char *url)
{
	size_t length;
	const char *name = find_name(url, &length);

	if (strstr(url, "/sitemap/CREC_") != NULL ||
	    (strstr(url, "/metadata/pkg/CREC-") != NULL &&
		strstr(url, "mods.xml") != NULL))
		return ADDRESS_LISTING;
	while (name != NULL && strncmp(name + length, ".htm", 4) != 0)
		name = find_name(name + length, &length);
	return name == NULL ? ADDRESS_OTHER : ADDRESS_RECORDS;
}

static bool
recognises(const struct document *doc)
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
address(const struct document *doc, struct text *url)
{
	char start[BODY_PEEK_MAX + 1];
	size_t length = 0;
	const char *name = find_name(body_start(doc->content, start), &length);
	const char *issue_end;

	if (name == NULL)
		name = find_name(doc->url, &length);
	if (name == NULL)
		return false;
	issue_end = strstr(name, "-pt");
	text_addf(url, "%s/content/pkg/%.*s/html/%.*s.htm", BASE,
	    (int)(issue_end - name), name, (int)length, name);
	return true;
}

static const struct format *
format(const struct document *doc)
{
	char start[BODY_PEEK_MAX + 1];

	return body_start(doc->content, start)[0] == '<' ? &html_format
							 : &text_format;
}

const struct extractor congressional_record_extractor = {
	.name = "congressional-record",
	.base = BASE,
	.crawl = crawl,
	.kind = kind,
	.recognises = recognises,
	.address = address,
	.format = format,
	.backfill_days = 31,
};
