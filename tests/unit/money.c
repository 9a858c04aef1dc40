#include "tests/support/support.h"

#include "transform/normalise/normalise.h"

struct money_case {
	const char *text;
	int64_t cents;
	bool ok;
};

static const struct money_case table[] = {
	{ "$2-billion", 200000000000, true },
	{ "$2\xE2\x80\x91"
	  "billion",
	    200000000000, true },
	{ "$2\xE2\x80\x90"
	  "billion",
	    200000000000, true },
	{ "$2-", 0, false },
	{ "$2-5", 0, false },
	{ "$2--billion", 0, false },
	{ "$ 0", 0, true },                   /* 2026-09109 */
	{ "$ 0.64 million", 64000000, true }, /* 2026-09003 */
	{ "52 million", 5200000000, true },   /* 2011-25020 */
	{ "$0 million.", 0, true },           /* 2013-10630 */
	{ "$ 200 million.", 20000000000, true },
	{ "$.9 million", 90000000, true },
	{ "$ .5 million", 50000000, true },
	{ "100,000,000", 10000000000, true },   /* 22-060 */
	{ "$100,000,000.", 10000000000, true }, /* 22-058 */
	{ "US$1.5B", 150000000000, true },
	{ "us$1.5b", 150000000000, true },
	{ "U.S.$1.5 billion", 150000000000, true },
	{ "USD 1.5 billion", 150000000000, true },
	{ "USD5 million", 500000000, true },
	{ "usd$5 million", 500000000, true },
	{ "5,000 dollars", 500000, true },
	{ "$5 Dollars.", 500, true },
	{ "$5 thousand", 500000, true },
	{ "$5K", 500000, true },
	{ "$5 mil", 500000000, true },
	{ "$5mm", 500000000, true },
	{ "$5 bil", 500000000000, true },
	{ "$5bn", 500000000000, true },
	{ "$1.4B", 140000000000, true },
	{ "$146M", 14600000000, true },
	{ " 49,231,479 ", 4923147900, true },   /* section-655 */
	{ "$89,894,266.00", 8989426600, true }, /* eda */
	{ "$ 0 million", 0, true },
	{ "$0", 0, true },
	{ "0", 0, true },
	{ "$82.50 million", 8250000000, true },
	{ "$2.316 billion", 231600000000, true },
	{ "$1.225 billion", 122500000000, true },
	{ "$300 million.", 30000000000, true },
	{ "$50,000,000", 5000000000, true },
	{ "$1,000,000", 100000000, true },
	{ "$930 million", 93000000000, true },
	{ "$ 82.50 Million", 8250000000, true },
	{ "$ 340 MILLION", 34000000000, true },
	{ "\t$930 million", 93000000000, true },
	{ "$930\nmillion", 93000000000, true },
	{ "$1,000.5 million", 100050000000, true },
	{ "$1,234,567.89", 123456789, true },
	{ "$12.30", 1230, true },
	{ "$12.3", 1230, true },
	{ "$1.500", 150, true }, /* five tenths, and no fraction of a cent */
	{ "$0.0000001 million", 10, true },
	{ "$3 trillion", 300000000000000, true },
	{ "$ 8.50 billion", 850000000000, true },
	{ "$45,000,000.00", 4500000000, true },
	{ "$007", 700, true },
	{ "$92233720368547758.07", INT64_MAX, true },

	{ "", 0, false },
	{ " ", 0, false },
	{ "$", 0, false },
	{ ".", 0, false },
	{ "$.", 0, false },
	{ "$ million", 0, false },
	{ "million", 0, false },
	{ "None", 0, false },
	{ "TBD", 0, false },
	{ "$TBD", 0, false },
	{ "N/A", 0, false },
	{ "...", 0, false },
	{ "$0.001", 0, false },
	{ "$1.005", 0, false },
	{ "$0.000000001 million", 0, false },
	{ "$1.2345678901234 billion", 0, false },
	{ "-$5 million", 0, false },
	{ "$-5 million", 0, false },
	{ "+5", 0, false },
	{ "($5 million)", 0, false },
	{ "$5-10 million", 0, false },
	{ "$5 - $10 million", 0, false },
	{ "$5\xE2\x80\x93"
	  "10 million",
	    0, false },
	{ "$5 to $10 million", 0, false },
	{ "$5 million to $10 million", 0, false },
	{ "$5 million or more", 0, false }, /* a threshold, not a value */
	{ "less than $5 million", 0, false },
	{ "about $5 million", 0, false },
	{ "up to $5 million", 0, false },
	{ "$5 million each", 0, false },
	{ "$5 million per year", 0, false },
	{ "$12.4 million ($9.4 million in MDE)", 0, false },
	{ "$5 million $10 million", 0, false },
	{ "\xE2\x82\xAC"
	  "5 million",
	    0, false },
	{ "\xC2\xA3"
	  "3 million",
	    0, false },
	{ "5 million \xE2\x82\xAC", 0, false },
	{ "EUR195 m", 0, false },
	{ "5 million EUR", 0, false },
	{ "THB4b", 0, false },
	{ "C$5 million", 0, false },
	{ "A$5 million", 0, false },
	{ "NT$5 million", 0, false },
	{ "AU$5 million", 0, false },
	{ "CA$5 million", 0, false },
	{ "5 million pounds", 0, false },
	{ "$1,00,000", 0, false },
	{ "$10,0000", 0, false },
	{ "$1234,567", 0, false },
	{ "$,500", 0, false },
	{ "$1,23", 0, false },
	{ "1.200,5", 0, false },
	{ "1.200.000", 0, false },
	{ "$1.2.3 million", 0, false },
	{ "$5 5 million", 0, false },
	{ "$5 . 5 million", 0, false },
	{ "1 000 000", 0, false },
	{ "$1e6", 0, false },
	{ "$0x10", 0, false },
	{ "$ 1O million", 0, false }, /* a letter O */
	{ "$5 billion billion", 0, false },
	{ "$5 millionth", 0, false },
	{ "$5 mil lion", 0, false },
	{ "$5 zillion", 0, false },
	{ "$5 dollar", 0, false },
	{ "$5 dollarsx", 0, false },
	{ "$5 doubles", 0, false },
	{ "5%", 0, false },
	{ "$$5", 0, false },
	{ "\xEF\xBC\x95", 0, false }, /* a full-width five */
	{ "$92233720368547758.08", 0, false },
	{ "$99999999999999999999", 0, false },
	{ "$9223372036854775807 billion", 0, false },
	{ "$100000 trillion trillion", 0, false },
	{ "$0.00000000000000000000000000001", 0, false },
};

