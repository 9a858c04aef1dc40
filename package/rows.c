#include "package/rows.h"

#include <assert.h>
#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "archive/body.h"
#include "base/arena.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"

#define WIDTH_MAX 64 /* columns of a table */
#define WRITE_SIZE ((size_t)64 * 1024)
/* So much goes on its way to the disk while more is written. */
#define SEND_SIZE ((size_t)16 * 1024 * 1024)

struct rows {
	const struct resource *resource;
	struct arena *arena; /* of the row that is being written */
	char *path;
	FILE *file; /* NULL: lines are given to the taker */
	rows_taker *taker;
	void *context;
	bool is_text[WIDTH_MAX]; /* each column */
	uint64_t count;
	off_t length;
	off_t mark;
	uint64_t count_at_mark;
	size_t unsent;      /* bytes the disk was not asked to write yet */
	struct text line;   /* the row in CSV */
	struct text hashed; /* of it, what is hashed */
};

void
rows_hash_text(char out[ROWS_HASH], XXH128_hash_t hash)
{
	static const char digits[] = "0123456789abcdef";
	XXH128_canonical_t c;

	XXH128_canonicalFromHash(&c, hash);
	for (size_t i = 0; i < sizeof(c.digest); i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*out++ = '-';
		*out++ = digits[c.digest[i] >> 4];
		*out++ = digits[c.digest[i] & 15];
	}
	*out = '\0';
}

/* A row as a line */

struct row_values {
	size_t width;
	const char *value[WIDTH_MAX]; /* NULL: empty */
	size_t ends[WIDTH_MAX];       /* of each, in the line */
};

/*
 * Writes a value between quotes, and gives the end. Those within are seldom,
 * and doubled.
 */
static char *
put_quoted(char *at, const char *value, size_t length)
{
	if (memchr(value, CSV_QUOTE, length) != NULL) {
		at += csv_write2(at, SIZE_MAX, value, length, CSV_QUOTE);
	} else {
		*at++ = CSV_QUOTE;
		memcpy(at, value, length);
		at += length;
		*at++ = CSV_QUOTE;
	}
	return at;
}

/* Whether text may stand without quotes. Empty text must not. */
static bool
is_bare(const char *value, size_t length)
{
	return length > 0 && value[strcspn(value, ",\"\r\n\\")] == '\0' &&
	    value[0] != ' ' && value[length - 1] != ' ';
}

static char *
put_value(const struct rows *r, size_t column, char *at, const char *value,
    size_t length)
{
	if (value != NULL && r->resource->is_narrow &&
	    (!r->is_text[column] || is_bare(value, length))) {
		memcpy(at, value, length);
		at += length;
	} else if (value != NULL) {
		at = put_quoted(at, value, length);
	}
	*at++ = ',';
	return at;
}

/* The columns of a row in CSV. */
static void
put_values(struct rows *r, struct row_values *v)
{
	size_t lengths[WIDTH_MAX];
	size_t room = 0;
	char *start;
	char *at;

	for (size_t i = 0; i < v->width; i++) {
		lengths[i] = v->value[i] == NULL ? 0 : strlen(v->value[i]);
		room += lengths[i] * 2 + 3;
	}
	text_empty(&r->line);
	start = at = text_room(&r->line, room);
	for (size_t i = 0; i < v->width; i++) {
		at = put_value(r, i, at, v->value[i], lengths[i]);
		v->ends[i] = (size_t)(at - start);
	}
	r->line.length = (size_t)(at - start);
}

/* Of what the row says: the columns that are hashed, one behind the other. */
static XXH128_hash_t
hash_values(struct rows *r, const struct row_values *v)
{
	const struct column *columns = r->resource->columns;
	const char *line = r->line.bytes;
	size_t i = r->resource->key;

	text_empty(&r->hashed);
	while (i < v->width) {
		size_t from = i == 0 ? 0 : v->ends[i - 1];

		if (columns[i++].outside_hash)
			continue;
		while (i < v->width && !columns[i].outside_hash)
			i++;
		if (i == v->width && r->hashed.length == 0)
			return XXH3_128bits(line + from, v->ends[i - 1] - from);
		text_add(&r->hashed, line + from, v->ends[i - 1] - from);
	}
	return XXH3_128bits(r->hashed.bytes, r->hashed.length);
}

static bool
rows_write(struct rows *r, const char *bytes, size_t length)
{
	if (fwrite(bytes, 1, length, r->file) != length) {
		log_error("%s: cannot write: %s", r->path, strerror(errno));
		return false;
	}
	r->length += (off_t)length;
	r->unsent += length;
	if (r->unsent >= SEND_SIZE) {
		sync_file_range(fileno(r->file), 0, 0, SYNC_FILE_RANGE_WRITE);
		r->unsent = 0;
	}
	return true;
}

static bool
rows_write_line(struct rows *r)
{
	if (r->resource->is_narrow)
		text_add(&r->line, "\n", 1);
	else
		text_add(&r->line, "\r\n", 2); /* RFC 4180 */
	return r->file == NULL
	    ? r->taker(r->context, r->resource, r->line.bytes, r->line.length)
	    : rows_write(r, r->line.bytes, r->line.length);
}

