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

#define GROUP_HEAD "group_id,iso3,since,until,source\n"
#define SAID ",https://example.org/\n"

/* Lines of country_group.csv; the groups are pact and club. */
static const struct country_case groups[] = {
	{ "one that left and came back",
	    "pact,NRL,1990-01-01,1999-12-31" SAID "pact,NRL,2000-01-01," SAID,
	    NULL },
	{ "the same, the later one first",
	    "pact,NRL,2000-01-01," SAID "pact,NRL,1990-01-01,1999-12-31" SAID,
	    NULL },
	{ "one that comes back on the last day",
	    "pact,NRL,1990-01-01,2000-01-01" SAID "pact,NRL,2000-01-01," SAID,
	    "line 3: another line has NRL in pact on the same day" },
	{ "one that never left",
	    "pact,NRL,1990-01-01," SAID "pact,NRL,2000-01-01,2001-01-01" SAID,
	    "line 3: another line has NRL in pact on the same day" },
	{ "a third within the first",
	    "pact,NRL,1990-01-01,1999-12-31" SAID "pact,NRL,2010-01-01," SAID
	    "pact,NRL,1995-01-01,1995-01-01" SAID,
	    "line 4: another line has NRL in pact on the same day" },
	{ "two groups, two countries, one time",
	    "pact,NRL,1990-01-01," SAID "club,NRL,1990-01-01," SAID
	    "pact,OLD,1990-01-01," SAID,
	    NULL },
	{ "of a single day", "pact,NRL,1990-01-01,1990-01-01" SAID, NULL },
	{ "left before it came", "pact,NRL,1990-01-01,1989-12-31" SAID,
	    "line 2: until is before since" },
	{ "a year only", "pact,NRL,1990," SAID, "line 2: since is not a day" },
	{ "never began", "pact,NRL,,1990-01-01" SAID,
	    "line 2: since is not a day" },
	{ "no such last day", "pact,NRL,1990-01-01,1990-02-30" SAID,
	    "line 2: until is not a day" },
	{ "a country by its name", "pact,Norland,1990-01-01," SAID,
	    "line 2: no such country" },
	{ "a country of two letters", "pact,NL,1990-01-01," SAID,
	    "line 2: no such country" },
	{ "no country", "pact,,1990-01-01," SAID, "line 2: no such country" },
	{ "a group without a name", "nato,NRL,1990-01-01," SAID,
	    "line 2: no such group" },
	{ "another case", "Pact,NRL,1990-01-01," SAID,
	    "line 2: no such group" },
	{ "no source", "pact,NRL,1990-01-01,,\n", "line 2: no source" },
};

static const struct country_case names[] = {
	{ "two of one name", "pact,Pact\nunion,Pact\n", NULL },
	{ "a group twice", "pact,Pact\npact,The Pact\n",
	    "line 3: pact is in the list already" },
	{ "no name", "pact,\n", "line 2: no identifier or no name" },
	{ "no identifier", ",Pact\n", "line 2: no identifier or no name" },
};

static const char *const others[][2] = {
	{ "country_group_name", "group_id,name\npact,Pact\nclub,Club\n" },
	{ "country_group", GROUP_HEAD },
	{ "country_alias", "alias,name,origin\n" },
	{ "country_adjective", "adjective,name\n" },
	{ "contractor", "contractor_id,name,parent,parent_since\n" },
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

static void
test_group(void **state)
{
	const struct country_case *c = *state;
	struct arena *arena = arena_new();

	assert_string_equal(
	    read_lists(arena, "country_group",
		arena_print(arena, "%s%s", GROUP_HEAD, c->lines)),
	    c->says == NULL ? "" : c->says);
	arena_free(arena);
}

static void
test_group_name(void **state)
{
	const struct country_case *c = *state;
	struct arena *arena = arena_new();

	assert_string_equal(
	    read_lists(arena, "country_group_name",
		arena_print(arena, "group_id,name\n%s", c->lines)),
	    c->says == NULL ? "" : c->says);
	arena_free(arena);
}

int
main(void)
{
	struct suite s = { 0 };

	SUITE_TABLE(&s, test_country, countries);
	SUITE_TABLE(&s, test_group, groups);
	SUITE_TABLE(&s, test_group_name, names);
	return suite_run(&s, "reference_country");
}
