/*
 * SIPRI's register of transfers of major conventional arms, in the forms it
 * has been published in: deals (a row a deal), deliveries (a row a delivery
 * in a year), and what the site gave before 2020. See docs/SOURCES.md.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "arena.h"
#include "transform/normalise/normalise.h"
#include "transform/party.h"
#include "transform/source/sipri.h"
#include "transform/source/sources.h"
#include "transform/table.h"

/* What stands in a column, whatever the form. */
enum said {
	RECIPIENT,
	RECIPIENT_CODE,
	SUPPLIER,
	SUPPLIER_CODE,
	ID,
	ORDER_YEAR,
	ORDER_YEAR_SURE,
	ORDERED,
	ORDERED_SURE,
	DESIGNATION,
	DESCRIPTION,
	CATEGORY,
	DELIVERED,
	DELIVERED_SURE,
	YEARS,
	YEARS_SURE,
	STATUS,
	COMMENTS,
	LOCAL,
	TIV_UNIT,
	TIV_DEAL_UNIT,
	TIV_ORDERED,
	TIV_DELIVERED,
	NOTHING, /* that we would keep */
};

#define WIDTH(c) (sizeof(c) / sizeof((c)[0]))

static const char *const in_range[] = { "Deliveries in the Year Range", NULL };

static const struct table_column deals[] = {
	{ .name = "Recipient" },
	{ .name = "Supplier" },
	{ .name = "Year of order" },
	{ .name = "" },
	{ .name = "Number ordered" },
	{ .name = "" },
	{ .name = "Weapon designation" },
	{ .name = "Weapon description" },
	{ .name = "Number delivered", .aliases = in_range },
	{ .name = "" },
	{ .name = "Year(s) of delivery" },
	{ .name = "status" },
	{ .name = "Comments" },
	{ .name = "SIPRI TIV per unit" },
	{ .name = "SIPRI TIV for total order" },
	{ .name = "SIPRI TIV of delivered weapons" },
};

static const enum said deals_say[] = { RECIPIENT, SUPPLIER, ORDER_YEAR,
	ORDER_YEAR_SURE, ORDERED, ORDERED_SURE, DESIGNATION, DESCRIPTION,
	DELIVERED, DELIVERED_SURE, YEARS, STATUS, COMMENTS, TIV_UNIT,
	TIV_ORDERED, TIV_DELIVERED };

static const char *const deal_id[] = { "Deal ID", NULL };
static const char *const seller[] = { "Seller", NULL };
static const char *const buyer[] = { "Buyer", NULL };

static const struct table_column deliveries[] = {
	{ .name = "SIPRI AT Database ID", .aliases = deal_id },
	{ .name = "Supplier", .aliases = seller },
	{ .name = "Recipient", .aliases = buyer },
	{ .name = "Designation" },
	{ .name = "Description" },
	{ .name = "Armament category" },
	{ .name = "Order date" },
	{ .name = "Order date is estimate" },
	{ .name = "Numbers delivered" },
	{ .name = "Numbers delivered is estimate" },
	{ .name = "Delivery year" },
	{ .name = "Delivery year is estimate" },
	{ .name = "Status" },
	{ .name = "SIPRI estimate" },
	{ .name = "TIV deal unit" },
	{ .name = "TIV delivery values" },
	{ .name = "Local production" },
};

static const enum said deliveries_say[] = { ID, SUPPLIER, RECIPIENT,
	DESIGNATION, DESCRIPTION, CATEGORY, ORDER_YEAR, ORDER_YEAR_SURE,
	DELIVERED, DELIVERED_SURE, YEARS, YEARS_SURE, STATUS, TIV_UNIT,
	TIV_DEAL_UNIT, TIV_DELIVERED, LOCAL };

