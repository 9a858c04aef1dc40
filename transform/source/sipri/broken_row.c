#include "transform/source/sipri/broken_row.h"

#include "base/arena.h"
#include "transform/normalise/normalise.h"

#define HALVES_MAX 64

static size_t
broken_row_filled_cells(const struct row *row)
{
	size_t count = row->count;

	while (count > 0 && row->fields[count - 1].value == NULL)
		count--;
	return count;
}

static bool
broken_row_is_number(const char *text)
{
	struct decimal d;

	return text == NULL || decimal_read(text, &d) ||
	    decimal_has_comma(text);
}

static bool
broken_row_is_second_half(const struct row *row, size_t numbers)
{
	size_t count = broken_row_filled_cells(row);

	if (count < 2 || count > 1 + numbers)
		return false;
	for (size_t i = 1; i < count; i++) {
		if (!broken_row_is_number(row_cell(row, i)))
			return false;
	}
	return true;
}

/*
 * So many cells of the first are before the break or around it; 0 if the two
 * do not belong together. Rows may have been filled beyond the table's width.
 */
static size_t
broken_row_break(const struct row *first, const struct row *second,
    size_t width, size_t numbers)
{
	if (first->count < width && first->count + second->count - 1 <= width)
		return first->count;
	return first->count > width - numbers &&
		broken_row_filled_cells(first) <= width - numbers &&
		broken_row_is_second_half(second, numbers)
	    ? width - numbers
	    : 0;
}

void
broken_row_keep(struct broken_row *h, const struct row *row)
{
	if (h->arena == NULL)
		h->arena = arena_new();
	arena_reset(h->arena);
	h->pending = row_copy(h->arena, row);
	h->halves = 0;
}

void
broken_row_free(struct broken_row *h)
{
	arena_free(h->arena);
}

/* The first half up to where it breaks, and the second from there. */
static void
broken_row_put_together(
    struct broken_row *h, const struct row *second, size_t width, size_t from)
{
	const struct row *first = &h->pending;
	struct arena *a = h->arena;
	const char *start = row_cell(first, from - 1);
	const char *rest = row_cell(second, 0);
	struct field *fields = arena_alloc(a, width * sizeof(*fields));
	size_t count = from;

	for (size_t i = 0; i < from; i++)
		fields[i] = (struct field){ "", row_cell(first, i), NULL };
	if (start == NULL || rest == NULL)
		fields[from - 1].value =
		    arena_string(a, start == NULL ? rest : start);
	else
		fields[from - 1].value = arena_print(a, "%s %s", start, rest);
	for (size_t i = 1; i < second->count && count < width; i++)
		fields[count++].value = arena_string(a, row_cell(second, i));
	h->pending = (struct row){ first->line, fields, count, first->part };
}

bool
broken_row_join(
    struct broken_row *h, const struct row *row, size_t width, size_t numbers)
{
	size_t from = h->pending.count == 0 || h->halves == HALVES_MAX
	    ? 0
	    : broken_row_break(&h->pending, row, width, numbers);

	if (from == 0)
		return false;
	broken_row_put_together(h, row, width, from);
	h->halves++;
	return true;
}
