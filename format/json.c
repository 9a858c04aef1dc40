#include <jansson.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#include "archive/body.h"
#include "archive/decode.h"
#include "base/arena.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "format/format.h"
#include "format/json_tree.h"

/* More than publishers write; less than would fill the memory. */
#define NAME_MAX_LENGTH 1024
#define FIELDS_MAX 10000

/* Digits that every double keeps, and that tell every double apart. */
#define DIGITS_KEPT 15
#define DIGITS_TELLING 17

struct json_reader {
	const struct document *document;
	const struct shape *shape;
	row_taker *take;
	void *context;
	struct arena *arena; /* of a record */
	struct field *fields;
	size_t count;
	size_t number; /* of the record */
	bool lines;    /* records are arrays, as the first is */
};

static bool
json_refuse(const struct json_reader *r, const char *why)
{
	if (r->number == 0)
		log_error("%s: %s", r->document->url, why);
	else
		log_error(
		    "%s: record %zu: %s", r->document->url, r->number, why);
	return false;
}

/* The same of what goes beyond a limit, which is the document's fault. */
static bool
json_limit(const struct json_reader *r, const char *why)
{
	body_refuse(r->document->content, why);
	return json_refuse(r, why);
}

/* Values as text */

static const char *
json_dump(struct arena *arena, json_t *value, size_t digits)
{
	char *text = xgiven(json_dumps(value,
	    JSON_ENCODE_ANY | JSON_COMPACT | JSON_REAL_PRECISION(digits)));
	const char *copy = arena_string(arena, text);
	free(text);
	return copy;
}

/* 0.1 as 0.1, although no double is just that. */
static const char *
json_real_text(struct arena *arena, json_t *value)
{
	double number = json_real_value(value);
	const char *text = NULL;

	for (size_t n = DIGITS_KEPT; n <= DIGITS_TELLING; n++) {
		text = json_dump(arena, value, n);
		if (strtod(text, NULL) == number)
			break;
	}
	return text;
}

/* Of a single value; borrowed from it or from the arena. NULL for null. */
static const char *
json_single_text(struct arena *arena, json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_STRING:
		return json_string_value(value);
	case JSON_INTEGER:
		return json_dump(arena, value, 0);
	case JSON_REAL:
		return json_real_text(arena, value);
	case JSON_TRUE:
		return "true";
	case JSON_FALSE:
		return "false";
	default:
		return NULL;
	}
}

/* Neither an object nor an array. */
static bool
json_is_single(json_t *value)
{
	return !json_is_object(value) && !json_is_array(value);
}

static bool
json_is_list_of_singles(json_t *list)
{
	for (size_t i = 0; i < json_array_size(list); i++) {
		if (!json_is_single(json_array_get(list, i)))
			return false;
	}
	return true;
}

/* Of all in a list, joined by "; "; NULL if there are none. */
static const char *
json_join_singles(struct arena *arena, json_t *list)
{
	struct text joined = { 0 };
	const char *copy;

	if (json_array_size(list) == 0)
		return NULL;
	for (size_t i = 0; i < json_array_size(list); i++) {
		const char *text =
		    json_single_text(arena, json_array_get(list, i));

		if (i > 0)
			text_add_string(&joined, "; ");
		text_add_string(&joined, text == NULL ? "" : text);
	}
	copy = arena_copy(arena, joined.bytes, joined.length);
	text_free(&joined);
	return copy;
}

/* Members as fields */

static bool
json_add_field(struct json_reader *r, const char *name, const char *value,
    const char *mark)
{
	if (r->count == FIELDS_MAX)
		return json_limit(
		    r, "has too many members (limit JSON members)");
	r->fields[r->count++] = (struct field){ name, value, mark };
	return true;
}

static bool
json_add_value(struct json_reader *r, const char *name, json_t *value);

