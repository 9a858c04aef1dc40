/*
 * Fiscal-year totals of US arms sales as they were announced: our own list,
 * each with its publisher, what it counts, and where it was seen. What is
 * counted changed from year to year, and others printed other numbers: each is
 * a statement of its own, none is "the" total.
 */
#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/party.h"
#include "transform/source/fms_totals/statement.h"
#include "transform/source/sources.h"
#include "transform/table/figures.h"
#include "transform/table/table.h"

enum fms_totals_column {
	YEAR,
	MEASURE,
	VALUE,
	PUBLISHER,
	NOTE,
	SEEN_IN,
};

static const struct table_column columns[] = {
	[YEAR] = { .name = "fiscal_year" },
	[MEASURE] = { .name = "measure" },
	[VALUE] = { .name = "usd_billion" },
	[PUBLISHER] = { .name = "published_by" },
	[NOTE] = { .name = "definition_note" },
	[SEEN_IN] = { .name = "seen_in" },
};

static const struct table_form form = { "announced totals", columns,
	sizeof(columns) / sizeof(columns[0]), false };
static const struct table_form *const forms[] = { &form, NULL };

struct fms_totals_state {
	struct table table;
	struct edition edition;
	struct figures figures;
};

/* What the statements of a row have in common; its texts outlive them. */
struct announcement {
	int year;
	const char *measure;
	const char *publisher;
	const char *note;
	const char *seen_in;
	struct observation total;
};

static const char *
fms_totals_keep(struct reading *r, const struct fms_totals_state *s,
    const struct row *row, enum fms_totals_column column)
{
	return arena_string(
	    r->unit_arena, table_value(r, &s->table, row, column));
}

/* A text and where it was seen; either may be NULL. */
static const char *
fms_totals_with_place(struct reading *r, const char *text, const char *seen_in)
{
	if (text == NULL || seen_in == NULL)
		return text == NULL ? seen_in : text;
	return arena_print(r->unit_arena, "%s; seen in %s", text, seen_in);
}

static struct announcement
fms_totals_read_row(
    struct reading *r, const struct fms_totals_state *s, const struct row *row)
{
	struct announcement a = {
		.year = fiscal_year_read(
		    r, row->line, table_value(r, &s->table, row, YEAR)),
		.measure = fms_totals_keep(r, s, row, MEASURE),
		.publisher = fms_totals_keep(r, s, row, PUBLISHER),
		.note = fms_totals_keep(r, s, row, NOTE),
		.seen_in = fms_totals_keep(r, s, row, SEEN_IN),
	};

	a.total = (struct observation){
		.line = row->line,
		.indicator = a.measure,
		.reporter =
		    party_read(r, "reporter", row->line, "United States"),
		.item_scheme = "publisher",
		.item_code = a.publisher,
		.item_name = fms_totals_with_place(r, a.note, a.seen_in),
		.unit = "USD billion",
		.total_of = "item",
	};
	if (a.year != 0)
		fiscal_year_days(a.year, &a.total.start, &a.total.end);
	if (a.measure != NULL && strcmp(a.measure, "total") != 0 &&
	    strcmp(a.measure, "dcs") != 0)
		reading_fault(r, "measure", row->line, a.measure,
		    "is none that is known");
	if (a.publisher == NULL)
		reading_fault(r, "published_by", row->line, NULL, "is missing");
	return a;
}

static const char *
fms_totals_with_underscores(struct reading *r, const char *text)
{
	char *key = arena_string(r->unit_arena, name_key(r->unit_arena, text));

	for (char *p = strchr(key, ' '); p != NULL; p = strchr(p, ' '))
		*p = '_';
	return key;
}

static const char *
fms_totals_average_name(struct reading *r, int years)
{
	static const char *const numbers[] = { "two", "three", "four", "five" };

	if (years >= 2 && years <= 5)
		return arena_print(
		    r->unit_arena, "%s_year_average", numbers[years - 2]);
	return arena_print(r->unit_arena, "%d_year_average", years);
}

/* It is of the years up to the one of the announcement. */
static void
fms_totals_describe_average(struct reading *r, const struct announcement *a,
    const struct statement *s, struct observation *o)
{
	struct day last;

	o->indicator = fms_totals_average_name(r, s->years);
	o->total_of = NULL;
	if (s->later)
		o->item_code = arena_print(r->unit_arena, "%s, later",
		    a->publisher == NULL ? "" : a->publisher);
	if (a->year > s->years)
		fiscal_year_days(a->year - s->years + 1, &o->start, &last);
}

