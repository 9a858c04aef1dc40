#include "tests/support/support.h"

#include "transform/prose/prose.h"

static struct arena *arena;
static struct reference *reference;

struct list_case {
	const char *text;
	const char *taken; /* the part that is the list */
	const char *codes; /* "-": not known, or an organisation */
	size_t faults;
};

static const struct list_case lists[] = {
	/* As printed in 2024-02779 and 2024-02810. */
	{ "Taiwan, Malaysia, \xE2\x80\x9C"
	  "and\xE2\x80\x9D Greece in support "
	  "of the procurement of a fire control radar",
	    "Taiwan, Malaysia, \xE2\x80\x9C"
	    "and\xE2\x80\x9D Greece",
	    "TWN MYS GRC", 0 },
	{ "Taiwan, the Republic of Korea, Canada, and the UK to support a "
	  "submarine combat management system.",
	    "Taiwan, the Republic of Korea, Canada, and the UK",
	    "TWN KOR CAN GBR", 0 },
	{ "France, Germany, the Netherlands and Switzerland to support",
	    "France, Germany, the Netherlands and Switzerland",
	    "FRA DEU NLD CHE", 0 },
	{ "Australia, Belgium, Canada, Denmark, Germany, Greece, the "
	  "Netherlands, Norway, Portugal, Spain, and T\xC3\xBCrkiye to support "
	  "the designing",
	    "Australia, Belgium, Canada, Denmark, Germany, Greece, the "
	    "Netherlands, Norway, Portugal, Spain, and T\xC3\xBCrkiye",
	    "AUS BEL CAN DNK DEU GRC NLD NOR PRT ESP TUR", 0 },
	{ "Saudi Arabia, UK, and UAE to support the delivery",
	    "Saudi Arabia, UK, and UAE", "SAU GBR ARE", 0 },
	{ "Kuwait, UAE, and the UK to support the marketing, sale, delivery, "
	  "and sustainment activities of Kuwait Air Force cargo aircraft "
	  "fleet, associated support equipment",
	    "Kuwait, UAE, and the UK", "KWT ARE GBR", 0 },
	{ "Canada, Germany, Spain, and the UK related to the manufacture",
	    "Canada, Germany, Spain, and the UK", "CAN DEU ESP GBR", 0 },
	{ "Australia and Israel to support the operation",
	    "Australia and Israel", "AUS ISR", 0 },
	{ "the Republic of Korea supporting the manufacture",
	    "the Republic of Korea", "KOR", 0 },
	{ "Mexico of M134D 7.62mm machineguns [sic] and associated parts.",
	    "Mexico", "MEX", 0 },
	{ "the UK of 5.56mm fully automatic rifles and sound suppressors.",
	    "the UK", "GBR", 0 },
	{ "Norway of .50 caliber machine guns and spare parts.", "Norway",
	    "NOR", 0 },
	{ "Argentina to support the standardization", "Argentina", "ARG", 0 },
	{ "Brazil.", "Brazil", "BRA", 0 },

	{ "Trinidad and Tobago, and Bosnia and Herzegovina to support",
	    "Trinidad and Tobago, and Bosnia and Herzegovina", "TTO BIH", 0 },
	{ "Antigua and Barbuda and Saint Kitts and Nevis for use",
	    "Antigua and Barbuda and Saint Kitts and Nevis", "ATG KNA", 0 },
	{ "the United Arab Emirates and the United Kingdom of Great Britain "
	  "and Northern Ireland to support",
	    "the United Arab Emirates and the United Kingdom of Great Britain "
	    "and Northern Ireland",
	    "ARE GBR", 0 },
	{ "Poland, Romania and the Republic of T\xC3\xBCrkiye in support",
	    "Poland, Romania and the Republic of T\xC3\xBCrkiye", "POL ROU TUR",
	    0 },
	{ "the Democratic Republic of the Congo to support",
	    "the Democratic Republic of the Congo", "COD", 0 },
	{ "Papua New Guinea and Guinea to", "Papua New Guinea and Guinea",
	    "PNG GIN", 0 },
	{ "Sweden, and the NATO Support and Procurement Agency to support",
	    "Sweden, and the NATO Support and Procurement Agency", "SWE -", 0 },
	{ "Japan in support of Mitsubishi Heavy Industries, Ltd.", "Japan",
	    "JPN", 0 },
	{ "Israel", "Israel", "ISR", 0 },

	/* A name within the list that is not known. */
	{ "Japan, Atlantis, and Greece to support",
	    "Japan, Atlantis, and Greece", "JPN - GRC", 1 },
	{ "Japan and Atlantis to support", "Japan and Atlantis", "JPN -", 1 },
	{ "Japan, the Kingdom of Atlantis and Greece to support",
	    "Japan, the Kingdom of Atlantis and Greece", "JPN - GRC", 1 },

	{ "Atlantis and Japan", "", "", 0 },
	{ "support the UK", "", "", 0 },
	{ "", "", "", 0 },
	{ " ", "", "", 0 },
	{ ", Japan", "", "", 0 },
	{ "the", "", "", 0 },
	{ "5.56mm sound suppressors to Canada.", "", "", 0 },
};

