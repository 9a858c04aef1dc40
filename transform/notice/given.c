#include "transform/notice/given.h"

#include <string.h>

#include "base/arena.h"
#include "transform/normalise/normalise.h"

static const char *
given_notice_purchasers(struct reading *r, const struct notice *n)
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

static const char *
given_notice_text(struct reading *r, const char *text)
{
	return text == NULL ? NULL : arena_string(r->unit_arena, text);
}

struct given_notice *
given_notice_of(struct reading *r, const struct notice *n, const char *words)
{
	struct given_notice *given = arena_alloc(r->unit_arena, sizeof(*given));

	*given = (struct given_notice){
		.number = given_notice_text(r, n->transmittal),
		.purchasers = given_notice_purchasers(r, n),
		.amends = given_notice_text(r, n->amends),
		.department = given_notice_text(r, n->military_department),
		.total = n->total,
		.delivered_on = n->delivered_on,
		.words = words,
	};
	if (n->description != NULL)
		given->description = name_key(r->unit_arena, n->description);
	return given;
}

const struct given_notice *
given_notice_find(const struct given_notice *list, const char *number)
{
	while (
	    list != NULL && number != NULL && strcmp(list->number, number) != 0)
		list = list->next;
	return number == NULL ? NULL : list;
}

void
given_notice_note(struct reading *r, struct given_notice **list,
    const struct notice *n, const char *words)
{
	struct given_notice *given;

	if (n->transmittal == NULL)
		return;
	given = given_notice_of(r, n, words);
	given->next = *list;
	*list = given;
}

static bool
given_notice_texts_differ(const char *one, const char *other)
{
	return one != NULL && other != NULL && *one != '\0' && *other != '\0' &&
	    strcmp(one, other) != 0;
}

bool
given_notice_contradicts(
    struct reading *r, const struct given_notice *given, const struct notice *n)
{
	const struct given_notice *other = given_notice_of(r, n, NULL);
	const struct day *one = &given->delivered_on;
	const struct day *day = &n->delivered_on;

	if (given->total.given && n->total.given &&
	    given->total.cents != n->total.cents)
		return true;
	if (one->year != 0 && day->year != 0 &&
	    (one->year != day->year || one->month != day->month ||
		one->day != day->day))
		return true;
	return given_notice_texts_differ(
		   given->purchasers, other->purchasers) ||
	    given_notice_texts_differ(given->amends, other->amends) ||
	    given_notice_texts_differ(given->department, other->department) ||
	    given_notice_texts_differ(given->description, other->description);
}

bool
given_notice_is_to(
    const struct given_notice *given, const struct purchaser *list)
{
	for (; list != NULL; list = list->next) {
		const char *code = list->country.iso3;

		if (*code != '\0' && *given->purchasers != '\0' &&
		    strstr(given->purchasers, code) == NULL)
			return false;
	}
	return true;
}
