/* Nodes and edges as a drawing: laid out by graphviz, written by us as SVG. */
#ifndef PUBLISH_REPORT_GRAPH_H
#define PUBLISH_REPORT_GRAPH_H

#include <libxml/xmlwriter.h>
#include <stdbool.h>

#include "publish/report/graph_data.h"

/* What takes longer to lay out than a reader would look at it. */
#define GRAPH_NODES_MOST 200
#define GRAPH_EDGES_MOST 300

/*
 * Writes <svg>, in a box of its own size that scrolls where there is less room.
 * Ids begin with the graph's. Labels may be anything: graphviz never sees them.
 */
enum graph_result {
	GRAPH_WRITTEN,
	GRAPH_LEFT_OUT, /* it is too large: logged, and nothing is written */
	GRAPH_BROKEN,   /* the writer failed, or graphviz, which is logged */
};
enum graph_result graph_write(xmlTextWriterPtr, const struct graph *);

#endif
