#include "transform/document.h"

#include <stdlib.h>
#include <string.h>

#include "archive/body.h"
#include "base/arena.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "format/substitute.h"
#include "package/package.h"
#include "transform/pattern.h"

struct flow {
	struct reading *reading;
	const struct transformer *transformer;
	void *state;
};

static bool
transform_row(void *context, const struct row *row)
{
	struct flow *flow = context;

	flow->transformer->row(flow->reading, flow->state, row);
	return !flow->reading->failed && flow->reading->refusal == NULL;
}

/* False when the document cannot be read to its end. */
static bool
read_document_rows(struct document_reader *m, struct reading *r)
{
	const struct transformer *t = m->source->transformer;
	struct flow flow = {
		.reading = r,
		.transformer = t,
		.state = xzalloc(t->state_size),
	};
	bool whole;

	whole =
	    form_read(m->source->documents, r->document, transform_row, &flow);
	if (whole)
		t->end(r, flow.state);
	if (t->close != NULL)
		t->close(flow.state);
	free(flow.state);
	return whole;
}

static void
take_document_back(struct reading *r)
{
	r->failed = !package_take_back(r->package);
	r->edition.dataset = NULL;
	r->records = 0;
	r->fault_count = 0;
	r->faults = NULL;
	r->faults_end = NULL;
	arena_reset(r->arena);
}

/* What a fault's place is counted in. */
static const char *
fault_place_of(const struct document_reader *m, const struct document *doc)
{
	const char *place = m->source->documents->format(doc)->place;

	return place == NULL ? "line" : place;
}

static void
log_refusal(const struct document *doc, const struct fault *f)
{
	struct text where = { 0 };

	if (f->line > 0)
		text_addf(&where, " %s %zu:", f->place, f->line);
	log_error("%s:%s %s %s%s%s", doc->url, text_string(&where), f->field,
	    f->reason, f->value == NULL ? "" : ": ",
	    f->value == NULL ? "" : f->value);
	text_free(&where);
}

/* A document of which nothing counts has one fault: why. */
static void
give_up(struct document_reader *m, struct reading *r)
{
	const struct fault *f = r->refusal;
	const char *why = body_error(r->document->content);
	const char *reason = r->failed ? "gives what cannot be written"
	    : why != NULL              ? why
				       : "cannot be read to its end";

	take_document_back(r);
	m->result.counts.unreadable++;
	m->result.outcome =
	    outcome_worse(m->result.outcome, OUTCOME_INCOMPLETE);
	if (f == NULL) {
		reading_fault(r, "document", 0, NULL, reason);
	} else {
		reading_fault(r, f->field, f->line, f->value, f->reason);
		log_refusal(r->document, f);
	}
	reading_no_record(r);
}

/* Faults of searches that no record came behind; and the run says so. */
static void
note_undecided(struct document_reader *m, struct reading *r)
{
	reading_note_undecided(r);
	if (!r->undecided)
		return;
	if (r->faults != NULL)
		reading_no_record(r);
	m->result.counts.unreadable++;
	m->result.outcome =
	    outcome_worse(m->result.outcome, OUTCOME_INCOMPLETE);
	log_error("%s: too large to be read: a search in it was given up",
	    r->document->url);
}

static void
read_content(struct document_reader *m, struct reading *r)
{
	bool whole;

	(void)patterns_undecided(); /* of whatever else was searched */
	whole = read_document_rows(m, r);
	if (whole)
		reading_judge(r);
	if (!whole || r->failed || r->refusal != NULL)
		give_up(m, r);
	note_undecided(m, r);
}

/* What stands in a document's place gives one fault: what it is. */
static void
read_substitute(
    struct document_reader *m, struct reading *r, const struct substitute *what)
{
	reading_fault(r, "document", 0, NULL,
	    arena_print(r->arena,
		"is not the document that should be there, "
		"but %s",
		what->name));
	reading_no_record(r);
	m->result.counts.substitutes++;
	m->result.counts.blocks += what->is_block;
}

