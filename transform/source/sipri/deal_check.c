#include "transform/source/sipri/deal_check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "transform/source/sipri/sipri.h"

/* Values are printed to a hundredth, those of one article too. */
#define HALF_A_HUNDREDTH 0.005

struct deal_side {
	const char *number_field;
	const char *tiv_field;
	enum sipri_column number_column;
	enum sipri_column tiv_column;
	const struct decimal *number;
	const struct decimal *tiv;
};

static bool
deal_has(const struct table_form *form, enum sipri_column what)
{
	for (size_t i = 0; i < form->count; i++) {
		if (form->columns[i].meaning == (int)what)
			return true;
	}
	return false;
}

/* Whether a cell of the row could not be read: then it is not missing. */
static bool
deal_is_faulty(const struct reading *r, const char *field)
{
	for (const struct fault *f = r->faults; f != NULL; f = f->next) {
		if (strcmp(f->field, field) == 0 ||
		    strcmp(f->field, "row") == 0)
			return true;
	}
	return false;
}

static void
deal_must_have(struct reading *r, const struct transfer *t, const char *field,
    bool is_there)
{
	if (!is_there && !deal_is_faulty(r, field))
		reading_fault(r, field, t->line, NULL, "is missing");
}

static bool
deal_is_some(const struct decimal *d)
{
	return strpbrk(d->text, "123456789") != NULL;
}

/* "36", each of "0.42", "15.12": the rounding of one counts 36 times. */
static void
deal_check_product(struct reading *r, const struct transfer *t,
    const struct deal_side *side, const struct decimal *unit)
{
	double number = strtod(side->number->text, NULL);
	double tiv = strtod(side->tiv->text, NULL);
	double apart = fabs(number * strtod(unit->text, NULL) - tiv);

	if (apart > (number + 1) * HALF_A_HUNDREDTH + 0.0001)
		reading_fault(r, side->tiv_field, t->line, side->tiv->text,
		    arena_print(r->arena, "is not that of %s, each of %s",
			side->number->text, unit->text));
}

static void
deal_check_side(struct reading *r, const struct table_form *form,
    const struct transfer *t, const struct deal_side *side)
{
	const struct decimal *unit = deal_has(form, SIPRI_TIV_DEAL_UNIT)
	    ? &t->tiv_deal_unit
	    : &t->tiv_unit;
	bool number = side->number->text[0] != '\0';
	bool tiv = side->tiv->text[0] != '\0';

	if (!deal_has(form, side->number_column) ||
	    !deal_has(form, side->tiv_column))
		return;
	if (number && tiv && unit->text[0] != '\0')
		deal_check_product(r, t, side, unit);
	else if (number && !tiv)
		deal_must_have(r, t, side->tiv_field, false);
	else if (!number && deal_is_some(side->tiv))
		deal_must_have(r, t, side->number_field, false);
}

/* In words, to 2020 in letters. As printed, for it may be misprinted. */
static void
deal_check_status(struct reading *r, const struct transfer *t)
{
	static const char *const known[] = { "New", "Second hand",
		"Second hand but modernized", "N", "S", "R", NULL };

	if (t->status != NULL && !text_is_one_of(t->status, known))
		reading_fault(
		    r, "status", t->line, t->status, "is none that is known");
}

void
deal_check(
    struct reading *r, const struct table_form *form, const struct transfer *t)
{
	const struct deal_side ordered = { "number_ordered", "tiv_ordered",
		SIPRI_ORDERED, SIPRI_TIV_ORDERED, &t->ordered.number,
		&t->tiv_ordered };
	const struct deal_side delivered = { "number_delivered",
		"tiv_delivered", SIPRI_DELIVERED, SIPRI_TIV_DELIVERED,
		&t->delivered.number, &t->tiv_delivered };
	const struct {
		const char *field;
		enum sipri_column column;
		bool is_there;
	} always[] = {
		{ "publisher_id", SIPRI_ID, t->publisher_id != NULL },
		{ "order_year", SIPRI_ORDER_YEAR, t->order_year != 0 },
		{ "designation", SIPRI_DESIGNATION, t->designation != NULL },
		{ "description", SIPRI_DESCRIPTION, t->description != NULL },
		{ "category", SIPRI_CATEGORY, t->category != NULL },
		{ "status", SIPRI_STATUS, t->status != NULL },
		{ "tiv_unit", SIPRI_TIV_UNIT, t->tiv_unit.text[0] != '\0' },
		{ "delivery_years", SIPRI_YEARS,
		    t->delivery_years != NULL ||
			!deal_is_some(&t->delivered.number) },
		{ "number_delivered", SIPRI_DELIVERED,
		    t->delivery_years == NULL ||
			t->delivered.number.text[0] != '\0' },
	};

	for (size_t i = 0; i < sizeof(always) / sizeof(always[0]); i++) {
		if (deal_has(form, always[i].column))
			deal_must_have(
			    r, t, always[i].field, always[i].is_there);
	}
	deal_check_status(r, t);
	deal_check_side(r, form, t, &ordered);
	deal_check_side(r, form, t, &delivered);
}
