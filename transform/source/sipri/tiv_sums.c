#include "transform/source/sipri/tiv_sums.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/table/cell.h"

struct tiv_sum {
	double value;
	size_t parts;
	bool unread; /* a part is no number, which is a fault of its own */
};

static void
tiv_sum_add(struct tiv_sum *sum, const char *text)
{
	struct decimal d = { "" };

	if (cell_is_blank(text))
		return;
	if (!decimal_read(text, &d) || decimal_is_negative(&d)) {
		sum->unread = true;
		return;
	}
	sum->value += strtod(d.text, NULL);
	sum->parts++;
}

/* Also if it cannot be told. */
static bool
tiv_sum_is(const struct tiv_sum *sum, const char *text)
{
	struct tiv_sum whole = { 0 };

	tiv_sum_add(&whole, text);
	if (sum->unread || whole.unread)
		return true;
	return fabs(sum->value - whole.value) <=
	    (double)(sum->parts + whole.parts) * 0.5;
}

static struct tiv_sum
tiv_sum_of_years(const struct tiv_table *t, const struct row *row,
    const struct tiv_column *period)
{
	struct tiv_sum sum = { 0 };

	for (size_t i = 0; i < t->table.width; i++) {
		const struct tiv_column *c = &t->header.columns[i];

		if (c->kind == TIV_YEAR &&
		    c->start.year >= period->start.year &&
		    c->end.year <= period->end.year)
			tiv_sum_add(&sum, row_cell(row, i));
	}
	return sum;
}

void
tiv_check_row(
    struct reading *r, const struct tiv_table *t, const struct tiv_row *k)
{
	for (size_t i = 0; i < t->table.width; i++) {
		const struct tiv_column *c = &t->header.columns[i];
		const char *text = row_cell(&k->row, i);
		struct tiv_sum sum;

		if (c->kind != TIV_PERIOD && c->kind != TIV_ALL)
			continue;
		sum = tiv_sum_of_years(t, &k->row, c);
		if (!tiv_sum_is(&sum, text))
			reading_fault(r, "sum", k->row.line, text,
			    arena_print(r->arena,
				"is not that of the years %d to %d, %.0f",
				c->start.year, c->end.year, sum.value));
	}
}

static bool
tiv_total_adds_up(const struct tiv_table *t, size_t i)
{
	struct tiv_sum sum = { 0 };

	for (const struct tiv_row *k = t->first; k != t->last; k = k->next)
		tiv_sum_add(&sum, row_cell(&k->row, i));
	return tiv_sum_is(&sum, row_cell(&t->last->row, i));
}

void
tiv_check_total(struct reading *r, const struct tiv_table *t)
{
	const struct row *total = &t->last->row;
	size_t wrong = 0;
	size_t first = 0;

	for (size_t i = 0; i < t->table.width; i++) {
		enum tiv_kind kind = t->header.columns[i].kind;

		if ((kind != TIV_YEAR && kind != TIV_PERIOD &&
			kind != TIV_ALL) ||
		    tiv_total_adds_up(t, i))
			continue;
		if (wrong++ == 0)
			first = i;
	}
	if (wrong > 0)
		reading_fault(r, "total", total->line, row_cell(total, first),
		    arena_print(r->arena,
			"is not the sum of the rows in column %zu, \"%s\", nor "
			"in %zu others",
			first + 1, t->table.heading[first], wrong - 1));
}
