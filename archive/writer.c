#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "archive/archive_internal.h"
#include "archive/body.h"
#include "archive/exchange.h"
#include "archive/http.h"
#include "archive/warc_read.h"
#include "base/arena.h"
#include "base/digest.h"
#include "base/folder.h"
#include "base/log.h"
#include "base/text.h"
#include "base/time.h"

#define COUNT(fields) (sizeof(fields) / sizeof((fields)[0]))
#define LABEL CAPTURE_DIGEST_LABEL
#define LABELLED_SIZE (sizeof(LABEL) + DIGEST_HEX)

/* Files */

static unsigned
serial_of(const struct archive *a)
{
	if (a->file == NULL)
		return 0;
	return (unsigned)strtoul(a->file + strlen(a->source) + 1, NULL, 10);
}

/*
 * A name as ISO 28500, annex C, advises: whose, which, when, and something that
 * no other host's file has that is begun in the same second.
 */
static void
name_file(struct archive *a)
{
	time_t now = time(NULL);
	struct tm utc;
	char stamp[32];
	uint32_t own;

	gmtime_r(&now, &utc);
	strftime(stamp, sizeof(stamp), "%Y%m%d%H%M%S", &utc);
	if (getrandom(&own, sizeof(own), 0) != (ssize_t)sizeof(own))
		log_fatal("no random numbers: %s", strerror(errno));
	a->file = arena_print(a->arena, "%s-%05u-%s-%08" PRIx32 ".warc.gz",
	    a->source, serial_of(a) + 1, stamp, own);
}

static FILE *
temporary(const struct text *bytes)
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
append(struct archive *a, const struct warc_field *fields, size_t count,
    FILE *block, uint64_t block_length)
{
	char *path = archive_path(a, a->arena, a->file);

	rewind(block);
	return warc_append(a->fd, path, fields, count, block, block_length);
}

static bool
append_text(struct archive *a, const struct warc_field *fields, size_t count,
    const struct text *bytes)
{
	FILE *block = temporary(bytes);
	bool ok;

	if (block == NULL)
		return false;
	ok = append(a, fields, count, block, bytes->length);
	fclose(block);
	return ok;
}

static bool
begin_file(struct archive *a)
{
	struct text info = { 0 };
	char id[WARC_ID_SIZE];
	char date[TIMESTAMP_SIZE];
	const struct warc_field fields[] = {
		{ "WARC-Type", "warcinfo" },
		{ "WARC-Record-ID", id },
		{ "WARC-Date", date },
		{ "WARC-Filename", a->file },
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
	    a->settings->software, a->source);
	ok = append_text(a, fields, COUNT(fields), &info);
	text_free(&info);
	return ok;
}

static bool
open_newest(struct archive *a)
{
	char *path = archive_path(a, a->arena, a->file);

	if (a->fd >= 0)
		close(a->fd);
	a->fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
	if (a->fd < 0)
		log_error("%s: %s", path, strerror(errno));
	return a->fd >= 0;
}

bool
archive_ready(struct archive *a)
{
	struct stat st;

	if (a->fd < 0 && a->file != NULL && !open_newest(a))
		return false;
	if (a->fd >= 0 && !a->damaged && fstat(a->fd, &st) == 0 &&
	    st.st_size > 0 && (uint64_t)st.st_size < a->settings->file_limit)
		return true;
	if (a->fd < 0 || a->damaged || st.st_size > 0)
		name_file(a);
	a->damaged = false;
	return open_newest(a) && begin_file(a) && folder_sync(a->folder);
}

/* On the disk, and in the index. */
static const struct capture *
settle(struct archive *a)
{
	size_t before = a->count;

	if (fdatasync(a->fd) != 0) {
		log_error("%s/%s: %s", a->folder, a->file, strerror(errno));
		return NULL;
	}
	if (!archive_catch_up(a, a->file) || a->count == before)
		return NULL;
	return a->captures[a->count - 1];
}

/* Digests */

static bool
labelled_digest(FILE *file, uint64_t from, char out[LABELLED_SIZE])
{
	struct body *body;
	uint64_t size;
	bool ok;

	if (fseeko(file, (off_t)from, SEEK_SET) != 0)
		return false;
	memcpy(out, LABEL, sizeof(LABEL));
	body = body_of_file(file);
	ok = body_digest(body, out + sizeof(LABEL) - 1, &size);
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
append_request(
    struct archive *a, const struct exchange *x, const char *response_id)
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
	return append_text(a, fields, COUNT(fields), &x->request);
}

