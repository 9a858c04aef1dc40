/*
 * The State Department's announcements of Foreign Military Sales, notified on
 * or after 26 February 2026 (Executive Order 14383), one a post of WordPress:
 * as a page and as JSON; see docs/SOURCES.md.
 */
#include "base/arena.h"
#include "transform/notice/page.h"
#include "transform/source/sources.h"

/* A post keeps its number, whatever its page is called. */
static const char *
state_post_address(struct reading *r, const char *id)
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

static const struct notice_page_layout layout = {
	.surface = "state",
	.body = body,
	.title = title,
	.day = day,
	.address = state_post_address,
};

struct state_post {
	struct notice_page page;
	size_t count; /* of posts, in JSON */
};

/* WordPress gives several posts as records of one document, too. */
static void
state_row(struct reading *r, void *state, const struct row *row)
{
	struct state_post *p = state;

	if (row_get(row, "content.rendered") != NULL && ++p->count == 2)
		reading_fault(r, "document", row->line, NULL,
		    "holds several posts: the first is read");
	if (p->count < 2)
		notice_page_row(&p->page, &layout, row);
}

static void
state_end(struct reading *r, void *state)
{
	struct state_post *p = state;

	notice_page_end(r, &p->page, &layout);
}

static void
state_close(void *state)
{
	struct state_post *p = state;

	notice_page_close(&p->page);
}

const struct transformer state_transformer = {
	.state_size = sizeof(struct state_post),
	.row = state_row,
	.end = state_end,
	.close = state_close,
};
