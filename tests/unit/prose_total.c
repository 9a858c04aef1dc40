#include "tests/support/support.h"

#include "transform/prose/prose.h"

static struct arena *arena;

struct total_case {
	const char *text;
	int64_t dollars; /* -1: none */
	size_t faults;
};

static const struct total_case table[] = {
	/* A scale that is lost or misprinted: no sale costs $350. */
	{ "The estimated total cost is $350 millon.", -1, 1 },
	{ "The estimated total cost is $1. 35 billion.", -1, 1 },
	{ "The estimated total cost is $2 .5 billion.", -1, 1 },
	{ "The estimated total cost is $350.", -1, 1 },
	{ "The estimated total cost is $350,000,O00.", -1, 1 },
	{ "The estimated total cost is $35,000,000 ,000.", -1, 1 },
	{ "for an estimated cost of $350 million. The estimated total cost is "
	  "$350 mllion.",
	    350000000, 1 },
	{ "The estimated total cost is $350-million.", 350000000, 0 },
	/* Of a range neither end is the total. */
	{ "The estimated total cost is $300-350 million.", -1, 1 },
	{ "The estimated total cost is $300 to $350 million.", -1, 1 },
	{ "The estimated total cost is $300 million \xE2\x80\x93 $350 "
	  "million.",
	    -1, 1 },
	{ "The estimated total cost is $300 million to 350 million.", -1, 1 },
	{ "The estimated total cost is $300 million - 36 launchers.", 300000000,
	    0 },
	/* What it costs each year is not what it costs. */
	{ "The estimated cost is $35 million per year, for an estimated total "
	  "cost of $175 million.",
	    175000000, 0 },
	{ "The total value, if all options are exercised, could be as high as "
	  "$475 million.",
	    475000000, 0 },
	{ "The total program cost could reach $1.3 billion.", 1300000000, 0 },
	/* An earlier case stands before the sum: post-692180, post-691323. */
	{ "The original Foreign Military Sales (FMS) case, valued at $12.4 "
	  "million ($9.4 million in major defense equipment (MDE), included "
	  "training. This notification is for a combined total of sixty-seven "
	  "(67) Hellfire missiles. The estimated total cost is $22.3 million.",
	    22300000, 0 },
	{ "The estimated total cost is $250 million. The original Foreign "
	  "Military Sales (FMS) case, valued at $18 million ($0 in MDE), "
	  "included training. In 2015, the case was amended and added $39 "
	  "million for a total of $67 million ($0 in MDE). The estimated total "
	  "cost is $250 million.",
	    250000000, 0 },
	{ "The original case, valued at $99.99 million ($0 in MDE), included "
	  "projectiles.",
	    -1, 0 },
	{ "The original case was notified for an estimated cost of $12 "
	  "million. The estimated total cost is $22.3 million.",
	    22300000, 0 },
	{ "approving a possible Foreign Military Sale to the Government of "
	  "Denmark of Missiles for an estimated cost of $45 million. The "
	  "estimated total cost is $45 million.",
	    45000000, 0 },
	{ "for an estimated cost of $1.0 billion. The estimated total cost is "
	  "$1,000 million.",
	    1000000000, 0 },
	/* As far apart as amounts can be. */
	{ "for an estimated cost of $80000 trillion. The estimated total cost "
	  "is $1 million.",
	    1000000, 1 },
	{ "The estimated total cost is $1 million. The estimated total cost is "
	  "$80000 trillion.",
	    -1, 1 },
	/* One amount with fewer figures and with more. */
	{ "for an estimated cost of $2.3 billion. The estimated total cost is "
	  "$2.316 billion.",
	    2316000000, 0 },
	{ "for an estimated cost of $41.72 million. The estimated total cost "
	  "is $42 million.",
	    41720000, 0 },
	{ "for an estimated cost of $2.3 billion. The estimated total cost is "
	  "$2.36 billion.",
	    2360000000, 1 },
	/* The letter is not to be lost: $546 is no sale. */
	{ "The estimated cost is $546M.", 546000000, 0 },
	{ "The estimated cost is $1.2B.", 1200000000, 0 },
	{ "The estimated cost is US $25 million.", 25000000, 0 },
	/* What stands between the cost and the amount. */
	{ "The estimated cost for up to three tankers, spares and support is "
	  "$1.609 billion.",
	    1609000000, 0 },
	{ "The estimated cost, if all options are exercised, is $90 million.",
	    90000000, 0 },
	{ "The total estimated cost of the new and original articles is $162 "
	  "million.",
	    162000000, 0 },
	{ "The estimated total cost of the new articles is $62 million. The "
	  "estimated total case value will therefore increase to $162 million.",
	    162000000, 0 },
	{ "The total estimated cost of the proposed upgrade is $1.3 billion.",
	    1300000000, 0 },
	{ "The value of this proposed sale is estimated at $350 million.",
	    350000000, 0 },
	{ "The total program value is estimated to be $350 million.", 350000000,
	    0 },
	{ "The proposed sale is valued at $350 million.", 350000000, 0 },
	{ "The estimated total cost will remain $8.5 billion.", 8500000000, 0 },
	{ "with an estimated cost of up to $10.4 billion.", 10400000000, 0 },
	{ "at a cost of $33.5 million.", 33500000, 0 },
	{ "The original Foreign Military Sales (FMS) cases, valued at $34.1 "
	  "million ($24.1 million in MDE) and $17.6 million ($9.7 million in "
	  "MDE), respectively, included missiles. The estimated total cost is "
	  "$90.6 million.",
	    90600000, 0 },
	{ "The estimated total cost is $83.14 million.", 83140000, 0 },
	{ "The estimated total cost is $2.316 billion.", 2316000000, 0 },
	{ "The estimated total cost is $ 930 million.", 930000000, 0 },
	{ "The estimated total cost is $45,000,000.", 45000000, 0 },
	{ "THE ESTIMATED TOTAL COST IS $930 MILLION.", 930000000, 0 },
	{ "The total estimated cost is $2.3 billion.", 2300000000, 0 },
	{ "The estimated cost is $69 million.", 69000000, 0 },
	{ "The estimated value is $25 million.", 25000000, 0 },
	{ "The estimated total cost is up to $1.5 billion.", 1500000000, 0 },
	{ "The estimated total cost for the case is $50 million.", 50000000,
	    0 },
	{ "The estimated total program cost is $1.2 billion.", 1200000000, 0 },
	{ "The total estimated program cost is $1.2 billion.", 1200000000, 0 },
	{ "The total estimated value of MDE is $31 million. The total overall "
	  "estimated value is $61 million.",
	    61000000, 0 },
	{ "for an estimated cost of $675 million. The prime contractors",
	    675000000, 0 },
	{ "for a total estimated cost of $9.0 billion", 9000000000, 0 },
	{ "for defense articles and services estimated to cost $95 million. "
	  "Soon after this letter is delivered",
	    95000000, 0 }, /* 97-4863 */
	{ "The estimated cost is $300 million. Major Defense Equipment (MDE) "
	  "constituted $0 million of the total cost.",
	    300000000, 0 },

	{ "The estimated total cost is $45 million. The estimated total cost "
	  "is $46 million.",
	    -1, 1 },
	/* The announcement in passing comes after the statement. */
	{ "for an estimated cost of $45 million. The estimated total cost is "
	  "$46 million.",
	    46000000, 1 },
	{ "estimated to cost $95 million. The estimated cost is $96 million.",
	    96000000, 1 },
	{ "for an estimated cost of $45 million. for an estimated cost of $47 "
	  "million.",
	    -1, 1 },
	{ "The estimated total cost is $45 million. The total estimated cost "
	  "is $46 million.",
	    -1, 1 },

	{ "The estimated total program value was $8.50 billion. Major defense "
	  "equipment (MDE) constituted $3.35 billion of this total.",
	    -1, 0 },
	{ "The estimated total cost of the new items was $0.63 billion.", -1,
	    0 },
	{ "The estimated cost of MDE is $5 million.", -1, 0 },
	{ "The MDE value increased by $0.63 billion to a revised $3.98 "
	  "billion.",
	    -1, 0 },
	{ "The estimated total cost is to be determined.", -1, 0 },
	{ "The estimated total cost is \xE2\x82\xAC"
	  "5 million.",
	    -1, 0 },
	{ "It is worth $5 million in total.", -1, 0 },
	/* What is said of a part is no total. */
	{ "The MDE portion of the sale is valued at $112 million. The total "
	  "estimated cost is $300 million.",
	    300000000, 0 },
	{ "The MDE value is estimated at $112 million. The non-MDE value is "
	  "estimated at $8 million. MDE for this case is valued at $112 "
	  "million. The estimated total cost is $120 million, of which $112 "
	  "million is MDE.",
	    120000000, 0 },
	{ "The MDE portion of the sale is valued at $5 million and the non-MDE "
	  "portion of the sale is valued at $6 million.",
	    -1, 0 },
	{ "The MDE portion of the sale is valued at $5 million and the sale is "
	  "valued at $11 million.",
	    11000000, 0 },
	{ "The estimated total cost is $45 million. The estimated total cost "
	  "is $4,5 million.",
	    45000000, 1 },
	/* What was sold earlier, in whatever words. */
	{ "The earlier LOA, valued at $12 million, included a total cost of $4 "
	  "million. The current FMS case (JO-B-ABC), estimated to cost $5 "
	  "million, includes radars. The estimated total cost is $9 million.",
	    9000000, 0 },
	{ "", -1, 0 },
};

