/*
 * A table of figures as a picture: SVG inside a page of HTML, written through
 * libxml2's text writer. Colours come from the page's CSS variables; nothing is
 * fetched, nothing runs.
 *
 * Each cell that is not missing is one element of class "mark", with a <title>;
 * a mark with an address stands in a link to it. A value that is no finite
 * number counts as missing. An address of a scheme other than HTTP is no link.
 *
 * The title and the description are for who does not see the picture; neither
 * is drawn, so the page shows the title in a heading or a caption. Texts that
 * do not fit are shortened; a <title> has up to SVG_TITLE_LENGTH bytes of them.
 */
#ifndef PUBLISH_REPORT_CHART_H
#define PUBLISH_REPORT_CHART_H

#include <libxml/xmlwriter.h>
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

/*
 * Writes <svg>, and the legend beside it if there are several series. What
 * cannot be drawn (a tile map's row that is no country) is an own line under
 * it, with its mark. False if the writer fails.
 */
bool chart_write(xmlTextWriterPtr, const struct chart *);

#endif
