/*
 * The Defense Security Cooperation Agency's announcements of Foreign Military
 * Sales, one a page; see docs/SOURCES.md.
 */
#include "base/arena.h"
#include "transform/notice/page.h"
#include "transform/pattern.h"
#include "transform/source/dsca/library_files.h"
#include "transform/source/sources.h"

#define BASE "https://www.dsca.mil"

static COMPILED struct pattern article_form = PATTERN("/Article/(\\d+)");
static COMPILED struct pattern path_form =
    PATTERN("\\Ahttps?://[^/]*dsca\\.mil(?::\\d+)?(/[^?#]*[^?#/])");

/* An article moves from slug to slug, but keeps its number. */
static const char *
dsca_article_address(struct reading *r, const char *id)
{
	const char *url = r->document->url;
	struct match m;

	(void)id;
	if (pattern_find(&article_form, url, &m))
		return arena_print(r->unit_arena,
		    BASE "/Press-Media/Major-Arms-Sales/Article-Display/"
			 "Article/%s",
		    match_text(r->unit_arena, &m, 1));
	if (pattern_find(&path_form, url, &m))
		return arena_print(
		    r->unit_arena, BASE "%s", match_text(r->unit_arena, &m, 1));
	return url;
}

/* As the pages are since 2024, and as they were to about 2023. */
static const char *const body[] = { "articleBody", "field-name-body", NULL };
static const char *const title[] = { "headline", NULL };
static const char *const day[] = { "category-date", "field-type-datetime",
	NULL };

static const struct notice_page_layout layout = {
	.surface = "dsca",
	.body = body,
	.title = title,
	.day = day,
	.address = dsca_article_address,
};

/* A page links to the announcement as a PDF, too. */
struct dsca_state {
	struct notice_page page;
	struct library_files files;
};

/* Other files, the page says all about. */
static bool
dsca_link_has_number(const struct row *row)
{
	const char *href = row_get(row, "href");
	const char *text = row_get(row, "text");

	return href != NULL &&
	    (library_has_number(href) ||
		(text != NULL && library_has_number(text)));
}

static void
dsca_row(struct reading *r, void *state, const struct row *row)
{
	struct dsca_state *a = state;

	notice_page_row(&a->page, &layout, row);
	if (dsca_link_has_number(row))
		library_files_take(r, &a->files, row);
}

static void
dsca_end(struct reading *r, void *state)
{
	struct dsca_state *a = state;

	notice_page_end(r, &a->page, &layout);
	library_files_give(r, &a->files);
	reading_unit_end(r);
}

static void
dsca_close(void *state)
{
	struct dsca_state *a = state;

	notice_page_close(&a->page);
	library_files_free(&a->files);
}

const struct transformer dsca_transformer = {
	.state_size = sizeof(struct dsca_state),
	.row = dsca_row,
	.end = dsca_end,
	.close = dsca_close,
};
