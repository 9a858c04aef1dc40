#include "tests/support/support.h"

#include "transform/prose/places.h"

static struct arena *arena;
static struct reference *reference;

struct region_case {
	const char *text;
	const char *name; /* NULL: no place we know */
};

static const struct region_case regions[] = {
	/* Points may stand anywhere in a code, and small letters with them. */
	{ "N.Y.", "New York" },
	{ "D. C.", "District of Columbia" },
	{ "W.Va.", "West Virginia" },
	{ "W. Va.", "West Virginia" },
	{ "W.V.", "West Virginia" },
	{ "B. C.", "British Columbia" },
	{ "BC", "British Columbia" },
	{ "in.", "Indiana" },
	{ "IN", "Indiana" },
	{ "In", NULL },
	{ "or", NULL },
	{ "N Y", NULL },
	/* Names, codes and all of the short forms. */
	{ "Alabama", "Alabama" },
	{ "ALABAMA", "Alabama" },
	{ "AL", "Alabama" },
	{ "Ala.", "Alabama" },
	{ "Ala", "Alabama" },
	{ "Wyo.", "Wyoming" },
	{ "WY", "Wyoming" },
	{ "Penn", "Pennsylvania" },
	{ "Penna.", "Pennsylvania" },
	{ "Pa.", "Pennsylvania" },
	{ "Puerto Rico", "Puerto Rico" }, /* behind the one with most forms */
	{ "Nebr.", "Nebraska" },
	{ "Alberta", "Alberta" },
	{ "Alta.", "Alberta" },
	{ "AB", NULL }, /* ends the names of companies */
	{ "Que.", "Quebec" },
	{ "NSW", "New South Wales" },
	{ "Wales", "Wales" },
	{ "Western Australia", "Western Australia" },
	{ "Georgia", "Georgia" },
	{ "Sweden", "Sweden" },
	{ "UAE", "United Arab Emirates" },
	{ "sweden", NULL },
	/* What stands around them. */
	{ "the District of Columbia", "District of Columbia" },
	{ "The Netherlands", "Netherlands" },
	{ "  Texas  ", "Texas" },
	{ "T", NULL },
	{ "Texas for the aircraft", "Texas" },
	{ "PA (M109A7)", "Pennsylvania" },
	{ "FL 32819", "Florida" },
	{ "FL 3281", NULL },
	{ "Texas Instruments", NULL },
	{ "Atlantis", NULL },
	{ "the ", NULL },
	{ "the", NULL },
	{ ".", NULL },
	{ "", NULL },
};

static void
test_region(void **state)
{
	const struct region_case *c = *state;
	struct reading r = reading_of(arena, reference);

	assert_string_equal(
	    or_none(place_region(&r, c->text)), or_none(c->name));
}

struct country_case {
	const char *text;
	bool is;
};

static const struct country_case countries[] = {
	{ "Sweden", true },
	{ " the Netherlands ", true },
	{ "Georgia", false }, /* more is made in the state */
	{ "Texas", false },
	{ "Ontario", false },
	{ "Atlantis", false },
	{ "", false },
};

static void
test_country(void **state)
{
	const struct country_case *c = *state;
	struct reading r = reading_of(arena, reference);

	assert_int_equal(place_is_country(&r, c->text), c->is);
}

static const struct region_case codes[] = {
	{ "Ocala FL", "FL" },
	{ "Ocala AL", "AL" },
	{ "Ocala WY", "WY" },
	{ "Ocala FL. ", "FL. " },
	{ "London UK", "UK" },
	{ "a FL", "FL" },
	{ " FL", NULL },
	{ "FL", NULL },
	{ "OcalaFL", NULL },
	{ "Ocala Fl", NULL },
	{ "Ocala UN", NULL },
	{ "Ocala ZZ", NULL },
	{ " .", NULL },
	{ "", NULL },
};

static void
test_code(void **state)
{
	const struct region_case *c = *state;

	assert_string_equal(
	    or_none(place_code_at_end(c->text)), or_none(c->name));
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	reference = reference_open(REFERENCE_FOLDER);
	if (reference == NULL)
		return 1;
	arena = arena_new();
	SUITE_TABLE(&s, test_region, regions);
	SUITE_TABLE(&s, test_country, countries);
	SUITE_TABLE(&s, test_code, codes);
	status = suite_run(&s, "prose_places");
	arena_free(arena);
	reference_close(reference);
	return status;
}
