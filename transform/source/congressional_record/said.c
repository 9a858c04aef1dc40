#include "transform/source/congressional_record/said.h"

#include <string.h>

#include "base/arena.h"

static const char *
list_purchasers(struct reading *r, const struct notice *n)
{
	const char *list = "";

	for (const struct purchaser *p = n->purchasers; p != NULL;
	     p = p->next) {
		const char *name = p->country.iso3;

		if (*name == '\0')
			name = p->country.name;
		if (name == NULL)
			name = p->name;
		list = arena_print(r->unit_arena, "%s %s", list, name);
	}
	return list;
}

const struct said *
said_find(const struct said *list, const char *number)
{
	while (
	    list != NULL && number != NULL && strcmp(list->number, number) != 0)
		list = list->next;
	return number == NULL ? NULL : list;
}

void
said_note(struct reading *r, struct said **list, const struct notice *n,
    const char *words)
{
	struct said *said;

	if (n->transmittal == NULL)
		return;
	said = arena_alloc(r->unit_arena, sizeof(*said));
	said->number = arena_string(r->unit_arena, n->transmittal);
	said->purchasers = list_purchasers(r, n);
	said->total = n->total;
	said->words = words;
	said->next = *list;
	*list = said;
}

bool
said_contradicts(
    struct reading *r, const struct said *said, const struct notice *n)
{
	const char *purchasers = list_purchasers(r, n);

	if (said->total.given && n->total.given &&
	    said->total.cents != n->total.cents)
		return true;
	return *said->purchasers != '\0' && *purchasers != '\0' &&
	    strcmp(said->purchasers, purchasers) != 0;
}
