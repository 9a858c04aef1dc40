/*
 * A folder of CSV files, one for each relation, and datapackage.json, by which
 * Frictionless programs know what is in them. Edges alone are such a folder,
 * too.
 */
#include "publish/export/csv.h"

#include <csv.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/folder.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/stop.h"
#include "base/text.h"
#include "publish/export/format.h"
#include "publish/export/place.h"

struct csv_export {
	char *out; /* without a slash at its end */
	char *part;
	FILE *file;
	bool *is_text; /* of the present relation's columns */
	size_t width;
	struct text line;
	bool is_placed;
};

static bool
csv_fail(const struct csv_export *x)
{
	log_error("%s: cannot write: %s", x->part, strerror(errno));
	return false;
}

/* Whether there is nothing in the place, or an empty folder. */
static bool
csv_place_is_free(const char *out)
{
	bool has_none;
	long count = folder_count(out, NULL, &has_none);

	if (count > 0)
		log_error("%s: the folder is not empty", out);
	return count == 0;
}

static void
csv_close(void *context)
{
	struct csv_export *x = context;

	if (x == NULL)
		return;
	if (x->file != NULL)
		fclose(x->file);
	if (x->part != NULL && !x->is_placed)
		folder_remove(x->part);
	text_free(&x->line);
	free(x->is_text);
	free(x->part);
	free(x->out);
	free(x);
}

static void *
csv_open(const char *out)
{
	struct csv_export *x;
	size_t length = strlen(out);

	if (!csv_place_is_free(out))
		return NULL;
	while (length > 1 && out[length - 1] == '/')
		length--;
	x = xzalloc(sizeof(*x));
	x->out = xstrdup(out);
	x->out[length] = '\0';
	x->part = export_part(x->out, true);
	if (x->part != NULL)
		return x;
	csv_close(x);
	return NULL;
}

/* Rows */

/*
 * A spreadsheet runs a cell that begins so. An apostrophe before it is taken
 * away by the reader, wherever one is: so one that was there has another.
 */
static bool
csv_is_armed(const struct export_value *v)
{
	return v->length > 0 && strchr("=+-@\t\r'", *v->text) != NULL;
}

void
csv_add_value(struct text *line, const struct export_value *v, bool is_text)
{
	size_t room = v->length * 2 + 2;
	size_t start = line->length;

	if (v->text == NULL)
		return;
	if (is_text && csv_is_armed(v))
		text_add(line, "'", 1); /* put behind the quote below */
	line->length += csv_write2(
	    text_room(line, room), room, v->text, v->length, CSV_QUOTE);
	if (line->bytes[start] == '\'') {
		line->bytes[start] = CSV_QUOTE;
		line->bytes[start + 1] = '\'';
	}
}

static bool
csv_write_line(struct csv_export *x)
{
	text_add(&x->line, "\r\n", 2); /* RFC 4180 */
	return fwrite(x->line.bytes, 1, x->line.length, x->file) ==
	    x->line.length ||
	    csv_fail(x);
}

static bool
csv_begin(void *context, const json_t *relation)
{
	struct csv_export *x = context;
	const json_t *columns = json_object_get(relation, "columns");
	const json_t *column;
	struct text path = { 0 };
	size_t i;

	x->width = json_array_size(columns);
	x->is_text = xrealloc(x->is_text, x->width + 1, sizeof(*x->is_text));
	text_addf(&path, "%s/%s.csv", x->part, export_text(relation, "name"));
	x->file = fopen(text_string(&path), "we");
	text_free(&path);
	if (x->file == NULL)
		return csv_fail(x);
	text_empty(&x->line);
	json_array_foreach(columns, i, column)
	{
		x->is_text[i] =
		    strcmp(export_text(column, "kind"), "string") == 0;
		text_addf(&x->line, "%s\"%s\"", i == 0 ? "" : ",",
		    export_text(column, "name"));
	}
	return csv_write_line(x);
}

static bool
csv_row(void *context, const struct export_value *values)
{
	struct csv_export *x = context;

	text_empty(&x->line);
	for (size_t i = 0; i < x->width; i++) {
		if (i > 0)
			text_add(&x->line, ",", 1);
		csv_add_value(&x->line, &values[i], x->is_text[i]);
	}
	return csv_write_line(x);
}

static bool
csv_end(void *context)
{
	struct csv_export *x = context;
	bool ok = fflush(x->file) == 0 && fsync(fileno(x->file)) == 0;

	if (fclose(x->file) != 0)
		ok = false;
	x->file = NULL;
	return ok || csv_fail(x);
}

/* datapackage.json */

static const char *
csv_type_of(const json_t *column)
{
	const char *kind = export_text(column, "kind");

	return strcmp(kind, "money") == 0 ? "number" : kind;
}

/* Times have parts of a second, which the default does not know. */
static const char *
csv_form_of(const json_t *column)
{
	return strcmp(export_text(column, "kind"), "datetime") == 0 ? "any"
								    : "default";
}

