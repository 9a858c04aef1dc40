/*
 * SIPRI's register of transfers of major conventional arms, in the forms it
 * has been published in: deals (a row a deal), deliveries (a row a delivery
 * in a year), and what the site gave before 2020. See docs/SOURCES.md.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/party.h"
#include "transform/source/sipri/broken_row.h"
#include "transform/source/sipri/sipri.h"
#include "transform/source/sipri/sipri_forms.h"
#include "transform/source/sources.h"
#include "transform/table/table.h"

/* So many columns of numbers stand behind the comments of a deal. */
#define BEHIND_COMMENTS 3

struct state {
	struct table table;
	struct edition edition;
	bool scoped;                      /* the file says what it is about */
	const struct sipri_register *reg; /* once its header was found */
	struct halves halves;
	char mark; /* what parts decimals; see decimal_read_marked() */
};

/* Values */

static const char *
value(struct reading *r, const struct state *s, const struct row *row,
    enum sipri_said what)
{
	for (size_t i = 0; i < s->table.form->count; i++) {
		if (s->reg->says[i] == what)
			return table_value(r, &s->table, row, i);
	}
	return NULL;
}

/* How many, whole: "1.000" may be one or a thousand. */
static struct decimal
count(struct reading *r, const struct state *s, const struct row *row,
    enum sipri_said what, const char *field)
{
	const char *text = value(r, s, row, what);
	struct decimal d = { "" };

	if (text == NULL || (decimal_read(text, &d) && !strchr(d.text, '.')))
		return d;
	reading_fault(r, field, row->line, text, "is not a whole number");
	return (struct decimal){ "" };
}

static struct decimal
number(struct reading *r, struct state *s, const struct row *row,
    enum sipri_said what, const char *field)
{
	const char *text = value(r, s, row, what);
	struct decimal d = { "" };

	if (text == NULL || decimal_read_marked(text, &s->mark, &d))
		return d;
	reading_fault(r, field, row->line, text,
	    decimal_read(text, &d) ? "may be either of two numbers"
				   : "is not a number");
	return (struct decimal){ "" };
}

/* A number, too, in the groups of a spreadsheet or not. */
static const char *
publisher_id(struct reading *r, const struct state *s, const struct row *row)
{
	const char *id = value(r, s, row, SIPRI_ID);
	struct decimal d;

	if (id == NULL || strchr(id, ',') == NULL || !decimal_read(id, &d))
		return id;
	return arena_string(r->arena, d.text);
}

/* "?" and "X" in one form, "Yes" in another; "No" or nothing is sure. */
static bool
uncertain(struct reading *r, const struct state *s, const struct row *row,
    enum sipri_said what)
{
	const char *text = value(r, s, row, what);

	if (text == NULL || strcasecmp(text, "no") == 0)
		return false;
	if (strcmp(text, "?") != 0 && strcasecmp(text, "x") != 0 &&
	    strcasecmp(text, "yes") != 0)
		reading_fault(
		    r, "uncertain", row->line, text, "is neither yes nor no");
	return true;
}

static int
read_year(const char *text, char **end)
{
	long year = strtol(text, end, 10);

	return *end - text == 4 && year >= 1900 && year <= 2200 ? (int)year : 0;
}

static int
order_year(struct reading *r, const struct state *s, const struct row *row)
{
	const char *text = value(r, s, row, SIPRI_ORDER_YEAR);
	char *end;
	int year;

	if (text == NULL)
		return 0;
	year = read_year(text, &end);
	if (year != 0 && *end == '\0')
		return year;
	reading_fault(r, "order_year", row->line, text, "is not a year");
	return 0;
}

