#include "extract/import_unpack.h"

#include <errno.h>
#include <string.h>

#include "archive/body.h"
#include "archive/wacz.h"
#include "archive/warc_read.h"
#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"
#include "extract/address.h"
#include "extract/import_saved.h"

#define BLOCK_PIECE ((size_t)32 * 1024)

/* A file that was imported before, wherever it came from, is the source's. */
bool
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

struct import_unpacking {
	const struct import_archive *archive;
	struct reader_out *out;
	struct import_end end;
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
	u->end.failed++;
	return true;
}

/* A block, given to the parent as it is read. */
struct import_block {
	struct body body;
	struct reader_out *out;
	struct text read;
};

static void
import_block_give(struct import_block *b)
{
	reader_bytes(b->out, b->read.bytes, b->read.length);
	text_empty(&b->read);
}

static ssize_t
import_block_read(struct body *body, void *buffer, size_t size)
{
	struct import_block *b = (struct import_block *)body;
	ssize_t n = body_read(body->below, buffer, size);

	if (n > 0)
		text_add(&b->read, buffer, (size_t)n);
	if (b->read.length >= BLOCK_PIECE)
		import_block_give(b);
	return n;
}

static void
import_block_close(struct body *body)
{
	struct import_block *b = (struct import_block *)body;

	import_block_give(b);
	text_free(&b->read);
}

static struct body *
import_block(struct reader_out *out, struct body *block)
{
	static const struct body_kind kind = { import_block_read,
		import_block_close };
	struct import_block *b = body_new(&kind, block, sizeof(*b));

	b->out = out;
	return &b->body;
}

static const char *
import_left_out(bool is_described, const struct capture *c)
{
	return !is_described          ? "not a document"
	    : c->broken != NULL       ? c->broken
	    : !capture_is_document(c) ? "not status 200"
				      : NULL;
}

static void
import_give_record(struct import_unpacking *u, const char *name,
    struct warc_reader *reader, const struct warc_record *record)
{
	struct arena *arena;
	struct body *rest;
	struct capture c;
	char buffer[BLOCK_PIECE];
	bool described;

	if (!import_is_wanted(u->archive->extractor, record)) {
		u->end.skipped += import_is_content(record);
		return;
	}
	if (import_is_too_long(u, name, record))
		return;
	import_give_head(u->out, name, record);
	arena = arena_new();
	described = capture_describe(arena, record,
	    import_block(u->out, warc_block(reader)), u->archive->most, &c);
	rest = import_block(u->out, warc_block(reader));
	while (body_read(rest, buffer, sizeof(buffer)) > 0)
		;
	body_close(rest);
	import_give_end(u->out, &c, import_left_out(described, &c));
	arena_free(arena);
}

/* Closes the file. */
static void
import_give_warc(struct import_unpacking *u, FILE *file, const char *name)
{
	struct warc_reader *reader = warc_open_file(file, name, 0);
	const struct warc_record *record;
	enum warc_status status;

	if (reader == NULL) {
		u->end.is_broken = true;
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
		u->end.is_broken = true;
	}
	warc_close(reader);
}

static bool
import_give_member(void *context, FILE *file, const char *name)
{
	import_give_warc(context, file, name);
	return true;
}

void
import_unpack(
    const struct document *none, const void *what, struct reader_out *out)
{
	struct import_unpacking u = { .archive = what, .out = out };
	const char *path = u.archive->path;
	bool is_wacz = u.archive->kind == IMPORT_WACZ;
	FILE *file = is_wacz ? NULL : fopen(path, "rbe");

	(void)none;
	if (is_wacz) {
		if (!wacz_each(path, import_give_member, &u))
			u.end.is_broken = true;
	} else if (file == NULL) {
		log_error("%s: %s", path, strerror(errno));
		u.end.is_broken = true;
	} else if (u.archive->kind == IMPORT_WARC) {
		import_give_warc(&u, file, path);
	} else {
		import_give_saved(u.archive, file, out, &u.end);
	}
	import_give_number(out, "skipped", u.end.skipped);
	import_give_number(out, "failed", u.end.failed);
	reader_field(out, "broken", u.end.is_broken ? "yes" : NULL);
	reader_field(out, "refused",
	    u.end.refused == OUTCOME_OK ? NULL : outcome_name(u.end.refused));
	reader_row(out);
}
