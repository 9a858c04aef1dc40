#include "publish/report/picture_table.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "base/text.h"
#include "publish/export/csv.h"

#define DAY_SECONDS 86400
#define DAYS_MOST 2900000 /* to the year 9900 */

/* Columns: one for each series, or two of ranges, the first day and the last.
 */

static bool
picture_is_ranges(const struct picture *x)
{
	return strcmp(x->content->form, "ranges") == 0;
}

static size_t
picture_columns(const struct picture *x)
{
	return picture_is_ranges(x) ? x->series.count * 2 : x->series.count;
}

static void
picture_heading(const struct picture *x, size_t column, struct text *out)
{
	text_empty(out);
	if (!picture_is_ranges(x)) {
		text_add_string(out, x->series.names[column]);
		return;
	}
	if (x->series.count > 1)
		text_addf(out, "%s, ", x->series.names[column / 2]);
	text_add_string(out, column % 2 == 0 ? "from" : "until");
}

static const struct picture_point *
picture_at(const struct picture *x, size_t row, size_t column)
{
	if (picture_is_ranges(x))
		column /= 2;
	return x->grid[row * x->series.count + column];
}

/* A day since 1970 as ISO 8601 writes it; nothing if it is none. */
static void
picture_day(double day, struct text *out)
{
	char iso[32];
	struct tm utc;
	time_t at;

	text_empty(out);
	if (!isfinite(day) || fabs(day) > DAYS_MOST)
		return;
	at = (time_t)day * DAY_SECONDS;
	if (gmtime_r(&at, &utc) != NULL &&
	    strftime(iso, sizeof(iso), "%Y-%m-%d", &utc) > 0)
		text_add_string(out, iso);
}

/* The table */

/* A range without an end is no mark: its first day is plain text. */
static void
picture_table_day(
    struct webpage *p, const struct chart_cell *cell, bool is_until)
{
	bool is_mark = !is_until && isfinite(cell->until);
	struct text day = { 0 };

	picture_day(is_until ? cell->until : cell->value, &day);
	if (is_mark)
		webpage_start(p, "time", NULL);
	webpage_link(p, is_until ? NULL : cell->href, text_string(&day));
	if (is_mark)
		webpage_end(p);
	text_free(&day);
}

static void
picture_table_number(struct webpage *p, const struct picture_point *point)
{
	webpage_start(p, "data", NULL);
	webpage_attribute(p, "value", point->number);
	webpage_link(p, point->cell.href, point->cell.text);
	webpage_end(p);
}

static void
picture_table_row(const struct picture *x, struct webpage *p, size_t row)
{
	bool is_ranges = picture_is_ranges(x);

	webpage_start(p, "tr", NULL);
	webpage_start(p, "th", NULL);
	webpage_attribute(p, "scope", "row");
	webpage_text(p, x->rows.names[row], PICTURE_LABEL_MAX * 2);
	webpage_end(p);
	for (size_t i = 0; i < picture_columns(x); i++) {
		const struct picture_point *point = picture_at(x, row, i);

		webpage_start(p, "td", is_ranges ? "d" : "n");
		if (point != NULL && is_ranges)
			picture_table_day(p, &point->cell, i % 2 == 1);
		else if (point != NULL)
			picture_table_number(p, point);
		webpage_end(p);
	}
	webpage_end(p);
}

static void
picture_table_head(const struct picture *x, struct webpage *p)
{
	struct text heading = { 0 };

	webpage_start(p, "thead", NULL);
	webpage_start(p, "tr", NULL);
	webpage_start(p, "th", NULL);
	webpage_attribute(p, "scope", "col");
	webpage_text(p, cursor_heading(x->content->rows, 1), PICTURE_LABEL_MAX);
	webpage_end(p);
	for (size_t i = 0; i < picture_columns(x); i++) {
		picture_heading(x, i, &heading);
		webpage_start(p, "th", picture_is_ranges(x) ? "d" : "n");
		webpage_attribute(p, "scope", "col");
		webpage_text(p, text_string(&heading), PICTURE_LABEL_MAX * 2);
		webpage_end(p);
	}
	webpage_end(p);
	webpage_end(p);
	text_free(&heading);
}

void
picture_table(const struct picture *x, struct webpage *p)
{
	webpage_start(p, "div", "box");
	webpage_attribute(p, "role", "region");
	webpage_attribute(p, "tabindex", "0");
	webpage_attribute(p, "aria-label", x->content->heading);
	webpage_start(p, "table", NULL);
	picture_table_head(x, p);
	webpage_start(p, "tbody", NULL);
	for (size_t row = 0; row < x->rows.count; row++)
		picture_table_row(x, p, row);
	webpage_end(p);
	webpage_end(p);
	webpage_end(p);
}

/* CSV */

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
picture_csv_row(const struct picture *x, size_t row, struct text *lines)
{
	struct text day = { 0 };

	picture_csv_cell(lines, x->rows.names[row], true);
	for (size_t i = 0; i < picture_columns(x); i++) {
		const struct picture_point *point = picture_at(x, row, i);

		if (point == NULL) {
			text_add(lines, ",", 1);
		} else if (picture_is_ranges(x)) {
			picture_day(
			    i % 2 == 1 ? point->cell.until : point->cell.value,
			    &day);
			text_addf(lines, ",%s", text_string(&day));
		} else
			picture_csv_cell(lines, point->number, false);
	}
	text_add(lines, "\r\n", 2);
	text_free(&day);
}

static void
picture_csv_lines(const struct picture *x, struct text *lines)
{
	struct text heading = { 0 };

	picture_csv_cell(lines, cursor_heading(x->content->rows, 1), true);
	for (size_t i = 0; i < picture_columns(x); i++) {
		picture_heading(x, i, &heading);
		picture_csv_cell(lines, text_string(&heading), true);
	}
	text_add(lines, "\r\n", 2);
	for (size_t row = 0; row < x->rows.count; row++)
		picture_csv_row(x, row, lines);
	text_free(&heading);
}

bool
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