static void
test_total(void **state)
{
	const struct total_case *c = *state;
	struct reading r = reading_of(arena, NULL);
	struct money money = { 0 };
	bool ok = prose_total(&r, c->text, 1, &money);

	assert_int_equal(ok, c->dollars >= 0);
	assert_int_equal(money.given, ok);
	assert_int_equal(money.cents, ok ? c->dollars * 100 : 0);
	assert_int_equal(count_faults(&r), c->faults);
}

static const struct total_case mde_table[] = {
	{ "The estimated total cost is $500 million (MDE: $300 million; other: "
	  "$200 million).",
	    300000000, 0 },
	{ "The estimated MDE is $31 millon.", -1, 1 },
	{ "The estimated MDE is $31-35 million.", -1, 1 },
	{ "The estimated total cost is $150 million ($120 to $130 million in "
	  "MDE).",
	    -1, 1 },
	{ "The total estimated value of MDE is $31 million.", 31000000, 0 },
	{ "The total estimated MDE is $31 million.", 31000000, 0 },
	{ "The estimated MDE is $31 million. The non-MDE is $4 million.",
	    31000000, 0 },
	{ "The estimated total cost is $150 million ($120 million in MDE).",
	    120000000, 0 },
	{ "The estimated total cost is $1 billion, of which $700 million is "
	  "Major Defense Equipment (MDE).",
	    700000000, 0 },
	{ "The MDE portion of the sale is valued at $112 million.", 112000000,
	    0 },
	{ "The MDE value is estimated at $112 million.", 112000000, 0 },
	{ "MDE for this case is valued at $112 million.", 112000000, 0 },
	{ "The value of major defense equipment will be $5 million.", 5000000,
	    0 },
	{ "The non-MDE value is $4 million.", -1, 0 },
	{ "The value of non-MDE is $4 million.", -1, 0 },
	{ "The original case, valued at $12.4 million ($9.4 million in MDE), "
	  "included training.",
	    -1, 0 },
	{ "The case was amended and added $39 million ($0 in MDE).", -1, 0 },
	{ "The estimated MDE is $5 million. The estimated MDE cost is $6 "
	  "million.",
	    -1, 1 },
	{ "The estimated MDE is $5.4 million. The MDE value is $5.42 million.",
	    5420000, 0 },
	{ "The value of MDE is $5 million ($4 million in MDE of the first "
	  "kind).",
	    5000000, 0 },
	{ "The estimated total cost is $9 million.", -1, 0 },
	{ "", -1, 0 },
};

static void
test_mde(void **state)
{
	const struct total_case *c = *state;
	struct reading r = reading_of(arena, NULL);
	struct money money = { 0 };
	bool ok = prose_mde(&r, c->text, 1, &money);

	assert_int_equal(ok, c->dollars >= 0);
	assert_int_equal(money.given, ok);
	assert_int_equal(money.cents, ok ? c->dollars * 100 : 0);
	assert_int_equal(count_faults(&r), c->faults);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_total, table);
	SUITE_TABLE(&s, test_mde, mde_table);
	status = suite_run(&s, "prose_total");
	arena_free(arena);
	return status;
}
