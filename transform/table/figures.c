#include "transform/table/figures.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/text.h"
#include "transform/normalise/normalise.h"

static const char *
figures_skip_blanks(const char *s)
{
	return s + strspn(s, " \t\r\n");
}

/* 0 if it is none. */
static int
fiscal_year_in(const char *s)
{
	char *end;
	long year;

	s = figures_skip_blanks(s);
	if (strncasecmp(s, "fy", 2) == 0)
		s = figures_skip_blanks(s + 2);
	year = strtol(s, &end, 10);
	if (end - s != 4 || *figures_skip_blanks(end) != '\0' ||
	    year < FIGURES_FIRST_YEAR ||
	    year >= FIGURES_FIRST_YEAR + FIGURES_YEARS)
		return 0;
	return (int)year;
}

int
fiscal_year_read(struct reading *r, size_t line, const char *text)
{
	int year = text == NULL ? 0 : fiscal_year_in(text);

	if (year == 0)
		reading_fault(r, "fiscal_year", line, text,
		    text == NULL ? "is missing" : "is not a fiscal year");
	return year;
}

void
fiscal_year_days(int year, struct day *first, struct day *last)
{
	bool october = year > 1976;

	*first = (struct day){ (int16_t)(year - 1), october ? 10 : 7, 1 };
	*last = (struct day){ (int16_t)year, october ? 9 : 6, 30 };
}

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

enum figure
figure_read(struct reading *r, const char *field, size_t line, const char *text,
    struct decimal *value)
{
	const char *s;

	*value = (struct decimal){ "" };
	if (text == NULL || *figures_skip_blanks(text) == '\0')
		return FIGURE_NONE;
	if (figure_is_not_available(text))
		return FIGURE_NOT_AVAILABLE;
	s = figure_without_dollar(r->arena, text);
	r->figures++;
	if (decimal_read(s, value))
		return FIGURE_GIVEN;
	s = figures_skip_blanks(s);
	if (*s == '-' && *figures_skip_blanks(s + 1) == '\0') {
		*value = (struct decimal){ "0" };
		return FIGURE_GIVEN;
	}
	r->commas += decimal_has_comma(s);
	reading_fault(r, field, line, text, "is not a number");
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
		f->years[year - FIGURES_FIRST_YEAR] = true;
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
	for (int i = 0; i < FIGURES_YEARS; i++) {
		if (f->years[i])
			return FIGURES_FIRST_YEAR + i;
	}
	return 0;
}

int
figures_last(const struct figures *f)
{
	for (int i = FIGURES_YEARS; i > 0; i--) {
		if (f->years[i - 1])
			return FIGURES_FIRST_YEAR + i - 1;
	}
	return 0;
}

static bool
figures_has_gap(const struct figures *f, int first, int last)
{
	for (int year = first; year < last; year++) {
		if (!f->years[year - FIGURES_FIRST_YEAR])
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
