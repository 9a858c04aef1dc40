#include "package/package.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/folder.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "package/descriptor.h"
#include "package/rows.h"
#include "package/series.h"
#include "package/value.h"

struct package {
	struct arena *arena;
	const struct package_origin *origin;
	const struct package_relay *relay; /* NULL: it has files */
	char *folder;
	char *partial; /* the folder it is written in */
	struct rows *tables[RESOURCE_COUNT];
	struct text identity;        /* see identify(); rows on their way */
	struct series_list *series;  /* of the present document */
	XXH3_state_t *document_hash; /* of the rows of the present document */
};

/* The folder */

static void
remove_folder(struct arena *arena, const char *folder)
{
	for (size_t i = 0; i < RESOURCE_COUNT; i++)
		unlink(
		    arena_print(arena, "%s/%s.csv", folder, resources[i].name));
	unlink(arena_print(arena, "%s/" DESCRIPTOR, folder));
	rmdir(folder);
}

static struct package *
package_new(void)
{
	struct package *p = xzalloc(sizeof(*p));

	p->arena = arena_new();
	p->series = series_list_new();
	p->document_hash = xgiven(XXH3_createState());
	return p;
}

struct package *
package_open_relay(const struct package_relay *relay)
{
	struct package *p = package_new();

	p->relay = relay;
	for (size_t i = 0; i < RESOURCE_COUNT; i++)
		p->tables[i] =
		    rows_relay(&resources[i], relay->row, relay->context);
	return p;
}

struct package *
package_open(const char *folder, const struct package_origin *origin)
{
	struct package *p = package_new();

	p->origin = origin;
	p->folder = arena_string(p->arena, folder);
	p->partial = arena_print(p->arena, "%s.partial", folder);
	remove_folder(p->arena, p->partial);
	if (!folder_make(p->partial))
		goto fail;
	for (size_t i = 0; i < RESOURCE_COUNT; i++) {
		p->tables[i] = rows_open(p->partial, &resources[i]);
		if (p->tables[i] == NULL)
			goto fail;
	}
	return p;
fail:
	package_close(p);
	return NULL;
}

/*
 * In one step with what stands there, which may hold files that are not ours
 * and is removed by package_close(). Not all file systems can (renameat2(2)).
 */
static bool
put_in_place(struct package *p)
{
	if (renameat2(AT_FDCWD, p->partial, AT_FDCWD, p->folder,
		RENAME_EXCHANGE) == 0)
		return true;
	if (errno != ENOENT)
		remove_folder(p->arena, p->folder);
	if (rename(p->partial, p->folder) == 0)
		return true;
	log_error("%s: %s", p->folder, strerror(errno));
	return false;
}

bool
package_commit(struct package *p)
{
	struct rows_written written[RESOURCE_COUNT];
	const char *slash = strrchr(p->folder, '/');

	for (size_t i = 0; i < RESOURCE_COUNT; i++) {
		if (!rows_finish(p->tables[i], &written[i]))
			return false;
	}
	return descriptor_write(p->partial, p->origin, written) &&
	    put_in_place(p) &&
	    folder_sync(slash == NULL ? "."
				      : arena_copy(p->arena, p->folder,
					    (size_t)(slash - p->folder)));
}

void
package_close(struct package *p)
{
	if (p == NULL)
		return;
	for (size_t i = 0; i < RESOURCE_COUNT; i++)
		rows_close(p->tables[i]);
	if (p->partial != NULL)
		remove_folder(p->arena, p->partial);
	text_free(&p->identity);
	series_list_free(p->series);
	XXH3_freeState(p->document_hash);
	arena_free(p->arena);
	free(p);
}

/* A document's rows */

void
package_begin(struct package *p)
{
	for (size_t i = 0; i < RESOURCE_COUNT; i++)
		rows_mark(p->tables[i]);
	series_list_begin(p->series);
	XXH3_128bits_reset(p->document_hash);
}

bool
package_take_back(struct package *p)
{
	series_list_begin(p->series);
	for (size_t i = 0; i < RESOURCE_COUNT; i++) {
		if (!rows_take_back(p->tables[i]))
			return false;
	}
	return p->relay == NULL || p->relay->take_back(p->relay->context);
}

