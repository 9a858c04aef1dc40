/* What a chart's rows are read into, for the chart, its table and its CSV. */
#ifndef PUBLISH_REPORT_PICTURE_DATA_H
#define PUBLISH_REPORT_PICTURE_DATA_H

#include <stddef.h>

#include "publish/report/chart_data.h"
#include "publish/report/content.h"

struct arena;

/* Characters of a label that are shown. */
#define PICTURE_LABEL_MAX ((size_t)80)

/* Names in the order in which they came. */
struct picture_names {
	const char **names; /* as they are shown, each another */
	const char **whole; /* as they came */
	size_t count;
	size_t room;
	size_t whole_room;
};

struct picture_point {
	size_t row;
	size_t series;
	const char *number; /* as the database has it */
	struct chart_cell cell;
};

struct picture {
	const struct content *content;
	struct arena *arena;
	struct picture_names rows;
	struct picture_names series;
	struct picture_point *points;
	size_t count;
	size_t room;
	const struct picture_point **grid; /* row 0's series, row 1's, ... */
};

#endif