/* A value within another; name is "" for the members of the record itself. */
static bool
json_add_inner(
    struct json_reader *r, const char *outer, const char *name, json_t *value)
{
	if (strlen(outer) + strlen(name) > NAME_MAX_LENGTH)
		return json_limit(
		    r, "has a member with too long a name (limit JSON names)");
	if (outer[0] != '\0')
		name = arena_print(r->arena, "%s.%s", outer, name);
	return json_add_value(r, name, value);
}

static bool
json_add_members(struct json_reader *r, const char *outer, json_t *object)
{
	const char *name;
	json_t *value;

	json_object_foreach(object, name, value)
	{
		if (!json_add_inner(r, outer, name, value))
			return false;
	}
	return true;
}

static bool
json_add_elements(struct json_reader *r, const char *outer, json_t *list)
{
	for (size_t i = 0; i < json_array_size(list); i++) {
		const char *name = arena_print(r->arena, "%zu", i + 1);

		if (!json_add_inner(r, outer, name, json_array_get(list, i)))
			return false;
	}
	return true;
}

static bool
json_add_value(struct json_reader *r, const char *name, json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_OBJECT:
		return json_add_members(r, name, value);
	case JSON_ARRAY:
		if (!json_is_list_of_singles(value))
			return json_add_elements(r, name, value);
		return json_add_field(
		    r, name, json_join_singles(r->arena, value), NULL);
	default:
		return json_add_field(r, name,
		    json_single_text(r->arena, value),
		    json_typeof(value) == JSON_STRING ? "text" : NULL);
	}
}

/* What was wrong with a member's content is wrong with the document. */
static void
json_close_member(const struct json_reader *r, struct body *content)
{
	if (body_error(content) != NULL)
		body_refuse(r->document->content, body_error(content));
	body_close(content);
}

/* Members that are HTML */

struct json_region {
	struct json_reader *reader;
	const char *name;
};

static bool
json_take_html_row(void *context, const struct row *row)
{
	const struct json_region *region = context;
	struct json_reader *r = region->reader;
	struct field *fields =
	    arena_alloc(r->arena, (row->count + 1) * sizeof(*fields));
	struct row ours = { r->number, fields, 1, NULL };

	fields[0] = (struct field){ "region", region->name, NULL };
	for (size_t i = 0; i < row->count; i++) {
		if (strcmp(row->fields[i].name, "region") != 0)
			fields[ours.count++] = row->fields[i];
	}
	return r->take(r->context, &ours);
}

static bool
json_read_html_member(struct json_reader *r, const char *name, const char *html)
{
	struct json_region region = { r, name };
	struct document doc = *r->document;
	bool ok;

	doc.charset = "UTF-8";
	doc.content = body_of_memory(html, strlen(html));
	ok = html_format.read(&doc, r->shape, json_take_html_row, &region);
	json_close_member(r, doc.content);
	return ok;
}

/* A member that is a table */

/* Whether nothing but base64 (RFC 4648, section 4) stands there. */
static bool
json_is_base64(const char *text, size_t length)
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				       "abcdefghijklmnopqrstuvwxyz"
				       "0123456789+/";
	size_t digits = strspn(text, alphabet);

	return length % 4 == 0 && length - digits <= 2 &&
	    strspn(text + digits, "=") == length - digits;
}

static bool
json_read_csv_member(struct json_reader *r, json_t *record)
{
	json_t *member = json_object_get(record, r->shape->csv_member);
	struct document doc = *r->document;
	const char *text = json_string_value(member);
	size_t length = json_string_length(member);
	unsigned char *decoded = NULL;
	bool ok;

	if (text == NULL)
		return json_refuse(r, "holds no table");
	doc.charset = NULL;
	if (length > 0 && json_is_base64(text, length)) {
		size_t padding = length - strcspn(text, "=");

		decoded = xzalloc(length);
		EVP_DecodeBlock(
		    decoded, (const unsigned char *)text, (int)length);
		doc.content = body_of_memory(decoded, length / 4 * 3 - padding);
	} else {
		doc.content = body_of_memory(text, length);
	}
	ok = csv_format.read(&doc, r->shape, r->take, r->context);
	json_close_member(r, doc.content);
	free(decoded);
	return ok;
}

