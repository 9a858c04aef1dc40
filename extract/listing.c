#include "extract/listing.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/list.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/time.h"
#include "extract/network.h"
#include "format/format.h"

/* More pages are a loop. */
#define PAGES_MAX 2000

struct listing_entry {
	const char *url;
	char day[11]; /* "" if the listing gives none */
};

struct listing_walk {
	struct crawl *crawl;
	const struct listing *listing;
	struct arena *arena;
	struct map *seen;              /* addresses */
	struct listing_entry *entries; /* within the window */
	size_t count;
	size_t room;
	unsigned last; /* page, as the publisher says; 0: unknown */
};

/* A page as it is walked. */
struct listing_step {
	struct listing_walk *walk;
	const char *url;
	size_t entries;
	size_t fresh; /* that no page before had */
	bool behind;  /* its last entry is older than the window */
};

/* In the worker */

/* A page as it is read. */
struct listing_page {
	const struct listing *listing;
	struct reader_out *out;
	void *state;
};

void *
listing_state(struct listing_page *page)
{
	return page->state;
}

void
listing_last_page(struct listing_page *page, unsigned number)
{
	char text[16];

	snprintf(text, sizeof(text), "%u", number);
	reader_field(page->out, "last", text);
	reader_row(page->out);
}

void
listing_add(struct listing_page *page, const char *written, const char *day)
{
	reader_field(page->out, "address", written);
	reader_field(page->out, "day", day);
	reader_row(page->out);
}

static bool
listing_take_row(void *context, const struct row *row)
{
	struct listing_page *page = context;

	page->listing->row(page, row);
	return true;
}

static void
listing_read(
    const struct document *doc, const void *what, struct reader_out *out)
{
	const struct listing *listing = what;
	const struct shape shape = {
		.regions = listing->regions,
		.unit_elements = listing->items,
	};
	const struct format *format =
	    listing->items != NULL ? &xml_format : &html_format;
	struct listing_page page = {
		.listing = listing,
		.out = out,
		.state = xzalloc(listing->state_size),
	};

	if (!format->read(doc, &shape, listing_take_row, &page))
		reader_fail(out, "cannot be read");
	free(page.state);
}

/* Walking */

/* An address as written in a page, made whole; NULL if it is none. */
static const char *
listing_whole_address(
    struct listing_walk *w, const char *page, const char *written)
{
	CURLU *url = xgiven(curl_url());
	const char *whole = NULL;
	char *got = NULL;

	if (network_parsed(curl_url_set(url, CURLUPART_URL, page, 0)) &&
	    network_parsed(
		curl_url_set(url, CURLUPART_URL, written, CURLU_URLENCODE)) &&
	    network_parsed(curl_url_set(url, CURLUPART_FRAGMENT, NULL, 0)) &&
	    network_parsed(curl_url_get(url, CURLUPART_URL, &got, 0)))
		whole = arena_string(w->arena, got);
	curl_free(got);
	curl_url_cleanup(url);
	return whole;
}

static void
listing_keep(struct listing_walk *w, const char *url, const char *day)
{
	struct listing_entry *e;

	w->entries =
	    list_room(w->entries, w->count, &w->room, sizeof(*w->entries));
	e = &w->entries[w->count++];
	*e = (struct listing_entry){ .url = url };
	snprintf(e->day, sizeof(e->day), "%s", day);
}

static void
listing_take_entry(
    struct listing_step *step, const char *written, const char *day)
{
	struct listing_walk *w = step->walk;
	const struct window *window = &w->crawl->window;
	const char *url = listing_whole_address(w, step->url, written);
	bool dated = day != NULL && day_text_is(day);

	if (url == NULL ||
	    w->crawl->extractor->documents.kind(url) != ADDRESS_RECORDS)
		return;
	step->entries++;
	step->behind = dated && strcmp(day, window->since) < 0;
	if (!map_mark(w->seen, url))
		return;
	step->fresh++;
	if (!dated ||
	    (strcmp(day, window->since) >= 0 &&
		strcmp(day, window->until) <= 0))
		listing_keep(w, url, dated ? day : "");
}

