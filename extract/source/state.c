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
kind(const char *url)
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
page_address(const struct crawl *c, unsigned page, struct text *url)
{
	text_addf(url, "%s" LISTING "/", c->base);
	if (page > 1)
		text_addf(url, "page/%u/", page);
}

struct listed {
	char url[ADDRESS_MAX];
};

/* An entry is its link, and then its day. */
static void
take_listed(struct listing_page *page, const struct row *row)
{
	struct listed *state = listing_state(page);
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
crawl(struct crawl *c)
{
	static const struct listing listing = {
		.regions = regions,
		.address = page_address,
		.row = take_listed,
		.state_size = sizeof(struct listed),
	};

	listing_crawl(c, &listing);
}

static bool
is_json(const struct document *doc)
{
	char head[BODY_PEEK_MAX + 1];
	char first = *body_start(doc->content, head);

	return first == '{' || first == '[';
}

struct looking {
	bool is_post;
	bool is_sale;     /* its kind of document, or its words, say so */
	struct text *url; /* NULL when the address is not asked for */
};

static void
look_for_sale(struct looking *l, const char *words)
{
	if (words != NULL &&
	    (strcasestr(words, "military sale") != NULL ||
		strcasestr(words, "military-sale") != NULL))
		l->is_sale = true;
}

static void
look_for_address(struct looking *l, const struct row *row)
{
	const char *name = row_get(row, "name");
	const char *id = row_get(row, "id");

	if (name != NULL && strcmp(name, "canonical") == 0 &&
	    kind(row_get(row, "text")) == ADDRESS_RECORDS)
		text_add_string(l->url, row_get(row, "text"));
	if (!l->is_post || id == NULL || l->url->length > 0)
		return;
	id += strncmp(id, "post-", 5) == 0 ? 5 : 0;
	if (isdigit((unsigned char)*id))
		text_addf(l->url, "https://www.state.gov/?p=%.*s",
		    (int)strspn(id, "0123456789"), id);
}

static bool
look(void *context, const struct row *row)
{
	struct looking *l = context;
	const char *region = row_get(row, "region");
	const char *content = row_get(row, "content.rendered");

	if (content != NULL ||
	    (region != NULL && strcmp(region, POST_CLASS) == 0))
		l->is_post = true;
	if (l->is_post) {
		look_for_sale(l, content);
		look_for_sale(l, row_get(row, "class"));
		look_for_sale(l, row_get(row, "text"));
	}
	if (l->url != NULL)
		look_for_address(l, row);
	return !l->is_post || !l->is_sale;
}

static struct looking
look_in(const struct document *doc, struct text *url)
{
	const struct shape shape = { .regions = regions };
	struct looking l = { .url = url };

	if (is_json(doc))
		json_format.read(doc, &shape, look, &l);
	else
		html_format.read(doc, &shape, look, &l);
	return l;
}

/* The department posts other releases, too. */
static bool
recognises(const struct document *doc)
{
	struct looking l = look_in(doc, NULL);

	return l.is_post && l.is_sale;
}

static bool
address(const struct document *doc, struct text *url)
{
	return look_in(doc, url).is_post && url->length > 0;
}

static const struct format *
format(const struct document *doc)
{
	return is_json(doc) ? &json_format : &html_format;
}

const struct extractor state_extractor = {
	.name = "state",
	.base = "https://www.state.gov",
	.crawl = crawl,
	.documents = {
		.kind = kind,
		.recognises = recognises,
		.format = format,
		.shape = { .regions = regions, .html_members = html_members },
	},
	.address = address,
	.backfill_days = 92,
	.floor = { 12, "2026-03-01", NULL },
};
