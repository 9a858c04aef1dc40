#include "tests/support/support.h"

#include "transform/normalise/normalise.h"
#include "transform/reference.h"

/* The lists of a small world, and what may be wrong with them. */

#define COUNTRY_HEAD                                                       \
	"name,iso3,iso2,kind,dsca_code,waits_15_days,waits_15_days_since," \
	"region,subregion,m49,cow,successor,host\n"
/* tests/unit/reference_country.c has more of these. */
#define GROUP_NAME_HEAD "group_id,name\n"
#define GROUP_HEAD "group_id,iso3,since,until,source\n"
#define ALIAS_HEAD "alias,name,origin\n"
#define ADJECTIVE_HEAD "adjective,name\n"
#define CONTRACTOR_HEAD "contractor_id,name,parent,parent_since\n"
#define CONTRACTOR_ALIAS_HEAD "alias,contractor_id\n"
/* tests/unit/equipment_rules.c has more of these. */
#define EQUIPMENT_CATEGORY_HEAD "category,un_register,meaning\n"
#define FAMILY_HEAD "family,pattern,note\n"
#define EQUIPMENT_HEAD "words,category,anywhere,unless\n"

struct lists {
	const char *name;
	const char *country; /* below its head; with "!" all of it */
	const char *alias;
	const char *contractor;
	const char *contractor_alias;
	bool ok;
};

#define NORMAL_COUNTRIES                                          \
	"Norland,NRL,NL,country,NL,NATO,2001-01-31,Europe,,,,,\n" \
	"\"Sudland, Upper\",SUD,SU,country,,,,Europe,,,,,\n"      \
	"League,,,organisation,,law,,,,,,,\n"
#define NORMAL_ALIASES "Kingdom of Norland,Norland,test\n"
#define NORMAL_CONTRACTORS \
	"acme,Acme Arms Company,,\nbolt,Bolt,acme,2009-04-01\n"
#define NORMAL_CONTRACTOR_ALIASES "Acme,acme\nAcme Bolts,bolt\n"

#define NORMAL                                                \
	NORMAL_COUNTRIES, NORMAL_ALIASES, NORMAL_CONTRACTORS, \
	    NORMAL_CONTRACTOR_ALIASES

static const struct lists cases[] = {
	{ "all is well", NORMAL, true },
	{ "no last line end", "Norland,NRL,NL,country,,,,Europe,,,,,", "", "",
	    "", true },
	{ "line ends of Windows", "Norland,NRL,NL,country,,,,Europe,,,,,\r\n",
	    "", "", "", true },
	{ "no lines at all", "", "", "", "", true },
	{ "an alias of nothing", NORMAL_COUNTRIES, "Nowhere,Neverland,test\n",
	    "", "", false },
	{ "an alias twice, differently", NORMAL_COUNTRIES,
	    "Big,Norland,test\nBig,League,test\n", "", "", false },
	{ "an alias that is another's name", NORMAL_COUNTRIES,
	    "League,Norland,test\n", "", "", false },
	{ "a name twice",
	    "Norland,NRL,NL,country,,,,Europe,,,,,\nNorland,NRX,X,country,,,,Europe,,,,,\n",
	    "", "", "", false },
	{ "all kinds",
	    "A,AAA,,country,,,,Europe,,,,,\nB,BBB,,territory,,,,Europe,,,,,\nC,CCC,,former,,,,Europe,,,,,\n"
	    "D,,,organisation,,,,,,,,,\nE,,,armed group,,,,,,,,,\nF,,,region,,,,,,,,,\n"
	    "G,,,programme,,,,,,,,,\nH,,,unknown,,,,,,,,,\n",
	    "", "", "", true },
	{ "no such kind", "Norland,NRL,NL,planet,,,,Europe,,,,,\n", "", "", "",
	    false },
	{ "no kind", "Norland,NRL,NL,,,,,Europe,,,,,\n", "", "", "", false },
	{ "a country without a code", "Norland,,,country,,,,,,,,,\n", "", "",
	    "", false },
	{ "a region with a code", "Norland,NRL,,region,,,,Europe,,,,,\n", "",
	    "", "", false },
	{ "a code of two letters", "Norland,NR,NL,country,,,,Europe,,,,,\n", "",
	    "", "", false },
	{ "a country without a name", ",NRL,NL,country,,,,Europe,,,,,\n", "",
	    "", "", false },
	{ "a name of signs", "---,NRL,NL,country,,,,Europe,,,,,\n", "", "", "",
	    false },
	{ "no such day",
	    "Norland,NRL,NL,country,,NATO,2001-02-30,Europe,,,,,\n", "", "", "",
	    false },
	{ "a column too few", "Norland,NRL,NL,country,,,,Europe,,,,\n", "", "",
	    "", false },
	{ "a column too many", "Norland,NRL,NL,country,,,,Europe,,,,,,\n", "",
	    "", "", false },
	{ "an open quote", "\"Norland,NRL,NL,country,,,,Europe,,,,,\n", "", "",
	    "", false },
	{ "a quote in the middle", "Nor\"land,NRL,NL,country,,,,Europe,,,,,\n",
	    "", "", "", false },
	{ "other columns",
	    "!name,iso2,iso3,kind,dsca_code,waits_15_days,"
	    "waits_15_days_since,region,subregion,m49,cow,successor,host\n",
	    "", "", "", false },
	{ "an empty file", "!", "", "", "", false },
	{ "a contractor twice", "", "", "acme,Acme,,\nacme,Acme Two,,\n", "",
	    false },
	{ "two contractors of one name", "", "",
	    "acme,Acme Inc.,,\nbolt,The Acme Company,,\n", "", false },
	{ "a contractor's alias of nothing", "", "", NORMAL_CONTRACTORS,
	    "Bolts,bolts\n", false },
	{ "a contractor's alias twice, differently", "", "", NORMAL_CONTRACTORS,
	    "Nuts,acme\nNuts,bolt\n", false },
	{ "a parent that is not in the list", "", "", "acme,Acme,nobody,\n", "",
	    false },
	{ "a parent since no day", "", "",
	    "acme,Acme,,\nbolt,Bolt,acme,2009-02-29\n", "", false },
	{ "a day without a parent", "", "", "acme,Acme,,2009-04-01\n", "",
	    false },
	{ "bytes that are no text",
	    "Nor\xFFland,NRL,NL,country,,,,Europe,,,,,\n", "", "", "", false },
};

