/*
 * SIPRI's workbook of military expenditure: one file, which is replaced each
 * spring, and once or twice more in the year. Its name has the years in it.
 */
#include <string.h>

#include "extract/address.h"
#include "extract/source/sources.h"
#include "extract/source/tables.h"

#define WORKBOOK "SIPRI-Milex-data"

static enum address_kind
milex_kind(const char *url)
{
	char path[ADDRESS_MAX];

	return address_path(url, "sipri.org", path) &&
		strcasestr(path, WORKBOOK) != NULL
	    ? ADDRESS_RECORDS
	    : ADDRESS_OTHER;
}

static void
milex_crawl(struct crawl *c)
{
	static const char *const files[] = {
		"/sites/default/files/" WORKBOOK "-1949-2025_v1.2.xlsx", NULL
	};

	tables_crawl_files(c, files,
	    "application/vnd.openxmlformats-officedocument.spreadsheetml"
	    ".sheet");
}

const struct extractor sipri_milex_extractor = {
	.name = "sipri-milex",
	.base = "https://www.sipri.org",
	.crawl = milex_crawl,
	.documents = {
		.kind = milex_kind,
		.recognises = tables_recognise,
		.format = tables_format,
	},
	.address = tables_address,
};
