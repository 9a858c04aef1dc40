#include "transform/reading.h"

#include <string.h>

#include "arena.h"
#include "transform/check.h"
#include "transform/normalise/normalise.h"
#include "transform/package.h"

#define VALUE_MAX 1000 /* a fault shows where to look, not the whole text */

void
reading_fault(struct reading *r, const char *field, size_t line,
    const char *value, const char *reason)
{
	struct fault *f = arena_alloc(r->arena, sizeof(*f));

	f->field = field;
	f->line = line;
	f->place = r->place;
	f->reason = reason;
	if (value != NULL) {
		size_t length = strlen(value);

		if (length > VALUE_MAX) {
			length = VALUE_MAX;
			while (length > 0 && (value[length] & 0xC0) == 0x80)
				length--;
		}
		f->value = arena_copy(r->arena, value, length);
	}
	if (r->faults_end == NULL)
		r->faults_end = &r->faults;
	*r->faults_end = f;
	r->faults_end = &f->next;
}

void
reading_forget(struct reading *r)
{
	r->faults = NULL;
	r->faults_end = NULL;
	arena_reset(r->arena);
}

static void
give_faults(struct reading *r, size_t record)
{
	for (const struct fault *f = r->faults; f != NULL; f = f->next) {
		r->fault_count++;
		if (!package_fault(
			r->package, r->document_id, r->fault_count, record, f))
			r->failed = true;
	}
	reading_forget(r);
}

static void
categorise(const struct reading *r, struct item *item)
{
	for (; item != NULL; item = item->next)
		item->category =
		    equipment_category(r->reference, item->designation);
}

void
reading_notice(struct reading *r, struct notice *n)
{
	categorise(r, n->items);
	check_notice(r, n);
	r->records++;
	if (!package_notice(r->package, r->document_id, r->records, n))
		r->failed = true;
	give_faults(r, r->records);
}

void
reading_unit_end(struct reading *r)
{
	give_faults(r, 0);
	arena_reset(r->unit_arena);
}

void
reading_no_record(struct reading *r)
{
	give_faults(r, 0);
}