static void
write_list(struct arena *arena, const char *folder, const char *name,
    const char *head, const char *lines)
{
	char *path = arena_print(arena, "%s/%s.csv", folder, name);
	char *all = *lines == '!' ? arena_string(arena, lines + 1)
				  : arena_print(arena, "%s%s", head, lines);

	file_write(path, all, strlen(all));
}

/* Opens lists in a folder that is gone again afterwards. */
static struct reference *
open_all_lists(
    struct arena *arena, const struct lists *l, const char *adjectives)
{
	char *folder = folder_new(arena);
	struct reference *r;

	write_list(arena, folder, "country", COUNTRY_HEAD, l->country);
	write_list(arena, folder, "country_group_name", GROUP_NAME_HEAD, "");
	write_list(arena, folder, "country_group", GROUP_HEAD, "");
	write_list(arena, folder, "country_alias", ALIAS_HEAD, l->alias);
	write_list(
	    arena, folder, "country_adjective", ADJECTIVE_HEAD, adjectives);
	write_list(arena, folder, "contractor", CONTRACTOR_HEAD, l->contractor);
	write_list(arena, folder, "contractor_alias", CONTRACTOR_ALIAS_HEAD,
	    l->contractor_alias);
	write_list(
	    arena, folder, "equipment_category", EQUIPMENT_CATEGORY_HEAD, "");
	write_list(arena, folder, "equipment", EQUIPMENT_HEAD, "");
	write_list(arena, folder, "equipment_family", FAMILY_HEAD, "");
	r = reference_open(folder);
	folder_remove(folder);
	return r;
}

static struct reference *
open_lists(struct arena *arena, const struct lists *l)
{
	return open_all_lists(arena, l, "");
}

static void
test_lists(void **state)
{
	const struct lists *l = *state;
	struct arena *arena = arena_new();
	struct reference *r = open_lists(arena, l);
	bool ok = r != NULL;

	reference_close(r);
	arena_free(arena);
	assert_int_equal(ok, l->ok);
}

struct look_up_case {
	const char *key;
	const char *country; /* its name, or NULL */
	const char *contractor;
};

static const struct look_up_case look_ups[] = {
	{ "norland", "Norland", NULL },
	{ "kingdom of norland", "Norland", NULL },
	{ "sudland upper", "Sudland, Upper", NULL },
	{ "league", "League", NULL },
	{ "norlan", NULL, NULL },
	{ "norland east", NULL, NULL },
	{ "Norland", NULL, NULL }, /* not a key */
	{ "", NULL, NULL },
	{ "acme", NULL, "acme" },
	{ "acme arms", NULL, "acme" },
	{ "acme arms of wichita", NULL, "acme" },
	{ "acme bolts", NULL, "bolt" },
	{ "acme bolts and nuts", NULL, "bolt" }, /* the longest wins */
	{ "acme boltsmiths", NULL, "acme" },
	{ "acmelike", NULL, NULL },
	{ "new acme", NULL, NULL },
};