/* The document is in the package, with what its reading gave. */
static void
document_end(struct document_reader *m, struct reading *r)
{
	struct document described = *r->document;

	reading_count_faults(r);
	if (described.published_on == NULL && r->published_on[0] != '\0')
		described.published_on = r->published_on;
	if (!r->failed &&
	    !package_document(
		m->package, &described, r->document_id, r->records))
		r->failed = true;
	if (!r->failed && r->edition.dataset != NULL &&
	    !package_edition(
		m->package, &described, r->document_id, &r->edition))
		r->failed = true;
	m->result.counts.documents++;
	m->result.counts.records += r->records;
	m->result.counts.faults += r->fault_count;
	m->result.failed = r->failed;
	arena_free(r->arena);
	arena_free(r->unit_arena);
	arena_free(r->document_arena);
}

static struct reading
document_begin(struct document_reader *m, const struct document *doc,
    const struct document_task *task)
{
	package_begin(m->package);
	return (struct reading){
		.document = doc,
		.document_id = task->document_id,
		.reference = m->reference,
		.package = m->package,
		.unit_arena = arena_new(),
		.arena = arena_new(),
		.document_arena = arena_new(),
	};
}

static bool
document_is_recognised(struct document_reader *m,
    const struct document_task *task, bool *is_unreadable)
{
	struct document *d = archive_document_apart(
	    m->archive, &task->capture, task->taken_back);
	bool is = m->source->documents->recognises(d);

	*is_unreadable = body_error(d->content) != NULL;
	archive_document_close(d);
	return is;
}

/*
 * Whether there is something to read or to say of a capture. What stands in a
 * document's place has a fault. Other pages of the publisher, which an archive
 * of the web may have, are passed over; a file that was imported is not, nor
 * what cannot be read: its reading says why.
 */
static bool
document_is_wanted(struct document_reader *m, const struct document_task *task,
    const struct substitute **substitute)
{
	const struct capture *c = &task->capture;
	struct document *d;
	bool is_unreadable;

	*substitute = NULL;
	if (task->taken_back != NULL ||
	    document_is_recognised(m, task, &is_unreadable))
		return true;
	d = archive_document_apart(m->archive, c, task->taken_back);
	*substitute = substitute_find(d);
	archive_document_close(d);
	if (*substitute != NULL || is_unreadable || c->imported)
		return true;
	log_debug("%s: is not the document that should be there", c->url);
	return false;
}

void
document_read(struct document_reader *m, const struct document_task *task)
{
	const struct substitute *substitute;
	struct document *doc;
	struct reading r;

	m->result = (struct document_result){ .outcome = OUTCOME_OK };
	if (!document_is_wanted(m, task, &substitute))
		return;
	doc = archive_document_apart(
	    m->archive, &task->capture, task->taken_back);
	r = document_begin(m, doc, task);
	r.place = fault_place_of(m, doc);
	if (doc->taken_back != NULL)
		reading_no_record(&r);
	else if (substitute != NULL)
		read_substitute(m, &r, substitute);
	else
		read_content(m, &r);
	document_end(m, &r);
	archive_document_close(doc);
}

void
document_give_up(struct document_reader *m, const struct document_task *task,
    const char *why)
{
	struct document doc =
	    archive_describe(m->archive, &task->capture, task->taken_back);
	struct reading r = document_begin(m, &doc, task);

	m->result = (struct document_result){ .outcome = OUTCOME_INCOMPLETE };
	m->result.counts.unreadable++;
	reading_fault(&r, "document", 0, NULL,
	    arena_print(r.document_arena, DOCUMENT_IN_QUARANTINE "%s", why));
	reading_no_record(&r);
	document_end(m, &r);
	log_error("%s: " DOCUMENT_IN_QUARANTINE "%s", doc.url, why);
}
