#include "extract/secret.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define UNRESERVED                                             \
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" \
	"0123456789-._~"
#define BUFFER_SIZE ((size_t)64 * 1024)

/* What is never percent-encoded (RFC 3986, 2.3) has one form only. */
bool
secret_is(const char *value)
{
	size_t length = strlen(value);

	return length >= SECRET_MIN && length < BUFFER_SIZE / 2 &&
	    strspn(value, UNRESERVED) == length;
}

static const char *
secret_value(const char *secret)
{
	const char *equals = strchr(secret, '=');

	return equals == NULL ? secret : equals + 1;
}

void
secret_add(struct text *address, const char *secret)
{
	bool first = memchr(address->bytes, '?', address->length) == NULL;

	text_addf(address, "%c%s", first ? '?' : '&', secret);
}

static void
secret_cut(struct text *t, char *from, size_t length)
{
	char *end = t->bytes + t->length;

	memmove(from, from + length, (size_t)(end - from) - length);
	t->length -= length;
}

static void
secret_mask_bytes(char *bytes, size_t length, const char *value)
{
	size_t size = strlen(value);
	char *end = bytes + length;
	char *at = bytes;

	while ((at = memmem(at, (size_t)(end - at), value, size)) != NULL) {
		memset(at, '*', size);
		at += size;
	}
}

/* ?key=V, &key=V and, where others follow the first, key=V& */
void
secret_strip(struct text *t, const char *secret)
{
	size_t size = strlen(secret);
	size_t from = 0;
	char *at;

	if (t->length == 0)
		return;
	while ((at = memmem(t->bytes + from, t->length - from, secret, size)) !=
	    NULL) {
		char before = at > t->bytes ? at[-1] : '\0';
		char after = at + size < t->bytes + t->length ? at[size] : '\0';

		from = (size_t)(at - t->bytes);
		if (before == '?' && after == '&') {
			secret_cut(t, at, size + 1);
		} else if (before == '?' || before == '&') {
			secret_cut(t, at - 1, size + 1);
			from--;
		} else {
			from += size;
		}
	}
	secret_mask_bytes(t->bytes, t->length, secret_value(secret));
}

void
secret_mask(char *string, const char *secret)
{
	secret_mask_bytes(string, strlen(string), secret_value(secret));
}

/* Writes all, or says in errno why not. */
static bool
secret_write_at(int fd, const char *bytes, size_t length, off_t at)
{
	ssize_t n = pwrite(fd, bytes, length, at);

	if (n >= 0 && (size_t)n != length)
		errno = EIO;
	return n == (ssize_t)length;
}

bool
secret_mask_file(FILE *file, const char *secret)
{
	const char *value = secret_value(secret);
	size_t size = strlen(value);
	char *buffer = malloc(BUFFER_SIZE);
	off_t at = 0;
	ssize_t n = -1;
	bool ok = buffer != NULL;

	/* Blocks overlap: one may begin within the value. */
	while (ok &&
	    (n = pread(fileno(file), buffer, BUFFER_SIZE, at)) >=
		(ssize_t)size) {
		if (memmem(buffer, (size_t)n, value, size) != NULL) {
			secret_mask_bytes(buffer, (size_t)n, value);
			ok = secret_write_at(
			    fileno(file), buffer, (size_t)n, at);
		}
		at += n - (ssize_t)size + 1;
	}
	free(buffer);
	return ok && n >= 0;
}
