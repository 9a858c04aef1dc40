#include "tests/support/support.h"

#include "transform/normalise/normalise.h"

static struct reference *reference;

struct country_case {
	const char *text;
	const char *iso3; /* "" for an organisation, NULL for no country */
};

#define TECRO "Taipei Economic and Cultural Representative Office"

static const struct country_case table[] = {
	{ TECRO " in the United States pursuant to the Taiwan Relations Act"
		" (P. L. 96-8) and Executive Order 13014.",
	    "TWN" },                                      /* 2011-25020 */
	{ TECRO " (TECRO) in the United States", "TWN" }, /* 97-4863 */
	{ TECRO " in the United States (TECRO)", "TWN" },
	{ "the " TECRO " in the United States", "TWN" },
	{ TECRO, "TWN" },
	{ "TECRO", "TWN" },
	{ "Coordination Council for North American Affairs", "TWN" },
	{ "Government of the Ukraine", "UKR" },
	{ "Ukraine", "UKR" },
	{ "Republic of Korea (ROK)", "KOR" },
	{ "Government of the Republic of Korea (ROK)", "KOR" },
	{ "the Republic of Korea", "KOR" },
	{ "Government of Korea", "KOR" },
	{ "South Korea", "KOR" },
	{ "North Korea", "PRK" },
	{ "Republic of T\xC3\xBCrkiye", "TUR" },
	{ "Government of T\xC3\xBCrkiye", "TUR" },
	{ "T\xC3\x9CRKIYE", "TUR" },
	{ "Turkiye", "TUR" },
	{ "Turkey", "TUR" },
	{ "Government of Philippines", "PHL" },
	{ "Government of the Philippines", "PHL" },
	{ "Government of the Republic of the Philippines", "PHL" },
	{ "Government of United Arab Emirates", "ARE" },
	{ "Government of the United Arab Emirates", "ARE" },
	{ "Government of the United Arab Emirates (UAE)", "ARE" },
	{ "the UAE", "ARE" },
	{ "UAE", "ARE" },
	{ "UK", "GBR" },
	{ "the UK", "GBR" },
	{ "Government of the United Kingdom", "GBR" },
	{ "Government of the United Kingdom.", "GBR" },
	{ "Government of Czech Republic", "CZE" },
	{ "Government of the Czech Republic", "CZE" },
	{ "Czechia", "CZE" },
	{ "Kingdom of Saudi Arabia", "SAU" },
	{ "The Kingdom of Saudi Arabia", "SAU" },
	{ "the Kingdom of Saudi Arabia (KSA)", "SAU" },
	{ "Government of Saudi Arabia", "SAU" },
	{ "Kingdom of Morocco", "MAR" },
	{ "Kingdom of Bahrain", "BHR" },
	{ "Government of the Kingdom of Bahrain", "BHR" },
	{ "Kingdom of Sweden", "SWE" },
	{ "Kingdom of Spain", "ESP" },
	{ "Kingdom of the Netherlands", "NLD" },
	{ "the Netherlands", "NLD" },
	{ "Government of the Netherlands", "NLD" },
	{ "the Republic of Bulgaria", "BGR" },
	{ "the Republic of Latvia", "LVA" },
	{ "Republic of Kosovo", "XKX" },
	{ "Republic of Zambia", "ZMB" },
	{ "Republic of Singapore", "SGP" },
	{ "Bosnia and Herzegovina", "BIH" },
	{ "Government of Bosnia and Herzegovina", "BIH" },
	{ "Trinidad and Tobago", "TTO" },
	{ "C\xC3\xB4te d\xE2\x80\x99Ivoire", "CIV" },
	{ "Hashemite Kingdom of Jordan", "JOR" },
	{ "State of Kuwait", "KWT" },
	{ "State of Israel", "ISR" },
	{ "Sultanate of Oman", "OMN" },
	{ "Arab Republic of Egypt", "EGY" },
	{ "Royal Thai Government", "THA" },
	{ "Islamic Republic of Pakistan", "PAK" },
	{ "Viet Nam", "VNM" },
	{ "Burma", "MMR" },
	{ "Brunei Darussalam", "BRN" },
	{ "Timor Leste", "TLS" },
	{ "People\xE2\x80\x99s Republic of China", "CHN" },
	{ "Republic of China", "TWN" },
	{ "Poland", "POL" },
	{ "Greece", "GRC" },
	{ "Georgia", "GEO" },
	{ "Niger", "NER" },
	{ "Nigeria", "NGA" },
	{ "Guinea", "GIN" },
	{ "Guinea-Bissau", "GNB" },
	{ "Papua New Guinea", "PNG" },
	{ "Equatorial Guinea", "GNQ" },
	{ "Dominica", "DMA" },
	{ "Dominican Republic", "DOM" },
	{ "Government of Sweden", "SWE" },
	{ "the Government of Japan", "JPN" },
	{ "The Government of New Zealand", "NZL" },
	{ "GOVERNMENT OF JAPAN", "JPN" },
	{ "Government of Germany ", "DEU" },
	{ " Government of Germany", "DEU" },
	{ "Government of Iraq", "IRQ" },
	{ "Iraq (a) (b) (c) (d)", "IRQ" }, /* as many brackets as are read */

	{ "NATO Support and Procurement Agency (NSPA) as Lead Nation", "" },
	{ "NATO Support and Procurement Agency (NSPA)", "" },
	{ "NATO Support and Procurement Agency", "" },
	{ "NSPA", "" },
	{ "North Atlantic Treaty Organization", "" },
	{ "the North Atlantic Treaty Organization (NATO)", "" },
	{ "NATO", "" },
	{ "European Union", "" },

	{ "", NULL },
	{ " ", NULL },
	{ "the", NULL },
	{ "Government of", NULL },
	{ "Government of the", NULL },
	{ "pursuant to the Taiwan Relations Act", NULL },
	{ "Atlantis", NULL },
	{ "Iraq (a) (b) (c) (d) (e)", NULL },
	{ "Government of Atlantis", NULL },
	{ "Kingdom", NULL },
	{ "Republic", NULL },
	{ "Various", NULL },
	{ "Multiple countries", NULL },
	{ "Sweden and Norway", NULL },
	{ "Belgium, Kuwait", NULL },
	{ "Swedenborg", NULL },
	{ "Kuwait Air Force", NULL },
	{ "Japan to support", NULL },
	{ "Mexico of M134D 7.62mm machineguns", NULL },
	{ "Army (SW-B-WCB)", NULL },
	{ "26-27", NULL },
};

