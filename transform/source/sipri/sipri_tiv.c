/*
 * SIPRI's tables of the volume of transfers of major arms, in trend-indicator
 * values: by supplier, recipient, pair of both, or category of armaments. What
 * a table counts stands at its top, or only in its last row; so its rows are
 * kept until then. See docs/SOURCES.md.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/party.h"
#include "transform/source/sipri/sipri.h"
#include "transform/source/sipri/tiv_regions.h"
#include "transform/source/sipri/tiv_sums.h"
#include "transform/source/sources.h"
#include "transform/table/cell.h"
#include "transform/table/figures.h"
#include "transform/table/years.h"

#define CATEGORIES "SIPRI armament category"

/* There are not so many parties to transfers. */
#define ROWS_MAX 4096

struct tiv_state {
	struct tiv_table table;
	size_t rows;
};

static bool
tiv_is_pairs(const struct tiv_table *t)
{
	return t->rows != TIV_CATEGORIES &&
	    (t->about.supplier != NULL || t->about.recipient != NULL);
}

/* The edition */

static struct text_list *
tiv_prepend(struct reading *r, const char *text, struct text_list *list)
{
	struct text_list *l = arena_alloc(r->document_arena, sizeof(*l));

	*l = (struct text_list){ text, list };
	return l;
}

static const char *
tiv_scope_name(const struct party *p)
{
	if (p->name == NULL)
		return "";
	return p->country.name == NULL ? p->name : p->country.name;
}

/* What one delivers to another is the one's export in any table. */
static const char *
tiv_indicator(const struct tiv_table *t, enum tiv_kind kind)
{
	static const char *const names[][2] = {
		[TIV_NOTHING] = { NULL, NULL },
		[TIV_NAME] = { NULL, NULL },
		[TIV_YEAR] = { "tiv_exports", "tiv_imports" },
		[TIV_PERIOD] = { "tiv_exports", "tiv_imports" },
		[TIV_ALL] = { "tiv_exports_all_years",
		    "tiv_imports_all_years" },
		[TIV_ALL_SHARE] = { "tiv_exports_all_years_share",
		    "tiv_imports_all_years_share" },
		[TIV_SHARE] = { "tiv_exports_share", "tiv_imports_share" },
		[TIV_RANK] = { "tiv_exports_rank", "tiv_imports_rank" },
	};
	bool imports = t->about.imports;

	if (tiv_is_pairs(t) && kind != TIV_SHARE && kind != TIV_ALL_SHARE)
		imports = false;
	return names[kind][imports];
}

static void
tiv_find_scope(struct reading *r, struct tiv_table *t)
{
	static const enum tiv_kind kinds[] = { TIV_YEAR, TIV_SHARE, TIV_ALL,
		TIV_ALL_SHARE, TIV_RANK };
	struct edition *e = &t->edition;
	const struct tiv_header *h = &t->header;

	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
		size_t i = 0;

		while (i < t->table.width && h->columns[i].kind != kinds[k])
			i++;
		if (i < t->table.width)
			e->indicators = tiv_prepend(
			    r, tiv_indicator(t, kinds[k]), e->indicators);
	}
	e->since = h->since;
	e->until = h->until;
	e->partial = h->gaps;
	if (t->rows == TIV_CATEGORIES) {
		e->dataset = "sipri-tiv-categories";
		e->reporters = tiv_prepend(r,
		    tiv_scope_name(
			t->about.imports ? &t->recipient : &t->supplier),
		    NULL);
	} else if (tiv_is_pairs(t)) {
		e->dataset = "sipri-tiv-pairs";
		if (t->supplier.name != NULL)
			e->reporters =
			    tiv_prepend(r, tiv_scope_name(&t->supplier), NULL);
		else
			e->partners =
			    tiv_prepend(r, tiv_scope_name(&t->recipient), NULL);
	} else {
		e->dataset = "sipri-tiv";
	}
}

/* Figures */

