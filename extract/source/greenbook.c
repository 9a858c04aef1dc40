/*
 * U.S. Overseas Loans and Grants: one workbook, which is replaced each year.
 */
#include <string.h>

#include "extract/address.h"
#include "extract/source/sources.h"
#include "extract/source/tables.h"

#define WORKBOOK "us_foreignaid_greenbook.xlsx"

/* The site, and where it keeps its larger files. */
static enum address_kind
greenbook_kind(const char *url)
{
	char path[ADDRESS_MAX];

	return (address_path(url, "foreignassistance.gov", path) ||
		   address_path(url, "s3.amazonaws.com", path)) &&
		strstr(path, WORKBOOK) != NULL
	    ? ADDRESS_RECORDS
	    : ADDRESS_OTHER;
}

static void
greenbook_crawl(struct crawl *c)
{
	static const char *const files[] = { "/static/" WORKBOOK, NULL };

	tables_crawl_files(c, files,
	    "application/vnd.openxmlformats-officedocument.spreadsheetml"
	    ".sheet");
}

const struct extractor greenbook_extractor = {
	.name = "greenbook",
	.base = "https://foreignassistance.gov",
	.crawl = greenbook_crawl,
	.documents = {
		.kind = greenbook_kind,
		.recognises = tables_recognise,
		.format = tables_format,
	},
	.address = tables_address,
};
