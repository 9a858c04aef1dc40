#include "extract/import_unpack.h"

#include <errno.h>
#include <string.h>
#include <time.h>

#include "archive/body.h"
#include "archive/har.h"
#include "archive/mhtml.h"
#include "archive/wacz.h"
#include "archive/warc_read.h"
#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"
#include "base/time.h"
#include "extract/address.h"

/* A header that is longer is not handed on: none of those is. */
#define HEADER_MOST 4096

/* Which a browser takes off a text. */
#define BYTE_ORDER_MARK 3

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
	size_t skipped; /* records that are none of the source's documents */
	size_t failed;  /* of those that are, left out */
	size_t wanted;  /* of those of a browser, good or not */
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
		CAPTURE_POSTED, CAPTURE_FILE_NAME, CAPTURE_SAVED_BY,
		CAPTURE_PUBLISHED_ON };

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

/* What a browser saved */

static bool
import_wants_saved(void *context, const char *url)
{
	const struct import_unpacking *u = context;

	reader_begin(u->out);
	return strlen(url) < ADDRESS_MAX &&
	    u->archive->extractor->documents.kind(url) == ADDRESS_RECORDS;
}

/* How long a content is. False if it is none, or not whole, with the reason. */
static bool
import_measure_saved(const struct import_unpacking *u,
    const struct saved_response *r, uint64_t *length, char why[SAVED_WHY])
{
	struct body *content = saved_content(r);
	char buffer[64 * 1024];
	ssize_t n;

	*length = 0;
	while ((n = body_read(content, buffer, sizeof(buffer))) > 0)
		*length += (uint64_t)n;
	if (n < 0)
		snprintf(why, SAVED_WHY, "its content %s", body_error(content));
	else if (r->is_cut || *length > u->archive->most)
		snprintf(why, SAVED_WHY,
		    "its content is too long (limit content_limit)");
	else if (r->size > (int64_t)(*length + BYTE_ORDER_MARK))
		snprintf(why, SAVED_WHY,
		    "the file has %llu of the %lld bytes of its content",
		    (unsigned long long)*length, (long long)r->size);
	else
		*why = '\0';
	body_close(content);
	return *why == '\0';
}

/* The head that goes before the content of an answer. */
static void
import_write_head(
    struct text *head, const struct saved_response *r, uint64_t length)
{
	text_add_string(head, "HTTP/1.1 200 OK\r\n");
	if (*r->media_type != '\0')
		text_addf(head, "Content-Type: %s\r\n", r->media_type);
	text_addf(head, "%sContent-Length: %llu\r\n\r\n", r->headers,
	    (unsigned long long)length);
}

/* A page of MHTML is what the browser made of an answer, and no answer. */
static void
import_give_saved_record(struct import_unpacking *u,
    const struct saved_response *r, const char *date, const struct text *head,
    uint64_t length)
{
	bool is_answer = r->form == SAVED_HAR;
	const char *path = u->archive->path;
	struct body *content = saved_content(r);
	struct arena *arena = arena_new();
	bool is_post = strcmp(r->method, "POST") == 0;
	const struct http_header posted = { CAPTURE_POSTED,
		arena_print(arena, CAPTURE_DIGEST_LABEL "%s", r->posted) };
	const struct http_header published_on = { CAPTURE_PUBLISHED_ON,
		is_answer ? NULL : u->archive->published_on };
	struct http_header fields[] = {
		{ "Content-Type",
		    is_answer ? "application/http;msgtype=response"
			      : r->media_type },
		{ CAPTURE_FILE_NAME, import_base_name(path) },
		{ CAPTURE_SAVED_BY,
		    arena_print(arena, "%s of %.200s, %s %llu",
			is_answer ? "HAR" : "MHTML",
			*r->saved_by == '\0' ? "a browser" : r->saved_by,
			is_answer ? "entry" : "part",
			(unsigned long long)r->number) },
		is_post ? posted : published_on,
	};
	const struct warc_record record = {
		.type = is_answer ? "response" : "resource",
		.uri = r->url,
		.date = date,
		.fields = { .headers = fields,
		    .count = fields[3].value == NULL ? 3 : 4 },
		.length = head->length + length,
	};
	char buffer[64 * 1024];
	ssize_t n;

	import_give_head(u->out, path, &record);
	if (head->length > 0)
		reader_bytes(u->out, head->bytes, head->length);
	while ((n = body_read(content, buffer, sizeof(buffer))) > 0)
		reader_bytes(u->out, buffer, (size_t)n);
	reader_field(u->out, "end", "");
	reader_row(u->out);
	body_close(content);
	arena_free(arena);
}

static bool
import_take_saved(void *context, const struct saved_response *r)
{
	struct import_unpacking *u = context;
	char date[TIMESTAMP_SIZE];
	char why[SAVED_WHY];
	struct text head = { 0 };
	enum saved_verdict verdict;
	time_t came;
	uint64_t length = 0;

	u->wanted++;
	verdict = saved_judge(r, time(NULL), why);
	if (verdict == SAVED_GOOD && !import_measure_saved(u, r, &length, why))
		verdict = SAVED_BROKEN;
	if (verdict != SAVED_GOOD) {
		log_warn("%s: %s %llu: %s: left out: %s", u->archive->path,
		    r->form == SAVED_HAR ? "entry" : "part",
		    (unsigned long long)r->number, r->url, why);
		u->failed++;
		u->is_broken = u->is_broken || verdict == SAVED_BROKEN;
		return true;
	}
	saved_response_time(r, &came);
	timestamp_write(came, date);
	if (r->form == SAVED_HAR)
		import_write_head(&head, r, length);
	import_give_saved_record(u, r, date, &head, length);
	text_free(&head);
	return true;
}

static void
import_tell_saved(
    struct import_unpacking *u, const struct saved_end *end, const char *piece)
{
	const char *path = u->archive->path;
	size_t others = (size_t)end->count - u->wanted;

	u->skipped += others;
	if (end->why != NULL)
		log_error("%s: offset %llu: behind %s %llu: %s", path,
		    (unsigned long long)end->offset, piece,
		    (unsigned long long)end->count, end->why);
	else if (end->count == 0)
		log_error("%s: has nothing that a browser loaded", path);
	if (others > 0 && u->wanted == 0)
		log_warn("%s: all %zu responses are of other addresses than "
			 "the documents of %s",
		    path, others, u->archive->extractor->name);
	else if (others > 0)
		log_info("%s: %zu responses of other addresses left aside",
		    path, others);
	u->is_broken = u->is_broken || end->why != NULL || end->count == 0;
}

/* Closes the file. */
static void
import_give_saved(struct import_unpacking *u, FILE *file)
{
	const struct saved_user user = { import_wants_saved, import_take_saved,
		u, u->archive->most };
	struct body *body = body_of_file(file);
	bool is_har = u->archive->kind == IMPORT_HAR;
	struct saved_end end = is_har
	    ? har_read(body, &user)
	    : mhtml_read(body, u->archive->url, &user);

	import_tell_saved(u, &end, is_har ? "entry" : "part");
	body_close(body);
	fclose(file);
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
			u.is_broken = true;
	} else if (file == NULL) {
		log_error("%s: %s", path, strerror(errno));
		u.is_broken = true;
	} else if (u.archive->kind == IMPORT_WARC) {
		import_give_warc(&u, file, path);
	} else {
		import_give_saved(&u, file);
	}
	import_give_number(out, "skipped", u.skipped);
	import_give_number(out, "failed", u.failed);
	reader_field(out, "broken", u.is_broken ? "yes" : NULL);
	reader_row(out);
}
