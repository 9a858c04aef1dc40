#include "transform/source/world_bank/bank_table.h"

#include <string.h>

#include "base/arena.h"
#include "package/value.h"
#include "transform/normalise/normalise.h"
#include "transform/table/cell.h"
#include "transform/table/figures.h"
#include "transform/table/years.h"

bool
bank_table_is(const struct row *row)
{
	return row->count > 0 && row->fields[0].name[0] == '\0';
}

/* The header */

static bool
bank_table_is_header(const struct row *row)
{
	const char *first = row_cell(row, 0);

	return first != NULL &&
	    (cell_is_same(first, "country") ||
		cell_is_same(first, "Country Name")) &&
	    years_in_row(row);
}

/* A code and a name of an indicator may stand beside those of the country. */
static bool
bank_table_take_heading(
    struct bank_table *t, size_t column, const char *heading)
{
	struct years years;

	if (heading == NULL)
		return false;
	if (cell_is_same(heading, "Country Code"))
		t->code = column;
	else if (cell_is_same(heading, "Indicator Code"))
		t->indicator_code = column;
	else if (cell_is_same(heading, "Indicator Name"))
		t->indicator_name = column;
	else if (years_is_one(heading) && years_read(heading, &years))
		t->years[column] = years.since;
	else
		return false;
	return true;
}

/* Whether an earlier column is of the same year: which one counts? */
static bool
bank_table_has_year(const struct bank_table *t, size_t column)
{
	for (size_t i = 1; i < column; i++) {
		if (t->years[column] != 0 && t->years[i] == t->years[column])
			return true;
	}
	return false;
}

static void
bank_table_take_header(
    struct reading *r, struct bank_table *t, const struct row *row)
{
	if (row->count > BANK_COLUMNS) {
		reading_refuse(r, "header", row->line, NULL,
		    "has more columns than there are years");
		return;
	}
	t->width = row->count;
	for (size_t i = 1; i < row->count; i++) {
		const char *heading = row_cell(row, i);

		if (heading == NULL && i + 1 == row->count)
			continue; /* each line ends in a comma */
		if (!bank_table_take_heading(t, i, heading)) {
			reading_refuse(r, "header", row->line, heading,
			    "is the heading of an unknown column");
			return;
		}
		if (bank_table_has_year(t, i)) {
			reading_refuse(r, "header", row->line, heading,
			    "is the year of two columns");
			return;
		}
	}
	/* A file's name tells it, unless the lines do. */
	t->indicator = bank_indicator_within(r->document->url);
	if (t->indicator == NULL && t->indicator_code == 0)
		reading_refuse(r, "indicator", row->line, NULL,
		    "is told neither by a column nor by the file's name");
}

/* "Last Updated Date", and the day. */
static void
bank_table_take_above(
    struct reading *r, struct bank_table *t, const struct row *row)
{
	const char *first = row_cell(row, 0);
	const char *text = row_cell(row, 1);
	struct day day;

	if (first == NULL || !cell_is_same(first, "Last Updated Date") ||
	    text == NULL)
		return;
	if (day_read(text, &day))
		t->edition.stated_at = arena_print(r->document_arena,
		    "%sT00:00:00Z", day_text(r->document_arena, day));
	else
		reading_fault(
		    r, "lastupdated", row->line, text, "is not a day");
	reading_no_record(r);
}

/* The lines */

/* Without a code only a name that our lists have tells who it is. */
static bool
bank_table_find_reporter(struct reading *r, const struct bank_table *t,
    const struct row *row, struct observation *o)
{
	const char *name = cell_trim(r->document_arena, row_cell(row, 0));
	const char *code =
	    t->code == 0 ? NULL : cell_trim(r->arena, row_cell(row, t->code));
	struct country known;

	if (name == NULL) {
		reading_fault(
		    r, "country", row->line, code, "the name is missing");
		return false;
	}
	if (code == NULL &&
	    !party_find(r->reference, r->document_arena, name, &known)) {
		reading_fault(r, "country", row->line, name,
		    "is neither a country nor a group in our lists");
		return false;
	}
	return bank_find_reporter(r, row->line, code, name, o);
}

/* All lines must be about the indicator of the first. */
static bool
bank_table_find_indicator(
    struct reading *r, struct bank_table *t, const struct row *row)
{
	const char *code = row_cell(row, t->indicator_code);

	if (t->edition.dataset == NULL && t->indicator_code != 0)
		t->indicator = bank_find_indicator(code);
	if (t->indicator == NULL) {
		reading_refuse(r, "indicator", row->line, code,
		    "is none of those that are read");
		return false;
	}
	if (t->edition.dataset == NULL)
		bank_begin_edition(r, t->indicator, &t->edition);
	if (t->indicator_code != 0 &&
	    (code == NULL || strcmp(code, t->indicator->code) != 0)) {
		reading_fault(r, "indicator", row->line, code,
		    arena_print(r->arena, "is not that of the other lines, %s",
			t->indicator->code));
		return false;
	}
	return true;
}

static void
bank_table_give(struct reading *r, struct bank_table *t, const struct row *row,
    size_t column, struct observation o)
{
	struct edition *e = &t->edition;
	enum figure figure;

	o.start = years_first_day(t->years[column]);
	o.end = years_last_day(t->years[column]);
	if (e->since.year == 0 || day_compare(o.start, e->since) < 0)
		e->since = o.start;
	if (day_compare(o.end, e->until) > 0)
		e->until = o.end;
	figure = figure_read_unsigned(
	    r, "value", row->line, row_cell(row, column), &o.value);
	if (figure == FIGURE_NONE || figure == FIGURE_NOT_AVAILABLE)
		o.flag = "not available";
	if (figure == FIGURE_GIVEN && day_compare(o.end, t->newest) > 0)
		t->newest = o.end;
	reading_observation(r, &o);
}

static void
bank_table_take_line(
    struct reading *r, struct bank_table *t, const struct row *row)
{
	struct observation o = { .line = row->line };

	if (!bank_table_find_indicator(r, t, row) ||
	    !bank_table_find_reporter(r, t, row, &o)) {
		reading_no_record(r);
		return;
	}
	if (row->count != t->width) {
		reading_fault(r, "row", row->line, NULL,
		    "has more or fewer cells than the header");
		reading_no_record(r);
		return;
	}
	bank_describe(t->indicator,
	    t->indicator_name == 0
		? NULL
		: bank_printed_name(r, row->line, &t->printed,
		      row_cell(row, t->indicator_name)),
	    &o);
	o.reporter.name = arena_string(r->document_arena, o.reporter.name);
	for (size_t i = 1; i < t->width; i++) {
		if (t->years[i] != 0)
			bank_table_give(r, t, row, i, o);
	}
}

void
bank_table_row(struct reading *r, struct bank_table *t, const struct row *row)
{
	t->lines++;
	if (t->width > 0)
		bank_table_take_line(r, t, row);
	else if (bank_table_is_header(row))
		bank_table_take_header(r, t, row);
	else
		bank_table_take_above(r, t, row);
}

void
bank_table_end(struct reading *r, struct bank_table *t)
{
	if (t->width == 0)
		reading_refuse(r, "header", 0, NULL,
		    "there is none with countries and years");
	if (t->edition.dataset == NULL)
		return;
	figures_place(r, t->newest, &t->edition);
	reading_edition(r, &t->edition);
}
