#include "format/xlsx/xlsx.h"

#include <string.h>

#include "archive/body.h"
#include "base/log.h"
#include "format/format.h"

/* Of the file; Excel itself cannot hold what unpacks from more. */
#define FILE_MAX ((uint64_t)256 * 1024 * 1024)

/* OLE, in which Excel keeps old workbooks, and new ones with a password. */
static bool
is_ole(struct body *content)
{
	static const char start[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
	char found[sizeof(start) - 1];

	return body_peek(content, found, sizeof(found)) == sizeof(found) &&
	    memcmp(found, start, sizeof(found)) == 0;
}

static struct zipped *
open_zip(const struct document *doc)
{
	const char *why = "is encrypted, or an old workbook (xls)";
	struct zipped *zip = is_ole(doc->content)
	    ? NULL
	    : zipped_spool(doc->content, FILE_MAX, &why);

	if (zip == NULL)
		log_error("%s: %s", doc->url, why);
	return zip;
}

static bool
read_xlsx(const struct document *doc, const struct shape *shape,
    row_taker *take, void *context)
{
	struct xlsx_book book = { .url = doc->url };
	bool ok;

	(void)shape;
	book.zip = open_zip(doc);
	if (book.zip == NULL)
		return false;
	book.arena = arena_new();
	ok = xlsx_book_read(&book);
	for (size_t i = 0; ok && i < book.sheet_count; i++)
		ok = xlsx_sheet_read(&book, &book.sheets[i], take, context);
	xlsx_book_free(&book);
	return ok;
}

const struct format xlsx_format = {
	.name = "xlsx",
	.place = "row",
	.read = read_xlsx,
};
