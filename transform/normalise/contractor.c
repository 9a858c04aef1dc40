#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/reference.h"

/* "inc" off "leidos inc"; false if it is not the last word of several. */
static bool
take_off(char *key, const char *ending)
{
	size_t length = strlen(key);
	size_t size = strlen(ending);

	if (length <= size + 1 || key[length - size - 1] != ' ' ||
	    strcmp(key + length - size, ending) != 0)
		return false;
	key[length - size - 1] = '\0';
	return true;
}

const char *
company_key(struct arena *arena, const char *name)
{
	static const char *const endings[] = { "corporation", "corp", "inc",
		"incorporated", "company", "co", "llc", "ltd", "limited", "lp",
		"plc" };
	char *key = arena_string(arena, name_key(arena, name));
	size_t i = 0;

	if (strncmp(key, "the ", 4) == 0)
		key += 4;
	while (i < sizeof(endings) / sizeof(endings[0])) {
		if (take_off(key, endings[i]))
			i = 0;
		else
			i++;
	}
	return key;
}

const char *
contractor_read(const struct reference *ref, const char *name)
{
	struct arena *arena = arena_new();
	const char *id = reference_contractor(ref, company_key(arena, name));

	arena_free(arena);
	return id;
}

bool
contractor_is_name(const struct reference *ref, const char *name)
{
	struct arena *arena = arena_new();
	bool is = reference_has_contractor(ref, company_key(arena, name));

	arena_free(arena);
	return is;
}
