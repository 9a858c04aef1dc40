#include "archive/transfer.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "archive/body.h"

#define TRANSFER_IN ((size_t)16 * 1024)

/* The bytes below, one at a time. */
struct transfer_body {
	struct body body;
	unsigned char in[TRANSFER_IN];
	size_t at;
	size_t length;

	/* Of base64. */
	uint32_t bits;
	unsigned count; /* of bits */
	bool is_padded;

	/* Of quoted-printable: read before, and to be read once more. */
	unsigned char again[2];
	size_t again_count;
};

#define TRANSFER_END (-1)
#define TRANSFER_FAILED (-2)

static int
transfer_byte(struct transfer_body *t)
{
	ssize_t n;

	if (t->again_count > 0)
		return t->again[--t->again_count];
	if (t->at == t->length) {
		n = body_read(t->body.below, t->in, sizeof(t->in));
		if (n <= 0)
			return n == 0 ? TRANSFER_END : TRANSFER_FAILED;
		t->at = 0;
		t->length = (size_t)n;
	}
	return t->in[t->at++];
}

/* What a letter stands for; -1 if it is none of the alphabet. */
static int
transfer_digit(int c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static bool
transfer_is_blank(int c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The next byte of base64, TRANSFER_END, or TRANSFER_FAILED. */
static int
transfer_next_base64(struct transfer_body *t)
{
	while (t->count < 8) {
		int c = transfer_byte(t);
		int digit;

		if (c == TRANSFER_FAILED)
			return c;
		if (c == TRANSFER_END) {
			if (t->count < 6)
				return c;
			t->body.error = "its base64 ends within a byte";
			return TRANSFER_FAILED;
		}
		if (transfer_is_blank(c))
			continue;
		digit = transfer_digit(c);
		if (c == '=') {
			t->is_padded = true;
			t->count = 0;
		} else if (digit < 0 || t->is_padded) {
			t->body.error = "is no base64";
			return TRANSFER_FAILED;
		} else {
			t->bits = t->bits << 6 | (uint32_t)digit;
			t->count += 6;
		}
	}
	t->count -= 8;
	return (int)(t->bits >> t->count & 0xff);
}

static int
transfer_hex(int c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Gives a byte back, to be read next; none at the end. */
static void
transfer_put_back(struct transfer_body *t, int c)
{
	if (c >= 0)
		t->again[t->again_count++] = (unsigned char)c;
}

/* The next byte of quoted-printable, TRANSFER_END, or TRANSFER_FAILED. */
static int
transfer_next_quoted(struct transfer_body *t)
{
	for (;;) {
		int c = transfer_byte(t);
		int first;
		int second;

		if (c != '=')
			return c;
		first = transfer_byte(t);
		if (first == '\n' || first == TRANSFER_END)
			continue;
		second = first == TRANSFER_FAILED ? first : transfer_byte(t);
		if (first == '\r' && second == '\n')
			continue;
		if (transfer_hex(first) >= 0 && transfer_hex(second) >= 0)
			return transfer_hex(first) << 4 | transfer_hex(second);
		transfer_put_back(t, second);
		transfer_put_back(t, first);
		return c;
	}
}

static ssize_t
transfer_fill(struct body *b, void *buffer, size_t size,
    int (*next)(struct transfer_body *))
{
	struct transfer_body *t = (struct transfer_body *)b;
	unsigned char *out = buffer;
	size_t n = 0;

	while (n < size) {
		int c = next(t);

		if (c == TRANSFER_FAILED && b->error == NULL)
			b->error = body_error(b->below);
		if (c == TRANSFER_FAILED && n == 0)
			return -1;
		if (c < 0)
			break;
		out[n++] = (unsigned char)c;
	}
	return (ssize_t)n;
}

static ssize_t
transfer_read_base64(struct body *b, void *buffer, size_t size)
{
	return transfer_fill(b, buffer, size, transfer_next_base64);
}

static ssize_t
transfer_read_quoted(struct body *b, void *buffer, size_t size)
{
	return transfer_fill(b, buffer, size, transfer_next_quoted);
}

struct body *
transfer_base64(struct body *below)
{
	static const struct body_kind kind = { transfer_read_base64, NULL };

	return body_new(&kind, below, sizeof(struct transfer_body));
}

struct body *
transfer_quoted_printable(struct body *below)
{
	static const struct body_kind kind = { transfer_read_quoted, NULL };

	return body_new(&kind, below, sizeof(struct transfer_body));
}
