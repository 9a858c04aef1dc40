/*
 * SIPRI's tables of trend-indicator values, as its site's own service gives
 * them: a table in CSV, in JSON. There is no key, no paging, and nothing by
 * which to ask whether it changed.
 */
#include <string.h>

#include "extract/address.h"
#include "extract/crawl.h"
#include "extract/source/sources.h"
#include "extract/source/tables.h"

#define VALUES "/api/p/trades/import-export-csv-str/"

#define NO_CONDITION "\"condition\":\"\","

/* What the site's own pages ask for; without it the rows are recipients. */
#define BY_SUPPLIER                                                    \
	"{\"field\":\"orderbyseller\",\"oldField\":\"\"," NO_CONDITION \
	"\"value1\":\"\",\"value2\":\"\",\"listData\":[]},"

static enum address_kind
tiv_kind(const char *url)
{
	char path[ADDRESS_MAX];

	/* A path has no final slash. */
	return address_path(url, "sipri.org", path) &&
		strncmp(path, VALUES, sizeof(VALUES) - 2) == 0
	    ? ADDRESS_RECORDS
	    : ADDRESS_OTHER;
}

/* What was delivered, in all years; they begin in 1950. */
static void
tiv_ask(struct crawl *c, const char *order)
{
	struct text url = { 0 };
	struct text filters = { 0 };

	text_addf(&url, "%s" VALUES, c->base);
	text_addf(&filters,
	    "{\"filters\":[{\"field\":\"Year range 1\",\"oldField\":\"\","
	    "\"condition\":\"contains\",\"value1\":1950,\"value2\":%.4s,"
	    "\"listData\":[]},%s"
	    "{\"field\":\"DeliveryType\",\"oldField\":\"\"," NO_CONDITION
	    "\"value1\":\"delivered\",\"value2\":\"\",\"listData\":[]},"
	    "{\"field\":\"Status\",\"oldField\":\"\"," NO_CONDITION
	    "\"value1\":\"0\",\"value2\":\"\",\"listData\":[]}],"
	    "\"logic\":\"AND\"}",
	    c->window.until, order);
	c->counts.found++;
	crawl_fetch(c,
	    &(struct crawl_request){ .url = text_string(&url),
		.accept = "application/json",
		.json = text_string(&filters) });
	text_free(&url);
	text_free(&filters);
}

static void
tiv_crawl(struct crawl *c)
{
	tiv_ask(c, BY_SUPPLIER);
	tiv_ask(c, "");
}

const struct extractor sipri_tiv_extractor = {
	.name = "sipri-tiv",
	.base = "https://atbackend.sipri.org",
	.crawl = tiv_crawl,
	.documents = {
		.kind = tiv_kind,
		.recognises = tables_recognise,
		.format = tables_format,
		.shape = { .csv_member = "result" },
	},
	.address = tables_address,
};
