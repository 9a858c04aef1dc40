#include <inttypes.h>

#include "tests/support/support.h"

#include "base/arena.h"
#include "base/text.h"
#include "transform/notice/case_value.h"

static struct arena *arena;

/* Millions: total, MDE and other, and what is added to each; "-": not known. */
struct value_case {
	const char *history;
	const char *change;
	const char *values;
	size_t faults;
};

#define FIRST                                                            \
	"On May 11, 2023, Congress was notified by congressional "       \
	"certification transmittal number 23-90 of the possible sale, "  \
	"under Section 36(b)(1) of the Arms Export Control Act, of six " \
	"(6) bridges. The estimated total cost was $400 million. Major " \
	"Defense Equipment (MDE) constituted $100 million of this total."
#define NONE "- - - | - - -"

static const struct value_case table[] = {
	{ FIRST,
	    "The additional cost is $30 million, of which $10 million is MDE, "
	    "bringing the total case value to $430 million.",
	    "430 - - | 30 - -", 2 },
	/* An addition of articles is no share of a sum. */
	{ "On May 11, 2023, Congress was notified. The estimated total cost "
	  "was $400 million. On May 2, 2024, Congress was notified of the "
	  "addition of ten (10) pods, which increased the total to $420 "
	  "million.",
	    "The total case value will be $450 million.", "450 - - | 30 - -",
	    0 },
	/* 82 FR 57966: what did not change is known by the history. */
	{ "On 17 July 2009, Congress was notified. The estimated cost is $300 "
	  "million. Major Defense Equipment (MDE) constituted $0 million of "
	  "the total cost. Transmittal 14-0C reported the inclusion of "
	  "support. This change did not result in any increase in MDE, but "
	  "increased the total case value from $300 million to $450 million.",
	    "This transmittal reports more support. This change does not "
	    "result in any increase in MDE, but increases the total case value "
	    "from $450 million to $812 million.",
	    "812 0 - | 362 0 -", 0 },
	/* 2026-19316: each part by a sentence of its own. */
	{ FIRST,
	    "The total cost of the new MDE article is $128 million. This "
	    "results in a net increase in cost of MDE of $128 million, and a "
	    "revised total cost for MDE of $228 million. The total cost of the "
	    "new non-MDE article is $25 million. This results in a net "
	    "increase in cost of non-MDE of $25 million, and a revised total "
	    "cost for non-MDE of $325 million. The total case value increases "
	    "by $153 million, resulting in a total case value of $0.553 "
	    "billion.",
	    "553 228 325 | 153 128 25", 0 },
	/* 2026-17559: the new items cost 7.16, the total rises by 7. */
	{ FIRST,
	    "The estimated total value of these additional items is $7.16 "
	    "million. The total estimated MDE value remains $100 million. The "
	    "estimated total value will increase by $7 million, resulting in "
	    "an estimated total case value of $407 million.",
	    "407 100 - | 7 0 -", 0 },
	/* 2026-11403: value moves from the rest to MDE. */
	{ FIRST
	    " On April 23, 2025, Congress was notified of more. The estimated "
	    "total cost of the new items was $30 million. The MDE value "
	    "increased by $30 million to a revised $130 million but did not "
	    "require an increase in the estimated total case value. Instead, "
	    "$30 million of the available, previously notified non-MDE value "
	    "was transferred to the MDE value, causing a decrease in the "
	    "non-MDE value to $270 million. The estimated total case value "
	    "remained unchanged at $400 million.",
	    "This transmittal notifies a pricing increase. The estimated MDE "
	    "value will increase by $20 million to a revised $150 million but "
	    "will not require an increase in the estimated total case value. "
	    "Instead, $20 million of the available, previously notified "
	    "non-MDE value will be transferred to the MDE value, causing a "
	    "decrease in the non-MDE value to $250 million. The estimated "
	    "total case value of $400 million will remain unchanged. MDE "
	    "constitutes $150 million of this total.",
	    "400 150 250 | 0 20 -20", 0 },
	/* Several steps before this one. */
	{ FIRST
	    " On April 15, 2024, Congress was notified of the addition of "
	    "masts. The total notified MDE value increased by $42.1 million to "
	    "$142 million, and the total notified case value increased to $460 "
	    "million. On December 22, 2025, Congress was notified of nails. "
	    "The estimated total value of the added items is $2 million. The "
	    "total estimated MDE value increased by $2 million to $144 "
	    "million. The estimated total case value did not increase, "
	    "remaining $460 million.",
	    "The estimated total case value will increase by $40 million.",
	    "500 - - | 40 - -", 0 },
	{ FIRST,
	    "The addition of these articles results in a total case value "
	    "increase of $95 million to a revised $495 million. MDE still "
	    "constitutes $100 million of this total.",
	    "495 100 - | 95 0 -", 0 },
	{ FIRST,
	    "The estimated MDE value will increase by $30 million to a revised "
	    "$130 million. The estimated non-MDE value will increase by $20 "
	    "million to a revised $320 million. The estimated total case value "
	    "will increase by $50 million to a revised $450 million.",
	    "450 130 320 | 50 30 20", 0 },
	/* Without a history nothing is known of before, but what is said. */
	{ "", "The total case value will remain $90 million.", "90 - - | 0 - -",
	    0 },
	{ "",
	    "The total estimated case value will increase from $90 million to "
	    "$120 million.",
	    "120 - - | 30 - -", 0 },
	{ "", "The revised total case value is $120 million.",
	    "120 - - | - - -", 0 },
	{ "", "The MDE value will increase by $5 million.", "- - - | - 5 -",
	    0 },
	{ FIRST,
	    "The inclusion of these items will increase the MDE value by $15 "
	    "million, for a total MDE value of $115 million; the total case "
	    "value will not change.",
	    "400 115 - | 0 15 -", 0 },
	{ FIRST, "The addition will not result in a change in the total value.",
	    "400 - - | 0 - -", 0 },
	{ FIRST,
	    "There is no increase in MDE or in the total case value as a "
	    "result of this change.",
	    "400 100 - | 0 0 -", 0 },
	{ FIRST,
	    "Of the new total case value of $450 million, $130 million is MDE.",
	    "450 130 - | 50 30 -", 0 },
	{ FIRST,
	    "The total case value will now be $450 million, of which $130 "
	    "million constitutes MDE.",
	    "450 130 - | 50 30 -", 0 },
	{ FIRST,
	    "This results in an increase of $30 million in MDE and $20 million "
	    "in non-MDE, bringing the total to $450 million.",
	    "450 130 - | 50 30 20", 0 },
	{ FIRST,
	    "The enhancement adds $30 million to the MDE value and raises the "
	    "estimated program cost to $430 million.",
	    "430 130 - | 30 30 -", 0 },
	{ FIRST,
	    "The previously notified total case value was $400 million. The "
	    "total case value will decrease by $40 million to $360 million.",
	    "360 - - | -40 - -", 0 },
	{ FIRST,
	    "The value of this sale will increase to $500 million. The "
	    "estimated cost of the forty new bridges is $77 million.",
	    "500 - - | 100 - -", 0 },
	{ FIRST,
	    "The estimated total value of this sale has increased by $60 "
	    "million (from $400 million to $460 million).",
	    "460 - - | 60 - -", 0 },
	{ FIRST,
	    "The estimated case value is USD 460 million, that is 460 million "
	    "dollars.",
	    "460 - - | 60 - -", 0 },
	/* The amount before what it is of, or right behind the verb. */
	{ FIRST,
	    "This is a $30 million increase in MDE to $130 million and a $20 "
	    "million increase in non-MDE. The total case value increases $50 "
	    "million to $450 million.",
	    "450 130 - | 50 30 20", 0 },
	{ FIRST,
	    "This results in a net increase in MDE cost of $30 million and a "
	    "net increase in total case cost of $50 million.",
	    "450 130 - | 50 30 -", 0 },
	{ FIRST,
	    "The total MDE cost is now $130 million; total non-MDE cost is now "
	    "$320 million; and total case value is now $450 million.",
	    "450 130 320 | 50 30 -", 0 },
	{ FIRST,
	    "This increases MDE by $30 million (from $100 million to $130 "
	    "million) and non-MDE by $20 million. The estimated total value is "
	    "$450 million ($130 million of which is MDE).",
	    "450 130 - | 50 30 20", 0 },
	{ FIRST,
	    "The total cost increase of $50 million brings the case value to "
	    "$450 million.",
	    "450 - - | 50 - -", 0 },
	{ FIRST,
	    "There is no change to the estimated total value of $400 million.",
	    "400 - - | 0 - -", 0 },
	{ FIRST, "The replacement does not result in an increase in cost.",
	    "400 - - | 0 - -", 0 },
	{ FIRST,
	    "The proposed enhancement is worth $50 million in additional MDE, "
	    "for an increased total case value of $450 million.",
	    "450 - - | 50 - -", 0 },
	/* What is a part of an increase is one. */
	{ FIRST,
	    "The total case value will increase by $50 million, of which $30 "
	    "million is MDE, to $450 million.",
	    "450 130 - | 50 30 -", 0 },
	{ FIRST,
	    "The total case value will increase by $50 million ($30 million in "
	    "MDE).",
	    "450 130 - | 50 30 -", 0 },
	{ FIRST,
	    "The total case value will increase by $50 million. Of this "
	    "amount, $30 million is MDE.",
	    "450 130 - | 50 30 -", 0 },
	{ FIRST,
	    "The total case value will increase by $50 million. MDE "
	    "constitutes $30 million of this increase.",
	    "450 130 - | 50 30 -", 0 },
	{ FIRST,
	    "The total case value will increase by $50 million to a revised "
	    "$450 million. MDE constitutes $130 million of this amount.",
	    "450 130 - | 50 30 -", 0 },
	{ FIRST,
	    "The total case value is now $450 million. This reflects a $50 "
	    "million increase over the previously notified $400 million.",
	    "450 - - | 50 - -", 0 },
	{ FIRST, "The MDE in this case is now valued at $130 million.",
	    "- 130 - | - 30 -", 0 },
	{ FIRST, "The case is now valued at $450 million.", "450 - - | 50 - -",
	    0 },
	{ FIRST,
	    "The proposed sale will result in a net increase in cost of MDE of "
	    "$30 million, for a total of $130 million. The proposed sale will "
	    "result in a net increase of non-MDE of $20 million. The total "
	    "case value will increase by $50 million, for a total of $450 "
	    "million.",
	    "450 130 - | 50 30 20", 0 },
	/* What differs, or is not understood, is a fault. */
	{ FIRST, "These items are valued at $5 million.", NONE, 1 },
	{ FIRST,
	    "The total case value will increase to $450 million. The total "
	    "case value will be $460 million.",
	    "- - - | - - -", 1 },
	{ FIRST,
	    "The total case value will increase by $10 million to $450 "
	    "million.",
	    "450 - - | - - -", 1 },
	{ FIRST,
	    "The total case value is $400 million. Of the MDE, $7 million has "
	    "been a matter of some debate.",
	    "400 - - | 0 - -", 1 },
	{ FIRST, "Some $9 million was lent. The total cost is $401 million.",
	    "401 - - | 1 - -", 1 },
	{ FIRST, "The MDE value rivals $9 million.", NONE, 1 },
	{ FIRST, "Nothing is said of money.", NONE, 0 },
	{ "", "", NONE, 0 },
};