static void
listing_take(void *context, const struct row *row)
{
	struct listing_step *step = context;
	const char *written = row_get(row, "address");
	const char *last = row_get(row, "last");
	unsigned long number = last == NULL ? 0 : strtoul(last, NULL, 10);

	if (written != NULL)
		listing_take_entry(step, written, row_get(row, "day"));
	if (number > step->walk->last && number <= PAGES_MAX)
		step->walk->last = (unsigned)number;
}

/* False if the page cannot be had, or read: noted in the crawl. */
static bool
listing_read_page(
    struct listing_walk *w, unsigned number, struct listing_step *step)
{
	const struct reader_task task = { listing_read, w->listing };
	const struct capture *capture;
	struct text url = { 0 };

	w->listing->address(w->crawl, number, &url);
	*step = (struct listing_step){
		.walk = w,
		.url = arena_string(w->arena, text_string(&url)),
	};
	text_free(&url);
	capture = crawl_fetch(w->crawl,
	    &(struct crawl_request){
		.url = step->url, .expected = CRAWL_LISTING });
	return capture != NULL &&
	    crawl_read(w->crawl, capture, &task, listing_take, step);
}

/* Whether the walk goes on behind this page. */
static bool
listing_goes_on(struct listing_walk *w, unsigned number,
    const struct listing_step *page, unsigned *empty)
{
	if (page->entries == 0) {
		(*empty)++;
		return *empty < 2 && number != w->last;
	}
	if (*empty > 0)
		crawl_gate(w->crawl, "pages", number - 2, number,
		    "page %u of the listing has no entries, and page %u has",
		    number - 1, number);
	*empty = 0;
	if (page->fresh == 0) {
		crawl_gate(w->crawl, "pages", number - 1, number,
		    "page %u of the listing repeats earlier ones", number);
		return false;
	}
	return !page->behind && number != w->last;
}

static void
listing_walk_pages(struct listing_walk *w)
{
	struct listing_step page;
	unsigned empty = 0;
	size_t entries = 0;

	for (unsigned number = 1; number <= PAGES_MAX; number++) {
		if (!listing_read_page(w, number, &page))
			return;
		entries += page.entries;
		if (!listing_goes_on(w, number, &page, &empty))
			break;
	}
	if (entries == 0)
		crawl_gate(
		    w->crawl, "pages", 0, 1, "%s: lists nothing", page.url);
}

void
listing_crawl(struct crawl *c, const struct listing *listing)
{
	struct listing_walk w = {
		.crawl = c,
		.listing = listing,
		.arena = arena_new(),
		.seen = map_new(),
	};

	listing_walk_pages(&w);
	c->counts.found += w.count;
	for (size_t i = 0; i < w.count && crawl_goes_on(c); i++) {
		crawl_progress(c, i + 1, w.count, "pages");
		crawl_fetch(c,
		    &(struct crawl_request){ .url = w.entries[i].url,
			.is_listed = true,
			.published =
			    listing->is_growing ? NULL : w.entries[i].day });
	}
	crawl_progress(c, 0, 0, "");
	free(w.entries);
	map_free(w.seen);
	arena_free(w.arena);
}

bool
listing_day(const char *text, char day[11])
{
	static const char *const forms[] = { "%b. %d, %Y", "%bt. %d, %Y",
		"%B %d, %Y", "%Y-%m-%d" };

	for (; *text != '\0'; text++) {
		for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
			struct tm tm = { 0 };
			char found[11];

			if (strptime(text, forms[i], &tm) == NULL)
				continue;
			strftime(found, sizeof(found), "%Y-%m-%d", &tm);
			if (!day_text_is(found))
				continue;
			memcpy(day, found, sizeof(found));
			return true;
		}
	}
	return false;
}
