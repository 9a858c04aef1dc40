#include "transform/source/world_bank/bank_series.h"

#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/reference.h"
#include "transform/table/cell.h"

/* The indicator */

static const struct bank_indicator bank_indicators[] = {
	{ "NY.GDP.MKTP.CD", "gdp", "USD" },
	{ "SP.POP.TOTL", "population", "persons" },
	{ "MS.MIL.XPND.CD", "military_expenditure", "USD" },
	{ "MS.MIL.XPND.GD.ZS", "military_expenditure_share_of_gdp", "percent" },
};

const struct bank_indicator *
bank_find_indicator(const char *code)
{
	size_t count = sizeof(bank_indicators) / sizeof(bank_indicators[0]);

	for (size_t i = 0; code != NULL && i < count; i++) {
		if (strcmp(bank_indicators[i].code, code) == 0)
			return &bank_indicators[i];
	}
	return NULL;
}

const struct bank_indicator *
bank_indicator_within(const char *text)
{
	size_t count = sizeof(bank_indicators) / sizeof(bank_indicators[0]);

	for (size_t i = 0; i < count; i++) {
		if (strstr(text, bank_indicators[i].code) != NULL)
			return &bank_indicators[i];
	}
	return NULL;
}

const char *
bank_printed_name(
    struct reading *r, size_t line, const char **first, const char *printed)
{
	printed = cell_trim(r->arena, printed);
	if (*first == NULL)
		*first = arena_string(r->document_arena, printed);
	else if (printed == NULL || strcmp(printed, *first) != 0)
		reading_fault(r, "item_name", line, printed,
		    arena_print(
			r->arena, "is not that of the first row, %s", *first));
	return *first;
}

void
bank_describe(const struct bank_indicator *indicator, const char *printed,
    struct observation *o)
{
	o->indicator = indicator->name;
	o->item_scheme = "World Bank indicator";
	o->item_code = indicator->code;
	o->item_name = printed;
	o->unit = indicator->unit;
}

void
bank_begin_edition(struct reading *r, const struct bank_indicator *indicator,
    struct edition *e)
{
	struct text_list *one = arena_alloc(r->document_arena, sizeof(*one));

	reading_recognise(r);
	one->text = indicator->name;
	e->dataset = "world-bank";
	e->indicators = one;
	e->partial = true; /* a page is a part of the table */
	reading_edition(r, e);
}

/* The reporter */

bool
bank_is_state(const struct country *c)
{
	return c->kind != NULL &&
	    (strcmp(c->kind, "country") == 0 ||
		strcmp(c->kind, "territory") == 0);
}

bool
bank_find_reporter(struct reading *r, size_t line, const char *code,
    const char *name, struct observation *o)
{
	const struct country *coded =
	    code == NULL ? NULL : reference_country_coded(r->reference, code);
	struct country named = { .name = NULL };
	bool is_named =
	    party_find(r->reference, r->document_arena, name, &named);

	o->reporter.name = name;
	if (code != NULL && strlen(code) != 3) {
		reading_fault(
		    r, "country", line, code, "is no code of three letters");
		return false;
	}
	if (coded != NULL)
		o->reporter.country = *coded;
	else if (is_named && bank_is_state(&named))
		o->reporter.country = named;
	else
		o->total_of = "reporter";
	if (coded != NULL && is_named && strcmp(named.iso3, coded->iso3) != 0)
		reading_fault(r, "country", line, name,
		    arena_print(r->arena,
			"has the code %s, which is %s: the code counts", code,
			coded->name));
	return true;
}
