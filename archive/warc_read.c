#include "archive/warc_read.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zlib.h>

#include "archive/body.h"
#include "archive/coding.h"
#include "archive/scratch.h"
#include "base/arena.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/worker.h"

#define BUFFER ((size_t)64 * 1024)

struct warc_reader {
	FILE *file;
	char *name;
	struct arena *arena; /* the present record's strings */
	struct warc_record record;
	uint64_t block_left;
	bool in_record;
	bool cut_off; /* the file ends within a member */
	bool damaged; /* what should be gzip is not */
	int error;    /* the file cannot be read: errno; 0 */
	uint64_t whole_end;

	bool gzip;
	bool member_open; /* within a member: its end has not been seen */
	z_stream z;
	uint64_t member_offset;
	uint64_t member_end; /* of the last one that was read to its end */
	uint64_t in_end;     /* file offset behind what is in `in` */
	unsigned char in[BUFFER];

	unsigned char out[BUFFER];
	size_t out_at;
	size_t out_length;
};

/* 0 at the end and on failure, which lasts: what follows would not fit. */
static size_t
warc_read_file(struct warc_reader *r, unsigned char *buffer, size_t size)
{
	size_t n = r->error != 0 ? 0 : fread(buffer, 1, size, r->file);

	if (n == 0 && ferror(r->file) && r->error == 0) {
		r->error = errno;
		worker_cannot_read(r->name);
	}
	return n;
}

static bool
warc_read_in(struct warc_reader *r)
{
	size_t n = warc_read_file(r, r->in, sizeof(r->in));

	r->z.next_in = r->in;
	r->z.avail_in = (uInt)n;
	r->in_end += n;
	return n > 0;
}

static bool
warc_open_member(struct warc_reader *r)
{
	if (r->z.avail_in == 0 && !warc_read_in(r))
		return false;
	r->member_offset = r->in_end - r->z.avail_in;
	r->member_open = inflateReset(&r->z) == Z_OK;
	return r->member_open;
}

/* Out of one member only, so that a record's offset is its member's. */
static bool
warc_fill_gzip(struct warc_reader *r)
{
	do {
		int status;

		if (!r->member_open && !warc_open_member(r))
			return false;
		if (r->z.avail_in == 0 && !warc_read_in(r)) {
			r->cut_off = true;
			return false;
		}
		r->z.next_out = r->out;
		r->z.avail_out = sizeof(r->out);
		status = inflate(&r->z, Z_NO_FLUSH);
		r->out_length = sizeof(r->out) - r->z.avail_out;
		if (status == Z_STREAM_END) {
			r->member_open = false;
			r->member_end = r->in_end - r->z.avail_in;
		} else if (status != Z_OK && status != Z_BUF_ERROR) {
			r->damaged = true;
			return false;
		}
	} while (r->out_length == 0);
	return true;
}

static bool
warc_fill_plain(struct warc_reader *r)
{
	r->member_offset = r->in_end;
	r->out_length = warc_read_file(r, r->out, sizeof(r->out));
	r->in_end += r->out_length;
	return r->out_length > 0;
}

static bool
warc_fill(struct warc_reader *r)
{
	r->out_at = r->out_length = 0;
	return r->gzip ? warc_fill_gzip(r) : warc_fill_plain(r);
}

static int
warc_peek(struct warc_reader *r)
{
	if (r->out_at == r->out_length && !warc_fill(r))
		return EOF;
	return r->out[r->out_at];
}

static uint64_t
warc_offset(const struct warc_reader *r)
{
	return r->gzip ? r->member_offset : r->member_offset + r->out_at;
}

/* The block of a record as a body. */
struct warc_block {
	struct body body;
	struct warc_reader *reader;
};

static ssize_t
warc_block_read(struct body *b, void *buffer, size_t size)
{
	struct warc_reader *r = ((struct warc_block *)b)->reader;
	size_t n;

	if (r->block_left == 0)
		return 0;
	if (warc_peek(r) == EOF) {
		b->error = r->error != 0 ? strerror(r->error)
					 : "the archive ends within a record";
		return -1;
	}
	n = r->out_length - r->out_at;
	if (n > size)
		n = size;
	if (n > r->block_left)
		n = (size_t)r->block_left;
	memcpy(buffer, r->out + r->out_at, n);
	r->out_at += n;
	r->block_left -= n;
	return (ssize_t)n;
}

struct body *
warc_block(struct warc_reader *r)
{
	static const struct body_kind kind = { warc_block_read, NULL };
	struct warc_block *block = body_new(&kind, NULL, sizeof(*block));

	block->reader = r;
	return &block->body;
}

