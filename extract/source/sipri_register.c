/*
 * SIPRI's register of transfers of major conventional arms, as its site's own
 * service gives it: a table in CSV, in base64, in JSON. There is no key, no
 * paging, and nothing by which to ask whether it changed.
 */
#include <string.h>

#include "extract/address.h"
#include "extract/crawl.h"
#include "extract/source/sources.h"
#include "extract/source/tables.h"

#define REGISTER "/api/p/trades/trade-register-csv/"

static enum address_kind
sipri_register_kind(const char *url)
{
	char path[ADDRESS_MAX];

	/* A path has no final slash. */
	return address_path(url, "sipri.org", path) &&
		strncmp(path, REGISTER, sizeof(REGISTER) - 2) == 0
	    ? ADDRESS_RECORDS
	    : ADDRESS_OTHER;
}

/*
 * All deals, those without deliveries too; what the site's own pages ask for.
 * The register begins in 1950.
 */
static void
sipri_register_crawl(struct crawl *c)
{
	struct text url = { 0 };
	struct text filters = { 0 };

	text_addf(&url, "%s" REGISTER, c->base);
	text_addf(&filters,
	    "{\"filters\":[{\"field\":\"Delivery year\",\"oldField\":\"\","
	    "\"condition\":\"contains\",\"value1\":1950,\"value2\":%.4s,"
	    "\"listData\":[]},{\"field\":\"opendeals\",\"oldField\":\"\","
	    "\"condition\":\"\",\"value1\":\"\",\"value2\":\"\","
	    "\"listData\":[]}],\"logic\":\"AND\"}",
	    c->window.until);
	c->counts.found++;
	crawl_fetch(c,
	    &(struct crawl_request){ .url = text_string(&url),
		.accept = "application/json",
		.json = text_string(&filters) });
	text_free(&url);
	text_free(&filters);
}

const struct extractor sipri_register_extractor = {
	.name = "sipri-register",
	.base = "https://atbackend.sipri.org",
	.crawl = sipri_register_crawl,
	.documents = {
		.kind = sipri_register_kind,
		.recognises = tables_recognise,
		.format = tables_format,
		.shape = { .never_quoted = true, .csv_member = "bytes" },
	},
	.address = tables_address,
};
