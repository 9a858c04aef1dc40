#include "transform/prose/places.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"

/* As it is named here, as its post codes it, and as newspapers shorten it. */
struct place {
	const char *name;
	const char *code;
	const char *shorts[3];
};

static const struct place states[] = {
	{ "Alabama", "AL", { "Ala" } },
	{ "Alaska", "AK", { NULL } },
	{ "Arizona", "AZ", { "Ariz" } },
	{ "Arkansas", "AR", { "Ark" } },
	{ "California", "CA", { "Calif" } },
	{ "Colorado", "CO", { "Colo" } },
	{ "Connecticut", "CT", { "Conn" } },
	{ "Delaware", "DE", { "Del" } },
	{ "District of Columbia", "DC", { NULL } },
	{ "Florida", "FL", { "Fla" } },
	{ "Georgia", "GA", { "Ga" } },
	{ "Guam", "GU", { NULL } },
	{ "Hawaii", "HI", { NULL } },
	{ "Idaho", "ID", { NULL } },
	{ "Illinois", "IL", { "Ill" } },
	{ "Indiana", "IN", { "Ind" } },
	{ "Iowa", "IA", { NULL } },
	{ "Kansas", "KS", { "Kan" } },
	{ "Kentucky", "KY", { "Ky" } },
	{ "Louisiana", "LA", { "La" } },
	{ "Maine", "ME", { NULL } },
	{ "Maryland", "MD", { "Md" } },
	{ "Massachusetts", "MA", { "Mass" } },
	{ "Michigan", "MI", { "Mich" } },
	{ "Minnesota", "MN", { "Minn" } },
	{ "Mississippi", "MS", { "Miss" } },
	{ "Missouri", "MO", { "Mo" } },
	{ "Montana", "MT", { "Mont" } },
	{ "Nebraska", "NE", { "Neb", "Nebr" } },
	{ "Nevada", "NV", { "Nev" } },
	{ "New Hampshire", "NH", { NULL } },
	{ "New Jersey", "NJ", { NULL } },
	{ "New Mexico", "NM", { NULL } },
	{ "New York", "NY", { NULL } },
	{ "North Carolina", "NC", { NULL } },
	{ "North Dakota", "ND", { NULL } },
	{ "Ohio", "OH", { NULL } },
	{ "Oklahoma", "OK", { "Okla" } },
	{ "Oregon", "OR", { "Ore" } },
	{ "Pennsylvania", "PA", { "Penn", "Penna", "Pa" } },
	{ "Puerto Rico", "PR", { NULL } },
	{ "Rhode Island", "RI", { NULL } },
	{ "South Carolina", "SC", { NULL } },
	{ "South Dakota", "SD", { NULL } },
	{ "Tennessee", "TN", { "Tenn" } },
	{ "Texas", "TX", { "Tex" } },
	{ "Utah", "UT", { NULL } },
	{ "Vermont", "VT", { "Vt" } },
	{ "Virginia", "VA", { "Va" } },
	{ "Washington", "WA", { "Wash" } },
	{ "West Virginia", "WV", { "W.Va", "W. Va" } },
	{ "Wisconsin", "WI", { "Wis", "Wisc" } },
	{ "Wyoming", "WY", { "Wyo" } },
};

/* Without the codes that also end the names of companies: AB, SA. */
static const struct place provinces[] = {
	{ "Alberta", NULL, { "Alta" } },
	{ "British Columbia", "BC", { "B.C" } },
	{ "Manitoba", "MB", { NULL } },
	{ "New Brunswick", "NB", { NULL } },
	{ "Newfoundland and Labrador", NULL, { "Newfoundland" } },
	{ "Nova Scotia", "NS", { NULL } },
	{ "Ontario", "ON", { "Ont" } },
	{ "Prince Edward Island", NULL, { NULL } },
	{ "Quebec", "QC",
	    { "Qu\xC3\xA9"
	      "bec",
		"Que" } },
	{ "Saskatchewan", NULL, { "Sask" } },
	{ "England", NULL, { NULL } },
	{ "Northern Ireland", NULL, { NULL } },
	{ "Scotland", NULL, { NULL } },
	{ "Wales", NULL, { NULL } },
	{ "Australian Capital Territory", NULL, { NULL } },
	{ "New South Wales", "NSW", { NULL } },
	{ "Northern Territory", NULL, { NULL } },
	{ "Queensland", "QLD", { NULL } },
	{ "South Australia", NULL, { NULL } },
	{ "Tasmania", NULL, { NULL } },
	{ "Victoria", NULL, { NULL } },
	{ "Western Australia", NULL, { NULL } },
};

