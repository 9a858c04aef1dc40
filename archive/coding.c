#include "archive/coding.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "archive/body.h"
#include "base/memory.h"

#define STEP_MAX ((size_t)64 * 1024)

/* Chunked transfer coding */

#define SIZE_LINE 4096 /* a chunk size and its extensions */

struct coding_unchunk {
	struct body body;
	char ahead[SIZE_LINE]; /* read ahead while looking for a size line */
	size_t ahead_at;
	size_t ahead_length;
	uint64_t left; /* of this chunk */
	enum { CHUNK_FIRST, CHUNK_NEXT, CHUNK_PLAIN, CHUNK_END } state;
};

static ssize_t
unchunk_byte(struct coding_unchunk *u)
{
	unsigned char c;
	ssize_t n = body_read(u->body.below, &c, 1);

	return n == 1 ? c : n == 0 ? -1 : -2;
}

/* One line with its end; false at the end of all or if it is too long. */
static bool
unchunk_line(struct coding_unchunk *u)
{
	u->ahead_at = u->ahead_length = 0;
	while (u->ahead_length < sizeof(u->ahead)) {
		ssize_t c = unchunk_byte(u);

		if (c < 0)
			return false;
		u->ahead[u->ahead_length++] = (char)c;
		if (c == '\n')
			return true;
	}
	return false;
}

static bool
unchunk_size(const struct coding_unchunk *u, uint64_t *size)
{
	const char *at = u->ahead; /* ends in \n */

	*size = 0;
	for (; isxdigit((unsigned char)*at); at++) {
		char digit[2] = { *at };

		if (*size > UINT64_MAX >> 4)
			return false;
		*size = *size << 4 | strtoull(digit, NULL, 16);
	}
	if (at == u->ahead)
		return false;
	at += strspn(at, " \t");
	return *at == ';' || *at == '\r' || *at == '\n';
}

static bool
unchunk_begin(struct coding_unchunk *u)
{
	bool line = unchunk_line(u);

	/* Each chunk but the first is preceded by the end of the last. */
	if (line && u->state == CHUNK_NEXT &&
	    strspn(u->ahead, "\r\n") >= u->ahead_length)
		line = unchunk_line(u);
	if (line && unchunk_size(u, &u->left)) {
		u->ahead_at = u->ahead_length;
		u->state = u->left == 0 ? CHUNK_END : CHUNK_NEXT;
		return true;
	}
	if (body_error(u->body.below) != NULL)
		return false;
	if (u->state == CHUNK_FIRST) {
		u->state = CHUNK_PLAIN;
		return true;
	}
	u->body.error = "broken chunked coding";
	return false;
}

static ssize_t
unchunk_read(struct body *b, void *buffer, size_t size)
{
	struct coding_unchunk *u = (struct coding_unchunk *)b;
	ssize_t n;

	if (u->state != CHUNK_PLAIN && u->left == 0) {
		if (u->state == CHUNK_END)
			return 0;
		if (!unchunk_begin(u))
			return -1;
		return unchunk_read(b, buffer, size);
	}
	if (u->ahead_at < u->ahead_length) { /* plain after all */
		size_t left = u->ahead_length - u->ahead_at;

		if (size > left)
			size = left;
		memcpy(buffer, u->ahead + u->ahead_at, size);
		u->ahead_at += size;
		return (ssize_t)size;
	}
	if (u->state == CHUNK_PLAIN)
		return body_read(b->below, buffer, size);
	n = body_read(
	    b->below, buffer, size < u->left ? size : (size_t)u->left);
	if (n == 0) {
		b->error = "cut off";
		return -1;
	}
	if (n > 0)
		u->left -= (uint64_t)n;
	return n;
}

struct body *
coding_unchunk(struct body *below)
{
	static const struct body_kind kind = { unchunk_read, NULL };
	struct coding_unchunk *u = body_new(&kind, below, sizeof(*u));

	return &u->body;
}

/* Compression */

const char coding_too_long[] = "unpacks to more than the limit";

struct coding_inflate {
	struct body body;
	z_stream z;
	bool started;
	bool ended;
	uint64_t left;
	unsigned char in[16 * 1024];
};

void *
coding_memory(void *context, unsigned count, unsigned size)
{
	(void)context;
	return xrealloc(NULL, count, size);
}

/* Servers say "deflate" of both zlib and raw deflate: the first byte tells,
 * which is there. */
static bool
inflate_start(struct coding_inflate *i)
{
	int bits = 15 + 32; /* gzip or zlib, by their header */

	if (i->in[0] != 0x1f && (i->in[0] & 0x0f) != 8)
		bits = -15;
	i->z.zalloc = coding_memory;
	i->started = inflateInit2(&i->z, bits) == Z_OK;
	return i->started;
}

static bool
inflate_fill(struct coding_inflate *i)
{
	ssize_t n;

	if (i->z.avail_in > 0)
		return true;
	n = body_read(i->body.below, i->in, sizeof(i->in));
	if (n < 0)
		return false;
	i->z.next_in = i->in;
	i->z.avail_in = (uInt)n;
	return true;
}

static ssize_t
inflate_step(struct coding_inflate *i, void *buffer, size_t size)
{
	int status;

	i->z.next_out = buffer;
	i->z.avail_out = (uInt)size;
	do {
		if (!inflate_fill(i))
			return -1;
		if (!i->started && i->z.avail_in == 0)
			return 0; /* nothing at all, as after a 304 */
		if (!i->started && !inflate_start(i))
			return -1;
		status = inflate(&i->z, Z_NO_FLUSH);
		if (status == Z_BUF_ERROR && i->z.avail_in == 0) {
			i->body.error = "compressed data is cut off";
			return -1;
		}
		/* What came before the damage is given first. */
		if (status != Z_OK && status != Z_STREAM_END &&
		    i->z.avail_out == size) {
			i->body.error = "compressed data is broken";
			return -1;
		}
	} while (i->z.avail_out == size && status != Z_STREAM_END);
	if (status == Z_STREAM_END)
		i->ended = true;
	return (ssize_t)(size - i->z.avail_out);
}

/* A gzip file may be several, one behind the other (RFC 1952, 2.2). */
static bool
inflate_next_member(struct coding_inflate *i)
{
	if (!inflate_fill(i) || i->z.avail_in == 0 || i->z.next_in[0] != 0x1f)
		return false;
	i->ended = false;
	if (inflateReset(&i->z) != Z_OK)
		i->body.error = "compressed data is broken";
	return i->body.error == NULL;
}

static ssize_t
inflate_read(struct body *b, void *buffer, size_t size)
{
	struct coding_inflate *i = (struct coding_inflate *)b;
	ssize_t n;

	if (size > STEP_MAX)
		size = STEP_MAX;
	do {
		if (i->ended && !inflate_next_member(i))
			return b->error == NULL && body_error(b->below) == NULL
			    ? 0
			    : -1;
		n = inflate_step(i, buffer, size);
	} while (n == 0 && i->ended); /* a member may give nothing */
	if (n < 0)
		return -1;
	if ((uint64_t)n > i->left) {
		b->error = coding_too_long;
		return -1;
	}
	i->left -= (uint64_t)n;
	return n;
}

static void
inflate_close(struct body *b)
{
	struct coding_inflate *i = (struct coding_inflate *)b;

	if (i->started)
		inflateEnd(&i->z);
}

struct body *
coding_inflate(struct body *below, uint64_t most)
{
	static const struct body_kind kind = { inflate_read, inflate_close };
	struct coding_inflate *i = body_new(&kind, below, sizeof(*i));

	i->left = most;
	return &i->body;
}
