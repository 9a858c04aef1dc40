#include "archive/wacz.h"

#include <errno.h>
#include <string.h>

#include "archive/body.h"
#include "archive/scratch.h"
#include "archive/zipped.h"
#include "base/arena.h"
#include "base/log.h"
#include "base/worker.h"

static bool
wacz_is_warc_name(const char *name)
{
	return zipped_name_ends(name, ".warc") ||
	    zipped_name_ends(name, ".warc.gz");
}

/* Each workbook has that list of its parts (ECMA-376, part 2). */
static bool
wacz_is_table_name(const char *name)
{
	return strcmp(name, "[Content_Types].xml") == 0 ||
	    zipped_name_ends(name, ".csv");
}

/* Not if it cannot be read: then wacz_each() logs why. */
static bool
wacz_holds_tables(const char *path)
{
	FILE *file = fopen(path, "rbe");
	const char *why = NULL;
	struct zipped *zip =
	    file == NULL ? NULL : zipped_open(file, path, &why);
	bool tables = false;
	bool warcs = false;

	for (size_t i = 0; zip != NULL && i < zipped_count(zip); i++) {
		const char *name = zipped_name(zip, i);

		warcs = warcs || (name != NULL && wacz_is_warc_name(name));
		tables = tables || (name != NULL && wacz_is_table_name(name));
	}
	zipped_close(zip);
	return tables && !warcs;
}

bool
wacz_is(const char *path)
{
	FILE *file = fopen(path, "rbe");
	unsigned char start[4] = { 0 };
	bool is;

	if (file == NULL)
		return false;
	is = fread(start, 1, sizeof(start), file) == sizeof(start) &&
	    memcmp(start, "PK\3\4", 4) == 0;
	if (ferror(file))
		worker_cannot_read(path);
	is = is && !wacz_holds_tables(path);
	fclose(file);
	return is;
}

/* A copy of a member, at its start; NULL on failure, logged. */
static FILE *
wacz_spool(struct zipped *zip, size_t index, const char *name)
{
	struct body *member = zipped_member(zip, index);
	FILE *file = scratch_open();
	const char *why = file == NULL ? strerror(errno)
				       : body_copy(member, file, ZIPPED_MOST);

	body_close(member);
	if (why == NULL) {
		rewind(file);
		return file;
	}
	log_error("%s: %s", name, why);
	scratch_close(file);
	return NULL;
}

/* A member that cannot be read is noted, and the others are taken. */
static bool
wacz_take_member(struct zipped *zip, size_t index, const char *name,
    wacz_taker *take, void *context, bool *whole)
{
	FILE *file = wacz_spool(zip, index, name);

	if (file != NULL)
		return take(context, file, name);
	*whole = false;
	return true;
}

static struct zipped *
wacz_open(const char *path)
{
	FILE *file = fopen(path, "rbe");
	const char *why = NULL;
	struct zipped *zip =
	    file == NULL ? NULL : zipped_open(file, path, &why);

	if (zip == NULL)
		log_error("%s: %s", path, why == NULL ? strerror(errno) : why);
	return zip;
}

bool
wacz_each(const char *path, wacz_taker *take, void *context)
{
	struct arena *arena = arena_new();
	struct zipped *zip = wacz_open(path);
	bool ok = zip != NULL;
	bool whole = true;
	size_t taken = 0;

	for (size_t i = 0; ok && i < zipped_count(zip); i++) {
		const char *name = zipped_name(zip, i);

		if (name == NULL || !wacz_is_warc_name(name))
			continue;
		taken++;
		ok = wacz_take_member(zip, i,
		    arena_print(arena, "%s: %s", path, name), take, context,
		    &whole);
	}
	if (ok && taken == 0) {
		log_error("%s: holds no WARC file", path);
		ok = false;
	}
	zipped_close(zip);
	arena_free(arena);
	return ok && whole;
}
