/*
 * Commercial arms exports licensed and shipped, from the annual reports of the
 * State Department under section 655 of the Foreign Assistance Act: by country
 * and by category of the US Munitions List (22 CFR 121.1).
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "transform/party.h"
#include "transform/pattern.h"
#include "transform/source/sources.h"
#include "transform/table/figures.h"
#include "transform/table/table.h"

enum section_655_column {
	YEAR,
	COUNTRY,
	CATEGORY,
	QUANTITY,
	AUTHORIZED,
	SHIPPED,
	SERVICES,
	UNNAMED,
};

static const struct table_column columns[] = {
	[YEAR] = { .name = "Fiscal Year" },
	[COUNTRY] = { .name = "Country/Territory" },
	[CATEGORY] = { .name = "Category" },
	[QUANTITY] = { .name = "Quantity" },
	[AUTHORIZED] = { .name =
			     "Defense Articles and Services Authorized Value" },
	[SHIPPED] = { .name = "Shipped Value" },
	[SERVICES] = { .name = "Services Authorized" },
	[UNNAMED] = { .name = "", .kind = COLUMN_OPTIONAL },
};

static const struct table_form form = { "by category", columns,
	sizeof(columns) / sizeof(columns[0]), false };
static const struct table_form *const forms[] = { &form, NULL };

static const struct {
	enum section_655_column column;
	const char *indicator;
	const char *unit;
} published[] = {
	{ QUANTITY, "quantity", "count" },
	{ AUTHORIZED, "authorized_value", "USD" },
	{ SHIPPED, "shipped_value", "USD" },
	{ SERVICES, "services_authorized", "USD" },
};

#define PUBLISHED (sizeof(published) / sizeof(published[0]))

/* What the categories of a country and year add up to, and their total. */
struct section_655_sum {
	int year;
	const char *partner;
	size_t line; /* of the row of the total; 0: none was there */
	double total[PUBLISHED];
	bool has_total[PUBLISHED];
	double parts[PUBLISHED];
	bool has_parts[PUBLISHED];
	struct section_655_sum *next;
};

struct section_655_state {
	struct table table;
	struct figures figures;
	struct section_655_sum *sums;
};

/* The mark of a note may stand behind it. */
static COMPILED struct pattern total =
    PATTERN("\\A(?:grand )?totals? ?[[:punct:]]*\\z");
static COMPILED struct pattern sum_of_some = PATTERN("\\Asub-? ?total\\b");

/* "XIV", "I(a)", "IV(c)(1)". */
static COMPILED struct pattern numbered =
    PATTERN("\\A[IVX]+ ?(?:\\(\\w{1,3}\\) ?)*\\z");

/* "I I", which is no word. */
static COMPILED struct pattern figures_only = PATTERN("\\A[IVX ]+\\z");

/* "Agreements", "Services". */
static COMPILED struct pattern worded = PATTERN("\\A[^\\d()]+\\z");

/* "I (a)" as "I(a)". */
static const char *
section_655_without_blanks(struct arena *a, const char *text)
{
	char *copy = arena_string(a, text);
	char *to = copy;

	for (; *text != '\0'; text++) {
		if (*text != ' ')
			*to++ = *text;
	}
	*to = '\0';
	return copy;
}

/* A total has no category; that of some categories keeps its name. */
static void
section_655_read_category(struct reading *r, const struct section_655_state *s,
    const struct row *row, struct observation *o)
{
	const char *text = table_value(r, &s->table, row, CATEGORY);

	o->item_scheme = "usml";
	o->item_code = text;
	if (text == NULL) {
		reading_fault(r, "category", row->line, NULL, "is missing");
	} else if (pattern_is_in(&total, text)) {
		o->total_of = "item";
		o->item_code = NULL;
	} else if (pattern_is_in(&sum_of_some, text)) {
		o->total_of = "item";
	} else if (pattern_is_in(&numbered, text)) {
		o->item_code = section_655_without_blanks(r->arena, text);
	} else if (!pattern_is_in(&worded, text) ||
	    pattern_is_in(&figures_only, text)) {
		reading_fault(r, "category", row->line, text,
		    "is no category of the US Munitions List");
	}
}

/* Rows of all countries together have none. */
static void
section_655_read_country(struct reading *r, const struct section_655_state *s,
    const struct row *row, struct observation *o)
{
	const char *text = table_value(r, &s->table, row, COUNTRY);

	if (text != NULL && pattern_is_in(&total, text))
		o->total_of = "partner";
	else
		o->partner = party_read(r, "country", row->line, text);
}

/* True if there is a figure, be it that there is none. */
static bool
section_655_read_figure(struct reading *r, const struct section_655_state *s,
    const struct row *row, size_t i, struct observation *o)
{
	const char *text = table_value(r, &s->table, row, published[i].column);
	enum figure figure = figure_read_unsigned(
	    r, published[i].indicator, row->line, text, &o->value);

	o->indicator = published[i].indicator;
	o->unit = published[i].unit;
	o->flag = NULL;
	if (figure == FIGURE_NOT_AVAILABLE)
		o->flag = "not available";
	else if (o->item_code == NULL && o->total_of == NULL)
		o->flag = "uncertain"; /* of nothing that is named */
	return figure == FIGURE_GIVEN || figure == FIGURE_NOT_AVAILABLE;
}