static const char *
show(const struct purchaser *list)
{
	const char *all = "";

	for (; list != NULL; list = list->next)
		all = arena_print(arena, "%s%s%s", all, *all == '\0' ? "" : " ",
		    *list->country.iso3 == '\0' ? "-" : list->country.iso3);
	return all;
}

static void
test_list(void **state)
{
	const struct list_case *c = *state;
	struct reading r = reading_of(arena, reference);
	struct purchaser *list = NULL;
	size_t length = prose_countries(&r, c->text, 1, &list);

	assert_string_equal(show(list), c->codes);
	assert_string_equal(arena_copy(arena, c->text, length), c->taken);
	assert_int_equal(count_faults(&r), c->faults);
}

struct names_case {
	const char *text;
	const char *names; /* as printed */
};

static const struct names_case names[] = {
	{ "Governments of Sweden and Norway to",
	    "Sweden; Norway" }, /* it is not "Governments of Sweden" */
	{ "The Governments of Belgium, and Kuwait", "Belgium; Kuwait" },
	{ "the Government of Japan, Atlantis, and Greece to",
	    "the Government of Japan; Atlantis; Greece" },
	{ "the UK of 5.56mm rifles", "the UK" },
};

static void
test_names(void **state)
{
	const struct names_case *c = *state;
	struct reading r = reading_of(arena, reference);
	struct purchaser *list = NULL;
	const char *all = "";

	prose_countries(&r, c->text, 1, &list);
	for (; list != NULL; list = list->next)
		all = arena_print(arena, "%s%s%s", all,
		    *all == '\0' ? "" : "; ", or_none(list->name));
	assert_string_equal(all, c->names);
}

static const struct list_case items[] = {
	{ "Taipei Economic and Cultural Representative Office in the United "
	  "States pursuant to the Taiwan Relations Act (P. L. 96-8) and "
	  "Executive Order 13014.",
	    "", "TWN", 0 },
	{ "NATO Support and Procurement Agency (NSPA) as Lead Nation", "", "-",
	    0 },
	{ "North Atlantic Treaty Organization", "", "-", 0 },
	{ "Bosnia and Herzegovina", "", "BIH", 0 },
	{ "Government of Bosnia and Herzegovina", "", "BIH", 0 },
	{ "Kingdom of Saudi Arabia.", "", "SAU", 0 },
	{ "Republic of Korea (ROK)", "", "KOR", 0 },
	{ "Government of the Philippines", "", "PHL", 0 },
	{ "Poland", "", "POL", 0 },
	{ "Belgium and Kuwait", "", "BEL KWT", 0 },
	{ "Belgium, Denmark, and Norway", "", "BEL DNK NOR", 0 },
	{ "Governments of Sweden and Norway", "", "SWE NOR", 0 },
	{ "Government of Australia and the Government of Japan", "", "AUS JPN",
	    0 },
	{ "Government of Belgium and Government of Kuwait", "", "BEL KWT", 0 },
	{ "Belgium; Denmark; Norway", "", "BEL DNK NOR", 0 },
	{ "Atlantis", "", "-", 1 },
	{ "Government of Atlantis", "", "-", 1 },
	{ "Multiple countries", "", "-", 1 },
	{ "Belgium and its allies", "", "-", 1 },
};

static void
test_purchasers(void **state)
{
	const struct list_case *c = *state;
	struct reading r = reading_of(arena, reference);
	struct purchaser *list = NULL;

	prose_purchasers(&r, c->text, 1, &list);
	assert_string_equal(show(list), c->codes);
	assert_int_equal(count_faults(&r), c->faults);
	for (; list != NULL; list = list->next)
		assert_non_null(list->name);
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
	SUITE_TABLE(&s, test_list, lists);
	SUITE_TABLE(&s, test_names, names);
	SUITE_TABLE(&s, test_purchasers, items);
	status = suite_run(&s, "prose_countries");
	arena_free(arena);
	reference_close(reference);
	return status;
}
