#include "extract/import_archive.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "archive/body.h"
#include "archive/wacz.h"
#include "archive/warc_read.h"
#include "base/arena.h"
#include "base/list.h"
#include "base/log.h"
#include "base/stop.h"
#include "extract/address.h"
#include "extract/reader.h"

/* A header that is longer is not handed on: none of those is. */
#define HEADER_MOST 4096

/* A file that was imported before, wherever it came from, is the source's. */
static bool
import_is_wanted(
    const struct extractor *extractor, const struct warc_record *record)
{
	enum address_kind kind =
	    record->uri == NULL || strlen(record->uri) >= ADDRESS_MAX
	    ? ADDRESS_LISTING
	    : extractor->documents.kind(record->uri);

	if (strcmp(record->type, "response") == 0)
		return kind == ADDRESS_RECORDS;
	return strcmp(record->type, "resource") == 0 &&
	    (kind == ADDRESS_RECORDS ||
		(kind == ADDRESS_OTHER &&
		    http_header(&record->fields, CAPTURE_FILE_NAME) != NULL));
}

/* In the worker */

struct import_unpacking {
	const struct import_archive *archive;
	struct reader_out *out;
	size_t skipped; /* records that are none of the source's documents */
	size_t failed;  /* of those that are, left out */
	bool is_broken;
};

/* Whether a record that is not wanted could hold a document. */
static bool
import_is_content(const struct warc_record *record)
{
	return strcmp(record->type, "request") != 0 &&
	    strcmp(record->type, "warcinfo") != 0 &&
	    strcmp(record->type, "metadata") != 0;
}

/*
 * Whether the block is longer than a document may be, with its heads, which
 * is said: it is passed over.
 */
static bool
import_is_too_long(struct import_unpacking *u, const char *name,
    const struct warc_record *record)
{
	uint64_t most = u->archive->most;

	if (record->length <= most || record->length - most <= HTTP_HEAD_MAX)
		return false;
	log_warn("%s: offset %llu: %s: left out: its block of %llu bytes is "
		 "too long (limit content_limit)",
	    name, (unsigned long long)record->offset, record->uri,
	    (unsigned long long)record->length);
	u->failed++;
	return true;
}

static void
import_give_number(struct reader_out *out, const char *name, uint64_t value)
{
	char number[24];

	snprintf(number, sizeof(number), "%llu", (unsigned long long)value);
	reader_field(out, name, number);
}

static void
import_give_head(
    struct reader_out *out, const char *name, const struct warc_record *record)
{
	static const char *const headers[] = { "WARC-Record-ID",
		"WARC-IP-Address", "WARC-Truncated", "Content-Type",
		CAPTURE_POSTED, CAPTURE_FILE_NAME, CAPTURE_PUBLISHED_ON };

	reader_field(out, "record", record->type);
	reader_field(out, "name", name);
	reader_field(out, "uri", record->uri);
	reader_field(out, "date", record->date);
	import_give_number(out, "length", record->length);
	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++) {
		const char *value = http_header(&record->fields, headers[i]);

		if (value != NULL && strlen(value) <= HEADER_MOST)
			reader_field(out, headers[i], value);
	}
	reader_row(out);
}

static void
import_give_record(struct import_unpacking *u, const char *name,
    struct warc_reader *reader, const struct warc_record *record)
{
	struct body *block;
	char buffer[64 * 1024];
	ssize_t n;

	if (!import_is_wanted(u->archive->extractor, record)) {
		u->skipped += import_is_content(record);
		return;
	}
	if (import_is_too_long(u, name, record))
		return;
	import_give_head(u->out, name, record);
	block = warc_block(reader);
	while ((n = body_read(block, buffer, sizeof(buffer))) > 0)
		reader_bytes(u->out, buffer, (size_t)n);
	body_close(block);
	reader_field(u->out, "end", "");
	reader_row(u->out);
}

