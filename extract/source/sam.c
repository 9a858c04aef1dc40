/*
 * The Security Assistance Monitor's compilation of US arms sales, JSON. It has
 * been a file behind the pages of its site, without an address of its own.
 */
#include "extract/source/sources.h"
#include "extract/source/tables.h"

const struct extractor sam_extractor = {
	.name = "sam",
	.base = "https://securityassistance.org",
	.crawl = tables_crawl,
	.documents = {
		.kind = tables_kind,
		.recognises = tables_recognise,
		.format = tables_format,
	},
	.address = tables_address,
};
