#include "transform/reference_country.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/map.h"

#define M49_DIGITS 3
#define COW_DIGITS_MAX 3

const char *const country_columns[] = {
	[COUNTRY_NAME] = "name",
	[COUNTRY_ISO3] = "iso3",
	[COUNTRY_ISO2] = "iso2",
	[COUNTRY_KIND] = "kind",
	[COUNTRY_DSCA_CODE] = "dsca_code",
	[COUNTRY_WAITS_15_DAYS] = "waits_15_days",
	[COUNTRY_WAITS_15_DAYS_SINCE] = "waits_15_days_since",
	[COUNTRY_REGION] = "region",
	[COUNTRY_SUBREGION] = "subregion",
	[COUNTRY_M49] = "m49",
	[COUNTRY_COW] = "cow",
	[COUNTRY_SUCCESSOR] = "successor",
	[COUNTRY_HOST] = "host",
	NULL,
};

static const struct {
	const char *name;
	bool has_code;
	enum country_column names; /* the one that only this kind has, or 0 */
} kinds[] = {
	{ "country", true, 0 },
	{ "territory", true, 0 },
	{ "former", true, COUNTRY_SUCCESSOR },
	{ "organisation", false, 0 },
	{ "armed group", false, COUNTRY_HOST },
	{ "region", false, 0 },
	{ "programme", false, 0 },
	{ "unknown", false, 0 },
};

/* Of UN M49, the finest that it parts a region into. */
static const struct {
	const char *region;
	const char *subregion; /* NULL: none */
} regions[] = {
	{ "Africa", "Northern Africa" },
	{ "Africa", "Eastern Africa" },
	{ "Africa", "Middle Africa" },
	{ "Africa", "Southern Africa" },
	{ "Africa", "Western Africa" },
	{ "Americas", "Caribbean" },
	{ "Americas", "Central America" },
	{ "Americas", "South America" },
	{ "Americas", "Northern America" },
	{ "Antarctica", NULL },
	{ "Asia", "Central Asia" },
	{ "Asia", "Eastern Asia" },
	{ "Asia", "South-eastern Asia" },
	{ "Asia", "Southern Asia" },
	{ "Asia", "Western Asia" },
	{ "Europe", "Eastern Europe" },
	{ "Europe", "Northern Europe" },
	{ "Europe", "Southern Europe" },
	{ "Europe", "Western Europe" },
	{ "Oceania", "Australia and New Zealand" },
	{ "Oceania", "Melanesia" },
	{ "Oceania", "Micronesia" },
	{ "Oceania", "Polynesia" },
};

/* A code that a line names, and another must have. */
struct named_code {
	const char *iso3;
	const char *column;
	const char *where;
	struct named_code *next;
};

struct country_codes {
	struct arena *arena;
	struct map *iso3; /* a set */
	struct map *m49;  /* a set */
	struct named_code *first;
	struct named_code **last;
};

struct country_codes *
country_codes_new(struct arena *arena)
{
	struct country_codes *codes = arena_alloc(arena, sizeof(*codes));

	*codes = (struct country_codes){
		.arena = arena,
		.iso3 = map_new(),
		.m49 = map_new(),
	};
	codes->last = &codes->first;
	return codes;
}

void
country_codes_free(struct country_codes *codes)
{
	if (codes == NULL)
		return;
	map_free(codes->iso3);
	map_free(codes->m49);
}

/* A kind there is, with a code if it is one of states; what only it names. */
static bool
is_kind(const char *kind, bool has_code, enum country_column *names)
{
	for (size_t i = 0; kind != NULL && i < sizeof(kinds) / sizeof(kinds[0]);
	     i++) {
		*names = kinds[i].names;
		if (strcmp(kind, kinds[i].name) == 0)
			return kinds[i].has_code == has_code;
	}
	return false;
}

static bool
is_number(const char *text, size_t least, size_t most)
{
	size_t n = strlen(text);

	for (const char *s = text; *s != '\0'; s++) {
		if (!isdigit((unsigned char)*s))
			return false;
	}
	return n >= least && n <= most;
}

static bool
is_region(const char *region, const char *subregion)
{
	for (size_t i = 0; i < sizeof(regions) / sizeof(regions[0]); i++) {
		if (strcmp(region, regions[i].region) != 0)
			continue;
		if (subregion == NULL ||
		    (regions[i].subregion != NULL &&
			strcmp(subregion, regions[i].subregion) == 0))
			return true;
	}
	return false;
}

