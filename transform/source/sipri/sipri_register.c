/*
 * SIPRI's register of transfers of major conventional arms, in the forms it
 * has been published in: deals (a row a deal), deliveries (a row a delivery
 * in a year), and what the site gave before 2020. See docs/SOURCES.md.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/param.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/party.h"
#include "transform/source/sipri/broken_row.h"
#include "transform/source/sipri/deal_check.h"
#include "transform/source/sipri/sipri.h"
#include "transform/source/sources.h"
#include "transform/table/figures.h"
#include "transform/table/years.h"

/* So many columns of numbers stand behind the comments of a deal. */
#define BEHIND_COMMENTS 3

struct sipri_state {
	struct table table;
	struct edition edition;
	bool scoped;                      /* the file says what it is about */
	const struct sipri_register *reg; /* once its header was found */
	struct broken_row broken;
	char mark;       /* what parts decimals; see decimal_read_marked() */
	int newest_year; /* in which something was ordered or delivered */
};

/* Values */

static const char *
sipri_value(struct reading *r, const struct sipri_state *s,
    const struct row *row, enum sipri_column what)
{
	for (size_t i = 0; i < s->table.form->count; i++) {
		if (s->table.form->columns[i].meaning == (int)what)
			return table_value(r, &s->table, row, i);
	}
	return NULL;
}

/* How many, whole: "1.000" may be one or a thousand. */
static struct decimal
sipri_count(struct reading *r, const struct sipri_state *s,
    const struct row *row, enum sipri_column what, const char *field)
{
	const char *text = sipri_value(r, s, row, what);
	struct decimal d = { "" };

	if (text == NULL ||
	    (decimal_read(text, &d) && !strchr(d.text, '.') &&
		!decimal_is_negative(&d)))
		return d;
	reading_fault(r, field, row->line, text, "is not a whole number");
	return (struct decimal){ "" };
}

static struct decimal
sipri_number(struct reading *r, struct sipri_state *s, const struct row *row,
    enum sipri_column what, const char *field)
{
	const char *text = sipri_value(r, s, row, what);
	struct decimal d = { "" };

	if (text == NULL ||
	    (decimal_read_marked(text, &s->mark, &d) &&
		!decimal_is_negative(&d)))
		return d;
	if (decimal_is_negative(&d))
		reading_fault(
		    r, field, row->line, text, "cannot be below zero");
	else
		reading_fault(r, field, row->line, text,
		    decimal_read(text, &d) ? "may be either of two numbers"
					   : "is not a number");
	return (struct decimal){ "" };
}

/*
 * A number, too, in the groups of a spreadsheet or not. With anything else in
 * it the row would be another deal's, and its own one lost.
 */
static const char *
sipri_publisher_id(
    struct reading *r, const struct sipri_state *s, const struct row *row)
{
	const char *id = sipri_value(r, s, row, SIPRI_ID);
	struct decimal d = { "" };

	if (id == NULL || strspn(id, "0123456789") == strlen(id))
		return id;
	if (strspn(id, "0123456789,") == strlen(id) && decimal_read(id, &d))
		return arena_string(r->arena, d.text);
	reading_fault(r, "publisher_id", row->line, id, "is not a number");
	return NULL;
}

/* "?" and "X" in one form, "Yes" in another; "No" or nothing is sure. */
static bool
sipri_uncertain(struct reading *r, const struct sipri_state *s,
    const struct row *row, enum sipri_column what)
{
	const char *text = sipri_value(r, s, row, what);

	if (text == NULL || strcasecmp(text, "no") == 0)
		return false;
	if (strcmp(text, "?") != 0 && strcasecmp(text, "x") != 0 &&
	    strcasecmp(text, "yes") != 0)
		reading_fault(
		    r, "uncertain", row->line, text, "is neither yes nor no");
	return true;
}

static int
sipri_year_at(const char *text, char **end)
{
	long year = strtol(text, end, 10);

	return *end - text == 4 && year >= 1900 && year <= 2200 ? (int)year : 0;
}

