#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "publish/report/graph.h"
#include "publish/report/graph_layout.h"
#include "publish/report/svg.h"

#define LINE_HEIGHT 17.0
#define LINE_DROP 4.5
#define LINES_MOST 5
#define FONT_WIDER 1.08 /* than svg_width() takes it for */
#define BOLD_WIDER 1.2
#define LINE_WIDEST 190.0
#define NODE_MARGIN 10.0
#define NODE_LEAST 40.0
#define EDGE_TEXT_WIDEST 130.0
#define GRAPH_MARGIN 6.0
#define ARROW_WIDTH 3.6
#define STROKE 1.3
#define STROKE_MOST 7.0

/* A node's label in lines that fit, and the size of the box around it. */
struct node_box {
	char *lines[LINES_MOST];
	size_t count;
	struct graph_size size;
};

/* How much of a line is shown on one: to a blank, if all of it is too wide. */
static size_t
line_break(const char *line, size_t length)
{
	char *part;
	size_t end = length;

	if (length > SVG_TITLE_LENGTH)
		return length;
	part = xzalloc(length + 1);
	memcpy(part, line, length);
	while (end > 0 && svg_width(part, SVG_GRAPH_FONT) > LINE_WIDEST) {
		while (end > 0 && part[end - 1] != ' ')
			end--;
		while (end > 0 && part[end - 1] == ' ')
			end--;
		part[end] = '\0';
	}
	free(part);
	return end > 0 ? end : length;
}

/* The first line is bold. Both are as wide as the widest font makes them. */
static void
node_box_add(struct node_box *box, const char *line, size_t length)
{
	double font =
	    SVG_GRAPH_FONT * (box->count == 0 ? BOLD_WIDER : FONT_WIDER);
	size_t most =
	    length <= SVG_TITLE_LENGTH ? length : SVG_TITLE_LENGTH + 1;
	char *part = xzalloc(most + 1);
	char *shown;

	memcpy(part, line, most);
	shown = svg_shorten(part, SVG_GRAPH_FONT, LINE_WIDEST);
	free(part);
	box->size.width = fmax(box->size.width, svg_width(shown, font));
	box->lines[box->count++] = shown;
}

/* The last line that there is room for holds all that is left of its line. */
static void
node_box_fill(struct node_box *box, const char *label)
{
	box->size.width = NODE_LEAST;
	while (box->count < LINES_MOST) {
		size_t length = strcspn(label, "\n");
		size_t shown = box->count + 1 < LINES_MOST
		    ? line_break(label, length)
		    : length;

		node_box_add(box, label, shown);
		if (label[shown] == '\0')
			break;
		label += shown;
		label += *label == '\n' ? 1 : strspn(label, " ");
	}
	box->size.width += 2 * NODE_MARGIN;
	box->size.height = (double)box->count * LINE_HEIGHT + NODE_MARGIN;
}

static void
node_box_clear(struct node_box *box)
{
	for (size_t i = 0; i < box->count; i++)
		free(box->lines[i]);
}

/* A label as one line. */
static char *
label_line(const char *label)
{
	char *line = xstrdup(label);

	for (char *at = line; *at != '\0'; at++)
		if (*at == '\n')
			*at = ' ';
	return line;
}

static void
graph_begin(
    struct svg *s, const struct graph *g, const struct graph_layout *layout)
{
	double width = ceil(layout->size.width + 2 * GRAPH_MARGIN);
	double height = ceil(layout->size.height + 2 * GRAPH_MARGIN);
	struct text text = { 0 };
	bool has_links = false;

	for (size_t i = 0; i < g->node_count; i++)
		has_links = has_links || g->nodes[i].href != NULL;
	svg_begin(s, "svg");
	svg_set(s, "xmlns", "http://www.w3.org/2000/svg");
	text_addf(&text, "0 0 %d %d", (int)width, (int)height);
	svg_set(s, "viewBox", text_string(&text));
	svg_set_number(s, "width", width);
	svg_set_number(s, "height", height);
	svg_set_names(s, has_links, g->id, g->title, g->description);
	text_free(&text);
}

