#include "transform/notice/given.h"

#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/text.h"
#include "package/value.h"
#include "transform/normalise/normalise.h"

struct given_detail {
	const char *field; /* NULL: there are no more */
	const char *text;  /* or NULL */
};

static const char *
given_notice_purchasers(struct reading *r, const struct notice *n)
{
	struct text list = { 0 };
	const char *all;

	for (const struct purchaser *p = n->purchasers; p != NULL;
	     p = p->next) {
		const char *name = p->country.iso3;

		if (*name == '\0')
			name = p->country.name;
		if (name == NULL)
			name = p->name;
		text_addf(&list, " %s", name);
	}
	all = arena_string(r->unit_arena, text_string(&list));
	text_free(&list);
	return all;
}

static const char *
given_notice_text(struct reading *r, const char *text)
{
	return text == NULL ? NULL : arena_string(r->unit_arena, text);
}

/* NULL if it is empty; frees it. */
static const char *
given_notice_joined(struct reading *r, struct text *list)
{
	const char *all = list->length == 0
	    ? NULL
	    : arena_string(r->unit_arena, text_string(list));

	text_free(list);
	return all;
}

static const char *
given_notice_list(struct reading *r, const struct text_list *list)
{
	struct text all = { 0 };

	for (; list != NULL; list = list->next)
		text_addf(&all, "%s; ", list->text);
	return given_notice_joined(r, &all);
}

static const char *
given_notice_contractors(struct reading *r, const struct contractor *c)
{
	struct text all = { 0 };

	for (; c != NULL; c = c->next)
		text_addf(&all, "%s; ", c->name);
	return given_notice_joined(r, &all);
}

static const char *
given_notice_people(struct reading *r, people count)
{
	return count < 0 ? NULL : arena_print(r->unit_arena, "%d", count);
}

/* What a copy should say as well: what is compared for being another's, too. */
static const struct given_detail *
given_notice_details(struct reading *r, const struct notice *n)
{
	struct arena *a = r->unit_arena;
	const struct given_detail details[] = {
		{ "mde_usd", money_text(a, n->mde) },
		{ "other_usd", money_text(a, n->other) },
		{ "total_usd", money_text(a, n->total) },
		{ "added_total_usd", money_text(a, n->added_total) },
		{ "added_mde_usd", money_text(a, n->added_mde) },
		{ "added_other_usd", money_text(a, n->added_other) },
		{ "purchaser", given_notice_text(r, n->purchaser_name) },
		{ "amends", given_notice_text(r, n->amends) },
		{ "military_department",
		    given_notice_text(r, n->military_department) },
		{ "case_designators",
		    given_notice_list(r, n->case_designators) },
		{ "prior_cases", given_notice_list(r, n->prior_cases) },
		{ "delivered_on", day_text(a, n->delivered_on) },
		{ "description", given_notice_text(r, n->description) },
		{ "us_government_reps",
		    given_notice_people(r, n->us_government_reps) },
		{ "contractor_reps",
		    given_notice_people(r, n->contractor_reps) },
		{ "contractors", given_notice_contractors(r, n->contractors) },
		{ NULL, NULL },
	};

	return memcpy(
	    arena_alloc(a, sizeof(details)), details, sizeof(details));
}

static const char *
given_notice_fault(struct reading *r, const struct fault *f)
{
	return arena_print(r->unit_arena, "%s: %s", f->field, f->reason);
}

static const struct text_list *
given_notice_faults(struct reading *r)
{
	struct text_list *all = NULL;

	for (const struct fault *f = r->faults; f != NULL; f = f->next) {
		struct text_list *one =
		    arena_alloc(r->unit_arena, sizeof(*one));

		*one = (struct text_list){ given_notice_fault(r, f), all };
		all = one;
	}
	return all;
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
		.details = given_notice_details(r, n),
		.faults = given_notice_faults(r),
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

static bool
given_notice_has_more_faults(
    struct reading *r, const struct given_notice *given)
{
	struct map *known = map_new();
	bool has_more = false;

	for (const struct text_list *l = given->faults; l != NULL; l = l->next)
		map_mark(known, l->text);
	for (const struct fault *f = r->faults; f != NULL; f = f->next)
		has_more =
		    has_more || map_mark(known, given_notice_fault(r, f));
	map_free(known);
	return has_more;
}

bool
given_notice_tell_more(struct reading *r, const struct given_notice *given,
    const struct notice *copy, size_t line)
{
	const struct given_detail *details = given_notice_details(r, copy);

	for (size_t i = 0; details[i].field != NULL; i++) {
		const char *before = given->details[i].text;
		const char *now = details[i].text;

		if (now != NULL &&
		    (before == NULL ||
			strcmp(name_key(r->arena, before),
			    name_key(r->arena, now)) != 0))
			reading_fault(r, details[i].field, line, now,
			    "is not what stands in a copy before");
	}
	return given_notice_has_more_faults(r, given);
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
