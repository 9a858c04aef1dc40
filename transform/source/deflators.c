/*
 * Price indices of the United States: the deflators of the Historical Tables
 * of the Office of Management and Budget (table 10.1), the gross domestic
 * product by the Bureau of Economic Analysis, the index of consumer prices by
 * the Bureau of Labor Statistics. Figures as published: nothing is computed.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/party.h"
#include "transform/source/sources.h"
#include "transform/table/cell.h"
#include "transform/table/figures.h"
#include "transform/table/header_lines.h"
#include "transform/table/table.h"

/* The tables that are known */

/* What a column behind the first one holds. */
struct deflator_series {
	const char *indicator;
	const char *unit;
	const char *quarterly; /* the indicator in a table of quarters */
};

struct deflator_form {
	struct table_form form;
	const char *dataset;
	int months; /* of a row: 12 is a fiscal year, 3 a quarter or a year */
	const struct deflator_series *series;
};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/*
 * Table 10.1. A heading of the workbook is joined of its lines; copies in CSV
 * leave the first of them out, and a blank here and there.
 */
#define OMB(heading)                                           \
	{                                                      \
		.name = "Composite Outlay Deflators " heading, \
		.aliases = (const char *const[])               \
		{                                              \
			heading, NULL                          \
		}                                              \
	}
#define OMB_PART(group, part)                                         \
	{                                                             \
		.name = "Composite Outlay Deflators " group " " part, \
		.aliases = (const char *const[])                      \
		{                                                     \
			group part, group " " part, NULL              \
		}                                                     \
	}

static const struct table_column omb[] = {
	{ .name = "Fiscal Year" },
	{ .name = "GDP (in billions of dollars)" },
	{ .name = "GDP (Chained) Price Index" },
	OMB("Total"),
	OMB("Total Defense"),
	OMB("Total Nondefense"),
	OMB_PART("Payment for Individuals", "Total"),
	OMB_PART("Payment for Individuals", "Direct"),
	OMB_PART("Payment for Individuals", "Grants"),
	OMB("Other Grants"),
	OMB("Net Interest"),
	OMB("Undis- tributed Offsetting Receipts"),
	OMB("All Other"),
	OMB_PART("Addendum: Direct Capital", "Total"),
	OMB_PART("Addendum: Direct Capital", "Defense"),
	OMB_PART("Addendum: Direct Capital", "Nondefense"),
};

static const struct deflator_series omb_series[] = {
	{ "gdp", "USD billion", NULL },
	{ "gdp_price_index", "index", NULL },
	{ "outlays", "index", NULL },
	{ "outlays_defense", "index", NULL },
	{ "outlays_nondefense", "index", NULL },
	{ "payments_for_individuals", "index", NULL },
	{ "payments_for_individuals_direct", "index", NULL },
	{ "payments_for_individuals_grants", "index", NULL },
	{ "other_grants", "index", NULL },
	{ "net_interest", "index", NULL },
	{ "undistributed_offsetting_receipts", "index", NULL },
	{ "all_other_outlays", "index", NULL },
	{ "direct_capital", "index", NULL },
	{ "direct_capital_defense", "index", NULL },
	{ "direct_capital_nondefense", "index", NULL },
};

static const struct table_column gdp[] = {
	{ .name = "date" },
	{ .name = "level-current" },
	{ .name = "level-chained" },
	{ .name = "change-current" },
	{ .name = "change-chained" },
};

/* Of quarters, too, the levels are at annual rates, as BEA has them. */
static const struct deflator_series gdp_series[] = {
	{ "gdp", "USD billion", "gdp_of_quarter" },
	{ "gdp_chained", "chained USD billion", "gdp_chained_of_quarter" },
	{ "gdp_change", "percent", "gdp_change_of_quarter" },
	{ "gdp_chained_change", "percent", "gdp_chained_change_of_quarter" },
};

static const struct table_column cpi[] = {
	{ .name = "Date" },
	{ .name = "Index" },
	{ .name = "Inflation" },
};

static const struct deflator_series cpi_series[] = {
	{ "consumer_prices", "index", NULL },
	{ "consumer_prices_change", "percent", NULL },
};

static const struct deflator_form forms[] = {
	{ { "table 10.1", omb, COUNT(omb), false }, "deflators-omb", 12,
	    omb_series },
	{ { "gross domestic product", gdp, COUNT(gdp), false }, "deflators-gdp",
	    3, gdp_series },
	{ { "consumer prices", cpi, COUNT(cpi), false }, "deflators-cpi", 1,
	    cpi_series },
};

static const struct table_form *const deflator_forms[] = { &forms[0].form,
	&forms[1].form, &forms[2].form, NULL };

static const struct deflator_form *
deflator_form(const struct table_form *form)
{
	size_t i = 0;

	while (&forms[i].form != form)
		i++;
	return &forms[i];
}

/* Reading one */

