/*
 * The register of Excess Defense Articles that the Defense Security
 * Cooperation Agency publishes: a row for each article that a country asked
 * for in a fiscal year, and what became of it.
 */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "package/value.h"
#include "transform/normalise/normalise.h"
#include "transform/party.h"
#include "transform/pattern.h"
#include "transform/source/sources.h"
#include "transform/table/figures.h"
#include "transform/table/table.h"

enum eda_column {
	AUTHORITY,
	YEAR,
	AGENCY,
	RECIPIENT,
	ITEM,
	STATUS,
	STATUS_DATE,
	REQUESTED,
	ALLOCATED,
	ACCEPTED,
	REJECTED,
	DELIVERED,
	ACQUISITION,
	CURRENT,
};

static const struct table_column columns[] = {
	[AUTHORITY] = { .name = "Transfer Authority" },
	[YEAR] = { .name = "Fiscal Year of Request" },
	[AGENCY] = { .name = "Implementing Agency" },
	[RECIPIENT] = { .name = "Country (Transfer to)" },
	[ITEM] = { .name = "Item Description" },
	[STATUS] = { .name = "Status" },
	[STATUS_DATE] = { .name = "Status Date" },
	[REQUESTED] = { .name = "Qty Requested" },
	[ALLOCATED] = { .name = "Qty Allocated" },
	[ACCEPTED] = { .name = "Qty Accepted" },
	[REJECTED] = { .name = "Qty Rejected" },
	[DELIVERED] = { .name = "Total Delivered Qty" },
	[ACQUISITION] = { .name = "Total Acquisition Value" },
	[CURRENT] = { .name = "Total Current Value" },
};

static const struct table_form form = { "public report", columns,
	sizeof(columns) / sizeof(columns[0]), false };
static const struct table_form *const forms[] = { &form, NULL };

struct eda_state {
	struct table table;
	struct edition edition;
	struct figures figures;
};

/* Numbers, "N/A" where an article is not counted: tons of clothing. */
static struct decimal
eda_number(struct reading *r, const struct eda_state *s, const struct row *row,
    enum eda_column column, const char *field)
{
	struct decimal d;

	figure_read_unsigned(
	    r, field, row->line, table_value(r, &s->table, row, column), &d);
	return d;
}

/* Cut to whole cents, halves up: a workbook keeps what its cells round. */
static bool
eda_round_to_cents(const struct decimal *d, struct money *out)
{
	const char *point = strchr(d->text, '.');
	char whole[sizeof(d->text)];

	if (point == NULL || strlen(point) <= 3)
		return money_read(d->text, out);
	memcpy(whole, d->text, (size_t)(point - d->text) + 3);
	whole[point - d->text + 3] = '\0';
	if (!money_read(whole, out))
		return false;
	out->cents += point[3] >= '5';
	return true;
}

static struct money
eda_amount(struct reading *r, const struct eda_state *s, const struct row *row,
    enum eda_column column, const char *field)
{
	const char *text = table_value(r, &s->table, row, column);
	struct money m = { 0 };
	struct decimal d;

	if (figure_read_unsigned(r, field, row->line, text, &d) ==
		FIGURE_GIVEN &&
	    !eda_round_to_cents(&d, &m))
		reading_fault(r, field, row->line, text, "is not an amount");
	return m;
}

/* The publisher leaves it empty in no row. */
static const char *
eda_text(struct reading *r, const struct eda_state *s, const struct row *row,
    enum eda_column column, const char *field)
{
	const char *text = table_value(r, &s->table, row, column);

	if (text == NULL)
		reading_fault(r, field, row->line, NULL, "is missing");
	return text;
}

/* One of few words: another is given as printed, and may be misprinted. */
static const char *
eda_word(struct reading *r, const struct eda_state *s, const struct row *row,
    enum eda_column column, const char *field, const char *const *known)
{
	const char *text = eda_text(r, s, row, column, field);

	if (text != NULL && !text_is_one_of(text, known))
		reading_fault(
		    r, field, row->line, text, "is none that is known");
	return text;
}

static const char *const eda_authorities[] = { "Grant Authority", "FMS Sales",
	NULL };

