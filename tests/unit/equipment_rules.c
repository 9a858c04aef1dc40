#include "tests/support/support.h"

#include "transform/normalise/normalise.h"

/* The words of names, and what the rules about them may say. */

static struct arena *arena;

struct words_case {
	const char *text;
	const char *words; /* '+' before what goes on within a printed word */
};

static const struct words_case names[] = {
	{ "AIM-120C-5", "aim 120 +c 5" },
	{ "AH\xE2\x80\x91"
	  "64E",
	    "ah 64 +e" },
	{ "F16s", "f +16 +s" },
	{ ".50 caliber", "50 caliber" },
	{ "2.75-inch", "275 inch" },
	{ "5\xE2\x80\xB3", "5" },
	{ "HIMARS", "himar" },
	{ "GPS", "gps" }, /* no plural */
	{ "Torpedoes, batteries; chassis", "torpedo battery chassi" },
	{ "boxes torches lenses masses", "box torch lense mass" },
	{ "glass", "glass" },
	{ "ies", "ies" },
	{ "ches shes", "che she" },
	{ "", "" },
	{ "--", "" },
};

static void
test_words(void **state)
{
	const struct words_case *c = *state;
	struct words w = words_read(arena, c->text);
	struct text all = { 0 };
	bool same;

	for (size_t i = 0; i < w.count; i++)
		text_addf(&all, "%s%s%s", i == 0 ? "" : " ",
		    w.begins[i] ? "" : "+", w.word[i]);
	same = strcmp(text_string(&all), c->words) == 0;
	if (!same)
		print_error("%s\n", text_string(&all));
	text_free(&all);
	assert_true(same);
}

#define CATEGORIES                                     \
	"category,un_register,meaning\ntank,I,tanks\n" \
	"gun,III,guns\nother,,the rest\n"
#define HEAD "words,category,anywhere,unless\n"

/* Reads lists in a folder that is gone again afterwards. */
static struct reference *
open_lists(const char *categories, const char *rules, const char *families)
{
	static const char *const empty[][2] = {
		{ "country",
		    "name,iso3,iso2,kind,dsca_code,waits_15_days,"
		    "waits_15_days_since,region,subregion,m49,cow,"
		    "successor,host\n" },
		{ "country_group_name", "group_id,name\n" },
		{ "country_group", "group_id,iso3,since,until,source\n" },
		{ "country_alias", "alias,name,origin\n" },
		{ "country_adjective", "adjective,name\n" },
		{ "contractor", "contractor_id,name,parent,parent_since\n" },
		{ "contractor_alias", "alias,contractor_id\n" },
	};
	char *folder = folder_new(arena);
	struct reference *r;

	for (size_t i = 0; i < COUNT_OF(empty); i++)
		file_write(arena_print(arena, "%s/%s.csv", folder, empty[i][0]),
		    empty[i][1], strlen(empty[i][1]));
	file_write(arena_print(arena, "%s/equipment_category.csv", folder),
	    categories, strlen(categories));
	file_write(arena_print(arena, "%s/equipment.csv", folder), rules,
	    strlen(rules));
	file_write(arena_print(arena, "%s/equipment_family.csv", folder),
	    families, strlen(families));
	r = reference_open(folder);
	folder_remove(folder);
	return r;
}

#define FAMILY_HEAD "family,pattern,note\n"

static struct reference *
open_rules(const char *categories, const char *rules)
{
	return open_lists(categories, rules, FAMILY_HEAD);
}

struct list_case {
	const char *name;
	const char *categories;
	const char *rules;
	bool ok;
};

static const struct list_case lists[] = {
	{ "all is well", CATEGORIES, HEAD "M1,tank,,\ninert,other,yes,M2; M3\n",
	    true },
	{ "no rules", CATEGORIES, HEAD, true },
	{ "the same words, anywhere", CATEGORIES,
	    HEAD "M1,tank,,\nM1,other,yes,\n", true },
	{ "longer and shorter", CATEGORIES,
	    HEAD "big gun,gun,,\ngun,other,,\nvery big gun,tank,,\n", true },
	{ "no such category", CATEGORIES, HEAD "M1,tanks,,\n", false },
	{ "no category", CATEGORIES, HEAD "M1,,,\n", false },
	{ "no words", CATEGORIES, HEAD ",tank,,\n", false },
	{ "words of signs", CATEGORIES, HEAD "--,tank,,\n", false },
	{ "the same words twice", CATEGORIES, HEAD "M1,tank,,\nM1,gun,,\n",
	    false },
	{ "the same words, as they are compared", CATEGORIES,
	    HEAD "M-1 gun,tank,,\nbig gun,gun,,\nm1 GUNS,tank,,\n", false },
	{ "neither yes nor else nor empty", CATEGORIES, HEAD "M1,tank,no,\n",
	    false },
	{ "an exception of nothing", CATEGORIES, HEAD "M1,tank,,M2; ;M3\n",
	    false },
	{ "an exception that ends in nothing", CATEGORIES,
	    HEAD "M1,tank,,M2;\n", false },
	{ "other columns", CATEGORIES, "words,category\nM1,tank\n", false },
	{ "a category twice",
	    "category,un_register,meaning\ntank,I,a\ntank,II,b\n", HEAD,
	    false },
	{ "a category without a meaning",
	    "category,un_register,meaning\ntank,I,\n", HEAD, false },
	{ "a category without a name",
	    "category,un_register,meaning\n,I,tanks\n", HEAD, false },
};

static void
test_lists(void **state)
{
	const struct list_case *c = *state;
	struct reference *r = open_rules(c->categories, c->rules);
	bool ok = r != NULL;

	reference_close(r);
	assert_int_equal(ok, c->ok);
}