/* The series of earlier documents; a relay does not know them. */
static uint64_t
series_before(const struct package *p)
{
	return p->relay == NULL ? rows_before_mark(p->tables[RESOURCE_SERIES])
				: 0;
}

bool
package_append(struct package *p, enum resource_name name, const char *lines,
    size_t length, uint64_t count)
{
	struct text *numbered = &p->identity;
	uint64_t before = series_before(p);

	if (before == 0 ||
	    (name != RESOURCE_SERIES && name != RESOURCE_OBSERVATION))
		return rows_append(p->tables[name], lines, length, count);
	text_empty(numbered);
	/* In series.csv the number stands behind the document. */
	series_renumber(
	    numbered, lines, length, name == RESOURCE_SERIES ? 1 : 0, before);
	return rows_append(
	    p->tables[name], numbered->bytes, numbered->length, count);
}

static bool
add_row(struct package *p, enum resource_name name,
    const struct row_place *place, const void *record)
{
	char hash[ROWS_HASH];

	if (!rows_add(p->tables[name], place, record, hash))
		return false;
	XXH3_128bits_update(p->document_hash, hash, sizeof(hash));
	return true;
}

bool
package_document(struct package *p, const struct document *d,
    const char *document_id, size_t records)
{
	struct row_place at = { .document_id = document_id,
		.records = records };

	return add_row(p, RESOURCE_DOCUMENT, &at, d);
}

bool
package_notice(struct package *p, const char *document_id, size_t number,
    const struct notice *n)
{
	struct row_place at = { .document_id = document_id, .number = number };
	bool ok = add_row(p, RESOURCE_PUBLICATION, &at, n);

	for (const struct purchaser *u = n->purchasers; ok && u != NULL;
	     u = u->next) {
		at.position++;
		ok = add_row(p, RESOURCE_PUBLICATION_PURCHASER, &at, u);
	}
	at.position = 0;
	for (const struct item *i = n->items; ok && i != NULL; i = i->next) {
		at.position++;
		ok = add_row(p, RESOURCE_PUBLICATION_ITEM, &at, i);
	}
	at.position = 0;
	for (const struct contractor *c = n->contractors; ok && c != NULL;
	     c = c->next) {
		at.position++;
		ok = add_row(p, RESOURCE_PUBLICATION_CONTRACTOR, &at, c);
	}
	for (const struct evidence *e = n->evidence; ok && e != NULL;
	     e = e->next)
		ok = add_row(p, RESOURCE_PUBLICATION_PLACE, &at, e);
	return ok;
}

/* As of when an edition speaks. */
static const char *
edition_time(
    struct text *text, const struct document *d, const struct edition *e)
{
	if (e->stated_at != NULL)
		return e->stated_at;
	if (d->published_on != NULL) {
		text_addf(text, "%sT00:00:00Z", d->published_on);
		return text_string(text);
	}
	if (e->placed_at != NULL && strcmp(e->placed_at, d->fetched_at) < 0)
		return e->placed_at;
	return d->fetched_at;
}

bool
package_edition(struct package *p, const struct document *d,
    const char *document_id, const struct edition *e)
{
	struct text time = { 0 };
	char content[ROWS_HASH];
	struct row_place at = {
		.document_id = document_id,
		.edition_at = edition_time(&time, d, e),
		.rows = rows_since_mark(p->tables[RESOURCE_TRANSFER]) +
		    rows_since_mark(p->tables[RESOURCE_OBSERVATION]),
		.content = content,
	};
	bool ok;

	rows_hash_text(content, XXH3_128bits_digest(p->document_hash));
	ok = add_row(p, RESOURCE_EDITION, &at, e);
	text_free(&time);
	return ok;
}

/* Keeps the parts of an identity; NULL and "" are the same. */
static void
identify(struct package *p, const char *const *parts, size_t count)
{
	text_empty(&p->identity);
	for (size_t i = 0; i < count; i++) {
		const char *part = parts[i] == NULL ? "" : parts[i];

		text_add(&p->identity, part, strlen(part) + 1);
	}
}

