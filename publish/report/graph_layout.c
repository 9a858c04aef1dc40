#include <graphviz/gvc.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "publish/report/graph_layout.h"

#define UNITS_PER_INCH 72.0
#define NUMBER_SIZE 32
/* With more edges, curves around nodes take longer than all else together. */
#define CURVES_MOST 60
#define LABEL_SIZE 160

/* Says nothing: what went wrong is told by the one who asked. */
static int
layout_quiet(char *message)
{
	(void)message;
	return 0;
}

/* Graphviz takes what it does not change as if it did. */
static void
layout_set(void *object, const char *name, const char *value)
{
	char *own_name = xstrdup(name);
	char *own_value = xstrdup(value);
	char none[] = "";

	(void)agsafeset(object, own_name, own_value, none);
	free(own_name);
	free(own_value);
}

static void
layout_set_number(void *object, const char *name, double value)
{
	char text[NUMBER_SIZE];
	long thousandths = lround(value * 1000);

	(void)snprintf(text, sizeof(text), "%ld.%03ld", thousandths / 1000,
	    thousandths % 1000);
	layout_set(object, name, text);
}

static void
layout_add_node(Agraph_t *g, Agnode_t **node, const struct graph_size *size)
{
	*node = agnode(g, NULL, 1);
	layout_set(*node, "label", "");
	layout_set(*node, "shape", "box");
	layout_set(*node, "fixedsize", "true");
	layout_set_number(*node, "width", size->width / UNITS_PER_INCH);
	layout_set_number(*node, "height", size->height / UNITS_PER_INCH);
}

/* A label is an empty table of its size: no font is asked. */
static void
layout_add_label(Agraph_t *g, Agedge_t *edge, const struct graph_size *size)
{
	char table[LABEL_SIZE];
	char name[] = "label";
	char none[] = "";
	char *html;

	if (size->width <= 0)
		return;
	(void)snprintf(table, sizeof(table),
	    "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" "
	    "FIXEDSIZE=\"TRUE\" WIDTH=\"%ld\" HEIGHT=\"%ld\">"
	    "<TR><TD></TD></TR></TABLE>",
	    lround(size->width), lround(size->height));
	html = agstrdup_html(g, table);
	(void)agsafeset(edge, name, html, none);
	(void)agstrfree(g, html);
}

static Agraph_t *
layout_graph(const struct graph *graph)
{
	char name[] = "g";
	Agraph_t *g = xgiven(
	    agopen(name, graph->is_directed ? Agdirected : Agundirected, NULL));

	if (graph->is_directed) {
		layout_set(g, "rankdir", "LR");
		layout_set(g, "ranksep", "0.3");
		layout_set(g, "nodesep", "0.2");
		/* A graph that is hard to draw well is drawn less well. */
		layout_set(g, "nslimit", "1");
		layout_set(g, "nslimit1", "1");
		layout_set(g, "mclimit", "0.5");
		if (graph->edge_count > CURVES_MOST)
			layout_set(g, "splines", "line");
	} else {
		layout_set(g, "overlap", "false");
		layout_set(g, "sep", "+10");
		layout_set(g, "splines", "line");
		layout_set(g, "start", "7");
		layout_set(g, "maxiter", "300");
	}
	return g;
}

/* Where a walk along the edges has been. */
enum visit { VISIT_NONE, VISIT_BEGUN, VISIT_DONE };

/* Notes the edges that lead back to where the walk is under way. */
static void
layout_visit(const struct graph *graph, size_t node, enum visit *visits,
    bool *leads_back)
{
	visits[node] = VISIT_BEGUN;
	for (size_t i = 0; i < graph->edge_count; i++) {
		const struct graph_edge *edge = &graph->edges[i];

		if (edge->from != node || edge->to == node)
			continue;
		if (visits[edge->to] == VISIT_BEGUN)
			leads_back[i] = true;
		else if (visits[edge->to] == VISIT_NONE)
			layout_visit(graph, edge->to, visits, leads_back);
	}
	visits[node] = VISIT_DONE;
}

/*
 * Which edges close a circle. They are laid out the other way round, with the
 * arrow at their tail: so does dot, which then loses 128 bytes for each (2.43).
 */
static bool *
layout_back_edges(const struct graph *graph)
{
	bool *leads_back = xzalloc(graph->edge_count + 1);
	enum visit *visits = xzalloc((graph->node_count + 1) * sizeof(*visits));

	for (size_t i = 0; graph->is_directed && i < graph->node_count; i++)
		if (visits[i] == VISIT_NONE)
			layout_visit(graph, i, visits, leads_back);
	free(visits);
	return leads_back;
}

static Agedge_t *
layout_add_edge(Agraph_t *g, Agnode_t **nodes, const struct graph_edge *edge,
    bool leads_back)
{
	Agnode_t *from = nodes[leads_back ? edge->to : edge->from];
	Agnode_t *to = nodes[leads_back ? edge->from : edge->to];
	Agedge_t *added = agedge(g, from, to, NULL, 1);

	if (leads_back)
		layout_set(added, "dir", "back");
	return added;
}

