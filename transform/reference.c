#include "transform/reference.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/log.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/text.h"
#include "transform/normalise/normalise.h"
#include "transform/reference_country.h"
#include "transform/reference_csv.h"
#include "transform/reference_group.h"

struct reference_place {
	struct country country;
	bool waits_15;
	struct day since; /* year 0: always */
};

struct reference_company {
	const char *id;
	const char *parent; /* its identifier, or NULL */
};

struct reference {
	struct arena *arena;
	struct country_codes *codes;
	struct map *places;      /* by name key */
	struct map *coded;       /* by ISO 3166 alpha-3 code */
	struct map *adjectives;  /* the same, by what they are called after */
	struct map *contractors; /* by name key */
	struct map *companies;   /* by identifier */
	struct equipment_rules *equipment;
	struct digest *digesting;
	char digest[DIGEST_HEX];
};

static bool
reference_add(struct map *table, const char *key, void *value,
    const char *where, const char *what)
{
	if (*key == '\0') {
		log_error("%s: an empty name", where);
		return false;
	}
	if (map_add(table, key, value))
		return true;
	log_error("%s: %s is in the list already", where, what);
	return false;
}

static bool
take_country(void *context, const char *const *v, const char *where)
{
	struct reference *r = context;
	struct reference_place *p = arena_alloc(r->arena, sizeof(*p));
	const char *since = v[COUNTRY_WAITS_15_DAYS_SINCE];

	if (!country_codes_add(r->codes, v, where))
		return false;
	if (since != NULL && !day_read(since, &p->since)) {
		log_error("%s: %s is not a day", where, since);
		return false;
	}
	p->country.name = v[COUNTRY_NAME];
	p->country.kind = v[COUNTRY_KIND];
	if (v[COUNTRY_ISO3] != NULL) {
		memcpy(p->country.iso3, v[COUNTRY_ISO3], 3);
		map_add(r->coded, p->country.iso3, p);
	}
	p->waits_15 = v[COUNTRY_WAITS_15_DAYS] != NULL;
	return reference_add(r->places, name_key(r->arena, v[COUNTRY_NAME]), p,
	    where, v[COUNTRY_NAME]);
}

/* Of a list of other names; NULL if there is none, logged. */
static struct reference_place *
reference_named(
    const struct reference *r, const char *const *v, const char *where)
{
	struct reference_place *p = v[0] == NULL || v[1] == NULL
	    ? NULL
	    : map_get(r->places, name_key(r->arena, v[1]));

	if (p == NULL)
		log_error("%s: no such country", where);
	return p;
}

/* alias, name, origin */
static bool
take_alias(void *context, const char *const *v, const char *where)
{
	struct reference *r = context;
	struct reference_place *p = reference_named(r, v, where);

	return p != NULL &&
	    reference_add(r->places, name_key(r->arena, v[0]), p, where, v[0]);
}

/* adjective, name */
static bool
take_adjective(void *context, const char *const *v, const char *where)
{
	struct reference *r = context;
	struct reference_place *p = reference_named(r, v, where);

	return p != NULL && reference_add(r->adjectives, v[0], p, where, v[0]);
}

/* contractor_id, name, parent, parent_since */
static bool
take_contractor(void *context, const char *const *v, const char *where)
{
	struct reference *r = context;
	struct reference_company *c = arena_alloc(r->arena, sizeof(*c));
	struct day since;

	if (v[0] == NULL || v[1] == NULL) {
		log_error("%s: no identifier or no name", where);
		return false;
	}
	if (v[3] != NULL && (v[2] == NULL || !day_read(v[3], &since))) {
		log_error("%s: %s is not the day of a parent", where, v[3]);
		return false;
	}
	*c = (struct reference_company){ v[0], v[2] };
	return reference_add(r->companies, v[0], c, where, v[0]) &&
	    reference_add(
		r->contractors, company_key(r->arena, v[1]), c, where, v[1]);
}

/* alias, contractor_id */
static bool
take_contractor_alias(void *context, const char *const *v, const char *where)
{
	struct reference *r = context;
	struct reference_company *c =
	    v[0] == NULL || v[1] == NULL ? NULL : map_get(r->companies, v[1]);
	const char *key;

	if (c == NULL) {
		log_error("%s: no such contractor", where);
		return false;
	}
	key = company_key(r->arena, v[0]);
	/* "Raytheon" and "Raytheon Company" come to the same. */
	if (map_get(r->contractors, key) == c)
		return true;
	return reference_add(r->contractors, key, c, where, v[0]);
}

struct parents {
	const struct reference *reference;
	bool ok;
};

static void
check_parent(void *value, void *context)
{
	const struct reference_company *c = value;
	struct parents *p = context;

	if (c->parent == NULL ||
	    map_get(p->reference->companies, c->parent) != NULL)
		return;
	log_error("contractor.csv: %s, the parent of %s, is not in the list",
	    c->parent, c->id);
	p->ok = false;
}

