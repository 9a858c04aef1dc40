#include "transform/party.h"

#include <string.h>
#include <xxhash.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"

/* A table has some hundred names, and each thousands of times. */
#define SLOTS 1024

struct party_known {
	const char *name;
	struct country country; /* without a name if it is not known */
	bool differ;            /* its code and its name are two parties */
};

struct party_cache {
	struct party_known slots[SLOTS];
};

/* A key of both, as the code may decide. */
static const struct party_known *
party_cached(struct reading *r, const char *code, const char *name)
{
	struct arena *a = r->document_arena;
	const char *key =
	    code == NULL ? name : arena_print(r->arena, "%s\t%s", code, name);
	struct party_known *k;

	if (r->parties == NULL)
		r->parties = arena_alloc(a, sizeof(*r->parties));
	k = &r->parties->slots[XXH3_64bits(key, strlen(key)) % SLOTS];
	if (k->name == NULL || strcmp(k->name, key) != 0) {
		k->name = arena_string(a, key);
		k->country = (struct country){ .name = NULL };
		k->differ = false;
		if (code == NULL)
			party_find(r->reference, a, name, &k->country);
		else
			party_find_coded(r->reference, a, code, name,
			    &k->country, &k->differ);
	}
	return k;
}

struct party
party_read_coded(struct reading *r, const char *role, size_t line,
    const char *code, const char *name)
{
	struct party p = { .name = name };
	const struct party_known *k;

	if (name == NULL) {
		reading_fault(r, "country", line, NULL,
		    arena_print(r->arena, "the %s is missing", role));
		return p;
	}
	k = party_cached(r, code, name);
	p.country = k->country;
	if (p.country.name == NULL)
		reading_fault(r, "country", line, name,
		    arena_print(r->arena, "the %s is not known", role));
	else if (k->differ)
		reading_fault(r, "country", line, name,
		    arena_print(r->arena,
			"the %s has the code %s, which is %s: the code counts",
			role, code, p.country.name));
	return p;
}

struct party
party_read(struct reading *r, const char *role, size_t line, const char *name)
{
	return party_read_coded(r, role, line, NULL, name);
}
