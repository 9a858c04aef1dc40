/*
 * The register of Excess Defense Articles of the Defense Security Cooperation
 * Agency, a CSV file or a workbook. The agency has put it at another address
 * with each edition, EDA_Public_Report_2020-06-15.xlsx being the last one that
 * is known, so none is built in.
 */
#include "extract/source/sources.h"
#include "extract/source/tables.h"

const struct extractor eda_extractor = {
	.name = "eda",
	.base = "https://www.dsca.mil",
	.crawl = tables_crawl,
	.documents = {
		.kind = tables_kind,
		.recognises = tables_recognise,
		.format = tables_format,
	},
	.address = tables_address,
};
