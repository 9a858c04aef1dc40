#include "transform/table/table.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/text.h"
#include "transform/table/cell.h"

/* Further down no header stands, and what looks like one is a row. */
#define HEADER_ROWS 60

/* What is wrong with a header, in words. */
struct table_mismatch {
	const char *value;
	const char *reason;
};

static bool
table_is_column(const struct table_column *c, const char *heading)
{
	if (heading == NULL)
		heading = "";
	if (c->fits != NULL)
		return c->fits(heading);
	if (cell_is_same(c->name, heading))
		return true;
	for (const char *const *a = c->aliases; a != NULL && *a != NULL; a++) {
		if (cell_is_same(*a, heading))
			return true;
	}
	return false;
}

/* The header */

/* The names of its fields, or else its cells. */
static const char *
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
static size_t
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

/* The columns stand in the order of the question. */
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
static bool
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

static bool
table_fits(struct reading *r, struct table *t, const struct table_form *form,
    const struct row *row, struct table_mismatch *m)
{
	if (t->named)
		return table_fits_names(r, t, form, row, m);
	return t->asked ? table_fit_asked(r, t, form, row, m)
			: table_fits_form(r, t, form, row, m);
}

/* Finding it */

/* By so many names a header is of a source, though others have changed. */
#define HEADER_LIKENESS 2

static void
table_recognise(struct reading *r, const struct table *t)
{
	if (!t->is_common)
		reading_recognise(r);
}

static void
table_keep_headings(struct reading *r, struct table *t, const struct row *row)
{
	for (size_t i = 0; i < t->width; i++)
		t->heading[i] = arena_string(
		    r->document_arena, table_heading_of(t, row, i));
}

static bool
table_looks_like_html(const struct row *row)
{
	const char *text = row_cell(row, 0);

	if (text == NULL)
		return false;
	text = cell_skip_blanks(text);
	return strncasecmp(text, "<!doctype", 9) == 0 ||
	    strncasecmp(text, "<html", 5) == 0 ||
	    strncasecmp(text, "<head", 5) == 0;
}

/* Whether the names of a form stand in one cell: other marks part them. */
static bool
table_is_glued(const struct table_form *form, const char *cell)
{
	size_t named = 0;
	size_t found = 0;

	for (size_t i = 0; i < form->count; i++) {
		const struct table_column *c = &form->columns[i];

		if (c->fits != NULL || c->name[0] == '\0' ||
		    c->kind == COLUMN_OPTIONAL)
			continue;
		named++;
		found += strcasestr(cell, c->name) != NULL;
	}
	return named > 2 && found * 2 > named;
}

static void
table_note_glued(struct reading *r, struct table *t,
    const struct table_form *form, const struct row *row)
{
	for (size_t i = 0; t->glued == NULL && i < row->count; i++) {
		const char *cell = row->fields[i].value;

		if (cell == NULL || !table_is_glued(form, cell))
			continue;
		t->glued = arena_string(r->document_arena, cell);
		t->likely = row->line;
	}
}

/* No row is a header; one may have been meant to be. */
static void
table_refuse_without_header(
    struct reading *r, const struct table *t, size_t line, const char *reason)
{
	if (t->glued == NULL)
		reading_refuse(r, "header", line, NULL, reason);
	else
		reading_refuse(r, "header", t->likely, t->glued,
		    "has the names that were expected in one cell: a "
		    "spreadsheet parted the cells by another mark");
}

/* Most of the row is the form's, and most of the form is in the row. */
static bool
table_is_drifted(const struct table *t, const struct table_form *form,
    const struct row *row, size_t like)
{
	return like >= HEADER_LIKENESS &&
	    (form->others || like * 2 >= table_width_of(t, row));
}

