#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "publish/report/plot.h"

#define COLOURS 8
/* A longer span of years has its rows one after the other. */
#define YEARS_MOST 400
/* Below a line that it names, so far is a text's foot. */
#define TEXT_DROP 5.0
#define TICK_GAP 7.0
/* Of a name in a <title>, about in letters. */
#define NAME_ROOM 150.0
/* Bytes of a text that stands beside its mark as the table shows it. */
#define SHORT 10

const struct chart_cell *
plot_cell(const struct chart *c, size_t row, size_t series)
{
	const struct chart_cell *cell =
	    &c->cells[row * c->series_count + series];

	if (cell->is_missing || !isfinite(cell->value) ||
	    fabs(cell->value) > SCALE_LARGEST)
		return NULL;
	if (c->kind == CHART_RANGES &&
	    (!isfinite(cell->until) || fabs(cell->until) > SCALE_LARGEST))
		return NULL;
	return cell;
}

static void
plot_extend(struct plot_extent *e, double value)
{
	e->low = e->is_empty ? value : fmin(e->low, value);
	e->high = e->is_empty ? value : fmax(e->high, value);
	e->is_whole = e->is_whole && value == round(value);
	e->is_empty = false;
}

struct plot_extent
plot_extent(const struct chart *c)
{
	struct plot_extent e = { .is_empty = true, .is_whole = true };

	for (size_t row = 0; row < c->row_count; row++)
		for (size_t series = 0; series < c->series_count; series++) {
			const struct chart_cell *cell =
			    plot_cell(c, row, series);

			if (cell == NULL)
				continue;
			plot_extend(&e, cell->value);
			if (c->kind == CHART_RANGES)
				plot_extend(&e, cell->until);
		}
	return e;
}

/* Years */

/* A year as a row is named for it, or -1. */
static int
plot_year(const char *name)
{
	size_t digits = strspn(name, "0123456789");

	return digits == 4 && name[4] == '\0' ? (int)strtol(name, NULL, 10)
					      : -1;
}

struct plot_years
plot_years(const struct chart *c)
{
	struct plot_years y = { .is_year = c->is_year && c->row_count > 0,
		.count = c->row_count };
	int last = -1;

	for (size_t row = 0; y.is_year && row < c->row_count; row++) {
		int year = plot_year(c->rows[row]);

		if (row == 0)
			y.first = year;
		y.is_year = year > last;
		last = year;
	}
	if (y.is_year && last - y.first >= YEARS_MOST)
		y.is_year = false;
	if (y.is_year)
		y.count = (size_t)(last - y.first) + 1;
	return y;
}

size_t
plot_year_place(const struct plot_years *y, const struct chart *c, size_t row)
{
	return y->is_year ? (size_t)(plot_year(c->rows[row]) - y->first) : row;
}

void
plot_year_names(struct svg *s, const struct chart *c,
    const struct plot_years *y, double left, double right, double foot)
{
	double slot = (right - left) / (double)y->count;
	double room = svg_width("0000", SVG_FONT) + 2 * TICK_GAP;
	size_t most = (size_t)fmax(1, (right - left + TICK_GAP) / room);
	int last = y->first + (int)y->count - 1;
	int step = scale_year_step(y->first, last, most);
	char name[SCALE_TEXT_SIZE];

	for (size_t i = 0; i < y->count; i++) {
		int year = y->first + (int)i;

		if (year % step != 0 && y->count > 1)
			continue;
		if (y->is_year)
			(void)snprintf(name, sizeof(name), "%d", year);
		svg_label(s, left + slot * ((double)i + 0.5), foot, SVG_MIDDLE,
		    "tick", y->is_year ? name : c->rows[i], room);
	}
}

/* The frame */

static bool
plot_has_links(const struct chart *c)
{
	for (size_t i = 0; i < c->row_count * c->series_count; i++)
		if (c->cells[i].href != NULL)
			return true;
	return false;
}

