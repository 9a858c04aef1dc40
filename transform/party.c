#include "transform/party.h"

#include <string.h>
#include <xxhash.h>

#include "arena.h"
#include "transform/normalise/normalise.h"

/* A table has some hundred names, and each thousands of times. */
#define SLOTS 1024

struct known {
	const char *name;
	struct country country; /* without a name if it is not known */
};

struct party_cache {
	struct known slots[SLOTS];
};

static const struct country *
look_up(struct reading *r, const char *name)
{
	struct known *k;

	if (r->parties == NULL)
		r->parties =
		    arena_alloc(r->document_arena, sizeof(*r->parties));
	k = &r->parties->slots[XXH3_64bits(name, strlen(name)) % SLOTS];
	if (k->name == NULL || strcmp(k->name, name) != 0) {
		k->name = arena_string(r->document_arena, name);
		k->country = (struct country){ .name = NULL };
		country_read(r->reference, name, &k->country);
	}
	return &k->country;
}

struct party
party_read(struct reading *r, const char *role, size_t line, const char *name)
{
	struct party p = { .name = name };

	if (name == NULL) {
		reading_fault(r, "country", line, NULL,
		    arena_print(r->arena, "the %s is missing", role));
		return p;
	}
	p.country = *look_up(r, name);
	if (p.country.name == NULL)
		reading_fault(r, "country", line, name,
		    arena_print(r->arena, "the %s is not known", role));
	return p;
}
