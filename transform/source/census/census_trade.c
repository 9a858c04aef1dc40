/*
 * Exports of the United States by country and commodity, as the interface of
 * the Census Bureau answers and as its totals are passed on. What stands in a
 * row is in docs/SOURCES.md.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/party.h"
#include "transform/source/census/census_forms.h"
#include "transform/source/sources.h"
#include "transform/table/code_list.h"
#include "transform/table/figures.h"

/* Whose goods were exported: column DF. */
enum census_origin { ORIGIN_ALL, ORIGIN_DOMESTIC, ORIGIN_FOREIGN, ORIGINS };

static const char *const origin_code[ORIGINS] = { "-", "1", "2" };
static const char *const origin_name[ORIGINS] = { "", "_domestic", "_foreign" };

/* A cell has one of a few texts, the same in many rows that follow. */
struct census_period {
	char text[16]; /* as printed */
	struct day start;
	struct day end;
};

/* A cell of each row that holds a figure. */
struct census_figure_cell {
	size_t cell;
	const struct census_figure *what;
	const char *indicators[ORIGINS];
};

struct census_state {
	struct code_list codes;
	struct table table;
	const struct census_form *form;
	int column[CENSUS_COLUMNS]; /* of the form; -1 if it is not there */
	struct census_figure_cell figures[TABLE_WIDTH];
	size_t figure_count;
	struct edition edition;
	struct party reporter;
	struct census_period period;
	bool judged; /* a row was seen: its values are what their names say */
};

static bool
census_has(const struct census_state *s, enum census_column column)
{
	return s->column[column] >= 0;
}

static const char *
census_value(struct reading *r, const struct census_state *s,
    const struct row *row, enum census_column column)
{
	if (!census_has(s, column))
		return NULL;
	return table_value(r, &s->table, row, (size_t)s->column[column]);
}

/* The period */

/* What one column says, or two of which the second may be left out. */
static const char *
census_period_text(
    struct reading *r, const struct census_state *s, const struct row *row)
{
	const char *year;
	const char *month;

	if (census_has(s, CENSUS_TIME))
		return census_value(r, s, row, CENSUS_TIME);
	year = census_value(r, s, row, CENSUS_YEAR);
	month = census_value(r, s, row, CENSUS_MONTH);
	if (year == NULL || (month == NULL && !census_has(s, CENSUS_MONTH)))
		return year;
	if (month == NULL)
		return NULL;
	return arena_print(
	    r->arena, "%s-%s%s", year, strlen(month) < 2 ? "0" : "", month);
}

static void
census_widen_scope(struct edition *e, const struct census_period *p)
{
	if (e->since.year == 0 || day_compare(p->start, e->since) < 0)
		e->since = p->start;
	if (e->until.year == 0 || day_compare(p->end, e->until) > 0)
		e->until = p->end;
}

static bool
census_find_period(
    struct reading *r, struct census_state *s, const struct row *row)
{
	const char *text = census_period_text(r, s, row);
	struct census_period *p = &s->period;
	struct census_period found = { "", { 0 }, { 0 } };

	if (text != NULL && strcmp(text, p->text) == 0)
		return true;
	if (text == NULL || strlen(text) >= sizeof(found.text) ||
	    !period_read(text, &found.start, &found.end)) {
		reading_fault(r, "period", row->line, text, "is not a month");
		return false;
	}
	memcpy(found.text, text, strlen(text) + 1);
	*p = found;
	census_widen_scope(&s->edition, p);
	return true;
}

/* The partner */

/* The lists have the codes of countries, but not those of groups. */
static void
census_find_partner_by_code(
    struct reading *r, size_t line, const char *code, struct observation *o)
{
	const char *listed = arena_print(r->arena, "Schedule C %s", code);

	if (census_is_group(code))
		o->total_of = "partner";
	o->partner = party_read(r, "partner", line, listed);
	o->partner.name = code;
}

/* "4280", "0003", "4XXX", "-": else a group's code would be taken for it. */
static const char *
census_country_code(
    struct reading *r, const struct census_state *s, const struct row *row)
{
	const char *code = census_value(r, s, row, CENSUS_COUNTRY);

	if (code == NULL || census_is_country_code(code))
		return code;
	reading_fault(r, "partner", row->line, code, "is no code of a country");
	return NULL;
}

