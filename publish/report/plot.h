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

/* "s1" to "s8"; of later series also "r2", "r3", ... : see chart_css.h. */
#define PLOT_CLASS_SIZE 48
void plot_series_class(size_t series, char classes[PLOT_CLASS_SIZE]);

/* A cell's mark, in its link: a rectangle, or a path. */
void plot_mark_rectangle(struct svg *, const struct chart *, size_t row,
    size_t series, const char *classes, const struct plot_area *);
void plot_mark_path(struct svg *, const struct chart *, size_t row,
    size_t series, const char *classes, const char *path);

/* A cell's value as it stands beside its mark. */
void plot_short_text(const struct chart *, size_t row, size_t series,
    char text[SCALE_TEXT_SIZE]);

/* Around elements of several kinds: the link, if there is one. */
bool
plot_link_begin(struct svg *, const struct chart *, size_t row, size_t series);
/* The <title> of a mark that is open. */
void
plot_mark_title(struct svg *, const struct chart *, size_t row, size_t series);

/* The shape that tells a series apart, as a path. Empty text before. */
void
plot_shape(struct text *path, size_t series, double x, double y, double radius);

/* The names of the series beside a key of their marks: HTML. */
enum plot_key { PLOT_KEY_BAR, PLOT_KEY_LINE, PLOT_KEY_DOT };
void plot_legend(struct svg *, const struct chart *, enum plot_key);

#endif