/* "Texas for the aircraft", "PA (M109A7)", "FL 32819" */
static COMPILED struct pattern behind =
    PATTERN("(?-i) (?:\\(|[a-z]+\\b|\\d{5}\\b).*\\z");

/* "N.Y.", "D. C." in capitals, without what stands between. */
static const char *
place_letters(struct arena *arena, const char *s)
{
	char *letters = arena_alloc(arena, strlen(s) + 1);
	size_t n = 0;

	for (; *s != '\0'; s++) {
		if (*s != '.' && *s != ' ')
			letters[n++] = (char)toupper((unsigned char)*s);
	}
	return letters;
}

static bool
place_is(struct arena *arena, const struct place *p, const char *s)
{
	bool dotted = strchr(s, '.') != NULL;

	if (strcasecmp(s, p->name) == 0)
		return true;
	for (size_t i = 0; i < 3 && p->shorts[i] != NULL; i++) {
		if (strcasecmp(s, p->shorts[i]) == 0)
			return true;
	}
	if (p->code == NULL)
		return false;
	/* "In" and "or" are codes only as capitals or with their points. */
	return strcmp(dotted ? place_letters(arena, s) : s, p->code) == 0;
}

static const char *
place_in(struct arena *arena, const struct place *places, size_t count,
    const char *s)
{
	for (size_t i = 0; i < count; i++) {
		if (place_is(arena, &places[i], s))
			return places[i].name;
	}
	return NULL;
}

#define PLACE_IN(arena, places, s) \
	place_in(arena, places, sizeof(places) / sizeof((places)[0]), s)

static const char *
place_of_country(struct reading *r, const char *s)
{
	struct country country;

	return isupper((unsigned char)*s) &&
		country_read(r->reference, s, &country)
	    ? arena_string(r->arena, country.name)
	    : NULL;
}

/* Without "the" before it, and without points and blanks behind it. */
static const char *
place_trim(struct arena *arena, const char *s)
{
	size_t length;

	s += strspn(s, " ");
	if (strncasecmp(s, "the ", 4) == 0)
		s += 4;
	length = strlen(s);
	while (length > 0 && s[length - 1] == ' ')
		length--;
	return arena_copy(arena, s, length);
}

static const char *
place_known(struct reading *r, const char *s)
{
	size_t length = strlen(s);
	const char *bare = length > 1 && s[length - 1] == '.'
	    ? arena_copy(r->arena, s, length - 1)
	    : s;
	const char *name = PLACE_IN(r->arena, states, bare);

	if (name == NULL)
		name = PLACE_IN(r->arena, states, s);
	if (name == NULL)
		name = PLACE_IN(r->arena, provinces, bare);
	return name != NULL ? name : place_of_country(r, s);
}

const char *
place_region(struct reading *r, const char *s)
{
	const char *text = place_trim(r->arena, s);
	const char *name = place_known(r, text);
	struct match m;

	if (name == NULL && pattern_find(&behind, text, &m))
		name = place_known(
		    r, arena_copy(r->arena, text, (size_t)(m.start[0] - text)));
	return name;
}

bool
place_is_country(struct reading *r, const char *s)
{
	const char *text = place_trim(r->arena, s);

	return PLACE_IN(r->arena, states, text) == NULL &&
	    place_of_country(r, text) != NULL;
}

const char *
place_code_at_end(const char *s)
{
	size_t length = strlen(s);

	while (length > 0 && strchr(" .", s[length - 1]) != NULL)
		length--;
	if (length < 4 || s[length - 3] != ' ')
		return NULL;
	s += length - 2;
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++) {
		if (strncmp(s, states[i].code, 2) == 0)
			return s;
	}
	return strncmp(s, "UK", 2) == 0 ? s : NULL;
}
