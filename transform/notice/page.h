/* Pages of the web that announce one sale each. */
#ifndef TRANSFORM_NOTICE_PAGE_H
#define TRANSFORM_NOTICE_PAGE_H

#include "transform/notice/unit.h"

/* Where a publisher's pages have what; regions as in the extractor's shape. */
struct notice_page_layout {
	const char *surface;
	const char *const *body;  /* NULL at the end */
	const char *const *title; /* likewise */
	const char *const *day;
	/*
	 * The address by which a page is known, whatever it is called now: of
	 * its own address and the id its article bears (or NULL). In the
	 * reading's unit_arena.
	 */
	const char *(*address)(struct reading *, const char *id);
};

/* The state of a transformer of pages. */
struct notice_page {
	struct arena *arena;
	struct unit body;
	struct unit
	    rest; /* of a page without a mark of the body that we know */
	bool
	    is_laid_out; /* as the publisher does: it has a part for the body */
	const char *title;
	const char *heading; /* the first <h1>, if no title is marked */
	const char *day;
	size_t title_line; /* where these stand in the page */
	size_t heading_line;
	size_t day_line;
	const char *id;
	const char *modified; /* 2026-06-05T18:22:11, UTC */
};

/*
 * Takes a row of html_format, or of json_format of what WordPress gives
 * (`date`, `id`, `modified_gmt`, and rows of the members' HTML).
 */
void notice_page_row(struct notice_page *, const struct notice_page_layout *,
    const struct row *);

/* Reads the whole page as an announcement. */
void notice_page_end(
    struct reading *, struct notice_page *, const struct notice_page_layout *);
void notice_page_close(void *state);

#endif
