/*
 * SIPRI's workbook of military expenditure: a sheet for each way to count it,
 * a row a country, a column a year. What is an estimate is told by the colour
 * of a figure's letters alone. See docs/SOURCES.md.
 */
#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/party.h"
#include "transform/pattern.h"
#include "transform/source/sipri/milex_sheet.h"
#include "transform/source/sources.h"
#include "transform/table/cell.h"
#include "transform/table/table.h"
#include "transform/table/years.h"

#define DATASET "sipri-milex"
#define FINANCIAL_YEAR "financial year"
#define COVERAGE "coverage of a region"

/* The first year of Russia's own, in rows of "USSR/Russia". */
#define RUSSIA_FIRST_YEAR 1992

struct milex_state {
	struct edition edition;
	struct table table; /* of the sheet that is being read */
	const struct milex_sheet *sheet;
	bool headed;           /* its header was found */
	const char *part;      /* its name */
	const char *magnitude; /* "million" */
	const char *unit;
	int base; /* year of constant prices */
	int first_year;
	int last_year;
	bool read;   /* a sheet with figures */
	bool broken; /* the sheet cannot be read: its other rows are skipped */
	const struct fault *refusal; /* of the first that was; NULL if none */
};

/* Sheets */

/*
 * What would refuse the document is a fault of this sheet: the others are read.
 * Nothing vanishes then, as two sheets may have figures of one indicator.
 */
static void
milex_check_sheet(struct reading *r, struct milex_state *s)
{
	const struct fault *f = r->refusal;

	if (f == NULL)
		return;
	r->refusal = NULL;
	s->broken = true;
	s->edition.partial = true;
	if (s->refusal == NULL)
		s->refusal = f;
	reading_fault(r, f->field, f->line, f->value,
	    arena_print(r->arena, "%s: the sheet \"%s\" is not read", f->reason,
		s->part));
	reading_no_record(r);
}

static void
milex_end_sheet(struct reading *r, struct milex_state *s)
{
	if (s->sheet != NULL && !s->headed && !s->broken)
		reading_refuse(r, "header", 0, s->part,
		    "is not there: no row of the sheet has the names that"
		    " were expected");
	milex_check_sheet(r, s);
}

static void
milex_begin_sheet(
    struct reading *r, struct milex_state *s, const struct row *row)
{
	milex_end_sheet(r, s);
	s->part = arena_string(r->document_arena, row->part);
	s->sheet = milex_sheet_find(s->part);
	s->table = (struct table){ 0 };
	s->headed = false;
	s->broken = false;
	s->magnitude = NULL;
	s->unit = NULL;
	s->base = milex_year_in(s->part);
}

static COMPILED struct pattern constant_year =
    PATTERN("constant ?\\(? ?(\\d{4})");

static void
milex_take_above(struct milex_state *s, const struct row *row)
{
	for (size_t i = 0; i < row->count; i++) {
		const char *text = row_cell(row, i);
		struct match m;

		if (text == NULL)
			continue;
		if (s->magnitude == NULL)
			s->magnitude = milex_magnitude(text);
		if (s->base == 0 && pattern_find(&constant_year, text, &m))
			s->base = milex_year_in(m.start[1]);
	}
}

/* The edition */

/*
 * A workbook does not say when it was published: the year behind its © is that
 * of its newest figures, or the next. It is published the April after them, and
 * stands until the next; one that was fetched within that year is of that day.
 */
static const char *
milex_placed_at(struct reading *r, int last_year)
{
	struct arena *a = r->document_arena;
	const char *next = arena_print(a, "%d-04-01T00:00:00Z", last_year + 2);

	if (last_year == 0 || strcmp(r->document->fetched_at, next) < 0)
		return NULL;
	return arena_print(a, "%d-04-01T00:00:00Z", last_year + 1);
}

static void
milex_add_indicator(
    struct reading *r, struct milex_state *s, const char *indicator)
{
	struct text_list *l;

	for (l = s->edition.indicators; l != NULL; l = l->next) {
		if (strcmp(l->text, indicator) == 0)
			return;
	}
	l = arena_alloc(r->document_arena, sizeof(*l));
	*l = (struct text_list){ indicator, s->edition.indicators };
	s->edition.indicators = l;
}

static void
milex_note_year(struct milex_state *s, int year)
{
	if (s->first_year == 0 || year < s->first_year)
		s->first_year = year;
	if (year > s->last_year)
		s->last_year = year;
}

/* Its years must follow each other. */
static void
milex_check_years(struct reading *r, struct milex_state *s, size_t line)
{
	int last = 0;

	for (size_t i = 0; i < s->table.width; i++) {
		short column = s->table.column_of[i];
		struct years y;

		if (column < 0 ||
		    s->table.form->columns[column].meaning != MILEX_YEAR)
			continue;
		if (!years_read(s->table.heading[i], &y))
			continue;
		if (last != 0 && y.since != last + 1) {
			reading_refuse(r, "header", line, s->table.heading[i],
			    arena_print(r->arena,
				"column %zu should be the year %d", i + 1,
				last + 1));
			return;
		}
		last = y.since;
		milex_note_year(s, last);
	}
}

