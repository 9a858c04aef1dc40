#include "package/columns.h"

#include "base/log.h"
#include "base/text.h"
#include "package/resource_internal.h"

const struct resource *const resources[RESOURCE_COUNT] = {
	[RESOURCE_DOCUMENT] = &document_resource,
	[RESOURCE_CAPTURE] = &capture_resource,
	[RESOURCE_PUBLICATION] = &publication_resource,
	[RESOURCE_PUBLICATION_PURCHASER] = &publication_purchaser_resource,
	[RESOURCE_PUBLICATION_ITEM] = &publication_item_resource,
	[RESOURCE_PUBLICATION_CONTRACTOR] = &publication_contractor_resource,
	[RESOURCE_EDITION] = &edition_resource,
	[RESOURCE_TRANSFER] = &transfer_resource,
	[RESOURCE_OBSERVATION] = &observation_resource,
	[RESOURCE_POLICY_DOCUMENT] = &policy_document_resource,
	[RESOURCE_CODE] = &code_resource,
	[RESOURCE_FAULT] = &fault_resource,
};

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

		if (c->description != NULL)
			json_object_set_new(
			    field, "description", json_string(c->description));
		if (i < r->key)
			json_object_set_new(field, "constraints",
			    json_pack("{s:b}", "required", 1));
		json_array_append_new(fields, field);
	}
	add_hash_column(fields);
	return fields;
}

static json_t *
names(const struct resource *r, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_string(r->columns[i].name));
	return list;
}

json_t *
resource_describe(const struct resource *r)
{
	json_t *schema =
	    json_pack("{s:o, s:o, s:[s]}", "fields", describe_columns(r),
		"primaryKey", names(r, r->key), "missingValues", "");
	struct text path = { 0 };
	json_t *entry;

	if (r->reference != NULL)
		json_object_set_new(schema, "foreignKeys",
		    json_pack("[{s:o, s:{s:s, s:o}}]", "fields",
			names(r, r->reference_width), "reference", "resource",
			r->reference, "fields", names(r, r->reference_width)));
	text_addf(&path, "%s.csv", r->name);
	entry = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:o}", "name",
	    r->name, "title", r->title, "path", text_string(&path), "profile",
	    "tabular-data-resource", "format", "csv", "mediatype", "text/csv",
	    "encoding", "utf-8", "schema", schema);
	text_free(&path);
	if (entry == NULL)
		log_fatal("cannot describe %s", r->name);
	return entry;
}
