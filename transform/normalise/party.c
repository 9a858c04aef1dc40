#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/text.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"
#include "transform/reference.h"

/* "Tanzania, United Republic of", "Bahamas, The" */
static COMPILED struct pattern turned = PATTERN("\\A([^,]+),([^,]+)\\z");

static COMPILED struct pattern the = PATTERN("\\A ?the ");

/* "Bahamas (the)" */
static COMPILED struct pattern the_behind = PATTERN(" ?\\( ?the ?\\)\\z");

/* "Syria (Syrian Arab Republic)": one party twice */
static COMPILED struct pattern twice =
    PATTERN("\\A([^()]+)\\(([^()]+)\\) ?\\z");

static COMPILED struct pattern former = PATTERN(" ?[,(]? ?former ?\\)?\\z");

static COMPILED struct pattern region =
    PATTERN(" ?[,(]? ?(?:regional|region|not specified|unspecified)"
	    " ?\\)?\\z");

/* Bytes that no name has: what is longer was not meant as one. */
#define NAME_BYTES_MAX 1000

/* What may stand behind a name of that kind. */
static const struct {
	struct pattern *pattern;
	const char *kind;
} tails[] = {
	{ &former, "former" },
	{ &region, "region" },
};

/* How tables shorten names: "Slovak Rep.", "Central America & the Caribbean".
 */
static const struct {
	const char *shortened;
	const char *whole;
} words[] = {
	{ "&", "and" },
	{ "Rep.", "Republic" },
	{ "Dem.", "Democratic" },
	{ "Fed.", "Federation" },
	{ "Is.", "Islands" },
	{ "St.", "Saint" },
};

/* By the number of asterisks behind a name. */
static const char *const marks[] = { NULL, "armed group", "organisation" };
#define MARKS_MAX 2

/*
 * SIPRI's own codes, of states whose names may be taken for another's or whose
 * code is another's in ISO 3166: CHE is Chile. Of a state that is gone, copies
 * of the form of 2018 print the name of its successor.
 */
static const struct {
	const char *code;
	const char *state;
	const char *successor; /* its code; NULL if it has none */
} codes[] = {
	{ "CHE", "Chile", NULL },
	{ "CHI", "China", NULL },
	{ "CON", "Republic of the Congo", NULL },
	{ "CZE", "Czechoslovakia", "CZE" },
	{ "DRC", "Democratic Republic of the Congo", NULL },
	{ "FRG", "Germany", NULL },
	{ "GDR", "East Germany", "DEU" },
	{ "IND", "India", NULL },
	{ "INS", "Indonesia", NULL },
	{ "IRA", "Iran", NULL },
	{ "IRE", "Ireland", NULL },
	{ "KON", "North Korea", NULL },
	{ "KOS", "South Korea", NULL },
	{ "RUS", "Russia", NULL },
	{ "SA", "South Africa", NULL },
	{ "SAL", "El Salvador", NULL },
	{ "SAU", "Saudi Arabia", NULL },
	{ "SWE", "Sweden", NULL },
	{ "SWI", "Switzerland", NULL },
	{ "UK", "United Kingdom", NULL },
	{ "USA", "United States", NULL },
	{ "USR", "Soviet Union", "RUS" },
	{ "YEN", "North Yemen", "YEM" },
	{ "YES", "South Yemen", "YEM" },
};

static const struct country *
party_look_up(
    const struct reference *ref, struct arena *arena, const char *name)
{
	return reference_country(ref, name_key(arena, name));
}

static char *
party_group(struct arena *arena, const struct match *m, unsigned which)
{
	return arena_copy(arena, m->start[which], m->length[which]);
}

static const struct country *
party_look_up_turned(
    const struct reference *ref, struct arena *arena, const char *name)
{
	struct match m;

	if (!pattern_find(&turned, name, &m))
		return NULL;
	name = arena_print(arena, "%s %s", party_group(arena, &m, 2),
	    party_group(arena, &m, 1));
	if (pattern_find(&the, name, &m))
		name += m.length[0];
	return party_look_up(ref, arena, name);
}