static const char *
milex_unit_of(struct reading *r, const struct milex_state *s, bool is_constant)
{
	const char *unit = "USD";

	if (s->magnitude != NULL && s->sheet->magnitude)
		unit =
		    arena_print(r->document_arena, "%s %s", unit, s->magnitude);
	return is_constant
	    ? arena_print(r->document_arena, "%s, constant %d", unit, s->base)
	    : unit;
}

/* Its figures mean nothing without their unit. */
static void
milex_check_unit(struct reading *r, const struct milex_state *s, size_t line)
{
	if (s->sheet->unit == MILEX_CONSTANT_DOLLARS && s->base == 0)
		reading_refuse(r, "unit", line, s->part,
		    "does not tell of which year its dollars are");
	if (s->sheet->magnitude && s->sheet->unit != MILEX_LOCAL &&
	    s->magnitude == NULL)
		reading_refuse(r, "unit", line, s->part,
		    "does not tell whether it counts in millions");
}

static void
milex_take_header(
    struct reading *r, struct milex_state *s, const struct row *row)
{
	s->headed = true;
	milex_check_years(r, s, row->line);
	milex_check_unit(r, s, row->line);
	if (r->refusal != NULL)
		return;
	s->unit = milex_unit_of(r, s, s->sheet->unit == MILEX_CONSTANT_DOLLARS);
	s->edition.dataset = DATASET;
	milex_add_indicator(r, s, s->sheet->indicator);
	reading_edition(r, &s->edition);
	s->read = true;
}

/* Figures */

static const char *
milex_value(struct reading *r, const struct milex_state *s,
    const struct row *row, enum milex_column what)
{
	for (size_t i = 0; i < s->table.form->count; i++) {
		if (s->table.form->columns[i].meaning == (int)what)
			return arena_string(r->document_arena,
			    table_value(r, &s->table, row, i));
	}
	return NULL;
}

/* A share may be in percent: elsewhere it would be another figure. */
static bool
milex_number_read(
    const struct milex_state *s, const char *text, struct observation *o)
{
	bool ok = decimal_read(text, &o->value);

	if (!ok && s->sheet->unit == MILEX_SHARE) {
		ok = percent_read(text, &o->value);
		o->unit = "percent";
	}
	if (ok && !decimal_is_negative(&o->value))
		return true;
	o->value = (struct decimal){ "" };
	return false;
}

static void
milex_take_figure(struct reading *r, const struct milex_state *s,
    const struct row *row, size_t i, struct observation *o)
{
	const struct field *f = &row->fields[i];
	const char *absence = milex_absence(f->value);

	if (!milex_colour(f->mark, &o->flag))
		reading_fault(r, "flag", row->line, f->mark,
		    "is a colour whose meaning is not known");
	if (absence != NULL)
		o->flag = absence;
	else if (!milex_number_read(s, f->value, o))
		reading_fault(
		    r, o->indicator, row->line, f->value, "is not a number");
	if (absence != NULL || o->value.text[0] != '\0')
		reading_observation(r, o);
}

/* Rows of "USSR/Russia" are of the one up to 1991, and of the other since. */
static void
milex_take_predecessor(
    struct reading *r, size_t line, int year, struct observation *o)
{
	const char *name = o->reporter.name;

	if (year >= RUSSIA_FIRST_YEAR || name == NULL ||
	    strcmp(o->reporter.country.iso3, "RUS") != 0 ||
	    strcasestr(name, "USSR") == NULL)
		return;
	o->reporter = party_read(r, "country", line, "USSR");
	o->reporter.name = name;
}

static void
milex_take_cell(struct reading *r, struct milex_state *s, const struct row *row,
    size_t i, struct observation *o)
{
	short column = s->table.column_of[i];
	struct years y = { 0, 0 };

	if (column < 0 || cell_is_blank(row_cell(row, i)))
		return;
	if (s->table.form->columns[column].meaning == MILEX_CURRENT) {
		y.since = milex_year_in(s->table.heading[i]);
		o->indicator = "milex_current";
		o->unit = milex_unit_of(r, s, false);
		milex_add_indicator(r, s, o->indicator);
		milex_note_year(s, y.since);
	} else if (s->table.form->columns[column].meaning != MILEX_YEAR ||
	    !years_read(s->table.heading[i], &y)) {
		return;
	}
	milex_take_predecessor(r, row->line, y.since, o);
	o->start = years_first_day(y.since);
	o->end = years_last_day(y.since);
	milex_take_figure(r, s, row, i, o);
}