static void
tiv_give_cell(struct reading *r, const struct tiv_row *k, size_t i,
    const struct tiv_column *c, struct observation *o)
{
	const char *text = row_cell(&k->row, i);
	bool share = c->kind == TIV_SHARE || c->kind == TIV_ALL_SHARE;
	bool ok = share ? percent_read(text, &o->value)
			: decimal_read(text, &o->value);

	if (!ok || decimal_is_negative(&o->value)) {
		reading_fault(r, o->indicator, k->row.line, text,
		    ok ? "cannot be below zero" : "is not a number");
		return;
	}
	o->start = c->start;
	o->end = c->end;
	if (share)
		o->unit = "percent";
	else if (c->kind == TIV_RANK)
		o->unit = "rank";
	else if (strtod(o->value.text, NULL) == 0)
		o->flag = "below 0.5";
	if ((c->kind == TIV_PERIOD || c->kind == TIV_ALL) &&
	    o->total_of == NULL)
		o->total_of = "period";
	reading_observation(r, o);
}

/* The party or category a row is about. False if it names none. */
static bool
tiv_name_row(struct reading *r, struct tiv_table *t, const struct tiv_row *k,
    struct observation *o)
{
	static const char *const roles[] = { "supplier", "recipient" };
	struct party *side = tiv_is_pairs(t) && t->rows == TIV_RECIPIENTS
	    ? &o->partner
	    : &o->reporter;

	if (t->rows == TIV_CATEGORIES) {
		o->reporter = t->about.imports ? t->recipient : t->supplier;
		o->item_scheme = CATEGORIES;
		if (k->is_total) {
			o->total_of = "item";
			return true;
		}
		o->item_name = k->name;
		o->item_code = k->name == NULL ? NULL : tiv_category(k->name);
		if (o->item_code == NULL) {
			reading_fault(r, "category", k->row.line, k->name,
			    "is not a category of armaments");
			o->item_code = k->name;
		}
		return k->name != NULL;
	}
	o->reporter = t->supplier;
	o->partner = t->recipient;
	if (k->is_total)
		o->total_of = side == &o->partner ? "partner" : "reporter";
	else
		*side = party_read(r, roles[t->rows], k->row.line, k->name);
	return k->is_total || side->name != NULL;
}

static void
tiv_give_row(struct reading *r, struct tiv_table *t, const struct tiv_row *k)
{
	const struct row *row = &k->row;
	struct observation o = { .line = row->line, .unit = TIV_UNIT };

	if (!table_is_whole(r, &t->table, row) || !tiv_name_row(r, t, k, &o)) {
		reading_no_record(r);
		return;
	}
	tiv_check_row(r, t, k);
	if (tiv_is_ranked(&t->table))
		t->names =
		    tiv_prepend(r, tiv_scope_name(&o.reporter), t->names);
	for (size_t i = 0; i < t->table.width; i++) {
		const struct tiv_column *c = &t->header.columns[i];
		struct observation cell = o;

		if (c->kind == TIV_NOTHING || c->kind == TIV_NAME ||
		    cell_is_blank(row_cell(row, i)))
			continue;
		cell.indicator = tiv_indicator(t, c->kind);
		tiv_give_cell(r, k, i, c, &cell);
	}
	reading_no_record(r);
}

static struct party
tiv_side_read(
    struct reading *r, const char *role, size_t line, const char *name)
{
	struct party nobody = { .name = NULL };

	if (name == NULL)
		return nobody;
	return party_read(r, role, line, name);
}

/* One that is cut off between two rows ends without its total. */
static void
tiv_judge_end(struct reading *r, struct tiv_table *t)
{
	if (tiv_is_ranked(&t->table))
		return;
	if (t->last->is_total) {
		tiv_check_total(r, t);
	} else {
		t->edition.partial = true;
		reading_fault(r, "total", t->last->row.line, NULL,
		    "is missing below the last row: the table may be cut off");
	}
	reading_unit_end(r);
}

static void
tiv_give_rows(struct reading *r, struct tiv_table *t)
{
	size_t line = t->last->row.line;

	t->supplier = tiv_side_read(r, "supplier", line, t->about.supplier);
	t->recipient = tiv_side_read(r, "recipient", line, t->about.recipient);
	tiv_find_scope(r, t);
	tiv_judge_end(r, t);
	figures_place(r, t->header.until, &t->edition);
	reading_edition(r, &t->edition);
	for (const struct tiv_row *k = t->first; k != NULL; k = k->next)
		tiv_give_row(r, t, k);
	if (tiv_is_ranked(&t->table)) { /* not of the others */
		t->edition.reporters = t->names;
		reading_edition(r, &t->edition);
	}
}

