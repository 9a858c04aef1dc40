/*
 * SIPRI's tables of the volume of transfers of major arms, in trend-indicator
 * values: by supplier, recipient, pair of both, or category of armaments. What
 * a table counts is told at its top, or only in its last row; so its rows are
 * kept until then. See docs/SOURCES.md.
 */
#include <string.h>

#include "base/arena.h"
#include "transform/source/sipri/sipri.h"
#include "transform/source/sipri/tiv_header.h"
#include "transform/source/sources.h"
#include "transform/table/cell.h"
#include "transform/table/years.h"

/* There are not so many parties to transfers. */
#define ROWS_MAX 4096

struct tiv_state {
	struct tiv_table table;
	size_t rows;
};

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

static void
tiv_keep_row(struct reading *r, struct tiv_state *s, const struct row *row)
{
	struct arena *a = r->document_arena;
	struct tiv_table *t = &s->table;
	short column = t->table.column_of[t->header.name];
	struct tiv_row *k;

	if (!tiv_has_figures(t, row))
		return; /* an empty row, or a note */
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
		return;
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
	tiv_give(r, t);
}

const struct transformer sipri_tiv_transformer = {
	.state_size = sizeof(struct tiv_state),
	.row = tiv_row,
	.end = tiv_end,
};
