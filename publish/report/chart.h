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

#include "publish/report/chart_data.h"

/*
 * Writes <svg>, and the legend beside it if there are several series. What
 * cannot be drawn (a tile map's row that is no country) is an own line under
 * it, with its mark. False if the writer fails.
 */
bool chart_write(xmlTextWriterPtr, const struct chart *);

#endif
