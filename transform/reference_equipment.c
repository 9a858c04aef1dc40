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
	const char *value; /* its category, or its family */
	struct rule_phrase *unless;
	struct equipment_rule_words
	    *next; /* shorter, with the same last word */
};

struct equipment_rules {
	struct arena *arena;
	struct map *categories;
	struct map *last;      /* by the last word of the rule */
	struct map *anywhere;  /* the same */
	struct map *otherwise; /* the same: where no other rule holds */
	struct map *families;  /* the same, of families */
	struct map *family_names;
};

const char *const equipment_category_columns[] = { "category", "un_register",
	"meaning", NULL };
const char *const equipment_columns[] = { "words", "category", "anywhere",
	"unless", NULL };
const char *const equipment_family_columns[] = { "family", "pattern", "note",
	NULL };

struct equipment_rules *
equipment_rules_new(struct arena *arena)
{
	struct equipment_rules *r = arena_alloc(arena, sizeof(*r));

	r->arena = arena;
	r->categories = map_new();
	r->last = map_new();
	r->anywhere = map_new();
	r->otherwise = map_new();
	r->families = map_new();
	r->family_names = map_new();
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
	map_free(r->otherwise);
	map_free(r->families);
	map_free(r->family_names);
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
read_phrases(
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

static struct map *
equipment_rule_table(const struct equipment_rules *r, const char *anywhere)
{
	return anywhere == NULL             ? r->last
	    : strcmp(anywhere, "yes") == 0  ? r->anywhere
	    : strcmp(anywhere, "else") == 0 ? r->otherwise
					    : NULL;
}

/* words, category, anywhere, unless */
bool
equipment_take_rule(void *context, const char *const *v, const char *where)
{
	struct equipment_rules *r = context;
	struct equipment_rule_words *rule =
	    arena_alloc(r->arena, sizeof(*rule));
	struct map *table = equipment_rule_table(r, v[2]);
	const char *wrong = NULL;

	if (v[0] != NULL)
		rule->words = words_read(r->arena, v[0]);
	if (v[1] != NULL)
		rule->value = map_get(r->categories, v[1]);
	if (rule->words.count == 0)
		wrong = "no words";
	else if (rule->value == NULL)
		wrong = "no such category";
	else if (table == NULL)
		wrong = "anywhere is neither yes nor else nor empty";
	else if (!read_phrases(r, v[3], &rule->unless))
		wrong = "no words between semicolons";
	else if (!add_rule(table, rule))
		wrong = "these words stand in the list already";
	if (wrong != NULL)
		log_error("%s: %s", where, wrong);
	return wrong == NULL;
}

/* A rule for each phrase; false if one stands in the list already. */
static bool
add_family(struct equipment_rules *r, const char *family,
    const struct rule_phrase *phrases)
{
	for (; phrases != NULL; phrases = phrases->next) {
		struct equipment_rule_words *rule =
		    arena_alloc(r->arena, sizeof(*rule));

		rule->words = phrases->words;
		rule->value = family;
		if (!add_rule(r->families, rule))
			return false;
	}
	return true;
}

/* family, pattern, note */
bool
equipment_take_family(void *context, const char *const *v, const char *where)
{
	struct equipment_rules *r = context;
	struct rule_phrase *phrases = NULL;
	const char *wrong = NULL;
	const char *family;

	if (v[0] == NULL || v[1] == NULL) {
		log_error("%s: no family or no pattern", where);
		return false;
	}
	family = arena_string(r->arena, v[0]);
	if (!map_add(r->family_names, family, family))
		wrong = "this family stands in the list already";
	else if (!read_phrases(r, v[1], &phrases))
		wrong = "no words between semicolons";
	else if (!add_family(r, family, phrases))
		wrong = "a phrase stands in the list already";
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
	struct map *const tables[] = {
		[EQUIPMENT_LAST] = r->last,
		[EQUIPMENT_ANYWHERE] = r->anywhere,
		[EQUIPMENT_ALONE] = r->anywhere,
		[EQUIPMENT_ELSE] = r->otherwise,
		[EQUIPMENT_FAMILY] = r->families,
	};
	struct map *table = tables[kind];

	for (size_t count = part->count; count > 0; count--) {
		const struct equipment_rule_words *rule =
		    map_get(table, part->word[count - 1]);

		for (; rule != NULL; rule = rule->next) {
			bool fits = kind != EQUIPMENT_ALONE ||
			    rule->words.count == part->count;

			if (fits && words_end_with(part, count, &rule->words) &&
			    !is_excepted(rule, whole))
				return rule->value;
		}
	}
	return NULL;
}
