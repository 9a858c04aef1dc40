/*
 * What the Federal Register says of policy on arms sales: documents of the
 * President, and rules that are made or proposed in the International Traffic
 * in Arms Regulations, 22 CFR 120 to 130. It is the interface's words on each
 * document that are kept, for its days; the texts are not.
 */
#include <string.h>

#include "archive/body.h"
#include "extract/address.h"
#include "extract/source/register.h"
#include "extract/source/register_search.h"
#include "extract/source/sources.h"
#include "extract/source/tables.h"

#define DOCUMENTS "/api/v1/documents"

static enum address_kind
policy_address_kind(const char *url)
{
	char path[ADDRESS_MAX];

	if (!address_path(url, "federalregister.gov", path) ||
	    strncmp(path, DOCUMENTS, sizeof(DOCUMENTS) - 1) != 0)
		return ADDRESS_OTHER;
	return path[sizeof(DOCUMENTS) - 1] == '/' ? ADDRESS_RECORDS
						  : ADDRESS_LISTING;
}

static bool
policy_recognises(const struct document *doc)
{
	char start[BODY_PEEK_MAX + 1];

	return *body_start(doc->content, start) == '{';
}

static const struct format *
policy_format(const struct document *doc)
{
	(void)doc;
	return &json_format;
}

/* Titles of the orders and memoranda that are known, and near ones. */
static const char *const titles[] = { "arms transfer", "arms export",
	"arms sale", "arms trade", "defense sales", "defense article",
	"defense trade", "foreign military", "munitions", NULL };

static void
policy_crawl(struct crawl *c)
{
	static const char *const president[] = { "PRESDOCU", NULL };
	static const char *const rules[] = { "RULE", "PRORULE", NULL };
	static const struct register_search directives = {
		.term = "\"arms export control\" | \"arms transfer\" |"
			" \"foreign defense sales\"",
		.types = president,
		.titles = titles,
		.rendition = "json",
	};
	static const struct register_search traffic = {
		.types = rules,
		.cfr_title = "22",
		.cfr_parts = "120-130",
		.rendition = "json",
	};

	register_crawl(c, &directives);
	register_crawl(c, &traffic);
}

const struct extractor policy_extractor = {
	.name = "policy",
	.base = FEDERAL_REGISTER_BASE,
	.crawl = policy_crawl,
	.documents = {
		.kind = policy_address_kind,
		.recognises = policy_recognises,
		.format = policy_format,
		.shape = { .records = "results", .or_whole = true },
	},
	.address = tables_address,
	.backfill_days = 366,
};
