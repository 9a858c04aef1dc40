/*
 * The Monthly Treasury Statement, tables 1 and 5, as the interface of Fiscal
 * Data answers. A row names the row above it, which may stand anywhere in the
 * document: so all are taken in before the first is given. What stands in a
 * row is in docs/SOURCES.md.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "transform/normalise/normalise.h"
#include "transform/party.h"
#include "transform/source/sources.h"
#include "transform/table/figures.h"
#include "transform/table/table.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Of both tables; behind these are the amounts. */
enum treasury_column {
	RECORD_DATE,
	PARENT,
	CLASSIFICATION,
	DESCRIPTION,
	TABLE_NUMBER,
	LINE_CODE,
	DATA_TYPE,
	AMOUNTS,
};

/* Sets of three: outlays, receipts, and the outlays less the receipts. */
enum treasury_part { OUTLAYS, RECEIPTS, NET, PARTS };

#define AMOUNTS_MAX (3 * PARTS)

/* Levels of the tree; the publisher has six. */
#define LEVELS_MAX 20
#define NAME_LENGTH_MAX 500

/* So many sums tell whether the columns are what their names say. */
#define SUMS_LEAST 4

#define HEAD                                                \
	[RECORD_DATE] = { .name = "record_date" },          \
	[PARENT] = { .name = "parent_id" },                 \
	[CLASSIFICATION] = { .name = "classification_id" }, \
	[DESCRIPTION] = { .name = "classification_desc" },  \
	[TABLE_NUMBER] = { .name = "table_nbr" },           \
	[LINE_CODE] = { .name = "line_code_nbr" },          \
	[DATA_TYPE] = { .name = "data_type_cd" }

static const struct table_column outlay_columns[] = {
	HEAD,
	{ .name = "current_month_gross_outly_amt" },
	{ .name = "current_month_app_rcpt_amt" },
	{ .name = "current_month_net_outly_amt" },
	{ .name = "current_fytd_gross_outly_amt" },
	{ .name = "current_fytd_app_rcpt_amt" },
	{ .name = "current_fytd_net_outly_amt" },
	{ .name = "prior_fytd_gross_outly_amt" },
	{ .name = "prior_fytd_app_rcpt_amt" },
	{ .name = "prior_fytd_net_outly_amt" },
};

static const char *const outlay_indicators[] = {
	"gross_outlays",
	"applicable_receipts",
	"net_outlays",
	"gross_outlays_year_to_date",
	"applicable_receipts_year_to_date",
	"net_outlays_year_to_date",
	"gross_outlays_prior_year_to_date",
	"applicable_receipts_prior_year_to_date",
	"net_outlays_prior_year_to_date",
};

_Static_assert(COUNT(outlay_columns) == AMOUNTS + COUNT(outlay_indicators),
    "an indicator for each amount of table 5");

static const struct table_column summary_columns[] = {
	HEAD,
	{ .name = "current_month_gross_outly_amt" },
	{ .name = "current_month_gross_rcpt_amt" },
	{ .name = "current_month_dfct_sur_amt" },
};

static const char *const summary_indicators[] = {
	"budget_outlays",
	"budget_receipts",
	"budget_deficit",
};

_Static_assert(COUNT(summary_columns) == AMOUNTS + COUNT(summary_indicators),
    "an indicator for each amount of table 1");

static const struct table_form outlay_form = { "5", outlay_columns,
	COUNT(outlay_columns), true };
static const struct table_form summary_form = { "1", summary_columns,
	COUNT(summary_columns), true };
static const struct table_form *const forms[] = { &outlay_form, &summary_form,
	NULL };

/* A row of a statement. */
struct treasury_line {
	size_t line;
	struct day on;    /* the last day of the statement's month */
	const char *date; /* as printed */
	const char *parent;
	const char *name;
	const char *code;
	bool is_total;
	bool differs[AMOUNTS_MAX / PARTS]; /* a net amount from its parts */
	const char *amounts[AMOUNTS_MAX];  /* NULL: there is none */
	struct treasury_line *next;
};

struct treasury_state {
	struct table table;
	struct treasury_line *lines;
	struct treasury_line **end;
	struct map *by_id; /* of a line; keys are its date and its id */
	struct edition edition;
	struct party reporter;
	size_t rows;
	size_t sums;  /* net amounts of which both parts are given */
	size_t wrong; /* of these */
	size_t orphans;
	size_t first_orphan; /* its row */
};

