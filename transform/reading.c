#include "transform/reading.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "package/package.h"
#include "package/value.h"
#include "transform/normalise/normalise.h"
#include "transform/pattern.h"

#define LOST_FEW 10    /* rows of any table may be broken */
#define VALUE_MAX 1000 /* a fault shows where to look, not the whole text */

/* The first notices under the Arms Export Control Act of 1976. */
#define FIRST_YEAR 1976

/* Totals are rounded in print: one part in two hundred is let pass. */
#define ROUNDING 200

static struct fault *
make_fault(const struct reading *r, struct arena *arena, const char *field,
    size_t line, const char *value, const char *reason)
{
	struct fault *f = arena_alloc(arena, sizeof(*f));

	f->field = field;
	f->line = line;
	f->place = r->place;
	f->reason = reason;
	if (value != NULL) {
		size_t length = strlen(value);
		size_t end;

		if (length > VALUE_MAX) {
			length = VALUE_MAX;
			while (length > 0 && (value[length] & 0xC0) == 0x80)
				length--;
		}
		f->value = arena_copy(arena, value, length);
		if (evidence_find(&r->evidence.text, r->arena, value, length,
			&f->text_start, &end))
			f->text_length = end - f->text_start;
	}
	return f;
}

void
reading_fault(struct reading *r, const char *field, size_t line,
    const char *value, const char *reason)
{
	struct fault *f = make_fault(r, r->arena, field, line, value, reason);

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
	r->evidence.noted = NULL;
	arena_reset(r->arena);
}

void
reading_follow(struct reading *r, const struct followed_text *text)
{
	static const struct followed_text nothing;

	r->evidence.text = text == NULL ? nothing : *text;
	r->evidence.noted = NULL;
	arena_follow(
	    r->unit_arena, r->evidence.text.bytes, r->evidence.text.length);
	arena_follow_copies(r->arena, r->unit_arena);
}

void
reading_place(struct reading *r, const char *field, const char *text)
{
	if (text != NULL)
		evidence_note(
		    &r->evidence, r->arena, field, text, strlen(text), true);
}

void
reading_basis(
    struct reading *r, const char *field, const char *text, size_t length)
{
	evidence_note(&r->evidence, r->arena, field, text, length, false);
}

void
reading_place_as(struct reading *r, const char *field, const char *noted_of)
{
	evidence_note_as(&r->evidence, r->arena, field, noted_of);
}

void
reading_place_apart(
    struct reading *r, const char *field, size_t line, const char *text)
{
	evidence_note_apart(&r->evidence, r->arena, field, line, text);
}

void
reading_note_undecided(struct reading *r)
{
	if (patterns_undecided() == 0)
		return;
	r->undecided = true;
	reading_fault(r, "document", 0, NULL,
	    "too large to be read: a search in it was given up");
}

static void
give_fault(
    struct reading *r, size_t position, size_t record, const struct fault *f)
{
	if (r->package != NULL &&
	    !package_fault(r->package, r->document_id, position, record, f))
		r->failed = true;
}

static void
give_faults(struct reading *r, size_t record)
{
	reading_note_undecided(r);
	for (const struct fault *f = r->faults; f != NULL; f = f->next) {
		r->fault_count++;
		if (r->fault_count <= READING_FAULTS)
			give_fault(r, r->fault_count, record, f);
	}
	reading_forget(r);
}

void
reading_count_faults(struct reading *r)
{
	struct fault *f;

	if (r->fault_count <= READING_FAULTS)
		return;
	f = make_fault(r, r->document_arena, "document", 0, NULL,
	    arena_print(r->document_arena,
		"has %zu more faults, which are not listed (limit faults)",
		r->fault_count - READING_FAULTS));
	give_fault(r, READING_FAULTS + 1, 0, f);
}

/* What a notice contradicts itself in */

static void
check_sum(struct reading *r, const struct notice *n)
{
	int64_t sum;

	if (!n->mde.given || !n->other.given || !n->total.given)
		return;
	if (__builtin_add_overflow(n->mde.cents, n->other.cents, &sum) ||
	    llabs(sum - n->total.cents) > n->total.cents / ROUNDING)
		reading_fault(r, "total_usd", 0, money_text(r->arena, n->total),
		    "is not the sum of MDE and other");
}

/* What a report adds to the parts, it adds to the whole. */
static void
check_added(struct reading *r, const struct notice *n)
{
	int64_t limit = n->total.cents / ROUNDING;
	int64_t sum;

	if (!n->added_mde.given || !n->added_other.given ||
	    !n->added_total.given)
		return;
	if (__builtin_add_overflow(
		n->added_mde.cents, n->added_other.cents, &sum) ||
	    __builtin_sub_overflow(sum, n->added_total.cents, &sum) ||
	    sum > limit || sum < -limit)
		reading_fault(r, "added_usd", 0,
		    money_text(r->arena, n->added_total),
		    "is not the sum of what MDE and other add");
}

static void
check_mde(struct reading *r, const struct notice *n)
{
	if (n->mde.given && n->total.given && n->mde.cents > n->total.cents)
		reading_fault(r, "mde_usd", 0, money_text(r->arena, n->mde),
		    "is more than the total");
}

static void
check_day(struct reading *r, const char *field, struct day day)
{
	long fetched = strtol(r->document->fetched_at, NULL, 10); /* year */

	if (day.year == 0)
		return;
	if (day.year < FIRST_YEAR || day.year > fetched + 1)
		reading_fault(r, field, 0, day_text(r->arena, day),
		    "is not a likely year");
}

