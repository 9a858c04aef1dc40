/*
 * Notifications of proposed export licences, sections 36(c) and 36(d) of the
 * AECA, which the State Department's Directorate of Defense Trade Controls
 * publishes in the Federal Register as section 36(f) demands.
 */
#include "extract/source/register.h"
#include "extract/source/register_search.h"
#include "extract/source/sources.h"

static const char *const titles[] = { "export licenses", "export license",
	"notifications to the congress", NULL };

static void
ddtc_crawl(struct crawl *c)
{
	static const struct register_search search = {
		.term = "notifications congress proposed commercial export "
			"licenses",
		.agency = "state-department",
		.types = register_notices,
		.titles = titles,
		.rendition = "xml",
	};

	register_crawl(c, &search);
}

const struct extractor ddtc_extractor = {
	.name = "ddtc",
	.base = FEDERAL_REGISTER_BASE,
	.crawl = ddtc_crawl,
	.documents = {
		.kind = register_kind,
		.recognises = register_recognises,
		.format = register_format,
		.shape = REGISTER_SHAPE,
	},
	.address = register_address,
	.backfill_days = 366,
};
