#include "transform/reference_equipment.h"

#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/map.h"

struct rule_phrase {
	struct words words;
	struct rule_phrase *next;
};

struct equipment_rule_words {
	struct words words;
	const char *category;
	struct rule_phrase *unless;
	struct equipment_rule_words
	    *next; /* shorter, with the same last word */
};

struct equipment_rules {
	struct arena *arena;
	struct map *categories;
	struct map *last;     /* by the last word of the rule */
	struct map *anywhere; /* the same */
};

const char *const equipment_category_columns[] = { "category", "un_register",
	"meaning", NULL };
const char *const equipment_columns[] = { "words", "category", "anywhere",
	"unless", NULL };

struct equipment_rules *
equipment_rules_new(struct arena *arena)
{
	struct equipment_rules *r = arena_alloc(arena, sizeof(*r));

	r->arena = arena;
	r->categories = map_new();
	r->last = map_new();
	r->anywhere = map_new();
	return r;
}

void
equipment_rules_free(struct equipment_rules *r)
{
	if (r == NULL)
		return;
	map_free(r->categories);
	map_free(r->last);
	map_free(r->anywhere);
}

/* category, un_register, meaning */
bool
equipment_take_category(void *context, const char *const *v, const char *where)
{
	struct equipment_rules *r = context;

	if (v[0] == NULL || v[2] == NULL) {
		log_error("%s: no category or no meaning", where);
		return false;
	}
	if (!map_add(r->categories, v[0], arena_string(r->arena, v[0]))) {
		log_error("%s: %s is in the list already", where, v[0]);
		return false;
	}
	return true;
}

/* "HIMARS; rocket system": false if there is nothing between semicolons. */
static bool
read_unless(
    struct equipment_rules *r, const char *list, struct rule_phrase **out)
{
	while (list != NULL) {
		size_t n = strcspn(list, ";");
		struct rule_phrase *p = arena_alloc(r->arena, sizeof(*p));

		p->words = words_read(r->arena, arena_copy(r->arena, list, n));
		if (p->words.count == 0)
			return false;
		p->next = *out;
		*out = p;
		list = list[n] == ';' ? list + n + 1 : NULL;
	}
	return true;
}

static const char *
last_word(const struct words *w)
{
	return w->word[w->count - 1];
}

/* The longest first; false if these words have a rule already. */
static bool
add_rule(struct map *table, struct equipment_rule_words *rule)
{
	struct equipment_rule_words *first =
	    map_get(table, last_word(&rule->words));
	struct equipment_rule_words **at = &first;

	while (*at != NULL && (*at)->words.count >= rule->words.count) {
		if ((*at)->words.count == rule->words.count &&
		    words_end_with(
			&rule->words, rule->words.count, &(*at)->words))
			return false;
		at = &(*at)->next;
	}
	rule->next = *at;
	*at = rule;
	map_set(table, last_word(&rule->words), first);
	return true;
}

/* words, category, anywhere, unless */
bool
equipment_take_rule(void *context, const char *const *v, const char *where)
{
	struct equipment_rules *r = context;
	struct equipment_rule_words *rule =
	    arena_alloc(r->arena, sizeof(*rule));
	const char *wrong = NULL;

	if (v[0] != NULL)
		rule->words = words_read(r->arena, v[0]);
	if (v[1] != NULL)
		rule->category = map_get(r->categories, v[1]);
	if (rule->words.count == 0)
		wrong = "no words";
	else if (rule->category == NULL)
		wrong = "no such category";
	else if (v[2] != NULL && strcmp(v[2], "yes") != 0)
		wrong = "anywhere is neither yes nor empty";
	else if (!read_unless(r, v[3], &rule->unless))
		wrong = "no words between semicolons";
	else if (!add_rule(v[2] == NULL ? r->last : r->anywhere, rule))
		wrong = "these words stand in the list already";
	if (wrong != NULL)
		log_error("%s: %s", where, wrong);
	return wrong == NULL;
}

static bool
is_in(const struct words *w, const struct words *phrase)
{
	for (size_t count = phrase->count; count <= w->count; count++) {
		if (words_end_with(w, count, phrase))
			return true;
	}
	return false;
}

static bool
is_excepted(const struct equipment_rule_words *rule, const struct words *whole)
{
	for (const struct rule_phrase *p = rule->unless; p != NULL;
	     p = p->next) {
		if (is_in(whole, &p->words))
			return true;
	}
	return false;
}

const char *
equipment_rules_find(const struct equipment_rules *r, const struct words *part,
    const struct words *whole, enum equipment_rule kind)
{
	struct map *table = kind == EQUIPMENT_LAST ? r->last : r->anywhere;

	for (size_t count = part->count; count > 0; count--) {
		const struct equipment_rule_words *rule =
		    map_get(table, part->word[count - 1]);

		for (; rule != NULL; rule = rule->next) {
			bool fits = kind != EQUIPMENT_ALONE ||
			    rule->words.count == part->count;

			if (fits && words_end_with(part, count, &rule->words) &&
			    !is_excepted(rule, whole))
				return rule->category;
		}
	}
	return NULL;
}
