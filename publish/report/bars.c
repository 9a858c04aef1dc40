#include <math.h>

#include "base/text.h"
#include "publish/report/bars.h"
#include "publish/report/mark.h"
#include "publish/report/plot.h"
#include "publish/report/scale.h"

/* Upright */
#define UPRIGHT_TOP 34.0
#define UPRIGHT_HEIGHT 230.0
#define UPRIGHT_BOTTOM 30.0
#define UPRIGHT_STEPS 4
/* Of a year's place, so much is bars; and no bar is wider. */
#define BARS_SHARE 0.8
#define BAR_WIDEST 46.0

/* Lying */
#define LYING_TOP 50.0
#define LYING_STEPS 4
#define NAME_HEIGHT 20.0
#define ROW_GAP 12.0
#define VALUE_GAP 6.0
#define VALUE_FOOT 12.5
/* With bars as thick as this, each says its value. */
#define THICK 15.0
#define THIN 9.0
#define THICK_MOST 4

/* A value of zero is a line so thick. */
#define HAIRLINE 1.0

/* Sums of what lies upon each other in a row, above zero and below it. */
static void
stack_sums(const struct chart *c, size_t row, double *above, double *below)
{
	*above = 0;
	*below = 0;
	for (size_t series = 0; series < c->series_count; series++) {
		const struct chart_cell *cell = plot_cell(c, row, series);

		if (cell == NULL)
			continue;
		if (cell->value >= 0)
			*above += cell->value;
		else
			*below += cell->value;
	}
}

static struct scale
bars_scale(const struct chart *c, size_t steps)
{
	struct plot_extent e = plot_extent(c);

	for (size_t row = 0; c->kind == CHART_STACKED && row < c->row_count;
	     row++) {
		double above;
		double below;

		stack_sums(c, row, &above, &below);
		e.low = fmin(e.low, below);
		e.high = fmax(e.high, above);
	}
	return scale_make(fmax(e.low, -SCALE_LARGEST),
	    fmin(e.high, SCALE_LARGEST), steps,
	    e.is_whole ? SCALE_WHOLE_ZERO : SCALE_ZERO);
}

/* Where a cell's bar begins and ends; moves the ends of its row's stack. */
struct bar_span {
	double from;
	double to;
};

static struct bar_span
bar_span(const struct chart *c, const struct chart_cell *cell, double *above,
    double *below)
{
	double *end = cell->value >= 0 ? above : below;
	struct bar_span span = { 0, cell->value };

	if (c->kind == CHART_STACKED) {
		span.from = *end;
		*end += cell->value;
		span.to = *end;
	}
	return span;
}

/* An area that is at least a hairline from one place to the other. */
static void
bar_order(double *low, double *high)
{
	double least = fmin(*low, *high);
	double most = fmax(*low, *high);

	*low = least;
	*high = fmax(most, least + HAIRLINE);
}

/* Upright bars */

static void
upright_row(struct svg *s, const struct chart *c, size_t row,
    const struct scale *scale, const struct plot_area *slot)
{
	double side = c->kind == CHART_STACKED ? 1 : (double)c->series_count;
	double width =
	    fmin(BAR_WIDEST, (slot->right - slot->left) * BARS_SHARE / side);
	double left = (slot->left + slot->right - width * side) / 2;
	double above = 0;
	double below = 0;

	for (size_t series = 0; series < c->series_count; series++) {
		const struct chart_cell *cell = plot_cell(c, row, series);
		struct plot_area bar;
		struct bar_span span;

		if (cell == NULL)
			continue;
		span = bar_span(c, cell, &above, &below);
		bar.left = left +
		    (c->kind == CHART_STACKED ? 0 : width * (double)series);
		bar.right = bar.left + width;
		bar.top = scale_at(scale, span.to, slot->bottom, slot->top);
		bar.bottom =
		    scale_at(scale, span.from, slot->bottom, slot->top);
		bar_order(&bar.top, &bar.bottom);
		mark_rectangle(s, c, row, series, "bar", &bar);
	}
}

