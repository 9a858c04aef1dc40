/*
 * The Monthly Treasury Statement, tables 1 and 5, as the interface of Fiscal
 * Data answers. A row names the row above it, which may stand anywhere in the
 * document: so all are taken in before the first is given. What stands in a
 * row is in docs/SOURCES.md.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/party.h"
#include "transform/source/sources.h"
#include "transform/source/treasury/statement.h"
#include "transform/table/figures.h"

/* Levels of the tree; the publisher has six. */
#define LEVELS_MAX 20

/* So many sums tell whether the columns are what their names say. */
#define SUMS_LEAST 4

/* The tree */

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

/*
 * What is "null" was not stated, or no longer is: the observation has no value
 * then, so that an amount of before does not stay. Of another text that is no
 * number that is a fault, too.
 */
static void
treasury_read_amount(struct reading *r, const char *column,
    const struct treasury_line *l, const char *text, struct observation *o)
{
	enum figure figure;

	o->value = (struct decimal){ "" };
	o->flag = text == NULL ? "not available" : NULL;
	if (text == NULL)
		return;
	figure = figure_read(r, column, l->line, text, &o->value);
	if (figure != FIGURE_NONE && figure != FIGURE_NOT_AVAILABLE)
		return;
	o->flag = "not available";
	reading_fault(
	    r, column, l->line, text, "is neither a number nor \"null\"");
}

static void
treasury_give_figure(struct reading *r, struct treasury_state *s,
    const struct treasury_line *l, size_t i, struct observation *o)
{
	const char *column = s->table.form->columns[AMOUNTS + i].name;

	o->indicator = treasury_indicator(s, i);
	if (i % PARTS == NET && l->differs[i / PARTS])
		reading_fault(r, column, l->line, l->amounts[i],
		    "is not the outlays less the receipts");
	treasury_read_amount(r, column, l, l->amounts[i], o);
	treasury_widen_scope(&s->edition, o);
	reading_observation(r, o);
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
	for (size_t i = 0; i < treasury_amount_count(s); i++)
		treasury_give_figure(r, s, l, i, &o);
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
	if (table_take(r, &s->table, treasury_forms, row) != TABLE_BODY)
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
