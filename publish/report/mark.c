#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "publish/report/mark.h"
#include "publish/report/plot.h"
#include "publish/report/scale.h"

#define COLOURS 8
/* Of a name in a <title>, about in letters. */
#define NAME_ROOM 150.0
/* Bytes of a text that stands beside its mark as the table shows it: "460.51
 * million" is the longest of an amount. */
#define SHORT 14

void
mark_series_class(size_t series, char classes[MARK_CLASS_SIZE])
{
	size_t round = series / COLOURS;

	if (round == 0)
		(void)snprintf(
		    classes, MARK_CLASS_SIZE, "s%zu", series % COLOURS + 1);
	else
		(void)snprintf(classes, MARK_CLASS_SIZE, "s%zu r%zu",
		    series % COLOURS + 1, (round - 1) % 3 + 2);
}

/* "row, series: text" */
static void
mark_cell_text(
    struct text *text, const struct chart *c, size_t row, size_t series)
{
	const struct chart_cell *cell = plot_cell(c, row, series);
	char number[SCALE_TEXT_SIZE];
	char *name = svg_shorten(c->rows[row], 1, NAME_ROOM);

	text_add_string(text, name);
	free(name);
	if (c->series_count > 1) {
		name = svg_shorten(c->series[series], 1, NAME_ROOM);
		text_addf(text, ", %s", name);
		free(name);
	}
	scale_short_text(cell->value, number);
	text_addf(text, ": %s", cell->text != NULL ? cell->text : number);
}

void
mark_short_text(const struct chart *c, size_t row, size_t series,
    char text[SCALE_TEXT_SIZE])
{
	const struct chart_cell *cell = plot_cell(c, row, series);

	if (cell->text != NULL && strnlen(cell->text, SHORT + 1) <= SHORT)
		(void)snprintf(text, SCALE_TEXT_SIZE, "%s", cell->text);
	else
		scale_short_text(cell->value, text);
}

void
mark_title(struct svg *s, const struct chart *c, size_t row, size_t series)
{
	struct text text = { 0 };

	mark_cell_text(&text, c, row, series);
	svg_element(s, "title", text_string(&text));
	text_free(&text);
}

bool
mark_link_begin(struct svg *s, const struct chart *c, size_t row, size_t series)
{
	const struct chart_cell *cell = plot_cell(c, row, series);
	struct text text = { 0 };

	if (cell->href == NULL || !svg_is_address(cell->href))
		return false;
	svg_begin(s, "a");
	svg_set(s, "href", cell->href);
	mark_cell_text(&text, c, row, series);
	svg_set_text(s, "aria-label", text_string(&text));
	text_free(&text);
	return true;
}

static void
mark_class(struct svg *s, size_t series, const char *classes)
{
	char all[MARK_CLASS_SIZE];
	struct text text = { 0 };

	mark_series_class(series, all);
	text_addf(&text, "mark %s %s", classes, all);
	svg_set(s, "class", text_string(&text));
	text_free(&text);
}

void
mark_rectangle(struct svg *s, const struct chart *c, size_t row, size_t series,
    const char *classes, const struct plot_area *area)
{
	bool is_link = mark_link_begin(s, c, row, series);

	svg_begin(s, "rect");
	mark_class(s, series, classes);
	svg_set_number(s, "x", area->left);
	svg_set_number(s, "y", area->top);
	svg_set_number(s, "width", area->right - area->left);
	svg_set_number(s, "height", area->bottom - area->top);
	mark_title(s, c, row, series);
	svg_end(s);
	if (is_link)
		svg_end(s);
}

void
mark_outline(struct svg *s, const struct chart *c, size_t row, size_t series,
    const char *classes, const char *path)
{
	bool is_link = mark_link_begin(s, c, row, series);

	svg_begin(s, "path");
	mark_class(s, series, classes);
	svg_set(s, "d", path);
	mark_title(s, c, row, series);
	svg_end(s);
	if (is_link)
		svg_end(s);
}

