/* Nodes and edges as a drawing: laid out by graphviz, written by us as SVG. */
#ifndef PUBLISH_REPORT_GRAPH_H
#define PUBLISH_REPORT_GRAPH_H

#include <libxml/xmlwriter.h>
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

/* What takes longer to lay out than a reader would look at it. */
#define GRAPH_NODES_MOST 200
#define GRAPH_EDGES_MOST 300

/*
 * Writes <svg>, in a box of its own size that scrolls where there is less room.
 * Ids begin with the graph's. Labels may be anything: graphviz never sees them.
 * False, logged and nothing written, if it is too large or cannot be laid out;
 * false if the writer fails.
 */
bool graph_write(xmlTextWriterPtr, const struct graph *);

#endif
