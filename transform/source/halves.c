#include "transform/source/halves.h"

#include "arena.h"
#include "transform/normalise/normalise.h"

static size_t
filled(const struct row *row)
{
	size_t count = row->count;

	while (count > 0 && row->fields[count - 1].value == NULL)
		count--;
	return count;
}

static bool
is_number(const char *text)
{
	struct decimal d;

	return text == NULL || decimal_read_comma(text, &d);
}

static bool
is_second_half(const struct row *row, size_t numbers)
{
	size_t count = filled(row);

	if (count < 2 || count > 1 + numbers)
		return false;
	for (size_t i = 1; i < count; i++) {
		if (!is_number(row_cell(row, i)))
			return false;
	}
	return true;
}

static bool
belong_together(const struct row *first, const struct row *second, size_t width,
    size_t numbers)
{
	if (first->count < width)
		return first->count + second->count - 1 <= width;
	return filled(first) <= width - numbers && second->count >= width &&
	    is_second_half(second, numbers);
}

void
halves_keep(struct halves *h, const struct row *row)
{
	struct field *fields;

	if (h->arena == NULL)
		h->arena = arena_new();
	arena_reset(h->arena);
	fields = arena_alloc(h->arena, (row->count + 1) * sizeof(*fields));
	for (size_t i = 0; i < row->count; i++)
		fields[i] = (struct field){ "",
			arena_string(h->arena, row->fields[i].value), NULL };
	h->pending = (struct row){ row->line, fields, row->count, NULL };
}

void
halves_free(struct halves *h)
{
	arena_free(h->arena);
}

/* The first half up to where it breaks, and the second from there. */
static void
join(struct halves *h, const struct row *second, size_t width, size_t numbers)
{
	const struct row *first = &h->pending;
	size_t from = first->count < width ? first->count : width - numbers;
	struct arena *a = h->arena;
	const char *start = row_cell(first, from - 1);
	const char *rest = row_cell(second, 0);
	struct field *fields = arena_alloc(a, width * sizeof(*fields));
	size_t count = from;

	for (size_t i = 0; i < width; i++)
		fields[i] = (struct field){ "", row_cell(first, i), NULL };
	if (start == NULL || rest == NULL)
		fields[from - 1].value =
		    arena_string(a, start == NULL ? rest : start);
	else
		fields[from - 1].value = arena_print(a, "%s %s", start, rest);
	for (size_t i = 1; i < second->count && count < width; i++)
		fields[count++].value = arena_string(a, row_cell(second, i));
	h->pending = (struct row){ first->line, fields, count, NULL };
}

bool
halves_join(
    struct halves *h, const struct row *row, size_t width, size_t numbers)
{
	if (h->pending.count == 0 ||
	    !belong_together(&h->pending, row, width, numbers))
		return false;
	join(h, row, width, numbers);
	return true;
}