/* False if it has none. What is summed over partners is a total of them. */
static bool
census_find_partner(struct reading *r, const struct census_state *s,
    const struct row *row, struct observation *o)
{
	const char *code = census_country_code(r, s, row);
	const char *name = census_value(r, s, row, CENSUS_COUNTRY_NAME);

	if ((!census_has(s, CENSUS_COUNTRY_NAME) &&
		!census_has(s, CENSUS_COUNTRY)) ||
	    census_is_world(code, name)) {
		o->total_of = "partner";
		return true;
	}
	if (name == NULL && code != NULL) {
		census_find_partner_by_code(r, row->line, code, o);
		return true;
	}
	o->partner = party_read(r, "partner", row->line, name);
	if (census_is_group(code) ||
	    (code == NULL && o->partner.country.name != NULL &&
		o->partner.country.kind != NULL &&
		strcmp(o->partner.country.kind, "country") != 0 &&
		strcmp(o->partner.country.kind, "territory") != 0))
		o->total_of = "partner";
	return name != NULL;
}

/* The commodity */

static void
census_find_commodity(struct reading *r, const struct census_state *s,
    const struct row *row, struct observation *o)
{
	const char *named = census_value(r, s, row, CENSUS_LEVEL);
	const char *code = census_value(r, s, row, CENSUS_ITEM);
	const struct census_level *level;

	o->item_name = census_value(r, s, row, CENSUS_ITEM_LONG);
	if (o->item_name == NULL)
		o->item_name = census_value(r, s, row, CENSUS_ITEM_SHORT);
	if (code != NULL && strcmp(code, "-") == 0) {
		if (o->total_of == NULL)
			o->total_of = "item";
		return;
	}
	o->item_code = code;
	level = code == NULL
	    ? NULL
	    : census_level(s->form, named, code, !s->table.asked);
	if (level == NULL || strspn(code, "0123456789") != strlen(code)) {
		reading_fault(r, "item_code", row->line,
		    code == NULL || named == NULL ? code : named,
		    "is no commodity");
		return;
	}
	o->item_scheme = level->scheme;
	if (!s->table.asked && strlen(code) + 1 == level->length)
		o->item_code = arena_print(r->arena, "0%s", code);
	if (strlen(o->item_code) != level->length)
		reading_fault(
		    r, "item_code", row->line, code, "is no code of its level");
}

/* The figures */

static bool
census_find_origin(struct reading *r, const struct census_state *s,
    const struct row *row, enum census_origin *origin)
{
	const char *code = census_value(r, s, row, CENSUS_ORIGIN);

	*origin = ORIGIN_ALL;
	if (!census_has(s, CENSUS_ORIGIN))
		return true;
	for (int i = 0; code != NULL && i < ORIGINS; i++) {
		if (strcmp(code, origin_code[i]) == 0) {
			*origin = (enum census_origin)i;
			return true;
		}
	}
	reading_fault(r, "indicator", row->line, code,
	    "DF is neither domestic (1) nor foreign (2) nor both (-)");
	return false;
}

static void
census_find_value(struct reading *r, const struct census_state *s,
    const struct row *row, const struct census_figure_cell *f,
    struct observation *o)
{
	o->unit = f->what->unit;
	if (o->unit == NULL)
		o->unit = census_value(r, s, row, f->what->unit_column);
	if (figure_read_unsigned(r, "value", row->line, row_cell(row, f->cell),
		&o->value) == FIGURE_NOT_AVAILABLE)
		o->flag = "not available";
}

/* An empty cell of a table that has other figures is none. */
static bool
census_is_given(const struct row *row, const struct census_figure_cell *f)
{
	const char *text = row_cell(row, f->cell);

	return text != NULL && *text != '\0';
}

/* False if there is no record in the row, and why not was noted. */
static bool
census_give_figure(struct reading *r, struct census_state *s,
    const struct row *row, const struct census_figure_cell *f)
{
	struct observation o = { .line = row->line, .reporter = s->reporter };
	enum census_origin origin;

	if (!census_find_origin(r, s, row, &origin) ||
	    !census_find_period(r, s, row) ||
	    !census_find_partner(r, s, row, &o)) {
		reading_no_record(r);
		return false;
	}
	o.indicator = f->indicators[origin];
	o.start = s->period.start;
	o.end = s->period.end;
	census_find_commodity(r, s, row, &o);
	census_find_value(r, s, row, f, &o);
	reading_observation(r, &o);
	return true;
}

