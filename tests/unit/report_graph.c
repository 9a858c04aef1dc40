#include "tests/support/support.h"

#include <math.h>

#include "publish/report/graph.h"
#include "publish/report/graph_layout.h"
#include "tests/support/picture.h"

#define GRAPH_ID "g1"

struct shape_case {
	const char *name;
	size_t nodes;
	size_t edges;
	/* The ends of an edge. */
	size_t (*from)(size_t edge, size_t nodes);
	size_t (*to)(size_t edge, size_t nodes);
};

static size_t
first(size_t edge, size_t nodes)
{
	(void)edge;
	(void)nodes;
	return 0;
}

static size_t this(size_t edge, size_t nodes)
{
	return edge % nodes;
}

static size_t
next(size_t edge, size_t nodes)
{
	return (edge + 1) % nodes;
}

static size_t
scattered(size_t edge, size_t nodes)
{
	return (edge * edge * 7 + edge / 3 + 5) % nodes;
}

static const struct shape_case shapes[] = {
	{ "nothing", 0, 0, first, first },
	{ "one node", 1, 0, first, first },
	{ "an edge to itself", 1, 1, first, first },
	{ "two, and no edge", 2, 0, first, first },
	{ "two, and three edges between them", 2, 3, first, next },
	{ "a chain", 6, 5, this, next },
	{ "a circle", 6, 6, this, next },
	{ "a star", 20, 19, first, next },
	{ "parts that do not meet", 12, 4, this, next },
	{ "many", 120, 240, scattered, this },
};

struct own_graph {
	struct graph graph;
	struct graph_node *nodes;
	struct graph_edge *edges;
};

static struct own_graph
own_graph_new(struct arena *arena, const struct shape_case *c, bool is_directed)
{
	struct own_graph own = {
		.nodes = arena_alloc(
		    arena, (c->nodes + 1) * sizeof(struct graph_node)),
		.edges = arena_alloc(
		    arena, (c->edges + 1) * sizeof(struct graph_edge)),
	};

	for (size_t i = 0; i < c->nodes; i++)
		own.nodes[i] = (struct graph_node){
			.label = arena_print(arena, "Node %zu\nbelow it", i),
			.href = i % 2 == 0 ? "a.html" : NULL,
			.kind = i % 3 == 0 ? "notice" : NULL,
		};
	for (size_t i = 0; i < c->edges; i++)
		own.edges[i] = (struct graph_edge){
			.from = c->from(i, c->nodes),
			.to = c->to(i, c->nodes),
			.label = i % 2 == 0 ? "became" : NULL,
			.weight = (double)(i % 4),
		};
	own.graph = (struct graph){ GRAPH_ID, "A graph", "What it shows",
		is_directed, c->nodes, c->edges, own.nodes, own.edges };
	return own;
}

static void
draw(struct picture *p, const struct graph *g)
{
	*p = picture_new();
	assert_int_equal(graph_write(p->writer, g), GRAPH_WRITTEN);
	assert_true(picture_read(p));
	assert_null(picture_fault(p, GRAPH_ID));
}

static void
all_is_drawn_in_silence(void **state)
{
	const struct shape_case *c = *state;
	struct arena *arena = arena_new();

	for (int is_directed = 0; is_directed < 2; is_directed++) {
		struct own_graph own =
		    own_graph_new(arena, c, is_directed != 0);
		struct listening l = listen_begin();
		struct picture p;

		draw(&p, &own.graph);
		assert_string_equal(listen_end(arena, &l), "");
		assert_int_equal(picture_count(&p, "node"), c->nodes);
		assert_int_equal(picture_count(&p, "edge"), c->edges);
		assert_int_equal(
		    picture_count(&p, "edge-label"), (c->edges + 1) / 2);
		assert_int_equal(
		    picture_count_path(&p, "//s:a[@href='a.html']"),
		    (c->nodes + 1) / 2);
		assert_int_equal(
		    picture_count(&p, "notice"), (c->nodes + 2) / 3);
		picture_free(&p);
	}
	arena_free(arena);
}

