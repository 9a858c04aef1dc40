#include "tests/support/support.h"

#include "transform/normalise/normalise.h"

struct quantity_case {
	const char *text;
	const char *taken; /* the part that is the quantity; "" if none */
	int64_t count;
	enum precision precision;
};

#define EXACT PRECISION_EXACT
#define ABOUT PRECISION_ESTIMATE
#define UP_TO PRECISION_UP_TO
#define NONE PRECISION_NONE

static const struct quantity_case table[] = {
	{ "two thousand, five hundred four (2,504) rounds",
	    "two thousand, five hundred four (2,504)", 2504, EXACT },
	{ "two thousand, five(2,005) x", "two thousand, five(2,005)", 2005,
	    EXACT },
	{ "two thousand, five (2,005 x", "two thousand", 2000, EXACT },
	{ "two thousand, (2000) x", "two thousand", 2000, EXACT },
	{ "two thousand kg(2000) x", "two thousand", 2000, EXACT },
	{ "five thousand thousand x", "five thousand", 5000, EXACT },
	{ "36 (thirty-six) launchers", "36 (thirty-six)", 36, EXACT },
	{ "36(thirty-six) x", "36(thirty-six)", 36, EXACT },
	{ "up to 36 (thirty-six) x", "up to 36 (thirty-six)", 36, UP_TO },
	{ "36 (thirty-five) x", "36 (thirty-five)", 0, NONE },
	{ "36 (thirty-six x", "36", 36, EXACT },
	{ "a dozen ambulances", "a dozen", 12, EXACT },
	{ "half a dozen tugs", "half a dozen", 6, EXACT },
	{ "up to two dozen (24) masks", "up to two dozen (24)", 24, UP_TO },
	{ "3 dozen tents", "3 dozen", 36, EXACT },
	{ "1,500 million rounds", "1,500 million", 1500000000, EXACT },
	{ "0.25 million rounds", "0.25 million", 250000, EXACT },
	{ "1.5 million rounds", "1.5 million", 1500000, EXACT },
	{ "0.123456 million rounds", "0.123456 million", 123456, EXACT },
	{ "0.1234567 million rounds", "", 0, NONE },
	{ "up to 1.5 million rounds", "up to 1.5 million", 1500000, UP_TO },
	{ "1,000,000 million rounds", "1,000,000 million", 1000000000000,
	    EXACT },
	{ "1,000,001 million rounds", "1,000,001 million", 1000001000000,
	    EXACT },
	{ "1,000,000,000,000 rounds", "1,000,000,000,000", 1000000000000,
	    EXACT },
	{ "1,000,000,000,001 rounds", "", 0, NONE },
	{ "10. Million", "10", 10, EXACT },
	{ "5 100 million", "5", 5, EXACT },
	{ "two thousand, five radars", "two thousand", 2000, EXACT },
	{ "thirty(30) AN/ARC-231A radios", "thirty(30)", 30, EXACT },
	{ "thirty\xE2\x80\x90"
	  "five (35) pods", /* U+2010 */
	    "thirty\xE2\x80\x90"
	    "five (35)",
	    35, EXACT },
	{ "thirty\xE2\x80\x91"
	  "five (35) pods", /* U+2011 */
	    "thirty\xE2\x80\x91"
	    "five (35)",
	    35, EXACT },
	{ "155\xE2\x80\x90"
	  "mm rounds",
	    "", 0, NONE },
	{ "155\xE2\x80\x91"
	  "mm rounds",
	    "", 0, NONE },
	{ "Thirty- five (35) pods", "Thirty- five (35)", 35, EXACT },
	{ "one hundred and three (103) kits", "one hundred and three (103)",
	    103, EXACT },
	{ "three thousand two hundred fifty (3,250) JLTVs",
	    "three thousand two hundred fifty (3,250)", 3250, EXACT },
	{ "two hundred eighty-four (284) radios",
	    "two hundred eighty-four (284)", 284, EXACT },
	{ "one hundred-twenty (120) x", "one hundred-twenty (120)", 120,
	    EXACT },
	{ "one-hundred (100) x", "one-hundred (100)", 100, EXACT },
	{ "twenty five (25) x", "twenty five (25)", 25, EXACT },
	{ "two hundred and fifty-five thousand (255,000) rounds",
	    "two hundred and fifty-five thousand (255,000)", 255000, EXACT },
	{ "one thousand and one (1,001) x", "one thousand and one (1,001)",
	    1001, EXACT },
	{ "twelve hundred (1,200) x", "twelve hundred (1,200)", 1200, EXACT },
	{ "one million five hundred thousand (1,500,000) rounds",
	    "one million five hundred thousand (1,500,000)", 1500000, EXACT },
	{ "up to two thousand (2000) rounds", "up to two thousand (2000)", 2000,
	    UP_TO },
	{ "up to one hundred (100) AGM-114R Hellfire Missiles",
	    "up to one hundred (100)", 100, UP_TO },
	{ "Up to eight (8) radars", "Up to eight (8)", 8, UP_TO },
	{ "up to fifteen additional U.S. Government", "up to fifteen", 15,
	    UP_TO },
	{ "approximately fifteen (15) U.S. Government",
	    "approximately fifteen (15)", 15, ABOUT },
	{ "about 1,200 rounds", "about 1,200", 1200, ABOUT },
	{ "a combined total of sixty-seven (67) Hellfire missiles",
	    "a combined total of sixty-seven (67)", 67, EXACT },
	{ "sixty (60) CH-47F", "sixty (60)", 60, EXACT },
	{ "Thirty-five (35) M31A2", "Thirty-five (35)", 35, EXACT },
	{ "FORTY-FIVE (45) M30A2", "FORTY-FIVE (45)", 45, EXACT },
	{ "one hundred forty (140) T-55", "one hundred forty (140)", 140,
	    EXACT },
	{ "Two (2) C-130T Aircraft", "Two (2)", 2, EXACT },
	{ "ten thousand (10,000) rounds", "ten thousand (10,000)", 10000,
	    EXACT },
	{ "fourteen U.S. Government", "fourteen", 14, EXACT },
	{ "twenty-one UH-60M", "twenty-one", 21, EXACT },
	{ "sixteen", "sixteen", 16, EXACT },
	{ "10 T56-16 engines", "10", 10, EXACT },
	{ "5,031 rounds", "5,031", 5031, EXACT },
	{ "1,000,000 rounds", "1,000,000", 1000000, EXACT },
	{ "2000 rounds", "2000", 2000, EXACT },
	{ "15 additional U.S. Government", "15", 15, EXACT },
	{ "8 installed and 2 spares", "8", 8, EXACT },
	{ "10, and", "10", 10, EXACT },
	{ "5, 12 x", "5", 5, EXACT },
	{ "3,4 5", "", 0, NONE },
	{ "sixty (A) x", "sixty", 60, EXACT },
	{ "sixty (60 of them) x", "sixty", 60, EXACT },
	{ "up to (60) x", "up to (60)", 60, UP_TO },
	{ "10) more", "10", 10, EXACT },
	{ "10", "10", 10, EXACT },
	{ "10.", "10", 10, EXACT }, /* the stop of a sentence */

	/* Words and figures that differ. */
	{ "sixty (61) CH-47F", "sixty (61)", 0, NONE },
	{ "seven hundred thirty (703) missiles", "seven hundred thirty (703)",
	    0, NONE },
	{ "up to fifteen (50) x", "up to fifteen (50)", 0, NONE },

	/* Not a quantity. */
	{ "", "", 0, NONE },
	{ "None", "", 0, NONE },
	{ "(60) CH-47F", "(60)", 60, EXACT },
	{ "up to", "", 0, NONE },
	{ "up to date software", "", 0, NONE },
	{ "approximately", "", 0, NONE },
	{ "155mm projectiles", "", 0, NONE },
	{ "9mm automatic rifles", "", 0, NONE },
	{ "5.56mm rifles", "", 0, NONE },
	{ "7.62mm machineguns", "", 0, NONE },
	{ "2.75 Inch Rocket Launcher", "", 0, NONE },
	{ ".50 caliber machine guns", "", 0, NONE },
	{ "120V AC power", "", 0, NONE },
	{ "60KVA generator", "", 0, NONE },
	{ "5th Sensor", "", 0, NONE },
	{ "1000-pound bombs", "", 0, NONE },
	{ "2,000-lb bombs", "", 0, NONE },
	{ "16-inch guns", "", 0, NONE },
	{ "3-5 radars", "", 0, NONE },
	{ "4/5 IFF", "", 0, NONE },
	{ "C-17", "", 0, NONE },
	{ "M142", "", 0, NONE },
	{ "MK 54", "", 0, NONE },
	{ "F-16s", "", 0, NONE },
	{ "two-seat F-16D aircraft", "", 0, NONE },
	{ "two-way radios", "", 0, NONE },
	{ "three-dimensional radars", "", 0, NONE },
	{ "four-wheel drive", "", 0, NONE },
	{ "twenty-first century", "", 0, NONE },
	{ "sixteenth", "", 0, NONE },
	{ "onerous", "", 0, NONE },
	{ "tension", "", 0, NONE },
	{ "Tenders", "", 0, NONE },
	{ "hundred", "", 0, NONE },
	{ "10,0000 x", "", 0, NONE },
	{ ",500 x", "", 0, NONE },
	{ "1234,567 x", "", 0, NONE },
	{ "1,000,00 x", "", 0, NONE },
	{ "1,0000,000 x", "", 0, NONE },
	{ "99999999999999999999 x", "", 0, NONE },
	{ "-5 x", "", 0, NONE },
	{ "$5 million", "", 0, NONE },
};