/* "2000; 2001", "2011-2012". NULL, with a fault, if it is anything else. */
static struct year_list *
years(struct reading *r, const struct state *s, const struct row *row)
{
	const char *text = value(r, s, row, SIPRI_YEARS);
	const char *p = text;
	struct year_list *first = NULL;
	struct year_list **last = &first;
	int before = 0;

	while (p != NULL && *p != '\0') {
		char *end;
		int year = read_year(p, &end);
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
local_production(
    struct reading *r, const struct state *s, const struct row *row)
{
	const char *text = value(r, s, row, SIPRI_LOCAL);

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
identity(struct reading *r, const struct state *s, const struct row *row,
    const char *id)
{
	const char *year = value(r, s, row, SIPRI_YEARS);

	if (id == NULL || s->reg != &sipri_deliveries)
		return id;
	return arena_print(r->arena, "%s %s", id, year == NULL ? "" : year);
}

/* Where nobody knows how many were ordered, the file has 0 for their TIV. */
static struct decimal
tiv_ordered(struct reading *r, struct state *s, const struct row *row,
    const struct decimal *ordered)
{
	struct decimal tiv =
	    number(r, s, row, SIPRI_TIV_ORDERED, "tiv_ordered");

	if (ordered->text[0] == '\0' && strcmp(tiv.text, "0") == 0 &&
	    s->reg == &sipri_deals)
		tiv.text[0] = '\0';
	return tiv;
}

static void
give(struct reading *r, struct state *s, const struct row *row)
{
	const char *id = publisher_id(r, s, row);
	struct transfer t = {
		.line = row->line,
		.publisher_id = id,
		.identity = identity(r, s, row, id),
		.supplier = party_read_coded(r, "supplier", row->line,
		    value(r, s, row, SIPRI_SUPPLIER_CODE),
		    value(r, s, row, SIPRI_SUPPLIER)),
		.recipient = party_read_coded(r, "recipient", row->line,
		    value(r, s, row, SIPRI_RECIPIENT_CODE),
		    value(r, s, row, SIPRI_RECIPIENT)),
		.order_year = order_year(r, s, row),
		.order_year_uncertain =
		    uncertain(r, s, row, SIPRI_ORDER_YEAR_SURE),
		.ordered = { count(r, s, row, SIPRI_ORDERED, "number_ordered"),
		    uncertain(r, s, row, SIPRI_ORDERED_SURE) },
		.designation = value(r, s, row, SIPRI_DESIGNATION),
		.description = value(r, s, row, SIPRI_DESCRIPTION),
		.category = value(r, s, row, SIPRI_CATEGORY),
		.delivered = { count(r, s, row, SIPRI_DELIVERED,
				   "number_delivered"),
		    uncertain(r, s, row, SIPRI_DELIVERED_SURE) },
		.delivery_years = years(r, s, row),
		.delivery_years_uncertain =
		    uncertain(r, s, row, SIPRI_YEARS_SURE),
		.status = value(r, s, row, SIPRI_STATUS),
		.comments = value(r, s, row, SIPRI_COMMENTS),
		.local_production = local_production(r, s, row),
		.tiv_unit = number(r, s, row, SIPRI_TIV_UNIT, "tiv_unit"),
		.tiv_deal_unit =
		    number(r, s, row, SIPRI_TIV_DEAL_UNIT, "tiv_deal_unit"),
		.tiv_delivered =
		    number(r, s, row, SIPRI_TIV_DELIVERED, "tiv_delivered"),
	};

	t.tiv_ordered = tiv_ordered(r, s, row, &t.ordered.number);
	if (t.supplier.name == NULL || t.recipient.name == NULL) {
		reading_no_record(r);
		return;
	}
	/* Whatever its first line says: a file that has some has them all. But
	 * years that cannot be read are years. */
	if (value(r, s, row, SIPRI_YEARS) == NULL)
		s->edition.open_deals = true;
	reading_transfer(r, &t);
}

/*
 * Copies that others keep have a last row with nothing but sums in it: it is
 * nobody's deal.
 */
static bool
is_total(struct reading *r, const struct state *s, const struct row *row)
{
	return value(r, s, row, SIPRI_SUPPLIER) == NULL &&
	    value(r, s, row, SIPRI_RECIPIENT) == NULL &&
	    value(r, s, row, SIPRI_DESIGNATION) == NULL;
}

static void
give_total(struct reading *r, struct state *s, const struct row *row)
{
	static const struct {
		enum sipri_said said;
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
			.value =
			    number(r, s, row, sums[i].said, sums[i].indicator),
			.unit = sums[i].unit,
			.total_of = "transfer",
		};

		if (o.value.text[0] != '\0')
			reading_observation(r, &o);
	}
	reading_no_record(r);
}

static void
give_pending(struct reading *r, struct state *s)
{
	const struct row *row = &s->halves.pending;

	if (row->count == 0)
		return;
	if (!table_is_whole(r, &s->table, row) ||
	    (table_is_short(&s->table, row) &&
		row->count * 2 <= s->table.width))
		reading_no_record(r);
	else if (is_total(r, s, row))
		give_total(r, s, row);
	else
		give(r, s, row);
	s->halves.pending.count = 0;
}

static void
take_body(struct reading *r, struct state *s, const struct row *row)
{
	if (s->reg == &sipri_deals &&
	    halves_join(&s->halves, row, s->table.width, BEHIND_COMMENTS))
		return;
	give_pending(r, s);
	halves_keep(&s->halves, row);
}

/* The document */

static void
take_above(struct reading *r, struct state *s, const struct row *row)
{
	const char *line = row_line(r->document_arena, row);
	const char *at = sipri_generated(r->document_arena, line);

	if (at != NULL)
		s->edition.stated_at = at;
	if (sipri_scope(r, &s->edition, line))
		s->scoped = true;
}

static void
begin(struct reading *r, struct state *s)
{
	s->reg = sipri_register_of(s->table.form);
	s->edition.dataset = s->reg->dataset;
	if (!s->scoped)
		s->edition.partial = true;
	reading_edition(r, &s->edition);
}

static void
row(struct reading *r, void *state, const struct row *row)
{
	struct state *s = state;

	switch (table_take(r, &s->table, sipri_register_forms, row)) {
	case TABLE_ABOVE:
		take_above(r, s, row);
		break;
	case TABLE_HEADER:
		if (s->reg == NULL)
			begin(r, s);
		break;
	case TABLE_BODY:
		take_body(r, s, row);
		break;
	case TABLE_REFUSED:
		break;
	}
}

static void
end(struct reading *r, void *state)
{
	struct state *s = state;

	table_end(r, &s->table);
	if (s->table.form == NULL)
		return;
	give_pending(r, s);
	reading_edition(r, &s->edition);
}

static void
close_state(void *state)
{
	struct state *s = state;

	halves_free(&s->halves);
}

const struct transformer sipri_register_transformer = {
	.state_size = sizeof(struct state),
	.row = row,
	.end = end,
	.close = close_state,
};