/* Its texts outlive the figures that are given with it. */
static struct observation
section_655_read_row(
    struct reading *r, const struct section_655_state *s, const struct row *row)
{
	struct observation o = {
		.line = row->line,
		.reporter =
		    party_read(r, "reporter", row->line, "United States"),
	};
	int year = fiscal_year_read(
	    r, row->line, table_value(r, &s->table, row, YEAR));

	if (year != 0)
		fiscal_year_days(year, &o.start, &o.end);
	section_655_read_category(r, s, row, &o);
	section_655_read_country(r, s, row, &o);
	o.item_code = arena_string(r->unit_arena, o.item_code);
	o.partner.name = arena_string(r->unit_arena, o.partner.name);
	return o;
}

static bool
section_655_has_figures(
    struct reading *r, const struct section_655_state *s, const struct row *row)
{
	for (size_t i = 0; i < sizeof(published) / sizeof(published[0]); i++) {
		if (table_value(r, &s->table, row, published[i].column) != NULL)
			return true;
	}
	return false;
}

/* A row may be a fiscal year of which nothing was reported. */
static void
section_655_take_empty(
    struct reading *r, struct section_655_state *s, const struct row *row)
{
	int year = fiscal_year_read(
	    r, row->line, table_value(r, &s->table, row, YEAR));

	figures_note(r, &s->figures, &(struct party){ .name = NULL }, year);
	reading_unit_end(r);
}

static struct section_655_sum *
section_655_sum_of(
    struct reading *r, struct section_655_state *s, const struct observation *o)
{
	struct arena *a = r->document_arena;
	const char *partner = o->partner.name == NULL ? "" : o->partner.name;
	struct section_655_sum *sum = s->sums;

	while (sum != NULL &&
	    (sum->year != o->end.year || strcmp(sum->partner, partner) != 0))
		sum = sum->next;
	if (sum == NULL) {
		sum = arena_alloc(a, sizeof(*sum));
		*sum = (struct section_655_sum){ .year = o->end.year,
			.partner = arena_string(a, partner),
			.next = s->sums };
		s->sums = sum;
	}
	return sum;
}

/* A row of some categories together, or of none that is named, is neither. */
static void
section_655_add(
    struct section_655_sum *sum, const struct observation *o, size_t i)
{
	double value = strtod(o->value.text, NULL);

	if (o->total_of == NULL && o->item_code != NULL) {
		sum->parts[i] += value;
		sum->has_parts[i] = true;
	} else if (o->total_of != NULL && o->item_code == NULL) {
		sum->line = o->line;
		sum->total[i] = value;
		sum->has_total[i] = true;
	}
}

/* Which of the rows is wrong, or missing, none tells. */
static void
section_655_check_sum(struct reading *r, const struct section_655_sum *sum)
{
	for (size_t i = 0; i < PUBLISHED; i++) {
		double apart = sum->total[i] - sum->parts[i];

		if (!sum->has_total[i] || !sum->has_parts[i] ||
		    (apart < 0.5 && apart > -0.5))
			continue;
		reading_fault(r, published[i].indicator, sum->line,
		    arena_print(r->arena, "%.0f", sum->total[i]),
		    arena_print(r->arena,
			"is not the sum of the categories, %.0f",
			sum->parts[i]));
	}
}

static void
section_655_take_figures(
    struct reading *r, struct section_655_state *s, const struct row *row)
{
	struct observation o = section_655_read_row(r, s, row);

	figures_note(r, &s->figures, &o.partner, o.end.year);
	for (size_t i = 0; i < sizeof(published) / sizeof(published[0]); i++) {
		if (!section_655_read_figure(r, s, row, i, &o))
			continue;
		if (o.value.text[0] != '\0' && o.end.year != 0)
			section_655_add(section_655_sum_of(r, s, &o), &o, i);
		reading_observation(r, &o);
	}
	reading_unit_end(r);
}

static void
section_655_row(struct reading *r, void *state, const struct row *row)
{
	struct section_655_state *s = state;
	enum table_part part = table_take(r, &s->table, forms, row);
	const char *unnamed;

	if (part != TABLE_BODY)
		return;
	unnamed = table_value(r, &s->table, row, UNNAMED);
	if (unnamed != NULL)
		reading_fault(r, "row", row->line, unnamed,
		    "stands in a column without a name");
	table_is_whole(r, &s->table, row);
	if (section_655_has_figures(r, s, row))
		section_655_take_figures(r, s, row);
	else
		section_655_take_empty(r, s, row);
}

static void
section_655_end(struct reading *r, void *state)
{
	struct section_655_state *s = state;
	struct edition e = { .dataset = "section-655" };

	table_end(r, &s->table);
	if (s->table.form == NULL)
		return;
	for (const struct section_655_sum *sum = s->sums; sum != NULL;
	     sum = sum->next)
		section_655_check_sum(r, sum);
	reading_unit_end(r);
	figures_scope(r, &s->figures, true, &e);
	reading_edition(r, &e);
}

const struct transformer section_655_transformer = {
	.state_size = sizeof(struct section_655_state),
	.row = section_655_row,
	.end = section_655_end,
};