static void
test_look_up(void **state)
{
	const struct look_up_case *c = *state;
	static const struct lists normal = { "normal", NORMAL, true };
	struct arena *arena = arena_new();
	struct reference *r = open_lists(arena, &normal);
	const struct country *found;
	const char *country = NULL;
	const char *contractor = NULL;

	assert_non_null(r);
	found = reference_country(r, c->key);
	if (found != NULL)
		country = arena_string(arena, found->name);
	contractor = arena_string(arena, contractor_read(r, c->key));
	reference_close(r);
	assert_string_equal(or_none(country), or_none(c->country));
	assert_string_equal(or_none(contractor), or_none(c->contractor));
	arena_free(arena);
}

/* Of which country the adjective "Norish" is; ! where the list is refused. */
struct adjective_case {
	const char *lines;
	const char *country;
};

static const struct adjective_case adjectives[] = {
	{ "Norish,Norland\n", "Norland" },
	{ "Norish,Kingdom of Norland\n", "Norland" }, /* another name of it */
	{ "Sudish,Norland\n", NULL },
	{ "norish,Norland\n", NULL }, /* as it is written */
	{ "Norish,Neverland\n", "!" },
	{ "Norish,\n", "!" },
	{ ",Norland\n", "!" },
	{ "Norish,Norland\nNorish,League\n", "!" },
	{ "!name,adjective\nNorland,Norish\n", "!" },
};

static void
test_adjective(void **state)
{
	static const struct lists normal = { "normal", NORMAL, true };
	const struct adjective_case *c = *state;
	struct arena *arena = arena_new();
	struct reference *r = open_all_lists(arena, &normal, c->lines);
	const struct country *found =
	    r == NULL ? NULL : reference_country_adjective(r, "Norish");
	const char *told = r == NULL ? "!"
	    : found == NULL          ? NULL
				     : arena_string(arena, found->name);

	reference_close(r);
	assert_string_equal(or_none(told), or_none(c->country));
	arena_free(arena);
}

static void
test_coded(void **state)
{
	static const struct lists normal = { "normal", NORMAL, true };
	struct arena *arena = arena_new();
	struct reference *r = open_lists(arena, &normal);
	const struct country *found;

	(void)state;
	assert_non_null(r);
	found = reference_country_coded(r, "SUD");
	assert_non_null(found);
	assert_string_equal(found->name, "Sudland, Upper");
	assert_null(reference_country_coded(r, "sud"));
	assert_null(reference_country_coded(r, "SU"));
	assert_null(reference_country_coded(r, ""));
	reference_close(r);
	arena_free(arena);
}

static void
test_digest(void **state)
{
	static const struct lists normal = { "normal", NORMAL, true };
	static const struct lists changed = { "changed", NORMAL_COUNTRIES,
		NORMAL_ALIASES, NORMAL_CONTRACTORS, "Acme,acme\n", true };
	struct arena *arena = arena_new();
	struct reference *one = open_lists(arena, &normal);
	struct reference *same = open_lists(arena, &normal);
	struct reference *other = open_lists(arena, &changed);
	char *digests[3];

	(void)state;
	assert_true(one != NULL && same != NULL && other != NULL);
	digests[0] = arena_string(arena, reference_digest(one));
	digests[1] = arena_string(arena, reference_digest(same));
	digests[2] = arena_string(arena, reference_digest(other));
	reference_close(one);
	reference_close(same);
	reference_close(other);
	assert_string_equal(digests[0], digests[1]);
	assert_string_not_equal(digests[0], digests[2]);
	arena_free(arena);
}

static void
test_no_folder(void **state)
{
	(void)state;
	assert_null(reference_open("/tmp/armsetl-unit-no-such-folder"));
	reference_close(NULL);
}

int
main(void)
{
	struct suite s = { 0 };

	SUITE_TABLE(&s, test_lists, cases);
	SUITE_TABLE(&s, test_look_up, look_ups);
	SUITE_TABLE(&s, test_adjective, adjectives);
	suite_add(&s, "a country by its code", test_coded);
	suite_add(&s, "the digest is of all lists", test_digest);
	suite_add(&s, "no folder", test_no_folder);
	return suite_run(&s, "reference");
}