/* A statement of the whole is another total, one of FMS alone a figure. */
static void
fms_totals_describe_other(
    struct reading *r, const struct statement *s, struct observation *o)
{
	o->item_code = s->name;
	if (s->about != NULL) {
		o->indicator = fms_totals_with_underscores(r, s->about);
		o->total_of = NULL;
	}
	if (s->press)
		o->flag = "press";
}

static void
fms_totals_give_statement(
    struct reading *r, const struct announcement *a, const struct statement *s)
{
	struct observation o = a->total;

	o.value = s->amount;
	if (s->unit != NULL)
		o.unit = s->unit;
	if (s->estimate)
		o.flag = "estimate";
	switch (s->kind) {
	case STATEMENT_PART:
		o.item_scheme = "component";
		o.item_code = s->name;
		o.item_name =
		    fms_totals_with_place(r, a->publisher, a->seen_in);
		o.total_of = NULL;
		break;
	case STATEMENT_SUM:
		o.item_scheme = "component";
		o.item_code = "sum";
		o.item_name =
		    fms_totals_with_place(r, a->publisher, a->seen_in);
		break;
	case STATEMENT_AVERAGE:
		fms_totals_describe_average(r, a, s, &o);
		break;
	case STATEMENT_OTHER:
		fms_totals_describe_other(r, s, &o);
		break;
	}
	reading_observation(r, &o);
}

static void
fms_totals_give_note(struct reading *r, const struct announcement *a)
{
	struct unread_clause *unread;
	const struct statement *s =
	    statements_read(r->unit_arena, a->note, &unread);

	for (; s != NULL; s = s->next)
		fms_totals_give_statement(r, a, s);
	for (; unread != NULL; unread = unread->next)
		reading_fault(r, "definition_note", a->total.line,
		    unread->clause, "names an amount of what is not clear");
}

static void
fms_totals_take_body(
    struct reading *r, struct fms_totals_state *s, const struct row *row)
{
	struct announcement a = fms_totals_read_row(r, s, row);
	enum figure figure = figure_read_unsigned(r, "usd_billion", row->line,
	    table_value(r, &s->table, row, VALUE), &a.total.value);

	table_is_whole(r, &s->table, row);
	figures_note(r, &s->figures, &a.total.partner, a.year);
	if (a.measure == NULL) {
		reading_fault(r, "measure", row->line, NULL, "is missing");
	} else {
		if (figure == FIGURE_NONE)
			reading_fault(
			    r, "usd_billion", row->line, NULL, "is missing");
		if (figure == FIGURE_NOT_AVAILABLE)
			a.total.flag = "not available";
		if (figure == FIGURE_GIVEN || figure == FIGURE_NOT_AVAILABLE)
			reading_observation(r, &a.total);
		a.total.flag = NULL;
		fms_totals_give_note(r, &a);
	}
	reading_unit_end(r);
}

static void
fms_totals_row(struct reading *r, void *state, const struct row *row)
{
	struct fms_totals_state *s = state;
	enum table_part part = table_take(r, &s->table, forms, row);

	if (s->table.form != NULL && s->edition.dataset == NULL) {
		s->edition.dataset = "fms-totals";
		reading_edition(r, &s->edition);
	}
	if (part == TABLE_BODY)
		fms_totals_take_body(r, s, row);
}

/*
 * The list is ours and whole: of a year that it leaves out it says that
 * nothing was found.
 */
static void
fms_totals_end(struct reading *r, void *state)
{
	struct fms_totals_state *s = state;
	struct edition *e = &s->edition;
	struct day day;
	int first = figures_first(&s->figures);

	table_end(r, &s->table);
	if (s->table.form == NULL)
		return;
	figures_scope(r, &s->figures, false, e);
	e->partial = first == 0;
	if (first != 0) {
		fiscal_year_days(first, &e->since, &day);
		fiscal_year_days(figures_last(&s->figures), &day, &e->until);
	}
	reading_edition(r, e);
}

const struct transformer fms_totals_transformer = {
	.state_size = sizeof(struct fms_totals_state),
	.row = fms_totals_row,
	.end = fms_totals_end,
};
