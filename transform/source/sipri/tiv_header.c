#include <strings.h>

#include "base/arena.h"
#include "transform/source/sipri/tiv_header.h"
#include "transform/table/cell.h"
#include "transform/table/years.h"

static bool
tiv_is_percentage(const char *heading)
{
	static const char name[] = "percentage";

	heading = cell_skip_blanks(heading);
	return strncasecmp(heading, name, sizeof(name) - 1) == 0 &&
	    *cell_skip_blanks(heading + sizeof(name) - 1) == '\0';
}

static bool
tiv_is_years_or_percentage(const char *heading)
{
	return years_is_any(heading) || tiv_is_percentage(heading);
}

static const char *
tiv_after_rank(const char *heading)
{
	heading = cell_skip_blanks(heading);
	return strncasecmp(heading, "rank", 4) == 0 ? heading + 4 : NULL;
}

static bool
tiv_is_rank(const char *heading)
{
	const char *years = tiv_after_rank(heading);

	return years != NULL && years_is_any(years);
}

static bool
tiv_is_rank_or_blank(const char *heading)
{
	return *cell_skip_blanks(heading) == '\0' || tiv_is_rank(heading);
}

/* The forms */

#define WIDTH(c) (sizeof(c) / sizeof((c)[0]))

static const char *const rows_of[] = { "Supplier", "Exports by", "Imports by",
	"", NULL };
static const char *const recipient[] = { "Recipient", NULL };
static const char *const share_of_exports[] = { "Share of global arms exports",
	NULL };

/* From 2024. Over weapon categories stands nothing. */
static const struct table_column values[] = {
	{ .name = "Recipient", .aliases = rows_of },
	{ .name = "a year", COLUMN_MANY, .fits = tiv_is_years_or_percentage },
	{ .name = "Sum total years" },
	{ .name = "Percentage of total" },
};

/* The largest suppliers or recipients; before 2024 without the share. */
static const struct table_column ranked[] = {
	{ .name = "", COLUMN_OPTIONAL },
	{ .name = "Rank and years", .fits = tiv_is_rank },
	{ .name = "Rank before",
	    COLUMN_OPTIONAL,
	    .fits = tiv_is_rank_or_blank },
	{ .name = "Supplier", .aliases = recipient },
	{ .name = "a year", COLUMN_MANY, .fits = years_is_any },
	/* So it is called for suppliers, too. */
	{ .name = "Share of global arms imports",
	    COLUMN_OPTIONAL,
	    .aliases = share_of_exports },
};

/* Before 2024. */
static const struct table_column values_before[] = {
	{ .name = "" },
	{ .name = "a year", COLUMN_MANY, .fits = years_is_any },
	{ .name = "Total" },
};

/* Since 2024: what regions took, from all suppliers or from each. */
static const char *const by_region[] = { "Imports by Region", NULL };

static const struct table_column regions[] = {
	{ .name = "Imports by Regions", .aliases = by_region },
	{ .name = "a year", COLUMN_MANY, .fits = years_is_any },
	{ .name = "% of world total" },
};

static const struct table_column region_suppliers[] = {
	{ .name = "" },
	{ .name = "" },
	{ .name = "a year", COLUMN_MANY, .fits = years_is_any },
	{ .name = "% of regional total" },
};

static const struct table_form form_values = { "values", values, WIDTH(values),
	false };
static const struct table_form form_ranked = { "ranked", ranked, WIDTH(ranked),
	false };
static const struct table_form form_before = { "before", values_before,
	WIDTH(values_before), false };
static const struct table_form form_regions = { "regions", regions,
	WIDTH(regions), false };
static const struct table_form form_region_suppliers = { "region suppliers",
	region_suppliers, WIDTH(region_suppliers), false };

const struct table_form *const tiv_forms[] = { &form_values, &form_ranked,
	&form_before, &form_regions, &form_region_suppliers, NULL };

bool
tiv_is_regional(const struct table *t)
{
	return t->form == &form_regions || t->form == &form_region_suppliers;
}

bool
tiv_has_suppliers(const struct table *t)
{
	return t->form == &form_region_suppliers;
}

bool
tiv_is_ranked(const struct table *t)
{
	return t->form == &form_ranked;
}

/* Reading one */

static struct tiv_column
tiv_column_of(enum tiv_kind kind, int since, int until)
{
	return (struct tiv_column){ kind, years_first_day(since),
		years_last_day(until) };
}

static const char *
tiv_heading(const struct table *t, size_t i)
{
	return i < t->width && t->heading[i] != NULL ? t->heading[i] : "";
}

/* Of the table's periods, one begins and another ends there. */
static bool
tiv_may_part(const struct table *t, int last, int next)
{
	bool ends = false;
	bool begins = false;

	for (size_t i = 0; i < t->width; i++) {
		struct years y;

		if (!years_read(tiv_heading(t, i), &y) || y.until == 0)
			continue;
		ends = ends || y.until == last;
		begins = begins || y.since == next;
	}
	return ends && begins;
}

/* A single year with a percentage behind it is the period of that year. */
static bool
tiv_is_period_column(const struct table *t, size_t i, const struct years *y)
{
	return y->until != 0 || tiv_is_percentage(tiv_heading(t, i + 1));
}

static bool
tiv_refuse_column(struct reading *r, const struct table *t, size_t line,
    size_t i, const char *why)
{
	reading_refuse(r, "header", line, t->heading[i],
	    arena_print(r->arena, "column %zu %s", i + 1, why));
	return false;
}