static const struct table_column deals_2020[] = {
	{ .name = "tidn" },
	{ .name = "buyercod" },
	{ .name = "sellercod" },
	{ .name = "odat" },
	{ .name = "odai" },
	{ .name = "onum" },
	{ .name = "onai" },
	{ .name = "ldat" },
	{ .name = "term" },
	{ .name = "desig2" },
	{ .name = "wcat" },
	{ .name = "desc" },
	{ .name = "coprod" },
	{ .name = "nrdel" },
	{ .name = "nrdelai" },
	{ .name = "delyears" },
	{ .name = "buyer" },
	{ .name = "seller" },
	{ .name = "status" },
	{ .name = "tivunit" },
	{ .name = "tivorder" },
	{ .name = "tivdel" },
};

static const enum said deals_2020_say[] = { ID, RECIPIENT_CODE, SUPPLIER_CODE,
	ORDER_YEAR, ORDER_YEAR_SURE, ORDERED, ORDERED_SURE, NOTHING, NOTHING,
	DESIGNATION, CATEGORY, DESCRIPTION, LOCAL, DELIVERED, DELIVERED_SURE,
	YEARS, RECIPIENT, SUPPLIER, STATUS, TIV_UNIT, TIV_ORDERED,
	TIV_DELIVERED };

static const struct table_column deals_2018[] = {
	{ .name = "buyercod" },
	{ .name = "sellercod" },
	{ .name = "desig2" },
	{ .name = "desc" },
	{ .name = "nrdel" },
	{ .name = "buyer" },
	{ .name = "seller" },
	{ .name = "tivunit" },
	{ .name = "tivorder" },
	{ .name = "tivdel" },
};

static const enum said deals_2018_say[] = { RECIPIENT_CODE, SUPPLIER_CODE,
	DESIGNATION, DESCRIPTION, DELIVERED, RECIPIENT, SUPPLIER, TIV_UNIT,
	TIV_ORDERED, TIV_DELIVERED };

static const struct table_form form_deals = { "deals", deals, WIDTH(deals),
	false };
static const struct table_form form_deliveries = { "deliveries", deliveries,
	WIDTH(deliveries), false };
static const struct table_form form_2020 = { "2020", deals_2020,
	WIDTH(deals_2020), false };
static const struct table_form form_2018 = { "2018", deals_2018,
	WIDTH(deals_2018), false };
static const struct table_form *const forms[] = { &form_deals, &form_deliveries,
	&form_2020, &form_2018, NULL };

/* Each form is a register of its own: they do not name the same things. */
static const struct {
	const struct table_form *form;
	const char *dataset;
	const enum said *says;
} datasets[] = {
	{ &form_deals, "sipri-deals", deals_say },
	{ &form_deliveries, "sipri-deliveries", deliveries_say },
	{ &form_2020, "sipri-deals-2020", deals_2020_say },
	{ &form_2018, "sipri-deals-2018", deals_2018_say },
};

struct state {
	struct table table;
	struct edition edition;
	bool scoped; /* the file says what it is about */
	const enum said *says;
	/* A row as far as it was read: it may go on in the next line. */
	struct arena *arena;
	struct row pending;
};

/* Values */

static const char *
value(struct reading *r, const struct state *s, const struct row *row,
    enum said what)
{
	for (size_t i = 0; i < s->table.form->count; i++) {
		if (s->says[i] == what)
			return table_value(r, &s->table, row, i);
	}
	return NULL;
}

static struct decimal
number(struct reading *r, const struct state *s, const struct row *row,
    enum said what, const char *field)
{
	const char *text = value(r, s, row, what);
	struct decimal d = { "" };

	if (text != NULL && !decimal_read(text, &d))
		reading_fault(r, field, row->line, text, "is not a number");
	return d;
}

