#include "extract/source/tables.h"

#include <string.h>
#include <strings.h>

#include "archive/body.h"
#include "base/log.h"
#include "extract/crawl.h"
#include "format/substitute.h"

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

	return *s != '\0' && *s != '<' && substitute_find(doc) == NULL;
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

static void
tables_renew(
    struct crawl *c, const char *path, size_t length, const char *accept)
{
	struct text url = { 0 };

	if (*path == '/')
		text_add_string(&url, c->base);
	text_add(&url, path, length);
	c->counts.found++;
	crawl_fetch(c,
	    &(struct crawl_request){ .url = text_string(&url),
		.accept = accept,
		.is_elsewhere = true });
	text_free(&url);
}

void
tables_crawl_files(
    struct crawl *c, const char *const *paths, const char *accept)
{
	static const char blank[] = " \t";
	const char *listed = c->settings->addresses;

	if (listed == NULL) {
		for (; *paths != NULL; paths++)
			tables_renew(c, *paths, strlen(*paths), accept);
		return;
	}
	for (listed += strspn(listed, blank); *listed != '\0';
	     listed += strspn(listed, blank)) {
		size_t length = strcspn(listed, blank);

		tables_renew(c, listed, length, accept);
		listed += length;
	}
}

void
tables_crawl(struct crawl *c)
{
	static const char *const paths[] = { NULL };

	if (c->settings->addresses == NULL)
		log_info("%s: has no fixed address: import its files, or set"
			 " its addresses",
		    c->extractor->name);
	tables_crawl_files(c, paths,
	    "text/csv,application/json,"
	    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,"
	    "*/*;q=0.1");
}