static enum table_part
table_look_for_header(struct reading *r, struct table *t,
    const struct table_form *const *forms, const struct row *row)
{
	struct table_mismatch m = { 0 };
	size_t most = 0; /* what the row is most like, is wrong in it */

	t->named = row->count > 0 && row->fields[0].name[0] != '\0';
	t->html = t->html || table_looks_like_html(row);
	for (; *forms != NULL; forms++) {
		struct table_mismatch found = { 0 };
		size_t like = table_likeness(t, *forms, row);

		if (!t->named && like == 0)
			table_note_glued(r, t, *forms, row);
		if (row->count > TABLE_WIDTH || like == 0)
			continue;
		if (table_fits(r, t, *forms, row, &found)) {
			t->form = *forms;
			table_keep_headings(r, t, row);
			table_recognise(r, t);
			return t->named ? TABLE_BODY : TABLE_HEADER;
		}
		if (table_is_drifted(t, *forms, row, like))
			table_recognise(r, t);
		if (like > most) {
			m = found;
			most = like;
		}
	}
	if (t->glued != NULL)
		table_recognise(r, t);
	if (most == 0 && !t->named && row->line <= HEADER_ROWS)
		return TABLE_ABOVE;
	if (most == 0)
		table_refuse_without_header(r, t, row->line,
		    "is not known: no column has a name that was expected");
	else
		reading_refuse(r, "header", row->line, m.value, m.reason);
	return TABLE_REFUSED;
}

static bool
table_is_repeated_header(const struct table *t, const struct row *row)
{
	size_t same = 0;

	for (size_t i = 0; i < t->width && i < row->count; i++) {
		const char *value = row->fields[i].value;

		if (t->heading[i] != NULL &&
		    (value == NULL || strcmp(value, t->heading[i]) != 0))
			return false;
		same += t->heading[i] != NULL;
	}
	return same > 1;
}

static enum table_part
table_take_named(struct reading *r, struct table *t, const struct row *row)
{
	struct table_mismatch m;

	if (table_fits_names(r, t, t->form, row, &m))
		return TABLE_BODY;
	reading_refuse(r, "header", row->line, m.value, m.reason);
	return TABLE_REFUSED;
}

enum table_part
table_take(struct reading *r, struct table *t,
    const struct table_form *const *forms, const struct row *row)
{
	if (t->form == NULL)
		return table_look_for_header(r, t, forms, row);
	if (t->named)
		return table_take_named(r, t, row);
	return table_is_repeated_header(t, row) ? TABLE_HEADER : TABLE_BODY;
}

/* Values */

static const char *
table_named_value(const struct table_column *c, const struct row *row)
{
	for (size_t i = 0; i < row->count; i++) {
		if (table_is_column(c, row->fields[i].name))
			return row->fields[i].value;
	}
	return NULL;
}

/* What a spreadsheet shows where it could not count is no text. */
static const char *
table_text(struct reading *r, const struct row *row, const char *text)
{
	static const char *const errors[] = { "#REF!", "#N/A", "#VALUE!",
		"#DIV/0!", "#NAME?", "#NULL!", "#NUM!", NULL };

	text = cell_trim(r->arena, text);
	if (text == NULL || *text != '#' || !text_is_one_of(text, errors))
		return text;
	reading_fault(
	    r, "cell", row->line, text, "is an error of a spreadsheet");
	return NULL;
}

const char *
table_value(struct reading *r, const struct table *t, const struct row *row,
    size_t column)
{
	if (t->named)
		return table_text(
		    r, row, table_named_value(&t->form->columns[column], row));
	if (t->first[column] < 0)
		return NULL;
	return table_text(r, row, row_cell(row, (size_t)t->first[column]));
}

bool
table_is_short(const struct table *t, const struct row *row)
{
	return !t->named && row->part == NULL && row->count < t->width;
}

bool
table_is_whole(struct reading *r, const struct table *t, const struct row *row)
{
	r->cut_off = table_is_short(t, row);
	if (r->cut_off)
		reading_fault(r, "row", row->line, row_cell(row, 0),
		    "has fewer cells than the table has columns");
	for (size_t i = t->width; !t->named && i < row->count; i++) {
		if (row->fields[i].value == NULL)
			continue;
		reading_fault(r, "row", row->line, row->fields[i].value,
		    "has more cells than the table has columns");
		return false;
	}
	return true;
}

void
table_end(struct reading *r, const struct table *t)
{
	if (t->form != NULL)
		return;
	table_refuse_without_header(r, t, 0,
	    t->html ? "is not there: the document is a page of HTML"
		    : "is not there: no row has the names that were expected");
}
