/*
 * Contracts that the Department of Defense announces each working day at 17:00
 * in Washington, one page a day, to which awards are added for some days. The
 * Department's site was www.defense.gov until September 2025; an article keeps
 * its number.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "extract/address.h"
#include "extract/listing.h"
#include "extract/source/sources.h"

#define LISTING "/News/Contracts"
#define FEED                                                           \
	"/DesktopModules/ArticleCS/RSS.ashx?ContentType=400&Site=945&" \
	"max=20"

static const char *const regions[] = { "maintitle", "body", "article-view",
	NULL };

static const char *const feed_items[] = { "item", NULL };

static bool
contracts_path(const char *url, char path[ADDRESS_MAX])
{
	return address_path(url, "war.gov", path) ||
	    address_path(url, "defense.gov", path);
}

/* The number of the article in a path; NULL if it is none of contracts. */
static const char *
contracts_number(const char *path)
{
	static const char *const folders[] = { LISTING "/Contract/Article/",
		LISTING "/Contract-View/Article/" };

	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		size_t length = strlen(folders[i]);

		if (strncasecmp(path, folders[i], length) == 0 &&
		    isdigit((unsigned char)path[length]))
			return path + length;
	}
	return NULL;
}

static enum address_kind
contracts_kind(const char *url)
{
	char path[ADDRESS_MAX];

	if (!contracts_path(url, path))
		return ADDRESS_OTHER;
	if (contracts_number(path) != NULL)
		return ADDRESS_RECORDS;
	if (strcasecmp(path, LISTING) == 0 ||
	    strcasecmp(path, "/DesktopModules/ArticleCS/RSS.ashx") == 0)
		return ADDRESS_LISTING;
	/* To 2014: /contracts/contract.aspx?contractid=5284 */
	return strcasecmp(path, "/contracts/contract.aspx") == 0 &&
		strcasestr(url, "contractid=") != NULL
	    ? ADDRESS_RECORDS
	    : ADDRESS_OTHER;
}

/* An article of either host is asked for at the one that we crawl. */
static void
contracts_add(struct listing_page *page, const char *href, const char *title)
{
	const char *through =
	    title == NULL ? NULL : strcasestr(title, "through");
	char path[ADDRESS_MAX];
	char ours[ADDRESS_MAX + 1];
	char day[11] = "";

	if (href == NULL ||
	    (*href != '/' && contracts_kind(href) != ADDRESS_RECORDS))
		return;
	if (title != NULL)
		listing_day(through != NULL ? through : title, day);
	if (*href != '/' && contracts_path(href, path) &&
	    contracts_number(path) != NULL) {
		snprintf(ours, sizeof(ours), "%s/", path);
		href = ours;
	}
	listing_add(page, href, day);
}

static void
contracts_page_address(const struct crawl *c, unsigned page, struct text *url)
{
	text_addf(url, "%s" LISTING "/?Page=%u", c->base, page);
}

static void
contracts_take_listed(struct listing_page *page, const struct row *row)
{
	contracts_add(page, row_get(row, "href"), row_get(row, "text"));
}

static void
contracts_feed_address(const struct crawl *c, unsigned page, struct text *url)
{
	(void)page;
	text_addf(url, "%s" FEED, c->base);
}

struct contracts_item {
	char title[200];
};

/* <item> with <title>, then <link>. */
static void
contracts_take_item(struct listing_page *page, const struct row *row)
{
	struct contracts_item *item = listing_state(page);
	const char *element = row_get(row, "element");
	const char *text = row_get(row, "text");

	if (element == NULL || text == NULL)
		return;
	listing_last_page(page, 1);
	if (strcmp(element, "title") == 0) {
		size_t length = strnlen(text, sizeof(item->title) - 1);

		memcpy(item->title, text, length);
		item->title[length] = '\0';
	} else if (strcmp(element, "link") == 0) {
		contracts_add(page, text, item->title);
	}
}

static void
contracts_crawl(struct crawl *c)
{
	static const struct listing listing = {
		.regions = regions,
		.address = contracts_page_address,
		.row = contracts_take_listed,
		.is_growing = true,
	};
	static const struct listing feed = {
		.items = feed_items,
		.address = contracts_feed_address,
		.row = contracts_take_item,
		.state_size = sizeof(struct contracts_item),
	};

	listing_crawl(c, &listing);
	if (c->live && crawl_goes_on(c))
		listing_crawl(c, &feed);
}

struct contracts_look {
	bool found;
	struct text *url;
};

static bool
contracts_look_for_page(void *context, const struct row *row)
{
	struct contracts_look *l = context;
	const char *region = row_get(row, "region");
	const char *text = row_get(row, "text");

	if (text != NULL &&
	    ((region != NULL && strcmp(region, "maintitle") == 0 &&
		 strncasecmp(text, "Contracts", 9) == 0) ||
		strcasestr(text, "is the contracting activity") != NULL))
		l->found = true;
	return !l->found;
}

static bool
contracts_recognises(const struct document *doc)
{
	const struct shape shape = { .regions = regions };
	struct contracts_look l = { 0 };

	html_format.read(doc, &shape, contracts_look_for_page, &l);
	return l.found;
}

/* What the page calls itself, without what stands behind the number. */
static bool
contracts_look_for_address(void *context, const struct row *row)
{
	struct contracts_look *l = context;
	const char *name = row_get(row, "name");
	const char *text = row_get(row, "text");
	char path[ADDRESS_MAX];
	const char *number;

	if (name == NULL || text == NULL ||
	    (strcmp(name, "og:url") != 0 && strcmp(name, "canonical") != 0) ||
	    contracts_kind(text) != ADDRESS_RECORDS ||
	    !contracts_path(text, path))
		return true;
	number = contracts_number(path);
	if (number == NULL)
		text_add_string(l->url, text);
	else
		text_addf(l->url,
		    "https://www.war.gov" LISTING "/Contract/Article/%.*s/",
		    (int)strspn(number, "0123456789"), number);
	return false;
}

static bool
contracts_address(const struct document *doc, struct text *url)
{
	const struct shape shape = { .regions = regions };
	struct contracts_look l = { .url = url };

	html_format.read(doc, &shape, contracts_look_for_address, &l);
	return url->length > 0;
}

static const struct format *
contracts_format(const struct document *doc)
{
	(void)doc;
	return &html_format;
}

const struct extractor dod_contracts_extractor = {
	.name = "dod-contracts",
	.base = "https://www.war.gov",
	.crawl = contracts_crawl,
	.documents = {
		.kind = contracts_kind,
		.recognises = contracts_recognises,
		.format = contracts_format,
		.shape = { .regions = regions },
	},
	.address = contracts_address,
	.lag_days = 3,
	.backfill_days = 31,
	.floor = { 150, "2015-01-01", NULL },
};
