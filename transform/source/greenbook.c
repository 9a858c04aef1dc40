/*
 * U.S. Overseas Loans and Grants, the "Greenbook": what the United States
 * obligated for each country, account and fiscal year since 1945, in dollars
 * of the time and of one year. See docs/SOURCES.md.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "package/value.h"
#include "transform/normalise/normalise.h"
#include "transform/party.h"
#include "transform/pattern.h"
#include "transform/source/sources.h"
#include "transform/table/cell.h"
#include "transform/table/figures.h"
#include "transform/table/table.h"
#include "transform/table/years.h"

#define DATASET "greenbook"
#define SCHEME "greenbook account"
#define OBLIGATIONS "obligations"
#define CONSTANT "obligations_constant"

enum greenbook_column {
	FISCAL_YEAR,
	REGION,
	COUNTRY,
	CATEGORY,
	PUBLICATION_ROW,
	AGENCY,
	ACCOUNT,
	HISTORICAL_DOLLARS,
	CONSTANT_DOLLARS,
	COLUMNS,
};

/* With the year of the dollars, in other editions another. */
static bool
greenbook_is_constant(const char *heading)
{
	static COMPILED struct pattern constant = PATTERN(
	    "\\A ?obligations ?\\(?[^)]*constant[^)]*\\)?[^)]*\\)? ?\\z");

	return pattern_is_in(&constant, heading);
}

static bool
greenbook_is_historical(const char *heading)
{
	static COMPILED struct pattern historical =
	    PATTERN("\\A ?obligations ?\\(? ?(?:historical|current) (?:US )?"
		    "(?:dollars|\\$)[^)]*\\)? ?\\z");

	return pattern_is_in(&historical, heading);
}

static const char *const category[] = { "Assistance Category Name", NULL };
static const char *const country[] = { "Country Name", NULL };
static const char *const region[] = { "Region Name", NULL };
static const char *const agency[] = { "Funding Agency Name", NULL };

static const struct table_column columns[] = {
	{ .name = "Fiscal Year" },
	{ .name = "Region", .aliases = region },
	{ .name = "Country", .aliases = country },
	{ .name = "Assistance Category", .aliases = category },
	{ .name = "Publication Row" },
	{ .name = "Funding Agency", .aliases = agency },
	{ .name = "Funding Account Name" },
	{ .name = "Obligations (Historical Dollars)",
	    .fits = greenbook_is_historical },
	{ .name = "Obligations (Constant Dollars)",
	    .fits = greenbook_is_constant },
};

static const struct table_form form = { "obligations", columns, COLUMNS,
	false };
static const struct table_form *const forms[] = { &form, NULL };

struct greenbook_state {
	struct table table;
	struct edition edition;
	const char *part; /* the sheet in which the table is */
	int base;         /* of the constant dollars */
	const char *unit;
	struct figures figures;
};

/* Which year's dollars */

static COMPILED struct pattern base_year =
    PATTERN("constant[^;.\\d]{0,40}((?:19|20)\\d\\d)"
	    "|((?:19|20)\\d\\d) constant");

static void
greenbook_find_base(struct greenbook_state *s, const char *text)
{
	struct match m;

	if (s->base != 0 || text == NULL || !pattern_find(&base_year, text, &m))
		return;
	s->base =
	    (int)strtol(m.start[1] != NULL ? m.start[1] : m.start[2], NULL, 10);
}

/* When */

static COMPILED struct pattern prepared = PATTERN(
    "\\b(?:prepared|updated|revised|created|generated|published|as of)\\b"
    ".{0,120}?\\b([a-z]{3,9}[.]? \\d{1,2},? \\d{4}|\\d{1,2} [a-z]{3,9} \\d{4}"
    "|\\d{4}-\\d\\d-\\d\\d)\\b");

/* "Prepared by USAID Data Services on August 9, 2022" */
static void
greenbook_find_date(
    struct reading *r, struct greenbook_state *s, const char *text)
{
	struct arena *a = r->document_arena;
	struct match m;
	struct day day;

	if (text == NULL || s->edition.stated_at != NULL ||
	    !pattern_find(&prepared, text, &m) ||
	    !day_read(match_text(a, &m, 1), &day))
		return;
	s->edition.stated_at = arena_print(a, "%sT00:00:00Z", day_text(a, day));
}

static void
greenbook_begin(
    struct reading *r, struct greenbook_state *s, const struct row *row)
{
	struct text_list *indicators;

	greenbook_find_base(
	    s, s->table.heading[s->table.first[CONSTANT_DOLLARS]]);
	s->unit = "USD, constant";
	if (s->base != 0)
		s->unit =
		    arena_print(r->document_arena, "USD, constant %d", s->base);
	else
		reading_fault(r, "unit", row->line, NULL,
		    "the year of the constant dollars is not told");
	s->part = arena_string(r->document_arena, row->part);
	indicators = arena_alloc(r->document_arena, 2 * sizeof(*indicators));
	indicators[0] = (struct text_list){ OBLIGATIONS, &indicators[1] };
	indicators[1] = (struct text_list){ CONSTANT, NULL };
	s->edition.dataset = DATASET;
	s->edition.indicators = indicators;
	reading_edition(r, &s->edition);
	reading_no_record(r);
}

/* Rows */

/*
 * Between the years that ended in June and those that end in September stand
 * three months: "1976tq", in workbooks 1976.9.
 */
