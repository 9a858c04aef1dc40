#include "transform/source/world_bank/bank_head.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "package/value.h"
#include "transform/normalise/normalise.h"

const struct field *
bank_member(const struct row *row, const char *name)
{
	for (size_t i = 0; i < row->count; i++) {
		if (strcmp(row->fields[i].name, name) == 0)
			return &row->fields[i];
	}
	return NULL;
}

const char *
bank_text(const struct row *row, const char *name)
{
	const char *text = row_get(row, name);

	return text == NULL || *text == '\0' ? NULL : text;
}

/* A number, also one that is written as a text; -1 if it is none. */
static long
bank_count(const struct row *row, const char *name)
{
	const char *text = bank_text(row, name);

	if (text == NULL || strlen(text) > 9 ||
	    strspn(text, "0123456789") != strlen(text))
		return -1;
	return strtol(text, NULL, 10);
}

/* The day of the last update is what tells an edition from another. */
static void
bank_take_edition(struct reading *r, struct bank_head *h, const struct row *row)
{
	const char *text = bank_text(row, "lastupdated");
	struct day day;

	if (text == NULL)
		return;
	reading_recognise(r);
	if (day_read(text, &day))
		h->stated_at = arena_print(r->document_arena, "%sT00:00:00Z",
		    day_text(r->document_arena, day));
	else
		reading_fault(
		    r, "lastupdated", row->line, text, "is not a day");
}

bool
bank_head_take(struct reading *r, struct bank_head *h, const struct row *row)
{
	if (bank_member(row, "per_page") == NULL)
		return false;
	*h = (struct bank_head){
		.is_there = true,
		.is_counted = true,
		.page = bank_count(row, "page"),
		.pages = bank_count(row, "pages"),
		.per_page = bank_count(row, "per_page"),
		.total = bank_count(row, "total"),
	};
	bank_take_edition(r, h, row);
	if (h->page < 0 || h->pages < 0 || h->per_page < 0 || h->total < 0) {
		reading_fault(r, "total", row->line, NULL,
		    "pages and rows are not counted in numbers");
		h->is_counted = false;
	}
	reading_no_record(r);
	return true;
}

/* How many rows the page must have; there are none behind the last page. */
static long
bank_rows_due(const struct bank_head *h)
{
	long before = h->page < 1 ? 0 : (h->page - 1) * h->per_page;
	long rest = h->total > before ? h->total - before : 0;

	return rest < h->per_page ? rest : h->per_page;
}

void
bank_head_judge(struct reading *r, const struct bank_head *h, long rows)
{
	long pages =
	    h->per_page < 1 ? 0 : (h->total + h->per_page - 1) / h->per_page;

	if (!h->is_counted)
		return;
	if (rows != bank_rows_due(h))
		reading_fault(r, "total", 0, arena_print(r->arena, "%ld", rows),
		    arena_print(r->arena,
			"are the rows of page %ld, which should have %ld of "
			"%ld",
			h->page, bank_rows_due(h), h->total));
	if (h->pages != pages)
		reading_fault(r, "pages", 0,
		    arena_print(r->arena, "%ld", h->pages),
		    arena_print(r->arena,
			"are too few or too many for %ld rows by %ld", h->total,
			h->per_page));
	reading_no_record(r);
}