static const char *
millions(struct money m)
{
	return m.given ? arena_print(arena, "%" PRId64, m.cents / 100000000)
		       : "-";
}

static void
test_values(void **state)
{
	const struct value_case *c = *state;
	struct reading r = { .arena = arena };
	struct notice n = { 0 };

	case_value_read(&r, c->history, c->change, 1, &n);
	assert_string_equal(
	    arena_print(arena, "%s %s %s | %s %s %s", millions(n.total),
		millions(n.mde), millions(n.other), millions(n.added_total),
		millions(n.added_mde), millions(n.added_other)),
	    c->values);
	assert_int_equal(count_faults(&r), c->faults);
}

/* A text may be as long as a unit. */
struct long_case {
	const char *name;
	const char *piece;
	size_t times;
};

static const struct long_case hostile[] = {
	{ "many amounts", "$1 ", 100000 },
	{ "many parts", "MDE ", 200000 },
	{ "many values", "total case value of ", 50000 },
	{ "many increases", "an increase in the value of the ", 30000 },
	{ "many sentences", "MDE increases by $1. ", 40000 },
	{ "blanks", " ", 800000 },
};

static void
test_hostile(void **state)
{
	const struct long_case *c = *state;
	struct arena *scratch = arena_new();
	struct reading r = { .arena = scratch };
	struct notice n = { 0 };
	struct text text = { 0 };

	for (size_t i = 0; i < c->times; i++)
		text_add_string(&text, c->piece);
	case_value_read(&r, text_string(&text), text_string(&text), 1, &n);
	assert_false(n.total.given);
	text_free(&text);
	arena_free(scratch);
}

int
main(void)
{
	struct suite s = { 0 };
	int failed;

	arena = arena_new();
	SUITE_TABLE(&s, test_values, table);
	SUITE_TABLE(&s, test_hostile, hostile);
	failed = suite_run(&s, "case_value");
	arena_free(arena);
	return failed;
}
