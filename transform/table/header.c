#include "transform/table/internal.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"

/* Comparing names */

static bool
table_is_blank(const char *s, size_t *length)
{
	*length = strncmp(s, "\xC2\xA0", 2) == 0 ? 2 : 1;
	return *length == 2 || isspace((unsigned char)*s);
}

const char *
table_skip_blanks(const char *s)
{
	size_t length;

	while (*s != '\0' && table_is_blank(s, &length))
		s += length;
	return s;
}

/* Case and white space do not matter. */
static bool
table_is_same_name(const char *a, const char *b)
{
	a = table_skip_blanks(a);
	b = table_skip_blanks(b);
	while (*a != '\0' && *b != '\0') {
		size_t la;
		size_t lb;

		if (table_is_blank(a, &la) && table_is_blank(b, &lb)) {
			a = table_skip_blanks(a);
			b = table_skip_blanks(b);
			continue;
		}
		if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
			break;
		a++;
		b++;
	}
	return *table_skip_blanks(a) == '\0' && *table_skip_blanks(b) == '\0';
}

bool
table_is_column(const struct table_column *c, const char *heading)
{
	if (heading == NULL)
		heading = "";
	if (c->fits != NULL)
		return c->fits(heading);
	if (table_is_same_name(c->name, heading))
		return true;
	for (const char *const *a = c->aliases; a != NULL && *a != NULL; a++) {
		if (table_is_same_name(*a, heading))
			return true;
	}
	return false;
}

/* The header */

/* The names of its fields, or else its cells. */
const char *
table_heading_of(const struct table *t, const struct row *row, size_t cell)
{
	return t->named ? row->fields[cell].name : row->fields[cell].value;
}

/* So many cells are left when the empty ones at the end are not counted. */
static size_t
table_width_of(const struct table *t, const struct row *row)
{
	size_t width = row->count;

	while (width > 0 && table_heading_of(t, row, width - 1) == NULL)
		width--;
	return width;
}

static bool
table_is_known_name(const struct table_form *form, const char *heading)
{
	for (size_t i = 0; i < form->count; i++) {
		if (table_is_column(&form->columns[i], heading))
			return true;
	}
	return false;
}

static bool
table_has_column(
    const struct table *t, const struct table_column *c, const struct row *row)
{
	for (size_t i = 0; i < row->count; i++) {
		if (table_is_column(c, table_heading_of(t, row, i)))
			return true;
	}
	return false;
}

/*
 * How many of a form's named columns the row has; 0 if that is less than half
 * as many as the form must have.
 */
size_t
table_likeness(
    const struct table *t, const struct table_form *form, const struct row *row)
{
	size_t named = 0;
	size_t found = 0;

	for (size_t i = 0; i < form->count; i++) {
		const struct table_column *c = &form->columns[i];

		if (c->fits == NULL && c->name[0] == '\0')
			continue;
		named += c->kind != COLUMN_OPTIONAL;
		found += table_has_column(t, c, row);
	}
	return found * 2 >= named ? found : 0;
}

static struct table_mismatch
table_mismatch_at(struct reading *r, const struct table *t,
    const struct row *row, const struct table_form *form, size_t column,
    size_t cell, size_t width)
{
	const struct table_column *c =
	    column < form->count ? &form->columns[column] : NULL;
	const char *heading =
	    cell < width ? table_heading_of(t, row, cell) : NULL;
	struct table_mismatch m = { .value = heading };

	if (c == NULL)
		m.reason =
		    arena_print(r->arena, "column %zu is not known%s", cell + 1,
			table_is_known_name(form, heading) ? " there" : "");
	else if (cell >= width || !table_has_column(t, c, row))
		m.reason = arena_print(r->arena,
		    "column %zu should be \"%s\", which is missing", cell + 1,
		    c->name);
	else
		m.reason = arena_print(r->arena,
		    "column %zu should be \"%s\", which stands elsewhere",
		    cell + 1, c->name);
	return m;
}

