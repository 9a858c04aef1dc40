#include "transform/source/treasury/statement.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define NAME_LENGTH_MAX 500

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
const struct table_form *const treasury_forms[] = { &outlay_form, &summary_form,
	NULL };

bool
treasury_is_summary(const struct treasury_state *s)
{
	return s->table.form == &summary_form;
}

size_t
treasury_amount_count(const struct treasury_state *s)
{
	return s->table.form->count - AMOUNTS;
}

const char *
treasury_indicator(const struct treasury_state *s, size_t amount)
{
	return treasury_is_summary(s) ? summary_indicators[amount]
				      : outlay_indicators[amount];
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
	else if (l->code == NULL ||
	    strspn(l->code, "0123456789") != strlen(l->code))
		reading_fault(r, "line_code_nbr", row->line, l->code,
		    l->code == NULL ? "is missing" : "is not a number");
	else
		return l;
	reading_no_record(r);
	return NULL;
}

void
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

struct treasury_line *
treasury_above(const struct treasury_state *s, const struct treasury_line *l)
{
	return l->parent == NULL ? NULL
				 : map_get2(s->by_id, l->date, l->parent);
}
