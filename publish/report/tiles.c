#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "publish/report/mark.h"
#include "publish/report/plot.h"
#include "publish/report/scale.h"
#include "publish/report/tile_grid.h"
#include "publish/report/tiles.h"

#define TILE_SIZE (PLOT_WIDTH / TILE_COLUMNS)
#define TILE_GAP 1.0
#define TILE_TEXT_DROP 12.2
#define MAP_TOP 8.0
#define MAP_NAME 20.0
#define MAP_BOTTOM 14.0
#define LIST_LINE 20.0
#define LIST_SIZE 13.0
/* Of the map a narrow screen shows so much, unless it is moved. */
#define LIST_RIGHT 285.0
#define CLASS_SIZE 24
/* Ends of steps have so many digits. */
#define END_DIGITS 2

static int
value_order(const void *a, const void *b)
{
	const double *left = a;
	const double *right = b;

	return (*left > *right) - (*left < *right);
}

/* To a few digits, away from zero for what is above it. */
static double
round_up(double value)
{
	double step;

	if (value == 0)
		return 0;
	step = pow(10, floor(log10(fabs(value))) + 1 - END_DIGITS);
	return step == 0 ? value : ceil(value / step - 1e-9) * step;
}

struct tile_steps
tile_steps_make(double *values, size_t count)
{
	struct tile_steps steps = { 0 };
	double most;

	qsort(values, count, sizeof(*values), value_order);
	most = values[count - 1];
	for (size_t i = 1; i < TILE_STEPS; i++) {
		double end = round_up(values[(count - 1) * i / TILE_STEPS]);

		if (end < most &&
		    (steps.count == 0 || end > steps.ends[steps.count - 1]))
			steps.ends[steps.count++] = end;
	}
	steps.ends[steps.count++] = most;
	return steps;
}

static size_t
tile_step(const struct tile_steps *steps, double value)
{
	size_t step = 0;

	while (step + 1 < steps->count && value > steps->ends[step])
		step++;
	return step;
}

static int
step_colour(const struct tile_steps *steps, size_t step)
{
	if (steps->count == 1)
		return (TILE_STEPS + 1) / 2;
	return 1 +
	    (int)lround(
		(double)step * (TILE_STEPS - 1) / (double)(steps->count - 1));
}

int
tile_steps_colour(const struct tile_steps *steps, double value)
{
	return step_colour(steps, tile_step(steps, value));
}

static struct tile_steps
chart_steps(const struct chart *c)
{
	size_t count = 0;
	double *values =
	    xrealloc(NULL, c->row_count * c->series_count, sizeof(*values));
	struct tile_steps steps;

	for (size_t row = 0; row < c->row_count; row++)
		for (size_t i = 0; i < c->series_count; i++) {
			const struct chart_cell *cell = plot_cell(c, row, i);

			if (cell != NULL)
				values[count++] = cell->value;
		}
	steps = tile_steps_make(values, count);
	free(values);
	return steps;
}

/* What is known of each tile's row, and which rows have no tile. */
struct tile_map {
	size_t tile_count;
	const struct tile_place *places;
	size_t *rows;     /* of each tile: its row, or the count of rows */
	size_t *homeless; /* rows without a tile, or whose tile has a row */
	size_t homeless_count;
};

static struct tile_map
tile_map_make(const struct chart *c)
{
	struct tile_map map = { 0 };

	map.places = tile_grid(&map.tile_count);
	map.rows = xrealloc(NULL, map.tile_count, sizeof(*map.rows));
	map.homeless = xrealloc(NULL, c->row_count, sizeof(*map.homeless));
	for (size_t i = 0; i < map.tile_count; i++)
		map.rows[i] = c->row_count;
	for (size_t row = 0; row < c->row_count; row++) {
		size_t tile = tile_grid_find(c->rows[row]);

		if (tile < map.tile_count && map.rows[tile] == c->row_count)
			map.rows[tile] = row;
		else
			map.homeless[map.homeless_count++] = row;
	}
	return map;
}

static void
tile_square(struct svg *s, const char *classes, double x, double y, double size)
{
	svg_begin(s, "rect");
	svg_set(s, "class", classes);
	svg_set_number(s, "x", x);
	svg_set_number(s, "y", y);
	svg_set_number(s, "width", size);
	svg_set_number(s, "height", size);
}

/* The mark of a cell, in its link. */
static void
tile_mark(struct svg *s, const struct chart *c, size_t row, size_t series,
    double x, double y, double size)
{
	bool is_link = mark_link_begin(s, c, row, series);

	tile_square(s, "mark", x, y, size);
	mark_title(s, c, row, series);
	svg_end(s);
	if (is_link)
		svg_end(s);
}

/* A group of the class of the cell's colour. */
static void
tile_begin(struct svg *s, const struct chart *c, size_t row, size_t series,
    const struct tile_steps *steps)
{
	char classes[CLASS_SIZE];

	(void)snprintf(classes, sizeof(classes), "tile q%d",
	    tile_steps_colour(steps, plot_cell(c, row, series)->value));
	svg_begin(s, "g");
	svg_set(s, "class", classes);
}

