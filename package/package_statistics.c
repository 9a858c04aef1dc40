#include <string.h>

#include "base/arena.h"
#include "package/package_internal.h"
#include "package/value.h"

static const char *
decimal_text(const struct decimal *d)
{
	return d->text[0] == '\0' ? NULL : d->text;
}

static const char *
year_text(struct arena *a, int year)
{
	return year == 0 ? NULL : number_text(a, year);
}

/* {2001,2002}: an array as PostgreSQL writes it. */
static const char *
years_text(struct arena *a, const struct year_list *list)
{
	struct text years = { 0 };
	const char *copy;

	if (list == NULL)
		return NULL;
	text_add_string(&years, "{");
	for (; list != NULL; list = list->next)
		text_addf(
		    &years, "%d%s", list->year, list->next == NULL ? "}" : ",");
	copy = arena_copy(a, years.bytes, years.length);
	text_free(&years);
	return copy;
}

static const char *
bool_text(bool yes)
{
	return yes ? "true" : "false";
}

/* Of what was given only. */
static const char *
uncertain_text(bool given, bool uncertain)
{
	return given ? bool_text(uncertain) : NULL;
}

/* Ours, and what was printed if we have none. */
static const char *
party_text(const struct party *p)
{
	return p->country.name == NULL ? p->name : p->country.name;
}

bool
package_edition(struct package *p, const struct document *d,
    const char *document_id, const struct edition *e)
{
	struct arena *a = p->row_arena;
	uint64_t rows = 0;
	char content[HASH_TEXT];
	const char *at = e->stated_at;
	bool ok;

	hash_text(content, XXH3_128bits_digest(p->document_hash));
	if (at == NULL)
		at = d->published_on == NULL
		    ? d->fetched_at
		    : arena_print(a, "%sT00:00:00Z", d->published_on);
	rows = p->outputs[RESOURCE_TRANSFER].rows -
	    p->outputs[RESOURCE_TRANSFER].rows_at_mark +
	    p->outputs[RESOURCE_OBSERVATION].rows -
	    p->outputs[RESOURCE_OBSERVATION].rows_at_mark;
	const char *const values[] = {
		document_id,
		e->dataset,
		at,
		bool_text(e->stated_at != NULL),
		list_text(a, e->reporters),
		list_text(a, e->partners),
		list_text(a, e->indicators),
		day_text(a, e->since),
		day_text(a, e->until),
		bool_text(e->open_deals),
		bool_text(e->partial),
		number_text(a, (int64_t)rows),
		content,
	};
	ok = package_row(p, RESOURCE_EDITION, values);
	arena_reset(a);
	return ok;
}

/* Of the parts of an identity, NULL and "" being the same. */
static void
identity_hash(char out[HASH_TEXT], struct text *said, const char *const *parts,
    size_t count)
{
	text_empty(said);
	for (size_t i = 0; i < count; i++) {
		const char *part = parts[i] == NULL ? "" : parts[i];

		text_add(said, part, strlen(part) + 1);
	}
	hash_text(out, XXH3_128bits(said->bytes, said->length));
}

bool
package_transfer(struct package *p, const char *document_id, size_t number,
    const char *dataset, const struct transfer *t)
{
	struct arena *a = p->row_arena;
	const char *years = years_text(a, t->delivery_years);
	const char *const identity[] = { dataset, t->identity };
	char id[HASH_TEXT];
	const char *const values[] = {
		document_id,
		number_text(a, (int64_t)number),
		number_text(a, (int64_t)t->line),
		dataset,
		t->identity == NULL ? NULL : id,
		t->publisher_id,
		party_text(&t->supplier),
		iso3_text(&t->supplier.country),
		t->supplier.name,
		party_text(&t->recipient),
		iso3_text(&t->recipient.country),
		t->recipient.name,
		year_text(a, t->order_year),
		uncertain_text(t->order_year != 0, t->order_year_uncertain),
		decimal_text(&t->ordered.number),
		bool_text(t->ordered.uncertain),
		t->designation,
		t->description,
		t->category,
		decimal_text(&t->delivered.number),
		bool_text(t->delivered.uncertain),
		years,
		uncertain_text(years != NULL, t->delivery_years_uncertain),
		t->status,
		day_text(a, t->status_on),
		t->authority,
		t->agency,
		t->comments,
		truth_text(t->local_production),
		decimal_text(&t->tiv_unit),
		decimal_text(&t->tiv_deal_unit),
		decimal_text(&t->tiv_ordered),
		decimal_text(&t->tiv_delivered),
		decimal_text(&t->requested),
		decimal_text(&t->allocated),
		decimal_text(&t->accepted),
		decimal_text(&t->rejected),
		money_text(a, t->acquisition),
		money_text(a, t->current),
	};
	bool ok;

	identity_hash(
	    id, &p->said, identity, sizeof(identity) / sizeof(identity[0]));
	ok = package_row(p, RESOURCE_TRANSFER, values);
	arena_reset(a);
	return ok;
}

bool
package_observation(struct package *p, const char *document_id, size_t number,
    const char *dataset, const struct observation *o)
{
	struct arena *a = p->row_arena;
	const char *start = day_text(a, o->start);
	const char *end = day_text(a, o->end);
	const char *reporter = party_text(&o->reporter);
	const char *partner = party_text(&o->partner);
	const char *const identity[] = { dataset, o->indicator, reporter,
		partner, o->item_scheme, o->item_code, start, end, o->unit,
		o->total_of };
	char id[HASH_TEXT];
	const char *const values[] = {
		document_id,
		number_text(a, (int64_t)number),
		number_text(a, (int64_t)o->line),
		dataset,
		id,
		o->indicator,
		reporter,
		iso3_text(&o->reporter.country),
		o->reporter.name,
		partner,
		iso3_text(&o->partner.country),
		o->partner.name,
		o->item_scheme,
		o->item_code,
		o->item_name,
		start,
		end,
		decimal_text(&o->value),
		o->unit,
		o->flag,
		o->total_of,
	};
	bool ok;

	identity_hash(
	    id, &p->said, identity, sizeof(identity) / sizeof(identity[0]));
	ok = package_row(p, RESOURCE_OBSERVATION, values);
	arena_reset(a);
	return ok;
}

bool
package_policy(struct package *p, const char *document_id, size_t number,
    const struct policy *y)
{
	struct arena *a = p->row_arena;
	const char *const values[] = {
		document_id,
		number_text(a, (int64_t)number),
		y->kind,
		y->identifier,
		y->title,
		y->url,
		y->citation,
		y->agencies,
		y->cfr,
		y->abstract_text,
		day_text(a, y->published_on),
		day_text(a, y->signed_on),
		day_text(a, y->effective_on),
		day_text(a, y->comments_close_on),
	};
	bool ok = package_row(p, RESOURCE_POLICY_DOCUMENT, values);

	arena_reset(a);
	return ok;
}

bool
package_code(struct package *p, const char *document_id, size_t number,
    const struct code *c)
{
	struct arena *a = p->row_arena;
	const char *const values[] = {
		document_id,
		number_text(a, (int64_t)number),
		c->scheme,
		c->code,
		c->name,
		c->same_as,
	};
	bool ok = package_row(p, RESOURCE_CODE, values);

	arena_reset(a);
	return ok;
}
