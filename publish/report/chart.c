#include "publish/report/chart.h"
#include "publish/report/bars.h"
#include "publish/report/dots.h"
#include "publish/report/lines.h"
#include "publish/report/plot.h"
#include "publish/report/svg.h"
#include "publish/report/tiles.h"

static const struct {
	const char *classes;
	void (*write)(struct svg *, const struct chart *);
} chart_kinds[] = {
	[CHART_BARS] = { "chart bars", bars_write },
	[CHART_STACKED] = { "chart stacked", bars_write },
	[CHART_LINES] = { "chart lines", lines_write },
	[CHART_DOTS] = { "chart dots", dots_write },
	[CHART_RANGES] = { "chart ranges", ranges_write },
	[CHART_MULTIPLES] = { "chart multiples", multiples_write },
	[CHART_TILES] = { "chart tiles", tiles_write },
};

bool
chart_write(xmlTextWriterPtr writer, const struct chart *c)
{
	struct svg s = { .writer = writer };

	svg_begin(&s, "div");
	svg_set(&s, "class", chart_kinds[c->kind].classes);
	if (plot_extent(c).is_empty)
		plot_nothing(&s, c);
	else
		chart_kinds[c->kind].write(&s, c);
	svg_end_html(&s);
	return !s.is_broken;
}