static void
tile_write(struct svg *s, const struct chart *c, size_t row, size_t series,
    const struct tile_place *place, const struct tile_steps *steps, double top)
{
	double size = TILE_SIZE - TILE_GAP;
	double x = TILE_SIZE * place->column + TILE_GAP / 2;
	double y = top + TILE_SIZE * place->row;

	if (row < c->row_count && plot_cell(c, row, series) != NULL) {
		tile_begin(s, c, row, series, steps);
		tile_mark(s, c, row, series, x, y, size);
	} else {
		svg_begin(s, "g");
		svg_set(s, "class", "tile none");
		tile_square(s, "blank", x, y, size);
		svg_end(s);
	}
	svg_label(s, x + size / 2, y + TILE_TEXT_DROP, SVG_MIDDLE, NULL,
	    place->iso3, PLOT_WIDTH);
	svg_end(s);
}

/* The rows that have no tile, a line each; gives where they end. */
static double
tile_list(struct svg *s, const struct chart *c, size_t series,
    const struct tile_map *map, const struct tile_steps *steps, double top)
{
	for (size_t i = 0; i < map->homeless_count; i++) {
		size_t row = map->homeless[i];
		char text[SCALE_TEXT_SIZE];

		if (plot_cell(c, row, series) == NULL)
			continue;
		tile_begin(s, c, row, series, steps);
		tile_mark(s, c, row, series, 1, top, LIST_SIZE);
		svg_end(s);
		mark_short_text(c, row, series, text);
		svg_label(s, LIST_RIGHT, top + LIST_SIZE - 2, SVG_END, "value",
		    text, LIST_RIGHT / 2);
		svg_label(s, LIST_SIZE + 8, top + LIST_SIZE - 2, SVG_START,
		    "name", c->rows[row],
		    LIST_RIGHT - 3 * LIST_SIZE - svg_width(text, SVG_FONT));
		top += LIST_LINE;
	}
	return top;
}

static double
tiles_series(struct svg *s, const struct chart *c, size_t series,
    const struct tile_map *map, const struct tile_steps *steps, double top)
{
	if (c->series_count > 1) {
		svg_label(s, 0, top + SVG_FONT, SVG_START, "name",
		    c->series[series], PLOT_WIDTH);
		top += MAP_NAME;
	}
	for (size_t i = 0; i < map->tile_count; i++)
		tile_write(
		    s, c, map->rows[i], series, &map->places[i], steps, top);
	top += TILE_SIZE * TILE_ROWS + MAP_BOTTOM;
	return tile_list(s, c, series, map, steps, top);
}

static double
tiles_height(const struct chart *c, const struct tile_map *map)
{
	double each = TILE_SIZE * TILE_ROWS + MAP_BOTTOM +
	    LIST_LINE * (double)map->homeless_count +
	    (c->series_count > 1 ? MAP_NAME : 0);

	return MAP_TOP + each * (double)c->series_count;
}

/* What each colour stands for: HTML. */
static void
tiles_legend(
    struct svg *s, const struct chart *c, const struct tile_steps *steps)
{
	struct text text = { 0 };

	svg_begin(s, "ul");
	svg_set(s, "class", "legend");
	for (size_t i = 0; i < steps->count; i++) {
		char from[SCALE_TEXT_SIZE];
		char to[SCALE_TEXT_SIZE];

		svg_begin(s, "li");
		text_empty(&text);
		text_addf(&text, "step q%d", step_colour(steps, i));
		svg_begin(s, "span");
		svg_set(s, "class", text_string(&text));
		svg_end_html(s);
		scale_short_text(steps->ends[i > 0 ? i - 1 : 0], from);
		scale_short_text(steps->ends[i], to);
		text_empty(&text);
		if (i == 0)
			text_addf(&text, "up to %s", to);
		else if (i + 1 < steps->count)
			text_addf(&text, "to %s", to);
		else
			text_addf(&text, "over %s", from);
		if (i == 0 && c->unit != NULL && *c->unit != '\0')
			text_addf(&text, " %s", c->unit);
		svg_element(s, "span", text_string(&text));
		svg_end_html(s);
	}
	svg_end_html(s);
	text_free(&text);
}

void
tiles_write(struct svg *s, const struct chart *c)
{
	struct tile_map map = tile_map_make(c);
	struct tile_steps steps = chart_steps(c);
	double top = MAP_TOP;

	tiles_legend(s, c, &steps);
	/* On a narrow screen the map is wider than what is seen of it. */
	svg_begin(s, "div");
	svg_set(s, "class", "scroll");
	svg_set(s, "tabindex", "0");
	svg_set(s, "role", "region");
	svg_set_text(s, "aria-label", c->title);
	plot_begin(s, c, tiles_height(c, &map));
	for (size_t i = 0; i < c->series_count; i++)
		top = tiles_series(s, c, i, &map, &steps, top);
	svg_end(s);
	svg_end_html(s);
	free(map.rows);
	free(map.homeless);
}
