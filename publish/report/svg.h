/*
 * SVG and the HTML around it, by libxml2's text writer. Texts may be anything:
 * what would steer a reader's program, or what XML forbids, is made harmless.
 */
#ifndef PUBLISH_REPORT_SVG_H
#define PUBLISH_REPORT_SVG_H

#include <libxml/xmlwriter.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

/* A longer text is cut, at a character. */
#define SVG_TITLE_LENGTH 600

struct svg {
	xmlTextWriterPtr writer; /* borrowed */
	bool is_broken; /* the writer failed; nothing more is written */
};

void svg_begin(struct svg *, const char *element);
void svg_end(struct svg *);
/* Of an element of HTML, which needs its end even if it is empty. */
void svg_end_html(struct svg *);

/* Its value whole, or as a text for a reader. */
void svg_set(struct svg *, const char *attribute, const char *value);
void svg_set_text(struct svg *, const char *attribute, const char *value);
/* With two decimals at most, and a point in every locale. */
void svg_set_number(struct svg *, const char *attribute, double);

/* The text of the element that is open. */
void svg_text(struct svg *, const char *);

/* An element that holds only this text, as <title>. */
void svg_element(struct svg *, const char *element, const char *text);

/*
 * For <svg> that is open: its title and its description, with ids that begin
 * with that, and a role in which links inside, if there are any, can be
 * reached.
 */
void svg_set_names(struct svg *, bool has_links, const char *id,
    const char *title, const char *description);

/* Which side of a text lies at its place. */
enum svg_anchor { SVG_START, SVG_MIDDLE, SVG_END };

/*
 * A <text> at a place, shortened to so many units, the whole in its <title> if
 * it was.
 */
void svg_label(struct svg *, double x, double y, enum svg_anchor,
    const char *classes, const char *text, double room);

/* About how wide a text is in so large a font. */
double svg_width(const char *text, double font_size);

/* Units of the font that svg_label() reckons with; of a graph's. */
#define SVG_FONT 15.0
#define SVG_GRAPH_FONT 13.0

/*
 * A text without what is forbidden, to be freed by the caller: shortened to so
 * many units of width in a font of that size, with an ellipsis.
 */
char *svg_shorten(const char *text, double font_size, double room);

/* Whether an address may be a link: a relative one, or one of HTTP. */
bool svg_is_address(const char *);

/* "M 1 2.5 " and the like, for a path. */
void svg_path(struct text *, char command, double x, double y);

#endif