struct deflator_state {
	struct table table;
	const struct deflator_form *form;
	struct header_lines header; /* until its last line is there */
	const char *basis;          /* "(Fiscal Year 2017 = 1.000)" */
	bool quarters; /* the figures are of quarters, not of years */
	struct party reporter;
	struct day since;
	struct day until;
	bool partial;
	size_t gap_line; /* of the last that did not follow */
	/* Columns that have had a figure: they have one in each row then. */
	bool filled[COUNT(omb)];
};

/* Periods */

/* "1976", "2024 estimate", "TQ": the quarter between two kinds of years. */
static bool
deflator_read_fiscal_year(
    struct reading *r, size_t line, const char *text, struct observation *o)
{
	const char *whole = text;
	char year[5] = { 0 };
	int number;

	if (strcasecmp(text, "TQ") == 0) {
		o->start = (struct day){ 1976, 7, 1 };
		o->end = (struct day){ 1976, 9, 30 };
		return true;
	}
	memcpy(year, text, strnlen(text, 4));
	text += strlen(year);
	text += strspn(text, " \r\n");
	if (strncasecmp(text, "estimate", 8) == 0) {
		o->flag = "estimate";
		text += text[8] == 's' ? 9 : 8;
	}
	if (*text != '\0') {
		reading_fault(r, "period", line, whole, "is not a fiscal year");
		return false;
	}
	number = fiscal_year_read(r, line, year);
	if (number == 0)
		return false;
	fiscal_year_days(number, &o->start, &o->end);
	return true;
}

/* "1947Q2", as copies had it to 2017. */
static bool
deflator_read_quarter(const char *text, struct observation *o)
{
	char year[5] = { 0 };

	memcpy(year, text, strnlen(text, 4));
	if (strlen(text) != 6 || text[4] != 'Q' || text[5] < '1' ||
	    text[5] > '4' || !period_read(year, &o->start, &o->end))
		return false;
	o->start.month = (int8_t)((text[5] - '1') * 3 + 1);
	o->end = period_end(o->start, 3);
	return true;
}

/* "1947-01-01" is the first day of a month or quarter; "1947" is a year. */
static bool
deflator_read_calendar(struct reading *r, const struct deflator_state *s,
    size_t line, const char *text, struct observation *o)
{
	if (strlen(text) == 4 && period_read(text, &o->start, &o->end) &&
	    !s->quarters && s->form->months == 3)
		return true;
	if (s->quarters && deflator_read_quarter(text, o))
		return true;
	if (day_read(text, &o->start) && o->start.day == 1 &&
	    (s->quarters || s->form->months == 1)) {
		o->end = period_end(o->start, s->form->months);
		return true;
	}
	reading_fault(r, "period", line, text, "is not a period of the table");
	return false;
}

/* One period follows another; else the table is some choice of them. */
static bool
deflator_follows(const struct deflator_state *s, const struct observation *o)
{
	return s->since.year == 0 || day_compare(o->end, s->until) == 0 ||
	    day_compare(o->start, day_add(s->until, 1)) == 0;
}

/* Of months some were never published, as October 2025: no fault. */
static void
deflator_widen_scope(struct reading *r, struct deflator_state *s,
    const struct observation *o, const char *period)
{
	if (!deflator_follows(s, o) && s->gap_line != o->line) {
		s->partial = true;
		s->gap_line = o->line;
		if (s->form->months != 1)
			reading_fault(r, "period", o->line, period,
			    "does not follow the one before");
	}
	if (s->since.year == 0 || day_compare(o->start, s->since) < 0)
		s->since = o->start;
	if (day_compare(o->end, s->until) > 0)
		s->until = o->end;
}

static bool
deflator_find_period(struct reading *r, struct deflator_state *s,
    const struct row *row, struct observation *o)
{
	const char *text = table_value(r, &s->table, row, 0);

	if (text == NULL) {
		reading_fault(r, "period", row->line, NULL, "is missing");
		return false;
	}
	if (s->form->months == 12
		? !deflator_read_fiscal_year(r, row->line, text, o)
		: !deflator_read_calendar(r, s, row->line, text, o))
		return false;
	deflator_widen_scope(r, s, o, text);
	return true;
}

/* The rows */

/* The table ends in a note, which has the first cell to itself. */
static bool
deflator_is_note(const struct row *row)
{
	for (size_t i = 1; i < row->count; i++) {
		if (row_cell(row, i) != NULL)
			return false;
	}
	return true;
}

/* A period alone has lost its figures. */
static void
deflator_take_note(struct reading *r, const struct row *row)
{
	const char *text = cell_trim(r->arena, row_cell(row, 0));

	if (text == NULL || strlen(text) > sizeof("September 2024") ||
	    (!isdigit((unsigned char)*text) && strcasecmp(text, "TQ") != 0))
		return;
	reading_fault(r, "row", row->line, text, "has no figures");
	reading_no_record(r);
}

/* Only a change may be below zero. */
static enum figure
deflator_figure(struct reading *r, const struct deflator_state *s,
    const struct row *row, size_t column, struct observation *o)
{
	const char *text = table_value(r, &s->table, row, column);

	return strcmp(o->unit, "percent") == 0
	    ? figure_read(r, o->indicator, row->line, text, &o->value)
	    : figure_read_unsigned(r, o->indicator, row->line, text, &o->value);
}