static bool
greenbook_is_transition(const char *text)
{
	return strcasecmp(text, "1976tq") == 0 || strcmp(text, "1976.9") == 0;
}

static int
greenbook_take_period(struct reading *r, const struct greenbook_state *s,
    const struct row *row, struct observation *o)
{
	const char *text = table_value(r, &s->table, row, FISCAL_YEAR);
	int year;

	if (text != NULL && greenbook_is_transition(text)) {
		o->start = (struct day){ 1976, 7, 1 };
		o->end = (struct day){ 1976, 9, 30 };
		return 1976;
	}
	year = fiscal_year_read(r, row->line, text);
	if (year != 0)
		fiscal_year_days(year, &o->start, &o->end);
	return year;
}

/*
 * An account is known by all that stands before its name: several agencies
 * have one of the same name, and it may be printed in several rows.
 */
static void
greenbook_take_account(struct reading *r, const struct greenbook_state *s,
    const struct row *row, struct observation *o)
{
	static const enum greenbook_column parts[] = { CATEGORY,
		PUBLICATION_ROW, AGENCY, ACCOUNT };
	const char *code = NULL;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		const char *part = table_value(r, &s->table, row, parts[i]);

		if (part == NULL) {
			reading_fault(r, columns[parts[i]].name, row->line,
			    NULL, "is missing");
			part = "";
		}
		code = code == NULL
		    ? part
		    : arena_print(r->unit_arena, "%s | %s", code, part);
	}
	o->item_scheme = SCHEME;
	o->item_code = arena_string(r->unit_arena, code);
	o->item_name = arena_string(
	    r->unit_arena, table_value(r, &s->table, row, ACCOUNT));
}

/* A point is what stands where nothing is known to have been obligated. */
static void
greenbook_take_amount(struct reading *r, const struct greenbook_state *s,
    const struct row *row, enum greenbook_column column, struct observation *o)
{
	const char *text = table_value(r, &s->table, row, column);

	if (text == NULL)
		return;
	if (strcmp(text, ".") == 0) {
		o->flag = "not available";
	} else if (figure_read(r, o->indicator, row->line, text, &o->value) !=
	    FIGURE_GIVEN) {
		return;
	}
	reading_observation(r, o);
}

static void
greenbook_take_body(
    struct reading *r, struct greenbook_state *s, const struct row *row)
{
	struct observation o = { .line = row->line };
	struct observation constant;
	int year = greenbook_take_period(r, s, row, &o);

	if (!table_is_whole(r, &s->table, row) || year == 0) {
		reading_no_record(r);
		return;
	}
	o.reporter = party_read(r, "reporter", row->line, "United States");
	o.partner = party_read(r, "country", row->line,
	    arena_string(
		r->unit_arena, table_value(r, &s->table, row, COUNTRY)));
	greenbook_take_account(r, s, row, &o);
	if (o.partner.name == NULL) {
		reading_no_record(r);
		return;
	}
	figures_note(r, &s->figures, &o.partner, year);
	constant = o;
	o.indicator = OBLIGATIONS;
	o.unit = "USD";
	greenbook_take_amount(r, s, row, HISTORICAL_DOLLARS, &o);
	constant.indicator = CONSTANT;
	constant.unit = s->unit;
	greenbook_take_amount(r, s, row, CONSTANT_DOLLARS, &constant);
	reading_unit_end(r);
}

/* The document */

static bool
greenbook_is_empty(const struct row *row)
{
	for (size_t i = 0; i < row->count; i++) {
		if (!cell_is_blank(row_cell(row, i)))
			return false;
	}
	return true;
}

/* A note below the table, in its first column. */
static bool
greenbook_is_note(const struct row *row)
{
	for (size_t i = 1; i < row->count; i++) {
		if (!cell_is_blank(row_cell(row, i)))
			return false;
	}
	return true;
}

static bool
greenbook_is_other_sheet(const struct greenbook_state *s, const struct row *row)
{
	return s->part != NULL && row->part != NULL &&
	    strcmp(s->part, row->part) != 0;
}

static void
greenbook_row(struct reading *r, void *state, const struct row *row)
{
	struct greenbook_state *s = state;

	if (greenbook_is_empty(row) || greenbook_is_other_sheet(s, row))
		return;
	switch (table_take(r, &s->table, forms, row)) {
	case TABLE_ABOVE:
		for (size_t i = 0; i < row->count; i++) {
			greenbook_find_base(s, row_cell(row, i));
			greenbook_find_date(r, s, row_cell(row, i));
		}
		break;
	case TABLE_HEADER:
		if (s->unit == NULL)
			greenbook_begin(r, s, row);
		break;
	case TABLE_BODY:
		if (!greenbook_is_note(row))
			greenbook_take_body(r, s, row);
		break;
	case TABLE_REFUSED:
		break;
	}
}

static void
greenbook_end(struct reading *r, void *state)
{
	struct greenbook_state *s = state;
	int last = figures_last(&s->figures);
	struct day day = { 0 };

	table_end(r, &s->table);
	if (s->table.form == NULL)
		return;
	figures_scope(r, &s->figures, false, &s->edition);
	if (last != 0)
		fiscal_year_days(last, &day, &day);
	figures_place(r, day, &s->edition);
	reading_edition(r, &s->edition);
}

const struct transformer greenbook_transformer = {
	.state_size = sizeof(struct greenbook_state),
	.row = greenbook_row,
	.end = greenbook_end,
};
