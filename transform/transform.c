#include "transform/transform.h"

#include <stdlib.h>
#include <string.h>

#include "archive/body.h"
#include "base/arena.h"
#include "base/digest.h"
#include "base/folder.h"
#include "base/log.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/stop.h"
#include "base/text.h"
#include "format/substitute.h"
#include "package/package.h"
#include "transform/part.h"
#include "transform/pattern.h"
#include "transform/reference.h"
#include "transform_id.h" /* a digest of this code; the Makefile makes it */

struct making {
	const struct transform_settings *settings;
	const struct transform_source *source;
	struct archive *archive;
	struct package *package;
	struct arena *arena; /* of this package */
	struct map *read;    /* the documents in it */
	const char *notes;   /* see last_note() */
	struct transform_counts *counts;
	enum outcome outcome;
};

const char *
transform_document_id(
    struct arena *arena, const char *source, const struct capture *c)
{
	struct digest *digest = digest_new();
	char hex[DIGEST_HEX];

	digest_add(digest, source, strlen(source) + 1);
	digest_add(digest, c->url, strlen(c->url) + 1);
	digest_add(digest, c->sha256, strlen(c->sha256) + 1);
	digest_hex(digest, hex);
	digest_free(digest);
	/* The form of a UUID of our own making (RFC 9562, version 8). */
	return arena_print(arena, "%.8s-%.4s-8%.3s-8%.3s-%.12s", hex, hex + 8,
	    hex + 13, hex + 17, hex + 20);
}

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
read_document_rows(struct making *m, struct reading *r)
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
fault_place_of(const struct making *m, const struct document *doc)
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
give_up(struct making *m, struct reading *r)
{
	const struct fault *f = r->refusal;
	const char *why = body_error(r->document->content);
	const char *reason = r->failed ? "gives what cannot be written"
	    : why != NULL              ? why
				       : "cannot be read to its end";

	take_document_back(r);
	m->counts->unreadable++;
	m->outcome = outcome_worse(m->outcome, OUTCOME_INCOMPLETE);
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
note_undecided(struct making *m, struct reading *r)
{
	reading_note_undecided(r);
	if (!r->undecided)
		return;
	if (r->faults != NULL)
		reading_no_record(r);
	m->counts->unreadable++;
	m->outcome = outcome_worse(m->outcome, OUTCOME_INCOMPLETE);
	log_error("%s: too large to be read: a search in it was given up",
	    r->document->url);
}

static void
read_content(struct making *m, struct reading *r)
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
    struct making *m, struct reading *r, const struct substitute *what)
{
	reading_fault(r, "document", 0, NULL,
	    arena_print(r->arena,
		"is not the document that should be there, "
		"but %s",
		what->name));
	reading_no_record(r);
	m->counts->substitutes++;
	m->counts->blocks += what->is_block;
}

/* A substitute is NULL for a document that is one. */
static bool
read_document(struct making *m, const struct document *doc,
    const char *document_id, const struct substitute *substitute)
{
	struct reading r = {
		.document = doc,
		.document_id = document_id,
		.place = fault_place_of(m, doc),
		.reference = m->settings->reference,
		.package = m->package,
		.unit_arena = arena_new(),
		.arena = arena_new(),
		.document_arena = arena_new(),
	};
	struct document described = *doc;

	package_begin(m->package);
	if (doc->taken_back != NULL)
		reading_no_record(&r);
	else if (substitute != NULL)
		read_substitute(m, &r, substitute);
	else
		read_content(m, &r);
	if (described.published_on == NULL && r.published_on[0] != '\0')
		described.published_on = r.published_on;
	if (!r.failed &&
	    !package_document(m->package, &described, r.document_id, r.records))
		r.failed = true;
	if (!r.failed && r.edition.dataset != NULL &&
	    !package_edition(m->package, &described, r.document_id, &r.edition))
		r.failed = true;
	m->counts->documents++;
	m->counts->records += r.records;
	m->counts->faults += r.fault_count;
	arena_free(r.arena);
	arena_free(r.unit_arena);
	arena_free(r.document_arena);
	return !r.failed;
}

/* Documents */

/* What cannot be read is said by its reading. */
static bool
document_is_recognised(struct making *m, const struct capture *c)
{
	struct document *d = archive_document(m->archive, c);
	bool is = m->source->documents->recognises(d) ||
	    body_error(d->content) != NULL;

	archive_document_close(d);
	return is;
}

/*
 * Whether there is something to read or to say of a capture. What stands in a
 * document's place has a fault. Other pages of the publisher, which an archive
 * of the web may have, are passed over; a file that was imported is not.
 */
static bool
document_is_wanted(struct making *m, const struct capture *c,
    const struct substitute **substitute)
{
	struct document *d;

	*substitute = NULL;
	if (archive_taken_back(m->archive, c->url, c->sha256) != NULL ||
	    document_is_recognised(m, c))
		return true;
	d = archive_document(m->archive, c);
	*substitute = substitute_find(d);
	archive_document_close(d);
	if (*substitute != NULL || c->imported)
		return true;
	log_debug("%s: is not the document that should be there", c->url);
	return false;
}

