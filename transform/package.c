#include "transform/package.h"

#include <assert.h>
#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "arena.h"
#include "digest.h"
#include "extract/body.h"
#include "extract/folder.h"
#include "extract/utf8.h"
#include "log.h"
#include "transform/package_internal.h"

#define DESCRIPTOR "datapackage.json"
#define WIDTH_MAX 64 /* columns of a table */
/* So much goes on its way to the disk while more is written. */
#define SEND_SIZE ((size_t)16 * 1024 * 1024)
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

/* Rows */

/*
 * Writes a value and its comma, and gives the end. Between quotes always;
 * those within are seldom, and doubled.
 */
static char *
write_value(char *at, const char *value, size_t length)
{
	if (value == NULL) {
		*at++ = ',';
		return at;
	}
	if (memchr(value, CSV_QUOTE, length) != NULL) {
		at += csv_write2(at, SIZE_MAX, value, length, CSV_QUOTE);
	} else {
		*at++ = CSV_QUOTE;
		memcpy(at, value, length);
		at += length;
		*at++ = CSV_QUOTE;
	}
	*at++ = ',';
	return at;
}

void
hash_text(char out[HASH_TEXT], XXH128_hash_t hash)
{
	static const char digits[] = "0123456789abcdef";
	XXH128_canonical_t c;

	XXH128_canonicalFromHash(&c, hash);
	for (size_t i = 0; i < sizeof(c.digest); i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*out++ = '-';
		*out++ = digits[c.digest[i] >> 4];
		*out++ = digits[c.digest[i] & 15];
	}
	*out = '\0';
}

static bool
write_row(struct package *p, struct output *o)
{
	text_add(&p->row, "\r\n", 2); /* RFC 4180 */
	o->rows++;
	if (fwrite(p->row.bytes, 1, p->row.length, o->file) != p->row.length) {
		log_error("%s: cannot write: %s", o->path, strerror(errno));
		return false;
	}
	o->unsent += p->row.length;
	if (o->unsent >= SEND_SIZE) {
		sync_file_range(fileno(o->file), 0, 0, SYNC_FILE_RANGE_WRITE);
		o->unsent = 0;
	}
	return true;
}

/* The columns of a row in CSV; ends[] is where each ends. */
static void
write_values(struct text *row, const struct resource *r,
    const char *const *values, size_t *ends)
{
	size_t lengths[WIDTH_MAX];
	size_t room = 0;
	char *start;
	char *at;

	for (size_t i = 0; i < r->width; i++) {
		lengths[i] = values[i] == NULL ? 0 : strlen(values[i]);
		room += lengths[i] * 2 + 3;
	}
	text_empty(row);
	start = at = text_room(row, room);
	for (size_t i = 0; i < r->width; i++) {
		at = write_value(at, values[i], lengths[i]);
		ends[i] = (size_t)(at - start);
	}
	row->length = (size_t)(at - start);
}

static void
refuse_bytes(
    const struct output *o, const struct resource *r, const char *const *values)
{
	for (size_t i = 0; i < r->width; i++) {
		if (values[i] != NULL && !utf8_is(values[i]))
			log_error(
			    "%s: %s is not UTF-8", o->path, r->columns[i].name);
	}
}

/* Of what the row says: the columns that are hashed, one behind the other. */
static XXH128_hash_t
hash_row(struct text *said, const struct resource *r, const char *row,
    const size_t *ends)
{
	size_t i = r->key;

	text_empty(said);
	while (i < r->width) {
		size_t from = i == 0 ? 0 : ends[i - 1];

		if (r->columns[i++].outside_hash)
			continue;
		while (i < r->width && !r->columns[i].outside_hash)
			i++;
		if (i == r->width && said->length == 0)
			return XXH3_128bits(row + from, ends[i - 1] - from);
		text_add(said, row + from, ends[i - 1] - from);
	}
	return XXH3_128bits(said->bytes, said->length);
}

bool
package_row(
    struct package *p, enum resource_name name, const char *const *values)
{
	const struct resource *r = resources[name];
	size_t ends[WIDTH_MAX];
	char hash[HASH_TEXT];

	assert(r->width <= WIDTH_MAX);
	write_values(&p->row, r, values, ends);
	if (!utf8_is_all(p->row.bytes, p->row.length)) {
		refuse_bytes(&p->outputs[name], r, values);
		return false;
	}
	hash_text(hash, hash_row(&p->said, r, p->row.bytes, ends));
	text_add_string(&p->row, hash);
	XXH3_128bits_update(p->document_hash, hash, sizeof(hash));
	return write_row(p, &p->outputs[name]);
}

static bool
write_header(struct package *p, enum resource_name name)
{
	const struct resource *r = resources[name];

	text_empty(&p->row);
	for (size_t i = 0; i < r->width; i++)
		text_addf(&p->row, "%s,", r->columns[i].name);
	text_add_string(&p->row, RESOURCE_HASH);
	if (!write_row(p, &p->outputs[name]))
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
