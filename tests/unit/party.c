#include "tests/support/support.h"

#include "transform/normalise/normalise.h"
#include "transform/party.h"

static struct reference *reference;

struct party_case {
	const char *text;
	const char *kind; /* NULL: nobody knows the party */
	const char *iso3;
	const char *name;
};

#define HOR "House of Representatives (Libya)"
#define LTTE "Liberation Tigers of Tamil Eelam (Sri Lanka)"
#define PKK "Kurdistan Workers' Party (T\xC3\xBCrkiye)"
#define DRC "Democratic Republic of the Congo"
#define NATO "North Atlantic Treaty Organization"

static const struct party_case table[] = {
	/* names drift */
	{ "Turkey", "country", "TUR", "T\xC3\xBCrkiye" },
	{ "Turkiye", "country", "TUR", "T\xC3\xBCrkiye" },
	{ "UAE", "country", "ARE", "United Arab Emirates" },
	{ "DR Congo", "country", "COD", DRC },
	{ "Congo", "country", "COG", "Republic of the Congo" },
	{ "Viet Nam", "country", "VNM", "Vietnam" },
	{ "eSwatini", "country", "SWZ", "Eswatini" },
	{ "Chad ", "country", "TCD", "Chad" },
	{ "  Chad", "country", "TCD", "Chad" },
	{ "BOSNIA-HERZEGOVINA", "country", "BIH", "Bosnia and Herzegovina" },
	{ "Trinidad/Tobago", "country", "TTO", "Trinidad and Tobago" },
	{ "Cote d`Ivoire", "country", "CIV", "C\xC3\xB4te d'Ivoire" },
	{ "Cote dIvoire", "country", "CIV", "C\xC3\xB4te d'Ivoire" },
	{ "Slovak Rep.", "country", "SVK", "Slovakia" },
	{ "Czech Rep.", "country", "CZE", "Czechia" },
	{ "Central African Rep.", "country", "CAF",
	    "Central African Republic" },
	{ "Congo, Dem. Rep.", "country", "COD", DRC },
	{ "Congo, Repubic of", "country", "COG", "Republic of the Congo" },
	{ "Norh Macedonia", "country", "MKD", "North Macedonia" },
	{ "St. Lucia", "country", "LCA", "Saint Lucia" },
	{ "Central America & the Caribbean", "region", "",
	    "Central America and the Caribbean" },
	{ "Central & South Asia", "region", "", "South and Central Asia" },
	{ "Western Europea", "region", "", "Western Europe" },

	/* turned round, the article, the same twice */
	{ "Korea, North", "country", "PRK", "North Korea" },
	{ "KOREA, SOUTH", "country", "KOR", "South Korea" },
	{ "Tanzania, United Republic of", "country", "TZA", "Tanzania" },
	{ "North Macedonia, Republic of", "country", "MKD", "North Macedonia" },
	{ "Congo, the Democratic Republic of the", "country", "COD", DRC },
	{ "Virgin Islands, British", "territory", "VGB",
	    "British Virgin Islands" },
	{ "Gambia, The", "country", "GMB", "Gambia" },
	{ "Emirates, the United Arab", "country", "ARE",
	    "United Arab Emirates" },
	{ "the St. Lucia", "country", "LCA", "Saint Lucia" },
	{ "The Gambia", "country", "GMB", "Gambia" },
	{ "Philippines (the)", "country", "PHL", "Philippines" },
	{ "Syria (Syrian Arab Republic)", "country", "SYR", "Syria" },
	{ "Sweden (Kingdom of Sweden)", "country", "SWE", "Sweden" },

	/* a bracket says who is meant */
	{ "Korea (North)", "country", "PRK", "North Korea" },
	{ "China (Taiwan)", "country", "TWN", "Taiwan" },
	{ "China (P.R.C.)", "country", "CHN", "China" },
	{ "China (Hong Kong)", "territory", "HKG", "Hong Kong" },
	{ "Congo (Kinshasa)", "country", "COD", DRC },
	{ "Congo (Brazzaville)", "country", "COG", "Republic of the Congo" },
	{ "Sweden (Norway)", NULL, "", NULL },
	{ "Korea (somewhere)", NULL, "", NULL },
	{ "Sweden, Norway", NULL, "", NULL },
	{ "Germany (occupied)", NULL, "", NULL },

	/* states that are gone have a code of their own */
	{ "Soviet Union", "former", "SUN", "Soviet Union" },
	{ "USSR", "former", "SUN", "Soviet Union" },
	{ "Soviet Union (former)", "former", "SUN", "Soviet Union" },
	{ "USSR (Former)", "former", "SUN", "Soviet Union" },
	{ "East Germany", "former", "DDR", "East Germany" },
	{ "East Germany (GDR)", "former", "DDR", "East Germany" },
	{ "German DR", "former", "DDR", "East Germany" },
	{ "Germany (FRG)", "country", "DEU", "Germany" },
	{ "Yugoslavia", "former", "YUG", "Yugoslavia" },
	{ "Yugoslavia (former)", "former", "YUG", "Yugoslavia" },
	{ "Serbia and Montenegro, Former", "former", "SCG",
	    "Serbia and Montenegro" },
	{ "Czechoslovakia", "former", "CSK", "Czechoslovakia" },
	{ "North Yemen", "former", "XYN", "North Yemen" },
	{ "Yemen, North", "former", "XYN", "North Yemen" },
	{ "Yemen Arab Republic", "former", "XYN", "North Yemen" },
	{ "Yemen Arab Republic (Former)", "former", "XYN", "North Yemen" },
	{ "South Yemen", "former", "YMD", "South Yemen" },
	{ "Yemen", "country", "YEM", "Yemen" },
	{ "South Vietnam", "former", "XVS", "South Vietnam" },
	{ "North Vietnam", "former", "VDR", "North Vietnam" },
	{ "Vietnam", "country", "VNM", "Vietnam" },
	{ "Biafra", "former", "XBI", "Biafra" },
	{ "Katanga", "former", "XKA", "Katanga" },
	{ "Zanzibar", "former", "XZB", "Zanzibar" },
	{ "United Arab Republic", "former", "XUR", "United Arab Republic" },
	{ "Sweden (former)", NULL, "", NULL }, { "(former)", NULL, "", NULL },

	/* a state that changed its name has the code it has today */
	{ "Zaire", "country", "COD", DRC },
	{ "Rhodesia", "country", "ZWE", "Zimbabwe" },
	{ "Sudan (former)", "country", "SDN", "Sudan" },

	/* SIPRI's marks */
	{ "Libya HoR*", "armed group", "", HOR },
	{ "HoR (Libya)*", "armed group", "", HOR },
	{ HOR "*", "armed group", "", HOR },
	{ "Libya HoR", "armed group", "", HOR }, /* before it was marked */
	{ "Libya", "country", "LBY", "Libya" },
	{ "Hezbollah (Lebanon)*", "armed group", "", "Hezbollah (Lebanon)" },
	{ "Hezbollah (Lebanon)* ", "armed group", "", "Hezbollah (Lebanon)" },
	{ "Hezbollah (Lebanon) *", "armed group", "", "Hezbollah (Lebanon)" },
	{ "LTTE (Sri Lanka)*", "armed group", "", LTTE },
	{ "Tamil Tigers (Sri Lanka)*", "armed group", "", LTTE },
	{ "PKK (Turkey)*", "armed group", "", PKK },
	{ "PKK (Turkiye)*", "armed group", "", PKK },
	{ "NATO**", "organisation", "", NATO },
	{ "NATO", "organisation", "", NATO },
	{ "African Union**", "organisation", "", "African Union" },
	{ "United Nations**", "organisation", "", "United Nations" },
	{ "unknown supplier(s)", "unknown", "", "Unknown supplier" },
	{ "Unknown supplier(s)", "unknown", "", "Unknown supplier" },
	{ "unknown recipient(s)", "unknown", "", "Unknown recipient" },
	{ "Unknown Recipients*", "unknown", "", "Unknown recipient" },
	{ "unknown rebel group*", "unknown", "", "Unknown armed group" },

	/* a mark alone says the kind, but must not contradict the list */
	{ "Free Hats (Norland)*", "armed group", "", "Free Hats (Norland)" },
	{ "Hat Council **", "organisation", "", "Hat Council" },
	{ "Free Hats (Norland)", NULL, "", NULL },
	{ "Libya (Hats)*", "armed group", "", "Libya (Hats)" },
	{ "Libya*", NULL, "", NULL }, { "Katanga*", NULL, "", NULL },
	{ "NATO*", NULL, "", NULL },
	{ "Hezbollah (Lebanon)**", NULL, "", NULL },
	{ "Hat Council***", NULL, "", NULL }, { "*", NULL, "", NULL },
	{ " ** ", NULL, "", NULL },

	/* regions */
	{ "World", "region", "", "World" }, { "Global", "region", "", "World" },
	{ "Europe Regional", "region", "", "Europe" },
	{ "Eastern Europe Region", "region", "", "Eastern Europe" },
	{ "Africa (not specified)", "region", "", "Africa" },
	{ "sub-Saharan Africa", "region", "", "Sub-Saharan Africa" },
	{ "South Africa Region", "region", "", "Southern Africa" },
	{ "South Africa", "country", "ZAF", "South Africa" },
	{ "Sweden Region", NULL, "", NULL }, { "Region", NULL, "", NULL },
	{ "PACIFIC RIM COUNTRIES", "region", "", "Pacific Rim Countries" },
	{ "Somaliland", "territory", "XSL", "Somaliland" },
	{ "Diego Garcia", "territory", "IOT",
	    "British Indian Ocean Territory" },
	{ "Presidential Drawdown", "programme", "", "Presidential Drawdown" },

	/* none of these is a party */
	{ "", NULL, "", NULL }, { " ", NULL, "", NULL },
	{ ",", NULL, "", NULL }, { "()", NULL, "", NULL },
	{ "Total", NULL, "", NULL },
	{ "TOTAL FOR ALL COUNTRIES", NULL, "", NULL },
	{ "Total imports from China", NULL, "", NULL },
	{ "Aircraft", NULL, "", NULL }, { "Atlantis", NULL, "", NULL },
	{ "and", NULL, "", NULL }, /* no code is a name: AND is Andorra's */
};

