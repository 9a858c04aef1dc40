#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"
#include "transform/reference.h"

/* Bytes. A text that is longer names no company. */
#define COMPANY_KEY_MAX 300

/* The longest name of the list that the key equals or begins with. */
const char *
contractor_read(const struct reference *ref, const char *name)
{
	struct arena *arena = arena_new();
	const char *key = company_key(arena, name);
	char *part = arena_copy(arena, key, strnlen(key, COMPANY_KEY_MAX));
	const char *id = reference_contractor(ref, part);
	char *space;

	while (id == NULL && (space = strrchr(part, ' ')) != NULL) {
		*space = '\0';
		id = reference_contractor(ref, part);
	}
	arena_free(arena);
	return id;
}

bool
contractor_is_name(const struct reference *ref, const char *name)
{
	struct arena *arena = arena_new();
	bool is = reference_contractor(ref, company_key(arena, name)) != NULL;

	arena_free(arena);
	return is;
}
