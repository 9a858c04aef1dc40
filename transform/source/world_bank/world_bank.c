/*
 * Figures of the World Bank by country and year, as its interface answers:
 * what it says of the answer, then its rows; and its list of countries, of
 * which those without a region are groups of others.
 */
#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/source/sources.h"
#include "transform/source/world_bank/bank_head.h"
#include "transform/source/world_bank/bank_series.h"
#include "transform/source/world_bank/bank_table.h"
#include "transform/table/figures.h"

enum bank_kind { BANK_UNDECIDED, BANK_FIGURES, BANK_COUNTRIES };

struct bank_state {
	enum bank_kind kind; /* as the first row tells */
	struct bank_head head;
	long rows;
	const struct bank_indicator *indicator;
	const char *printed; /* its name */
	struct bank_table table;
	struct edition edition;
	struct day newest; /* of which there is a figure */
	bool noted_text;   /* that numbers are texts */
};

/* The first of them that the row does not have; NULL if it has all. */
static const char *
bank_missing(const struct row *row, enum bank_kind kind)
{
	static const char *const figures[] = { "indicator.id",
		"indicator.value", "country.id", "country.value",
		"countryiso3code", "date", "value", NULL };
	static const char *const countries[] = { "id", "iso2Code", "name",
		"region.id", NULL };
	const char *const *name = kind == BANK_FIGURES ? figures : countries;

	while (*name != NULL && bank_member(row, *name) != NULL)
		name++;
	return *name;
}

/* Whose figure it is */

static bool
bank_take_reporter(
    struct reading *r, const struct row *row, struct observation *o)
{
	const char *code = bank_text(row, "countryiso3code");
	const char *id = bank_text(row, "country.id");
	const char *name = bank_text(row, "country.value");

	if (name == NULL) {
		reading_fault(
		    r, "country", row->line, id, "the name is missing");
		return false;
	}
	/* Some tables have the three letters where others have two. */
	if (code == NULL && id != NULL && strlen(id) == 3)
		code = id;
	return bank_find_reporter(r, row->line, code, name, o);
}

/* The figure */

static bool
bank_take_year(struct reading *r, struct bank_state *s, const struct row *row,
    struct observation *o)
{
	const char *text = bank_text(row, "date");
	struct edition *e = &s->edition;

	if (text == NULL || strlen(text) != 4 ||
	    !period_read(text, &o->start, &o->end)) {
		reading_fault(r, "date", row->line, text, "is not a year");
		return false;
	}
	if (e->since.year == 0 || day_compare(o->start, e->since) < 0)
		e->since = o->start;
	if (day_compare(o->end, e->until) > 0)
		e->until = o->end;
	return true;
}

/* A number is one in JSON, too; a text that is one counts, and is noted. */
static void
bank_take_value(struct reading *r, struct bank_state *s, const struct row *row,
    struct observation *o)
{
	const struct field *f = bank_member(row, "value");

	o->flag = bank_text(row, "obs_status");
	if (f->value == NULL) {
		o->flag = "not available";
		return;
	}
	if (!decimal_read(f->value, &o->value)) {
		reading_fault(
		    r, "value", row->line, f->value, "is not a number");
		return;
	}
	if (decimal_is_negative(&o->value)) {
		o->value = (struct decimal){ "" };
		reading_fault(
		    r, "value", row->line, f->value, "cannot be below zero");
		return;
	}
	if (f->mark != NULL && !s->noted_text)
		reading_fault(r, "value", row->line, f->value,
		    "is a number written as a text, here and in what follows");
	s->noted_text = s->noted_text || f->mark != NULL;
	if (day_compare(o->end, s->newest) > 0)
		s->newest = o->end;
}

/* False if the row is about something else: noted. */
static bool
bank_take_indicator(struct reading *r, struct bank_state *s,
    const struct row *row, struct observation *o)
{
	const char *code = bank_text(row, "indicator.id");

	if (code == NULL || strcmp(code, s->indicator->code) != 0) {
		reading_fault(r, "indicator", row->line, code,
		    arena_print(r->arena, "is not that of the other rows, %s",
			s->indicator->code));
		return false;
	}
	bank_describe(s->indicator,
	    bank_printed_name(
		r, row->line, &s->printed, bank_text(row, "indicator.value")),
	    o);
	return true;
}

static void
bank_give_figure(struct reading *r, struct bank_state *s, const struct row *row)
{
	struct observation o = { .line = row->line };

	if (!bank_take_indicator(r, s, row, &o) ||
	    !bank_take_year(r, s, row, &o) || !bank_take_reporter(r, row, &o)) {
		reading_no_record(r);
		return;
	}
	bank_take_value(r, s, row, &o);
	reading_observation(r, &o);
}

/* The list of countries */

/*
 * What our lists take for a country, and the World Bank for a group, or the
 * other way round, is a fault: its figures would be counted wrongly.
 */