void
reading_check(struct reading *r, const struct notice *n)
{
	check_sum(r, n);
	check_added(r, n);
	check_mde(r, n);
	check_day(r, "delivered_on", n->delivered_on);
	check_day(r, "announced_on", n->announced_on);
}

/* Records */

static void
categorise(const struct reading *r, struct item *item)
{
	for (; item != NULL; item = item->next) {
		item->category =
		    equipment_category(r->reference, item->designation);
		item->family =
		    equipment_family(r->reference, item->designation);
	}
}

/*
 * "Trainer aircraft" tells what it is before "Hawk-100" does; of the family the
 * designation tells.
 */
static void
reading_categorise_transfer(const struct reading *r, struct transfer *t)
{
	const char *names[] = { t->description, t->designation };

	for (size_t i = 0; i < 2 && t->equipment_category == NULL; i++) {
		if (names[i] != NULL)
			t->equipment_category =
			    equipment_category(r->reference, names[i]);
	}
	for (size_t i = 2; i > 0 && t->family == NULL; i--) {
		if (names[i - 1] != NULL)
			t->family =
			    equipment_family(r->reference, names[i - 1]);
	}
}

static void
reading_number_parts(struct item *items)
{
	for (struct item *item = items; item != NULL; item = item->next) {
		const struct item *whole = items;

		if (item->whole == NULL)
			continue;
		for (item->part_of = 1; whole != item->whole;
		     whole = whole->next)
			item->part_of++;
	}
}

static void
reading_give_evidence(struct reading *r, struct notice *n)
{
	n->evidence = evidence_list(&r->evidence, r->arena, n);
	for (struct evidence *e = n->evidence; e != NULL; e = e->next)
		e->place = r->place;
}

void
reading_notice(struct reading *r, struct notice *n)
{
	categorise(r, n->items);
	reading_number_parts(n->items);
	reading_check(r, n);
	r->records++;
	if (r->package != NULL)
		reading_give_evidence(r, n);
	if (r->package != NULL &&
	    !package_notice(r->package, r->document_id, r->records, n))
		r->failed = true;
	give_faults(r, r->records);
}

void
reading_edition(struct reading *r, const struct edition *edition)
{
	r->edition = *edition;
}

void
reading_transfer(struct reading *r, const struct transfer *transfer)
{
	struct transfer t = *transfer;

	reading_categorise_transfer(r, &t);
	r->records++;
	if (r->package != NULL &&
	    !package_transfer(
		r->package, r->document_id, r->records, r->edition.dataset, &t))
		r->failed = true;
	give_faults(r, r->records);
}

void
reading_observation(struct reading *r, const struct observation *o)
{
	r->records++;
	if (r->package != NULL &&
	    !package_observation(r->package, r->document_id, r->records, o))
		r->failed = true;
	give_faults(r, r->records);
}

void
reading_policy(struct reading *r, const struct policy *p)
{
	r->records++;
	if (r->package != NULL &&
	    !package_policy(r->package, r->document_id, r->records, p))
		r->failed = true;
	give_faults(r, r->records);
}

void
reading_award(struct reading *r, const struct award *a)
{
	r->records++;
	if (r->package != NULL &&
	    !package_award(r->package, r->document_id, r->records, a))
		r->failed = true;
	give_faults(r, r->records);
}

void
reading_code(struct reading *r, const struct code *c)
{
	r->records++;
	if (r->package != NULL &&
	    !package_code(r->package, r->document_id, r->records, c))
		r->failed = true;
	give_faults(r, r->records);
}

void
reading_refuse(struct reading *r, const char *field, size_t line,
    const char *value, const char *reason)
{
	struct arena *a = r->document_arena;

	if (r->refusal == NULL)
		r->refusal = make_fault(r, a, arena_string(a, field), line,
		    value, arena_string(a, reason));
}

bool
reading_recognise(struct reading *r)
{
	r->is_recognised = true;
	return r->is_trial;
}

void
reading_disown(struct reading *r)
{
	r->is_foreign = true;
}

void
reading_unit_end(struct reading *r)
{
	give_faults(r, 0);
	reading_follow(r, NULL);
	arena_reset(r->unit_arena);
}

void
reading_no_record(struct reading *r)
{
	r->lost += r->faults != NULL;
	give_faults(r, 0);
}

/* Why an edition does not say all that is in its scope; NULL if it does. */
static const char *
doubt(const struct reading *r)
{
	if (r->cut_off)
		return "ends in a row that is not whole: it may be cut off";
	if (r->records == 0)
		return "has no rows";
	if (r->lost > LOST_FEW && r->lost * 10 > r->records)
		return "has too many rows that cannot be read";
	return NULL;
}

void
reading_judge(struct reading *r)
{
	const char *why = doubt(r);

	if (r->edition.dataset == NULL || r->refusal != NULL)
		return;
	if (r->commas * 10 > r->figures) {
		reading_refuse(r, "document", 0, NULL,
		    "has decimal commas: a spreadsheet kept it so");
	} else if (r->records == 0 && r->lost > 0) {
		reading_refuse(
		    r, "document", 0, NULL, "has no row that can be read");
	} else if (why != NULL && !r->edition.partial) {
		r->edition.partial = true;
		reading_fault(r, "scope", 0, NULL,
		    arena_print(r->arena, "%s: nothing can vanish by it", why));
		give_faults(r, 0);
	}
}