static const struct country *
party_look_up_twice(
    const struct reference *ref, struct arena *arena, const char *name)
{
	const struct country *found;
	struct match m;

	if (!pattern_find(&twice, name, &m))
		return NULL;
	found = party_look_up(ref, arena, party_group(arena, &m, 1));
	return found == party_look_up(ref, arena, party_group(arena, &m, 2))
	    ? found
	    : NULL;
}

static const struct country *
party_look_up_before(const struct reference *ref, struct arena *arena,
    const char *name, struct pattern *behind)
{
	struct match m;

	if (!pattern_find(behind, name, &m))
		return NULL;
	return party_look_up(
	    ref, arena, arena_copy(arena, name, (size_t)(m.start[0] - name)));
}

/* The name with its words as they are. */
static const char *
party_spell_out(struct arena *arena, const char *name)
{
	struct text out = { 0 };
	const char *copy;

	while (*name != '\0') {
		size_t length = strcspn(name, " ,");
		const char *word = NULL;

		for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
			if (strlen(words[i].shortened) == length &&
			    strncasecmp(name, words[i].shortened, length) == 0)
				word = words[i].whole;
		}
		if (word != NULL)
			text_add_string(&out, word);
		else
			text_add(&out, name, length);
		name += length;
		length = strspn(name, " ,");
		text_add(&out, name, length);
		name += length;
	}
	copy = arena_string(arena, text_string(&out));
	text_free(&out);
	return copy;
}

static const struct country *
party_find_unmarked(
    const struct reference *ref, struct arena *arena, const char *name)
{
	const struct country *found = party_look_up(ref, arena, name);
	struct match m;

	if (found == NULL && pattern_find(&the, name, &m))
		found = party_look_up(ref, arena, name + m.length[0]);
	if (found == NULL)
		found = party_look_up_before(ref, arena, name, &the_behind);
	if (found == NULL)
		found = party_look_up_turned(ref, arena, name);
	if (found == NULL)
		found = party_look_up_twice(ref, arena, name);
	for (size_t i = 0;
	     found == NULL && i < sizeof(tails) / sizeof(tails[0]); i++) {
		found =
		    party_look_up_before(ref, arena, name, tails[i].pattern);
		if (found != NULL && strcmp(found->kind, tails[i].kind) != 0)
			found = NULL;
	}
	return found;
}

/* "unknown rebel group*" is an armed group, but which one? */
static bool
party_fits(const struct country *country, size_t asterisks)
{
	return asterisks == 0 || strcmp(country->kind, "unknown") == 0 ||
	    strcmp(country->kind, marks[asterisks]) == 0;
}

bool
party_find(const struct reference *ref, struct arena *arena, const char *text,
    struct country *out)
{
	size_t asterisks = 0;
	const struct country *found;
	const char *name;
	size_t length;

	text += strspn(text, " \t\r\n");
	length = strlen(text);
	while (length > 0 &&
	    (text[length - 1] == '*' ||
		isspace((unsigned char)text[length - 1])))
		asterisks += text[--length] == '*';
	if (length == 0 || length > NAME_BYTES_MAX || asterisks > MARKS_MAX)
		return false;
	name = arena_copy(arena, text, length);
	found = party_find_unmarked(ref, arena, name);
	if (found == NULL)
		found = party_find_unmarked(
		    ref, arena, party_spell_out(arena, name));
	if (found == NULL && asterisks == 0)
		return false;
	if (found != NULL && !party_fits(found, asterisks))
		return false;
	*out = found != NULL
	    ? *found
	    : (struct country){ .name = name, .kind = marks[asterisks] };
	return true;
}

bool
party_find_coded(const struct reference *ref, struct arena *arena,
    const char *code, const char *name, struct country *out, bool *differ)
{
	bool known = party_find(ref, arena, name, out);
	struct country state;
	size_t i = 0;

	*differ = false;
	while (i < sizeof(codes) / sizeof(codes[0]) &&
	    strcmp(code, codes[i].code) != 0)
		i++;
	if (i == sizeof(codes) / sizeof(codes[0]) ||
	    !party_find(ref, arena, codes[i].state, &state))
		return known;
	*differ = !known ||
	    (strcmp(out->name, state.name) != 0 &&
		(codes[i].successor == NULL ||
		    strcmp(out->iso3, codes[i].successor) != 0));
	*out = state;
	return true;
}