/* Records */

static bool
json_read_cells(struct json_reader *r, json_t *list)
{
	struct row row = { r->number, r->fields, 0, NULL };
	json_t *value;
	size_t i;

	json_array_foreach(list, i, value)
	{
		if (!json_is_single(value))
			return json_refuse(r, "is not a line of a table");
		if (!json_add_field(
			r, "", json_single_text(r->arena, value), NULL))
			return false;
	}
	row.count = r->count;
	return r->take(r->context, &row);
}

static bool
json_read_record(struct json_reader *r, json_t *record)
{
	const char *const *name = r->shape->html_members;
	struct row row;

	r->number++;
	r->count = 0;
	arena_reset(r->arena);
	if (r->number == 1)
		r->lines = json_is_array(record);
	if (r->lines && json_is_array(record))
		return json_read_cells(r, record);
	if (!json_is_object(record))
		return json_refuse(r, "is not an object");
	if (r->shape->csv_member != NULL)
		return json_read_csv_member(r, record);
	if (!json_add_members(r, "", record))
		return false;
	row = (struct row){ r->number, r->fields, r->count, NULL };
	if (!r->take(r->context, &row))
		return false;
	for (; name != NULL && *name != NULL; name++) {
		const char *html = row_get(&row, *name);

		if (html != NULL && !json_read_html_member(r, *name, html))
			return false;
	}
	return true;
}

static bool
json_read_records(struct json_reader *r, json_t *list)
{
	for (size_t i = 0; i < json_array_size(list); i++) {
		if (!json_read_record(r, json_array_get(list, i)))
			return false;
	}
	return true;
}

/* Of an array in which an array of records may stand, or null. */
static bool
json_read_nested(struct json_reader *r, json_t *list)
{
	json_t *value;
	size_t i;

	json_array_foreach(list, i, value)
	{
		if (json_is_null(value))
			continue;
		if (json_is_array(value) ? !json_read_records(r, value)
					 : !json_read_record(r, value))
			return false;
	}
	return true;
}

/* What stands at a dotted path; NULL if nothing does. */
static json_t *
json_find_member(json_t *value, const char *path)
{
	while (value != NULL) {
		size_t length = strcspn(path, ".");

		value = json_object_getn(value, path, length);
		if (path[length] == '\0')
			break;
		path += length + 1;
	}
	return value;
}

static bool
json_read_tree(struct json_reader *r, json_t *tree)
{
	json_t *list = tree;

	if (r->shape->records != NULL)
		list = json_find_member(tree, r->shape->records);
	if (json_is_array(list))
		return r->shape->nested ? json_read_nested(r, list)
					: json_read_records(r, list);
	if (r->shape->records == NULL || (list == NULL && r->shape->or_whole))
		return json_read_record(r, tree);
	log_error(
	    "%s: has no array \"%s\"", r->document->url, r->shape->records);
	return false;
}

/* NULL, logged, if it is not wholly JSON. */
static json_t *
json_parse(const struct document *doc)
{
	struct body *body = decode_utf8(doc->content, doc->charset);
	char why[JSON_WHY];
	json_t *tree = json_tree_read(body, JSON_REJECT_DUPLICATES, why);

	if (tree == NULL)
		log_error("%s: %s", doc->url, why);
	body_close_top(body);
	return tree;
}

static bool
json_read(const struct document *doc, const struct shape *shape,
    row_taker *take, void *context)
{
	struct json_reader r = {
		.document = doc,
		.shape = shape,
		.take = take,
		.context = context,
	};
	json_t *tree = json_parse(doc);
	bool ok;

	if (tree == NULL)
		return false;
	r.arena = arena_new();
	r.fields = xzalloc(FIELDS_MAX * sizeof(*r.fields));
	ok = json_read_tree(&r, tree);
	free(r.fields);
	arena_free(r.arena);
	json_decref(tree);
	return ok;
}

const struct format json_format = {
	.name = "json",
	.place = "record",
	.read = json_read,
};
