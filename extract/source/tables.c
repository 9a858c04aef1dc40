#include "extract/source/tables.h"

#include <string.h>

#include "extract/body.h"

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