bool
rows_append(struct rows *r, const char *lines, size_t length, uint64_t count)
{
	r->count += count;
	return rows_write(r, lines, length);
}

static void
log_not_utf8(const struct rows *r, const struct row_values *v)
{
	for (size_t i = 0; i < v->width; i++) {
		if (v->value[i] != NULL && !utf8_is(v->value[i]))
			log_error("%s: %s is not UTF-8", r->path,
			    r->resource->columns[i].name);
	}
}

static bool
add_values(struct rows *r, struct row_values *v, char hash[ROWS_HASH])
{
	put_values(r, v);
	if (!utf8_is_all(r->line.bytes, r->line.length)) {
		log_not_utf8(r, v);
		return false;
	}
	rows_hash_text(hash, hash_values(r, v));
	if (r->resource->is_narrow)
		r->line.length--; /* the comma behind the last */
	else
		text_add_string(&r->line, hash);
	r->count++;
	return rows_write_line(r);
}

bool
rows_add(struct rows *r, const struct row_place *place, const void *record,
    char hash[ROWS_HASH])
{
	struct row_values v;
	bool ok;

	v.width = r->resource->width;
	for (size_t i = 0; i < v.width; i++) {
		const struct column *c = &r->resource->columns[i];
		const char *of = c->of_place ? (const char *)place : record;

		v.value[i] = c->text(r->arena, of + c->offset);
	}
	ok = add_values(r, &v, hash);
	arena_reset(r->arena);
	return ok;
}

/* The file */

static bool
write_header(struct rows *r)
{
	for (size_t i = 0; i < r->resource->width; i++)
		text_addf(&r->line, "%s%s", i == 0 ? "" : ",",
		    r->resource->columns[i].name);
	if (!r->resource->is_narrow)
		text_add_string(&r->line, "," RESOURCE_HASH);
	return rows_write_line(r);
}

static struct rows *
rows_new(const struct resource *resource, const char *path)
{
	struct rows *r = xzalloc(sizeof(*r));

	assert(resource->width <= WIDTH_MAX);
	r->path = xstrdup(path);
	r->resource = resource;
	for (size_t i = 0; i < resource->width; i++)
		r->is_text[i] =
		    strcmp(resource->columns[i].type, "string") == 0;
	r->arena = arena_new();
	return r;
}

struct rows *
rows_relay(const struct resource *resource, rows_taker *taker, void *context)
{
	struct rows *r = rows_new(resource, resource->name);

	r->taker = taker;
	r->context = context;
	return r;
}

struct rows *
rows_open(const char *folder, const struct resource *resource)
{
	struct text path = { 0 };
	struct rows *r;

	text_addf(&path, "%s/%s.csv", folder, resource->name);
	r = rows_new(resource, text_string(&path));
	text_free(&path);
	r->file = fopen(r->path, "w+e");
	if (r->file == NULL) {
		log_error("%s: %s", r->path, strerror(errno));
		goto fail;
	}
	setvbuf(r->file, NULL, _IOFBF, WRITE_SIZE);
	if (!write_header(r))
		goto fail;
	return r;
fail:
	rows_close(r);
	return NULL;
}

void
rows_close(struct rows *r)
{
	if (r == NULL)
		return;
	if (r->file != NULL)
		fclose(r->file);
	arena_free(r->arena);
	text_free(&r->line);
	text_free(&r->hashed);
	free(r->path);
	free(r);
}

void
rows_mark(struct rows *r)
{
	r->mark = r->length;
	r->count_at_mark = r->count;
}

uint64_t
rows_before_mark(const struct rows *r)
{
	return r->count_at_mark;
}

uint64_t
rows_since_mark(const struct rows *r)
{
	return r->count - r->count_at_mark;
}

bool
rows_take_back(struct rows *r)
{
	r->count = r->count_at_mark;
	r->length = r->mark;
	if (r->file == NULL)
		return true;
	if (fflush(r->file) != 0 || ftruncate(fileno(r->file), r->mark) != 0 ||
	    fseeko(r->file, r->mark, SEEK_SET) != 0) {
		log_error("%s: %s", r->path, strerror(errno));
		return false;
	}
	return true;
}

bool
rows_finish(struct rows *r, struct rows_written *w)
{
	struct body *body;
	bool ok;

	if (fflush(r->file) != 0 || fseeko(r->file, 0, SEEK_SET) != 0) {
		log_error("%s: cannot write: %s", r->path, strerror(errno));
		return false;
	}
	sync_file_range(fileno(r->file), 0, 0, SYNC_FILE_RANGE_WRITE);
	body = body_of_file(r->file, r->path);
	ok = body_digest(body, w->sha256, &w->bytes);
	if (!ok)
		log_error(
		    "%s: cannot read back: %s", r->path, body_error(body));
	body_close(body);
	if (ok && fsync(fileno(r->file)) != 0) {
		log_error("%s: cannot keep: %s", r->path, strerror(errno));
		ok = false;
	}
	if (!ok)
		return false;
	w->rows = r->count;
	return true;
}
