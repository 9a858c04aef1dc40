/*
 * Announcements of Foreign Military Sales by the State Department, of cases
 * notified since 26 February 2026 (Executive Order 14383), one a post of
 * WordPress: as a page, and as JSON.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "archive/body.h"
#include "extract/address.h"
#include "extract/listing.h"
#include "extract/source/sources.h"

#define LISTING "/arms-sales-congressional-notifications"
#define POSTS "/wp-json/wp/v2/state_press_release/"
#define POST_CLASS "type-state_press_release"

static const char *const regions[] = { POST_CLASS, "featured-content__headline",
	"article-meta__publish-date", "article-meta", "page-header",
	"wp-block-tags-block", "classic-block-wrapper", "wp-block-paragraph",
	"entry-content", "collection-result-meta", "collection-result", NULL };

/* What WordPress writes in HTML within its JSON. */
static const char *const html_members[] = { "title.rendered",
	"content.rendered", NULL };

static enum address_kind
state_kind(const char *url)
{
	char path[ADDRESS_MAX];

	if (!address_path(url, "state.gov", path))
		return ADDRESS_OTHER;
	if (strncasecmp(path, LISTING, strlen(LISTING)) == 0)
		return ADDRESS_LISTING;
	/* /releases/bureau-of-political-military-affairs/2026/06/... */
	if (strncasecmp(path, "/releases/", 10) == 0 ||
	    strncasecmp(path, POSTS, strlen(POSTS)) == 0 ||
	    (*path == '\0' && strstr(url, "?p=") != NULL))
		return ADDRESS_RECORDS;
	return ADDRESS_OTHER;
}

static void
state_page_address(const struct crawl *c, unsigned page, struct text *url)
{
	text_addf(url, "%s" LISTING "/", c->base);
	if (page > 1)
		text_addf(url, "page/%u/", page);
}

struct state_entry {
	char url[ADDRESS_MAX];
};

/* An entry is its link, and then its day. */
static void
state_take_listed(struct listing_page *page, const struct row *row)
{
	struct state_entry *state = listing_state(page);
	const char *region = row_get(row, "region");
	const char *text = row_get(row, "text");
	const char *href = row_get(row, "href");
	const char *number =
	    href == NULL ? NULL : strstr(href, LISTING "/page/");
	char day[11] = "";

	if (number != NULL)
		listing_last_page(page,
		    (unsigned)strtoul(
			number + strlen(LISTING "/page/"), NULL, 10));
	if (region == NULL)
		return;
	if (href != NULL && strcmp(region, "collection-result") == 0 &&
	    strlen(href) < sizeof(state->url)) {
		memcpy(state->url, href, strlen(href) + 1);
	} else if (text != NULL && href == NULL && state->url[0] != '\0' &&
	    strcmp(region, "collection-result-meta") == 0) {
		listing_day(text, day);
		listing_add(page, state->url, day);
		state->url[0] = '\0';
	}
}

static void
state_crawl(struct crawl *c)
{
	static const struct listing listing = {
		.regions = regions,
		.address = state_page_address,
		.row = state_take_listed,
		.state_size = sizeof(struct state_entry),
	};

	listing_crawl(c, &listing);
}

static bool
state_is_json(const struct document *doc)
{
	char head[BODY_PEEK_MAX + 1];
	char first = *body_start(doc->content, head);

	return first == '{' || first == '[';
}

struct state_look {
	bool is_post;
	bool is_sale;     /* its kind of document, or its words, say so */
	struct text *url; /* NULL when the address is not asked for */
};

static void
state_look_for_sale(struct state_look *l, const char *words)
{
	if (words != NULL &&
	    (strcasestr(words, "military sale") != NULL ||
		strcasestr(words, "military-sale") != NULL))
		l->is_sale = true;
}

static void
state_look_for_address(struct state_look *l, const struct row *row)
{
	const char *name = row_get(row, "name");
	const char *id = row_get(row, "id");

	if (name != NULL && strcmp(name, "canonical") == 0 &&
	    state_kind(row_get(row, "text")) == ADDRESS_RECORDS)
		text_add_string(l->url, row_get(row, "text"));
	if (!l->is_post || id == NULL || l->url->length > 0)
		return;
	id += strncmp(id, "post-", 5) == 0 ? 5 : 0;
	if (isdigit((unsigned char)*id))
		text_addf(l->url, "https://www.state.gov/?p=%.*s",
		    (int)strspn(id, "0123456789"), id);
}

static bool
state_look_at(void *context, const struct row *row)
{
	struct state_look *l = context;
	const char *region = row_get(row, "region");
	const char *content = row_get(row, "content.rendered");

	if (content != NULL ||
	    (region != NULL && strcmp(region, POST_CLASS) == 0))
		l->is_post = true;
	if (l->is_post) {
		state_look_for_sale(l, content);
		state_look_for_sale(l, row_get(row, "class"));
		state_look_for_sale(l, row_get(row, "text"));
	}
	if (l->url != NULL)
		state_look_for_address(l, row);
	return !l->is_post || !l->is_sale;
}

static struct state_look
state_look_in(const struct document *doc, struct text *url)
{
	const struct shape shape = { .regions = regions };
	struct state_look l = { .url = url };

	if (state_is_json(doc))
		json_format.read(doc, &shape, state_look_at, &l);
	else
		html_format.read(doc, &shape, state_look_at, &l);
	return l;
}

/* The department posts other releases, too. */
static bool
state_recognises(const struct document *doc)
{
	struct state_look l = state_look_in(doc, NULL);

	return l.is_post && l.is_sale;
}

static bool
state_address(const struct document *doc, struct text *url)
{
	return state_look_in(doc, url).is_post && url->length > 0;
}

static const struct format *
state_format(const struct document *doc)
{
	return state_is_json(doc) ? &json_format : &html_format;
}

const struct extractor state_extractor = {
	.name = "state",
	.base = "https://www.state.gov",
	.crawl = state_crawl,
	.documents = {
		.kind = state_kind,
		.recognises = state_recognises,
		.format = state_format,
		.shape = { .regions = regions, .html_members = html_members },
	},
	.address = state_address,
	.backfill_days = 92,
	.floor = { 12, "2026-03-01", NULL },
};