/* What is wrong with where a line says that the party lies, or NULL. */
static const char *
wrong_place(const char *const *v)
{
	const char *region = v[COUNTRY_REGION];

	if (v[COUNTRY_ISO3] == NULL)
		return region != NULL || v[COUNTRY_SUBREGION] != NULL ||
			v[COUNTRY_M49] != NULL || v[COUNTRY_COW] != NULL
		    ? "only a land has a region, m49 or cow"
		    : NULL;
	if (region == NULL)
		return "no region";
	if (!is_region(region, v[COUNTRY_SUBREGION]))
		return "no such region, or not one with that subregion";
	if (v[COUNTRY_M49] != NULL &&
	    !is_number(v[COUNTRY_M49], M49_DIGITS, M49_DIGITS))
		return "m49 is not three digits";
	if (v[COUNTRY_COW] != NULL &&
	    (!is_number(v[COUNTRY_COW], 1, COW_DIGITS_MAX) ||
		v[COUNTRY_COW][0] == '0'))
		return "cow is not a number of at most three digits";
	return NULL;
}

/* The same, of all that the line alone can tell. */
static const char *
wrong_line(const char *const *v)
{
	enum country_column names;

	if (v[COUNTRY_NAME] == NULL ||
	    (v[COUNTRY_ISO3] != NULL && strlen(v[COUNTRY_ISO3]) != 3))
		return "no name, or a code that is not three letters";
	if (!is_kind(v[COUNTRY_KIND], v[COUNTRY_ISO3] != NULL, &names))
		return v[COUNTRY_ISO3] != NULL
		    ? "no such kind, or not one with a code"
		    : "no such kind, or not one without a code";
	if (v[COUNTRY_SUCCESSOR] != NULL && names != COUNTRY_SUCCESSOR)
		return "only a former state has a successor";
	if (v[COUNTRY_HOST] != NULL && names != COUNTRY_HOST)
		return "only an armed group has a host";
	return wrong_place(v);
}

static void
name_code(struct country_codes *codes, const char *const *v,
    enum country_column column, const char *where)
{
	struct named_code *named;

	if (v[column] == NULL)
		return;
	named = arena_alloc(codes->arena, sizeof(*named));
	*named = (struct named_code){
		.iso3 = v[column],
		.column = country_columns[column],
		.where = arena_string(codes->arena, where),
	};
	*codes->last = named;
	codes->last = &named->next;
}

bool
country_codes_add(
    struct country_codes *codes, const char *const *v, const char *where)
{
	const char *wrong = wrong_line(v);
	const char *taken = NULL;

	if (wrong != NULL) {
		log_error("%s: %s", where, wrong);
		return false;
	}
	if (v[COUNTRY_SUCCESSOR] != NULL &&
	    strcmp(v[COUNTRY_SUCCESSOR], v[COUNTRY_ISO3]) == 0) {
		log_error(
		    "%s: %s is its own successor", where, v[COUNTRY_SUCCESSOR]);
		return false;
	}
	if (v[COUNTRY_ISO3] != NULL && !map_mark(codes->iso3, v[COUNTRY_ISO3]))
		taken = v[COUNTRY_ISO3];
	if (v[COUNTRY_M49] != NULL && !map_mark(codes->m49, v[COUNTRY_M49]))
		taken = v[COUNTRY_M49];
	if (taken != NULL) {
		log_error("%s: another line has the code %s", where, taken);
		return false;
	}
	name_code(codes, v, COUNTRY_SUCCESSOR, where);
	name_code(codes, v, COUNTRY_HOST, where);
	return true;
}

bool
country_codes_are_known(const struct country_codes *codes)
{
	bool ok = true;

	for (const struct named_code *n = codes->first; n != NULL;
	     n = n->next) {
		if (country_codes_has(codes, n->iso3))
			continue;
		log_error("%s: no line has the code of its %s, %s", n->where,
		    n->column, n->iso3);
		ok = false;
	}
	return ok;
}

bool
country_codes_has(const struct country_codes *codes, const char *iso3)
{
	return map_get(codes->iso3, iso3) != NULL;
}
