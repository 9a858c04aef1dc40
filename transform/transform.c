#include "transform/transform.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/folder.h"
#include "base/log.h"
#include "base/stop.h"
#include "package/package.h"
#include "transform/part.h"
#include "transform/readers.h"
#include "transform/reference.h"
#include "transform_id.h" /* a digest of this code; the Makefile makes it */

#define LOOK_AGAIN_MS 100

struct making {
	const struct transform_settings *settings;
	const struct transform_source *source;
	struct archive *archive;
	struct readers *readers; /* NULL: nothing was to be read yet */
	struct readers_sink sink;
	struct arena *arena; /* of this package */
	const char *notes;   /* see last_note() */
	const char *limits;  /* see limits_text() */
	struct transform_counts *counts;
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

/* Documents */

static bool
read_documents(struct making *m, const struct part *p)
{
	const char *source = m->source->name;
	bool ok = true;

	readers_begin(m->readers, &m->sink);
	for (size_t i = 0; ok && i < p->count; i++) {
		const struct capture *c = p->documents[i];

		log_progress(
		    "%s: reading document %zu of %zu", source, i + 1, p->count);
		ok = readers_read(m->readers,
		    &(struct document_task){
			.capture = *c,
			.document_id =
			    transform_document_id(m->arena, source, c),
			.taken_back =
			    archive_why_taken(m->archive, m->arena, c),
		    });
	}
	ok = ok && readers_finish(m->readers);
	log_progress("%s", "");
	return ok;
}

/* Packages */

/* In place of limits: those of no run, so that the next one makes it anew. */
#define OF_NO_RUN "none: a reader was refused something"

/* Its limits matter if a document was given up. */
static bool
commit_package(struct making *m, struct package_origin *origin)
{
	origin->limits = m->sink.gave_up ? m->limits : NULL;
	if (m->sink.may_pass)
		origin->limits = OF_NO_RUN;
	return package_commit(m->sink.package);
}

static enum outcome
write_package(struct making *m, const char *folder,
    struct package_origin *origin, const struct part *p)
{
	enum outcome outcome = OUTCOME_NOT_WRITTEN;

	m->sink = (struct readers_sink){
		.package = package_open(folder, origin),
		.counts = m->counts,
		.outcome = OUTCOME_OK,
	};
	if (m->sink.package != NULL && read_documents(m, p) &&
	    commit_package(m, origin)) {
		m->counts->packages++;
		outcome = m->sink.outcome;
	}
	if (outcome == OUTCOME_NOT_WRITTEN) {
		/* They may be at what nobody waits for any more. */
		readers_free(m->readers);
		m->readers = NULL;
	}
	package_close(m->sink.package);
	return outcome == OUTCOME_NOT_WRITTEN && stop_requested()
	    ? OUTCOME_LATER
	    : outcome;
}

/* SOURCE-20260131T120000.123456Z */
char *
transform_package_name(
    struct arena *arena, const char *source, const char *began)
{
	char *name = arena_print(arena, "%s-%s", source, began);
	char *to = name + strlen(source) + 1;

