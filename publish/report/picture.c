#include "publish/report/picture.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/list.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "publish/export/csv.h"
#include "publish/report/chart.h"
#include "publish/report/shown.h"

#define LABEL_MAX 80
#define TITLE_MAX 160

/* Names in the order in which they came. */
struct picture_names {
	const char **names;
	size_t count;
	size_t room;
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

static const struct {
	const char *name;
	enum chart_kind kind;
} kinds[] = {
	{ "bars", CHART_BARS },
	{ "stacked", CHART_STACKED },
	{ "lines", CHART_LINES },
	{ "dots", CHART_DOTS },
	{ "ranges", CHART_RANGES },
	{ "multiples", CHART_MULTIPLES },
	{ "tiles", CHART_TILES },
};

static enum chart_kind
picture_kind(const char *form)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (strcmp(kinds[i].name, form) == 0)
			return kinds[i].kind;
	}
	log_fatal("%s: is no kind of chart", form);
}

/* Reading */

static const char *
picture_text(struct picture *x, const char *value, size_t most)
{
	struct text shown = { 0 };
	const char *kept;

	shown_text(&shown, value, most);
	kept = arena_string(x->arena, text_string(&shown));
	text_free(&shown);
	return kept;
}

/* The place of a name. Rows come in order, so that it is mostly the last. */
static size_t
picture_place(struct picture *x, struct picture_names *n, const char *value)
{
	const char *name =
	    picture_text(x, value == NULL ? "not known" : value, LABEL_MAX);

	for (size_t i = n->count; i-- > 0;) {
		if (strcmp(n->names[i], name) == 0)
			return i;
	}
	n->names = list_room(n->names, n->count, &n->room, sizeof(*n->names));
	n->names[n->count] = name;
	return n->count++;
}

static const char *
picture_named(const struct content *c, const char *heading)
{
	for (int i = 4; i < cursor_width(c->rows); i++) {
		if (strcmp(cursor_heading(c->rows, i), heading) == 0)
			return cursor_value(c->rows, i);
	}
	return NULL;
}

static void
picture_cell(struct picture *x, const struct site *site,
    const struct webpage *p, struct picture_point *point)
{
	const struct content *c = x->content;
	const char *until = picture_named(c, "until");
	const char *text = picture_named(c, "text");
	struct text scratch = { 0 };

	point->cell.value = strtod(point->number, NULL);
	point->cell.until = until == NULL ? 0 : strtod(until, NULL);
	if (site_address(site, p, &scratch, picture_named(c, "link")))
		point->cell.href =
		    arena_string(x->arena, text_string(&scratch));
	text_empty(&scratch);
	if (text == NULL)
		shown_number(
		    &scratch, point->number, shown_of_heading(c->unit));
	else
		shown_text(&scratch, text, LABEL_MAX);
	point->cell.text = arena_string(x->arena, text_string(&scratch));
	text_free(&scratch);
}

static void
picture_point(
    struct picture *x, const struct site *site, const struct webpage *p)
{
	enum { LABEL = 1, SERIES, VALUE };
	const struct cursor *rows = x->content->rows;
	const char *number = cursor_value(rows, VALUE);
	struct picture_point *point;

	x->points =
	    list_room(x->points, x->count, &x->room, sizeof(*x->points));
	point = &x->points[x->count];
	memset(point, 0, sizeof(*point));
	point->row = picture_place(x, &x->rows, cursor_value(rows, LABEL));
	point->series =
	    picture_place(x, &x->series, cursor_value(rows, SERIES));
	if (number == NULL)
		return; /* the row is there, without a mark */
	point->number = arena_string(x->arena, number);
	picture_cell(x, site, p, point);
	x->count++;
}

static void
picture_read(struct picture *x, const struct site *site,
    const struct webpage *p, const char *key)
{
	do
		picture_point(x, site, p);
	while (cursor_next_of(x->content->rows, key));
	x->grid =
	    xzalloc((x->rows.count * x->series.count + 1) * sizeof(*x->grid));
	for (size_t i = 0; i < x->count; i++)
		x->grid[x->points[i].row * x->series.count +
		    x->points[i].series] = &x->points[i];
}

/* Writing */

/* Whether the rows are years or months, in their order. */
static bool
picture_is_time(const struct content *c)
{
	const char *heading = cursor_heading(c->rows, 1);

	return strcmp(heading, "Year") == 0 || strcmp(heading, "Month") == 0;
}

static bool
picture_chart(const struct picture *x, struct webpage *p)
{
	size_t cells = x->rows.count * x->series.count;
	struct chart_cell *cell = xzalloc((cells + 1) * sizeof(*cell));
	struct chart chart = {
		.kind = picture_kind(x->content->form),
		.id = x->content->id,
		.title = x->content->heading,
		.description = x->content->caveat,
		.unit = x->content->unit,
		.is_year = picture_is_time(x->content),
		.row_count = x->rows.count,
		.series_count = x->series.count,
		.rows = x->rows.names,
		.series = x->series.names,
		.cells = cell,
	};
	bool ok;

	for (size_t i = 0; i < cells; i++) {
		cell[i].is_missing = x->grid[i] == NULL;
		if (x->grid[i] != NULL)
			cell[i] = x->grid[i]->cell;
	}
	webpage_start(p, "figure", NULL);
	ok = chart_write(webpage_writer(p), &chart);
	webpage_end(p);
	free(cell);
	return ok;
}