void
plot_begin(struct svg *s, const struct chart *c, double height)
{
	struct text text = { 0 };

	svg_begin(s, "svg");
	svg_set(s, "xmlns", "http://www.w3.org/2000/svg");
	text_addf(&text, "0 0 %d %d", (int)PLOT_WIDTH, (int)ceil(height));
	svg_set(s, "viewBox", text_string(&text));
	svg_set_names(s, plot_has_links(c), c->id, c->title, c->description);
	text_free(&text);
}

void
plot_nothing(struct svg *s, const struct chart *c)
{
	plot_begin(s, c, 2 * SVG_FONT);
	svg_label(s, 0, SVG_FONT, SVG_START, "unit", "No figures", PLOT_WIDTH);
	svg_end(s);
}

/* Axes */

static void
plot_tick_text(const struct scale *scale, size_t i, char text[SCALE_TEXT_SIZE])
{
	scale_text(scale_tick(scale, i),
	    fmax(fabs(scale->low), fabs(scale->high)), scale->step, text);
}

double
plot_tick_room(const struct scale *scale)
{
	char text[SCALE_TEXT_SIZE];
	double room = 0;

	for (size_t i = 0; i < scale->tick_count; i++) {
		plot_tick_text(scale, i, text);
		room = fmax(room, svg_width(text, SVG_FONT));
	}
	return room + TICK_GAP;
}

void
plot_line(struct svg *s, const char *classes, double x1, double y1, double x2,
    double y2)
{
	svg_begin(s, "line");
	svg_set(s, "class", classes);
	svg_set_number(s, "x1", x1);
	svg_set_number(s, "y1", y1);
	svg_set_number(s, "x2", x2);
	svg_set_number(s, "y2", y2);
	svg_end(s);
}

static const char *
plot_grid_class(const struct scale *scale, size_t i)
{
	return scale_tick(scale, i) == 0 ? "zero" : "grid";
}

void
plot_lines_across(
    struct svg *s, const struct scale *scale, const struct plot_area *area)
{
	char text[SCALE_TEXT_SIZE];

	for (size_t i = 0; i < scale->tick_count; i++) {
		double y = scale_at(
		    scale, scale_tick(scale, i), area->bottom, area->top);

		plot_line(s, plot_grid_class(scale, i), area->left, y,
		    area->right, y);
		plot_tick_text(scale, i, text);
		svg_label(s, area->left - TICK_GAP, y + TEXT_DROP, SVG_END,
		    "tick", text, PLOT_WIDTH);
	}
}

void
plot_lines_down(
    struct svg *s, const struct scale *scale, const struct plot_area *area)
{
	char text[SCALE_TEXT_SIZE];

	for (size_t i = 0; i < scale->tick_count; i++) {
		double x = scale_at(
		    scale, scale_tick(scale, i), area->left, area->right);
		double half;

		plot_line(s, plot_grid_class(scale, i), x, area->top, x,
		    area->bottom);
		plot_tick_text(scale, i, text);
		half = svg_width(text, SVG_FONT) / 2;
		x = fmax(half, fmin(PLOT_WIDTH - half, x));
		svg_label(s, x, area->top - TICK_GAP, SVG_MIDDLE, "tick", text,
		    PLOT_WIDTH);
	}
}

void
plot_no_figure(
    struct svg *s, const struct chart *c, size_t row, double x, double foot)
{
	for (size_t i = 0; i < c->series_count; i++)
		if (plot_cell(c, row, i) != NULL)
			return;
	svg_label(s, x, foot, SVG_START, "tick", "no figure", PLOT_WIDTH);
}

void
plot_unit(struct svg *s, const struct chart *c, double y)
{
	if (c->unit != NULL && *c->unit != '\0')
		svg_label(s, 0, y, SVG_START, "unit", c->unit, PLOT_WIDTH);
}

/* Marks */

