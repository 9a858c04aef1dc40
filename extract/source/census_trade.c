/*
 * The exports of the United States by country and commodity: the interface of
 * the Census Bureau, which is asked month by month and wants a key.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/time.h"
#include "extract/address.h"
#include "extract/crawl.h"
#include "extract/source/sources.h"
#include "extract/source/tables.h"

#define EXPORTS "/data/timeseries/intltrade/exports"

static enum address_kind
census_kind(const char *url)
{
	char path[ADDRESS_MAX];

	return address_path(url, "api.census.gov", path) &&
		strncmp(path, EXPORTS, sizeof(EXPORTS) - 1) == 0
	    ? ADDRESS_RECORDS
	    : ADDRESS_OTHER;
}

/*
 * Arms and ammunition, tanks, aircraft and warships: what of each level lies
 * in these chapter and headings. Aircraft are all of them, civil ones too.
 */
static const char *const questions[] = {
	"E_COMMODITY=93&COMM_LVL=HS2",
	"E_COMMODITY=93*&COMM_LVL=HS4",
	"E_COMMODITY=93*&COMM_LVL=HS6",
	"E_COMMODITY=93*&COMM_LVL=HS10",
	"E_COMMODITY=8710*&COMM_LVL=HS10",
	"E_COMMODITY=8802*&COMM_LVL=HS10",
	"E_COMMODITY=8906*&COMM_LVL=HS10",
};

static void
census_ask(struct crawl *c, const char *question, const char *month)
{
	struct text url = { 0 };

	text_addf(&url,
	    "%s" EXPORTS "/hs?get=CTY_CODE,CTY_NAME,E_COMMODITY_LDESC,DF,"
	    "ALL_VAL_MO,ALL_VAL_YR&%s&time=%.7s",
	    c->base, question, month);
	c->counts.found++;
	crawl_fetch(c,
	    &(struct crawl_request){ .url = text_string(&url),
		.accept = "application/json",
		.may_be_empty = true });
	text_free(&url);
}

/* The first day of the month that comes next. */
static void
census_next_month(char day[11])
{
	day_text_month_end(day);
	day_text_add(day, 1);
}

/* A month without any such exports is answered with status 204. */
static void
census_crawl(struct crawl *c)
{
	char day[11];

	if (!crawl_use_key(c, "key"))
		return;
	memcpy(day, c->window.since, sizeof(day));
	for (; strncmp(day, c->window.until, 7) <= 0 && crawl_goes_on(c);
	     census_next_month(day)) {
		for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]);
		     i++)
			census_ask(c, questions[i], day);
	}
}

const struct extractor census_trade_extractor = {
	.name = "census-trade",
	.base = "https://api.census.gov",
	.wants_key = true,
	.crawl = census_crawl,
	.documents = {
		.kind = census_kind,
		.recognises = tables_recognise,
		.format = tables_format,
	},
	.address = tables_address,
	/* A month is out after five weeks, and changed by the next ones. */
	.lag_days = 150,
	.backfill_days = 31,
};