/* The boxes of all nodes, by their middles, lie apart and within the size. */
static void
boxes_do_not_meet(void **state)
{
	const struct shape_case *c = *state;
	struct arena *arena = arena_new();
	struct graph_size *sizes =
	    arena_alloc(arena, (c->nodes + 1) * sizeof(*sizes));
	struct graph_size *labels =
	    arena_alloc(arena, (c->edges + 1) * sizeof(*labels));

	for (size_t i = 0; i < c->nodes; i++)
		sizes[i] = (struct graph_size){ 60 + (double)(i % 5) * 20, 30 };
	for (int is_directed = 0; is_directed < 2; is_directed++) {
		struct own_graph own =
		    own_graph_new(arena, c, is_directed != 0);
		struct graph_layout layout;

		assert_true(
		    graph_layout_make(&layout, &own.graph, sizes, labels));
		for (size_t i = 0; i < c->nodes; i++) {
			const struct graph_point *a = &layout.nodes[i];

			assert_true(a->x >= sizes[i].width / 2 - 1);
			assert_true(
			    a->x <= layout.size.width - sizes[i].width / 2 + 1);
			assert_true(a->y >= sizes[i].height / 2 - 1);
			assert_true(a->y <=
			    layout.size.height - sizes[i].height / 2 + 1);
			for (size_t j = 0; j < i; j++) {
				const struct graph_point *b = &layout.nodes[j];
				double wide =
				    (sizes[i].width + sizes[j].width) / 2;

				assert_true(fabs(a->x - b->x) >= wide - 1 ||
				    fabs(a->y - b->y) >= 30 - 1);
			}
		}
		graph_layout_free(&layout);
	}
	arena_free(arena);
}

static void
a_chain_goes_from_left_to_right(void **state)
{
	static const struct shape_case chain = { "", 4, 3, this, next };
	struct arena *arena = arena_new();
	struct own_graph own = own_graph_new(arena, &chain, true);
	struct graph_size sizes[4];
	struct graph_size labels[3] = { { 0, 0 } };
	struct graph_layout layout;

	(void)state;
	for (size_t i = 0; i < 4; i++)
		sizes[i] = (struct graph_size){ 80, 30 };
	labels[1] = (struct graph_size){ 300, 17 };
	assert_true(graph_layout_make(&layout, &own.graph, sizes, labels));
	for (size_t i = 1; i < 4; i++)
		assert_true(layout.nodes[i - 1].x + 80 < layout.nodes[i].x);
	/* There is room for what an edge says. */
	assert_true(layout.nodes[2].x - layout.nodes[1].x > 300);
	assert_true(layout.edges[1].label.x > layout.nodes[1].x);
	assert_true(layout.edges[1].label.x < layout.nodes[2].x);
	graph_layout_free(&layout);
	arena_free(arena);
}

/* Graphviz reads these in a label, were it to see one. */
static const char *const labels[] = {
	"",
	"\n\n\n\n\n\n\n\n\n",
	"\\N \\G \\E \\T \\H \\L \\l \\r",
	"<b>bold</b>",
	"<<TABLE><TR><TD>x</TD></TR></TABLE>>",
	"</title></svg><script>alert(1)</script>]]>",
	"\"]; evil [label=\"",
	"\x01\x1B[31m\x7F\xE2\x80\xAE\xE2\x80\xAC\xFF\xC3\xEF\xBF\xBF",
	"&amp; &#60; &",
};