static void
bank_give_country(struct reading *r, const struct row *row)
{
	const char *region = bank_text(row, "region.id");
	bool is_group = region != NULL && strcmp(region, "NA") == 0;
	struct code c = {
		.scheme =
		    is_group ? "World Bank aggregate" : "World Bank country",
		.code = bank_text(row, "id"),
		.name = bank_text(row, "name"),
		.same_as = bank_text(row, "iso2Code"),
	};
	struct observation o = { .total_of = NULL };

	if (c.code == NULL || c.name == NULL || region == NULL) {
		reading_fault(r, "code", row->line, c.name,
		    "is no code with a name and a region");
		reading_no_record(r);
		return;
	}
	if (bank_find_reporter(r, row->line, c.code, c.name, &o) &&
	    is_group != (o.total_of != NULL))
		reading_fault(r, "country", row->line, c.name,
		    is_group ? "is a group of countries there, and a country in"
			       " our lists"
			     : "is a country there, and not in our lists");
	reading_code(r, &c);
}

/* The document */

/* Whether the address asks for another indicator. */
static bool
bank_is_asked(const struct reading *r, const char *code)
{
	const char *asked = strstr(r->document->url, "/indicator/");
	size_t length;

	if (asked == NULL)
		return true;
	asked += strlen("/indicator/");
	length = strcspn(asked, "?/#");
	return strlen(code) == length && strncmp(asked, code, length) == 0;
}

static void
bank_begin_figures(
    struct reading *r, struct bank_state *s, const struct row *row)
{
	const char *code = bank_text(row, "indicator.id");

	s->edition.stated_at = s->head.stated_at;
	s->indicator = bank_find_indicator(code);
	if (s->indicator == NULL) {
		reading_refuse(r, "indicator", row->line, code,
		    "is none of those that are read");
		return;
	}
	if (!bank_is_asked(r, code)) {
		reading_refuse(r, "indicator", row->line, code,
		    "is not the one that was asked for");
		return;
	}
	bank_begin_edition(r, s->indicator, &s->edition);
}

/* By the first row. False if the document is refused. */
static bool
bank_begin(struct reading *r, struct bank_state *s, const struct row *row)
{
	const char *missing;

	s->kind = bank_member(row, "indicator.id") != NULL ||
		bank_member(row, "countryiso3code") != NULL
	    ? BANK_FIGURES
	    : BANK_COUNTRIES;
	missing = bank_missing(row, s->kind);
	if (missing != NULL)
		reading_refuse(r, "header", row->line, NULL,
		    arena_print(r->arena, "\"%s\" is missing", missing));
	else if (s->kind == BANK_FIGURES)
		bank_begin_figures(r, s, row);
	else
		reading_recognise(r);
	return r->refusal == NULL;
}

/* What is answered with status 200 in place of figures. */
static void
bank_refuse_message(struct reading *r, const struct row *row)
{
	reading_refuse(r, "message", row->line,
	    arena_print(r->arena, "%s (%s): %s",
		row_get(row, "message.1.key") == NULL
		    ? "no reason"
		    : row_get(row, "message.1.key"),
		row_get(row, "message.1.id") == NULL
		    ? "no number"
		    : row_get(row, "message.1.id"),
		row_get(row, "message.1.value") == NULL
		    ? ""
		    : row_get(row, "message.1.value")),
	    "stands in the place of figures");
}

static void
world_bank_row(struct reading *r, void *state, const struct row *row)
{
	struct bank_state *s = state;
	const char *missing;

	if (bank_table_is(row)) {
		bank_table_row(r, &s->table, row);
		return;
	}
	if (bank_member(row, "message.1.id") != NULL ||
	    bank_member(row, "message.1.value") != NULL) {
		bank_refuse_message(r, row);
		return;
	}
	if (s->rows == 0 && bank_head_take(r, &s->head, row))
		return;
	s->rows++;
	if (s->kind == BANK_UNDECIDED && !bank_begin(r, s, row))
		return;
	missing = bank_missing(row, s->kind);
	if (missing != NULL) {
		reading_fault(r, "header", row->line, NULL,
		    arena_print(r->arena, "\"%s\" is missing", missing));
		reading_no_record(r);
	} else if (s->kind == BANK_FIGURES) {
		bank_give_figure(r, s, row);
	} else {
		bank_give_country(r, row);
	}
}

static void
world_bank_end(struct reading *r, void *state)
{
	struct bank_state *s = state;

	if (s->table.lines > 0) {
		bank_table_end(r, &s->table);
		return;
	}
	if (s->kind == BANK_UNDECIDED && !s->head.is_there) {
		reading_refuse(r, "header", 0, NULL,
		    "there are neither figures nor countries");
		return;
	}
	bank_head_judge(r, &s->head, s->rows);
	if (s->kind != BANK_FIGURES)
		return;
	figures_place(r, s->newest, &s->edition);
	reading_edition(r, &s->edition);
}

const struct transformer world_bank_transformer = {
	.state_size = sizeof(struct bank_state),
	.row = world_bank_row,
	.end = world_bank_end,
};