static int
sipri_order_year(
    struct reading *r, const struct sipri_state *s, const struct row *row)
{
	const char *text = sipri_value(r, s, row, SIPRI_ORDER_YEAR);
	char *end;
	int year;

	if (text == NULL)
		return 0;
	year = sipri_year_at(text, &end);
	if (year != 0 && *end == '\0')
		return year;
	reading_fault(r, "order_year", row->line, text, "is not a year");
	return 0;
}

/* "2000; 2001", "2011-2012". NULL, with a fault, if it is anything else. */
static struct year_list *
sipri_years(
    struct reading *r, const struct sipri_state *s, const struct row *row)
{
	const char *text = sipri_value(r, s, row, SIPRI_YEARS);
	const char *p = text;
	struct year_list *first = NULL;
	struct year_list **last = &first;
	int before = 0;

	while (p != NULL && *p != '\0') {
		char *end;
		int year = sipri_year_at(p, &end);
		int from = before != 0 ? before + 1 : year;

		if (year == 0 || from > year)
			goto fault;
		for (; from <= year; from++) {
			*last = arena_alloc(r->arena, sizeof(**last));
			(*last)->year = from;
			last = &(*last)->next;
		}
		p = end + strspn(end, " ");
		before = *p == '-' ? year : 0;
		if (*p != '\0' && strchr(";,-", *p) == NULL)
			goto fault;
		p += *p != '\0';
		p += strspn(p, " ");
	}
	return first;
fault:
	reading_fault(r, "delivery_years", row->line, text, "are not years");
	return NULL;
}

static enum truth
sipri_local_production(
    struct reading *r, const struct sipri_state *s, const struct row *row)
{
	const char *text = sipri_value(r, s, row, SIPRI_LOCAL);

	if (text == NULL)
		return s->reg == &sipri_deals_2020 ? TRUTH_NO : TRUTH_UNKNOWN;
	if (strcasecmp(text, "no") == 0)
		return TRUTH_NO;
	if (strcasecmp(text, "yes") != 0 && strcasecmp(text, "l") != 0)
		reading_fault(r, "local_production", row->line, text,
		    "is neither yes nor no");
	return TRUTH_YES;
}

/* A delivery has the name of its deal, and is one of a year. */
static const char *
sipri_identity(struct reading *r, const struct sipri_state *s,
    const struct row *row, const char *id)
{
	const char *year = sipri_value(r, s, row, SIPRI_YEARS);

	if (id == NULL || s->reg != &sipri_deliveries)
		return id;
	return arena_print(r->arena, "%s %s", id, year == NULL ? "" : year);
}

/* Where the number ordered is not known, the file has 0 for their TIV. */
static struct decimal
sipri_tiv_ordered(struct reading *r, struct sipri_state *s,
    const struct row *row, const struct decimal *ordered)
{
	struct decimal tiv =
	    sipri_number(r, s, row, SIPRI_TIV_ORDERED, "tiv_ordered");

	if (ordered->text[0] == '\0' && strcmp(tiv.text, "0") == 0 &&
	    s->reg == &sipri_deals)
		tiv.text[0] = '\0';
	return tiv;
}

/* What the edition is about */

static void
sipri_note_years(struct sipri_state *s, const struct transfer *t)
{
	if (t->order_year > s->newest_year)
		s->newest_year = t->order_year;
	for (const struct year_list *y = t->delivery_years; y != NULL;
	     y = y->next) {
		if (y->year > s->newest_year)
			s->newest_year = y->year;
	}
}

/* A list that is empty has all. */
static bool
sipri_is_listed(const struct text_list *list, const struct party *p)
{
	const char *name = p->country.name == NULL ? p->name : p->country.name;

	if (list == NULL)
		return true;
	for (; list != NULL; list = list->next) {
		if (strcmp(list->text, name) == 0)
			return true;
	}
	return false;
}

static bool
sipri_is_in_years(const struct edition *e, int year)
{
	return (e->since.year == 0 || year >= e->since.year) &&
	    (e->until.year == 0 || year <= e->until.year);
}