/* A triangle at the end of a curve. */
static void
graph_arrow(struct svg *s, struct graph_point from, struct graph_point tip,
    double stroke)
{
	double side = fmax(ARROW_WIDTH, stroke);
	double x = tip.x - from.x;
	double y = tip.y - from.y;
	double length = hypot(x, y);
	struct text path = { 0 };

	if (length <= 0)
		return;
	x /= length;
	y /= length;
	svg_path(&path, 'M', tip.x, tip.y);
	svg_path(&path, 'L', tip.x - length * x - side * y,
	    tip.y - length * y + side * x);
	svg_path(&path, 'L', tip.x - length * x + side * y,
	    tip.y - length * y - side * x);
	text_add_string(&path, "z");
	svg_begin(s, "path");
	svg_set(s, "class", "arrow");
	svg_set(s, "d", text_string(&path));
	svg_end(s);
	text_free(&path);
}

static void
graph_edge_title(struct svg *s, const struct graph *g, size_t i)
{
	const struct graph_edge *edge = &g->edges[i];
	char *from = label_line(g->nodes[edge->from].label);
	char *to = label_line(g->nodes[edge->to].label);
	char *from_short = svg_shorten(from, SVG_GRAPH_FONT, LINE_WIDEST);
	char *to_short = svg_shorten(to, SVG_GRAPH_FONT, LINE_WIDEST);
	struct text text = { 0 };

	text_addf(&text, "%s %s %s", from_short,
	    g->is_directed ? "\xE2\x86\x92" : "\xE2\x80\x93", to_short);
	if (edge->label != NULL)
		text_addf(&text, ": %s", edge->label);
	svg_element(s, "title", text_string(&text));
	text_free(&text);
	free(from_short);
	free(to_short);
	free(from);
	free(to);
}

/* The curve as a path; a straight line where graphviz drew none. */
static char *
graph_edge_path(const struct graph_edge *edge,
    const struct graph_layout *layout, const struct graph_curve *curve)
{
	struct text path = { 0 };
	char *copy;

	if (curve->count == 0) {
		const struct graph_point *from = &layout->nodes[edge->from];
		const struct graph_point *to = &layout->nodes[edge->to];

		svg_path(&path, 'M', from->x, from->y);
		svg_path(&path, 'L', to->x, to->y);
	}
	for (size_t i = 0; i < curve->count; i++)
		svg_path(&path,
		    i == 0           ? 'M'
			: i % 3 == 1 ? 'C'
				     : ' ',
		    curve->points[i].x, curve->points[i].y);
	copy = xstrdup(text_string(&path));
	text_free(&path);
	return copy;
}

static void
graph_write_edge(struct svg *s, const struct graph *g, size_t i,
    const struct graph_layout *layout, double heaviest)
{
	const struct graph_edge *edge = &g->edges[i];
	const struct graph_curve *curve = &layout->edges[i];
	char *path = graph_edge_path(edge, layout, curve);
	double stroke = STROKE;

	if (edge->weight > 0)
		stroke +=
		    (STROKE_MOST - STROKE) * sqrt(edge->weight / heaviest);
	svg_begin(s, "g");
	svg_set(s, "class", "edge");
	svg_begin(s, "path");
	svg_set(s, "d", path);
	svg_set_number(s, "stroke-width", stroke);
	graph_edge_title(s, g, i);
	svg_end(s);
	if (g->is_directed && curve->count > 0)
		graph_arrow(
		    s, curve->points[curve->count - 1], curve->tip, stroke);
	svg_end(s);
	free(path);
}

static void
graph_write_edge_label(struct svg *s, const struct graph_edge *edge,
    const struct graph_curve *curve)
{
	if (edge->label != NULL && *edge->label != '\0')
		svg_label(s, curve->label.x, curve->label.y + LINE_DROP,
		    SVG_MIDDLE, "edge-label", edge->label,
		    EDGE_TEXT_WIDEST * SVG_FONT / SVG_GRAPH_FONT);
}