static json_t *
csv_describe_fields(const json_t *relation)
{
	const json_t *columns = json_object_get(relation, "columns");
	json_t *fields = json_array();
	const json_t *column;
	size_t i;

	json_array_foreach(columns, i, column) json_array_append_new(fields,
	    json_pack("{s:s, s:s, s:s, s:s, s:{s:b}}", "name",
		export_text(column, "name"), "type", csv_type_of(column),
		"format", csv_form_of(column), "description",
		export_text(column, "meaning"), "constraints", "required",
		json_is_true(json_object_get(column, "required"))));
	return fields;
}

static bool
csv_is_required(const json_t *relation, const char *name)
{
	const json_t *columns = json_object_get(relation, "columns");
	const json_t *column;
	size_t i;

	json_array_foreach(columns, i, column)
	{
		if (strcmp(export_text(column, "name"), name) == 0)
			return json_is_true(
			    json_object_get(column, "required"));
	}
	return false;
}

/*
 * Programs of Frictionless look for a row also where a part of the key is
 * null, which for a database refers to nothing.
 */
static bool
csv_is_told(const json_t *relation, const json_t *names)
{
	const json_t *name;
	size_t i;

	json_array_foreach(names, i, name)
	{
		if (json_array_size(names) > 1 &&
		    !csv_is_required(relation, json_string_value(name)))
			return false;
	}
	return true;
}

/* A table that refers to itself is named "". */
static json_t *
csv_describe_references(const json_t *relation)
{
	const json_t *list = json_object_get(relation, "references");
	json_t *keys = json_array();
	const json_t *key;
	size_t i;

	json_array_foreach(list, i, key)
	{
		const char *table = export_text(key, "table");

		if (!csv_is_told(relation, json_object_get(key, "columns")))
			continue;
		json_array_append_new(keys,
		    json_pack("{s:O, s:{s:s, s:O}}", "fields",
			json_object_get(key, "columns"), "reference",
			"resource",
			strcmp(table, export_text(relation, "name")) == 0
			    ? ""
			    : table,
			"fields", json_object_get(key, "keys")));
	}
	return keys;
}

static json_t *
csv_describe(const json_t *relation)
{
	const char *name = export_text(relation, "name");
	const json_t *key = json_object_get(relation, "key");
	json_t *references = csv_describe_references(relation);
	json_t *schema = json_pack("{s:o, s:[s]}", "fields",
	    csv_describe_fields(relation), "missingValues", "");

	if (json_array_size(references) >
	    0) /* Frictionless wants one at least */
		json_object_set(schema, "foreignKeys", references);
	json_decref(references);
	if (json_array_size(key) > 0)
		json_object_set(
		    schema, "primaryKey", json_object_get(relation, "key"));
	return json_pack("{s:s, s:o, s:s, s:s, s:s, s:s, s:s, s:O, s:o}",
	    "name", name, "path", json_sprintf("%s.csv", name), "profile",
	    "tabular-data-resource", "format", "csv", "mediatype", "text/csv",
	    "encoding", "utf-8", "description",
	    export_text(relation, "meaning"), "rows",
	    json_object_get(relation, "rows"), "schema", schema);
}

static json_t *
csv_describe_all(const struct export_told *told)
{
	json_t *resources = json_array();
	json_t *licences = json_array();
	json_t *sources = json_array();
	const json_t *entry;
	size_t i;

	json_array_foreach(told->relations, i, entry)
	    json_array_append_new(resources, csv_describe(entry));
	json_array_foreach(told->sources, i, entry)
	{
		json_array_append_new(licences,
		    json_pack("{s:o, s:s}", "name",
			json_sprintf("other-%s", export_text(entry, "source")),
			"title", export_text(entry, "licence")));
		json_array_append_new(sources,
		    json_pack("{s:s, s:s}", "title",
			export_text(entry, "title"), "path",
			export_text(entry, "address")));
	}
	return json_pack("{s:s, s:s, s:s, s:O, s:o, s:o, s:o}", "profile",
	    "tabular-data-package", "name", "arms", "description",
	    "Text that begins with = + - @, a tab, a carriage return or an"
	    " apostrophe has an apostrophe before it, so that a spreadsheet does"
	    " not run it: whoever reads takes one away. What is empty and without"
	    " quotes is not known. Days and times are by ISO 8601, arrays and"
	    " objects are JSON",
	    "about", told->about, "licenses", licences, "sources", sources,
	    "resources", resources);
}

static bool
csv_finish(void *context, const struct export_told *told)
{
	struct csv_export *x = context;
	json_t *description = csv_describe_all(told);
	char *bytes = json_dumps(description, JSON_INDENT(2));

	x->is_placed = bytes != NULL &&
	    folder_put(x->part, "datapackage.json", bytes, strlen(bytes)) &&
	    folder_sync(x->part) && !stop_requested() &&
	    export_place(x->part, x->out);
	free(bytes);
	json_decref(description);
	return x->is_placed;
}

const struct export_format export_csv = {
	.name = "csv",
	.open = csv_open,
	.begin = csv_begin,
	.row = csv_row,
	.end = csv_end,
	.finish = csv_finish,
	.close = csv_close,
};

const struct export_format export_edges = {
	.name = "edges",
	.is_graph = true,
	.open = csv_open,
	.begin = csv_begin,
	.row = csv_row,
	.end = csv_end,
	.finish = csv_finish,
	.close = csv_close,
};