static void
table_clear_columns(struct table *t)
{
	for (size_t i = 0; i < TABLE_WIDTH; i++) {
		t->column_of[i] = -1;
		t->first[i] = -1;
	}
}

static void
table_note_cell(struct table *t, size_t cell, size_t column)
{
	t->column_of[cell] = (short)column;
	if (t->first[column] < 0)
		t->first[column] = (short)cell;
}

/*
 * Goes along the form and the header side by side. True when they fit; else
 * says where they part.
 */
static bool
table_fits_form(struct reading *r, struct table *t,
    const struct table_form *form, const struct row *row,
    struct table_mismatch *m)
{
	size_t width = table_width_of(t, row);
	size_t cell = 0;
	size_t column = 0;

	table_clear_columns(t);
	while (column < form->count || cell < width) {
		const struct table_column *c =
		    column < form->count ? &form->columns[column] : NULL;

		if (c != NULL && cell < width &&
		    table_is_column(c, table_heading_of(t, row, cell))) {
			table_note_cell(t, cell++, column);
			if (c->kind != COLUMN_MANY)
				column++;
		} else if (c != NULL &&
		    (c->kind == COLUMN_OPTIONAL ||
			(c->kind == COLUMN_MANY && t->first[column] >= 0))) {
			column++;
		} else if (form->others && cell < width &&
		    !table_is_known_name(
			form, table_heading_of(t, row, cell))) {
			cell++;
		} else {
			*m = table_mismatch_at(
			    r, t, row, form, column, cell, width);
			return false;
		}
	}
	t->width = width;
	return true;
}

/* Every column that must be there; says which is not. */
static bool
table_has_all_columns(struct reading *r, const struct table *t,
    const struct table_form *form, const struct row *row,
    struct table_mismatch *m)
{
	for (size_t i = 0; i < form->count; i++) {
		const struct table_column *c = &form->columns[i];

		if (c->kind == COLUMN_OPTIONAL || table_has_column(t, c, row))
			continue;
		*m = (struct table_mismatch){ NULL,
			arena_print(r->arena, "\"%s\" is missing", c->name) };
		return false;
	}
	return true;
}

/* The columns are where who asked wanted them. */
static bool
table_fit_asked(struct reading *r, struct table *t,
    const struct table_form *form, const struct row *row,
    struct table_mismatch *m)
{
	size_t width = table_width_of(t, row);

	table_clear_columns(t);
	if (!table_has_all_columns(r, t, form, row, m))
		return false;
	for (size_t i = 0; i < width; i++) {
		const char *heading = table_heading_of(t, row, i);
		size_t column = 0;

		while (column < form->count &&
		    !table_is_column(&form->columns[column], heading))
			column++;
		if (column < form->count) {
			table_note_cell(t, i, column);
		} else if (!form->others) {
			*m = (struct table_mismatch){ heading,
				arena_print(r->arena, "column %zu is not known",
				    i + 1) };
			return false;
		}
	}
	t->width = width;
	return true;
}

/* Rows with names may have them in any order: JSON does. */
bool
table_fits_names(struct reading *r, struct table *t,
    const struct table_form *form, const struct row *row,
    struct table_mismatch *m)
{
	table_clear_columns(t);
	if (!table_has_all_columns(r, t, form, row, m))
		return false;
	for (size_t i = 0; i < row->count; i++) {
		if (form->others ||
		    table_is_known_name(form, row->fields[i].name))
			continue;
		*m = (struct table_mismatch){ row->fields[i].name,
			"is not known" };
		return false;
	}
	t->width = row->count;
	return true;
}

bool
table_fits(struct reading *r, struct table *t, const struct table_form *form,
    const struct row *row, struct table_mismatch *m)
{
	if (t->named)
		return table_fits_names(r, t, form, row, m);
	return t->asked ? table_fit_asked(r, t, form, row, m)
			: table_fits_form(r, t, form, row, m);
}