static void
check(bool ok, const struct country *country, const struct party_case *c)
{
	assert_string_equal(
	    ok ? or_none(country->kind) : "(none)", or_none(c->kind));
	if (!ok)
		return;
	assert_string_equal(country->iso3, c->iso3);
	assert_string_equal(country->name, c->name);
}

static void
test_party(void **state)
{
	const struct party_case *c = *state;
	struct arena *arena = arena_new();
	struct country country = { 0 };

	check(party_find(reference, arena, c->text, &country), &country, c);
	arena_free(arena);
}

/* What statistics know besides is no purchaser of a notice. */
static void
test_notice(void **state)
{
	static const char *const names[] = { "World", "Africa", "Hamas",
		"Libya HoR", "Unknown country", "Various", "Section 333" };
	struct arena *arena = arena_new();
	struct country country;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		assert_true(party_find(reference, arena, names[i], &country));
		assert_false(country_read(reference, names[i], &country));
	}
	arena_free(arena);
}

struct coded_case {
	const char *text;
	const char *code;
	const char *iso3;
	bool differ;
};

static const struct coded_case coded[] = {
	{ "Russia", "USR", "SUN", false },
	{ "Soviet Union", "USR", "SUN", false },
	{ "Russia", "RUS", "RUS", false },
	{ "Germany", "GDR", "DDR", false },
	{ "Germany", "FRG", "DEU", false },
	{ "Yemen", "YEN", "XYN", false },
	{ "Yemen", "YEM", "YEM", false },
	{ "Chile", "CHE", "CHL", false }, /* ISO's CHE is Switzerland */
	{ "Switzerland", "CHE", "CHL", true },
	{ "China", "CHI", "CHN", false },
	{ "Austria", "AST", "AUT", false },
	{ "South Africa", "SA", "ZAF", false },
	{ "Congo", "CON", "COG", false },
	{ "Congo", "DRC", "COD", true },
	{ "DR Congo", "DRC", "COD", false },
	{ "Yemen", "YES", "YMD", false },
	{ "South Korea", "KON", "PRK", true },
	{ "Sweden", "USR", "SUN", true },
	{ "Sweden", "XYZ", "SWE", false },
	{ "Sweden", "", "SWE", false },
	{ "Hezbollah (Lebanon)*", "XLH", "", false },
	{ "Atlantis", "USR", "SUN", true },
	{ "Atlantis", "XYZ", NULL, false },
};