static void
graph_write_node(struct svg *s, const struct graph_node *node,
    const struct node_box *box, struct graph_point at)
{
	char *line = label_line(node->label);
	struct text text = { 0 };
	bool is_link = node->href != NULL && svg_is_address(node->href);
	double y = at.y - (double)(box->count - 1) * LINE_HEIGHT / 2;

	svg_begin(s, "g");
	text_addf(&text, "node %s", node->kind != NULL ? node->kind : "");
	svg_set(s, "class", text_string(&text));
	text_free(&text);
	if (is_link) {
		svg_begin(s, "a");
		svg_set(s, "href", node->href);
		svg_set_text(s, "aria-label", line);
	}
	svg_begin(s, "rect");
	svg_set_number(s, "x", at.x - box->size.width / 2);
	svg_set_number(s, "y", at.y - box->size.height / 2);
	svg_set_number(s, "width", box->size.width);
	svg_set_number(s, "height", box->size.height);
	svg_set_number(s, "rx", 4);
	svg_element(s, "title", line);
	svg_end(s);
	if (is_link)
		svg_end(s);
	for (size_t i = 0; i < box->count; i++)
		svg_label(s, at.x, y + LINE_DROP + LINE_HEIGHT * (double)i,
		    SVG_MIDDLE, i == 0 ? "first" : NULL, box->lines[i],
		    HUGE_VAL);
	svg_end(s);
	free(line);
}

/* Around the layout's picture is a margin. */
static void
graph_draw(struct svg *s, const struct graph *g, const struct node_box *boxes,
    const struct graph_layout *layout)
{
	struct text move = { 0 };
	double heaviest = 0;

	for (size_t i = 0; i < g->edge_count; i++)
		heaviest = fmax(heaviest, g->edges[i].weight);
	graph_begin(s, g, layout);
	svg_begin(s, "g");
	text_addf(
	    &move, "translate(%d %d)", (int)GRAPH_MARGIN, (int)GRAPH_MARGIN);
	svg_set(s, "transform", text_string(&move));
	for (size_t i = 0; i < g->edge_count; i++)
		graph_write_edge(s, g, i, layout, heaviest);
	for (size_t i = 0; i < g->node_count; i++)
		graph_write_node(s, &g->nodes[i], &boxes[i], layout->nodes[i]);
	for (size_t i = 0; i < g->edge_count; i++)
		graph_write_edge_label(s, &g->edges[i], &layout->edges[i]);
	svg_end(s);
	svg_end(s);
	text_free(&move);
}

static bool
graph_lay_out(struct graph_layout *layout, const struct graph *g,
    const struct node_box *boxes)
{
	struct graph_size *nodes =
	    xzalloc((g->node_count + 1) * sizeof(*nodes));
	struct graph_size *labels =
	    xzalloc((g->edge_count + 1) * sizeof(*labels));
	bool ok;

	for (size_t i = 0; i < g->node_count; i++)
		nodes[i] = boxes[i].size;
	for (size_t i = 0; i < g->edge_count; i++) {
		const char *label = g->edges[i].label;

		if (label == NULL || *label == '\0')
			continue;
		labels[i].width =
		    fmin(EDGE_TEXT_WIDEST, svg_width(label, SVG_GRAPH_FONT)) +
		    NODE_MARGIN;
		labels[i].height = LINE_HEIGHT;
	}
	ok = graph_layout_make(layout, g, nodes, labels);
	free(nodes);
	free(labels);
	return ok;
}

enum graph_result
graph_write(xmlTextWriterPtr writer, const struct graph *g)
{
	struct svg s = { .writer = writer };
	struct graph_layout layout = { 0 };
	struct node_box *boxes;
	enum graph_result result = GRAPH_BROKEN;

	if (g->node_count > GRAPH_NODES_MOST ||
	    g->edge_count > GRAPH_EDGES_MOST) {
		log_warn("%s: a graph of %zu nodes and %zu edges is too large",
		    g->id, g->node_count, g->edge_count);
		return GRAPH_LEFT_OUT;
	}
	boxes = xzalloc((g->node_count + 1) * sizeof(*boxes));
	for (size_t i = 0; i < g->node_count; i++)
		node_box_fill(&boxes[i], g->nodes[i].label);
	if (!graph_lay_out(&layout, g, boxes))
		goto out;
	svg_begin(&s, "div");
	svg_set(&s, "class", "graph scroll");
	svg_set(&s, "tabindex", "0");
	svg_set(&s, "role", "region");
	svg_set_text(&s, "aria-label", g->title);
	graph_draw(&s, g, boxes, &layout);
	svg_end_html(&s);
	result = s.is_broken ? GRAPH_BROKEN : GRAPH_WRITTEN;
out:
	for (size_t i = 0; i < g->node_count; i++)
		node_box_clear(&boxes[i]);
	free(boxes);
	graph_layout_free(&layout);
	return result;
}
