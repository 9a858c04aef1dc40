#include "package/value.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "package/series.h"

/* Without its sign, which the least number has none of the same type for. */
static uint64_t
value_size(int64_t n)
{
	return n < 0 ? -(uint64_t)n : (uint64_t)n;
}

static const char *
digits_text(struct arena *arena, int64_t n)
{
	char digits[24]; /* of the largest, and its sign */
	char *p = digits + sizeof(digits);
	uint64_t rest = value_size(n);

	do
		*--p = (char)('0' + rest % 10);
	while ((rest /= 10) > 0);
	if (n < 0)
		*--p = '-';
	return arena_copy(arena, p, (size_t)(digits + sizeof(digits) - p));
}

const char *
money_text(struct arena *arena, struct money m)
{
	if (!m.given)
		return NULL;
	return arena_print(arena, "%s%" PRIu64 ".%02" PRIu64,
	    m.cents < 0 ? "-" : "", value_size(m.cents) / 100,
	    value_size(m.cents) % 100);
}

/* By hand: a table has two days for each of its figures. */
const char *
day_text(struct arena *arena, struct day d)
{
	char *text;
	int number = d.year * 10000 + d.month * 100 + d.day;

	if (d.year == 0)
		return NULL;
	text = arena_alloc(arena, sizeof("2026-03-10"));
	for (int i = 9; i >= 0; i--) {
		text[i] = '-';
		if (i == 4 || i == 7)
			continue;
		text[i] = (char)('0' + number % 10);
		number /= 10;
	}
	return text;
}

/* Texts and numbers */

const char *
text_value(struct arena *arena, const void *value)
{
	const text_kind *text = value;

	(void)arena;
	return *text;
}

const char *
number_value(struct arena *arena, const void *value)
{
	const number_kind *number = value;

	return digits_text(arena, (int64_t)*number);
}

const char *
count_value(struct arena *arena, const void *value)
{
	const count_kind *count = value;

	return digits_text(arena, (int64_t)*count);
}

const char *
count_or_none_value(struct arena *arena, const void *value)
{
	const count_or_none_kind *count = value;

	return *count == 0 ? NULL : digits_text(arena, (int64_t)*count);
}

const char *
whole_number_value(struct arena *arena, const void *value)
{
	const whole_number_kind *number = value;

	return digits_text(arena, *number);
}

const char *
int_or_none_value(struct arena *arena, const void *value)
{
	const int_or_none_kind *number = value;

	return *number == 0 ? NULL : digits_text(arena, *number);
}

const char *
people_value(struct arena *arena, const void *value)
{
	const people_kind *number = value;

	return *number < 0 ? NULL : digits_text(arena, *number);
}

const char *
decimal_value(struct arena *arena, const void *value)
{
	const decimal_kind *decimal = value;

	(void)arena;
	return decimal->text[0] == '\0' ? NULL : decimal->text;
}

const char *
money_value(struct arena *arena, const void *value)
{
	const money_kind *money = value;

	return money_text(arena, *money);
}

const char *
day_value(struct arena *arena, const void *value)
{
	const day_kind *day = value;

	return day_text(arena, *day);
}

/* Whether something is so */

static const char *
bool_text(bool yes)
{
	return yes ? "true" : "false";
}

const char *
flag_value(struct arena *arena, const void *value)
{
	const flag_kind *flag = value;

	(void)arena;
	return bool_text(*flag);
}

const char *
truth_value(struct arena *arena, const void *value)
{
	const truth_kind *truth = value;

	(void)arena;
	return *truth == TRUTH_UNKNOWN ? NULL : bool_text(*truth == TRUTH_YES);
}

const char *
is_given_value(struct arena *arena, const void *value)
{
	const is_given_kind *text = value;

	(void)arena;
	return bool_text(*text != NULL);
}

const char *
order_year_doubt_value(struct arena *arena, const void *value)
{
	const order_year_doubt_kind *t = value;

	(void)arena;
	return t->order_year == 0 ? NULL : bool_text(t->order_year_uncertain);
}

const char *
delivery_years_doubt_value(struct arena *arena, const void *value)
{
	const delivery_years_doubt_kind *t = value;

	(void)arena;
	return t->delivery_years == NULL
	    ? NULL
	    : bool_text(t->delivery_years_uncertain);
}