/* Of a circle, the edge that leads back ends at the first node as well. */
static void
an_arrow_is_where_its_edge_ends(void **state)
{
	static const struct shape_case circle = { "", 4, 4, this, next };
	struct arena *arena = arena_new();
	struct own_graph own = own_graph_new(arena, &circle, true);
	struct graph_size sizes[4];
	struct graph_size none[4] = { { 0, 0 } };
	struct graph_layout layout;

	(void)state;
	for (size_t i = 0; i < 4; i++)
		sizes[i] = (struct graph_size){ 80, 30 };
	assert_true(graph_layout_make(&layout, &own.graph, sizes, none));
	for (size_t i = 0; i < 4; i++) {
		const struct graph_curve *curve = &layout.edges[i];
		const struct graph_point *from = &layout.nodes[i];
		const struct graph_point *to = &layout.nodes[(i + 1) % 4];

		assert_int_equal(curve->count % 3, 1);
		assert_true(fabs(curve->points[0].x - from->x) <= 41);
		assert_true(fabs(curve->points[0].y - from->y) <= 16);
		assert_true(fabs(curve->tip.x - to->x) <= 41);
		assert_true(fabs(curve->tip.y - to->y) <= 16);
	}
	graph_layout_free(&layout);
	arena_free(arena);
}

static void
labels_may_be_anything(void **state)
{
	static const struct shape_case all = { "", COUNT_OF(labels) + 1,
		COUNT_OF(labels) + 1, this, next };
	struct arena *arena = arena_new();
	size_t size = 1 << 20;
	char *long_text = arena_alloc(arena, size + 1);

	(void)state;
	memset(long_text, '\\', size);
	for (int is_directed = 0; is_directed < 2; is_directed++) {
		struct own_graph own =
		    own_graph_new(arena, &all, is_directed != 0);
		struct listening l;
		struct picture p;

		for (size_t i = 0; i <= COUNT_OF(labels); i++) {
			own.nodes[i].label =
			    i < COUNT_OF(labels) ? labels[i] : long_text;
			own.nodes[i].href = "javascript:alert(1)";
			own.edges[i].label = own.nodes[i].label;
		}
		own.graph.title = labels[5];
		own.graph.description = long_text;
		l = listen_begin();
		draw(&p, &own.graph);
		assert_string_equal(listen_end(arena, &l), "");
		assert_int_equal(picture_count(&p, "node"), all.nodes);
		assert_int_equal(
		    picture_count_path(&p, "//*[local-name()='script']"), 0);
		assert_int_equal(picture_count_path(&p, "//s:a"), 0);
		assert_true(xmlBufferLength(p.bytes) < 100000);
		picture_free(&p);
	}
	arena_free(arena);
}

static void
what_is_too_large_is_refused(void **state)
{
	static const struct shape_case large = { "", GRAPH_NODES_MOST + 1, 0,
		this, next };
	struct arena *arena = arena_new();
	struct own_graph own = own_graph_new(arena, &large, true);
	struct picture p = picture_new();
	struct listening l = listen_begin();

	(void)state;
	assert_int_equal(graph_write(p.writer, &own.graph), GRAPH_LEFT_OUT);
	assert_non_null(strstr(listen_end(arena, &l), "too large"));
	picture_free(&p);
	arena_free(arena);
}

static void
the_same_graph_is_drawn_alike(void **state)
{
	static const struct shape_case c = { "", 30, 45, scattered, this };
	struct arena *arena = arena_new();
	struct own_graph own = own_graph_new(arena, &c, false);
	struct picture once;
	struct picture twice;

	(void)state;
	draw(&once, &own.graph);
	draw(&twice, &own.graph);
	assert_string_equal((const char *)xmlBufferContent(once.bytes),
	    (const char *)xmlBufferContent(twice.bytes));
	picture_free(&once);
	picture_free(&twice);
	arena_free(arena);
}

int
main(void)
{
	struct suite s = { 0 };

	SUITE_TABLE(&s, all_is_drawn_in_silence, shapes);
	SUITE_TABLE(&s, boxes_do_not_meet, shapes);
	suite_add(&s, "a chain goes from left to right",
	    a_chain_goes_from_left_to_right);
	suite_add(&s, "an arrow is where its edge ends",
	    an_arrow_is_where_its_edge_ends);
	suite_add(&s, "labels may be anything", labels_may_be_anything);
	suite_add(
	    &s, "what is too large is refused", what_is_too_large_is_refused);
	suite_add(
	    &s, "the same graph is drawn alike", the_same_graph_is_drawn_alike);
	return suite_run(&s, "graphs of a report");
}
