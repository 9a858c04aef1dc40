/*
 * One file of GraphML: who sold to whom, parties as nodes. It is written as the
 * edges come; a node stands before the first edge that needs it.
 */
#include <errno.h>
#include <libxml/xmlwriter.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/stop.h"
#include "base/text.h"
#include "publish/element.h"
#include "publish/export/format.h"
#include "publish/export/place.h"

struct graphml_export {
	const char *out;
	char *part;
	FILE *file;
	xmlTextWriter *writer; /* to the file, which it does not close */
	struct map *nodes;     /* by code and name: their ids, ours */
	char **ids;
	size_t node_count;
	size_t edge_count;
	const json_t *columns;
	bool is_placed;
};

/* The members of an edge, behind the four that are of its ends. */
static const struct {
	const char *column;
	const char *of;
	const char *type;
} graphml_keys[] = {
	{ "label", "node", "string" },
	{ "iso3", "node", "string" },
	{ "kind", "edge", "string" },
	{ "weight", "edge", "double" },
	{ "unit", "edge", "string" },
	{ "parts", "edge", "long" },
	{ "first_year", "edge", "int" },
	{ "last_year", "edge", "int" },
	{ "is_restricted", "edge", "boolean" },
	{ "about", "graph", "string" },
};
enum { SOURCE, SOURCE_ISO3, TARGET, TARGET_ISO3, ENDS };

static bool
graphml_wrote(const struct graphml_export *x, bool ok)
{
	if (!ok)
		log_error("%s: cannot write: %s", x->part, strerror(errno));
	return ok;
}

static void
graphml_close(void *context)
{
	struct graphml_export *x = context;

	if (x == NULL)
		return;
	if (x->writer != NULL)
		xmlFreeTextWriter(x->writer);
	if (x->file != NULL)
		fclose(x->file);
	if (x->part != NULL && !x->is_placed)
		unlink(x->part);
	for (size_t i = 0; i < x->node_count; i++)
		free(x->ids[i]);
	free(x->ids);
	map_free(x->nodes);
	free(x->part);
	free(x);
}

static bool
graphml_key(xmlTextWriter *w, size_t i)
{
	return element_begin(w, "key") &&
	    element_attribute(w, "id", graphml_keys[i].column) &&
	    element_attribute(w, "for", graphml_keys[i].of) &&
	    element_attribute(w, "attr.name", graphml_keys[i].column) &&
	    element_attribute(w, "attr.type", graphml_keys[i].type) &&
	    element_end(w);
}

static bool
graphml_head(xmlTextWriter *w)
{
	bool ok = element_begin_document(
	    w, "graphml", "http://graphml.graphdrawing.org/xmlns");

	for (size_t i = 0; i < sizeof(graphml_keys) / sizeof(graphml_keys[0]);
	     i++)
		ok = ok && graphml_key(w, i);
	return ok && element_begin(w, "graph") &&
	    element_attribute(w, "id", "arms") &&
	    element_attribute(w, "edgedefault", "directed");
}

/* The library would take the name of a file for an address, %20 for a blank. */
static bool
graphml_open_file(struct graphml_export *x)
{
	x->file = fopen(x->part, "we");
	if (x->file == NULL)
		return graphml_wrote(x, false);
	x->writer = xgiven(
	    xmlNewTextWriter(xgiven(xmlOutputBufferCreateFile(x->file, NULL))));
	return graphml_wrote(x, graphml_head(x->writer));
}

static void *
graphml_open(const char *out)
{
	struct graphml_export *x = xzalloc(sizeof(*x));

	x->out = out;
	x->nodes = map_new();
	x->part = export_part(out, false);
	if (x->part != NULL && graphml_open_file(x))
		return x;
	graphml_close(x);
	return NULL;
}

static bool
graphml_begin(void *context, const json_t *relation)
{
	struct graphml_export *x = context;

	x->columns = json_object_get(relation, "columns");
	return true;
}

static bool
graphml_data(xmlTextWriter *w, const char *key, const char *value)
{
	return value == NULL ||
	    (element_begin(w, "data") && element_attribute(w, "key", key) &&
		element_value(w, value) && element_end(w));
}

