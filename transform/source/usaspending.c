/*
 * Contract actions that are paid with the money of foreign customers, Foreign
 * Military Sales, out of the wide tables of USAspending.gov: a record for each
 * action. With whom it is: the contractor. For whom it is bought is not in
 * them; the country of the recipient is the contractor's.
 */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "transform/normalise/normalise.h"
#include "transform/party.h"
#include "transform/source/sources.h"
#include "transform/table/code_list.h"
#include "transform/table/figures.h"
#include "transform/table/table.h"

enum usaspending_column {
	KEY,
	OBLIGATION,
	DATE,
	FUNDING,
	RECIPIENT,
	COUNTRY,
	DESCRIPTION,
	PRODUCT,
	INDUSTRY,
};

static const char *const before[] = { "award_description", NULL };

/* In their order; some 280 others stand between. */
static const struct table_column columns[] = {
	[KEY] = { .name = "contract_transaction_unique_key" },
	[OBLIGATION] = { .name = "federal_action_obligation" },
	[DATE] = { .name = "action_date" },
	[FUNDING] = { .name = "foreign_funding" },
	[RECIPIENT] = { .name = "recipient_name" },
	[COUNTRY] = { .name = "recipient_country_code" },
	[DESCRIPTION] = { .name = "transaction_description",
	    .aliases = before },
	[PRODUCT] = { .name = "product_or_service_code" },
	[INDUSTRY] = { .name = "naics_code" },
};

static const struct table_form form = { "transactions", columns,
	sizeof(columns) / sizeof(columns[0]), true };
static const struct table_form *const forms[] = { &form, NULL };

struct usaspending_state {
	struct code_list codes;
	struct table table;
	const char *part;
	bool foreign_part; /* a file of the zip that has other things */
	bool begun;
	struct edition edition;
	struct party reporter;
};

static const char *
usaspending_value(struct reading *r, const struct usaspending_state *s,
    const struct row *row, enum usaspending_column what)
{
	return table_value(r, &s->table, row, (size_t)what);
}

/* A: Foreign Military Sales. B: other foreign money. N, X: none. Y: some. */
static bool
usaspending_is_foreign_sale(
    struct reading *r, const struct usaspending_state *s, const struct row *row)
{
	static const char *const others[] = { "B", "N", "X", "Y", NULL };
	const char *code = usaspending_value(r, s, row, FUNDING);

	if (code != NULL && strcmp(code, "A") == 0)
		return true;
	if (code != NULL && !text_is_one_of(code, others))
		reading_fault(r, "foreign_funding", row->line, code,
		    "is no code that is known");
	return false;
}

static bool
usaspending_find_day(struct reading *r, const struct usaspending_state *s,
    const struct row *row, struct observation *o)
{
	const char *text = usaspending_value(r, s, row, DATE);

	if (text == NULL || !day_read(text, &o->start)) {
		reading_fault(r, "action_date", row->line, text,
		    text == NULL ? "is missing" : "is not a day");
		return false;
	}
	o->end = o->start;
	return true;
}

static void
usaspending_widen_scope(struct edition *e, struct day day)
{
	if (e->since.year == 0 || day_compare(day, e->since) < 0)
		e->since = day;
	if (day_compare(day, e->until) > 0)
		e->until = day;
}

static void
usaspending_give(
    struct reading *r, struct usaspending_state *s, const struct row *row)
{
	struct observation o = {
		.line = row->line,
		.indicator = "obligations",
		.reporter = s->reporter,
		.partner = { .name = usaspending_value(r, s, row, RECIPIENT) },
		.item_scheme = "contract transaction",
		.item_code = usaspending_value(r, s, row, KEY),
		.item_name = usaspending_value(r, s, row, DESCRIPTION),
		.unit = "USD",
	};
	enum figure figure = figure_read(r, "federal_action_obligation",
	    row->line, usaspending_value(r, s, row, OBLIGATION), &o.value);

	if (o.item_code == NULL)
		reading_fault(r, "contract_transaction_unique_key", row->line,
		    NULL, "is missing");
	if (figure == FIGURE_NONE)
		reading_fault(r, "federal_action_obligation", row->line, NULL,
		    "is missing");
	if (!usaspending_find_day(r, s, row, &o) || o.item_code == NULL ||
	    figure == FIGURE_NONE) {
		reading_no_record(r);
		return;
	}
	usaspending_widen_scope(&s->edition, o.start);
	reading_observation(r, &o);
}

/*
 * A file may be of any days and departments, and does not say of which: an
 * action does not vanish by it.
 */
static void
usaspending_begin(struct reading *r, struct usaspending_state *s)
{
	s->begun = true;
	s->reporter = party_read(r, "reporter", 0, "United States");
	s->edition.dataset = "usaspending";
	s->edition.partial = true;
	reading_edition(r, &s->edition);
}

/* Files of changes name actions that were taken back, which we would keep. */
static void
usaspending_check_header(
    struct reading *r, const struct usaspending_state *s, const struct row *row)
{
	for (size_t i = 0; i < s->table.width; i++) {
		const char *heading = s->table.heading[i];

		if (heading != NULL &&
		    strcmp(heading, "correction_delete_ind") == 0)
			reading_refuse(r, "header", row->line,
			    "correction_delete_ind",
			    "stands in files of changes, which are not read");
	}
}

/* Each file in a zip has a header; those of other things are not ours. */
static void
usaspending_take_part(
    struct reading *r, struct usaspending_state *s, const struct row *row)
{
	if (s->part != NULL && strcmp(s->part, row->part) == 0)
		return;
	if (s->part != NULL && !s->foreign_part)
		table_end(r, &s->table);
	s->part = arena_string(r->document_arena, row->part);
	r->place = arena_print(r->document_arena, "%s: line", s->part);
	s->foreign_part = strstr(s->part, "Subawards") != NULL ||
	    strstr(s->part, "Assistance") != NULL;
	s->table = (struct table){ .form = NULL };
}

static void
usaspending_row(struct reading *r, void *state, const struct row *row)
{
	struct usaspending_state *s = state;

	if (code_list_row(r, &s->codes, row))
		return;
	if (row->part != NULL)
		usaspending_take_part(r, s, row);
	if (s->foreign_part)
		return;
	switch (table_take(r, &s->table, forms, row)) {
	case TABLE_HEADER:
		if (!s->begun)
			usaspending_begin(r, s);
		usaspending_check_header(r, s, row);
		break;
	case TABLE_BODY:
		if (table_is_whole(r, &s->table, row) &&
		    usaspending_is_foreign_sale(r, s, row))
			usaspending_give(r, s, row);
		else
			reading_no_record(r);
		break;
	case TABLE_ABOVE:
	case TABLE_REFUSED:
		break;
	}
}

static void
usaspending_end(struct reading *r, void *state)
{
	struct usaspending_state *s = state;

	if (s->codes.state == CODE_LIST_READ)
		return;
	if (!s->foreign_part)
		table_end(r, &s->table);
	if (s->begun)
		reading_edition(r, &s->edition);
}

const struct transformer usaspending_transformer = {
	.state_size = sizeof(struct usaspending_state),
	.row = usaspending_row,
	.end = usaspending_end,
};