static void
test_country(void **state)
{
	const struct country_case *c = *state;
	struct country country = { 0 };
	bool ok = country_read(reference, c->text, &country);

	assert_string_equal(ok ? country.iso3 : "(none)", or_none(c->iso3));
	if (ok)
		assert_non_null(country.name);
}

/* One place has one name of ours, however it is printed. */
static void
test_one_name(void **state)
{
	struct country one = { 0 };
	struct country other = { 0 };

	(void)state;
	assert_true(country_read(reference, "Turkey", &one));
	assert_true(
	    country_read(reference, "Republic of T\xC3\xBCrkiye", &other));
	assert_string_equal(one.name, other.name);
	assert_true(country_read(reference, "NSPA", &one));
	assert_true(country_read(
	    reference, "NATO Support and Procurement Agency (NSPA)", &other));
	assert_string_equal(one.name, other.name);
}

struct wait_case {
	const char *text;
	struct day day;
	bool short_wait;
};

static const struct wait_case waits[] = {
	{ "Sweden", { 2024, 3, 6 }, false },
	{ "Sweden", { 2024, 3, 7 }, true },
	{ "Government of Sweden", { 2026, 3, 10 }, true },
	{ "Finland", { 2023, 4, 3 }, false },
	{ "Finland", { 2023, 4, 4 }, true },
	{ "Montenegro", { 2017, 6, 4 }, false },
	{ "Poland", { 1999, 3, 12 }, true },
	{ "Norway", { 1997, 1, 1 }, true },
	{ "Japan", { 2026, 3, 24 }, true },
	{ "Australia", { 1999, 1, 1 }, true },
	{ "New Zealand", { 2026, 6, 5 }, true },
	{ "Israel", { 2026, 1, 30 }, true },
	{ "Republic of Korea (ROK)", { 2026, 1, 1 }, true },
	{ "Republic of Korea (ROK)", { 2007, 1, 1 }, false },
	{ "North Atlantic Treaty Organization", { 2013, 5, 6 }, true },
	{ "NATO Support and Procurement Agency", { 2026, 1, 1 }, true },
	{ "Jordan", { 2026, 2, 26 }, false },
	{ "Singapore", { 2026, 4, 1 }, false },
	{ TECRO, { 2011, 9, 21 }, false },
	{ "Philippines", { 2026, 1, 1 }, false },
	{ "European Union", { 2026, 1, 1 }, false },
	{ "Austria", { 2026, 1, 1 }, false },
	{ "Switzerland", { 2026, 1, 1 }, false },
};

static void
test_wait(void **state)
{
	const struct wait_case *c = *state;
	struct country country = { 0 };

	assert_true(country_read(reference, c->text, &country));
	assert_int_equal(
	    reference_waits_15(reference, &country, c->day), c->short_wait);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	reference = reference_open(REFERENCE_FOLDER);
	if (reference == NULL)
		return 1;
	SUITE_TABLE(&s, test_country, table);
	suite_add(&s, "one place has one name", test_one_name);
	SUITE_TABLE(&s, test_wait, waits);
	status = suite_run(&s, "country");
	reference_close(reference);
	return status;
}
