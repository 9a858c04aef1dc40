#include "publish/report/picture.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/list.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "publish/report/chart.h"
#include "publish/report/picture_data.h"
#include "publish/report/picture_table.h"
#include "publish/report/shown.h"

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

static size_t
picture_find(const char *const *names, size_t count, const char *name)
{
	for (size_t i = count; i-- > 0;) {
		if (strcmp(names[i], name) == 0)
			return i;
	}
	return SIZE_MAX;
}

/* A name is told from one that is shown alike: "name (2)". */
static size_t
picture_add_name(struct picture *x, struct picture_names *n, const char *value)
{
	const char *name = picture_text(x, value, PICTURE_LABEL_MAX);
	struct text shown = { 0 };

	text_add_string(&shown, name);
	for (size_t i = 2;
	     picture_find(n->names, n->count, text_string(&shown)) != SIZE_MAX;
	     i++) {
		text_empty(&shown);
		text_addf(&shown, "%s (%zu)", name, i);
	}
	n->names = list_room(n->names, n->count, &n->room, sizeof(*n->names));
	n->whole =
	    list_room(n->whole, n->count, &n->whole_room, sizeof(*n->whole));
	n->names[n->count] = arena_string(x->arena, text_string(&shown));
	n->whole[n->count] = arena_string(x->arena, value);
	text_free(&shown);
	return n->count++;
}

/* The place of a name. Rows come in order, so that it is mostly the last. */
static size_t
picture_place(struct picture *x, struct picture_names *n, const char *value)
{
	size_t place = picture_find(n->whole, n->count, value);

	return place == SIZE_MAX ? picture_add_name(x, n, value) : place;
}

static bool
picture_is_taken(const struct picture *x, size_t row, size_t series)
{
	for (size_t i = x->count; i-- > 0;) {
		if (x->points[i].row == row && x->points[i].series == series)
			return true;
	}
	return false;
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
	point->cell.until = until == NULL ? NAN : strtod(until, NULL);
	if (site_address(site, p, &scratch, picture_named(c, "link")))
		point->cell.href =
		    arena_string(x->arena, text_string(&scratch));
	text_empty(&scratch);
	if (text == NULL)
		shown_number(
		    &scratch, point->number, shown_of_heading(c->unit));
	else
		shown_text(&scratch, text, PICTURE_LABEL_MAX);
	point->cell.text = arena_string(x->arena, text_string(&scratch));
	text_free(&scratch);
}

static void
picture_point(
    struct picture *x, const struct site *site, const struct webpage *p)
{
	enum { LABEL = 1, SERIES, VALUE };
	const struct cursor *rows = x->content->rows;
	const char *label = cursor_value(rows, LABEL);
	const char *series = cursor_value(rows, SERIES);
	const char *number = cursor_value(rows, VALUE);
	struct picture_point *point;

	if (label == NULL)
		label = "not known";
	if (series == NULL)
		series = "not known";

	x->points =
	    list_room(x->points, x->count, &x->room, sizeof(*x->points));
	point = &x->points[x->count];
	memset(point, 0, sizeof(*point));
	point->row = picture_place(x, &x->rows, label);
	point->series = picture_place(x, &x->series, series);
	if (number == NULL)
		return; /* the row is there, without a mark */
	if (picture_is_taken(x, point->row, point->series))
		point->row = picture_add_name(x, &x->rows, label);
	point->number = arena_string(x->arena, number);
	picture_cell(x, site, p, point);
	x->count++;
}

/* False if the rows could not be read to their end. */
static bool
picture_read(struct picture *x, const struct site *site,
    const struct webpage *p, const char *key)
{
	do
		picture_point(x, site, p);
	while (cursor_next_of(x->content->rows, key));
	if (cursor_outcome(x->content->rows) != OUTCOME_OK)
		return false;
	x->grid =
	    xzalloc((x->rows.count * x->series.count + 1) * sizeof(*x->grid));
	for (size_t i = 0; i < x->count; i++)
		x->grid[x->points[i].row * x->series.count +
		    x->points[i].series] = &x->points[i];
	return true;
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

bool
picture_write(const struct site *site, struct webpage *p,
    const struct content *c, const char *key)
{
	struct picture x = { .content = c, .arena = arena_new() };
	bool ok = true;

	if (!picture_read(&x, site, p, key))
		; /* the cursor tells the failure, which ends the report */
	else if (x.count == 0) {
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
	free(x.series.whole);
	free(x.rows.names);
	free(x.rows.whole);
	arena_free(x.arena);
	return ok;
}
