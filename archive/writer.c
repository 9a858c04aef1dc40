#include "archive/writer.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "archive/body.h"
#include "archive/capture.h"
#include "archive/exchange.h"
#include "archive/http.h"
#include "archive/warc_read.h"
#include "archive/warc_write.h"
#include "base/arena.h"
#include "base/digest.h"
#include "base/folder.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/time.h"

#define COUNT(fields) (sizeof(fields) / sizeof((fields)[0]))
#define LABEL CAPTURE_DIGEST_LABEL
#define LABELLED_SIZE (sizeof(LABEL) + DIGEST_HEX)

struct archive_writer {
	struct writer_settings settings;
	struct arena *arena;
	const char *file; /* the newest, or NULL */
	const char *path; /* of that file */
	int fd;           /* of that file once something is appended, or -1 */
	bool damaged;     /* nothing more goes into that file */
};

struct archive_writer *
writer_new(const struct writer_settings *settings)
{
	struct archive_writer *w = xzalloc(sizeof(*w));

	w->settings = *settings;
	w->arena = arena_new();
	w->fd = -1;
	return w;
}

void
writer_close(struct archive_writer *w)
{
	if (w == NULL)
		return;
	if (w->fd >= 0)
		close(w->fd);
	arena_free(w->arena);
	free(w);
}

void
writer_continue(struct archive_writer *w, const char *file)
{
	w->file = arena_string(w->arena, file);
	w->path = arena_print(w->arena, "%s/%s", w->settings.folder, file);
	w->damaged = false;
}

void
writer_leave(struct archive_writer *w)
{
	w->damaged = true;
}

const char *
writer_file(const struct archive_writer *w)
{
	return w->file;
}

/* Files */

static unsigned
writer_serial(const struct archive_writer *w)
{
	if (w->file == NULL)
		return 0;
	return (unsigned)strtoul(
	    w->file + strlen(w->settings.source) + 1, NULL, 10);
}

/*
 * A name as ISO 28500, annex C, advises: the source, the number, the time, and
 * something that no file has that another machine begins in the same second.
 */
static void
writer_name_file(struct archive_writer *w)
{
	time_t now = time(NULL);
	struct tm utc;
	char stamp[32];
	uint32_t own;
	const char *name;

	gmtime_r(&now, &utc);
	strftime(stamp, sizeof(stamp), "%Y%m%d%H%M%S", &utc);
	if (getrandom(&own, sizeof(own), 0) != (ssize_t)sizeof(own))
		log_fatal("no random numbers: %s", strerror(errno));
	name = arena_print(w->arena, "%s-%05u-%s-%08" PRIx32 ".warc.gz",
	    w->settings.source, writer_serial(w) + 1, stamp, own);
	writer_continue(w, name);
}

static FILE *
writer_spool(const struct text *bytes)
{
	FILE *file = tmpfile();

	if (file == NULL ||
	    fwrite(bytes->bytes, 1, bytes->length, file) != bytes->length ||
	    fflush(file) != 0) {
		log_error("temporary file: %s", strerror(errno));
		if (file != NULL)
			fclose(file);
		return NULL;
	}
	rewind(file);
	return file;
}

static bool
writer_append(struct archive_writer *w, const struct warc_field *fields,
    size_t count, FILE *block, uint64_t block_length)
{
	rewind(block);
	return warc_append(w->fd, w->path, fields, count, block, block_length);
}

static bool
writer_append_text(struct archive_writer *w, const struct warc_field *fields,
    size_t count, const struct text *bytes)
{
	FILE *block = writer_spool(bytes);
	bool ok;

	if (block == NULL)
		return false;
	ok = writer_append(w, fields, count, block, bytes->length);
	fclose(block);
	return ok;
}

static bool
writer_begin_file(struct archive_writer *w)
{
	struct text info = { 0 };
	char id[WARC_ID_SIZE];
	char date[TIMESTAMP_SIZE];
	const struct warc_field fields[] = {
		{ "WARC-Type", "warcinfo" },
		{ "WARC-Record-ID", id },
		{ "WARC-Date", date },
		{ "WARC-Filename", w->file },
		{ "Content-Type", "application/warc-fields" },
	};
	bool ok;

	warc_new_id(id);
	timestamp_now(date);
	text_addf(&info,
	    "software: %s\r\nformat: WARC file version 1.1\r\n"
	    "conformsTo: http://iipc.github.io/warc-specifications/"
	    "specifications/warc-format/warc-1.1/\r\n"
	    "isPartOf: %s\r\n",
	    w->settings.software, w->settings.source);
	ok = writer_append_text(w, fields, COUNT(fields), &info);
	text_free(&info);
	return ok;
}

