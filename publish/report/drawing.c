#include "publish/report/drawing.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/list.h"
#include "base/text.h"
#include "publish/report/graph.h"
#include "publish/report/shown.h"

#define LABEL_MAX 80

enum { FROM = 1, TO = 4, LABEL = 7, WEIGHT };

struct drawing {
	const struct content *content;
	struct arena *arena;
	struct graph_node *nodes;
	size_t node_count;
	size_t node_room;
	struct graph_edge *edges;
	size_t edge_count;
	size_t edge_room;
};

static const char *
drawing_text(struct drawing *d, const char *value)
{
	struct text shown = { 0 };
	const char *kept;

	shown_text(&shown, value, LABEL_MAX);
	kept = arena_string(d->arena, text_string(&shown));
	text_free(&shown);
	return kept;
}

/* Lines are parted by '|', which is then a line end. */
static const char *
drawing_lines(struct drawing *d, const char *value)
{
	char *text = arena_string(d->arena, drawing_text(d, value));

	for (char *bar = text; (bar = strchr(bar, '|')) != NULL;)
		*bar = '\n';
	return text;
}

/* The node of three columns: its name, address and kind. */
static size_t
drawing_node(struct drawing *d, const struct site *site,
    const struct webpage *p, int column)
{
	const struct cursor *rows = d->content->rows;
	const char *name = drawing_lines(d, cursor_value(rows, column));
	const char *kind = cursor_value(rows, column + 2);
	struct text address = { 0 };
	struct graph_node *node;

	for (size_t i = 0; i < d->node_count; i++) {
		if (strcmp(d->nodes[i].label, name) == 0)
			return i;
	}
	d->nodes = list_room(
	    d->nodes, d->node_count, &d->node_room, sizeof(*d->nodes));
	node = &d->nodes[d->node_count];
	memset(node, 0, sizeof(*node));
	node->label = name;
	node->kind = arena_string(d->arena, kind);
	if (site_address(site, p, &address, cursor_value(rows, column + 1)))
		node->href = arena_string(d->arena, text_string(&address));
	text_free(&address);
	return d->node_count++;
}

static void
drawing_row(struct drawing *d, const struct site *site, const struct webpage *p)
{
	const struct cursor *rows = d->content->rows;
	const char *label = cursor_value(rows, LABEL);
	const char *weight = cursor_value(rows, WEIGHT);
	size_t from;
	struct graph_edge *edge;

	if (cursor_value(rows, FROM) == NULL)
		return;
	from = drawing_node(d, site, p, FROM);
	if (cursor_value(rows, TO) == NULL)
		return;
	d->edges = list_room(
	    d->edges, d->edge_count, &d->edge_room, sizeof(*d->edges));
	edge = &d->edges[d->edge_count++];
	edge->from = from;
	edge->to = drawing_node(d, site, p, TO);
	edge->label = label == NULL ? NULL : drawing_text(d, label);
	edge->weight = weight == NULL ? 0 : strtod(weight, NULL);
}

bool
drawing_write(const struct site *site, struct webpage *p,
    const struct content *c, const char *key)
{
	struct drawing d = { .content = c, .arena = arena_new() };
	struct graph graph = { .id = c->id,
		.title = c->heading,
		.description = c->caveat,
		.is_directed =
		    strcmp(cursor_heading(c->rows, TO), "with") != 0 };
	enum graph_result result;

	do
		drawing_row(&d, site, p);
	while (cursor_next_of(c->rows, key));
	graph.nodes = d.nodes;
	graph.node_count = d.node_count;
	graph.edges = d.edges;
	graph.edge_count = d.edge_count;
	webpage_start(p, "figure", NULL);
	result = graph_write(webpage_writer(p), &graph);
	if (result == GRAPH_LEFT_OUT)
		webpage_element(
		    p, "p", "empty", "There is too much of it to be drawn.");
	webpage_end(p);
	free(d.nodes);
	free(d.edges);
	arena_free(d.arena);
	return result != GRAPH_BROKEN;
}