/* One delivery in the years is enough, or without any the order. */
static bool
sipri_has_year(const struct edition *e, const struct transfer *t)
{
	const struct year_list *y = t->delivery_years;

	if (y == NULL)
		return t->order_year == 0 ||
		    sipri_is_in_years(e, t->order_year);
	while (y != NULL && !sipri_is_in_years(e, y->year))
		y = y->next;
	return y != NULL;
}

/* A row that the first line leaves out shows that the line is wrong. */
static void
sipri_check_scope(
    struct reading *r, struct sipri_state *s, const struct transfer *t)
{
	struct edition *e = &s->edition;
	const char *what = NULL;

	if (e->partial)
		return;
	if (!sipri_is_listed(e->reporters, &t->supplier))
		what = t->supplier.name;
	else if (!sipri_is_listed(e->partners, &t->recipient))
		what = t->recipient.name;
	else if (sipri_has_year(e, t))
		return;
	e->partial = true;
	reading_fault(r, "scope", t->line, what,
	    what == NULL ? "its years are not those of the first line: "
			   "nothing can vanish by this file"
			 : "is not in the first line: "
			   "nothing can vanish by this file");
}

static void
sipri_give(struct reading *r, struct sipri_state *s, const struct row *row)
{
	const char *id = sipri_publisher_id(r, s, row);
	struct transfer t = {
		.line = row->line,
		.publisher_id = id,
		.identity = sipri_identity(r, s, row, id),
		.supplier = party_read_coded(r, "supplier", row->line,
		    sipri_value(r, s, row, SIPRI_SUPPLIER_CODE),
		    sipri_value(r, s, row, SIPRI_SUPPLIER)),
		.recipient = party_read_coded(r, "recipient", row->line,
		    sipri_value(r, s, row, SIPRI_RECIPIENT_CODE),
		    sipri_value(r, s, row, SIPRI_RECIPIENT)),
		.order_year = sipri_order_year(r, s, row),
		.order_year_uncertain =
		    sipri_uncertain(r, s, row, SIPRI_ORDER_YEAR_SURE),
		.ordered = { sipri_count(
				 r, s, row, SIPRI_ORDERED, "number_ordered"),
		    sipri_uncertain(r, s, row, SIPRI_ORDERED_SURE) },
		.designation = sipri_value(r, s, row, SIPRI_DESIGNATION),
		.description = sipri_value(r, s, row, SIPRI_DESCRIPTION),
		.category = sipri_value(r, s, row, SIPRI_CATEGORY),
		.delivered = { sipri_count(r, s, row, SIPRI_DELIVERED,
				   "number_delivered"),
		    sipri_uncertain(r, s, row, SIPRI_DELIVERED_SURE) },
		.delivery_years = sipri_years(r, s, row),
		.delivery_years_uncertain =
		    sipri_uncertain(r, s, row, SIPRI_YEARS_SURE),
		.status = sipri_value(r, s, row, SIPRI_STATUS),
		.comments = sipri_value(r, s, row, SIPRI_COMMENTS),
		.local_production = sipri_local_production(r, s, row),
		.tiv_unit = sipri_number(r, s, row, SIPRI_TIV_UNIT, "tiv_unit"),
		.tiv_deal_unit = sipri_number(
		    r, s, row, SIPRI_TIV_DEAL_UNIT, "tiv_deal_unit"),
		.tiv_delivered = sipri_number(
		    r, s, row, SIPRI_TIV_DELIVERED, "tiv_delivered"),
	};

	t.tiv_ordered = sipri_tiv_ordered(r, s, row, &t.ordered.number);
	if (t.supplier.name == NULL || t.recipient.name == NULL) {
		reading_no_record(r);
		return;
	}
	deal_check(r, s->reg->form, &t);
	sipri_note_years(s, &t);
	sipri_check_scope(r, s, &t);
	/* Whatever its first line says: a file that has some has them all. But
	 * years that cannot be read are years. */
	if (sipri_value(r, s, row, SIPRI_YEARS) == NULL)
		s->edition.open_deals = true;
	reading_transfer(r, &t);
}

/*
 * Copies that others keep have a last row with nothing but sums in it: it is
 * no deal.
 */
