/*
 * The State Department's announcements of Foreign Military Sales, notified on
 * or after 26 February 2026 (Executive Order 14383), one a post of WordPress:
 * as a page and as JSON; see docs/SOURCES.md.
 */
#include "arena.h"
#include "transform/source/page.h"
#include "transform/source/sources.h"

/* A post keeps its number, whatever its page is called. */
static const char *
address(struct reading *r, const char *id)
{
	if (id == NULL)
		return r->document->url;
	return arena_print(r->unit_arena, "https://www.state.gov/?p=%s", id);
}

static const char *const body[] = { "classic-block-wrapper",
	"wp-block-paragraph", "entry-content", "content.rendered", NULL };

static const char *const title[] = { "featured-content__headline",
	"title.rendered", NULL };
static const char *const day[] = { "article-meta__publish-date", NULL };

static const struct page_layout layout = {
	.surface = "state",
	.body = body,
	.title = title,
	.day = day,
	.address = address,
};

static void
take_row(struct reading *r, void *state, const struct row *row)
{
	(void)r;
	page_row(state, &layout, row);
}

static void
end(struct reading *r, void *state)
{
	page_end(r, state, &layout);
}

const struct transformer state_transformer = {
	.state_size = sizeof(struct page),
	.row = take_row,
	.end = end,
	.close = page_close,
};