/* "?" and "X" in one form, "Yes" in another; "No" or nothing is sure. */
static bool
uncertain(struct reading *r, const struct state *s, const struct row *row,
    enum said what)
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
	const char *text = value(r, s, row, ORDER_YEAR);
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
	const char *text = value(r, s, row, YEARS);
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
	const char *text = value(r, s, row, LOCAL);

	if (text == NULL)
		return s->table.form == &form_2020 ? TRUTH_NO : TRUTH_UNKNOWN;
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
	const char *year = value(r, s, row, YEARS);

	if (id == NULL || s->table.form != &form_deliveries)
		return id;
	return arena_print(r->arena, "%s %s", id, year == NULL ? "" : year);
}

/* Where nobody knows how many were ordered, the file has 0 for their TIV. */
static struct decimal
tiv_ordered(struct reading *r, const struct state *s, const struct row *row,
    const struct decimal *ordered)
{
	struct decimal tiv = number(r, s, row, TIV_ORDERED, "tiv_ordered");

	if (ordered->text[0] == '\0' && strcmp(tiv.text, "0") == 0 &&
	    s->table.form == &form_deals)
		tiv.text[0] = '\0';
	return tiv;
}

static void
give(struct reading *r, struct state *s, const struct row *row)
{
	const char *id = value(r, s, row, ID);
	struct transfer t = {
		.line = row->line,
		.publisher_id = id,
		.identity = identity(r, s, row, id),
		.supplier = party_read_coded(r, "supplier", row->line,
		    value(r, s, row, SUPPLIER_CODE),
		    value(r, s, row, SUPPLIER)),
		.recipient = party_read_coded(r, "recipient", row->line,
		    value(r, s, row, RECIPIENT_CODE),
		    value(r, s, row, RECIPIENT)),
		.order_year = order_year(r, s, row),
		.order_year_uncertain = uncertain(r, s, row, ORDER_YEAR_SURE),
		.ordered = { number(r, s, row, ORDERED, "number_ordered"),
		    uncertain(r, s, row, ORDERED_SURE) },
		.designation = value(r, s, row, DESIGNATION),
		.description = value(r, s, row, DESCRIPTION),
		.category = value(r, s, row, CATEGORY),
		.delivered = { number(r, s, row, DELIVERED, "number_delivered"),
		    uncertain(r, s, row, DELIVERED_SURE) },
		.delivery_years = years(r, s, row),
		.delivery_years_uncertain = uncertain(r, s, row, YEARS_SURE),
		.status = value(r, s, row, STATUS),
		.comments = value(r, s, row, COMMENTS),
		.local_production = local_production(r, s, row),
		.tiv_unit = number(r, s, row, TIV_UNIT, "tiv_unit"),
		.tiv_deal_unit =
		    number(r, s, row, TIV_DEAL_UNIT, "tiv_deal_unit"),
		.tiv_delivered =
		    number(r, s, row, TIV_DELIVERED, "tiv_delivered"),
	};

	t.tiv_ordered = tiv_ordered(r, s, row, &t.ordered.number);
	if (t.supplier.name == NULL || t.recipient.name == NULL) {
		reading_no_record(r);
		return;
	}
	/* Whatever its first line says: a file that has some has them all. */
	if (t.delivery_years == NULL)
		s->edition.open_deals = true;
	reading_transfer(r, &t);
}

/*
 * Rows that are broken in two by a line end within their comments: exports of
 * 2024 and 2025 have some. The halves have together one cell more than a row.
 * A spreadsheet that kept such a file has filled both up to a row's width; then
 * what follows the comments is empty in the first, and all that the second has.
 */

/* So many columns of numbers stand behind the comments. */
#define BEHIND_COMMENTS 3

static size_t
filled(const struct row *row)
{
	size_t count = row->count;

	while (count > 0 && row->fields[count - 1].value == NULL)
		count--;
	return count;
}

static bool
is_number(const char *text)
{
	struct decimal d;

	return text == NULL || decimal_read(text, &d);
}

static bool
is_second_half(const struct row *row)
{
	size_t count = filled(row);

	if (count < 2 || count > 1 + BEHIND_COMMENTS)
		return false;
	for (size_t i = 1; i < count; i++) {
		if (!is_number(row_cell(row, i)))
			return false;
	}
	return true;
}

