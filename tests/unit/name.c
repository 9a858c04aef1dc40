#include "tests/support/support.h"

#include "transform/normalise/normalise.h"

static struct arena *arena;

struct key_case {
	const char *name;
	const char *key;
};

static const struct key_case keys[] = {
	{ "T\xC3\xBCrkiye", "turkiye" },
	{ "T\xC3\x9CRK\xC4\xB0YE", "turkiye" }, /* with a dotted I */
	{ "Tu\xCC\x88rkiye", "turkiye" },       /* a mark of its own */
	{ "C\xC3\xB4te d\xE2\x80\x99Ivoire", "cote divoire" },
	{ "Cote d'Ivoire", "cote divoire" },
	{ "Durako\xC4\x9Flu", "durakoglu" },
	{ "Stra\xC3\x9F"
	  "e",
	    "strasse" },
	{ "\xC3\x85land Islands", "aland islands" },
	{ "Lockheed-Martin", "lockheed martin" },
	{ "Lockheed\xE2\x80\x93Martin", "lockheed martin" },
	{ "Lockheed\xE2\x80\x90Martin", "lockheed martin" },
	{ "  Bosnia   and\tHerzegovina ", "bosnia and herzegovina" },
	{ "Saudi\xC2\xA0"
	  "Arabia",
	    "saudi arabia" },
	{ "UAE", "uae" },
	{ "F-16", "f 16" },
	{ "L3Harris", "l3harris" },
	{ "(TECRO)", "tecro" },
	{ "Pratt & Whitney", "pratt whitney" },
	{ "\xEF\xAC\x81re", "fire" },         /* a ligature */
	{ "\xEF\xBC\x92\xEF\xBC\x90", "20" }, /* full-width figures */
	{ "M\xC3\xA9xico", "mexico" },
	{ "\xE2\x80\x9C"
	  "and\xE2\x80\x9D",
	    "and" },
	{ "", "" },
	{ " ", "" },
	{ "---", "" },
	{ "\xCC\x88", "" },
	{ "...", "" },
};

static void
test_key(void **state)
{
	const struct key_case *c = *state;
	const char *key = name_key(arena, c->name);

	assert_string_equal(key, c->key);
	/* A key is its own key. */
	assert_string_equal(name_key(arena, key), key);
}

struct pair_case {
	const char *one;
	const char *other;
	bool same;
};

static const struct pair_case pairs[] = {
	{ "U.S. Ordnance", "US Ordnance", true },
	{ "O\xE2\x80\x99"
	  "Brien",
	    "O'Brien", true },
	{ "SAINT LUCIA", "Saint Lucia", true },
	{ "Timor-Leste", "Timor Leste", true },
	{ "S\xC3\xA3o Tom\xC3\xA9", "Sao Tome", true },
	{ "Niger", "Nigeria", false },
	{ "Guinea", "Guinea-Bissau", false },
	{ "KBR", "K B R", false },
	{ "L3", "L 3", false },
	{ "\xD0\xA3\xD0\xBA\xD1\x80", "\xD0\xA3\xD0\xBA", false },
};

static void
test_pair(void **state)
{
	const struct pair_case *c = *state;
	const char *one = name_key(arena, c->one);
	const char *other = name_key(arena, c->other);

	assert_int_equal(strcmp(one, other) == 0, c->same);
}

static const struct key_case companies[] = {
	{ "LEIDOS, Inc.", "leidos" },
	{ "Aero Vironment Inc.", "aero vironment" },
	{ "The Boeing Company", "boeing" },
	{ "THE BOEING COMPANY", "boeing" },
	{ "Boeing Co.", "boeing" },
	{ "Lockheed-Martin Corporation", "lockheed martin" },
	{ "Lockheed Martin Corp.", "lockheed martin" },
	{ "AM General LLC", "am general" },
	{ "Longbow L.L.C.", "longbow" },
	{ "TCOM, L.P.", "tcom" },
	{ "Thales Ltd.", "thales" },
	{ "FN America, LLC", "fn america" },
	{ "KBR", "kbr" },
	{ "Smith & Wesson Corp.", "smith and wesson" },
	{ "EG&G", "eg and g" },
	{ "&", "and" },
	{ "Incorporated Tools", "incorporated tools" },
	{ "Theodore Inc.", "theodore" },
	{ "Zinc Works", "zinc works" },
	{ "Zinc", "zinc" },
	{ "Inc.", "inc" },
	{ "X Inc.", "x" },
	{ "Zeta Corporation Ltd.", "zeta" },
	{ "Zeta Co., Inc.", "zeta" },
	{ "", "" },
};

static void
test_company(void **state)
{
	const struct key_case *c = *state;

	assert_string_equal(company_key(arena, c->name), c->key);
}

/* Names are longer than any buffer now and then. */
static void
test_long(void **state)
{
	struct text name = { 0 };
	size_t times = 100000;
	const char *key;

	(void)state;
	for (size_t i = 0; i < times; i++)
		text_add_string(&name, "\xC3\xA9 ");
	key = name_key(arena, text_string(&name));
	text_free(&name);
	assert_int_equal(strlen(key), times * 2 - 1);
	assert_int_equal(strspn(key, "e "), strlen(key));
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_key, keys);
	SUITE_TABLE(&s, test_pair, pairs);
	SUITE_TABLE(&s, test_company, companies);
	suite_add(&s, "a long name", test_long);
	status = suite_run(&s, "name");
	arena_free(arena);
	return status;
}
