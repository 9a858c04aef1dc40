/* Nodes and edges that are to be drawn: see graph.h. */
#ifndef PUBLISH_REPORT_GRAPH_DATA_H
#define PUBLISH_REPORT_GRAPH_DATA_H

#include <stdbool.h>
#include <stddef.h>

struct graph_node {
	const char *label; /* lines parted by '\n' */
	const char *href;  /* or NULL */
	const char
	    *kind; /* a word for CSS: "notice", "company", ...; or NULL */
};

struct graph_edge {
	size_t from; /* index of a node */
	size_t to;
	const char *label; /* or NULL */
	double weight;     /* thickness; 0: plain */
};

struct graph {
	const char *id;
	const char *title;
	const char *description;
	bool is_directed; /* laid out from left to right; else by springs */
	size_t node_count;
	size_t edge_count;
	const struct graph_node *nodes;
	const struct graph_edge *edges;
};

#endif