/* How many cells of the two are those of one row; 0 if they are not one. */
static bool
belong_together(const struct row *first, const struct row *second, size_t width)
{
	size_t comments = width - BEHIND_COMMENTS;

	if (first->count < width)
		return first->count + second->count - 1 <= width;
	return filled(first) <= comments && second->count >= width &&
	    is_second_half(second);
}

static void
keep_pending(struct state *s, const struct row *row)
{
	struct field *fields;

	if (s->arena == NULL)
		s->arena = arena_new();
	arena_reset(s->arena);
	fields = arena_alloc(s->arena, (row->count + 1) * sizeof(*fields));
	for (size_t i = 0; i < row->count; i++)
		fields[i] = (struct field){ "",
			arena_string(s->arena, row->fields[i].value), NULL };
	s->pending = (struct row){ row->line, fields, row->count, NULL };
}

/* The first half up to its comments, and the second from its own. */
static void
join_pending(struct state *s, const struct row *second, size_t width)
{
	const struct row *first = &s->pending;
	size_t from =
	    first->count < width ? first->count : width - BEHIND_COMMENTS;
	struct arena *a = s->arena;
	const char *start = row_cell(first, from - 1);
	const char *rest = row_cell(second, 0);
	struct field *fields = arena_alloc(a, width * sizeof(*fields));
	size_t count = from;

	for (size_t i = 0; i < width; i++)
		fields[i] = (struct field){ "", row_cell(first, i), NULL };
	if (start == NULL || rest == NULL)
		fields[from - 1].value =
		    arena_string(a, start == NULL ? rest : start);
	else
		fields[from - 1].value = arena_print(a, "%s %s", start, rest);
	for (size_t i = 1; i < second->count && count < width; i++)
		fields[count++].value = arena_string(a, row_cell(second, i));
	s->pending = (struct row){ first->line, fields, count, NULL };
}

static void
give_pending(struct reading *r, struct state *s)
{
	const struct row *row = &s->pending;

	if (row->count == 0)
		return;
	if (row->count < s->table.width)
		reading_fault(r, "row", row->line, row_cell(row, 0),
		    "has fewer cells than the table has columns");
	if (row->count >= s->table.width && table_is_whole(r, &s->table, row))
		give(r, s, row);
	else
		reading_no_record(r);
	s->pending.count = 0;
}

static void
take_body(struct reading *r, struct state *s, const struct row *row)
{
	size_t width = s->table.width;

	if (s->table.form == &form_deals && s->pending.count > 0 &&
	    belong_together(&s->pending, row, width)) {
		join_pending(s, row, width);
		return;
	}
	give_pending(r, s);
	keep_pending(s, row);
}

/* The document */

static void
take_above(struct reading *r, struct state *s, const struct row *row)
{
	const char *line = sipri_line(r->document_arena, row);
	const char *at = sipri_generated(r->document_arena, line);

	if (at != NULL)
		s->edition.stated_at = at;
	else if (sipri_scope(r, &s->edition, line))
		s->scoped = true;
}

static void
begin(struct reading *r, struct state *s)
{
	for (size_t i = 0; i < WIDTH(datasets); i++) {
		if (datasets[i].form == s->table.form) {
			s->edition.dataset = datasets[i].dataset;
			s->says = datasets[i].says;
		}
	}
	if (!s->scoped)
		s->edition.partial = true;
	reading_edition(r, &s->edition);
}

static void
row(struct reading *r, void *state, const struct row *row)
{
	struct state *s = state;

	switch (table_take(r, &s->table, forms, row)) {
	case TABLE_ABOVE:
		take_above(r, s, row);
		break;
	case TABLE_HEADER:
		if (s->says == NULL)
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

	arena_free(s->arena);
}

const struct transformer sipri_register_transformer = {
	.state_size = sizeof(struct state),
	.row = row,
	.end = end,
	.close = close_state,
};