/* Words of ours: each is the name of a value of the kind. */
#define WORD_VALUE(kind, ...)                                            \
	const char *kind##_value(struct arena *arena, const void *value) \
	{                                                                \
		static const char *const names[] = { __VA_ARGS__ };      \
                                                                         \
		(void)arena;                                             \
		return names[*(const kind##_kind *)value];               \
	}

WORD_VALUE(notice_kind, [NOTICE_ORIGINAL] = "original",
    [NOTICE_AMENDMENT] = "amendment", [NOTICE_ENHANCEMENT] = "enhancement",
    [NOTICE_CORRECTION] = "correction")
WORD_VALUE(precision, [PRECISION_NONE] = NULL, [PRECISION_EXACT] = "exact",
    [PRECISION_ESTIMATE] = "estimate", [PRECISION_UP_TO] = "up to",
    [PRECISION_AT_LEAST] = "at least")
WORD_VALUE(award_kind, [AWARD_NEW] = "award",
    [AWARD_MODIFICATION] = "modification", [AWARD_CORRECTION] = "correction")
WORD_VALUE(award_amount, [AWARD_AMOUNT_NONE] = NULL,
    [AWARD_AMOUNT_ACTION] = "action", [AWARD_AMOUNT_CEILING] = "ceiling",
    [AWARD_AMOUNT_NOT_TO_EXCEED] = "not-to-exceed",
    [AWARD_AMOUNT_MINIMUM] = "minimum")
WORD_VALUE(day_precision, [DAY_NOT_GIVEN] = NULL, [DAY_EXACT] = "day",
    [DAY_OF_MONTH] = "month", [DAY_OF_YEAR] = "year")
WORD_VALUE(customer_basis, [CUSTOMER_NAMED] = NULL, [CUSTOMER_SHARE] = "share",
    [CUSTOMER_FUNDS] = "funds")
WORD_VALUE(customer_scope, [SCOPE_NONE] = NULL, [SCOPE_CUSTOMER] = "customer",
    [SCOPE_ALL] = "all", [SCOPE_MIXED] = "mixed")

const char *
quantity_value(struct arena *arena, const void *value)
{
	const quantity_kind *quantity = value;

	return quantity->precision == PRECISION_NONE
	    ? NULL
	    : digits_text(arena, quantity->count);
}

const char *
quantity_from_value(struct arena *arena, const void *value)
{
	const quantity_from_kind *quantity = value;

	return quantity->precision == PRECISION_NONE || quantity->from == 0
	    ? NULL
	    : digits_text(arena, quantity->from);
}

static const char *
place_text(struct arena *arena, const char *place, size_t line)
{
	return line == 0 ? NULL : arena_print(arena, "%s %zu", place, line);
}

const char *
fault_place_value(struct arena *arena, const void *value)
{
	const fault_place_kind *f = value;

	return place_text(arena, f->place, f->line);
}

const char *
evidence_place_value(struct arena *arena, const void *value)
{
	const evidence_place_kind *e = value;

	return place_text(arena, e->place, e->line);
}

static const char *
start_text(struct arena *arena, size_t start, size_t length)
{
	return length == 0 ? NULL : digits_text(arena, (int64_t)start);
}

const char *
fault_start_value(struct arena *arena, const void *value)
{
	const fault_start_kind *f = value;

	return start_text(arena, f->text_start, f->text_length);
}

const char *
evidence_start_value(struct arena *arena, const void *value)
{
	const evidence_start_kind *e = value;

	return start_text(arena, e->start, e->length);
}

const char *
evidence_quote_value(struct arena *arena, const void *value)
{
	const evidence_quote_kind *e = value;

	return start_text(arena, e->quote_start, e->length);
}

const char *
duration_value(struct arena *arena, const void *value)
{
	const duration_kind *o = value;
	struct duration d = series_duration(o);

	if (d.months != 0)
		return arena_print(arena, "P%dM", d.months);
	return d.days == 0 ? NULL : arena_print(arena, "P%dD", d.days);
}

/* Lists */

const char *
list_value(struct arena *arena, const void *value)
{
	const struct text_list *list = *(const list_kind *)value;
	json_t *array;
	char *dumped;
	const char *copy;

	if (list == NULL)
		return NULL;
	array = json_array();
	for (; list != NULL; list = list->next)
		json_array_append_new(array, json_string(list->text));
	dumped = json_dumps(array, JSON_COMPACT);
	copy = arena_string(arena, dumped);
	free(dumped);
	json_decref(array);
	return copy;
}

const char *
years_value(struct arena *arena, const void *value)
{
	const struct year_list *list = *(const years_kind *)value;
	struct text years = { 0 };
	const char *copy;

	if (list == NULL)
		return NULL;
	text_add_string(&years, "{");
	for (; list != NULL; list = list->next)
		text_addf(
		    &years, "%d%s", list->year, list->next == NULL ? "}" : ",");
	copy = arena_copy(arena, years.bytes, years.length);
	text_free(&years);
	return copy;
}

/* Countries */

const char *
iso3_value(struct arena *arena, const void *value)
{
	const iso3_kind *country = value;

	(void)arena;
	return country->iso3[0] == '\0' ? NULL : country->iso3;
}

const char *
party_value(struct arena *arena, const void *value)
{
	const party_kind *party = value;

	(void)arena;
	return party->country.name == NULL ? party->name : party->country.name;
}

const char *
party_iso3_value(struct arena *arena, const void *value)
{
	const party_iso3_kind *party = value;

	return iso3_value(arena, &party->country);
}

const char *
party_printed_value(struct arena *arena, const void *value)
{
	const party_printed_kind *party = value;

	(void)arena;
	return party->name;
}

const char *
party_alias_value(struct arena *arena, const void *value)
{
	const party_alias_kind *party = value;
	const char *ours = party_value(arena, party);

	return party->name == NULL || strcmp(party->name, ours) == 0
	    ? NULL
	    : party->name;
}

const char *
sole_purchaser_value(struct arena *arena, const void *value)
{
	const struct purchaser *first = *(const sole_purchaser_kind *)value;

	if (first == NULL || first->next != NULL)
		return NULL;
	return iso3_value(arena, &first->country);
}
