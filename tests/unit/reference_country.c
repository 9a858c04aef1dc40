#include "tests/support/support.h"

/* What lines of the lists of countries may say, and what is said of the others.
 */

#define COUNTRY_HEAD                                                       \
	"name,iso3,iso2,kind,dsca_code,waits_15_days,waits_15_days_since," \
	"region,subregion,m49,cow,successor,host\n"

/* Two lands to lean on: lines 2 and 3. */
#define NORLAND "Norland,NRL,NL,country,,,,Europe,Northern Europe,901,2,,\n"
#define OLDLAND "Oldland,OLD,,former,,,,Asia,,902,2,NRL,\n"

/* A third that begins with what all of them need. */
#define SUDLAND "Sudland,SUD,SU,country,,,,"

struct country_case {
	const char *name;
	const char *lines; /* below the head and the two lands */
	const char *says;  /* behind the file's path; NULL: all is well */
};

static const struct country_case countries[] = {
	{ "M49 has no subregion here", SUDLAND "Antarctica,,,,,\n", NULL },
	{ "M49 does not have this land", SUDLAND "Asia,Eastern Asia,,,,\n",
	    NULL },
	{ "a subregion of another region", SUDLAND "Europe,Eastern Asia,,,,\n",
	    "line 4: no such region, or not one with that subregion" },
	{ "another's word for a subregion",
	    SUDLAND "Asia,South-Eastern Asia,,,,\n",
	    "line 4: no such region, or not one with that subregion" },
	{ "another's word for a region", SUDLAND "America,,,,,\n",
	    "line 4: no such region, or not one with that subregion" },
	{ "a subregion that has none", SUDLAND "Antarctica,Polynesia,,,,\n",
	    "line 4: no such region, or not one with that subregion" },
	{ "a subregion alone", SUDLAND ",Eastern Asia,,,,\n",
	    "line 4: no region" },
	{ "a country without a region", SUDLAND ",,903,,,\n",
	    "line 4: no region" },
	{ "a territory without a region", "Isle,ISL,,territory,,,,,,,,,\n",
	    "line 4: no region" },
	{ "m49 that lost its zero", SUDLAND "Asia,,4,,,\n",
	    "line 4: m49 is not three digits" },
	{ "m49 with a letter", SUDLAND "Asia,,00A,,,\n",
	    "line 4: m49 is not three digits" },
	{ "m49 of four digits", SUDLAND "Asia,,0903,,,\n",
	    "line 4: m49 is not three digits" },
	{ "m49 of another line", SUDLAND "Asia,,902,,,\n",
	    "line 4: another line has the code 902" },
	{ "cow of another line, as Russia's is the Soviet Union's",
	    SUDLAND "Asia,,903,2,,\n", NULL },
	{ "cow in letters", SUDLAND "Asia,,903,SUD,,\n",
	    "line 4: cow is not a number of at most three digits" },
	{ "cow with a zero before it", SUDLAND "Asia,,903,002,,\n",
	    "line 4: cow is not a number of at most three digits" },
	{ "iso3 of another line", "Northland,NRL,,country,,,,Asia,,,,,\n",
	    "line 4: another line has the code NRL" },
	{ "a successor that stands behind",
	    "Union,UNI,,former,,,,Asia,,,,SUD,\n" SUDLAND "Asia,,,,,\n", NULL },
	{ "a successor that is gone too", "Union,UNI,,former,,,,Asia,,,,OLD,\n",
	    NULL },
	{ "a successor of two letters", "Union,UNI,,former,,,,Asia,,,,NL,\n",
	    "line 4: no line has the code of its successor, NL" },
	{ "no such successor", "Union,UNI,,former,,,,Asia,,,,RUS,\n",
	    "line 4: no line has the code of its successor, RUS" },
	{ "its own successor", "Union,UNI,,former,,,,Asia,,,,UNI,\n",
	    "line 4: UNI is its own successor" },
	{ "a successor of one that is there", SUDLAND "Asia,,,,NRL,\n",
	    "line 4: only a former state has a successor" },
	{ "an armed group in a land that is gone",
	    "Rebels (Oldland),,,armed group,,,,,,,,,OLD\n", NULL },
	{ "an armed group in many lands",
	    "Islamic State,,,armed group,,,,,,,,,\n", NULL },
	{ "no such host", "Rebels,,,armed group,,,,,,,,,RUS\n",
	    "line 4: no line has the code of its host, RUS" },
	{ "a host of an organisation", "League,,,organisation,,,,,,,,,NRL\n",
	    "line 4: only an armed group has a host" },
	{ "a region of an armed group",
	    "Rebels,,,armed group,,,,Europe,,,,,NRL\n",
	    "line 4: only a land has a region, m49 or cow" },
	{ "m49 of a region", "Europe,,,region,,,,,,150,,,\n",
	    "line 4: only a land has a region, m49 or cow" },
};

static const char *const others[][2] = {
	{ "country_alias", "alias,name,origin\n" },
	{ "contractor", "contractor_id,name,parent\n" },
	{ "contractor_alias", "alias,contractor_id\n" },
	{ "equipment_category", "category,un_register,meaning\n" },
	{ "equipment", "words,category,anywhere,unless\n" },
	{ "equipment_family", "family,pattern,note\n" },
};

static void
put_list(struct arena *arena, const char *folder, const char *name,
    const char *lines)
{
	file_write(arena_print(arena, "%s/%s.csv", folder, name), lines,
	    strlen(lines));
}

/* What is said of that list when it is read with these lines; "" of none. */
static const char *
read_lists(struct arena *arena, const char *list, const char *lines)
{
	const char *folder = folder_new(arena);
	const char *before = arena_print(arena, "%s/%s.csv: ", folder, list);
	struct listening l;
	const char *said;
	const char *found;
	struct reference *r;

	put_list(arena, folder, "country", COUNTRY_HEAD NORLAND OLDLAND);
	for (size_t i = 0; i < COUNT_OF(others); i++)
		put_list(arena, folder, others[i][0], others[i][1]);
	put_list(arena, folder, list, lines);
	l = listen_begin();
	r = reference_open(folder);
	said = listen_end(arena, &l);
	folder_remove(folder);
	assert_int_equal(r != NULL, *said == '\0');
	reference_close(r);
	found = strstr(said, before);
	if (found == NULL)
		return said;
	found += strlen(before);
	return arena_copy(arena, found, strcspn(found, "\n"));
}

static void
test_country(void **state)
{
	const struct country_case *c = *state;
	struct arena *arena = arena_new();
	const char *lines =
	    arena_print(arena, "%s%s", COUNTRY_HEAD NORLAND OLDLAND, c->lines);

	assert_string_equal(read_lists(arena, "country", lines),
	    c->says == NULL ? "" : c->says);
	arena_free(arena);
}

int
main(void)
{
	struct suite s = { 0 };

	SUITE_TABLE(&s, test_country, countries);
	return suite_run(&s, "reference_country");
}
