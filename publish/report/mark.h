/* What stands for a cell in a picture, and the legend that explains it. */
#ifndef PUBLISH_REPORT_MARK_H
#define PUBLISH_REPORT_MARK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "publish/report/chart_data.h"
#include "publish/report/plot.h"
#include "publish/report/scale.h"
#include "publish/report/svg.h"

/* "s1" to "s8"; of later series also "r2", "r3", ... : see chart_css.h. */
#define MARK_CLASS_SIZE 48
void mark_series_class(size_t series, char classes[MARK_CLASS_SIZE]);

/* A cell's mark, in its link: a rectangle, or a path. */
void mark_rectangle(struct svg *, const struct chart *, size_t row,
    size_t series, const char *classes, const struct plot_area *);
void mark_outline(struct svg *, const struct chart *, size_t row, size_t series,
    const char *classes, const char *path);

/* A cell's value as it stands beside its mark. */
void mark_short_text(const struct chart *, size_t row, size_t series,
    char text[SCALE_TEXT_SIZE]);

/* Around elements of several kinds: the link, if there is one. */
bool
mark_link_begin(struct svg *, const struct chart *, size_t row, size_t series);
/* The <title> of a mark that is open. */
void mark_title(struct svg *, const struct chart *, size_t row, size_t series);

/* The shape that tells a series apart, as a path. Empty text before. */
void
mark_shape(struct text *path, size_t series, double x, double y, double radius);

/* The names of the series beside a key of their marks: HTML. */
enum mark_key { MARK_KEY_BAR, MARK_KEY_LINE, MARK_KEY_DOT };
void mark_legend(struct svg *, const struct chart *, enum mark_key);

#endif
