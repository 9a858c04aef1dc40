/*
 * Where the nodes and edges of a graph go, by graphviz, which sees only
 * numbers: sizes, never a text.
 */
#ifndef PUBLISH_REPORT_GRAPH_LAYOUT_H
#define PUBLISH_REPORT_GRAPH_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "publish/report/graph_data.h"

struct graph_size {
	double width;
	double height;
};

/* In units from the left and from the top. */
struct graph_point {
	double x;
	double y;
};

/* A curve: a point to begin at, then three points for each bow of it. */
struct graph_curve {
	struct graph_point *points;
	size_t count;
	struct graph_point tip;   /* of a directed edge's arrow */
	struct graph_point label; /* its middle */
};

struct graph_layout {
	struct graph_size size;
	struct graph_point *nodes; /* their middles */
	struct graph_curve *edges;
	size_t edge_count;
};

/*
 * Sizes are of a node each, and of an edge's label each; a width of zero: no
 * label. False, logged, if it cannot be laid out. The caller frees the layout
 * in either case.
 */
bool graph_layout_make(struct graph_layout *, const struct graph *,
    const struct graph_size *nodes, const struct graph_size *labels);
void graph_layout_free(struct graph_layout *);

#endif