/* Rows are kept */

static bool
tiv_has_figures(const struct tiv_table *t, const struct row *row)
{
	for (size_t i = 0; i < row->count; i++) {
		if (i != t->header.name && !cell_is_blank(row_cell(row, i)))
			return true;
	}
	return false;
}

/* One that begins with a party or a category has lost its figures. */
static void
tiv_check_note(
    struct reading *r, const struct tiv_table *t, const struct row *row)
{
	const char *name = cell_trim(r->arena, row_cell(row, t->header.name));
	struct country country;

	if (name == NULL)
		return;
	if (!tiv_is_total(name) && tiv_category(name) == NULL &&
	    !party_find(r->reference, r->arena, name, &country))
		return;
	reading_fault(r, "row", row->line, name, "has no figures");
	reading_no_record(r);
}

static void
tiv_keep_row(struct reading *r, struct tiv_state *s, const struct row *row)
{
	struct arena *a = r->document_arena;
	struct tiv_table *t = &s->table;
	short column = t->table.column_of[t->header.name];
	struct tiv_row *k;

	if (!tiv_has_figures(t, row)) { /* an empty row, or a note */
		tiv_check_note(r, t, row);
		return;
	}
	if (t->last != NULL && t->last->is_total) {
		reading_refuse(r, "row", row->line, row_cell(row, 0),
		    "stands below the row of the total");
		return;
	}
	if (s->rows++ == ROWS_MAX) {
		reading_refuse(r, "row", row->line, row_cell(row, 0),
		    "is one of more rows than such a table has");
		return;
	}
	k = arena_alloc(a, sizeof(*k));
	*k = (struct tiv_row){ .row = row_copy(a, row) };
	k->name =
	    arena_string(a, table_value(r, &t->table, &k->row, (size_t)column));
	k->is_total = k->name != NULL && tiv_is_total(k->name);
	if (t->last == NULL)
		t->first = k;
	else
		t->last->next = k;
	t->last = k;
}

/* The document */

static void
tiv_take_above(struct reading *r, struct tiv_table *t, const struct row *row)
{
	const char *line = row_line(r->document_arena, row);
	const char *at = sipri_generated(r->document_arena, line);

	if (at != NULL)
		t->edition.stated_at = at;
	else if (tiv_title_read(r->document_arena, line, &t->about))
		reading_recognise(r);
	else if (years_in_row(row))
		reading_refuse(r, "header", row->line,
		    row_cell(row, row->count - 1),
		    "has years, but not the columns around them");
}

static void
tiv_row(struct reading *r, void *state, const struct row *row)
{
	struct tiv_state *s = state;
	struct tiv_table *t = &s->table;

	switch (table_take(r, &t->table, tiv_forms, row)) {
	case TABLE_ABOVE:
		tiv_take_above(r, t, row);
		break;
	case TABLE_HEADER:
		if (t->header.since.year == 0)
			tiv_header_read(r, &t->table, row->line, &t->header);
		else
			reading_refuse(r, "header", row->line, row_cell(row, 0),
			    "stands there once more");
		break;
	case TABLE_BODY:
		if (r->refusal == NULL)
			tiv_keep_row(r, s, row);
		break;
	case TABLE_REFUSED:
		break;
	}
}

static void
tiv_end(struct reading *r, void *state)
{
	struct tiv_table *t = &((struct tiv_state *)state)->table;

	table_end(r, &t->table);
	if (r->refusal != NULL)
		return;
	if (t->first == NULL) {
		reading_refuse(r, "row", 0, NULL, "there is none with figures");
		return;
	}
	if (tiv_is_regional(&t->table))
		tiv_regions_give(r, t);
	else if (tiv_table_judge(r, t))
		tiv_give_rows(r, t);
}

const struct transformer sipri_tiv_transformer = {
	.state_size = sizeof(struct tiv_state),
	.row = tiv_row,
	.end = tiv_end,
};
