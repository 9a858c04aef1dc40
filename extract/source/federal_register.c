/*
 * Notifications of Foreign Military Sales, section 36(b) of the AECA, which
 * the Defense Department publishes in the Federal Register (Public Law
 * 104-164, section 155).
 */
#include "extract/source/register.h"
#include "extract/source/register_search.h"
#include "extract/source/sources.h"

static const char *const titles[] = { "arms sale", "36(b)", NULL };

static void
federal_register_crawl(struct crawl *c)
{
	static const struct register_search search = {
		.term = "arms sales notification",
		.agency = "defense-department",
		.types = register_notices,
		.titles = titles,
		.rendition = "text",
	};

	register_crawl(c, &search);
}

const struct extractor federal_register_extractor = {
	.name = "federal-register",
	.base = FEDERAL_REGISTER_BASE,
	.crawl = federal_register_crawl,
	.documents = {
		.kind = register_kind,
		.recognises = register_recognises,
		.format = register_format,
		.shape = REGISTER_SHAPE,
	},
	.address = register_address,
	.backfill_days = 92,
	.floor = { 12, "1998-01-01", NULL },
};
