#include "archive/body.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/worker.h"

static ssize_t
body_read_on(struct body *b, void *buffer, size_t size)
{
	ssize_t n;

	if (b->error != NULL)
		return -1;
	if (size == 0)
		return 0;
	n = b->kind->read(b, buffer, size);
	if (n < 0 && b->error == NULL)
		b->error = b->below != NULL && b->below->error != NULL
		    ? b->below->error
		    : "cannot read";
	return n;
}

ssize_t
body_read(struct body *b, void *buffer, size_t size)
{
	size_t left = b->ahead_length - b->ahead_at;

	if (left == 0)
		return body_read_on(b, buffer, size);
	if (size > left)
		size = left;
	memcpy(buffer, b->ahead + b->ahead_at, size);
	b->ahead_at += size;
	return (ssize_t)size;
}

ssize_t
body_read_all(struct body *b, void *buffer, size_t size)
{
	size_t length = 0;

	while (length < size) {
		ssize_t n =
		    body_read(b, (char *)buffer + length, size - length);

		if (n < 0)
			return -1;
		if (n == 0)
			break;
		length += (size_t)n;
	}
	return (ssize_t)length;
}

ssize_t
body_peek(struct body *b, void *buffer, size_t size)
{
	ssize_t n = 1;

	if (size > BODY_PEEK_MAX)
		size = BODY_PEEK_MAX;
	b->ahead_length -= b->ahead_at;
	memmove(b->ahead, b->ahead + b->ahead_at, b->ahead_length);
	b->ahead_at = 0;
	while (b->ahead_length < size && n > 0) {
		n = body_read_on(
		    b, b->ahead + b->ahead_length, size - b->ahead_length);
		if (n > 0)
			b->ahead_length += (size_t)n;
	}
	if (b->ahead_length == 0)
		return n;
	if (size > b->ahead_length)
		size = b->ahead_length;
	memcpy(buffer, b->ahead, size);
	return (ssize_t)size;
}

const char *
body_start(struct body *b, char buffer[BODY_PEEK_MAX + 1])
{
	ssize_t n = body_peek(b, buffer, BODY_PEEK_MAX);

	buffer[n > 0 ? n : 0] = '\0';
	return buffer + strspn(buffer, " \t\r\n\xEF\xBB\xBF");
}

bool
body_digest(struct body *b, char hex[DIGEST_HEX], uint64_t *size)
{
	struct digest *d = digest_new();
	unsigned char buffer[16 * 1024];
	ssize_t n;

	*size = 0;
	while ((n = body_read(b, buffer, sizeof(buffer))) > 0) {
		digest_add(d, buffer, (size_t)n);
		*size += (uint64_t)n;
	}
	digest_hex(d, hex);
	digest_free(d);
	return n == 0;
}

const char *
body_copy(struct body *b, FILE *file, uint64_t most)
{
	unsigned char buffer[16 * 1024];
	ssize_t n;

	while ((n = body_read(b, buffer, sizeof(buffer))) > 0) {
		if ((uint64_t)n > most)
			return "is too long";
		most -= (uint64_t)n;
		if (fwrite(buffer, 1, (size_t)n, file) != (size_t)n)
			return strerror(errno);
	}
	if (n < 0)
		return body_error(b);
	return fflush(file) == 0 ? NULL : strerror(errno);
}

const char *
body_error(const struct body *b)
{
	return b->error;
}

void
body_refuse(struct body *b, const char *why)
{
	if (b->error == NULL)
		b->error = why;
}

void
body_close_top(struct body *b)
{
	if (b == NULL)
		return;
	if (b->kind->close != NULL)
		b->kind->close(b);
	free(b);
}

void
body_close(struct body *b)
{
	while (b != NULL) {
		struct body *below = b->below;

		body_close_top(b);
		b = below;
	}
}

void
body_fail_below(struct body *b)
{
	for (struct body *below = b->below; below != NULL; below = below->below)
		below->error = b->error;
}