static void
test_quantity(void **state)
{
	const struct quantity_case *c = *state;
	struct quantity q = { 0 };
	size_t length = quantity_read(c->text, &q);

	assert_int_equal(length, strlen(c->taken));
	assert_memory_equal(c->text, c->taken, length);
	if (length > 0)
		assert_int_equal(q.precision, c->precision);
	if (length > 0 && c->precision != NONE)
		assert_int_equal(q.count, c->count);
}

struct words_case {
	const char *text;
	const char *taken;
	int64_t number;
};

static const struct words_case words[] = {
	{ "two hundred eighty-four", "two hundred eighty-four", 284 },
	{ "nine hundred ninety-nine thousand nine hundred ninety-nine",
	    "nine hundred ninety-nine thousand nine hundred ninety-nine",
	    999999 },
	{ "three thousand two hundred fifty (3,250)",
	    "three thousand two hundred fifty", 3250 },
	{ "one hundred and three (103)", "one hundred and three", 103 },
	{ "two thousand twenty-six", "two thousand twenty-six", 2026 },
	{ "one thousand two", "one thousand two", 1002 },
	{ "two million", "two million", 2000000 },
	{ "five hundred thousand", "five hundred thousand", 500000 },
	{ "ninety-nine hundred", "ninety-nine hundred", 9900 },
	{ "one million two thousand three", "one million two thousand three",
	    1002003 },
	{ "two million million", "two million", 2000000 },
	{ "two million thousand", "two million", 2000000 },
	{ "one million five thousand thousand", "one million five thousand",
	    1005000 },
	{ "five thousand two thousand", "five thousand two", 5002 },
	{ "zero", "zero", 0 },
	{ "one", "one", 1 },
	{ "ten", "ten", 10 },
	{ "eleven", "eleven", 11 },
	{ "twelve", "twelve", 12 },
	{ "thirteen", "thirteen", 13 },
	{ "fifteen", "fifteen", 15 },
	{ "nineteen", "nineteen", 19 },
	{ "forty", "forty", 40 },
	{ "eighty", "eighty", 80 },
	{ "ninety-nine", "ninety-nine", 99 },
	{ "one hundred", "one hundred", 100 },
	{ "TWENTY-FOUR", "TWENTY-FOUR", 24 },
	{ "six U.S. Government and four contractor", "six", 6 },
	{ "eight to ten", "eight", 8 },
	{ "twenty and five", "twenty", 20 },
	{ "five five", "five", 5 },
	{ "ten five", "ten", 10 },
	{ "twenty ten", "twenty", 20 },
	{ "one hundred ten five", "one hundred ten", 110 },
	{ "one hundred ten", "one hundred ten", 110 },
	{ "twenty eleven", "twenty", 20 },
	{ "five twenty", "five", 5 },
	{ "eleven five", "eleven", 11 },
	{ "one hundred hundred", "one hundred", 100 },
	{ "one hundred and twenty and five", "one hundred and twenty", 120 },
	{ "one hundred and other", "one hundred", 100 },
	{ "one hundred android kits", "one hundred", 100 },
	{ "", "", 0 },
	{ "hundred", "", 0 },
	{ "thousand", "", 0 },
	{ "and five", "", 0 },
	{ "seventh", "", 0 },
	{ "sixtyfive", "", 0 },
	{ "ones", "", 0 },
	{ "5", "", 0 },
	{ " five", "", 0 },
};

static void
test_words(void **state)
{
	const struct words_case *c = *state;
	int64_t number = 0;
	size_t length = number_words_read(c->text, &number);

	assert_int_equal(length, strlen(c->taken));
	assert_memory_equal(c->text, c->taken, length);
	if (length > 0)
		assert_int_equal(number, c->number);
}

int
main(void)
{
	struct suite s = { 0 };

	SUITE_TABLE(&s, test_quantity, table);
	SUITE_TABLE(&s, test_words, words);
	return suite_run(&s, "quantity");
}