/* A parent may stand behind its companies. */
static bool
parents_are_known(struct reference *r)
{
	struct parents p = { r, true };

	map_each(r->companies, check_parent, &p);
	return p.ok;
}

static bool
read_list_for(void *context, struct reference *r, const char *folder,
    const char *name, const char *const *columns, reference_taker *take,
    struct digest *digest)
{
	struct text path = { 0 };
	bool ok;

	text_addf(&path, "%s/%s.csv", folder, name);
	ok = reference_csv_read(
	    r->arena, text_string(&path), columns, digest, take, context);
	text_free(&path);
	return ok;
}

static bool
read_list(struct reference *r, const char *folder, const char *name,
    const char *const *columns, reference_taker *take)
{
	return read_list_for(r, r, folder, name, columns, take, r->digesting);
}

static bool
read_equipment(struct reference *r, const char *folder)
{
	struct equipment_rules *rules = r->equipment;
	struct digest *digest = r->digesting;

	return read_list_for(rules, r, folder, "equipment_category",
		   equipment_category_columns, equipment_take_category,
		   digest) &&
	    read_list_for(rules, r, folder, "equipment", equipment_columns,
		equipment_take_rule, digest) &&
	    read_list_for(rules, r, folder, "equipment_family",
		equipment_family_columns, equipment_take_family, digest);
}

/* They are checked, but no package is made with them. */
static bool
read_groups(struct reference *r, const char *folder)
{
	struct country_groups *groups = country_groups_new(r->arena, r->codes);
	bool ok = read_list_for(groups, r, folder, "country_group_name",
		      group_name_columns, group_take_name, NULL) &&
	    read_list_for(groups, r, folder, "country_group", group_columns,
		group_take_member, NULL);

	country_groups_free(groups);
	return ok;
}

static bool
read_lists(struct reference *r, const char *folder)
{
	static const char *const alias[] = { "alias", "name", "origin", NULL };
	static const char *const adjective[] = { "adjective", "name", NULL };
	static const char *const contractor[] = { "contractor_id", "name",
		"parent", "parent_since", NULL };
	static const char *const contractor_alias[] = { "alias",
		"contractor_id", NULL };

	return read_list(r, folder, "country", country_columns, take_country) &&
	    country_codes_are_known(r->codes) && read_groups(r, folder) &&
	    read_list(r, folder, "country_alias", alias, take_alias) &&
	    read_list(
		r, folder, "country_adjective", adjective, take_adjective) &&
	    read_list(r, folder, "contractor", contractor, take_contractor) &&
	    parents_are_known(r) &&
	    read_list(r, folder, "contractor_alias", contractor_alias,
		take_contractor_alias) &&
	    read_equipment(r, folder);
}

struct reference *
reference_open(const char *folder)
{
	struct reference *r = xzalloc(sizeof(*r));

	r->arena = arena_new();
	r->codes = country_codes_new(r->arena);
	r->places = map_new();
	r->coded = map_new();
	r->adjectives = map_new();
	r->contractors = map_new();
	r->companies = map_new();
	r->equipment = equipment_rules_new(r->arena);
	r->digesting = digest_new();
	if (!read_lists(r, folder)) {
		reference_close(r);
		return NULL;
	}
	digest_hex(r->digesting, r->digest);
	return r;
}

void
reference_close(struct reference *r)
{
	if (r == NULL)
		return;
	digest_free(r->digesting);
	country_codes_free(r->codes);
	map_free(r->places);
	map_free(r->coded);
	map_free(r->adjectives);
	map_free(r->contractors);
	map_free(r->companies);
	equipment_rules_free(r->equipment);
	arena_free(r->arena);
	free(r);
}

const struct country *
reference_country(const struct reference *r, const char *key)
{
	const struct reference_place *p = map_get(r->places, key);

	return p == NULL ? NULL : &p->country;
}

const struct country *
reference_country_adjective(const struct reference *r, const char *adjective)
{
	const struct reference_place *p = map_get(r->adjectives, adjective);

	return p == NULL ? NULL : &p->country;
}

const struct country *
reference_country_coded(const struct reference *r, const char *iso3)
{
	const struct reference_place *p = map_get(r->coded, iso3);

	return p == NULL ? NULL : &p->country;
}

const char *
reference_contractor(const struct reference *r, const char *key)
{
	const struct reference_company *c = map_get(r->contractors, key);

	return c == NULL ? NULL : c->id;
}

const char *
reference_equipment(const struct reference *r, const struct words *part,
    const struct words *whole, enum equipment_rule kind)
{
	return equipment_rules_find(r->equipment, part, whole, kind);
}

bool
reference_waits_15(
    const struct reference *r, const struct country *country, struct day day)
{
	struct arena *arena = arena_new();
	const struct reference_place *p =
	    map_get(r->places, name_key(arena, country->name));

	arena_free(arena);
	return p != NULL && p->waits_15 &&
	    (p->since.year == 0 || day_compare(p->since, day) <= 0);
}

const char *
reference_digest(const struct reference *r)
{
	return r->digest;
}