/* The id of a party, which is written if it is the first time. */
static const char *
graphml_node(struct graphml_export *x, const char *name, const char *iso3)
{
	const char *code = iso3 == NULL ? "" : iso3;
	const char *id = map_get2(x->nodes, name, code);
	struct text fresh = { 0 };
	xmlTextWriter *w = x->writer;

	if (id != NULL)
		return id;
	text_addf(&fresh, "n%zu", x->node_count + 1);
	x->ids = xrealloc(x->ids, x->node_count + 1, sizeof(*x->ids));
	id = x->ids[x->node_count++] = xstrdup(text_string(&fresh));
	text_free(&fresh);
	map_add2(x->nodes, name, code, id);
	return element_begin(w, "node") && element_attribute(w, "id", id) &&
		graphml_data(w, "label", name) &&
		graphml_data(w, "iso3", iso3) && element_end(w)
	    ? id
	    : NULL;
}

/* A truth is t or f in the database. */
static const char *
graphml_value(const json_t *column, const char *text)
{
	if (text == NULL || strcmp(export_text(column, "kind"), "boolean") != 0)
		return text;
	return *text == 't' ? "true" : "false";
}

static bool
graphml_edge(struct graphml_export *x, const struct export_value *values,
    const char *source, const char *target)
{
	xmlTextWriter *w = x->writer;
	char id[32];
	bool ok;

	snprintf(id, sizeof(id), "e%zu", ++x->edge_count);
	ok = element_begin(w, "edge") && element_attribute(w, "id", id) &&
	    element_attribute(w, "source", source) &&
	    element_attribute(w, "target", target);
	for (size_t i = ENDS; i < json_array_size(x->columns); i++) {
		const json_t *column = json_array_get(x->columns, i);

		ok = ok &&
		    graphml_data(w, export_text(column, "name"),
			graphml_value(column, values[i].text));
	}
	return ok && element_end(w);
}

static bool
graphml_row(void *context, const struct export_value *values)
{
	struct graphml_export *x = context;
	const char *source =
	    graphml_node(x, values[SOURCE].text, values[SOURCE_ISO3].text);
	const char *target = source == NULL
	    ? NULL
	    : graphml_node(x, values[TARGET].text, values[TARGET_ISO3].text);

	return graphml_wrote(
	    x, target != NULL && graphml_edge(x, values, source, target));
}

static bool
graphml_end(void *context)
{
	(void)context;
	return true;
}

/* A line for each of what is told of the whole, and of the columns. */
static bool
graphml_tell(struct graphml_export *x, const struct export_told *told)
{
	json_t *about = (json_t *)(uintptr_t)told->about;
	struct text lines = { 0 };
	const json_t *column;
	size_t i;
	bool ok;

	for (void *m = json_object_iter(about); m != NULL;
	     m = json_object_iter_next(about, m))
		text_addf(&lines, "%s: %s; ", json_object_iter_key(m),
		    json_string_value(json_object_iter_value(m)));
	text_add_string(&lines,
	    "an edge without a weight is one of which it is not known, and not "
	    "of 0 or 1, for which programs may take it; ");
	json_array_foreach(x->columns, i, column)
	    text_addf(&lines, "%s is %s; ", export_text(column, "name"),
		export_text(column, "meaning"));
	ok = graphml_data(x->writer, "about", text_string(&lines));
	text_free(&lines);
	return ok;
}

/* What the library could not write it does not always tell; the file does. */
static bool
graphml_end_file(struct graphml_export *x, bool ok)
{
	xmlFreeTextWriter(x->writer);
	x->writer = NULL;
	ok = ok && fflush(x->file) == 0 && ferror(x->file) == 0 &&
	    fsync(fileno(x->file)) == 0;
	ok = graphml_wrote(x, ok);
	if (fclose(x->file) != 0 && ok)
		ok = graphml_wrote(x, false);
	x->file = NULL;
	return ok;
}

static bool
graphml_finish(void *context, const struct export_told *told)
{
	struct graphml_export *x = context;
	bool ok =
	    graphml_tell(x, told) && xmlTextWriterEndDocument(x->writer) >= 0;

	x->is_placed = graphml_end_file(x, ok) && !stop_requested() &&
	    export_place(x->part, x->out);
	return x->is_placed;
}

const struct export_format export_graphml = {
	.name = "graphml",
	.is_graph = true,
	.open = graphml_open,
	.begin = graphml_begin,
	.row = graphml_row,
	.end = graphml_end,
	.finish = graphml_finish,
	.close = graphml_close,
};