/* What was posted, as the answer's record says it; NULL of a GET. */
static const char *
labelled_posted(const struct exchange *x, char out[LABELLED_SIZE])
{
	if (x->posted[0] == '\0')
		return NULL;
	snprintf(out, LABELLED_SIZE, LABEL "%s", x->posted);
	return out;
}

const struct capture *
archive_add_exchange(struct archive *a, const struct exchange *x)
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
		{ CAPTURE_RUN_AT, a->settings->run_at },
		{ "Content-Type", "application/http;msgtype=response" },
	};

	warc_new_id(id);
	if (!labelled_digest(x->response, 0, block_digest) ||
	    !labelled_digest(x->response, x->head_length, payload_digest)) {
		log_error("%s: cannot read back: %s", x->url, strerror(errno));
		return NULL;
	}
	if (!archive_ready(a) || !append_request(a, x, id) ||
	    !append(a, fields, COUNT(fields), x->response, x->response_length))
		return NULL;
	return settle(a);
}

static bool
file_length(FILE *file, const char *name, uint64_t *length)
{
	off_t end;

	if (fseeko(file, 0, SEEK_END) != 0 || (end = ftello(file)) < 0) {
		log_error("%s: %s", name, strerror(errno));
		return false;
	}
	*length = (uint64_t)end;
	return true;
}

const struct capture *
archive_add_file(struct archive *a, FILE *file, const char *name,
    const char *url, const char *media_type, const char *published_on)
{
	char id[WARC_ID_SIZE];
	char date[TIMESTAMP_SIZE];
	char digest[LABELLED_SIZE];
	const struct warc_field fields[] = {
		{ "WARC-Type", "resource" },
		{ "WARC-Record-ID", id },
		{ "WARC-Date", date },
		{ "WARC-Target-URI", url },
		{ "WARC-Block-Digest", digest },
		{ "WARC-Payload-Digest", digest },
		{ CAPTURE_FILE_NAME, name },
		{ CAPTURE_PUBLISHED_ON, published_on },
		{ CAPTURE_RUN_AT, a->settings->run_at },
		{ "Content-Type", media_type },
	};
	uint64_t length;

	warc_new_id(id);
	timestamp_now(date);
	if (!file_length(file, name, &length) ||
	    !labelled_digest(file, 0, digest))
		return NULL;
	if (!archive_ready(a) ||
	    !append(a, fields, COUNT(fields), file, length))
		return NULL;
	return settle(a);
}

/* Where the payload begins: in a response, behind the HTTP head. */
static uint64_t
payload_start(const struct warc_record *record, FILE *block)
{
	struct arena *arena = arena_new();
	struct body *body = body_of_file(block);
	struct http_head head;
	off_t at = 0;

	rewind(block);
	if (strcmp(record->type, "response") == 0 &&
	    http_head_take(arena, body, &head))
		at = ftello(block);
	body_close(body);
	arena_free(arena);
	return at < 0 ? 0 : (uint64_t)at;
}

const struct capture *
archive_add_record(
    struct archive *a, const struct warc_record *record, FILE *block)
{
	char block_digest[LABELLED_SIZE];
	char payload_digest[LABELLED_SIZE];
	const struct http_head *theirs = &record->fields;
	const struct warc_field fields[] = {
		{ "WARC-Type", record->type },
		{ "WARC-Record-ID", http_header(theirs, "WARC-Record-ID") },
		{ "WARC-Date", record->date },
		{ "WARC-Target-URI", record->uri },
		{ "WARC-IP-Address", http_header(theirs, "WARC-IP-Address") },
		{ "WARC-Truncated", http_header(theirs, "WARC-Truncated") },
		{ "WARC-Block-Digest", block_digest },
		{ "WARC-Payload-Digest", payload_digest },
		{ CAPTURE_POSTED, http_header(theirs, CAPTURE_POSTED) },
		{ CAPTURE_FILE_NAME, http_header(theirs, CAPTURE_FILE_NAME) },
		{ CAPTURE_PUBLISHED_ON,
		    http_header(theirs, CAPTURE_PUBLISHED_ON) },
		{ CAPTURE_RUN_AT, a->settings->run_at },
		{ "Content-Type", http_header(theirs, "Content-Type") },
	};
	uint64_t length;

	if (!file_length(block, record->uri, &length) ||
	    !labelled_digest(block, 0, block_digest) ||
	    !labelled_digest(
		block, payload_start(record, block), payload_digest))
		return NULL;
	if (!archive_ready(a) ||
	    !append(a, fields, COUNT(fields), block, length))
		return NULL;
	return settle(a);
}
