#include <math.h>

#include "base/text.h"
#include "publish/report/lines.h"
#include "publish/report/mark.h"
#include "publish/report/plot.h"
#include "publish/report/scale.h"

#define LINES_TOP 34.0
#define LINES_HEIGHT 230.0
#define LINES_BOTTOM 30.0
#define LINES_STEPS 4
#define DOT_LARGEST 5.0
#define DOT_SMALLEST 2.2
/* Of the room between two years, so much is a dot's radius at most. */
#define DOT_SHARE 0.35

/* Small multiples */
#define SMALL_COLUMNS 2
#define SMALL_GAP 24.0
#define SMALL_NAME 24.0
#define SMALL_HEIGHT 96.0
#define SMALL_BOTTOM 34.0
#define SMALL_STEPS 3

static struct scale
lines_scale(const struct chart *c, size_t steps)
{
	struct plot_extent e = plot_extent(c);
	bool with_zero = scale_wants_zero(e.low, e.high);

	return scale_make(e.low, e.high, steps,
	    (with_zero ? SCALE_ZERO : SCALE_PLAIN) |
		(e.is_whole ? SCALE_WHOLE : SCALE_PLAIN));
}

struct line_place {
	double x;
	double y;
};

static struct line_place
line_place(const struct chart *c, size_t row, double value,
    const struct plot_years *years, const struct scale *scale,
    const struct plot_area *area)
{
	double width = (area->right - area->left) / (double)years->count;
	size_t at = plot_year_place(years, c, row);

	return (struct line_place){
		.x = area->left + width * ((double)at + 0.5),
		.y = scale_at(scale, value, area->bottom, area->top),
	};
}

/*
 * The line of a series, with a gap where a figure is missing, or a year: of
 * what nobody has told nothing is drawn.
 */
static void
lines_line(struct svg *s, const struct chart *c, size_t series,
    const struct plot_years *years, const struct scale *scale,
    const struct plot_area *area)
{
	char classes[MARK_CLASS_SIZE];
	struct text path = { 0 };
	struct text text = { 0 };
	size_t next = 0; /* the place to which the line goes on */

	for (size_t row = 0; row < c->row_count; row++) {
		const struct chart_cell *cell = plot_cell(c, row, series);
		size_t place = plot_year_place(years, c, row);
		struct line_place at;

		if (cell == NULL)
			continue;
		at = line_place(c, row, cell->value, years, scale, area);
		svg_path(
		    &path, next > 0 && place == next ? 'L' : 'M', at.x, at.y);
		next = place + 1;
	}
	mark_series_class(c->kind == CHART_LINES ? series : 0, classes);
	text_addf(&text, "line %s", classes);
	svg_begin(s, "path");
	svg_set(s, "class", text_string(&text));
	svg_set(s, "d", text_string(&path));
	svg_end(s);
	text_free(&text);
	text_free(&path);
}

static void
lines_dots(struct svg *s, const struct chart *c, size_t series,
    const struct plot_years *years, const struct scale *scale,
    const struct plot_area *area)
{
	double width = (area->right - area->left) / (double)years->count;
	double radius =
	    fmin(DOT_LARGEST, fmax(DOT_SMALLEST, width * DOT_SHARE));
	struct text path = { 0 };

	for (size_t row = 0; row < c->row_count; row++) {
		const struct chart_cell *cell = plot_cell(c, row, series);
		struct line_place at;

		if (cell == NULL)
			continue;
		at = line_place(c, row, cell->value, years, scale, area);
		text_empty(&path);
		mark_shape(&path, c->kind == CHART_LINES ? series : 0, at.x,
		    at.y, radius);
		mark_outline(s, c, row, series, "dot", text_string(&path));
	}
	text_free(&path);
}

void
lines_write(struct svg *s, const struct chart *c)
{
	struct scale scale = lines_scale(c, LINES_STEPS);
	struct plot_years years = plot_years(c);
	struct plot_area area = { plot_tick_room(&scale), LINES_TOP, PLOT_WIDTH,
		LINES_TOP + LINES_HEIGHT };

	mark_legend(s, c, MARK_KEY_LINE);
	plot_begin(s, c, area.bottom + LINES_BOTTOM);
	plot_unit(s, c, SVG_FONT);
	plot_lines_across(s, &scale, &area);
	for (size_t i = 0; i < c->series_count; i++)
		lines_line(s, c, i, &years, &scale, &area);
	for (size_t i = 0; i < c->series_count; i++)
		lines_dots(s, c, i, &years, &scale, &area);
	plot_year_names(s, c, &years, area.left, area.right,
	    area.bottom + LINES_BOTTOM - 8);
	svg_end(s);
}

/* One series: its name above, its lines and dots in the area. */
static void
multiples_series(struct svg *s, const struct chart *c, size_t series,
    const struct plot_years *years, const struct scale *scale,
    const struct plot_area *area)
{
	svg_label(s, area->left, area->top - 10, SVG_START, "name",
	    c->series[series], area->right - area->left);
	plot_lines_across(s, scale, area);
	lines_line(s, c, series, years, scale, area);
	lines_dots(s, c, series, years, scale, area);
	plot_year_names(
	    s, c, years, area->left, area->right, area->bottom + 21);
}

void
multiples_write(struct svg *s, const struct chart *c)
{
	struct scale scale = lines_scale(c, SMALL_STEPS);
	struct plot_years years = plot_years(c);
	double room = plot_tick_room(&scale);
	double width = (PLOT_WIDTH + SMALL_GAP) / SMALL_COLUMNS;
	double height = SMALL_NAME + SMALL_HEIGHT + SMALL_BOTTOM;
	size_t lines = (c->series_count + SMALL_COLUMNS - 1) / SMALL_COLUMNS;
	double top = c->unit != NULL && *c->unit != '\0' ? 26 : 4;

	plot_begin(s, c, top + height * (double)lines);
	plot_unit(s, c, SVG_FONT);
	for (size_t i = 0; i < c->series_count; i++) {
		double left = width * (double)(i % SMALL_COLUMNS);
		size_t line = i / SMALL_COLUMNS;
		double above = top + height * (double)line;
		struct plot_area area = { left + room, above + SMALL_NAME,
			left + width - SMALL_GAP,
			above + SMALL_NAME + SMALL_HEIGHT };

		multiples_series(s, c, i, &years, &scale, &area);
	}
	svg_end(s);
}