/* Behind "$5,000", or "$5": whether it is cut. */
static const struct money_case behinds[] = {
	{ " 000,000", 0, true },
	{ " 07,274,997", 0, true },
	{ " ,000 for fuel", 0, true },
	{ "O,831,632", 0, true },
	{ "l contract", 0, true },
	{ ",O00", 0, true },
	{ ",0O0 for", 0, true },
	{ ".O million", 0, true },
	{ "M contract", 0, true },
	{ "bn", 0, true },
	{ " 000 for fuel", 0, true },
	{ " 00.", 0, true },
	{ " 7O0,000", 0, true },
	{ " 6 million", 0, true },
	{ " 500 of fuel", 0, true },
	{ "", 0, false },
	{ ", 500 widgets", 0, false },
	{ " 24-month contract", 0, false },
	{ " 180 days", 0, false },
	{ " 4 percent", 0, false },
	{ " 20% of it", 0, false },
	{ " 2031 funds", 0, false },
	{ " in fuel", 0, false },
	{ "Omega Works", 0, false },
	{ "; $4", 0, false },
	{ ". In all", 0, false },
	{ " B-9 spares", 0, false },
	{ "modification", 0, false },
};

static void
test_behind(void **state)
{
	const struct money_case *c = *state;

	assert_int_equal(money_goes_on(c->text), c->ok);
}

static void
test_money(void **state)
{
	const struct money_case *c = *state;
	struct money money = { 0 };
	bool ok = money_read(c->text, &money);

	assert_int_equal(ok, c->ok);
	if (ok) {
		assert_true(money.given);
		assert_int_equal(money.cents, c->cents);
	}
}

int
main(void)
{
	struct suite s = { 0 };

	SUITE_TABLE(&s, test_money, table);
	SUITE_TABLE(&s, test_behind, behinds);
	return suite_run(&s, "money");
}