	for (const char *from = to; *from != '\0'; from++) {
		if (*from != '-' && *from != ':')
			*to++ = *from;
	}
	*to = '\0';
	return name;
}

/* A run that brought nothing new has no package. */
static enum outcome
make_package(struct making *m, const struct archive_run *run)
{
	const struct transform_settings *s = m->settings;
	const struct document_form *form = m->source->documents;
	const struct capture *last = part_last(m->archive, form, run);
	const char *folder =
	    arena_print(m->arena, "%s/%s/%s", s->packages, m->source->name,
		transform_package_name(m->arena, m->source->name, run->began));
	struct package_origin origin = {
		.source = m->source->name,
		.title = m->source->title,
		.publisher = m->source->publisher,
		.licence = m->source->licence,
		.program = s->program,
		.transform = TRANSFORM_ID,
		.reference = reference_digest(s->reference),
		.run = run->began,
		.notes = m->notes,
		.limits = m->limits,
	};
	struct part p;

	if (last == NULL)
		return OUTCOME_OK;
	origin.archive_file = last->file;
	origin.archive_bytes = last->offset + last->length;
	if (package_is_current(folder, &origin))
		return OUTCOME_OK;
	part_look(m->archive, form, run, m->arena, &p);
	if (p.count == 0)
		return OUTCOME_OK;
	if (m->readers == NULL)
		m->readers = readers_new(
		    m->source, s->reference, m->archive, s->jobs, &s->limits);
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

/* What a document may take. */
static const char *
limits_text(const struct worker_limits *l, struct arena *arena)
{
	return arena_print(arena,
	    "%u seconds, %llu bytes of memory, %llu bytes of output",
	    l->seconds, (unsigned long long)l->memory,
	    (unsigned long long)l->output);
}

/*
 * Takes the source's part of the archive, of which one process at a time makes
 * packages, and waits for it. Sets what to close then; -1 if there is nothing
 * to be read.
 */
static enum outcome
take_archive(const struct making *m, const char *folder, int *taken)
{
	*taken = -1;
	if (access(folder, F_OK) != 0 && errno == ENOENT)
		return OUTCOME_OK; /* nothing ever came */
	*taken = folder_take(folder);
	if (*taken == FOLDER_TAKEN)
		log_info("%s: waiting for another process that makes packages",
		    m->source->name);
	while (*taken == FOLDER_TAKEN &&
	    stop_wait(LOOK_AGAIN_MS, 0) == STOP_WAITED)
		*taken = folder_take(folder);
	if (*taken == FOLDER_TAKEN)
		return OUTCOME_LATER;
	return *taken < 0 ? OUTCOME_NOT_WRITTEN : OUTCOME_OK;
}

/* A package for each run of the archive, where there is none. */
static enum outcome
make_packages(struct making *m, struct arena *arena)
{
	const struct transform_settings *s = m->settings;
	struct archive_run run = { .end = 0 };
	enum outcome outcome = OUTCOME_OK;

	if (archive_open(s->archive, m->source->name, ARCHIVE_READ,
		&m->archive) != ARCHIVE_OPEN)
		return stop_requested() ? OUTCOME_LATER : OUTCOME_NOT_WRITTEN;
	m->arena = arena_new();
	m->notes = last_note(m->archive, arena);
	m->limits = limits_text(&s->limits, arena);
	while (!stop_requested() &&
	    archive_next_run(m->archive, run.end, arena, &run)) {
		outcome = outcome_worse(outcome, make_package(m, &run));
		arena_reset(m->arena);
		archive_release(m->archive);
	}
	readers_free(m->readers);
	arena_free(m->arena);
	archive_close(m->archive);
	return outcome;
}

/*
 * Nothing can be trusted that was found by a wrong index. The packages go
 * first: whatever ends the program in between, it is found wrong again.
 */
static enum outcome
prove_index(const struct making *m, struct arena *arena)
{
	const struct transform_settings *s = m->settings;
	const char *source = m->source->name;

	if (!s->proves_index || archive_is_whole(s->archive, source))
		return OUTCOME_OK;
	log_warn("%s: the archive's index is not as it was written: it and all "
		 "packages are made anew",
	    source);
	if (!folder_remove(arena_print(arena, "%s/%s", s->packages, source)))
		return OUTCOME_NOT_WRITTEN;
	switch (archive_drop_index(s->archive, source)) {
	case ARCHIVE_OPEN:
		return OUTCOME_OK;
	case ARCHIVE_LOCKED:
		return OUTCOME_LATER;
	case ARCHIVE_FAILED:
		break;
	}
	return OUTCOME_NOT_WRITTEN;
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
	enum outcome outcome;
	int taken;

	*counts = (struct transform_counts){ 0 };
	outcome = take_archive(&m,
	    arena_print(
		arena, "%s/%s", settings->archive->folder, source->name),
	    &taken);
	if (taken >= 0) {
		outcome = prove_index(&m, arena);
		if (outcome == OUTCOME_OK)
			outcome = make_packages(&m, arena);
		close(taken);
	}
	arena_free(arena);
	return outcome_worse(outcome, substitutes_outcome(counts));
}