/* Years follow each other: one that is missing or moved is drift. */
static bool
tiv_take_year(struct reading *r, const struct table *t, size_t line, size_t i,
    int year, struct tiv_header *h)
{
	int last = h->until.year;

	for (size_t j = 0; j < i; j++) {
		if (h->columns[j].kind == TIV_PERIOD)
			return tiv_refuse_column(
			    r, t, line, i, "is a year behind a sum of years");
	}
	if (last == 0) {
		h->since = years_first_day(year);
	} else if (year != last + 1) {
		if (!tiv_may_part(t, last, year))
			return tiv_refuse_column(r, t, line, i,
			    arena_print(
				r->arena, "should be the year %d", last + 1));
		h->gaps = true;
	}
	h->until = years_last_day(year);
	h->columns[i] = tiv_column_of(TIV_YEAR, year, year);
	return true;
}

/* A sum of years stands behind all years, once, with its share if all have. */
static bool
tiv_take_period(struct reading *r, const struct table *t, size_t line, size_t i,
    struct tiv_column period, struct tiv_header *h)
{
	for (size_t j = 0; j < i; j++) {
		const struct tiv_column *c = &h->columns[j];

		if (c->kind == TIV_PERIOD &&
		    c->start.year == period.start.year &&
		    c->end.year == period.end.year)
			return tiv_refuse_column(
			    r, t, line, i, "stands there once more");
	}
	if (t->form == &form_values &&
	    !tiv_is_percentage(tiv_heading(t, i + 1)))
		return tiv_refuse_column(
		    r, t, line, i + 1, "should be \"Percentage\"");
	h->columns[i] = period;
	return true;
}

static bool
tiv_take_years(struct reading *r, const struct table *t, size_t line, size_t i,
    struct tiv_header *h)
{
	struct years y;

	if (!years_read(tiv_heading(t, i), &y)) {
		struct tiv_column sum = h->columns[i - 1];

		if (sum.kind != TIV_PERIOD)
			return tiv_refuse_column(
			    r, t, line, i, "has no period before it");
		h->columns[i] = sum;
		h->columns[i].kind = TIV_SHARE;
		return true;
	}
	if (!tiv_is_period_column(t, i, &y))
		return tiv_take_year(r, t, line, i, y.since, h);
	return tiv_take_period(r, t, line, i,
	    tiv_column_of(
		TIV_PERIOD, y.since, y.until == 0 ? y.since : y.until),
	    h);
}

static void
tiv_take_rank(const struct table *t, size_t i, struct tiv_header *h)
{
	const char *years = tiv_after_rank(tiv_heading(t, i));
	struct years y;

	if (years != NULL && years_read(years, &y))
		h->columns[i] = tiv_column_of(
		    TIV_RANK, y.since, y.until == 0 ? y.since : y.until);
}

/* What its periods say of the years: that none is missing at either end. */
static bool
tiv_has_ends(struct reading *r, const struct table *t, size_t line,
    const struct tiv_header *h)
{
	bool begins = false;
	bool ends = false;
	size_t at = 0;

	for (size_t i = 0; i < t->width; i++) {
		if (h->columns[i].kind != TIV_PERIOD)
			continue;
		at = i;
		begins = begins || h->columns[i].start.year == h->since.year;
		ends = ends || h->columns[i].end.year == h->until.year;
	}
	if (at == 0 && t->form == &form_ranked)
		return tiv_refuse_column(
		    r, t, line, t->width - 1, "has no sum of years before it");
	return at == 0 || (begins && ends) ||
	    tiv_refuse_column(
		r, t, line, at, "names years that have no column");
}

/* The sum of all years, and its share, in the columns behind them. */
static void
tiv_take_sums(const struct table *t, struct tiv_header *h)
{
	struct tiv_column sum = { TIV_PERIOD, h->since, h->until };
	short share = t->first[t->form->count - 1];

	if (t->form == &form_before) {
		h->columns[t->first[2]] = sum;
	} else if (t->form == &form_values) {
		sum.kind = TIV_ALL;
		h->columns[t->first[2]] = sum;
		sum.kind = TIV_ALL_SHARE;
		h->columns[t->first[3]] = sum;
	} else if (share > 0) {
		h->columns[share] = h->columns[share - 1];
		h->columns[share].kind = TIV_SHARE;
	}
}

bool
tiv_header_read(
    struct reading *r, const struct table *t, size_t line, struct tiv_header *h)
{
	bool is_ranked = t->form == &form_ranked;
	short name = is_ranked ? 3 : (short)tiv_has_suppliers(t);
	short years = (short)(name + 1);

	*h = (struct tiv_header){ .name = (size_t)t->first[name] };
	h->columns[h->name].kind = TIV_NAME;
	h->named = t->heading[h->name];
	for (size_t i = 0; i < t->width; i++) {
		if (is_ranked && i < h->name)
			tiv_take_rank(t, i, h);
		else if (t->column_of[i] == years &&
		    !tiv_take_years(r, t, line, i, h))
			return false;
	}
	if (h->since.year == 0)
		return tiv_refuse_column(
		    r, t, line, t->width - 1, "has no year before it");
	if (!tiv_has_ends(r, t, line, h))
		return false;
	tiv_take_sums(t, h);
	return true;
}