static bool
sipri_is_total(
    struct reading *r, const struct sipri_state *s, const struct row *row)
{
	return sipri_value(r, s, row, SIPRI_SUPPLIER) == NULL &&
	    sipri_value(r, s, row, SIPRI_RECIPIENT) == NULL &&
	    sipri_value(r, s, row, SIPRI_DESIGNATION) == NULL;
}

static void
sipri_give_total(
    struct reading *r, struct sipri_state *s, const struct row *row)
{
	static const struct {
		enum sipri_column column;
		const char *indicator;
		const char *unit;
	} sums[] = {
		{ SIPRI_ORDERED, "number_ordered", "count" },
		{ SIPRI_DELIVERED, "number_delivered", "count" },
		{ SIPRI_TIV_ORDERED, "tiv_ordered", "TIV million" },
		{ SIPRI_TIV_DELIVERED, "tiv_delivered", "TIV million" },
	};

	for (size_t i = 0; i < sizeof(sums) / sizeof(sums[0]); i++) {
		struct observation o = {
			.line = row->line,
			.indicator = sums[i].indicator,
			.value = sipri_number(
			    r, s, row, sums[i].column, sums[i].indicator),
			.unit = sums[i].unit,
			.total_of = "transfer",
		};

		if (o.value.text[0] != '\0')
			reading_observation(r, &o);
	}
	reading_no_record(r);
}

static void
sipri_give_pending(struct reading *r, struct sipri_state *s)
{
	const struct row *row = &s->broken.pending;

	if (row->count == 0)
		return;
	if (!table_is_whole(r, &s->table, row) ||
	    (table_is_short(&s->table, row) &&
		row->count * 2 <= s->table.width))
		reading_no_record(r);
	else if (sipri_is_total(r, s, row))
		sipri_give_total(r, s, row);
	else
		sipri_give(r, s, row);
	s->broken.pending.count = 0;
}

static void
sipri_take_body(struct reading *r, struct sipri_state *s, const struct row *row)
{
	if (s->reg == &sipri_deals &&
	    broken_row_join(&s->broken, row, s->table.width, BEHIND_COMMENTS))
		return;
	sipri_give_pending(r, s);
	broken_row_keep(&s->broken, row);
}

/* The document */

static void
sipri_take_above(
    struct reading *r, struct sipri_state *s, const struct row *row)
{
	const char *line = row_line(r->document_arena, row);
	const char *at = sipri_generated(r->document_arena, line);

	if (at != NULL)
		s->edition.stated_at = at;
	if (sipri_scope(r, &s->edition, line))
		s->scoped = true;
}

static void
sipri_begin(struct reading *r, struct sipri_state *s)
{
	s->reg = sipri_register_of(s->table.form);
	s->edition.dataset = s->reg->dataset;
	if (!s->scoped)
		s->edition.partial = true;
	reading_edition(r, &s->edition);
}

static void
sipri_row(struct reading *r, void *state, const struct row *row)
{
	struct sipri_state *s = state;

	switch (table_take(r, &s->table, sipri_register_forms, row)) {
	case TABLE_ABOVE:
		sipri_take_above(r, s, row);
		break;
	case TABLE_HEADER:
		if (s->reg == NULL)
			sipri_begin(r, s);
		break;
	case TABLE_BODY:
		sipri_take_body(r, s, row);
		break;
	case TABLE_REFUSED:
		break;
	}
}

static void
sipri_end(struct reading *r, void *state)
{
	struct sipri_state *s = state;

	table_end(r, &s->table);
	if (s->table.form == NULL)
		return;
	sipri_give_pending(r, s);
	figures_place(
	    r, years_last_day(MAX(s->newest_year, s->reg->year)), &s->edition);
	reading_edition(r, &s->edition);
}

static void
sipri_close(void *state)
{
	struct sipri_state *s = state;

	broken_row_free(&s->broken);
}

const struct transformer sipri_register_transformer = {
	.state_size = sizeof(struct sipri_state),
	.row = sipri_row,
	.end = sipri_end,
	.close = sipri_close,
};
