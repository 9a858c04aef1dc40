#include "transform/party.h"

#include <string.h>
#include <xxhash.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"

/* A table has some hundred names, and each thousands of times. A power of two.
 */
#define SLOTS_FIRST ((size_t)512)

struct party_known {
	const char *name;       /* NULL: the slot is empty */
	struct country country; /* without a name if it is not known */
	bool differ;            /* its code and its name are two parties */
};

/* As long as the document, and so is what it knows: each name once. */
struct party_cache {
	struct party_known *slots;
	size_t room;
	size_t used;
};

/* The slot of a name, or the empty one where it belongs. */
static struct party_known *
party_slot(const struct party_cache *c, const char *name)
{
	size_t i = XXH3_64bits(name, strlen(name)) & (c->room - 1);

	while (c->slots[i].name != NULL && strcmp(c->slots[i].name, name) != 0)
		i = (i + 1) & (c->room - 1);
	return &c->slots[i];
}

/* Half of the slots stay empty. */
static void
party_make_room(struct arena *a, struct party_cache *c)
{
	const struct party_cache old = *c;

	if (c->used < c->room / 2)
		return;
	c->room = old.room == 0 ? SLOTS_FIRST : old.room * 2;
	c->slots = arena_alloc(a, c->room * sizeof(*c->slots));
	for (size_t i = 0; i < old.room; i++) {
		if (old.slots[i].name != NULL)
			*party_slot(c, old.slots[i].name) = old.slots[i];
	}
}

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
	party_make_room(a, r->parties);
	k = party_slot(r->parties, key);
	if (k->name == NULL) {
		k->name = arena_string(a, key);
		r->parties->used++;
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