static bool
treasury_is_summary(const struct treasury_state *s)
{
	return s->table.form == &summary_form;
}

static size_t
treasury_amount_count(const struct treasury_state *s)
{
	return s->table.form->count - AMOUNTS;
}

/* Rows */

/* What is missing is the text "null". */
static const char *
treasury_value(struct reading *r, const struct treasury_state *s,
    const struct row *row, size_t column)
{
	const char *text = table_value(r, &s->table, row, column);

	if (text == NULL || strcmp(text, "null") == 0)
		return NULL;
	return arena_string(r->document_arena, text);
}

/* An amount as published, in cents; false if it is none. */
static bool
treasury_cents(const char *text, long long *cents)
{
	char digits[24];
	size_t sign;
	size_t whole;
	size_t rest;

	if (text == NULL)
		return false;
	sign = *text == '-';
	whole = strspn(text + sign, "0123456789");
	rest = text[sign + whole] == '.' ? strlen(text + sign + whole) : 0;
	if (whole == 0 || whole > 15 || (rest != 0 && rest != 3) ||
	    text[sign + whole + rest] != '\0')
		return false;
	snprintf(digits, sizeof(digits), "%.*s%s", (int)(sign + whole), text,
	    rest == 0 ? "00" : text + sign + whole + 1);
	*cents = strtoll(digits, NULL, 10);
	return true;
}

/* Net amounts are outlays less receipts, wherever all three stand. */
static void
treasury_check_sums(struct treasury_state *s, struct treasury_line *l)
{
	size_t sets = treasury_amount_count(s) / PARTS;

	for (size_t i = 0; i < sets; i++) {
		const char *const *set = l->amounts + i * PARTS;
		long long outlays;
		long long receipts;
		long long net;

		if (!treasury_cents(set[OUTLAYS], &outlays) ||
		    !treasury_cents(set[RECEIPTS], &receipts) ||
		    !treasury_cents(set[NET], &net))
			continue;
		l->differs[i] = net != outlays - receipts;
		/* Without receipts the two others may change places. */
		s->sums += receipts != 0;
		s->wrong += receipts != 0 && l->differs[i];
	}
}

/* The heading of a page in a report: "International Affairs:". */
static const char *
treasury_name(
    struct reading *r, const struct treasury_state *s, const struct row *row)
{
	const char *name = treasury_value(r, s, row, DESCRIPTION);
	size_t length = name == NULL ? 0 : strlen(name);

	if (length > NAME_LENGTH_MAX) {
		reading_fault(r, "classification_desc", row->line, name,
		    "is too long for a name");
		return NULL;
	}
	if (length > 1 && name[length - 1] == ':')
		return arena_print(
		    r->document_arena, "%.*s", (int)length - 1, name);
	return name;
}

/* NULL, and why not was noted, if nobody can tell what the row is about. */
static struct treasury_line *
treasury_read_line(
    struct reading *r, struct treasury_state *s, const struct row *row)
{
	struct treasury_line *l = arena_alloc(r->document_arena, sizeof(*l));
	const char *type = treasury_value(r, s, row, DATA_TYPE);

	*l = (struct treasury_line){
		.line = row->line,
		.date = treasury_value(r, s, row, RECORD_DATE),
		.parent = treasury_value(r, s, row, PARENT),
		.name = treasury_name(r, s, row),
		.code = treasury_value(r, s, row, LINE_CODE),
		.is_total = type != NULL && strcmp(type, "T") == 0,
	};
	if (l->date == NULL || !day_read(l->date, &l->on))
		reading_fault(r, "record_date", row->line, l->date,
		    l->date == NULL ? "is missing" : "is not a day");
	else if (l->name == NULL)
		reading_fault(r, "classification_desc", row->line, NULL,
		    "is missing, or no name");
	else if (l->code == NULL)
		reading_fault(
		    r, "line_code_nbr", row->line, NULL, "is missing");
	else
		return l;
	reading_no_record(r);
	return NULL;
}

static void
treasury_take_line(
    struct reading *r, struct treasury_state *s, const struct row *row)
{
	const char *number = treasury_value(r, s, row, TABLE_NUMBER);
	const char *id = treasury_value(r, s, row, CLASSIFICATION);
	struct treasury_line *l;