static void
test_coded(void **state)
{
	const struct coded_case *c = *state;
	struct arena *arena = arena_new();
	struct country country = { 0 };
	bool differ = true;
	bool ok = party_find_coded(
	    reference, arena, c->code, c->text, &country, &differ);

	assert_int_equal(differ, c->differ);
	assert_string_equal(ok ? country.iso3 : "(none)", or_none(c->iso3));
	arena_free(arena);
}

/*
 * Each name is kept once for a document, however many there are and in whatever
 * order they come: names that got in each other's way once took memory for
 * every row, of a table of sixteen million rows as much as half of its
 * worker's.
 */
static void
test_kept_once(void **state)
{
	struct arena *arena = arena_new();
	struct reading r = reading_of(arena, reference);
	char name[32];
	char *before = NULL;
	char *after;

	(void)state;
	r.document_arena = arena_new();
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < 2000; i++) {
			snprintf(name, sizeof(name), "Nowhere %d", i);
			assert_null(
			    party_read(&r, "partner", 1, name).country.name);
			assert_string_equal(
			    party_read(&r, "partner", 1, "Turkey").country.iso3,
			    "TUR");
		}
		if (round == 0)
			before = arena_alloc(r.document_arena, 1);
		r = (struct reading){ .document = r.document,
			.place = r.place,
			.reference = reference,
			.arena = arena,
			.document_arena = r.document_arena,
			.parties = r.parties };
		arena_reset(arena);
	}
	after = arena_alloc(r.document_arena, 1);
	assert_true(after > before && after - before <= 64);
	arena_free(r.document_arena);
	arena_free(arena);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	reference = reference_open(REFERENCE_FOLDER);
	if (reference == NULL)
		return 1;
	SUITE_TABLE(&s, test_party, table);
	suite_add(&s, "no purchaser of a notice", test_notice);
	SUITE_TABLE(&s, test_coded, coded);
	suite_add(&s, "each name is kept once", test_kept_once);
	status = suite_run(&s, "party");
	reference_close(reference);
	return status;
}
