#include "package/package.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "archive/body.h"
#include "base/arena.h"
#include "base/digest.h"
#include "base/folder.h"
#include "base/log.h"
#include "package/package_internal.h"

#define DESCRIPTOR "datapackage.json"
#define WRITE_SIZE ((size_t)64 * 1024)

static json_t *
describe_origin(const struct package_origin *o)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:I}", "program", o->program,
	    "transform", o->transform, "reference", o->reference, "archive",
	    o->archive_file, "archive_bytes", (json_int_t)o->archive_bytes);
}

/* Whether each table is as long as the descriptor says. */
static bool
has_tables(const char *folder, const json_t *descriptor)
{
	const json_t *list = json_object_get(descriptor, "resources");
	struct arena *arena = arena_new();
	bool ok = json_array_size(list) == RESOURCE_COUNT;

	for (size_t i = 0; ok && i < RESOURCE_COUNT; i++) {
		const json_t *bytes =
		    json_object_get(json_array_get(list, i), "bytes");
		struct stat st;

		ok = stat(arena_print(
			      arena, "%s/%s.csv", folder, resources[i]->name),
			 &st) == 0 &&
		    json_is_integer(bytes) &&
		    json_integer_value(bytes) == (json_int_t)st.st_size;
	}
	arena_free(arena);
	return ok;
}

bool
package_is_current(const char *folder, const struct package_origin *origin)
{
	struct arena *arena = arena_new();
	char *path = arena_print(arena, "%s/" DESCRIPTOR, folder);
	json_t *found = json_load_file(path, 0, NULL);
	json_t *wanted = describe_origin(origin);
	bool same = found != NULL &&
	    json_equal(json_object_get(found, "armsetl"), wanted) &&
	    has_tables(folder, found);

	json_decref(found);
	json_decref(wanted);
	arena_free(arena);
	return same;
}

static bool
write_header(struct package *p, enum resource_name name)
{
	const struct resource *r = resources[name];

	text_empty(&p->row);
	for (size_t i = 0; i < r->width; i++)
		text_addf(&p->row, "%s,", r->columns[i].name);
	text_add_string(&p->row, RESOURCE_HASH);
	if (!package_line(p, &p->outputs[name]))
		return false;
	p->outputs[name].rows = 0;
	return true;
}

void
package_begin(struct package *p)
{
	for (size_t i = 0; i < RESOURCE_COUNT; i++) {
		p->outputs[i].mark = ftello(p->outputs[i].file);
		p->outputs[i].rows_at_mark = p->outputs[i].rows;
	}
	XXH3_128bits_reset(p->document_hash);
}

bool
package_take_back(struct package *p)
{
	for (size_t i = 0; i < RESOURCE_COUNT; i++) {
		struct output *o = &p->outputs[i];

		o->rows = o->rows_at_mark;
		if (fflush(o->file) != 0 ||
		    ftruncate(fileno(o->file), o->mark) != 0 ||
		    fseeko(o->file, o->mark, SEEK_SET) != 0) {
			log_error("%s: %s", o->path, strerror(errno));
			return false;
		}
	}
	return true;
}

/* The folder */

static void
remove_folder(struct arena *arena, const char *folder)
{
	for (size_t i = 0; i < RESOURCE_COUNT; i++)
		unlink(arena_print(
		    arena, "%s/%s.csv", folder, resources[i]->name));
	unlink(arena_print(arena, "%s/" DESCRIPTOR, folder));
	rmdir(folder);
}

struct package *
package_open(const char *folder, const struct package_origin *origin)
{
	struct package *p = calloc(1, sizeof(*p));

	if (p == NULL)
		log_fatal("out of memory");
	p->arena = arena_new();
	p->row_arena = arena_new();
	p->document_hash = XXH3_createState();
	if (p->document_hash == NULL)
		log_fatal("out of memory");
	p->origin = origin;
	p->folder = arena_string(p->arena, folder);
	p->partial = arena_print(p->arena, "%s.partial", folder);
	remove_folder(p->arena, p->partial);
	if (!folder_make(p->partial))
		goto fail;
	for (size_t i = 0; i < RESOURCE_COUNT; i++) {
		struct output *o = &p->outputs[i];

		o->path = arena_print(
		    p->arena, "%s/%s.csv", p->partial, resources[i]->name);
		o->file = fopen(o->path, "w+e");
		if (o->file == NULL) {
			log_error("%s: %s", o->path, strerror(errno));
			goto fail;
		}
		setvbuf(o->file, NULL, _IOFBF, WRITE_SIZE);
		if (!write_header(p, (enum resource_name)i))
			goto fail;
	}
	return p;
fail:
	package_close(p);
	return NULL;
}

