#include <math.h>
#include <string.h>

#include "base/text.h"
#include "publish/report/dots.h"
#include "publish/report/mark.h"
#include "publish/report/plot.h"
#include "publish/report/scale.h"

#define DOTS_TOP 50.0
#define UNIT_HEIGHT 24.0
#define DOTS_STEPS 4
#define DOTS_ROW 48.0
#define DOTS_NAME 15.0 /* from a row's top to the foot of its name */
#define DOTS_LINE 31.0 /* to the line with its dots */
#define DOT_RADIUS 6.0
#define DOTS_MARGIN 8.0

#define RANGE_NAME 24.0
#define RANGE_HEIGHT 12.0
#define RANGE_GAP 10.0
#define RANGE_TICKS 5
/* A range says its text beside its row's name, in so much of the width. */
#define RANGE_TEXT_SHARE 0.5

static struct scale
dots_scale(const struct chart *c)
{
	struct plot_extent e = plot_extent(c);
	bool with_zero = scale_wants_zero(e.low, e.high);

	return scale_make(e.low, e.high, DOTS_STEPS,
	    (with_zero ? SCALE_ZERO : SCALE_PLAIN) |
		(e.is_whole ? SCALE_WHOLE : SCALE_PLAIN));
}

/* From a row's least dot to its greatest. */
static void
dots_line(struct svg *s, const struct chart *c, size_t row,
    const struct scale *scale, const struct plot_area *area, double y)
{
	double low = INFINITY;
	double high = -INFINITY;

	for (size_t i = 0; i < c->series_count; i++) {
		const struct chart_cell *cell = plot_cell(c, row, i);

		if (cell == NULL)
			continue;
		low = fmin(low, cell->value);
		high = fmax(high, cell->value);
	}
	if (low < high)
		plot_line(s, "between",
		    scale_at(scale, low, area->left, area->right), y,
		    scale_at(scale, high, area->left, area->right), y);
}

static void
dots_row(struct svg *s, const struct chart *c, size_t row,
    const struct scale *scale, const struct plot_area *area, double top)
{
	struct text path = { 0 };

	svg_label(
	    s, 0, top + DOTS_NAME, SVG_START, "name", c->rows[row], PLOT_WIDTH);
	plot_line(s, "row", area->left, top + DOTS_LINE, area->right,
	    top + DOTS_LINE);
	dots_line(s, c, row, scale, area, top + DOTS_LINE);
	plot_no_figure(s, c, row, area->left, top + DOTS_LINE - 2);
	for (size_t i = 0; i < c->series_count; i++) {
		const struct chart_cell *cell = plot_cell(c, row, i);

		if (cell == NULL)
			continue;
		text_empty(&path);
		mark_shape(&path, i,
		    scale_at(scale, cell->value, area->left, area->right),
		    top + DOTS_LINE, DOT_RADIUS);
		mark_outline(s, c, row, i, "dot", text_string(&path));
	}
	text_free(&path);
}

void
dots_write(struct svg *s, const struct chart *c)
{
	struct scale scale = dots_scale(c);
	struct plot_area area = { DOTS_MARGIN, DOTS_TOP,
		PLOT_WIDTH - DOTS_MARGIN,
		DOTS_TOP + DOTS_ROW * (double)c->row_count };

	mark_legend(s, c, MARK_KEY_DOT);
	plot_begin(s, c, area.bottom + 2);
	plot_unit(s, c, SVG_FONT);
	plot_lines_down(s, &scale, &area);
	for (size_t row = 0; row < c->row_count; row++)
		dots_row(s, c, row, &scale, &area,
		    DOTS_TOP + DOTS_ROW * (double)row);
	svg_end(s);
}

/* Days */

struct day_axis {
	double low;
	double high;
	size_t tick_count;
	struct day_tick ticks[DAY_TICK_MAX];
};

/* Days further from 1970 than this have no names. */
#define DAY_FURTHEST 3e6

static struct day_axis
day_axis(const struct chart *c)
{
	struct plot_extent e = plot_extent(c);
	struct day_axis axis = {
		.low = fmax(-DAY_FURTHEST, fmin(DAY_FURTHEST, floor(e.low))),
		.high = fmax(-DAY_FURTHEST, fmin(DAY_FURTHEST, ceil(e.high))),
	};

	if (axis.high <= axis.low)
		axis.high = axis.low + 1;
	axis.tick_count = scale_days(
	    (int64_t)axis.low, (int64_t)axis.high, RANGE_TICKS, axis.ticks);
	return axis;
}

static double
day_axis_at(const struct day_axis *axis, double day)
{
	double within = fmax(axis->low, fmin(axis->high, day));

	return (within - axis->low) / (axis->high - axis->low) * PLOT_WIDTH;
}

static void
day_axis_write(
    struct svg *s, const struct day_axis *axis, double top, double bottom)
{
	for (size_t i = 0; i < axis->tick_count; i++) {
		const struct day_tick *tick = &axis->ticks[i];
		double half = svg_width(tick->text, SVG_FONT) / 2;
		double x = day_axis_at(axis, (double)tick->day);

		plot_line(s, "grid", x, top, x, bottom);
		svg_label(s, fmax(half, fmin(PLOT_WIDTH - half, x)), top - 7,
		    SVG_MIDDLE, "tick", tick->text, PLOT_WIDTH);
	}
}

static void
range_row(struct svg *s, const struct chart *c, size_t row,
    const struct day_axis *axis, double top)
{
	const struct chart_cell *only =
	    c->series_count == 1 ? plot_cell(c, row, 0) : NULL;
	double room = PLOT_WIDTH;

	if (only != NULL && only->text != NULL) {
		double most = PLOT_WIDTH * RANGE_TEXT_SHARE;

		svg_label(s, PLOT_WIDTH, top + SVG_FONT, SVG_END, "value",
		    only->text, most);
		room -= fmin(most, svg_width(only->text, SVG_FONT)) + RANGE_GAP;
	}
	svg_label(s, 0, top + SVG_FONT, SVG_START, "name", c->rows[row], room);
	plot_no_figure(s, c, row, 0, top + RANGE_NAME + RANGE_HEIGHT);
	for (size_t i = 0; i < c->series_count; i++) {
		const struct chart_cell *cell = plot_cell(c, row, i);
		struct plot_area bar;

		if (cell == NULL)
			continue;
		bar.left = day_axis_at(axis, fmin(cell->value, cell->until));
		bar.right = fmax(bar.left + 2,
		    day_axis_at(axis, fmax(cell->value, cell->until)));
		bar.top = top + RANGE_NAME + RANGE_HEIGHT * (double)i;
		bar.bottom = bar.top + RANGE_HEIGHT - 1;
		mark_rectangle(s, c, row, i, "bar", &bar);
	}
}

void
ranges_write(struct svg *s, const struct chart *c)
{
	struct day_axis axis = day_axis(c);
	double height =
	    RANGE_NAME + RANGE_HEIGHT * (double)c->series_count + RANGE_GAP;
	bool has_unit = c->unit != NULL && *c->unit != '\0';
	double top = has_unit ? DOTS_TOP : DOTS_TOP - UNIT_HEIGHT;
	double bottom = top + height * (double)c->row_count;

	mark_legend(s, c, MARK_KEY_BAR);
	plot_begin(s, c, bottom + 2);
	plot_unit(s, c, SVG_FONT);
	day_axis_write(s, &axis, top, bottom);
	for (size_t row = 0; row < c->row_count; row++)
		range_row(s, c, row, &axis, top + height * (double)row);
	svg_end(s);
}
