#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"
#include "transform/reference.h"

/* Brackets and clauses behind one name. */
#define PEELS_MAX 4

/* What stands before a name in "Government of the Philippines". */
static COMPILED struct pattern before =
    PATTERN("\\A ?(?:(?:the )?governments? of |the )+");

/*
 * What may stand behind it: "(ROK)", "pursuant to ...", "on behalf of". Longer
 * is no bracket: each that nothing closes would be followed to the text's end.
 */
static COMPILED struct pattern behind =
    PATTERN("(?:\\([^)]{0,1000}\\)|\\bpursuant to\\b.*"
	    "|\\bas (?:the )?lead nation.*"
	    "|\\b(?:acting )?on behalf of\\b.*) ?[.]?$");

/* No notice is of a sale to a region or an armed group. */
static const struct country *
country_look_up(
    const struct reference *ref, struct arena *arena, const char *name)
{
	const struct country *found =
	    reference_country(ref, name_key(arena, name));

	if (found != NULL && found->iso3[0] == '\0' &&
	    strcmp(found->kind, "organisation") != 0)
		return NULL;
	return found;
}

static const struct country *
country_look_up_core(
    const struct reference *ref, struct arena *arena, const char *name)
{
	const struct country *found = country_look_up(ref, arena, name);
	struct match m;
	int peels = 0;

	if (found == NULL && pattern_find(&before, name, &m)) {
		name += m.length[0];
		found = country_look_up(ref, arena, name);
	}
	/* From the outside in: a bracket, then a clause before it. */
	while (found == NULL && peels++ < PEELS_MAX &&
	    pattern_find(&behind, name, &m)) {
		name = arena_copy(arena, name, (size_t)(m.start[0] - name));
		found = country_look_up(ref, arena, name);
	}
	return found;
}

bool
country_read(const struct reference *ref, const char *text, struct country *out)
{
	struct arena *arena = arena_new();
	const struct country *found = country_look_up_core(ref, arena, text);

	if (found != NULL)
		*out = *found;
	arena_free(arena);
	return found != NULL;
}