	if (number == NULL || strcmp(number, s->table.form->name) != 0) {
		reading_refuse(r, "table_nbr", row->line, number,
		    arena_print(r->document_arena,
			"is not %s, as the columns have it",
			s->table.form->name));
		return;
	}
	l = treasury_read_line(r, s, row);
	if (l == NULL)
		return;
	for (size_t i = 0; i < treasury_amount_count(s); i++)
		l->amounts[i] = treasury_value(r, s, row, AMOUNTS + i);
	treasury_check_sums(s, l);
	if (id != NULL)
		map_add2(s->by_id, l->date, id, l);
	*s->end = l;
	s->end = &l->next;
}

/* The tree */

/* The row above; NULL at the top, and if it is not in the document. */
static struct treasury_line *
treasury_above(const struct treasury_state *s, const struct treasury_line *l)
{
	return l->parent == NULL ? NULL
				 : map_get2(s->by_id, l->date, l->parent);
}

/* "International Assistance Programs / Military Sales Program / ...". */
static const char *
treasury_path(
    struct reading *r, struct treasury_state *s, const struct treasury_line *l)
{
	const struct treasury_line *at = l;
	const char *path = l->name;

	for (int level = 0; level < LEVELS_MAX; level++) {
		const struct treasury_line *above = treasury_above(s, at);

		if (above == NULL) {
			if (at->parent != NULL && s->orphans++ == 0)
				s->first_orphan = at->line;
			return path;
		}
		path = arena_print(r->unit_arena, "%s / %s", above->name, path);
		at = above;
	}
	reading_fault(r, "parent_id", l->line, l->parent,
	    "leads up more levels than a statement has");
	return l->name;
}

/* Table 1: a row is a month, or a year to date, of one of two fiscal years */

static bool
treasury_fiscal_year(const struct treasury_line *above, int *year)
{
	char *end;

	if (above == NULL || strncmp(above->name, "FY ", 3) != 0)
		return false;
	*year = (int)strtol(above->name + 3, &end, 10);
	return *end == '\0' && end == above->name + 7 && *year > 1976;
}

/* "March" of a fiscal year; false if it is no month. */
static bool
treasury_month(struct reading *r, const char *name, int year, struct day *start)
{
	if (strpbrk(name, "0123456789") != NULL ||
	    !day_read(
		arena_print(r->unit_arena, "%s 1, %d", name, year), start))
		return false;
	start->year = (int16_t)(start->month >= 10 ? year - 1 : year);
	return true;
}

/* False, and why not was noted, if the row has no period. */
static bool
treasury_find_period(struct reading *r, const struct treasury_state *s,
    const struct treasury_line *l, struct observation *o)
{
	int year;

	if (!treasury_fiscal_year(treasury_above(s, l), &year)) {
		reading_fault(r, "parent_id", l->line, l->parent,
		    "is no fiscal year of the document");
		return false;
	}
	if (strcmp(l->name, "Year-to-Date") == 0) {
		o->start = (struct day){ (int16_t)(year - 1), 10, 1 };
		o->end = (struct day){ (int16_t)year, 9, 30 };
		if (day_compare(l->on, o->end) < 0)
			o->end = l->on;
		o->total_of = "period";
	} else if (treasury_month(r, l->name, year, &o->start)) {
		o->end = period_end(o->start, 1);
	} else {
		reading_fault(r, "classification_desc", l->line, l->name,
		    "is neither a month nor a year to date");
		return false;
	}
	if (day_compare(o->start, l->on) <= 0)
		return true;
	reading_fault(r, "classification_desc", l->line, l->name,
	    "is later than its statement");
	return false;
}

static bool
treasury_describe_summary(struct reading *r, const struct treasury_state *s,
    const struct treasury_line *l, struct observation *o)
{
	o->item_scheme = "MTS table 1";
	o->item_code =
	    arena_print(r->unit_arena, "%04d-%02d", l->on.year, l->on.month);
	o->item_name =
	    arena_print(r->unit_arena, "as stated for %s", o->item_code);
	return treasury_find_period(r, s, l, o);
}

/* Table 5: a row is a line of the tree in the statement's month */

