#include "extract/import_archive.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "archive/warc_read.h"
#include "base/arena.h"
#include "base/log.h"
#include "base/stop.h"
#include "extract/import_unpack.h"
#include "extract/reader.h"

struct import_taking {
	const struct import_archive *archive;
	struct reader *reader;
	import_record_taker *take;
	void *context;
	struct extract_counts *counts;
	struct findings *findings;
	enum outcome outcome;
	uint64_t all; /* bytes of blocks */
	bool is_over; /* nothing more is taken */

	/* The present record. */
	struct arena *arena;
	struct import_piece piece; /* without a block there is none */
	uint64_t length;
};

static void
import_close_block(struct import_taking *t)
{
	if (t->piece.block != NULL)
		fclose(t->piece.block);
	t->piece.block = NULL;
}

/* Nothing of that worker is taken any more. */
static void
import_cannot_be(struct import_taking *t)
{
	log_error("%s: its worker gave what cannot be", t->archive->path);
	import_close_block(t);
	t->outcome = outcome_worse(t->outcome, OUTCOME_INCOMPLETE);
	t->is_over = true;
}

static void
import_cannot_spool(struct import_taking *t)
{
	log_error("temporary file: %s", strerror(errno));
	import_close_block(t);
	t->outcome = OUTCOME_NOT_WRITTEN;
	t->is_over = true;
}

/* The worker wants it, but gives its address without what no line has. */
static void
import_begin_record(struct import_taking *t, const struct row *row)
{
	struct http_head *head = &t->piece.record.fields;
	const char *length;

	import_close_block(t);
	arena_reset(t->arena);
	head->headers =
	    arena_alloc(t->arena, row->count * sizeof(*head->headers));
	head->count = row->count;
	for (size_t i = 0; i < row->count; i++) {
		head->headers[i] = (struct http_header){
			arena_string(t->arena, row->fields[i].name),
			arena_string(t->arena, row->fields[i].value),
		};
	}
	t->piece.record.type = http_header(head, "record");
	t->piece.record.uri = http_header(head, "uri");
	t->piece.record.date = http_header(head, "date");
	t->piece.name = http_header(head, "name");
	length = http_header(head, "length");
	t->piece.record.length =
	    length == NULL ? 0 : strtoull(length, NULL, 10);
	t->length = 0;
	if (t->piece.name == NULL || t->piece.record.uri == NULL) {
		import_cannot_be(t);
	} else if (!import_is_wanted(t->archive->extractor, &t->piece.record)) {
		log_warn("%s: %s: left out: its address has what none has",
		    t->piece.name, t->piece.record.uri);
		t->counts->failed++;
	} else {
		t->piece.block = tmpfile();
		if (t->piece.block == NULL)
			import_cannot_spool(t);
	}
}

/* What the record holds, as the archive will describe it. False if that cannot
 * be. */
static bool
import_describe_piece(struct import_taking *t, const struct row *row)
{
	struct import_piece *p = &t->piece;
	const char *payload = row_get(row, "payload");

	p->left_out = row_get(row, "left out");
	if (p->left_out != NULL)
		return true;
	p->found = (struct capture){
		.url = capture_address(t->arena, &p->record),
		.fetched_at = p->record.date,
		.sha256 = row_get(row, "digest"),
		.payload = payload == NULL ? 0 : strtoull(payload, NULL, 10),
	};
	return p->found.payload <= t->length && p->found.sha256 != NULL &&
	    capture_is_sound(&p->found);
}

static void
import_end_record(struct import_taking *t, const struct row *row)
{
	struct import_piece *p = &t->piece;

	if (p->block == NULL)
		return;
	if (fflush(p->block) != 0) {
		import_cannot_spool(t);
	} else if (!import_describe_piece(t, row)) {
		import_cannot_be(t);
	} else if (!t->take(t->context, p)) {
		t->is_over = true;
	}
	import_close_block(t);
}

/* What servers answered in a document's place, as a worker may say. */
static enum outcome
import_refusal(const char *name)
{
	static const enum outcome known[] = { OUTCOME_UNREACHABLE,
		OUTCOME_BLOCKED, OUTCOME_INCOMPLETE };

	for (size_t i = 0; name != NULL && i < sizeof(known) / sizeof(*known);
	     i++) {
		if (strcmp(name, outcome_name(known[i])) == 0)
			return known[i];
	}
	return OUTCOME_OK;
}

static void
import_end_archive(struct import_taking *t, const struct row *row)
{
	const char *skipped = row_get(row, "skipped");
	const char *failed = row_get(row, "failed");

	if (skipped != NULL)
		t->counts->skipped += strtoul(skipped, NULL, 10);
	if (failed != NULL)
		t->counts->failed += strtoul(failed, NULL, 10);
	if (row_get(row, "broken") != NULL)
		t->outcome = outcome_worse(t->outcome, OUTCOME_INCOMPLETE);
	t->outcome =
	    outcome_worse(t->outcome, import_refusal(row_get(row, "refused")));
}

static void
import_take_row(void *context, const struct row *row)
{
	struct import_taking *t = context;

	if (row_get(row, "record") != NULL)
		import_begin_record(t, row);
	else if (row_get(row, "end") != NULL)
		import_end_record(t, row);
	else if (row_get(row, "instead") != NULL)
		findings_note(t->findings,
		    substitute_named(row_get(row, "instead")),
		    row_get(row, "address"));
	else
		import_end_archive(t, row);
	if (t->is_over)
		reader_abandon(t->reader);
}

/* Whether that is more than one file may give, which is said. */
static bool
import_is_too_much(struct import_taking *t, size_t length)
{
	uint64_t most = t->archive->most_all;

	if (length <= most - t->all) {
		t->all += length;
		return false;
	}
	log_error("%s: its records have more than %llu bytes (limit "
		  "import_limit): this one and all behind it are left out",
	    t->piece.name, (unsigned long long)most);
	import_close_block(t);
	t->counts->failed++;
	t->outcome = outcome_worse(t->outcome, OUTCOME_INCOMPLETE);
	t->is_over = true;
	return true;
}

static void
import_take_bytes(void *context, const char *bytes, size_t length)
{
	struct import_taking *t = context;
	FILE *block = t->piece.block;

	if (block == NULL)
		return;
	t->length += length;
	if (t->length > t->archive->most + HTTP_HEAD_MAX)
		import_cannot_be(t);
	else if (!import_is_too_much(t, length) &&
	    fwrite(bytes, 1, length, block) != length)
		import_cannot_spool(t);
	if (t->is_over)
		reader_abandon(t->reader);
}

enum outcome
import_archive_read(const struct import_archive *archive,
    import_record_taker *take, void *context, struct extract_counts *counts,
    struct findings *findings)
{
	const char *const files[] = { archive->path, NULL };
	const struct worker_limits limits = {
		.seconds = archive->limits->seconds,
		.memory = archive->limits->memory,
	};
	const struct reader_task task = { import_unpack, archive };
	struct import_taking t = {
		.archive = archive,
		.reader = reader_new(archive->into, &limits, files),
		.take = take,
		.context = context,
		.counts = counts,
		.findings = findings,
		.arena = arena_new(),
	};
	const char *why = reader_unpack(
	    t.reader, &task, import_take_row, import_take_bytes, &t);

	if (why != NULL && !t.is_over && !stop_requested()) {
		log_error("%s: %s", archive->path, why);
		t.outcome = outcome_worse(t.outcome, OUTCOME_INCOMPLETE);
	}
	import_close_block(&t);
	reader_free(t.reader);
	arena_free(t.arena);
	return t.outcome;
}
