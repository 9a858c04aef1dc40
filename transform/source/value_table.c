#include "transform/source/value_table.h"

#include <string.h>

#include "arena.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"

#define ROWS_MAX 16

static struct pattern mde_label = PATTERN("^\\W*(?:Major Defen[sc]e|MDE\\b)");
static struct pattern total_label = PATTERN("^\\W*Total\\b");

/* A label and what follows it on the same line. */
static struct pattern row_form =
    PATTERN("^\\W*((?:Major Defen[sc]e Equipment(?: ?\\(MDE\\))?|MDE\\b"
	    "|Other\\b|Total\\b|[A-Z][A-Za-z, -]*?(?= ?[*:]+"
	    "| \\$))[\\s:*.]*)(.*)$");

static struct pattern label_only = PATTERN("^\\W*[A-Z][A-Za-z ()-]*\\W*$");

struct table_row {
	const char *label;
	const char *value; /* NULL until it is found */
};

struct table {
	struct table_row rows[ROWS_MAX];
	size_t count;
};

static void
add_row(struct table *t, const char *label, const char *value)
{
	if (t->count < ROWS_MAX)
		t->rows[t->count++] = (struct table_row){ label, value };
}

/* Gives a value that stands alone to the first label still without one. */
static void
add_value(struct table *t, const char *value)
{
	for (size_t i = 0; i < t->count; i++) {
		if (t->rows[i].value == NULL) {
			t->rows[i].value = value;
			return;
		}
	}
	add_row(t, "", value);
}

static void
take_line(struct reading *r, struct table *t, const char *line)
{
	const char *tab = strchr(line, '\t');
	struct match m;

	if (line[strspn(line, " \t-=_*.")] == '\0')
		return;
	if (tab != NULL && tab > line) {
		const char *value = tab + strspn(tab, " \t");

		add_row(t, arena_copy(r->arena, line, (size_t)(tab - line)),
		    *value == '\0' ? NULL : value);
	} else if (pattern_find(&row_form, line, &m)) {
		add_row(t, match_text(r->arena, &m, 1),
		    match_text(r->arena, &m, 2));
	} else if (pattern_is_in(&label_only, line)) {
		add_row(t, line, NULL);
	} else {
		add_value(t, line + strspn(line, " \t"));
	}
}

static void
set(struct reading *r, const char *field, const struct table_row *row,
    size_t line, struct money *out)
{
	struct money value;

	if (row->value == NULL)
		reading_fault(r, field, line, row->label, "has no value");
	else if (!money_read(row->value, &value))
		reading_fault(r, field, line, row->value, "not an amount");
	else if (out->given &&
	    __builtin_add_overflow(out->cents, value.cents, &value.cents))
		reading_fault(r, field, line, row->value, "too large");
	else
		*out = value;
}

void
value_table_read(
    struct reading *r, const char *text, size_t line, struct notice *n)
{
	struct table t = { .count = 0 };

	while (*text != '\0') {
		size_t length = strcspn(text, "\n");

		take_line(r, &t, arena_copy(r->arena, text, length));
		text += length;
		text += *text == '\n';
	}
	for (size_t i = 0; i < t.count; i++) {
		const struct table_row *row = &t.rows[i];

		if (pattern_is_in(&mde_label, row->label))
			set(r, "mde_usd", row, line, &n->mde);
		else if (pattern_is_in(&total_label, row->label))
			set(r, "total_usd", row, line, &n->total);
		else
			set(r, "other_usd", row, line, &n->other);
	}
	if (!n->total.given)
		reading_fault(
		    r, "total_usd", line, NULL, "no total in the table");
}