/* Size and digest of what was written, for the descriptor. */
static bool
finish_output(struct output *o, json_t *entry)
{
	struct text hash = { 0 };
	char hex[DIGEST_HEX];
	struct body *body;
	uint64_t size = 0;
	bool ok;

	if (fflush(o->file) != 0 || fseeko(o->file, 0, SEEK_SET) != 0) {
		log_error("%s: cannot write: %s", o->path, strerror(errno));
		return false;
	}
	sync_file_range(fileno(o->file), 0, 0, SYNC_FILE_RANGE_WRITE);
	body = body_of_file(o->file);
	ok = body_digest(body, hex, &size);
	body_close(body);
	if (!ok || fsync(fileno(o->file)) != 0) {
		log_error("%s: cannot keep: %s", o->path, strerror(errno));
		return false;
	}
	text_addf(&hash, "sha256:%s", hex);
	json_object_set_new(entry, "bytes", json_integer((json_int_t)size));
	json_object_set_new(entry, "hash", json_string(text_string(&hash)));
	json_object_set_new(entry, "rows", json_integer((json_int_t)o->rows));
	text_free(&hash);
	return true;
}

static json_t *
describe(struct package *p)
{
	const struct package_origin *o = p->origin;
	json_t *list = json_array();
	json_t *description;

	for (size_t i = 0; i < RESOURCE_COUNT; i++) {
		json_t *entry = resource_describe(resources[i]);

		if (!finish_output(&p->outputs[i], entry)) {
			json_decref(entry);
			json_decref(list);
			return NULL;
		}
		json_array_append_new(list, entry);
	}
	description =
	    json_pack("{s:s, s:s, s:s, s:[{s:s, s:s}], s:[{s:s, s:s}],"
		      " s:o, s:o}",
		"profile", "tabular-data-package", "name", o->source, "title",
		o->title, "sources", "title", o->title, "path", o->publisher,
		"licenses", "name", "other", "title", o->licence, "resources",
		list, "armsetl", describe_origin(o));
	if (description == NULL)
		log_fatal("cannot describe the package of %s", o->source);
	return description;
}

static bool
write_descriptor(struct package *p)
{
	char *path = arena_print(p->arena, "%s/" DESCRIPTOR, p->partial);
	json_t *description = describe(p);
	bool ok;

	if (description == NULL)
		return false;
	ok = json_dump_file(
		 description, path, JSON_INDENT(2) | JSON_PRESERVE_ORDER) == 0;
	json_decref(description);
	if (!ok)
		log_error("%s: cannot write: %s", path, strerror(errno));
	return ok && folder_sync(path);
}

/*
 * In one step with what stands there, which may hold files that are not ours
 * and is removed by package_close(). Not all file systems can (renameat2(2)).
 */
static bool
put_in_place(struct package *p)
{
	if (renameat2(AT_FDCWD, p->partial, AT_FDCWD, p->folder,
		RENAME_EXCHANGE) == 0)
		return true;
	if (errno != ENOENT)
		remove_folder(p->arena, p->folder);
	if (rename(p->partial, p->folder) == 0)
		return true;
	log_error("%s: %s", p->folder, strerror(errno));
	return false;
}

bool
package_commit(struct package *p)
{
	const char *slash = strrchr(p->folder, '/');

	return write_descriptor(p) && folder_sync(p->partial) &&
	    put_in_place(p) &&
	    folder_sync(slash == NULL ? "."
				      : arena_copy(p->arena, p->folder,
					    (size_t)(slash - p->folder)));
}

void
package_close(struct package *p)
{
	if (p == NULL)
		return;
	for (size_t i = 0; i < RESOURCE_COUNT; i++) {
		if (p->outputs[i].file != NULL)
			fclose(p->outputs[i].file);
	}
	remove_folder(p->arena, p->partial);
	text_free(&p->row);
	text_free(&p->said);
	XXH3_freeState(p->document_hash);
	arena_free(p->row_arena);
	arena_free(p->arena);
	free(p);
}