void
plot_series_class(size_t series, char classes[PLOT_CLASS_SIZE])
{
	size_t round = series / COLOURS;

	if (round == 0)
		(void)snprintf(
		    classes, PLOT_CLASS_SIZE, "s%zu", series % COLOURS + 1);
	else
		(void)snprintf(classes, PLOT_CLASS_SIZE, "s%zu r%zu",
		    series % COLOURS + 1, (round - 1) % 3 + 2);
}

/* "row, series: text" */
static void
plot_cell_text(
    struct text *text, const struct chart *c, size_t row, size_t series)
{
	const struct chart_cell *cell = plot_cell(c, row, series);
	char number[SCALE_TEXT_SIZE];
	char *name = svg_shorten(c->rows[row], 1, NAME_ROOM);

	text_add_string(text, name);
	free(name);
	if (c->series_count > 1) {
		name = svg_shorten(c->series[series], 1, NAME_ROOM);
		text_addf(text, ", %s", name);
		free(name);
	}
	scale_short_text(cell->value, number);
	text_addf(text, ": %s", cell->text != NULL ? cell->text : number);
}

void
plot_short_text(const struct chart *c, size_t row, size_t series,
    char text[SCALE_TEXT_SIZE])
{
	const struct chart_cell *cell = plot_cell(c, row, series);

	if (cell->text != NULL && strnlen(cell->text, SHORT + 1) <= SHORT)
		(void)snprintf(text, SCALE_TEXT_SIZE, "%s", cell->text);
	else
		scale_short_text(cell->value, text);
}

void
plot_mark_title(struct svg *s, const struct chart *c, size_t row, size_t series)
{
	struct text text = { 0 };

	plot_cell_text(&text, c, row, series);
	svg_element(s, "title", text_string(&text));
	text_free(&text);
}

bool
plot_link_begin(struct svg *s, const struct chart *c, size_t row, size_t series)
{
	const struct chart_cell *cell = plot_cell(c, row, series);
	struct text text = { 0 };

	if (cell->href == NULL || !svg_is_address(cell->href))
		return false;
	svg_begin(s, "a");
	svg_set(s, "href", cell->href);
	plot_cell_text(&text, c, row, series);
	svg_set_text(s, "aria-label", text_string(&text));
	text_free(&text);
	return true;
}

static void
plot_mark_class(struct svg *s, size_t series, const char *classes)
{
	char all[PLOT_CLASS_SIZE];
	struct text text = { 0 };

	plot_series_class(series, all);
	text_addf(&text, "mark %s %s", classes, all);
	svg_set(s, "class", text_string(&text));
	text_free(&text);
}

void
plot_mark_rectangle(struct svg *s, const struct chart *c, size_t row,
    size_t series, const char *classes, const struct plot_area *area)
{
	bool is_link = plot_link_begin(s, c, row, series);

	svg_begin(s, "rect");
	plot_mark_class(s, series, classes);
	svg_set_number(s, "x", area->left);
	svg_set_number(s, "y", area->top);
	svg_set_number(s, "width", area->right - area->left);
	svg_set_number(s, "height", area->bottom - area->top);
	plot_mark_title(s, c, row, series);
	svg_end(s);
	if (is_link)
		svg_end(s);
}

void
plot_mark_path(struct svg *s, const struct chart *c, size_t row, size_t series,
    const char *classes, const char *path)
{
	bool is_link = plot_link_begin(s, c, row, series);

	svg_begin(s, "path");
	plot_mark_class(s, series, classes);
	svg_set(s, "d", path);
	plot_mark_title(s, c, row, series);
	svg_end(s);
	if (is_link)
		svg_end(s);
}