/* Corners of the shapes, in parts of the radius; the first shape is round. */
static const struct {
	size_t count;
	double corners[12][2];
} mark_shapes[] = {
	{ 4, { { -.88, -.88 }, { .88, -.88 }, { .88, .88 }, { -.88, .88 } } },
	{ 4, { { 0, -1.3 }, { 1.3, 0 }, { 0, 1.3 }, { -1.3, 0 } } },
	{ 3, { { 0, -1.25 }, { 1.2, .9 }, { -1.2, .9 } } },
	{ 3, { { 0, 1.25 }, { 1.2, -.9 }, { -1.2, -.9 } } },
	{ 12,
	    { { -.4, -1.15 }, { .4, -1.15 }, { .4, -.4 }, { 1.15, -.4 },
		{ 1.15, .4 }, { .4, .4 }, { .4, 1.15 }, { -.4, 1.15 },
		{ -.4, .4 }, { -1.15, .4 }, { -1.15, -.4 }, { -.4, -.4 } } },
	{ 3, { { 1.25, 0 }, { -.9, 1.2 }, { -.9, -1.2 } } },
	{ 3, { { -1.25, 0 }, { .9, 1.2 }, { .9, -1.2 } } },
};

void
mark_shape(struct text *path, size_t series, double x, double y, double radius)
{
	size_t shape = series % COLOURS;
	double from = x - radius;

	if (shape == 0) {
		svg_path(path, 'M', from, y);
		for (int half = 0; half < 2; half++) {
			svg_path(path, 'a', radius, radius);
			text_add_string(path, " 0 1 0");
			svg_path(
			    path, ' ', half == 0 ? 2 * radius : -2 * radius, 0);
		}
	} else
		for (size_t i = 0; i < mark_shapes[shape - 1].count; i++) {
			const double *corner =
			    mark_shapes[shape - 1].corners[i];

			svg_path(path, i == 0 ? 'M' : 'L',
			    x + radius * corner[0], y + radius * corner[1]);
		}
	text_add_string(path, "z");
}

/* The legend */

#define KEY_WIDTH 30.0
#define KEY_HEIGHT 16.0

static void
mark_key(struct svg *s, size_t series, enum mark_key key)
{
	char classes[MARK_CLASS_SIZE];
	struct text text = { 0 };
	double width = key == MARK_KEY_LINE ? KEY_WIDTH : KEY_HEIGHT;

	svg_begin(s, "svg");
	svg_set(s, "xmlns", "http://www.w3.org/2000/svg");
	text_addf(&text, "0 0 %d %d", (int)width, (int)KEY_HEIGHT);
	svg_set(s, "viewBox", text_string(&text));
	svg_set_number(s, "width", width);
	svg_set_number(s, "height", KEY_HEIGHT);
	svg_set(s, "aria-hidden", "true");
	mark_series_class(series, classes);
	text_empty(&text);
	text_addf(&text, "line %s", classes);
	if (key == MARK_KEY_LINE)
		plot_line(s, text_string(&text), 1, KEY_HEIGHT / 2, width - 1,
		    KEY_HEIGHT / 2);
	text_empty(&text);
	text_addf(&text, "%s %s", key == MARK_KEY_BAR ? "bar" : "dot", classes);
	svg_begin(s, "path");
	svg_set(s, "class", text_string(&text));
	text_empty(&text);
	if (key == MARK_KEY_BAR)
		text_add_string(&text, "M2 2h12v12h-12z");
	else
		mark_shape(&text, series, width / 2, KEY_HEIGHT / 2, 5);
	svg_set(s, "d", text_string(&text));
	svg_end(s);
	svg_end(s);
	text_free(&text);
}

void
mark_legend(struct svg *s, const struct chart *c, enum mark_key key)
{
	if (c->series_count < 2)
		return;
	svg_begin(s, "ul");
	svg_set(s, "class", "legend");
	for (size_t i = 0; i < c->series_count; i++) {
		svg_begin(s, "li");
		mark_key(s, i, key);
		svg_element(s, "span", c->series[i]);
		svg_end_html(s);
	}
	svg_end_html(s);
}