static const char *const eda_statuses[] = { "EDA Delivered",
	"Service Authorized to Supply EDA", "EDA Accepted/LOA Implemented",
	"EDA Cancelled", "LOA Offered", "EDA Rejected", NULL };

/* "6/10/20", or with the whole year; the request was a few years before. */
static struct day
eda_status_date(struct reading *r, const struct eda_state *s,
    const struct row *row, int fiscal_year)
{
	const char *text = eda_text(r, s, row, STATUS_DATE, "status_on");
	struct day day = { 0 };

	if (text != NULL &&
	    !day_read_near(text, fiscal_year == 0 ? 2000 : fiscal_year, &day))
		reading_fault(r, "status_on", row->line, text, "is not a day");
	return day;
}

static void
eda_take_body(struct reading *r, struct eda_state *s, const struct row *row)
{
	const struct table *t = &s->table;
	int year = fiscal_year_read(r, row->line, table_value(r, t, row, YEAR));
	struct transfer transfer = {
		.line = row->line,
		.supplier =
		    party_read(r, "supplier", row->line, "United States"),
		.recipient = party_read(r, "recipient", row->line,
		    table_value(r, t, row, RECIPIENT)),
		.order_year = year,
		.designation = eda_text(r, s, row, ITEM, "designation"),
		.delivered = { eda_number(
				   r, s, row, DELIVERED, "number_delivered"),
		    false },
		.status = eda_word(r, s, row, STATUS, "status", eda_statuses),
		.status_on = eda_status_date(r, s, row, year),
		.authority = eda_word(
		    r, s, row, AUTHORITY, "authority", eda_authorities),
		.agency = eda_text(r, s, row, AGENCY, "agency"),
		.requested =
		    eda_number(r, s, row, REQUESTED, "number_requested"),
		.allocated =
		    eda_number(r, s, row, ALLOCATED, "number_allocated"),
		.accepted = eda_number(r, s, row, ACCEPTED, "number_accepted"),
		.rejected = eda_number(r, s, row, REJECTED, "number_rejected"),
		.acquisition =
		    eda_amount(r, s, row, ACQUISITION, "acquisition_usd"),
		.current = eda_amount(r, s, row, CURRENT, "current_usd"),
	};

	if (!table_is_whole(r, t, row) || transfer.recipient.name == NULL) {
		reading_no_record(r);
		return;
	}
	figures_note(r, &s->figures, &transfer.recipient, year);
	reading_transfer(r, &transfer);
}

/* The edition */

static COMPILED struct pattern dated =
    PATTERN("EDA_Public_Report_(\\d{4}-\\d\\d-\\d\\d)");

/* The publisher's file has its day in its name, if it has one at all. */
static void
eda_begin(struct reading *r, struct eda_state *s)
{
	struct arena *a = r->document_arena;
	struct match m;
	struct day day;

	s->edition.dataset = "eda";
	if (pattern_find(&dated, r->document->url, &m) &&
	    day_read(match_text(a, &m, 1), &day))
		s->edition.stated_at =
		    arena_print(a, "%sT00:00:00Z", day_text(a, day));
	reading_edition(r, &s->edition);
}

static void
eda_row(struct reading *r, void *state, const struct row *row)
{
	struct eda_state *s = state;
	enum table_part part = table_take(r, &s->table, forms, row);

	if (s->table.form != NULL && s->edition.dataset == NULL)
		eda_begin(r, s);
	if (part == TABLE_BODY)
		eda_take_body(r, s, row);
}

/* The years are those of the requests, all of which are in the register. */
static void
eda_end(struct reading *r, void *state)
{
	struct eda_state *s = state;
	struct edition *e = &s->edition;

	table_end(r, &s->table);
	if (s->table.form == NULL)
		return;
	figures_scope(r, &s->figures, false, e);
	e->open_deals = true;
	if (!e->partial) {
		e->since =
		    (struct day){ (int16_t)figures_first(&s->figures), 1, 1 };
		e->until =
		    (struct day){ (int16_t)figures_last(&s->figures), 12, 31 };
	}
	reading_edition(r, e);
}

const struct transformer eda_transformer = {
	.state_size = sizeof(struct eda_state),
	.row = eda_row,
	.end = eda_end,
};
