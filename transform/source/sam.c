/*
 * The Security Assistance Monitor's compilation of US arms sales: a record for
 * each country, fiscal year and programme, with the reports it was taken from.
 */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "transform/party.h"
#include "transform/source/sources.h"
#include "transform/table/figures.h"
#include "transform/table/table.h"

enum sam_column {
	KEY,
	YEAR,
	COUNTRY,
	PROGRAM,
	AUTHORIZATIONS,
	DELIVERIES,
	NOTIFICATIONS,
	FOOTNOTE,
	FOOTNOTE_2,
};

static const struct table_column columns[] = {
	[KEY] = { .name = "key" },
	[YEAR] = { .name = "year" },
	[COUNTRY] = { .name = "country" },
	[PROGRAM] = { .name = "program" },
	[AUTHORIZATIONS] = { .name = "authorizations" },
	[DELIVERIES] = { .name = "deliveries" },
	[NOTIFICATIONS] = { .name = "notifications" },
	[FOOTNOTE] = { .name = "footnote" },
	[FOOTNOTE_2] = { .name = "footnote2" },
};

static const struct table_form form = { "totals", columns,
	sizeof(columns) / sizeof(columns[0]), false };
static const struct table_form *const forms[] = { &form, NULL };

static const enum sam_column published[] = { AUTHORIZATIONS, DELIVERIES,
	NOTIFICATIONS };

struct sam_state {
	struct table table;
	struct edition edition;
	struct figures figures;
};

/* White space folded: a footnote may have the end of a line in it. */
static const char *
sam_fold(struct arena *a, const char *text)
{
	struct text out = { 0 };
	const char *copy;

	if (text == NULL)
		return NULL;
	while (*text != '\0') {
		size_t word = strcspn(text, " \t\r\n");

		text_add(&out, text, word);
		text += word;
		text += strspn(text, " \t\r\n");
		if (word > 0 && *text != '\0')
			text_add_string(&out, " ");
	}
	copy = arena_string(a, text_string(&out));
	text_free(&out);
	return copy;
}

static const char *
sam_keep(struct reading *r, const struct sam_state *s, const struct row *row,
    enum sam_column column)
{
	return sam_fold(r->unit_arena, table_value(r, &s->table, row, column));
}

/*
 * The first footnote is about authorizations and deliveries, the second about
 * notifications; without notifications it adds to the first.
 */
static const char *
sam_footnote(struct reading *r, const struct sam_state *s,
    const struct row *row, enum sam_column column)
{
	const char *first = sam_keep(r, s, row, FOOTNOTE);
	const char *second = sam_keep(r, s, row, FOOTNOTE_2);

	if (column == NOTIFICATIONS)
		return second;
	if (second == NULL ||
	    table_value(r, &s->table, row, NOTIFICATIONS) != NULL)
		return first;
	if (first == NULL)
		return second;
	return arena_print(r->unit_arena, "%s; %s", first, second);
}

/* Of another name it is another series, or this one misprinted. */
static const char *const sam_programs[] = { "Commerce Arms Sales (600 Series)",
	"Direct Commercial Sales", "Direct Commercial Sales Services",
	"Excess Defense Articles Sales", "Foreign Military Construction Sales",
	"Foreign Military Sales", NULL };

static struct observation
sam_read_record(
    struct reading *r, const struct sam_state *s, const struct row *row)
{
	struct observation o = {
		.line = row->line,
		.reporter =
		    party_read(r, "reporter", row->line, "United States"),
		.partner = party_read(
		    r, "country", row->line, sam_keep(r, s, row, COUNTRY)),
		.item_scheme = "program",
		.item_code = sam_keep(r, s, row, PROGRAM),
		.unit = "USD",
	};
	int year = fiscal_year_read(
	    r, row->line, table_value(r, &s->table, row, YEAR));

	if (year != 0)
		fiscal_year_days(year, &o.start, &o.end);
	if (o.item_code == NULL)
		reading_fault(r, "program", row->line, NULL, "is missing");
	else if (!text_is_one_of(o.item_code, sam_programs))
		reading_fault(r, "program", row->line, o.item_code,
		    "is none that is known");
	return o;
}

static void
sam_take_body(struct reading *r, struct sam_state *s, const struct row *row)
{
	struct observation o = sam_read_record(r, s, row);

	table_is_whole(r, &s->table, row);
	figures_note(r, &s->figures, &o.partner, o.end.year);
	for (size_t i = 0; i < sizeof(published) / sizeof(published[0]); i++) {
		enum sam_column column = published[i];
		enum figure figure;

		o.indicator = columns[column].name;
		figure = figure_read_unsigned(r, o.indicator, row->line,
		    table_value(r, &s->table, row, column), &o.value);
		if (figure == FIGURE_NONE && column != NOTIFICATIONS)
			reading_fault(
			    r, o.indicator, row->line, NULL, "is missing");
		o.item_name = sam_footnote(r, s, row, column);
		o.flag =
		    figure == FIGURE_NOT_AVAILABLE ? "not available" : NULL;
		if (figure == FIGURE_GIVEN || figure == FIGURE_NOT_AVAILABLE)
			reading_observation(r, &o);
	}
	reading_unit_end(r);
}

static void
sam_row(struct reading *r, void *state, const struct row *row)
{
	struct sam_state *s = state;
	enum table_part part = table_take(r, &s->table, forms, row);

	if (s->table.form != NULL && s->edition.dataset == NULL) {
		s->edition.dataset = "sam";
		reading_edition(r, &s->edition);
	}
	if (part == TABLE_BODY)
		sam_take_body(r, s, row);
}

static void
sam_end(struct reading *r, void *state)
{
	struct sam_state *s = state;

	table_end(r, &s->table);
	if (s->table.form == NULL)
		return;
	figures_scope(r, &s->figures, false, &s->edition);
	reading_edition(r, &s->edition);
}

const struct transformer sam_transformer = {
	.state_size = sizeof(struct sam_state),
	.row = sam_row,
	.end = sam_end,
};
