/* Listings that a publisher pages through, the newest first. */
#ifndef EXTRACT_LISTING_H
#define EXTRACT_LISTING_H

#include "extract/crawl.h"

struct listing_page;

/* How one publisher's listing looks. */
struct listing {
	const char *const *regions;
	/* Not NULL: it is a feed in XML, of such elements. */
	const char *const *items;
	/* The address of a page, from 1. */
	void (*address)(const struct crawl *, unsigned page, struct text *url);
	/*
	 * In the worker: takes a row of a page, and gives what it finds by the
	 * functions below.
	 */
	void (*row)(struct listing_page *, const struct row *);
	/* Its pages are added to: each in the window is asked for each day. */
	bool is_growing;
	size_t state_size; /* of what row() needs to remember within a page */
};

/* For row(): its memory, zeroed at the start of a page. */
void *listing_state(struct listing_page *);

/* Notes an entry; the address may be relative. */
void listing_add(struct listing_page *, const char *written, const char *day);

/* Notes that the listing has so many pages. */
void listing_last_page(struct listing_page *, unsigned number);

/*
 * Walks the pages until one ends in an entry older than the crawl's window, or
 * the listing ends, and asks for every entry in the window, also for what the
 * archive has: pages are edited in place. A daily run asks for those on a few
 * days only: see revisit.h. The end is a page without entries, and another
 * behind it, or what the publisher says is the last page. A page without
 * entries before the end, or one that repeats an earlier page, is a fault of
 * the publisher: what was found is fetched, and the outcome is INCOMPLETE.
 */
void listing_crawl(struct crawl *, const struct listing *);

/*
 * "Jan. 30, 2026", "June 5, 2026" or "2026-06-05" in a text, as an ISO date.
 * False if there is none.
 */
bool listing_day(const char *text, char day[11]);

#endif
