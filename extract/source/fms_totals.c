/* Our own list of the totals that were announced for fiscal years, CSV. */
#include "extract/source/sources.h"
#include "extract/source/tables.h"

const struct extractor fms_totals_extractor = {
	.name = "fms-totals",
	.base = "https://www.dsca.mil",
	.crawl = tables_crawl,
	.documents = {
		.kind = tables_kind,
		.recognises = tables_recognise,
		.format = tables_format,
	},
	.address = tables_address,
};