/* Corners of the shapes, in parts of the radius; the first shape is round. */
static const struct {
	size_t count;
	double corners[12][2];
} plot_shapes[] = {
	{ 4, { { -.88, -.88 }, { .88, -.88 }, { .88, .88 }, { -.88, .88 } } },
	{ 4, { { 0, -1.3 }, { 1.3, 0 }, { 0, 1.3 }, { -1.3, 0 } } },
	{ 3, { { 0, -1.25 }, { 1.2, .9 }, { -1.2, .9 } } },
	{ 3, { { 0, 1.25 }, { 1.2, -.9 }, { -1.2, -.9 } } },
	{ 12,
	    { { -.4, -1.15 }, { .4, -1.15 }, { .4, -.4 }, { 1.15, -.4 },
		{ 1.15, .4 }, { .4, .4 }, { .4, 1.15 }, { -.4, 1.15 },
		{ -.4, .4 }, { -1.15, .4 }, { -1.15, -.4 }, { -.4, -.4 } } },
	{ 3, { { 1.25, 0 }, { -.9, 1.2 }, { -.9, -1.2 } } },
	{ 3, { { -1.25, 0 }, { .9, 1.2 }, { .9, -1.2 } } },
};

void
plot_shape(struct text *path, size_t series, double x, double y, double radius)
{
	size_t shape = series % COLOURS;
	double from = x - radius;

	if (shape == 0) {
		svg_path(path, 'M', from, y);
		for (int half = 0; half < 2; half++) {
			svg_path(path, 'a', radius, radius);
			text_add_string(path, " 0 1 0");
			svg_path(
			    path, ' ', half == 0 ? 2 * radius : -2 * radius, 0);
		}
	} else
		for (size_t i = 0; i < plot_shapes[shape - 1].count; i++) {
			const double *corner =
			    plot_shapes[shape - 1].corners[i];

			svg_path(path, i == 0 ? 'M' : 'L',
			    x + radius * corner[0], y + radius * corner[1]);
		}
	text_add_string(path, "z");
}

/* The legend */

#define KEY_WIDTH 30.0
#define KEY_HEIGHT 16.0

static void
plot_key(struct svg *s, size_t series, enum plot_key key)
{
	char classes[PLOT_CLASS_SIZE];
	struct text text = { 0 };
	double width = key == PLOT_KEY_LINE ? KEY_WIDTH : KEY_HEIGHT;

	svg_begin(s, "svg");
	svg_set(s, "xmlns", "http://www.w3.org/2000/svg");
	text_addf(&text, "0 0 %d %d", (int)width, (int)KEY_HEIGHT);
	svg_set(s, "viewBox", text_string(&text));
	svg_set_number(s, "width", width);
	svg_set_number(s, "height", KEY_HEIGHT);
	svg_set(s, "aria-hidden", "true");
	plot_series_class(series, classes);
	text_empty(&text);
	text_addf(&text, "line %s", classes);
	if (key == PLOT_KEY_LINE)
		plot_line(s, text_string(&text), 1, KEY_HEIGHT / 2, width - 1,
		    KEY_HEIGHT / 2);
	text_empty(&text);
	text_addf(&text, "%s %s", key == PLOT_KEY_BAR ? "bar" : "dot", classes);
	svg_begin(s, "path");
	svg_set(s, "class", text_string(&text));
	text_empty(&text);
	if (key == PLOT_KEY_BAR)
		text_add_string(&text, "M2 2h12v12h-12z");
	else
		plot_shape(&text, series, width / 2, KEY_HEIGHT / 2, 5);
	svg_set(s, "d", text_string(&text));
	svg_end(s);
	svg_end(s);
	text_free(&text);
}

void
plot_legend(struct svg *s, const struct chart *c, enum plot_key key)
{
	if (c->series_count < 2)
		return;
	svg_begin(s, "ul");
	svg_set(s, "class", "legend");
	for (size_t i = 0; i < c->series_count; i++) {
		svg_begin(s, "li");
		plot_key(s, i, key);
		svg_element(s, "span", c->series[i]);
		svg_end_html(s);
	}
	svg_end_html(s);
}
