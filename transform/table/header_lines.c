#include "transform/table/header_lines.h"

#include "base/arena.h"

static bool
header_lines_go_on(const struct header_lines *h, size_t line, size_t cell)
{
	while (++line < h->count) {
		if (row_cell(&h->lines[line], cell) != NULL)
			return true;
	}
	return false;
}

/* What a line says of a column. */
static const char *
header_lines_part(const struct header_lines *h, size_t line, size_t cell)
{
	size_t from = cell;

	if (row_cell(&h->lines[line], cell) != NULL ||
	    !header_lines_go_on(h, line, cell))
		return row_cell(&h->lines[line], cell);
	while (from > 0 && row_cell(&h->lines[line], from) == NULL) {
		for (size_t above = 0; above < line; above++) {
			if (row_cell(&h->lines[above], from) != NULL)
				return NULL;
		}
		from--;
	}
	return row_cell(&h->lines[line], from);
}

struct row
header_lines_join(struct arena *a, const struct header_lines *h)
{
	struct row joined = { .line = h->lines[0].line };
	struct field *fields;

	for (size_t i = 0; i < h->count; i++) {
		if (joined.count < h->lines[i].count)
			joined.count = h->lines[i].count;
	}
	fields = arena_alloc(a, (joined.count + 1) * sizeof(*fields));
	for (size_t cell = 0; cell < joined.count; cell++) {
		const char *heading = NULL;

		for (size_t line = 0; line < h->count; line++) {
			const char *more = header_lines_part(h, line, cell);

			if (more != NULL && heading != NULL)
				heading =
				    arena_print(a, "%s %s", heading, more);
			else if (more != NULL)
				heading = more;
		}
		fields[cell] = (struct field){ "", heading, NULL };
	}
	joined.fields = fields;
	return joined;
}

bool
header_lines_keep(
    struct arena *a, struct header_lines *h, const struct row *row)
{
	if (h->count == HEADER_LINES_MAX)
		return false;
	h->lines[h->count++] = row_copy(a, row);
	return true;
}