/* Headings of regions stand between countries, without figures. */
static bool
milex_has_figures(const struct milex_state *s, const struct row *row)
{
	for (size_t i = 0; i < s->table.width; i++) {
		short column = s->table.column_of[i];

		if (column >= 0 &&
		    (s->table.form->columns[column].meaning == MILEX_YEAR ||
			s->table.form->columns[column].meaning ==
			    MILEX_CURRENT) &&
		    !cell_is_blank(row_cell(row, i)))
			return true;
	}
	return false;
}

static const char *
milex_local_unit(
    struct reading *r, const struct milex_state *s, const struct row *row)
{
	const char *currency = milex_value(r, s, row, MILEX_CURRENCY);

	if (currency == NULL) {
		reading_fault(r, "unit", row->line, row_cell(row, 0),
		    "the currency is missing");
		return NULL;
	}
	return s->magnitude == NULL
	    ? currency
	    : arena_print(r->document_arena, "%s %s", currency, s->magnitude);
}

/* The sum of the world is no party's own figure. */
static void
milex_take_party(struct reading *r, const struct milex_state *s, size_t line,
    const char *name, struct observation *o)
{
	const char *printed = name;

	if (!s->sheet->regions || name == NULL) {
		o->reporter = party_read(r, "country", line, name);
		return;
	}
	o->item_code = milex_coverage(r->document_arena, &name);
	if (o->item_code != NULL)
		o->item_scheme = COVERAGE;
	o->reporter = party_read(r, "region", line, name);
	o->reporter.name = printed;
	if (o->reporter.country.name != NULL &&
	    strcmp(o->reporter.country.name, "World") == 0) {
		o->reporter = (struct party){ .name = NULL };
		o->total_of = "reporter";
	}
}

static void
milex_take_body(struct reading *r, struct milex_state *s, const struct row *row)
{
	struct observation o = { .line = row->line,
		.unit = s->unit,
		.indicator = s->sheet->indicator };
	const char *name;

	if (!milex_has_figures(s, row))
		return;
	if (!table_is_whole(r, &s->table, row)) {
		reading_no_record(r);
		return;
	}
	name = milex_value(r, s, row, MILEX_PARTY);
	milex_take_party(r, s, row->line, name, &o);
	if (s->sheet->unit == MILEX_SHARE)
		o.unit = "fraction";
	else if (s->sheet->unit == MILEX_LOCAL)
		o.unit = milex_local_unit(r, s, row);
	o.item_name = milex_value(r, s, row, MILEX_FINANCIAL_YEAR);
	if (o.item_name != NULL)
		o.item_scheme = FINANCIAL_YEAR;
	for (size_t i = 0; name != NULL && i < s->table.width; i++) {
		struct observation figure = o;

		if (i < row->count)
			milex_take_cell(r, s, row, i, &figure);
	}
	reading_no_record(r);
}

/* The document */

/* Above each sheet, and on the front page. */
static bool
milex_is_title(const char *cell)
{
	return cell != NULL && strcasestr(cell, "military expenditure") != NULL;
}

static void
milex_row(struct reading *r, void *state, const struct row *row)
{
	struct milex_state *s = state;

	if (row->part == NULL) {
		reading_refuse(r, "sheet", row->line, row_cell(row, 0),
		    "is not there: the document is no workbook");
		return;
	}
	if (s->part == NULL || strcmp(s->part, row->part) != 0)
		milex_begin_sheet(r, s, row);
	if (milex_is_title(row_cell(row, 0)))
		reading_recognise(r);
	if (s->broken)
		return;
	if (s->sheet == NULL) {
		if (years_in_row(row))
			reading_refuse(r, "sheet", row->line, s->part,
			    "is not known, and has figures");
		milex_check_sheet(r, s);
		return;
	}
	switch (table_take(r, &s->table, s->sheet->forms, row)) {
	case TABLE_ABOVE:
		milex_take_above(s, row);
		break;
	case TABLE_HEADER:
		if (!s->headed)
			milex_take_header(r, s, row);
		break;
	case TABLE_BODY:
		milex_take_body(r, s, row);
		break;
	case TABLE_REFUSED:
		break;
	}
	milex_check_sheet(r, s);
}

static void
milex_end(struct reading *r, void *state)
{
	struct milex_state *s = state;

	milex_end_sheet(r, s);
	if (!s->read && s->refusal != NULL) {
		reading_forget(r);
		r->refusal = s->refusal;
		return;
	}
	if (!s->read) {
		reading_refuse(r, "sheet", 0, NULL,
		    "is not there: no sheet has a name that was expected");
		return;
	}
	s->edition.since = years_first_day(s->first_year);
	s->edition.until = years_last_day(s->last_year);
	s->edition.placed_at = milex_placed_at(r, s->last_year);
	reading_edition(r, &s->edition);
}

const struct transformer sipri_milex_transformer = {
	.state_size = sizeof(struct milex_state),
	.row = milex_row,
	.end = milex_end,
};
