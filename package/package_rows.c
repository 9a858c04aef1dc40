#include <jansson.h>
#include <stdlib.h>

#include "base/arena.h"
#include "package/package_internal.h"
#include "package/value.h"

/* Values as text; what was not given is NULL, and empty in the file. */

const char *
number_text(struct arena *a, int64_t n)
{
	char digits[24]; /* of the largest, and its sign */
	char *p = digits + sizeof(digits);
	uint64_t rest = n < 0 ? -(uint64_t)n : (uint64_t)n;

	do
		*--p = (char)('0' + rest % 10);
	while ((rest /= 10) > 0);
	if (n < 0)
		*--p = '-';
	return arena_copy(a, p, (size_t)(digits + sizeof(digits) - p));
}

static const char *
people_text(struct arena *a, people n)
{
	return n < 0 ? NULL : number_text(a, n);
}

const char *
list_text(struct arena *a, const struct text_list *list)
{
	json_t *array;
	char *dumped;
	const char *copy;

	if (list == NULL)
		return NULL;
	array = json_array();
	for (; list != NULL; list = list->next)
		json_array_append_new(array, json_string(list->text));
	dumped = json_dumps(array, JSON_COMPACT);
	copy = arena_string(a, dumped);
	free(dumped);
	json_decref(array);
	return copy;
}

static const char *
kind_text(enum notice_kind kind)
{
	static const char *const names[] = {
		[NOTICE_ORIGINAL] = "original",
		[NOTICE_AMENDMENT] = "amendment",
		[NOTICE_ENHANCEMENT] = "enhancement",
		[NOTICE_CORRECTION] = "correction",
	};

	return names[kind];
}

static const char *
precision_text(enum precision precision)
{
	static const char *const names[] = {
		[PRECISION_NONE] = NULL,
		[PRECISION_EXACT] = "exact",
		[PRECISION_ESTIMATE] = "estimate",
		[PRECISION_UP_TO] = "up to",
	};

	return names[precision];
}

const char *
truth_text(enum truth truth)
{
	return truth == TRUTH_UNKNOWN ? NULL
	    : truth == TRUTH_YES      ? "true"
				      : "false";
}

const char *
iso3_text(const struct country *c)
{
	return c->iso3[0] == '\0' ? NULL : c->iso3;
}

/* Only a single country is "the" purchaser. */
static const char *
sole_iso3(const struct notice *n)
{
	if (n->purchasers == NULL || n->purchasers->next != NULL)
		return NULL;
	return iso3_text(&n->purchasers->country);
}

/* Rows */

bool
package_document(struct package *p, const struct document *d,
    const char *document_id, size_t records)
{
	struct arena *a = p->row_arena;
	const char *const values[] = {
		document_id,
		d->source,
		d->url,
		d->sha256,
		d->fetched_at,
		d->published_on,
		d->media_type,
		number_text(a, (int64_t)d->bytes),
		d->warc_file,
		number_text(a, (int64_t)d->warc_offset),
		number_text(a, (int64_t)records),
	};
	bool ok = package_row(p, RESOURCE_DOCUMENT, values);

	arena_reset(a);
	return ok;
}

bool
package_capture(struct package *p, const char *document_id,
    const struct capture *c, const char *run_at)
{
	struct arena *a = p->row_arena;
	const char *const values[] = {
		document_id,
		c->file,
		number_text(a, (int64_t)c->offset),
		c->fetched_at,
		run_at,
	};
	bool ok = package_row(p, RESOURCE_CAPTURE, values);

	arena_reset(a);
	return ok;
}

static bool
give_purchasers(struct package *p, const char *document_id, const char *number,
    const struct purchaser *list)
{
	int64_t position = 0;

	for (; list != NULL; list = list->next) {
		const char *const values[] = {
			document_id,
			number,
			number_text(p->row_arena, ++position),
			iso3_text(&list->country),
			list->name,
		};

		if (!package_row(p, RESOURCE_PUBLICATION_PURCHASER, values))
			return false;
	}
	return true;
}

static bool
give_items(struct package *p, const char *document_id, const char *number,
    const struct item *list)
{
	struct arena *a = p->row_arena;
	int64_t position = 0;

	for (; list != NULL; list = list->next) {
		bool counted = list->quantity.precision != PRECISION_NONE;
		const char *const values[] = {
			document_id,
			number,
			number_text(a, ++position),
			counted ? number_text(a, list->quantity.count) : NULL,
			list->quantity_text,
			precision_text(list->quantity.precision),
			list->designation,
			truth_text(list->is_mde),
			list->category,
		};

		if (!package_row(p, RESOURCE_PUBLICATION_ITEM, values))
			return false;
	}
	return true;
}

static bool
give_contractors(struct package *p, const char *document_id, const char *number,
    const struct contractor *list)
{
	int64_t position = 0;

	for (; list != NULL; list = list->next) {
		const char *const values[] = {
			document_id,
			number,
			number_text(p->row_arena, ++position),
			list->id,
			list->name,
			list->city,
			list->region,
		};

		if (!package_row(p, RESOURCE_PUBLICATION_CONTRACTOR, values))
			return false;
	}
	return true;
}

static bool
give_notice(struct package *p, const char *document_id, const char *number,
    const struct notice *n)
{
	struct arena *a = p->row_arena;
	const char *const values[] = {
		document_id,
		number,
		n->surface,
		n->url,
		n->version,
		n->published_on,
		kind_text(n->kind),
		n->authority,
		n->transmittal,
		n->amends,
		n->corrects,
		n->title,
		n->purchaser_name,
		sole_iso3(n),
		money_text(a, n->mde),
		money_text(a, n->other),
		money_text(a, n->total),
		money_text(a, n->threshold),
		n->funding_source,
		n->military_department,
		list_text(a, n->case_designators),
		list_text(a, n->prior_cases),
		day_text(a, n->delivered_on),
		day_text(a, n->announced_on),
		n->review_days == 0 ? NULL : number_text(a, n->review_days),
		day_text(a, n->review_ends_on),
		n->description,
		people_text(a, n->us_government_reps),
		people_text(a, n->contractor_reps),
	};

	return package_row(p, RESOURCE_PUBLICATION, values);
}

bool
package_notice(struct package *p, const char *document_id, size_t number,
    const struct notice *n)
{
	const char *text = number_text(p->row_arena, (int64_t)number);
	bool ok = give_notice(p, document_id, text, n) &&
	    give_purchasers(p, document_id, text, n->purchasers) &&
	    give_items(p, document_id, text, n->items) &&
	    give_contractors(p, document_id, text, n->contractors);

	arena_reset(p->row_arena);
	return ok;
}

bool
package_fault(struct package *p, const char *document_id, size_t number,
    size_t record, const struct fault *f)
{
	struct arena *a = p->row_arena;
	const char *const values[] = {
		document_id,
		number_text(a, (int64_t)number),
		record == 0 ? NULL : number_text(a, (int64_t)record),
		f->line == 0 ? NULL
			     : arena_print(a, "%s %zu", f->place, f->line),
		f->field,
		f->reason,
		f->value,
	};
	bool ok = package_row(p, RESOURCE_FAULT, values);

	arena_reset(a);
	return ok;
}
