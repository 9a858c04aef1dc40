/*
 * Announcements of Foreign Military Sales by the Defense Security Cooperation
 * Agency, one a page. Cases notified since 26 February 2026 are announced by
 * the State Department (Executive Order 14383).
 */
#include <string.h>
#include <strings.h>

#include "extract/address.h"
#include "extract/listing.h"
#include "extract/source/sources.h"

#define LISTING "/Press-Media/Major-Arms-Sales"

static const char *const regions[] = { "articleBody", "headline",
	"category-date", "field-name-body", "field-type-datetime",
	"related-block", "date", "title", "item", NULL };

/*
 * To 2024 an article was /major-arms-sales/kuwait-patriot, later below
 * /press-media; the feed was beside it.
 */
static bool
dsca_is_old_article(const char *path)
{
	static const char folder[] = "/major-arms-sales/";
	const char *slug;

	if (strncasecmp(path, "/press-media/", 13) == 0)
		path += 12;
	if (strncasecmp(path, folder, strlen(folder)) != 0)
		return false;
	slug = path + strlen(folder);
	return *slug != '\0' && strchr(slug, '/') == NULL &&
	    strcasecmp(slug, "feed") != 0 &&
	    strcasecmp(slug, "Article-Display") != 0;
}

static enum address_kind
dsca_kind(const char *url)
{
	char path[ADDRESS_MAX];

	if (!address_path(url, "dsca.mil", path))
		return ADDRESS_OTHER;
	if (strcasestr(path, "/Article/") != NULL &&
	    strcasestr(path, "Major-Arms-Sales") != NULL)
		return ADDRESS_RECORDS;
	if (strcasecmp(path, LISTING) == 0)
		return ADDRESS_LISTING;
	return dsca_is_old_article(path) ? ADDRESS_RECORDS : ADDRESS_OTHER;
}

static void
dsca_page_address(const struct crawl *c, unsigned page, struct text *url)
{
	text_addf(url, "%s" LISTING "?Page=%u", c->base, page);
}

struct dsca_entry {
	char day[11];
};

/* `div.item` with `p.date`, then `p.title > a`. */
static void
dsca_take_listed(struct listing_page *page, const struct row *row)
{
	struct dsca_entry *state = listing_state(page);
	const char *element = row_get(row, "element");
	const char *region = row_get(row, "region");
	const char *text = row_get(row, "text");
	const char *href = row_get(row, "href");

	if (region == NULL)
		return;
	if (text == NULL && strcmp(region, "item") == 0)
		state->day[0] = '\0';
	else if (text != NULL && strcmp(region, "date") == 0)
		listing_day(text, state->day);
	else if (href != NULL && strcmp(element, "a") == 0 &&
	    (strcmp(region, "title") == 0 || strcmp(region, "item") == 0))
		listing_add(page, href, state->day);
}

static void
dsca_crawl(struct crawl *c)
{
	static const struct listing listing = {
		.regions = regions,
		.address = dsca_page_address,
		.row = dsca_take_listed,
		.state_size = sizeof(struct dsca_entry),
	};

	listing_crawl(c, &listing);
}

struct dsca_look {
	bool found;
	struct text *url;
};

static bool
dsca_look_for_article(void *context, const struct row *row)
{
	struct dsca_look *l = context;
	const char *region = row_get(row, "region");
	const char *text = row_get(row, "text");

	/* Pages of other eras have no such part, but say the same. */
	if ((region != NULL && strcmp(region, "articleBody") == 0) ||
	    (text != NULL && strcasestr(text, "foreign military sale") != NULL))
		l->found = true;
	return !l->found;
}

static bool
dsca_recognises(const struct document *doc)
{
	const struct shape shape = { .regions = regions };
	struct dsca_look l = { 0 };

	html_format.read(doc, &shape, dsca_look_for_article, &l);
	return l.found;
}

/* What the page calls itself; else the article's number in its print link. */
static bool
dsca_look_for_address(void *context, const struct row *row)
{
	struct dsca_look *l = context;
	const char *name = row_get(row, "name");
	const char *text = row_get(row, "text");
	const char *href = row_get(row, "href");
	const char *number = href == NULL ? NULL : strstr(href, "Print.aspx?");

	number = number == NULL ? NULL : strstr(number, "Article=");
	if (name != NULL && text != NULL &&
	    (strcmp(name, "og:url") == 0 || strcmp(name, "canonical") == 0) &&
	    dsca_kind(text) == ADDRESS_RECORDS) {
		text_empty(l->url);
		text_add_string(l->url, text);
		l->found = true;
	} else if (number != NULL && l->url->length == 0) {
		number += strlen("Article=");
		text_addf(l->url,
		    "https://www.dsca.mil" LISTING
		    "/Article-Display/Article/%.*s",
		    (int)strspn(number, "0123456789"), number);
	}
	return !l->found;
}

static bool
dsca_address(const struct document *doc, struct text *url)
{
	const struct shape shape = { .regions = regions };
	struct dsca_look l = { .url = url };

	html_format.read(doc, &shape, dsca_look_for_address, &l);
	return url->length > 0;
}

static const struct format *
dsca_format(const struct document *doc)
{
	(void)doc;
	return &html_format;
}

const struct extractor dsca_extractor = {
	.name = "dsca",
	.base = "https://www.dsca.mil",
	.crawl = dsca_crawl,
	.documents = {
		.kind = dsca_kind,
		.recognises = dsca_recognises,
		.format = dsca_format,
		.shape = { .regions = regions },
	},
	.address = dsca_address,
	.backfill_days = 92,
	.floor = { 12, "2010-01-01", "2026-02-25" },
};
