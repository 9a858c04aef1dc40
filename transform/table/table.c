#include "transform/table/internal.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"

/* Further down no header stands, and what looks like one is a row. */
#define HEADER_ROWS 60

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
	text = table_skip_blanks(text);
	return strncasecmp(text, "<!doctype", 9) == 0 ||
	    strncasecmp(text, "<html", 5) == 0 ||
	    strncasecmp(text, "<head", 5) == 0;
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

		if (row->count > TABLE_WIDTH || like == 0)
			continue;
		if (table_fits(r, t, *forms, row, &found)) {
			t->form = *forms;
			table_keep_headings(r, t, row);
			return t->named ? TABLE_BODY : TABLE_HEADER;
		}
		if (like > most) {
			m = found;
			most = like;
		}
	}
	if (most == 0 && !t->named && row->line <= HEADER_ROWS)
		return TABLE_ABOVE;
	if (most == 0)
		m.reason =
		    "is not known: no column has a name that was expected";
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

const char *
table_value(struct reading *r, const struct table *t, const struct row *row,
    size_t column)
{
	const char *value;
	size_t length;

	if (t->named)
		value = table_named_value(&t->form->columns[column], row);
	else if (t->first[column] < 0)
		return NULL;
	else
		value = row_cell(row, (size_t)t->first[column]);
	if (value == NULL)
		return NULL;
	value = table_skip_blanks(value);
	length = strlen(value);
	while (length > 0) {
		if (isspace((unsigned char)value[length - 1]))
			length--;
		else if (length > 1 &&
		    strncmp(value + length - 2, "\xC2\xA0", 2) == 0)
			length -= 2;
		else
			break;
	}
	if (length == 0)
		return NULL;
	return value[length] == '\0' ? value
				     : arena_copy(r->arena, value, length);
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
	reading_refuse(r, "header", 0, NULL,
	    t->html ? "is not there: the document is a page of HTML"
		    : "is not there: no row has the names that were expected");
}