static void
picture_table_row(const struct picture *x, struct webpage *p, size_t row)
{
	webpage_start(p, "tr", NULL);
	webpage_start(p, "th", NULL);
	webpage_attribute(p, "scope", "row");
	webpage_text(p, x->rows.names[row], LABEL_MAX);
	webpage_end(p);
	for (size_t i = 0; i < x->series.count; i++) {
		const struct picture_point *point =
		    x->grid[row * x->series.count + i];

		webpage_start(p, "td", "n");
		if (point != NULL) {
			webpage_start(p, "data", NULL);
			webpage_attribute(p, "value", point->number);
			webpage_link(p, point->cell.href, point->cell.text);
			webpage_end(p);
		}
		webpage_end(p);
	}
	webpage_end(p);
}

static void
picture_table(const struct picture *x, struct webpage *p)
{
	webpage_start(p, "div", "box");
	webpage_attribute(p, "role", "region");
	webpage_attribute(p, "tabindex", "0");
	webpage_attribute(p, "aria-label", x->content->heading);
	webpage_start(p, "table", NULL);
	webpage_start(p, "thead", NULL);
	webpage_start(p, "tr", NULL);
	webpage_start(p, "th", NULL);
	webpage_attribute(p, "scope", "col");
	webpage_text(p, cursor_heading(x->content->rows, 1), LABEL_MAX);
	webpage_end(p);
	for (size_t i = 0; i < x->series.count; i++) {
		webpage_start(p, "th", "n");
		webpage_attribute(p, "scope", "col");
		webpage_text(p, x->series.names[i], LABEL_MAX);
		webpage_end(p);
	}
	webpage_end(p);
	webpage_end(p);
	webpage_start(p, "tbody", NULL);
	for (size_t row = 0; row < x->rows.count; row++)
		picture_table_row(x, p, row);
	webpage_end(p);
	webpage_end(p);
	webpage_end(p);
}

static void
picture_csv_cell(struct text *line, const char *text, bool is_text)
{
	struct export_value value = { .text = text,
		.length = text == NULL ? 0 : strlen(text) };

	if (line->length > 0 && line->bytes[line->length - 1] != '\n')
		text_add(line, ",", 1);
	csv_add_value(line, &value, is_text);
}

static void
picture_csv_lines(const struct picture *x, struct text *lines)
{
	picture_csv_cell(lines, cursor_heading(x->content->rows, 1), true);
	for (size_t i = 0; i < x->series.count; i++)
		picture_csv_cell(lines, x->series.names[i], true);
	text_add(lines, "\r\n", 2);
	for (size_t row = 0; row < x->rows.count; row++) {
		picture_csv_cell(lines, x->rows.names[row], true);
		for (size_t i = 0; i < x->series.count; i++) {
			const struct picture_point *point =
			    x->grid[row * x->series.count + i];

			if (point == NULL)
				text_add(lines, ",", 1);
			else
				picture_csv_cell(lines, point->number, false);
		}
		text_add(lines, "\r\n", 2);
	}
}

/* The file beside the page. */
static bool
picture_csv(const struct picture *x, struct webpage *p)
{
	struct text path = { 0 };
	struct text lines = { 0 };
	const char *name;
	FILE *file;
	bool ok;

	text_addf(&path, "%s.%s.csv", webpage_base(p), x->content->id);
	picture_csv_lines(x, &lines);
	file = fopen(text_string(&path), "we");
	ok = file != NULL &&
	    fwrite(lines.bytes, 1, lines.length, file) == lines.length;
	if (file != NULL && fclose(file) != 0)
		ok = false;
	if (!ok)
		log_error("%s: %s", text_string(&path), strerror(errno));
	name = strrchr(text_string(&path), '/') + 1;
	webpage_start(p, "p", NULL);
	webpage_link(p, name, "These figures as CSV");
	webpage_end(p);
	text_free(&lines);
	text_free(&path);
	return ok;
}

bool
picture_write(const struct site *site, struct webpage *p,
    const struct content *c, const char *key)
{
	struct picture x = { .content = c, .arena = arena_new() };
	bool ok = true;

	picture_read(&x, site, p, key);
	if (x.count == 0) {
		webpage_element(p, "p", "empty",
		    "There is nothing to draw: no value is known.");
	} else {
		ok = picture_chart(&x, p);
		webpage_start(p, "details", NULL);
		webpage_element(p, "summary", NULL, "The figures as a table");
		picture_table(&x, p);
		ok = picture_csv(&x, p) && ok;
		webpage_end(p);
	}
	free(x.grid);
	free(x.points);
	free(x.series.names);
	free(x.rows.names);
	arena_free(x.arena);
	return ok;
}