struct family_list_case {
	const char *name;
	const char *families;
	bool ok;
};

static const struct family_list_case family_lists[] = {
	{ "several phrases", FAMILY_HEAD "Tank,M1; big tank,all\nGun,gun,\n",
	    true },
	{ "no pattern", FAMILY_HEAD "Tank,,\n", false },
	{ "no name", FAMILY_HEAD ",M1,\n", false },
	{ "a family twice", FAMILY_HEAD "Tank,M1,\nTank,M2,\n", false },
	{ "a phrase of two", FAMILY_HEAD "Tank,M1,\nGun,gun; M-1,\n", false },
	{ "a phrase of nothing", FAMILY_HEAD "Tank,M1; ,\n", false },
};

static void
test_family_lists(void **state)
{
	const struct family_list_case *c = *state;
	struct reference *r = open_lists(CATEGORIES, HEAD, c->families);
	bool ok = r != NULL;

	reference_close(r);
	assert_int_equal(ok, c->ok);
}

struct find_case {
	const char *name;
	const char *category;
};

/* The rules of test_find(). */
static const char small_list[] = HEAD "M1,tank,,\n"
				      "gun,gun,,toy; water gun\n"
				      "machine gun,other,,\n"
				      "turret,other,,\n"
				      "inert,other,yes,not inert\n";

static const struct find_case finds[] = {
	{ "M1", "tank" },
	{ "big, M1: guns", "tank" }, /* the first part that a rule knows */
	{ "M1 guns", "gun" },
	{ "gun M1", "tank" },
	{ "machine guns", "other" }, /* the longest */
	{ "sewing machine toy guns", NULL },
	{ "toy guns", NULL },
	{ "M1 toy guns", "tank" },
	{ "guns (toy)", NULL },
	{ "guns for toy soldiers", "gun" }, /* behind "for" nothing counts */
	{ "water guns", NULL },
	{ "waters guns", NULL }, /* the plural is the same */
	{ "inert M1", "other" },
	{ "M1, inert", "other" },
	{ "not inert M1", "tank" },
	{ "M1 (inert)", "other" },
	{ "M1 (two of them inert)", "tank" },
	{ "things (M1)", "tank" },
	{ "things (in [M1] brackets", "tank" },
	{ "things (8 installed, 2 guns)", NULL }, /* counts */
	{ "things (120mm gun)", "gun" },
	{ "things) M1", "tank" },
	{ "things for M1", NULL },
	{ "things (for M1)", "tank" },
	{ "things with (M1)", NULL },
	{ "turret-to-ground guns", "gun" },
	{ "turret to ground guns", "gun" },
	{ "turret to guns", "other" },
	{ "turret With guns", "other" },
	{ "turret\nwith\nguns", "other" },
	{ "turret w/ guns", "other" },
	{ "turret X with guns", "other" },
	{ "things) (x for M1)", "tank" },
	/* a service is none of what it is done to */
	{ "assembly of M1", NULL },
	{ "upgrade  of M1", NULL },
	{ "upgrade offset M1", "tank" },
	{ "upgrade XM M1", "tank" },
	{ "big rounds of M1", "tank" },
	{ "of M1", "tank" },
	{ "X, gun", "gun" },
	{ ",,;M1", "tank" },
	{ "within guns", "gun" },
	{ "M10", NULL },
	{ "XM1", NULL },
	{ "XM-1", NULL },
	{ "M1A2", "tank" },
};

static void
test_find(void **state)
{
	const struct find_case *c = *state;
	struct reference *r = open_rules(CATEGORIES, small_list);
	const char *found;

	assert_non_null(r);
	found = arena_string(arena, equipment_category(r, c->name));
	reference_close(r);
	assert_string_equal(or_none(found), or_none(c->category));
}

#define BLANKS_100                                           \
	"                                                  " \
	"                                                  "
#define BLANKS_900                                                        \
	BLANKS_100 BLANKS_100 BLANKS_100 BLANKS_100 BLANKS_100 BLANKS_100 \
	    BLANKS_100 BLANKS_100 BLANKS_100
#define BLANKS_90                                       \
	"                                             " \
	"                                             "

/* What stands behind a thousand bytes belongs to no name. */
static const struct find_case long_names[] = {
	{ BLANKS_900 BLANKS_90 "        M1", "tank" },
	{ BLANKS_900 BLANKS_90 "         M1", NULL },
	{ BLANKS_900 BLANKS_100 "M1", NULL },
};

/* Of eight parts between "for" each may tell the family. */
#define FOR_6 " for x for x for x for x for x for x"

static const struct find_case families[] = {
	{ "x" FOR_6 " for M1", "Tank" },
	{ "x" FOR_6 " for x for M1", NULL },
	{ "M1 for guns", "Tank" },
	{ "things (M1) for guns", "Tank" },
	{ "things", NULL },
};

static void
test_family(void **state)
{
	const struct find_case *c = *state;
	struct reference *r =
	    open_lists(CATEGORIES, HEAD, FAMILY_HEAD "Tank,M1,\nGun,gun,\n");
	const char *found;

	assert_non_null(r);
	found = arena_string(arena, equipment_family(r, c->name));
	reference_close(r);
	assert_string_equal(or_none(found), or_none(c->category));
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_words, names);
	SUITE_TABLE(&s, test_lists, lists);
	SUITE_TABLE(&s, test_family_lists, family_lists);
	SUITE_TABLE(&s, test_find, finds);
	SUITE_TABLE(&s, test_find, long_names);
	SUITE_TABLE(&s, test_family, families);
	status = suite_run(&s, "equipment rules");
	arena_free(arena);
	return status;
}
