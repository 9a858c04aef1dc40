/* What the kinds of charts share: the frame, axes, marks, the legend. */
#ifndef PUBLISH_REPORT_PLOT_H
#define PUBLISH_REPORT_PLOT_H

#include "publish/report/chart_data.h"
#include "publish/report/scale.h"
#include "publish/report/svg.h"

/*
 * A picture's width in units. Shown 360 pixels wide, as on a telephone, its
 * text of SVG_FONT units is 11 pixels high; what is wider shows smaller text,
 * by chart_css, so that nothing meets that did not meet there.
 */
#define PLOT_WIDTH 480.0

/* A cell that has something to draw, or NULL. */
const struct chart_cell *
plot_cell(const struct chart *, size_t row, size_t series);

/* The extent of what is drawn, and whether all of it are whole numbers. */
struct plot_extent {
	bool is_empty;
	bool is_whole;
	double low;
	double high;
};

struct plot_extent plot_extent(const struct chart *);

/* Where rows stand: by year, so that a gap shows, or one after the other. */
struct plot_years {
	bool is_year;
	int first;
	size_t count; /* of places */
};

struct plot_years plot_years(const struct chart *);
size_t
plot_year_place(const struct plot_years *, const struct chart *, size_t row);

/* The names of years below, as many as there is room for. */
void plot_year_names(struct svg *, const struct chart *,
    const struct plot_years *, double left, double right, double foot);

/* <svg> with its title and description; svg_end() ends it. */
void plot_begin(struct svg *, const struct chart *, double height);

/* Says that there is nothing to draw, in the place of a picture. */
void plot_nothing(struct svg *, const struct chart *);

/* A rectangle of lines and names of values in it. */
struct plot_area {
	double left;
	double top;
	double right;
	double bottom;
};

/* Room that the names of the ticks take. */
double plot_tick_room(const struct scale *);

/* Lines from left to right, named at the left; or from top to bottom. */
void
plot_lines_across(struct svg *, const struct scale *, const struct plot_area *);
void
plot_lines_down(struct svg *, const struct scale *, const struct plot_area *);

void plot_line(struct svg *, const char *classes, double x1, double y1,
    double x2, double y2);

/* Says that there is nothing in a row, if all of its cells are missing. */
void plot_no_figure(
    struct svg *, const struct chart *, size_t row, double x, double foot);

/* What the axis counts, above it. */
void plot_unit(struct svg *, const struct chart *, double y);

#endif
