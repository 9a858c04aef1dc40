#include "transform/source/sipri/tiv_regions.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/party.h"
#include "transform/source/sipri/tiv_sums.h"
#include "transform/table/cell.h"
#include "transform/table/figures.h"

#define EXPORTS "tiv_exports"
#define SHARE_OF_REGION "tiv_exports_share_of_region"
#define SHARE_OF_WORLD "tiv_exports_share_of_world"

static const char *
tiv_regions_share(const struct tiv_table *t)
{
	return tiv_has_suppliers(&t->table) ? SHARE_OF_REGION : SHARE_OF_WORLD;
}

/* The figures of all suppliers together are all that one of the tables has. */
static void
tiv_regions_begin(struct reading *r, struct tiv_table *t)
{
	struct text_list *l = arena_alloc(r->document_arena, 3 * sizeof(*l));
	struct edition *e = &t->edition;

	l[0] = (struct text_list){ EXPORTS, &l[1] };
	l[1] = (struct text_list){ tiv_regions_share(t), NULL };
	l[2] = (struct text_list){ "", NULL };
	e->dataset = "sipri-tiv-regions";
	e->indicators = l;
	e->reporters = tiv_has_suppliers(&t->table) ? NULL : &l[2];
	e->since = t->header.since;
	e->until = t->header.until;
	e->partial = t->header.gaps;
	figures_place(r, e->until, e);
	reading_edition(r, e);
}

static void
tiv_regions_give_cell(struct reading *r, const struct tiv_table *t,
    const struct tiv_row *k, size_t i, struct observation o)
{
	const struct tiv_column *c = &t->header.columns[i];
	const char *text = row_cell(&k->row, i);
	bool share = c->kind == TIV_SHARE;
	bool ok;

	if ((c->kind != TIV_YEAR && c->kind != TIV_PERIOD && !share) ||
	    cell_is_blank(text))
		return;
	o.indicator = share ? tiv_regions_share(t) : EXPORTS;
	o.unit = share ? "percent" : TIV_UNIT;
	o.start = c->start;
	o.end = c->end;
	ok =
	    share ? percent_read(text, &o.value) : decimal_read(text, &o.value);
	if (!ok || decimal_is_negative(&o.value)) {
		reading_fault(r, o.indicator, k->row.line, text,
		    ok ? "cannot be below zero" : "is not a number");
		return;
	}
	if (!share && strcmp(o.value.text, "0") == 0)
		o.flag = "below 0.5";
	if (c->kind == TIV_PERIOD && o.total_of == NULL)
		o.total_of = "period";
	reading_observation(r, &o);
}

static bool
tiv_regions_is_total(const char *name)
{
	static const char total[] = "total";
	size_t length = strlen(name);

	/* A mark of a note may stand behind it. */
	while (length > 0 && ispunct((unsigned char)name[length - 1]))
		length--;
	return length >= sizeof(total) - 1 &&
	    strncasecmp(name + length - (sizeof(total) - 1), total,
		sizeof(total) - 1) == 0;
}

/* False if the row names no supplier and is no total either. */
static bool
tiv_regions_take_supplier(struct reading *r, const struct tiv_table *t,
    const struct tiv_row *k, struct observation *o)
{
	if (!tiv_has_suppliers(&t->table) ||
	    (k->name != NULL && tiv_regions_is_total(k->name))) {
		o->total_of = "reporter";
		return true;
	}
	o->reporter = party_read(r, "supplier", k->row.line, k->name);
	return o->reporter.name != NULL;
}

/* Other regions are not in the scope of a table of some. */
static void
tiv_regions_note(struct reading *r, struct tiv_table *t, const struct party *p)
{
	struct text_list *l;

	if (p->name == NULL)
		return;
	l = arena_alloc(r->document_arena, sizeof(*l));
	l->text = p->country.name == NULL ? p->name : p->country.name;
	l->next = t->edition.partners;
	t->edition.partners = l;
}

/* The name of a region stands in its first row only. */
void
tiv_regions_give(struct reading *r, struct tiv_table *t)
{
	const char *region = NULL;
	bool total = false;
	bool all = false; /* a total of all regions was there */

	tiv_regions_begin(r, t);
	for (const struct tiv_row *k = t->first; k != NULL; k = k->next) {
		const char *name = cell_trim(
		    r->document_arena, table_value(r, &t->table, &k->row, 0));
		struct observation o = { .line = k->row.line };

		if (name != NULL) {
			region = arena_string(r->document_arena, name);
			total = tiv_regions_is_total(region);
			all = all || total;
		}
		if (table_is_whole(r, &t->table, &k->row) &&
		    tiv_regions_take_supplier(r, t, k, &o)) {
			if (total)
				o.total_of = "partner";
			else
				o.partner = party_read(
				    r, "region", k->row.line, region);
			tiv_check_row(r, t, k);
			if (name != NULL)
				tiv_regions_note(r, t, &o.partner);
			for (size_t i = 0; i < t->table.width; i++)
				tiv_regions_give_cell(r, t, k, i, o);
		}
		reading_no_record(r);
	}
	if (all)
		t->edition.partners = NULL;
	reading_edition(r, &t->edition);
}