static void
upright_write(struct svg *s, const struct chart *c)
{
	struct scale scale = bars_scale(c, UPRIGHT_STEPS);
	struct plot_years years = plot_years(c);
	struct plot_area area = { plot_tick_room(&scale), UPRIGHT_TOP,
		PLOT_WIDTH, UPRIGHT_TOP + UPRIGHT_HEIGHT };
	double width = (area.right - area.left) / (double)years.count;

	plot_begin(s, c, area.bottom + UPRIGHT_BOTTOM);
	plot_unit(s, c, SVG_FONT);
	plot_lines_across(s, &scale, &area);
	for (size_t row = 0; row < c->row_count; row++) {
		size_t place = plot_year_place(&years, c, row);
		struct plot_area slot = area;

		slot.left = area.left + width * (double)place;
		slot.right = slot.left + width;
		upright_row(s, c, row, &scale, &slot);
	}
	plot_year_names(s, c, &years, area.left, area.right,
	    area.bottom + UPRIGHT_BOTTOM - 8);
	svg_end(s);
}

/* Lying bars */

static double
lying_thickness(const struct chart *c)
{
	return c->kind == CHART_STACKED || c->series_count <= THICK_MOST ? THICK
									 : THIN;
}

static bool
lying_says_values(const struct chart *c)
{
	return c->kind == CHART_BARS && c->series_count <= THICK_MOST;
}

static double
lying_value_room(const struct chart *c)
{
	double room = 0;

	for (size_t row = 0; row < c->row_count; row++)
		for (size_t i = 0; i < c->series_count; i++) {
			char text[SCALE_TEXT_SIZE];

			if (plot_cell(c, row, i) == NULL)
				continue;
			mark_short_text(c, row, i, text);
			room = fmax(room, svg_width(text, SVG_FONT));
		}
	return room + VALUE_GAP;
}

static void
lying_bar(struct svg *s, const struct chart *c, size_t row, size_t series,
    const struct scale *scale, const struct plot_area *area, double top,
    struct bar_span span)
{
	char text[SCALE_TEXT_SIZE];
	double thickness = lying_thickness(c);
	struct plot_area bar = {
		.left = scale_at(scale, span.from, area->left, area->right),
		.right = scale_at(scale, span.to, area->left, area->right),
		.top = top,
		.bottom = top + thickness - 1,
	};

	bar_order(&bar.left, &bar.right);
	mark_rectangle(s, c, row, series, "bar", &bar);
	if (!lying_says_values(c))
		return;
	mark_short_text(c, row, series, text);
	if (span.to < 0)
		svg_label(s, bar.left - VALUE_GAP, top + VALUE_FOOT, SVG_END,
		    "value", text, PLOT_WIDTH);
	else
		svg_label(s, bar.right + VALUE_GAP, top + VALUE_FOOT, SVG_START,
		    "value", text, PLOT_WIDTH);
}

/* A row at a height: its name and under it its bars. */
static void
lying_row(struct svg *s, const struct chart *c, size_t row,
    const struct scale *scale, const struct plot_area *area, double top)
{
	double thickness = lying_thickness(c);
	double above = 0;
	double below = 0;

	svg_label(
	    s, 0, top + SVG_FONT, SVG_START, "name", c->rows[row], PLOT_WIDTH);
	top += NAME_HEIGHT;
	plot_no_figure(s, c, row,
	    scale_at(scale, 0, area->left, area->right) + VALUE_GAP,
	    top + VALUE_FOOT);
	for (size_t series = 0; series < c->series_count; series++) {
		const struct chart_cell *cell = plot_cell(c, row, series);

		if (cell != NULL)
			lying_bar(s, c, row, series, scale, area, top,
			    bar_span(c, cell, &above, &below));
		if (c->kind != CHART_STACKED)
			top += thickness;
	}
}

static void
lying_write(struct svg *s, const struct chart *c)
{
	struct scale scale = bars_scale(c, LYING_STEPS);
	double side = c->kind == CHART_STACKED ? 1 : (double)c->series_count;
	double height = NAME_HEIGHT + lying_thickness(c) * side + ROW_GAP;
	double room = lying_says_values(c) ? lying_value_room(c) : 0;
	struct plot_area area = { scale.low < 0 ? room : 0, LYING_TOP,
		PLOT_WIDTH - (scale.high > 0 ? room : 0),
		LYING_TOP + height * (double)c->row_count };

	plot_begin(s, c, area.bottom + 2);
	plot_unit(s, c, SVG_FONT);
	plot_lines_down(s, &scale, &area);
	for (size_t row = 0; row < c->row_count; row++)
		lying_row(s, c, row, &scale, &area,
		    LYING_TOP + height * (double)row + ROW_GAP / 3);
	svg_end(s);
}

void
bars_write(struct svg *s, const struct chart *c)
{
	mark_legend(s, c, MARK_KEY_BAR);
	if (c->is_year)
		upright_write(s, c);
	else
		lying_write(s, c);
}