static struct graph_point
layout_point(pointf at, boxf bounds)
{
	return (struct graph_point){ at.x - bounds.LL.x, bounds.UR.y - at.y };
}

static void
layout_take_edge(
    struct graph_curve *curve, Agedge_t *edge, boxf bounds, bool leads_back)
{
	const splines *all = ED_spl(edge);
	const bezier *only = all != NULL && all->size > 0 ? all->list : NULL;

	if (ED_label(edge) != NULL)
		curve->label = layout_point(ED_label(edge)->pos, bounds);
	if (only == NULL)
		return;
	curve->count = (size_t)only->size;
	curve->points = xrealloc(NULL, curve->count, sizeof(*curve->points));
	for (size_t i = 0; i < curve->count; i++)
		curve->points[leads_back ? curve->count - 1 - i : i] =
		    layout_point(only->list[i], bounds);
	curve->tip = curve->points[curve->count - 1];
	if (only->sflag != 0)
		curve->tip = layout_point(only->sp, bounds);
	if (only->eflag != 0)
		curve->tip = layout_point(only->ep, bounds);
}

/* A graph as graphviz has it. */
struct graph_copy {
	Agraph_t *graph;
	Agnode_t **nodes;
	Agedge_t **edges;
	bool *leads_back; /* of each edge */
};

static void
layout_take(struct graph_layout *layout, const struct graph *graph,
    const struct graph_copy *copy)
{
	boxf bounds = GD_bb(copy->graph);

	layout->size.width = bounds.UR.x - bounds.LL.x;
	layout->size.height = bounds.UR.y - bounds.LL.y;
	for (size_t i = 0; i < graph->node_count; i++)
		layout->nodes[i] =
		    layout_point(ND_coord(copy->nodes[i]), bounds);
	for (size_t i = 0; i < graph->edge_count; i++)
		layout_take_edge(&layout->edges[i], copy->edges[i], bounds,
		    copy->leads_back[i]);
}

/*
 * One for as long as the program lives: graphviz does not free what a context
 * has read of its plugins (version 2.43: 4 KiB each time).
 */
static GVC_t *
layout_context(void)
{
	static GVC_t *context;

	if (context == NULL)
		context = xgiven(gvContext());
	return context;
}

static bool
layout_run(struct graph_layout *layout, const struct graph *graph,
    const struct graph_copy *copy)
{
	GVC_t *context = layout_context();
	const char *engine = graph->is_directed ? "dot" : "neato";
	bool ok = gvLayout(context, copy->graph, engine) == 0;

	if (ok)
		layout_take(layout, graph, copy);
	else
		log_error("%s: graphviz cannot lay out the graph", graph->id);
	(void)gvFreeLayout(context, copy->graph);
	return ok;
}

static struct graph_copy
graph_copy_make(const struct graph *graph, const struct graph_size *node_sizes,
    const struct graph_size *label_sizes)
{
	struct graph_copy copy = {
		.graph = layout_graph(graph),
		.nodes = xzalloc((graph->node_count + 1) * sizeof(Agnode_t *)),
		.edges = xzalloc((graph->edge_count + 1) * sizeof(Agedge_t *)),
		.leads_back = layout_back_edges(graph),
	};

	for (size_t i = 0; i < graph->node_count; i++)
		layout_add_node(copy.graph, &copy.nodes[i], &node_sizes[i]);
	for (size_t i = 0; i < graph->edge_count; i++) {
		copy.edges[i] = layout_add_edge(copy.graph, copy.nodes,
		    &graph->edges[i], copy.leads_back[i]);
		layout_add_label(copy.graph, copy.edges[i], &label_sizes[i]);
	}
	return copy;
}

bool
graph_layout_make(struct graph_layout *layout, const struct graph *graph,
    const struct graph_size *node_sizes, const struct graph_size *label_sizes)
{
	struct graph_copy copy;
	bool ok;

	(void)agseterrf(layout_quiet);
	*layout = (struct graph_layout){
		.nodes =
		    xzalloc((graph->node_count + 1) * sizeof(*layout->nodes)),
		.edges =
		    xzalloc((graph->edge_count + 1) * sizeof(*layout->edges)),
		.edge_count = graph->edge_count,
	};
	copy = graph_copy_make(graph, node_sizes, label_sizes);
	ok = layout_run(layout, graph, &copy);
	(void)agclose(copy.graph);
	free(copy.nodes);
	free(copy.edges);
	free(copy.leads_back);
	return ok;
}

void
graph_layout_free(struct graph_layout *layout)
{
	for (size_t i = 0; i < layout->edge_count; i++)
		free(layout->edges[i].points);
	free(layout->edges);
	free(layout->nodes);
	*layout = (struct graph_layout){ 0 };
}
