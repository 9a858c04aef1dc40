#include "transform/notice/value_table.h"

#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"
#include "transform/prose/stated.h"

static COMPILED struct pattern mde_label =
    PATTERN("\\A\\W*(?:Major Defen[sc]e|MDE\\b)");
/* "Grand Total", "Estimated Total Value" */
static COMPILED struct pattern total_label = PATTERN(
    "\\A\\W*(?:(?:Grand|Overall|Combined|Program|Case|Estimated) )*Total\\b");

/* A label and what follows it on the same line; a copy may have "?" between. */
static COMPILED struct pattern row_form =
    PATTERN("^\\W*((?:Major Defen[sc]e Equipment(?: ?\\(MDE\\))?|MDE\\b"
	    "|Other\\b|Total\\b|[A-Z][A-Za-z, -]*?(?= ?[*:]+"
	    "| \\$))(?: ?\\\\[\\d*]{1,2}\\\\)?[^\\w$(-]*)(.*)$");

/* "\\1\\ As defined in Section 47(6) of the Arms Export Control Act." */
static COMPILED struct pattern note =
    PATTERN("^[\\W\\d]*as defined in Section\\b");

static COMPILED struct pattern label_only =
    PATTERN("^\\W*[A-Z][A-Za-z ()-]*\\W*$");

/* The Congressional Record may run the rows on. */
static COMPILED struct pattern row_end =
    PATTERN("\\n|(?<=million|billion)[.;]? (?=(?:Other|Total)\\b)");

/* "[In millions]", "Million": the scale of the rows below. */
static COMPILED struct pattern scale_head =
    PATTERN("\\A\\W*(?:(?:dollars )?in )?((?:m|b)illion)s?(?: of dollars)?"
	    "\\W*\\z");

struct value_row {
	const char *label;
	const char *value; /* NULL until it is found */
	struct value_row *next;
};

struct value_table {
	struct value_row *first;
	struct value_row **end;
	struct value_row **waiting; /* no row before this has no value */
	const char *scale;          /* of what tells none itself, or NULL */
};

static void
value_add_row(struct reading *r, struct value_table *t, const char *label,
    const char *value)
{
	struct value_row *row = arena_alloc(r->arena, sizeof(*row));

	*row = (struct value_row){ label, value, NULL };
	*t->end = row;
	t->end = &row->next;
}

/* Gives a value that stands alone to the first label still without one. */
static void
value_add_lone(struct reading *r, struct value_table *t, const char *value)
{
	while (*t->waiting != NULL && (*t->waiting)->value != NULL)
		t->waiting = &(*t->waiting)->next;
	if (*t->waiting != NULL)
		(*t->waiting)->value = value;
	else
		value_add_row(r, t, "", value);
}

static void
value_take_line(struct reading *r, struct value_table *t, const char *line)
{
	const char *tab;
	struct match m;

	line += strspn(line, " \t"); /* an empty first cell */
	if (line[strspn(line, " \t-=_*.")] == '\0' ||
	    pattern_is_in(&note, line))
		return;
	if (pattern_find(&scale_head, line, &m)) {
		t->scale = match_text(r->arena, &m, 1);
		return;
	}
	tab = strchr(line, '\t');
	if (tab != NULL) {
		const char *value = tab + strspn(tab, " \t");

		value_add_row(r, t,
		    arena_copy(r->arena, line, (size_t)(tab - line)),
		    *value == '\0' ? NULL : value);
	} else if (pattern_find(&row_form, line, &m)) {
		value_add_row(r, t, match_text(r->arena, &m, 1),
		    match_text(r->arena, &m, 2));
	} else if (pattern_is_in(&label_only, line)) {
		value_add_row(r, t, line, NULL);
	} else {
		value_add_lone(r, t, line);
	}
}

/* The amounts of one label in a table. */
struct value_amounts {
	const char *field;
	bool add; /* several are parts of a sum, else copies of one */
	bool unknown;
	struct money money;
};

/* "$ 90" below "[In millions]" */
static bool
value_read_amount(struct reading *r, const struct value_row *row,
    const char *scale, struct money *value)
{
	static COMPILED struct pattern bare =
	    PATTERN("\\A\\$? ?\\d[\\d,]*(?:\\.\\d+)?[. ]*\\z");
	const char *text = row->value;

	if (scale != NULL && pattern_is_in(&bare, text)) {
		text = arena_print(r->arena, "%s %s", text, scale);
		if (!money_read(text, value))
			return false;
		value->text = row->value;
		return stated_is_possible(value);
	}
	return money_read(text, value) && stated_is_possible(value);
}

static void
value_take_amount(struct reading *r, struct value_amounts *a,
    const struct value_row *row, const char *scale, size_t line)
{
	const char *reason = NULL;
	struct money value = { 0 };

	if (row->value == NULL)
		reason = "has no value";
	else if (!value_read_amount(r, row, scale, &value))
		reason = "not an amount";
	else if (a->money.given && !a->add && value.cents != a->money.cents)
		reason = "differs from the same row before";
	else if (a->money.given && a->add &&
	    __builtin_add_overflow(a->money.cents, value.cents, &value.cents))
		reason = "too large";
	if (a->money.given && a->add)
		value.text = NULL; /* a sum stands nowhere */
	if (reason == NULL) {
		a->money = value;
		return;
	}
	a->unknown = true;
	reading_fault(r, a->field, line,
	    row->value != NULL ? row->value : row->label, reason);
}

/* Of amounts of which one is unknown nothing is known. */
static struct money
value_known(const struct value_amounts *a)
{
	struct money nothing = { 0 };

	return a->unknown ? nothing : a->money;
}

static void
value_cut_rows(struct reading *r, struct value_table *t, const char *text)
{
	const char *end = text + strlen(text);
	struct match m;

	while (pattern_find_in(&row_end, text, (size_t)(end - text), &m)) {
		value_take_line(r, t,
		    arena_copy(r->arena, text, (size_t)(m.start[0] - text)));
		text = m.start[0] + m.length[0];
	}
	value_take_line(r, t, text);
}

void
value_table_read(
    struct reading *r, const char *text, size_t line, struct notice *n)
{
	struct value_table t = { .end = &t.first, .waiting = &t.first };
	struct value_amounts mde = { .field = "mde_usd" };
	struct value_amounts other = { .field = "other_usd", .add = true };
	struct value_amounts total = { .field = "total_usd" };

	value_cut_rows(r, &t, text);
	for (const struct value_row *row = t.first; row != NULL;
	     row = row->next) {
		if (pattern_is_in(&mde_label, row->label))
			value_take_amount(r, &mde, row, t.scale, line);
		else if (pattern_is_in(&total_label, row->label))
			value_take_amount(r, &total, row, t.scale, line);
		else
			value_take_amount(r, &other, row, t.scale, line);
	}
	n->mde = value_known(&mde);
	n->other = value_known(&other);
	n->total = value_known(&total);
	if (!n->total.given)
		reading_fault(
		    r, "total_usd", line, NULL, "no total in the table");
}
