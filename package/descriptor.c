#include "package/descriptor.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/folder.h"
#include "base/log.h"
#include "base/text.h"
#include "package/columns.h"
#include "package/rows.h"

#define LIMITS "limits"

static void
add_hash_column(json_t *fields)
{
	json_array_append_new(fields,
	    json_pack("{s:s, s:s, s:s, s:{s:b}}", "name", RESOURCE_HASH, "type",
		"string", "description",
		"of what the row says behind its key: equal rows, equal hashes",
		"constraints", "required", 1));
}

static json_t *
describe_columns(const struct resource *r)
{
	json_t *fields = json_array();

	for (size_t i = 0; i < r->width; i++) {
		const struct column *c = &r->columns[i];
		json_t *field =
		    json_pack("{s:s, s:s}", "name", c->name, "type", c->type);

		if (c->about != NULL)
			json_object_set_new(
			    field, "description", json_string(c->about));
		if (i < r->key)
			json_object_set_new(field, "constraints",
			    json_pack("{s:b}", "required", 1));
		json_array_append_new(fields, field);
	}
	if (!r->is_narrow)
		add_hash_column(fields);
	return fields;
}

static json_t *
column_names(const struct resource *r, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_string(r->columns[i].name));
	return list;
}

static json_t *
describe_resource(const struct resource *r, const struct rows_written *w)
{
	json_t *schema =
	    json_pack("{s:o, s:o, s:[s]}", "fields", describe_columns(r),
		"primaryKey", column_names(r, r->key), "missingValues", "");
	struct text text = { 0 };
	json_t *entry;

	if (r->reference != NULL)
		json_object_set_new(schema, "foreignKeys",
		    json_pack("[{s:o, s:{s:s, s:o}}]", "fields",
			column_names(r, r->reference_width), "reference",
			"resource", r->reference, "fields",
			column_names(r, r->reference_width)));
	text_addf(&text, "%s.csv", r->name);
	entry = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:o}", "name",
	    r->name, "title", r->title, "path", text_string(&text), "profile",
	    "tabular-data-resource", "format", "csv", "mediatype", "text/csv",
	    "encoding", "utf-8", "schema", schema);
	if (entry == NULL)
		log_fatal("cannot describe %s", r->name);
	if (r->is_narrow)
		json_object_set_new(entry, "dialect",
		    json_pack("{s:s}", "lineTerminator", "\n"));
	text_empty(&text);
	text_addf(&text, "sha256:%s", w->sha256);
	json_object_set_new(entry, "bytes", json_integer((json_int_t)w->bytes));
	json_object_set_new(entry, "hash", json_string(text_string(&text)));
	json_object_set_new(entry, "rows", json_integer((json_int_t)w->rows));
	text_free(&text);
	return entry;
}

static json_t *
describe_origin(const struct package_origin *o)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:I, s:s*, s:s*}",
	    "program", o->program, "transform", o->transform, "reference",
	    o->reference, "run", o->run, "archive", o->archive_file,
	    "archive_bytes", (json_int_t)o->archive_bytes, "notes", o->notes,
	    LIMITS, o->limits);
}

static json_t *
descriptor_of(
    const struct package_origin *o, const struct rows_written *written)
{
	json_t *list = json_array();
	json_t *description;

	for (size_t i = 0; i < RESOURCE_COUNT; i++)
		json_array_append_new(
		    list, describe_resource(&resources[i], &written[i]));
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

bool
descriptor_write(const char *folder, const struct package_origin *origin,
    const struct rows_written *written)
{
	json_t *description = descriptor_of(origin, written);
	char *text =
	    json_dumps(description, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
	bool ok =
	    text != NULL && folder_put(folder, DESCRIPTOR, text, strlen(text));

	free(text);
	json_decref(description);
	return ok;
}

/*
 * The descriptor is ours, and has one order: what is to be known of it is found
 * by its words. To take all of it for JSON, in each run for each package there
 * is, would be most of what a run costs that has nothing to do.
 */
#define TABLE_LENGTH "\n      \"bytes\": "
#define ORIGIN "\n  \"armsetl\": "
#define END "\n  }\n}" /* the origin's, and the descriptor's */

/* Whether each table is as long as the descriptor says. */
static bool
has_tables(const char *folder, const char *descriptor)
{
	struct arena *arena = arena_new();
	const char *at = descriptor;
	bool ok = true;

	for (size_t i = 0; ok && i < RESOURCE_COUNT; i++) {
		struct stat st;

		at = strstr(at, TABLE_LENGTH);
		ok = at != NULL &&
		    stat(arena_print(
			     arena, "%s/%s.csv", folder, resources[i].name),
			&st) == 0;
		if (ok)
			at += strlen(TABLE_LENGTH);
		ok = ok && strtoll(at, NULL, 10) == st.st_size;
	}
	arena_free(arena);
	return ok && strstr(at, TABLE_LENGTH) == NULL;
}

static bool
has_origin(const char *descriptor, const struct package_origin *origin)
{
	const char *at = strstr(descriptor, ORIGIN);
	json_t *made = at == NULL
	    ? NULL
	    : json_loads(at + strlen(ORIGIN), JSON_DISABLE_EOF_CHECK, NULL);
	json_t *wanted = describe_origin(origin);
	size_t length = strlen(descriptor);
	bool same;

	if (json_object_get(made, LIMITS) == NULL)
		json_object_del(wanted, LIMITS);
	same = json_equal(made, wanted) && length > strlen(END) &&
	    strcmp(descriptor + length - strlen(END), END) == 0;
	json_decref(made);
	json_decref(wanted);
	return same;
}

bool
package_is_current(const char *folder, const struct package_origin *origin)
{
	struct arena *arena = arena_new();
	const char *path = arena_print(arena, "%s/" DESCRIPTOR, folder);
	FILE *file = fopen(path, "re");
	struct text descriptor = { 0 };
	bool is_current = file != NULL && file_take(file, path, &descriptor) &&
	    has_origin(text_string(&descriptor), origin) &&
	    has_tables(folder, text_string(&descriptor));

	text_free(&descriptor);
	arena_free(arena);
	return is_current;
}