/*
 * The names of an answer's columns stand in the order of the question, which
 * may be any: so the first row must hold what they say.
 */
static bool
census_is_likely(
    struct reading *r, const struct census_state *s, const struct row *row)
{
	const char *code = census_value(r, s, row, CENSUS_COUNTRY);
	const char *name = census_value(r, s, row, CENSUS_COUNTRY_NAME);
	const char *item = census_value(r, s, row, CENSUS_ITEM);
	struct decimal d = { 0 };

	if (code != NULL && strspn(code, "0123456789-X") != strlen(code))
		reading_refuse(r, "header", row->line, code,
		    "is no code of a country, but stands in CTY_CODE");
	else if (name != NULL && decimal_read(name, &d))
		reading_refuse(r, "header", row->line, name,
		    "is no name of a country, but stands in CTY_NAME");
	else if (item != NULL && strspn(item, "0123456789-") != strlen(item))
		reading_refuse(r, "header", row->line, item,
		    "is no code, but stands in the column of commodities");
	else
		return true;
	return false;
}

static void
census_take_body(
    struct reading *r, struct census_state *s, const struct row *row)
{
	size_t given = 0;

	if (!s->judged && !census_is_likely(r, s, row))
		return;
	s->judged = true;
	if (!table_is_whole(r, &s->table, row)) {
		reading_no_record(r);
		return;
	}
	for (size_t i = 0; i < s->figure_count; i++) {
		if (!census_is_given(row, &s->figures[i]))
			continue;
		given++;
		if (!census_give_figure(r, s, row, &s->figures[i]))
			return;
	}
	if (given == 0) {
		reading_fault(r, "value", row->line, NULL, "is missing");
		reading_no_record(r);
	}
}

/* The document */

static void
census_find_columns(struct census_state *s)
{
	for (size_t i = 0; i < CENSUS_COLUMNS; i++)
		s->column[i] = -1;
	for (size_t i = 0; i < s->table.form->count; i++) {
		if (s->table.first[i] >= 0)
			s->column[s->table.form->columns[i].meaning] = (int)i;
	}
}

static void
census_find_figures(struct reading *r, struct census_state *s)
{
	for (size_t i = 0; i < s->table.width; i++) {
		const struct census_figure *what =
		    census_figure(s->table.heading[i]);
		struct census_figure_cell *f = &s->figures[s->figure_count];

		if (what == NULL)
			continue;
		f->cell = i;
		f->what = what;
		for (int o = 0; o < ORIGINS; o++)
			f->indicators[o] = arena_print(r->document_arena,
			    "%s%s%s", what->indicator, origin_name[o],
			    what->to_date ? "_year_to_date" : "");
		s->figure_count++;
	}
}

/*
 * A question may be about some countries or commodities only, and an answer
 * does not repeat it: nothing vanishes by it.
 */
static void
census_begin(struct reading *r, struct census_state *s)
{
	s->form = census_form(s->table.form);
	census_find_columns(s);
	census_find_figures(r, s);
	s->reporter = party_read(r, "reporter", 0, "United States");
	s->edition.dataset = "census-trade";
	s->edition.partial = true;
	reading_edition(r, &s->edition);
	if (!census_has(s, CENSUS_TIME) && !census_has(s, CENSUS_YEAR))
		reading_refuse(r, "header", 1, NULL,
		    "\"time\" is missing, and so is \"YEAR\"");
}

static void
census_row(struct reading *r, void *state, const struct row *row)
{
	struct census_state *s = state;

	if (code_list_row(r, &s->codes, row))
		return;
	/* An answer in JSON is as it was asked for, a file as it always is. */
	s->table.asked = strcmp(r->place, "record") == 0;
	switch (table_take(r, &s->table, census_forms, row)) {
	case TABLE_HEADER:
		if (s->form == NULL)
			census_begin(r, s);
		break;
	case TABLE_BODY:
		census_take_body(r, s, row);
		break;
	case TABLE_ABOVE:
	case TABLE_REFUSED:
		break;
	}
}

static void
census_end(struct reading *r, void *state)
{
	struct census_state *s = state;

	if (s->codes.state == CODE_LIST_READ)
		return;
	table_end(r, &s->table);
	if (s->form != NULL)
		reading_edition(r, &s->edition);
}

const struct transformer census_trade_transformer = {
	.state_size = sizeof(struct census_state),
	.row = census_row,
	.end = census_end,
};
