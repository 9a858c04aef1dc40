#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "archive/body_internal.h"
#include "archive/charset.h"
#include "base/log.h"
#include "base/utf8.h"

#define IN_SIZE ((size_t)8192)
#define OUT_SIZE (IN_SIZE * 3) /* a byte of Windows-1252 gives up to three */
/* Kept free for a replacement, and for what a converter holds to the end. */
#define OUT_RESERVE ((size_t)64)
#define NO_ICONV ((iconv_t)-1)

static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */

struct utf8 {
	struct body body;
	const char *charset;
	iconv_t converter; /* NO_ICONV when the bytes are taken for UTF-8 */
	iconv_t fallback;  /* one byte of Windows-1252 */
	bool started;
	bool ended;
	unsigned char in[IN_SIZE];
	size_t in_length;
	char out[OUT_SIZE];
	size_t out_at;
	size_t out_length;
};

static void
emit(struct utf8 *u, const void *bytes, size_t length)
{
	memcpy(u->out + u->out_length, bytes, length);
	u->out_length += length;
}

static void
emit_fallback(struct utf8 *u, unsigned char byte)
{
	char in[1] = { (char)byte };
	char out[4];
	char *from = in;
	char *to = out;
	size_t from_left = sizeof(in);
	size_t to_left = sizeof(out);

	if (iconv(u->fallback, &from, &from_left, &to, &to_left) == (size_t)-1)
		emit(u, replacement, 3);
	else
		emit(u, out, sizeof(out) - to_left);
}

/* Gives the number of bytes used; what is left needs more to be decided. */
static size_t
decode_lenient(struct utf8 *u)
{
	size_t at = 0;

	while (at < u->in_length && OUT_SIZE - u->out_length >= 4) {
		size_t left = u->in_length - at;
		size_t room = OUT_SIZE - u->out_length;
		size_t n =
		    utf8_plain_length(u->in + at, left < room ? left : room);

		if (n > 0) {
			emit(u, u->in + at, n);
			at += n;
			continue;
		}
		n = utf8_length(u->in + at, left);

		if (n == 0 && !u->ended && utf8_is_cut(u->in + at, left))
			break;
		if (n == 0)
			emit_fallback(u, u->in[at]);
		else if (u->in[at] != '\0')
			emit(u, u->in + at, n);
		at += n == 0 ? 1 : n;
	}
	return at;
}

static void
drop_nuls(struct utf8 *u)
{
	size_t kept = 0;

	for (size_t i = 0; i < u->out_length; i++) {
		if (u->out[i] != '\0')
			u->out[kept++] = u->out[i];
	}
	u->out_length = kept;
}

/* Without bytes, what the converter held back is given. */
static bool
convert(struct utf8 *u, char **from, size_t *left, size_t reserve)
{
	char *to = u->out + u->out_length;
	size_t room = OUT_SIZE - u->out_length - reserve;
	size_t status = iconv(u->converter, from, left, &to, &room);

	u->out_length = OUT_SIZE - reserve - room;
	return status != (size_t)-1;
}

static size_t
decode_named(struct utf8 *u)
{
	char *from = (char *)u->in;
	size_t left = u->in_length;

	while (left > 0 && OUT_SIZE - u->out_length > OUT_RESERVE) {
		if (convert(u, &from, &left, OUT_RESERVE) || errno == E2BIG)
			break;
		if (errno == EINVAL && !u->ended)
			break;
		emit(u, replacement, 3);
		from++;
		left--;
	}
	if (left == 0 && u->ended)
		convert(u, NULL, NULL, 0);
	drop_nuls(u);
	return u->in_length - left;
}

static void
start(struct utf8 *u)
{
	static const struct {
		const char *bytes;
		size_t length;
		const char *name;
	} marks[] = {
		{ "\xEF\xBB\xBF", 3, NULL },
		{ "\xFF\xFE", 2, "UTF-16LE" },
		{ "\xFE\xFF", 2, "UTF-16BE" },
	};
	const char *name = charset_converter(u->charset);

	u->started = true;
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		size_t n = marks[i].length;

		if (u->in_length < n || memcmp(u->in, marks[i].bytes, n) != 0)
			continue;
		name = marks[i].name;
		u->in_length -= n;
		memmove(u->in, u->in + n, u->in_length);
		break;
	}
	if (name != NULL)
		u->converter = iconv_open("UTF-8", name);
}

/* Reads until there is something to give, or the end. */
static bool
fill(struct utf8 *u)
{
	u->out_at = u->out_length = 0;
	while (u->out_length == 0 && !(u->ended && u->in_length == 0)) {
		ssize_t n = 0;
		size_t used;

		if (!u->ended)
			n = body_read(u->body.below, u->in + u->in_length,
			    IN_SIZE - u->in_length);
		if (n < 0)
			return false;
		u->ended = n == 0;
		u->in_length += (size_t)n;
		if (!u->started && u->in_length < 3 && !u->ended)
			continue;
		if (!u->started)
			start(u);
		used = u->converter == NO_ICONV ? decode_lenient(u)
						: decode_named(u);
		u->in_length -= used;
		memmove(u->in, u->in + used, u->in_length);
	}
	return true;
}

static ssize_t
utf8_read(struct body *b, void *buffer, size_t size)
{
	struct utf8 *u = (struct utf8 *)b;
	size_t n;

	if (u->out_at == u->out_length && !fill(u))
		return -1;
	n = u->out_length - u->out_at;
	if (n > size)
		n = size;
	memcpy(buffer, u->out + u->out_at, n);
	u->out_at += n;
	return (ssize_t)n;
}

static void
utf8_close(struct body *b)
{
	struct utf8 *u = (struct utf8 *)b;

	if (u->converter != NO_ICONV)
		iconv_close(u->converter);
	iconv_close(u->fallback);
}

struct body *
body_utf8(struct body *below, const char *charset)
{
	static const struct body_kind kind = { utf8_read, utf8_close };
	struct utf8 *u = body_new(&kind, below, sizeof(*u));

	u->charset = charset;
	u->converter = NO_ICONV;
	u->fallback = iconv_open("UTF-8", "CP1252");
	if (u->fallback == NO_ICONV)
		log_fatal("iconv does not know CP1252");
	return &u->body;
}