/* Closes the file. */
static void
import_give_warc(struct import_unpacking *u, FILE *file, const char *name)
{
	struct warc_reader *reader = warc_open_file(file, name, 0);
	const struct warc_record *record;
	enum warc_status status;

	if (reader == NULL) {
		u->is_broken = true;
		return;
	}
	while ((status = warc_next(reader, &record)) == WARC_RECORD) {
		reader_begin(u->out);
		import_give_record(u, name, reader, record);
	}
	if (status != WARC_END) {
		log_error("%s: offset %llu: %s", name,
		    (unsigned long long)warc_whole_end(reader),
		    warc_why(status));
		u->is_broken = true;
	}
	warc_close(reader);
}

static bool
import_give_member(void *context, FILE *file, const char *name)
{
	import_give_warc(context, file, name);
	return true;
}

static void
import_unpack(
    const struct document *none, const void *what, struct reader_out *out)
{
	struct import_unpacking u = { .archive = what, .out = out };
	const char *path = u.archive->path;
	FILE *file = u.archive->is_wacz ? NULL : fopen(path, "rbe");

	(void)none;
	if (u.archive->is_wacz) {
		if (!wacz_each(path, import_give_member, &u))
			u.is_broken = true;
	} else if (file == NULL) {
		log_error("%s: %s", path, strerror(errno));
		u.is_broken = true;
	} else {
		import_give_warc(&u, file, path);
	}
	import_give_number(out, "skipped", u.skipped);
	import_give_number(out, "failed", u.failed);
	reader_field(out, "broken", u.is_broken ? "yes" : NULL);
	reader_row(out);
}

/* In the parent */

struct import_taking {
	const struct import_archive *archive;
	struct reader *reader;
	import_record_taker *take;
	void *context;
	struct extract_counts *counts;
	enum outcome outcome;
	bool is_over; /* nothing more is taken */

	/* The present record. */
	struct arena *arena;
	const char *name;
	struct warc_record record;
	FILE *block; /* NULL: there is none */
	uint64_t length;
};

static void
import_close_block(struct import_taking *t)
{
	if (t->block != NULL)
		fclose(t->block);
	t->block = NULL;
}

static void
import_cannot_spool(struct import_taking *t)
{
	log_error("temporary file: %s", strerror(errno));
	import_close_block(t);
	t->outcome = OUTCOME_NOT_WRITTEN;
	t->is_over = true;
}

static void
import_begin_record(struct import_taking *t, const struct row *row)
{
	struct http_head *head = &t->record.fields;
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
	t->record.type = http_header(head, "record");
	t->record.uri = http_header(head, "uri");
	t->record.date = http_header(head, "date");
	t->name = http_header(head, "name");
	length = http_header(head, "length");
	t->record.length = length == NULL ? 0 : strtoull(length, NULL, 10);
	t->length = 0;
	if (t->name == NULL ||
	    !import_is_wanted(t->archive->extractor, &t->record))
		return;
	t->block = tmpfile();
	if (t->block == NULL)
		import_cannot_spool(t);
}

static void
import_end_record(struct import_taking *t)
{
	if (t->block == NULL)
		return;
	if (fflush(t->block) != 0)
		import_cannot_spool(t);
	else if (!t->take(t->context, t->name, &t->record, t->block))
		t->is_over = true;
	import_close_block(t);
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
}

static void
import_take_row(void *context, const struct row *row)
{
	struct import_taking *t = context;

	if (row_get(row, "record") != NULL)
		import_begin_record(t, row);
	else if (row_get(row, "end") != NULL)
		import_end_record(t);
	else
		import_end_archive(t, row);
	if (t->is_over)
		reader_abandon(t->reader);
}

static void
import_take_bytes(void *context, const char *bytes, size_t length)
{
	struct import_taking *t = context;

	if (t->block == NULL)
		return;
	t->length += length;
	if (t->length > t->archive->most + HTTP_HEAD_MAX)
		import_close_block(t);
	else if (fwrite(bytes, 1, length, t->block) != length)
		import_cannot_spool(t);
	if (t->is_over)
		reader_abandon(t->reader);
}

enum outcome
import_archive_read(const struct import_archive *archive,
    import_record_taker *take, void *context, struct extract_counts *counts)
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
