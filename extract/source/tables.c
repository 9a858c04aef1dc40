#include "extract/source/tables.h"

#include <string.h>
#include <strings.h>

#include "archive/body.h"
#include "base/log.h"
#include "extract/files.h"

const struct format *
tables_format(const struct document *doc)
{
	char start[BODY_PEEK_MAX + 1];
	const char *s = body_start(doc->content, start);

	if (strncmp(s, "PK\x03\x04", 4) == 0)
		return &xlsx_format;
	return *s == '{' || *s == '[' ? &json_format : &csv_format;
}

bool
tables_recognise(const struct document *doc)
{
	char start[BODY_PEEK_MAX + 1];
	const char *s = body_start(doc->content, start);

	return *s != '\0' && *s != '<';
}

bool
tables_address(const struct document *doc, struct text *url)
{
	(void)doc;
	(void)url;
	return false;
}

enum address_kind
tables_kind(const char *url)
{
	static const char *const endings[] = { ".csv", ".json", ".xlsx" };
	size_t length = strcspn(url, "?#");

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		size_t ending = strlen(endings[i]);

		if (length > ending &&
		    strncasecmp(url + length - ending, endings[i], ending) == 0)
			return ADDRESS_RECORDS;
	}
	return ADDRESS_OTHER;
}

void
tables_crawl(struct crawl *c)
{
	static const char *const paths[] = { NULL };

	if (c->settings->addresses == NULL)
		log_info("%s: has no fixed address: import its files, or set"
			 " its addresses",
		    c->extractor->name);
	files_crawl(c, paths,
	    "text/csv,application/json,"
	    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,"
	    "*/*;q=0.1");
}
