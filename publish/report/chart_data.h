/* A table of figures that is to be drawn: see chart.h. */
#ifndef PUBLISH_REPORT_CHART_DATA_H
#define PUBLISH_REPORT_CHART_DATA_H

#include <stdbool.h>
#include <stddef.h>

enum chart_kind {
	CHART_BARS, /* a row a group of bars, side by side; time upright, names
	               lying */
	CHART_STACKED, /* a row a bar, its series upon each other */
	CHART_LINES,   /* rows are years; a series a line with dots */
	CHART_DOTS,    /* a row a name, a series a dot on its line */
	CHART_RANGES,  /* a row a name; from value to until, in days since 1970
	                */
	CHART_MULTIPLES, /* a series a small chart of its own, all of one scale
	                  */
	CHART_TILES, /* a row a country (ISO 3166 alpha-3): a tile of a world
	                map */
};

struct chart_cell {
	bool is_missing;
	double value;
	double until;     /* of CHART_RANGES */
	const char *text; /* as the table shows it */
	const char *href; /* what it counts; NULL: no link */
};

struct chart {
	enum chart_kind kind;
	const char *id;          /* begins all ids: once in a page */
	const char *title;       /* what is seen */
	const char *description; /* for who does not see it */
	const char *unit;        /* of the values, as the axis says it */
	bool is_year;            /* rows are years, in order */
	size_t row_count;
	size_t series_count;
	const char *const *rows;   /* names of rows */
	const char *const *series; /* names of series; one needs no legend */
	const struct chart_cell *cells; /* row 0's series, row 1's, ... */
};

#endif