static bool
writer_open_newest(struct archive_writer *w)
{
	if (w->fd >= 0)
		close(w->fd);
	w->fd = open(w->path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
	if (w->fd < 0)
		log_error("%s: %s", w->path, strerror(errno));
	return w->fd >= 0;
}

bool
writer_ready(struct archive_writer *w)
{
	struct stat st;

	if (w->fd < 0 && w->file != NULL && !writer_open_newest(w))
		return false;
	if (w->fd >= 0 && !w->damaged && fstat(w->fd, &st) == 0 &&
	    st.st_size > 0 && (uint64_t)st.st_size < w->settings.file_limit)
		return true;
	if (w->fd < 0 || w->damaged || st.st_size > 0)
		writer_name_file(w);
	w->damaged = false;
	return writer_open_newest(w) && writer_begin_file(w) &&
	    folder_sync(w->settings.folder);
}

bool
writer_sync(struct archive_writer *w)
{
	if (fdatasync(w->fd) == 0)
		return true;
	log_error("%s: %s", w->path, strerror(errno));
	return false;
}

/* Digests */

/* False if it cannot be read, logged. */
static bool
labelled_digest(
    FILE *file, const char *name, uint64_t from, char out[LABELLED_SIZE])
{
	struct body *body;
	uint64_t size;
	bool ok;

	if (fseeko(file, (off_t)from, SEEK_SET) != 0) {
		log_error("%s: cannot read back: %s", name, strerror(errno));
		return false;
	}
	memcpy(out, LABEL, sizeof(LABEL));
	body = body_of_file(file, name);
	ok = body_digest(body, out + sizeof(LABEL) - 1, &size);
	if (!ok)
		log_error("%s: cannot read back: %s", name, body_error(body));
	body_close(body);
	return ok;
}

static void
labelled_digest_text(const struct text *t, char out[LABELLED_SIZE])
{
	struct digest *d = digest_new();

	memcpy(out, LABEL, sizeof(LABEL));
	digest_add(d, t->bytes, t->length);
	digest_hex(d, out + sizeof(LABEL) - 1);
	digest_free(d);
}

/* Records */

static bool
writer_append_request(
    struct archive_writer *w, const struct exchange *x, const char *response_id)
{
	char id[WARC_ID_SIZE];
	char digest[LABELLED_SIZE];
	const struct warc_field fields[] = {
		{ "WARC-Type", "request" },
		{ "WARC-Record-ID", id },
		{ "WARC-Date", x->date },
		{ "WARC-Target-URI", x->url },
		{ "WARC-Concurrent-To", response_id },
		{ "WARC-Block-Digest", digest },
		{ "Content-Type", "application/http;msgtype=request" },
	};

	warc_new_id(id);
	labelled_digest_text(&x->request, digest);
	return writer_append_text(w, fields, COUNT(fields), &x->request);
}

/* The labelled digest of what was posted; NULL of a GET. */
static const char *
labelled_posted(const struct exchange *x, char out[LABELLED_SIZE])
{
	if (x->posted[0] == '\0')
		return NULL;
	snprintf(out, LABELLED_SIZE, LABEL "%s", x->posted);
	return out;
}

bool
writer_add_exchange(struct archive_writer *w, const struct exchange *x)
{
	char id[WARC_ID_SIZE];
	char block_digest[LABELLED_SIZE];
	char payload_digest[LABELLED_SIZE];
	char posted[LABELLED_SIZE];
	const struct warc_field fields[] = {
		{ "WARC-Type", "response" },
		{ "WARC-Record-ID", id },
		{ "WARC-Date", x->date },
		{ "WARC-Target-URI", x->url },
		{ "WARC-IP-Address", x->ip[0] != '\0' ? x->ip : NULL },
		{ "WARC-Truncated", x->truncated },
		{ "WARC-Block-Digest", block_digest },
		{ "WARC-Payload-Digest", payload_digest },
		{ CAPTURE_POSTED, labelled_posted(x, posted) },
		{ CAPTURE_RUN_AT, w->settings.run_at },
		{ "Content-Type", "application/http;msgtype=response" },
	};

	warc_new_id(id);
	if (!labelled_digest(x->response, x->url, 0, block_digest) ||
	    !labelled_digest(
		x->response, x->url, x->head_length, payload_digest))
		return false;
	return writer_ready(w) && writer_append_request(w, x, id) &&
	    writer_append(
		w, fields, COUNT(fields), x->response, x->response_length);
}

static bool
writer_length_of(FILE *file, const char *name, uint64_t *length)
{
	off_t end;

	if (fseeko(file, 0, SEEK_END) != 0 || (end = ftello(file)) < 0) {
		log_error("%s: %s", name, strerror(errno));
		return false;
	}
	*length = (uint64_t)end;
	return true;
}

bool
writer_add_file(struct archive_writer *w, const struct archive_file *f)
{
	char id[WARC_ID_SIZE];
	char now[TIMESTAMP_SIZE];
	char digest[LABELLED_SIZE];
	const struct warc_field fields[] = {
		{ "WARC-Type", "resource" },
		{ "WARC-Record-ID", id },
		{ "WARC-Date", f->saved_at != NULL ? f->saved_at : now },
		{ "WARC-Target-URI", f->url },
		{ "WARC-Block-Digest", digest },
		{ "WARC-Payload-Digest", digest },
		{ CAPTURE_FILE_NAME, f->name },
		{ CAPTURE_SAVED_BY, f->saved_by },
		{ CAPTURE_PUBLISHED_ON, f->published_on },
		{ CAPTURE_RUN_AT, w->settings.run_at },
		{ "Content-Type", f->media_type },
	};
	uint64_t length;

	warc_new_id(id);
	timestamp_now(now);
	if (!writer_length_of(f->file, f->name, &length) ||
	    !labelled_digest(f->file, f->name, 0, digest))
		return false;
	return writer_ready(w) &&
	    writer_append(w, fields, COUNT(fields), f->file, length);
}

bool
writer_add_note(struct archive_writer *w, const struct archive_note *note)
{
	struct text reason = { 0 };
	char id[WARC_ID_SIZE];
	char date[TIMESTAMP_SIZE];
	char digest[LABELLED_SIZE];
	char content[LABELLED_SIZE];
	const struct warc_field fields[] = {
		{ "WARC-Type", "metadata" },
		{ "WARC-Record-ID", id },
		{ "WARC-Date", date },
		{ "WARC-Target-URI", note->url },
		{ "WARC-Block-Digest", digest },
		{ note->gives_back ? CAPTURE_GIVES_BACK : CAPTURE_TAKES_BACK,
		    content },
		{ CAPTURE_RUN_AT, w->settings.run_at },
		{ "Content-Type", "text/plain; charset=utf-8" },
	};
	bool ok;

	warc_new_id(id);
	timestamp_now(date);
	snprintf(content, sizeof(content), LABEL "%s", note->sha256);
	text_add_string(&reason, note->reason);
	labelled_digest_text(&reason, digest);
	ok = writer_ready(w) &&
	    writer_append_text(w, fields, COUNT(fields), &reason);
	text_free(&reason);
	return ok;
}

bool
writer_add_record(struct archive_writer *w, const struct warc_record *record,
    FILE *block, uint64_t payload)
{
	char own[WARC_ID_SIZE];
	char block_digest[LABELLED_SIZE];
	char payload_digest[LABELLED_SIZE];
	const struct http_head *theirs = &record->fields;
	const char *id = http_header(theirs, "WARC-Record-ID");
	const struct warc_field fields[] = {
		{ "WARC-Type", record->type },
		{ "WARC-Record-ID", id == NULL ? own : id },
		{ "WARC-Date", record->date },
		{ "WARC-Target-URI", record->uri },
		{ "WARC-IP-Address", http_header(theirs, "WARC-IP-Address") },
		{ "WARC-Truncated", http_header(theirs, "WARC-Truncated") },
		{ "WARC-Block-Digest", block_digest },
		{ "WARC-Payload-Digest", payload_digest },
		{ CAPTURE_POSTED, http_header(theirs, CAPTURE_POSTED) },
		{ CAPTURE_FILE_NAME, http_header(theirs, CAPTURE_FILE_NAME) },
		{ CAPTURE_SAVED_BY, http_header(theirs, CAPTURE_SAVED_BY) },
		{ CAPTURE_PUBLISHED_ON,
		    http_header(theirs, CAPTURE_PUBLISHED_ON) },
		{ CAPTURE_RUN_AT, w->settings.run_at },
		{ "Content-Type", http_header(theirs, "Content-Type") },
	};
	uint64_t length;

	warc_new_id(own);
	if (!writer_length_of(block, record->uri, &length) ||
	    !labelled_digest(block, record->uri, 0, block_digest) ||
	    !labelled_digest(block, record->uri, payload, payload_digest))
		return false;
	return writer_ready(w) &&
	    writer_append(w, fields, COUNT(fields), block, length);
}