static bool
read_documents(struct making *m, const struct part *p)
{
	const char *source = m->source->name;
	bool ok = true;

	for (size_t i = p->first; ok && i < p->end; i++) {
		const struct appearance *a = &p->captures[i - p->first];
		const struct substitute *substitute;
		const char *id;
		struct document *doc;

		if (!a->is_read ||
		    !document_is_wanted(m, a->capture, &substitute))
			continue;
		if (stop_requested())
			return false;
		log_progress("%s: reading document %zu of %zu", source, i + 1,
		    archive_count(m->archive));
		id = transform_document_id(m->arena, source, a->capture);
		doc = archive_document(m->archive, a->capture);
		ok = read_document(m, doc, id, substitute);
		archive_document_close(doc);
		map_mark(m->read, id);
	}
	log_progress("%s", "");
	return ok;
}

/* Each time that a document which was read was found new. */
static bool
write_captures(struct making *m, const struct part *p)
{
	bool ok = true;

	for (size_t i = 0; ok && i < p->end - p->first; i++) {
		const struct appearance *a = &p->captures[i];
		const char *id;

		if (!a->is_new)
			continue;
		id = transform_document_id(
		    m->arena, m->source->name, a->capture);
		if (map_get(m->read, id) != NULL)
			ok = package_capture(
			    m->package, id, a->capture, a->run_at);
	}
	return ok;
}

/* Packages */

static enum outcome
write_package(struct making *m, const char *folder,
    const struct package_origin *origin, const struct part *p)
{
	enum outcome outcome = OUTCOME_NOT_WRITTEN;

	m->outcome = OUTCOME_OK;
	m->package = package_open(folder, origin);
	m->read = map_new();
	if (m->package != NULL && read_documents(m, p) &&
	    write_captures(m, p) && package_commit(m->package)) {
		m->counts->packages++;
		outcome = m->outcome;
	}
	map_free(m->read);
	package_close(m->package);
	m->package = NULL;
	return outcome == OUTCOME_NOT_WRITTEN && stop_requested()
	    ? OUTCOME_LATER
	    : outcome;
}

/* A file without a document has no package. */
static enum outcome
make_package(
    struct making *m, const struct archive_file *file, const char *run_at)
{
	const struct transform_settings *s = m->settings;
	const struct package_origin origin = {
		.source = m->source->name,
		.title = m->source->title,
		.publisher = m->source->publisher,
		.licence = m->source->licence,
		.program = s->program,
		.transform = TRANSFORM_ID,
		.reference = reference_digest(s->reference),
		.archive_file = file->name,
		.archive_bytes =
		    part_bytes(m->archive, m->source->documents, file),
		.notes = m->notes,
	};
	const char *folder = arena_print(m->arena, "%s/%s/%.*s", s->packages,
	    origin.source, (int)strcspn(file->name, "."), file->name);
	struct part p;

	if (origin.archive_bytes == 0 || package_is_current(folder, &origin))
		return OUTCOME_OK;
	part_look(m->archive, m->source->documents, file, run_at, m->arena, &p);
	return write_package(m, folder, &origin, &p);
}

/* Where most documents are substitutes, there is nothing to go on with. */
static enum outcome
substitutes_outcome(const struct transform_counts *n)
{
	if (n->substitutes * 2 <= n->documents)
		return OUTCOME_OK;
	return n->blocks * 2 > n->substitutes ? OUTCOME_BLOCKED
					      : OUTCOME_INCOMPLETE;
}

/* Up to which note documents were taken back; NULL if none ever was. */
static const char *
last_note(const struct archive *archive, struct arena *arena)
{
	const struct capture *note = archive_last_note(archive);

	return note == NULL ? NULL
			    : arena_print(arena, "%s:%llu", note->file,
				  (unsigned long long)note->offset);
}

enum outcome
transform_run(const struct transform_settings *settings,
    const struct transform_source *source, struct transform_counts *counts)
{
	struct arena *arena = arena_new(); /* of the whole run */
	struct making m = {
		.settings = settings,
		.source = source,
		.counts = counts,
	};
	enum outcome outcome = OUTCOME_OK;
	struct archive_file file = { .end = 0 };
	const char *run_at = "";

	*counts = (struct transform_counts){ 0 };
	if (archive_open(settings->archive, source->name, ARCHIVE_READ,
		&m.archive) != ARCHIVE_OPEN) {
		arena_free(arena);
		return OUTCOME_NOT_WRITTEN;
	}
	m.arena = arena_new();
	m.notes = last_note(m.archive, arena);
	while (!stop_requested() &&
	    archive_next_file(m.archive, file.end, arena, &file)) {
		outcome =
		    outcome_worse(outcome, make_package(&m, &file, run_at));
		if (strcmp(file.run_at, run_at) > 0)
			run_at = file.run_at;
		arena_reset(m.arena);
		archive_release(m.archive);
	}
	arena_free(m.arena);
	arena_free(arena);
	archive_close(m.archive);
	return outcome_worse(outcome, substitutes_outcome(counts));
}