static void
treasury_describe_outlay(struct reading *r, struct treasury_state *s,
    const struct treasury_line *l, struct observation *o)
{
	o->item_scheme = "MTS table 5";
	o->item_code = l->code;
	o->item_name = treasury_path(r, s, l);
	o->start = (struct day){ l->on.year, l->on.month, 1 };
	o->end = period_end(o->start, 1);
	if (l->is_total)
		o->total_of = "item";
}

/* The figures */

static void
treasury_widen_scope(struct edition *e, const struct observation *o)
{
	if (e->since.year == 0 || day_compare(o->start, e->since) < 0)
		e->since = o->start;
	if (e->until.year == 0 || day_compare(o->end, e->until) > 0)
		e->until = o->end;
}

/* A fault of an amount is noted with the figure, or without one. */
static void
treasury_give_figure(struct reading *r, struct treasury_state *s,
    const struct treasury_line *l, size_t i, struct observation *o)
{
	const char *column = s->table.form->columns[AMOUNTS + i].name;

	o->indicator = treasury_is_summary(s) ? summary_indicators[i]
					      : outlay_indicators[i];
	if (i % PARTS == NET && l->differs[i / PARTS])
		reading_fault(r, column, l->line, l->amounts[i],
		    "is not the outlays less the receipts");
	if (figure_read(r, column, l->line, l->amounts[i], &o->value) ==
	    FIGURE_GIVEN) {
		treasury_widen_scope(&s->edition, o);
		reading_observation(r, o);
	} else {
		reading_no_record(r);
	}
}

/* Headings have no amounts. */
static bool
treasury_has_amounts(
    const struct treasury_state *s, const struct treasury_line *l)
{
	for (size_t i = 0; i < treasury_amount_count(s); i++) {
		if (l->amounts[i] != NULL)
			return true;
	}
	return false;
}

static void
treasury_give_line(
    struct reading *r, struct treasury_state *s, const struct treasury_line *l)
{
	struct observation o = {
		.line = l->line, .reporter = s->reporter, .unit = "USD"
	};

	if (!treasury_has_amounts(s, l))
		return;
	if (!treasury_is_summary(s)) {
		treasury_describe_outlay(r, s, l, &o);
	} else if (!treasury_describe_summary(r, s, l, &o)) {
		reading_no_record(r);
		return;
	}
	for (size_t i = 0; i < treasury_amount_count(s); i++) {
		if (l->amounts[i] != NULL)
			treasury_give_figure(r, s, l, i, &o);
	}
	reading_unit_end(r);
}

/* The document */

/* It does not say which rows it was asked for: nothing vanishes by it. */
static void
treasury_begin(struct reading *r, struct treasury_state *s)
{
	s->end = &s->lines;
	s->by_id = map_new();
	s->reporter = party_read(r, "reporter", 0, "United States");
	s->edition.dataset = "treasury";
	s->edition.partial = true;
	reading_edition(r, &s->edition);
}

static void
treasury_row(struct reading *r, void *state, const struct row *row)
{
	struct treasury_state *s = state;

	s->rows++;
	if (table_take(r, &s->table, forms, row) != TABLE_BODY)
		return;
	if (s->by_id == NULL)
		treasury_begin(r, s);
	treasury_take_line(r, s, row);
}

static void
treasury_end(struct reading *r, void *state)
{
	struct treasury_state *s = state;

	/* A month that is not out has no rows. */
	if (s->rows > 0)
		table_end(r, &s->table);
	if (s->by_id == NULL || r->refusal != NULL)
		return;
	if (s->sums >= SUMS_LEAST && s->wrong * 2 > s->sums) {
		reading_refuse(r, "header", 0, NULL,
		    "net amounts are not the outlays less the receipts: the"
		    " columns are not what their names say");
		return;
	}
	for (const struct treasury_line *l = s->lines; l != NULL; l = l->next)
		treasury_give_line(r, s, l);
	if (s->orphans > 0) {
		reading_fault(r, "parent_id", s->first_orphan, NULL,
		    "is not in the document: names of rows below it begin"
		    " without it");
		reading_no_record(r);
	}
	reading_edition(r, &s->edition);
}

static void
treasury_close(void *state)
{
	struct treasury_state *s = state;

	map_free(s->by_id);
}

const struct transformer treasury_transformer = {
	.state_size = sizeof(struct treasury_state),
	.row = treasury_row,
	.end = treasury_end,
	.close = treasury_close,
};
