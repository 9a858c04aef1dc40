/*
 * Tables of price indices: OMB's at the White House's site, where each year's
 * budget brings another address, and the copies of BEA's and BLS's figures
 * that Open Knowledge keeps in tables.
 */
#include "extract/source/sources.h"
#include "extract/source/tables.h"

#define COPIES "https://raw.githubusercontent.com/datasets"

static void
deflators_crawl(struct crawl *c)
{
	static const char *const files[] = {
		/* Of the budget for 2027. */
		"/wp-content/uploads/2026/04/hist10z1_fy2027.xlsx",
		COPIES "/gdp-us/main/data/year.csv",
		COPIES "/gdp-us/main/data/quarter.csv",
		COPIES "/cpi-us/main/data/cpiai.csv",
		NULL,
	};

	tables_crawl_files(c, files, NULL);
}

const struct extractor deflators_extractor = {
	.name = "deflators",
	.base = "https://www.whitehouse.gov",
	.crawl = deflators_crawl,
	.documents = {
		.kind = tables_kind,
		.recognises = tables_recognise,
		.format = tables_format,
	},
	.address = tables_address,
};
