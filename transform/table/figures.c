#include "transform/table/figures.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "package/value.h"
#include "transform/normalise/normalise.h"
#include "transform/table/cell.h"

static bool
figure_is_not_available(const char *text)
{
	static const char *const words[] = { "N/A", "n/a", "NA", "n.a.", NULL };

	return text_is_one_of(text, words);
}

/* "$1,214,737.50", "($12)" without the sign of the dollar; NULL if too long. */
static const char *
figure_without_dollar(struct arena *a, const char *text)
{
	const char *sign = strchr(text, '$');

	if (sign == NULL)
		return text;
	return arena_print(a, "%.*s%s", (int)(sign - text), text, sign + 1);
}

/*
 * "4.37E+08" in a text is what a spreadsheet showed of a number, which may
 * have been longer. In a workbook it is the whole number.
 */
static bool
figure_may_be_rounded(const struct reading *r, const char *text)
{
	const char *exponent = strpbrk(text, "eE");

	return exponent != NULL && exponent[1] == '+' && r->place != NULL &&
	    (strcmp(r->place, "line") == 0 || strcmp(r->place, "record") == 0);
}

enum figure
figure_read(struct reading *r, const char *field, size_t line, const char *text,
    struct decimal *value)
{
	const char *s;

	*value = (struct decimal){ "" };
	if (cell_is_blank(text))
		return FIGURE_NONE;
	if (figure_is_not_available(text))
		return FIGURE_NOT_AVAILABLE;
	s = figure_without_dollar(r->arena, text);
	r->figures++;
	if (decimal_read(s, value)) {
		if (figure_may_be_rounded(r, s))
			reading_fault(r, field, line, text,
			    "may be rounded: a spreadsheet wrote an exponent");
		return FIGURE_GIVEN;
	}
	s = cell_skip_blanks(s);
	if (*s == '-' && *cell_skip_blanks(s + 1) == '\0') {
		*value = (struct decimal){ "0" };
		return FIGURE_GIVEN;
	}
	r->commas += decimal_has_comma(s);
	reading_fault(r, field, line, text, "is not a number");
	return FIGURE_UNREAD;
}

enum figure
figure_read_unsigned(struct reading *r, const char *field, size_t line,
    const char *text, struct decimal *value)
{
	enum figure figure = figure_read(r, field, line, text, value);

	if (figure != FIGURE_GIVEN || !decimal_is_negative(value))
		return figure;
	*value = (struct decimal){ "" };
	reading_fault(r, field, line, text, "cannot be below zero");
	return FIGURE_UNREAD;
}

/* What a table is about */

static const char *
figures_our_name(const struct party *p)
{
	return p->country.name == NULL ? p->name : p->country.name;
}

static bool
figures_is_noted(const struct text_list *list, const char *name)
{
	for (; list != NULL; list = list->next) {
		if (strcmp(list->text, name) == 0)
			return true;
	}
	return false;
}

void
figures_note(
    struct reading *r, struct figures *f, const struct party *p, int year)
{
	const char *name = figures_our_name(p);
	struct text_list *entry;

	if (year != 0)
		f->years[year - FISCAL_YEAR_FIRST] = true;
	if (name == NULL || figures_is_noted(f->partners, name))
		return;
	entry = arena_alloc(r->document_arena, sizeof(*entry));
	entry->text = arena_string(r->document_arena, name);
	entry->next = f->partners;
	f->partners = entry;
}

int
figures_first(const struct figures *f)
{
	for (int i = 0; i < FISCAL_YEARS; i++) {
		if (f->years[i])
			return FISCAL_YEAR_FIRST + i;
	}
	return 0;
}

int
figures_last(const struct figures *f)
{
	for (int i = FISCAL_YEARS; i > 0; i--) {
		if (f->years[i - 1])
			return FISCAL_YEAR_FIRST + i - 1;
	}
	return 0;
}

static bool
figures_has_gap(const struct figures *f, int first, int last)
{
	for (int year = first; year < last; year++) {
		if (!f->years[year - FISCAL_YEAR_FIRST])
			return true;
	}
	return false;
}

void
figures_scope(
    struct reading *r, const struct figures *f, bool chosen, struct edition *e)
{
	int first = figures_first(f);
	int last = figures_last(f);
	struct text_list *reporter;
	struct day day;

	reporter = arena_alloc(r->document_arena, sizeof(*reporter));
	reporter->text = "United States";
	e->reporters = reporter;
	if (f->partners != NULL && (chosen || f->partners->next == NULL))
		e->partners = f->partners;
	if (first == 0 || figures_has_gap(f, first, last)) {
		e->partial = true;
		return;
	}
	fiscal_year_days(first, &e->since, &day);
	fiscal_year_days(last, &day, &e->until);
}

void
figures_place(struct reading *r, struct day newest, struct edition *e)
{
	struct arena *a = r->document_arena;
	const char *day;

	if (e->stated_at != NULL || r->document->published_on != NULL ||
	    r->published_on[0] != '\0' || newest.year == 0)
		return;
	day = day_text(a, day_add(newest, 1));
	e->placed_at = arena_print(a, "%sT00:00:00Z", day);
	reading_fault(r, "edition_at", 0, NULL,
	    arena_print(r->arena,
		"is not stated: what the edition holds places it at %s", day));
	reading_unit_end(r);
}