static bool
warc_skip_block(struct warc_reader *r)
{
	while (r->block_left > 0) {
		size_t n;

		if (warc_peek(r) == EOF)
			return false;
		n = r->out_length - r->out_at;
		if (n > r->block_left)
			n = (size_t)r->block_left;
		r->out_at += n;
		r->block_left -= n;
	}
	return true;
}

/* The two line ends behind a block; some writers leave more or fewer. */
static void
warc_skip_line_ends(struct warc_reader *r)
{
	int c;

	while ((c = warc_peek(r)) == '\r' || c == '\n')
		r->out_at++;
}

static bool
warc_take_head(struct warc_reader *r, struct text *head)
{
	size_t line = 0;
	int c;

	while (head->length < WARC_HEAD_MAX && (c = warc_peek(r)) != EOF) {
		char byte = (char)c;

		r->out_at++;
		text_add(head, &byte, 1);
		if (byte == '\n' && line == 0)
			return true;
		line = byte == '\n' ? 0 : line + (byte != '\r');
	}
	return false;
}

static const char *
warc_without_brackets(struct arena *arena, const char *uri)
{
	size_t length = uri == NULL ? 0 : strlen(uri);

	if (length >= 2 && uri[0] == '<' && uri[length - 1] == '>')
		return arena_copy(arena, uri + 1, length - 2);
	return uri;
}

static bool
warc_read_record(struct warc_reader *r, const struct text *head)
{
	struct warc_record *record = &r->record;
	const char *length;
	char *end;

	if (head->length < 5 || strncasecmp(head->bytes, "WARC/", 5) != 0)
		return false;
	record->fields = http_head_read(r->arena, head->bytes, head->length);
	record->type = http_header(&record->fields, "WARC-Type");
	record->date = http_header(&record->fields, "WARC-Date");
	record->uri = warc_without_brackets(
	    r->arena, http_header(&record->fields, "WARC-Target-URI"));
	length = http_header(&record->fields, "Content-Length");
	if (record->type == NULL || length == NULL ||
	    !isdigit((unsigned char)*length))
		return false;
	errno = 0;
	record->length = strtoull(length, &end, 10);
	return *end == '\0' && errno == 0;
}

static enum warc_status
warc_ended_badly(const struct warc_reader *r)
{
	if (r->error != 0) {
		errno = r->error;
		return WARC_UNREADABLE;
	}
	return r->damaged ? WARC_BROKEN : WARC_TORN;
}

static enum warc_status
warc_finish_record(struct warc_reader *r)
{
	if (r->in_record && !warc_skip_block(r))
		return warc_ended_badly(r);
	r->in_record = false;
	warc_skip_line_ends(r);
	if (warc_peek(r) != EOF) {
		r->whole_end = warc_offset(r);
		return WARC_RECORD;
	}
	if (!r->cut_off && !r->damaged && !r->member_open && r->error == 0) {
		r->whole_end = r->in_end;
		return WARC_END;
	}
	/* The record may be whole and only what follows it be torn. */
	if (r->member_end > r->record.offset)
		r->whole_end = r->member_end;
	return warc_ended_badly(r);
}

enum warc_status
warc_next(struct warc_reader *r, const struct warc_record **record)
{
	enum warc_status status = warc_finish_record(r);
	struct text head = { 0 };

	if (status != WARC_RECORD)
		return status;
	arena_reset(r->arena);
	r->record.offset = warc_offset(r);
	if (!warc_take_head(r, &head))
		status = head.length >= WARC_HEAD_MAX ? WARC_BROKEN
						      : warc_ended_badly(r);
	else if (!warc_read_record(r, &head))
		status = WARC_BROKEN;
	text_free(&head);
	if (status != WARC_RECORD)
		return status;
	r->block_left = r->record.length;
	r->in_record = true;
	*record = &r->record;
	return WARC_RECORD;
}

const char *
warc_why(enum warc_status status)
{
	switch (status) {
	case WARC_RECORD:
	case WARC_END:
		break;
	case WARC_TORN:
		return "the file ends within a record";
	case WARC_BROKEN:
		return "not a WARC record";
	case WARC_UNREADABLE:
		return strerror(errno);
	}
	return "the file ends";
}

uint64_t
warc_whole_end(const struct warc_reader *r)
{
	return r->whole_end;
}

static bool
warc_is_gzip(FILE *file)
{
	int first = getc(file);
	int second = getc(file);

	return first == 0x1f && second == 0x8b;
}

static bool
warc_begin_at(struct warc_reader *r, uint64_t offset)
{
	if (fseeko(r->file, (off_t)offset, SEEK_SET) != 0)
		return false;
	r->gzip = warc_is_gzip(r->file);
	return !ferror(r->file) &&
	    fseeko(r->file, (off_t)offset, SEEK_SET) == 0;
}

