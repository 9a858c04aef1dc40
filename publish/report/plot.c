#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "publish/report/plot.h"

/* A longer span of years has its rows one after the other. */
#define YEARS_MOST 400
/* Below a line that it names, so far is a text's foot. */
#define TEXT_DROP 5.0
#define TICK_GAP 7.0

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