bool
package_transfer(struct package *p, const char *document_id, size_t number,
    const char *dataset, const struct transfer *t)
{
	const char *const parts[] = { dataset, t->identity };
	char id[ROWS_HASH];
	struct row_place at = {
		.document_id = document_id,
		.number = number,
		.dataset = dataset,
		.id = t->identity == NULL ? NULL : id,
	};

	identify(p, parts, sizeof(parts) / sizeof(parts[0]));
	rows_hash_text(id, XXH3_128bits(p->identity.bytes, p->identity.length));
	return add_row(p, RESOURCE_TRANSFER, &at, t);
}

/* A hash of what a figure is about, and of its names as printed. */
static XXH128_hash_t
hash_series(struct package *p, const struct observation *o)
{
	struct duration duration = series_duration(o);
	const char *const parts[] = {
		o->indicator,
		party_value(p->arena, &o->reporter),
		o->reporter.country.iso3,
		o->reporter.name,
		party_value(p->arena, &o->partner),
		o->partner.country.iso3,
		o->partner.name,
		o->item_scheme,
		o->item_code,
		o->item_name,
		o->unit,
		o->total_of,
	};

	identify(p, parts, sizeof(parts) / sizeof(parts[0]));
	text_add(&p->identity, (const char *)&duration, sizeof(duration));
	return XXH3_128bits(p->identity.bytes, p->identity.length);
}

bool
package_observation(struct package *p, const char *document_id, size_t number,
    const struct observation *o)
{
	XXH128_hash_t series = hash_series(p, o);
	XXH128_canonical_t hash;
	char unused[ROWS_HASH];
	bool is_new;
	struct row_place at = {
		.document_id = document_id,
		.series = series_before(p) +
		    series_list_number(p->series, series, &is_new),
		.number = number,
	};

	if (is_new && !rows_add(p->tables[RESOURCE_SERIES], &at, o, unused))
		return false;
	XXH128_canonicalFromHash(&hash, series);
	XXH3_128bits_update(p->document_hash, &hash, sizeof(hash));
	return add_row(p, RESOURCE_OBSERVATION, &at, o);
}

bool
package_policy(struct package *p, const char *document_id, size_t number,
    const struct policy *policy)
{
	struct row_place at = { .document_id = document_id, .number = number };

	return add_row(p, RESOURCE_POLICY_DOCUMENT, &at, policy);
}

bool
package_award(struct package *p, const char *document_id, size_t number,
    const struct award *a)
{
	const char *const parts[] = { a->article, a->identity };
	char id[ROWS_HASH];
	struct row_place at = {
		.document_id = document_id,
		.number = number,
		.id = id,
	};
	bool ok;

	identify(p, parts, sizeof(parts) / sizeof(parts[0]));
	rows_hash_text(id, XXH3_128bits(p->identity.bytes, p->identity.length));
	ok = add_row(p, RESOURCE_ANNOUNCED_AWARD, &at, a);
	for (const struct awardee *c = a->contractors; ok && c != NULL;
	     c = c->next) {
		at.position++;
		ok = add_row(p, RESOURCE_ANNOUNCED_AWARD_CONTRACTOR, &at, c);
	}
	at.position = 0;
	for (const struct award_customer *c = a->customers; ok && c != NULL;
	     c = c->next) {
		at.position++;
		ok = add_row(p, RESOURCE_ANNOUNCED_AWARD_CUSTOMER, &at, c);
	}
	return ok;
}

bool
package_code(struct package *p, const char *document_id, size_t number,
    const struct code *code)
{
	struct row_place at = { .document_id = document_id, .number = number };

	return add_row(p, RESOURCE_CODE, &at, code);
}

bool
package_fault(struct package *p, const char *document_id, size_t number,
    size_t record, const struct fault *f)
{
	struct row_place at = {
		.document_id = document_id,
		.number = number,
		.record = record,
	};

	return add_row(p, RESOURCE_FAULT, &at, f);
}