struct warc_reader *
warc_open_file(FILE *file, const char *name, uint64_t offset)
{
	struct warc_reader *r = xzalloc(sizeof(*r));

	r->file = file;
	r->name = xstrdup(name);
	r->arena = arena_new();
	r->in_end = r->whole_end = offset;
	r->z.zalloc = coding_memory;
	if (inflateInit2(&r->z, 15 + 16) != Z_OK)
		log_fatal("cannot start zlib");
	if (!warc_begin_at(r, offset)) {
		log_error("%s: %s", name, strerror(errno));
		warc_close(r);
		return NULL;
	}
	return r;
}

struct warc_reader *
warc_open(const char *path, uint64_t offset)
{
	FILE *file = fopen(path, "rbe");
	int why = errno;

	if (file != NULL)
		return warc_open_file(file, path, offset);
	log_error("%s: %s", path, strerror(why));
	errno = why;
	return NULL;
}

void
warc_close(struct warc_reader *r)
{
	if (r == NULL)
		return;
	inflateEnd(&r->z);
	scratch_close(r->file);
	arena_free(r->arena);
	free(r->name);
	free(r);
}

/* What stands in a file */

/* Whether WARC begins where the file stands, as far as it can be read. */
static bool
warc_is_here(FILE *file, const char *name)
{
	unsigned char raw[512];
	unsigned char out[8] = { 0 };
	z_stream z = { .zalloc = coding_memory };
	size_t n;

	n = fread(raw, 1, sizeof(raw), file);
	if (n == 0 && ferror(file))
		worker_cannot_read(name);
	if (n >= 5 && memcmp(raw, "WARC/", 5) == 0)
		return true;
	if (n < 2 || raw[0] != 0x1f || raw[1] != 0x8b ||
	    inflateInit2(&z, 15 + 16) != Z_OK)
		return false;
	z.next_in = raw;
	z.avail_in = (uInt)n;
	z.next_out = out;
	z.avail_out = sizeof(out);
	(void)inflate(&z, Z_NO_FLUSH);
	inflateEnd(&z);
	return memcmp(out, "WARC/", 5) == 0;
}

bool
warc_is(FILE *file, const char *name)
{
	bool is;

	rewind(file);
	is = warc_is_here(file, name);
	rewind(file);
	return is;
}

/* Whether bytes of a file are where a record of WARC begins, as far as it can
 * be read. */
static bool
warc_begins_at(FILE *file, const char *path, uint64_t offset)
{
	return fseeko(file, (off_t)offset, SEEK_SET) == 0 &&
	    warc_is_here(file, path);
}

/*
 * Whether what stands there are records up to the end of the file, up to what
 * the disk does not give, or up to one that is damaged, too. A published text
 * may hold a record as well: behind that comes the rest of the text. *end is
 * where the records end.
 */
static enum warc_status
warc_try_records(const char *path, FILE *file, uint64_t offset, uint64_t *end)
{
	struct warc_reader *r = warc_open(path, offset);
	const struct warc_record *record;
	enum warc_status status = WARC_UNREADABLE;
	bool any = false;

	*end = offset;
	if (r == NULL)
		return status;
	while ((status = warc_next(r, &record)) == WARC_RECORD)
		any = true;
	*end = warc_whole_end(r);
	warc_close(r);
	if (status == WARC_UNREADABLE)
		return any ? WARC_RECORD : status;
	return any && (status != WARC_BROKEN || warc_begins_at(file, path, *end))
	    ? WARC_RECORD
	    : WARC_BROKEN;
}

/* The next place with gzip's magic number and deflate (RFC 1952), or false. */
static bool
warc_find_member(FILE *file, uint64_t *at)
{
	unsigned last = 0; /* the three bytes before */
	int c;

	if (fseeko(file, (off_t)*at, SEEK_SET) != 0)
		return false;
	while ((c = getc(file)) != EOF) {
		last = (last << 8 | (unsigned)c) & 0xFFFFFF;
		++*at;
		if (last == 0x1F8B08) {
			*at -= 3;
			return true;
		}
	}
	return false;
}

bool
warc_find(const char *path, uint64_t from, uint64_t *found)
{
	FILE *file = fopen(path, "rbe");
	enum warc_status status = WARC_END;
	uint64_t at = from;

	*found = WARC_NOWHERE;
	while (status != WARC_UNREADABLE && file != NULL &&
	    warc_find_member(file, &at)) {
		uint64_t end;

		status = warc_try_records(path, file, at, &end);
		if (status == WARC_RECORD) {
			*found = at;
			break;
		}
		at = end > at ? end : at + 1;
	}
	if (file == NULL || ferror(file))
		status = WARC_UNREADABLE;
	if (file != NULL && ferror(file))
		worker_cannot_read(path);
	if (status == WARC_UNREADABLE)
		log_error("%s: %s", path, strerror(errno));
	if (file != NULL)
		fclose(file);
	return status != WARC_UNREADABLE;
}
