#include <string.h>

#include "archive/body.h"
#include "archive/zipped.h"
#include "base/arena.h"
#include "base/log.h"
#include "format/format.h"

struct zip_reader {
	row_taker *take;
	void *context;
	const char *part;
};

static bool
zip_take_row(void *context, const struct row *row)
{
	const struct zip_reader *r = context;
	struct row named = *row;

	named.part = r->part;
	return r->take(r->context, &named);
}

/* macOS puts a file of its own beside each, of the same name. */
static bool
zip_is_csv(const char *name)
{
	return zipped_name_ends(name, ".csv") &&
	    strncmp(name, "__MACOSX/", strlen("__MACOSX/")) != 0 &&
	    strstr(name, "/__MACOSX/") == NULL;
}

static bool
zip_read_member(const struct document *doc, const struct shape *shape,
    struct zipped *zip, size_t index, struct zip_reader *r)
{
	struct arena *arena = arena_new();
	struct document member = *doc;
	bool ok;

	r->part = zipped_name(zip, index);
	member.url = arena_print(arena, "%s: %s", doc->url, r->part);
	member.charset = NULL; /* the one that is known is the zip file's */
	member.content = zipped_member(zip, index);
	ok = csv_format.read(&member, shape, zip_take_row, r);
	if (body_error(member.content) != NULL)
		body_refuse(doc->content, body_error(member.content));
	body_close(member.content);
	arena_free(arena);
	return ok;
}

static bool
zip_read(const struct document *doc, const struct shape *shape, row_taker *take,
    void *context)
{
	struct zip_reader r = { .take = take, .context = context };
	const char *why = NULL;
	const bool is_zip = zipped_is(doc->content);
	struct zipped *zip = zipped_spool(doc->content, ZIPPED_MOST, &why);
	bool ok = zip != NULL;
	bool found = false;

	if (!ok)
		log_error("%s: %s", doc->url, why);
	if (!ok && is_zip)
		body_refuse(doc->content, why);
	for (size_t i = 0; ok && i < zipped_count(zip); i++) {
		const char *name = zipped_name(zip, i);

		if (name == NULL || !zip_is_csv(name))
			continue;
		found = true;
		ok = zip_read_member(doc, shape, zip, i, &r);
	}
	if (ok && !found) {
		log_error("%s: holds no CSV file", doc->url);
		ok = false;
	}
	zipped_close(zip);
	return ok;
}

const struct format zip_format = { .name = "zip", .read = zip_read };