static void
deflator_give_row(
    struct reading *r, struct deflator_state *s, const struct row *row)
{
	bool whole = table_is_whole(r, &s->table, row);

	for (size_t i = 1; whole && i < s->table.form->count; i++) {
		struct observation o = {
			.line = row->line,
			.reporter = s->reporter,
		};
		const struct deflator_series *series = &s->form->series[i - 1];
		enum figure figure;

		if (!deflator_find_period(r, s, row, &o))
			break;
		o.indicator =
		    s->quarters ? series->quarterly : series->indicator;
		o.unit = series->unit;
		if (strcmp(o.unit, "index") == 0)
			o.item_name = s->basis;
		figure = deflator_figure(r, s, row, i, &o);
		if (figure == FIGURE_NONE && s->filled[i])
			reading_fault(
			    r, o.indicator, row->line, NULL, "is missing");
		s->filled[i] = s->filled[i] || figure == FIGURE_GIVEN;
		if (figure == FIGURE_NOT_AVAILABLE)
			o.flag = "not available";
		if (figure == FIGURE_GIVEN || figure == FIGURE_NOT_AVAILABLE)
			reading_observation(r, &o);
	}
	reading_no_record(r);
}

/*
 * A budget is due in February before its fiscal year and estimates four years
 * more (31 U.S.C. 1105(a)): the table that ends in 2029 is of February 2024.
 */
static const char *
deflator_budget_day(struct reading *r, int last_year)
{
	return last_year == 0 ? NULL
			      : arena_print(r->document_arena,
				    "%d-02-01T00:00:00Z", last_year - 5);
}

/* Years and quarters come in two files: neither covers the other. */
static void
deflator_give_edition(struct reading *r, const struct deflator_state *s)
{
	struct edition e = {
		.dataset = s->form->dataset,
		.since = s->since,
		.until = s->until,
		.partial = s->partial,
	};

	if (strcmp(e.dataset, "deflators-omb") == 0)
		e.stated_at = deflator_budget_day(r, s->until.year);
	for (size_t i = s->form->form.count; i > 1; i--) {
		struct text_list *one =
		    arena_alloc(r->document_arena, sizeof(*one));

		one->text = s->quarters ? s->form->series[i - 2].quarterly
					: s->form->series[i - 2].indicator;
		one->next = e.indicators;
		e.indicators = one;
	}
	reading_edition(r, &e);
}

static void
deflator_begin(
    struct reading *r, struct deflator_state *s, const struct row *first)
{
	const char *period = row_cell(first, 0);

	s->form = deflator_form(s->table.form);
	s->quarters =
	    s->form->months == 3 && period != NULL && strlen(period) > 4;
	s->reporter = party_read(r, "reporter", 0, "United States");
	deflator_give_edition(r, s);
}

/* "1940", "TQ", "1947-01-01", "1/1/1947": then the header is behind us. */
static bool
deflator_is_period(const char *text)
{
	return text != NULL &&
	    ((*text >= '0' && *text <= '9') || strcasecmp(text, "TQ") == 0);
}

/* The whole header, before the first row or at the end of what has none. */
static void
deflator_take_header(struct reading *r, struct deflator_state *s)
{
	struct row joined = header_lines_join(r->document_arena, &s->header);

	table_take(r, &s->table, deflator_forms, &joined);
}

static void
deflator_take_above(
    struct reading *r, struct deflator_state *s, const struct row *row)
{
	if (s->header.count == 0 && deflator_is_note(row)) {
		const char *text = row_cell(row, 0);

		if (text != NULL && strchr(text, '=') != NULL)
			s->basis = arena_string(r->document_arena, text);
		table_take(r, &s->table, deflator_forms, row);
	} else if (!header_lines_keep(r->document_arena, &s->header, row)) {
		deflator_take_header(r, s);
	}
}

static void
deflators_row(struct reading *r, void *state, const struct row *row)
{
	struct deflator_state *s = state;

	if (s->table.form == NULL && !deflator_is_period(row_cell(row, 0))) {
		deflator_take_above(r, s, row);
		return;
	}
	if (s->table.form == NULL)
		deflator_take_header(r, s);
	if (s->table.form == NULL)
		return;
	if (s->form == NULL)
		deflator_begin(r, s, row);
	if (table_take(r, &s->table, deflator_forms, row) != TABLE_BODY)
		return;
	if (deflator_is_note(row))
		deflator_take_note(r, row);
	else
		deflator_give_row(r, s, row);
}

static void
deflators_end(struct reading *r, void *state)
{
	struct deflator_state *s = state;

	if (s->table.form == NULL && s->header.count > 0)
		deflator_take_header(r, s);
	table_end(r, &s->table);
	if (s->form != NULL)
		deflator_give_edition(r, s);
}

const struct transformer deflators_transformer = {
	.state_size = sizeof(struct deflator_state),
	.row = deflators_row,
	.end = deflators_end,
};