void *
body_new(const struct body_kind *kind, struct body *below, size_t size)
{
	struct body *b = xzalloc(size);

	b->kind = kind;
	b->below = below;
	return b;
}

/* Memory */

struct body_memory {
	struct body body;
	const unsigned char *bytes;
	size_t left;
};

static ssize_t
body_memory_read(struct body *b, void *buffer, size_t size)
{
	struct body_memory *m = (struct body_memory *)b;
	size_t n = size < m->left ? size : m->left;

	if (n > 0)
		memcpy(buffer, m->bytes, n);
	m->bytes += n;
	m->left -= n;
	return (ssize_t)n;
}

struct body *
body_of_memory(const void *bytes, size_t size)
{
	static const struct body_kind kind = { body_memory_read, NULL };
	struct body_memory *m = body_new(&kind, NULL, sizeof(*m));

	m->bytes = bytes;
	m->left = size;
	return &m->body;
}

/* File */

struct body_file {
	struct body body;
	FILE *file;
	const char *name;
};

static ssize_t
body_file_read(struct body *b, void *buffer, size_t size)
{
	struct body_file *f = (struct body_file *)b;
	size_t n = fread(buffer, 1, size, f->file);

	if (!ferror(f->file))
		return (ssize_t)n;
	b->error = strerror(errno);
	worker_cannot_read(f->name);
	return -1;
}

struct body *
body_of_file(FILE *file, const char *name)
{
	static const struct body_kind kind = { body_file_read, NULL };
	struct body_file *f = body_new(&kind, NULL, sizeof(*f));

	f->file = file;
	f->name = name;
	return &f->body;
}

/* Failure */

static ssize_t
body_failing_read(struct body *b, void *buffer, size_t size)
{
	(void)b;
	(void)buffer;
	(void)size;
	return -1;
}

struct body *
body_failing(const char *reason)
{
	static const struct body_kind kind = { body_failing_read, NULL };
	struct body *b = body_new(&kind, NULL, sizeof(*b));

	b->error = reason;
	return b;
}

/* Limit */

struct body_limit {
	struct body body;
	uint64_t left;
};

static ssize_t
body_limit_read(struct body *b, void *buffer, size_t size)
{
	struct body_limit *l = (struct body_limit *)b;
	ssize_t n;

	if (l->left == 0)
		return 0;
	n = body_read(
	    b->below, buffer, size < l->left ? size : (size_t)l->left);
	if (n == 0) {
		b->error = "cut off";
		return -1;
	}
	if (n > 0)
		l->left -= (uint64_t)n;
	return n;
}

struct body *
body_limit(struct body *below, uint64_t most)
{
	static const struct body_kind kind = { body_limit_read, NULL };
	struct body_limit *l = body_new(&kind, below, sizeof(*l));

	l->left = most;
	return &l->body;
}

/* Verification */

struct body_verify {
	struct body body;
	struct digest *digest;
	const char *expected;
	bool ended;
};

static ssize_t
body_verify_read(struct body *b, void *buffer, size_t size)
{
	struct body_verify *v = (struct body_verify *)b;
	char found[DIGEST_HEX];
	ssize_t n = v->ended ? 0 : body_read(b->below, buffer, size);

	if (n > 0)
		digest_add(v->digest, buffer, (size_t)n);
	if (n != 0 || v->ended)
		return n;
	v->ended = true;
	digest_hex(v->digest, found);
	if (strcmp(found, v->expected) == 0)
		return 0;
	b->error = "the bytes have changed since they were archived";
	return -1;
}

static void
body_verify_close(struct body *b)
{
	digest_free(((struct body_verify *)b)->digest);
}

struct body *
body_verify(struct body *below, const char *sha256)
{
	static const struct body_kind kind = { body_verify_read,
		body_verify_close };
	struct body_verify *v = body_new(&kind, below, sizeof(*v));

	v->digest = digest_new();
	v->expected = sha256;
	return &v->body;
}
