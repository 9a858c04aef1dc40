#include "archive/json_scan.h"

#include <stdlib.h>
#include <string.h>

#include "archive/body.h"
#include "base/memory.h"

#define SCAN_IN ((size_t)64 * 1024)
#define SCAN_PLAIN_MOST 64
#define SCAN_NONE (-1)

/* What may come next. */
enum scan_state {
	SCAN_WANTS_VALUE,
	SCAN_WANTS_FIRST_VALUE, /* or the end of the array */
	SCAN_WANTS_FIRST_NAME,  /* or the end of the object */
	SCAN_WANTS_MORE,        /* a comma, or the end of either */
	SCAN_WANTS_END,
};

struct json_scan {
	struct body *body;
	unsigned char in[SCAN_IN];
	size_t at;
	size_t length;
	uint64_t before; /* bytes of the body before those */

	enum scan_state state;
	bool is_object[SCAN_DEPTH];
	size_t depth;
	bool is_started;
	const char *why;

	/* The text that is being read. */
	bool in_text; /* a name's or a string's */
	uint32_t
	    high; /* half a pair of surrogates, whose other half may come */
	char plain[SCAN_PLAIN_MOST];
	size_t plain_at;
	size_t plain_length;
};

struct json_scan *
scan_open(struct body *body)
{
	struct json_scan *s = xzalloc(sizeof(*s));

	s->body = body;
	return s;
}

void
scan_close(struct json_scan *s)
{
	free(s);
}

const char *
scan_why(const struct json_scan *s)
{
	return s->why;
}

uint64_t
scan_offset(const struct json_scan *s)
{
	return s->before + s->at;
}

void
scan_stop(struct json_scan *s, const char *why)
{
	if (s->why == NULL)
		s->why = why;
	s->in_text = false;
}

/* Whether there is a byte: the next, which is not taken. */
static bool
scan_fill(struct json_scan *s)
{
	ssize_t n;

	if (s->at < s->length)
		return true;
	s->before += s->length;
	s->at = s->length = 0;
	n = body_read(s->body, s->in, sizeof(s->in));
	if (n < 0)
		scan_stop(s, body_error(s->body));
	s->length = n < 0 ? 0 : (size_t)n;
	return n > 0;
}

static int
scan_peek(struct json_scan *s)
{
	return scan_fill(s) ? s->in[s->at] : SCAN_NONE;
}

static int
scan_peek_behind_blanks(struct json_scan *s)
{
	int c;

	while ((c = scan_peek(s)) == ' ' || c == '\n' || c == '\r' || c == '\t')
		s->at++;
	return c;
}

/* Texts */

/* Four digits; SCAN_NONE if they are none. */
static int32_t
scan_unit(struct json_scan *s)
{
	int32_t unit = 0;

	for (int i = 0; i < 4; i++) {
		int c = scan_peek(s);
		int digit = c >= '0' && c <= '9' ? c - '0'
		    : c >= 'a' && c <= 'f'       ? c - 'a' + 10
		    : c >= 'A' && c <= 'F'       ? c - 'A' + 10
						 : SCAN_NONE;

		if (digit < 0)
			return SCAN_NONE;
		unit = unit << 4 | digit;
		s->at++;
	}
	return unit;
}

/* Writes a character, as 1 to 4 bytes. */
static size_t
scan_put(uint32_t c, char *out)
{
	size_t more = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
	static const unsigned char first[] = { 0, 0xc0, 0xe0, 0xf0 };

	for (size_t i = more; i > 0; i--) {
		out[i] = (char)(0x80 | (c & 0x3f));
		c >>= 6;
	}
	out[0] = (char)(first[more] | c);
	return more + 1;
}

#define SCAN_REPLACEMENT 0xfffdU

/* A unit of UTF-16: a pair is written with its second half. */
static size_t
scan_put_unit(struct json_scan *s, uint32_t unit, char *out)
{
	uint32_t high = s->high;
	size_t n = 0;

	s->high = 0;
	if (high != 0 && unit >= 0xdc00 && unit < 0xe000)
		return scan_put(
		    0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00), out);
	if (high != 0)
		n = scan_put(SCAN_REPLACEMENT, out);
	if (unit >= 0xd800 && unit < 0xdc00)
		s->high = unit;
	else if (unit >= 0xdc00 && unit < 0xe000)
		n += scan_put(SCAN_REPLACEMENT, out + n);
	else
		n += scan_put(unit, out + n);
	return n;
}

/* Behind a backslash; at most 6 bytes. */
static size_t
scan_escape(struct json_scan *s, char *out)
{
	static const char letters[] = "\"\\/bfnrt";
	static const char stands_for[] = "\"\\/\b\f\n\r\t";
	int c = scan_peek(s);
	const char *letter =
	    c <= 0 ? NULL : memchr(letters, c, sizeof(letters) - 1);
	int32_t unit;

	if (c == SCAN_NONE)
		return 0;
	s->at++;
	if (letter != NULL)
		return scan_put_unit(
		    s, (unsigned char)stands_for[letter - letters], out);
	unit = c == 'u' ? scan_unit(s) : SCAN_NONE;
	if (unit >= 0)
		return scan_put_unit(s, (uint32_t)unit, out);
	if (scan_peek(s) != SCAN_NONE)
		scan_stop(s, "a text has an escape that JSON has not");
	return 0;
}

/* As many bytes as stand for themselves. */
static size_t
scan_run(struct json_scan *s, char *out, size_t size)
{
	const unsigned char *from = s->in + s->at;
	size_t most = s->length - s->at < size ? s->length - s->at : size;
	size_t n = 0;

	while (n < most && from[n] != '"' && from[n] != '\\')
		n++;
	memcpy(out, from, n);
	s->at += n;
	return n;
}

static size_t
scan_plain_text(struct json_scan *s, char *out, size_t size)
{
	size_t n = s->plain_length - s->plain_at;

	if (n > size)
		n = size;
	memcpy(out, s->plain + s->plain_at, n);
	s->plain_at += n;
	return n;
}

size_t
scan_text(struct json_scan *s, char *out, size_t size)
{
	size_t n = 0;

	if (!s->in_text)
		return scan_plain_text(s, out, size);
	while (s->in_text && (n == 0 || n + 6 <= size)) {
		int c = scan_peek(s);

		if (c == SCAN_NONE) {
			scan_stop(s, "ends within a text");
			break;
		}
		if (c == '\\') {
			s->at++;
			n += scan_escape(s, out + n);
			continue;
		}
		if (s->high != 0) {
			s->high = 0;
			n += scan_put(SCAN_REPLACEMENT, out + n);
			continue;
		}
		if (c == '"') {
			s->at++;
			s->in_text = false;
			break;
		}
		n += scan_run(s, out + n, size - n);
	}
	return n;
}

/* Tokens */

static enum scan_token
scan_broken(struct json_scan *s, const char *why)
{
	scan_stop(s, why);
	return SCAN_BROKEN;
}

static void
scan_begin_text(struct json_scan *s)
{
	s->at++;
	s->in_text = true;
	s->high = 0;
}

/* Behind a value. */
static void
scan_end_value(struct json_scan *s)
{
	s->state = s->depth == 0 ? SCAN_WANTS_END : SCAN_WANTS_MORE;
}

static bool
scan_is_plain(const char *text)
{
	return strcmp(text, "true") == 0 || strcmp(text, "false") == 0 ||
	    strcmp(text, "null") == 0 ||
	    (*text != '\0' && strchr("-0123456789", *text) != NULL &&
		text[strspn(text, "+-.eE0123456789")] == '\0');
}

static enum scan_token
scan_plain(struct json_scan *s)
{
	int c;

	s->plain_at = s->plain_length = 0;
	while ((c = scan_peek(s)) > ' ' && strchr(",]}:\"[{", c) == NULL) {
		if (s->plain_length == SCAN_PLAIN_MOST - 1)
			return scan_broken(s, "has a value that is too long");
		s->plain[s->plain_length++] = (char)c;
		s->at++;
	}
	s->plain[s->plain_length] = '\0';
	if (c == SCAN_NONE && s->depth > 0)
		return scan_broken(s, "ends within a value");
	if (!scan_is_plain(s->plain))
		return scan_broken(s, "has no value where one belongs");
	scan_end_value(s);
	return SCAN_PLAIN;
}

static enum scan_token
scan_open_nested(struct json_scan *s, bool is_object)
{
	if (s->depth == SCAN_DEPTH)
		return scan_broken(s,
		    "has too many arrays and objects within each other "
		    "(limit HAR depth)");
	s->at++;
	s->is_object[s->depth++] = is_object;
	s->state = is_object ? SCAN_WANTS_FIRST_NAME : SCAN_WANTS_FIRST_VALUE;
	return is_object ? SCAN_OBJECT : SCAN_ARRAY;
}

static enum scan_token
scan_close_nested(struct json_scan *s)
{
	s->at++;
	s->depth--;
	scan_end_value(s);
	return SCAN_CLOSE;
}

static enum scan_token
scan_value(struct json_scan *s)
{
	int c = scan_peek_behind_blanks(s);

	switch (c) {
	case SCAN_NONE:
		return scan_broken(s, "ends within its JSON");
	case '{':
	case '[':
		return scan_open_nested(s, c == '{');
	case '"':
		scan_begin_text(s);
		scan_end_value(s);
		return SCAN_STRING;
	default:
		return scan_plain(s);
	}
}

static enum scan_token
scan_name(struct json_scan *s)
{
	int c = scan_peek_behind_blanks(s);

	if (c == SCAN_NONE)
		return scan_broken(s, "ends within its JSON");
	if (c != '"')
		return scan_broken(s, "has no name where one belongs");
	scan_begin_text(s);
	s->state = SCAN_WANTS_VALUE;
	return SCAN_NAME;
}

/* A comma and what follows it, or the end. */
static enum scan_token
scan_more(struct json_scan *s)
{
	bool is_object = s->is_object[s->depth - 1];
	int c = scan_peek_behind_blanks(s);

	if (c == (is_object ? '}' : ']'))
		return scan_close_nested(s);
	if (c == SCAN_NONE)
		return scan_broken(s, "ends within its JSON");
	if (c != ',')
		return scan_broken(s, "has no comma where one belongs");
	s->at++;
	return is_object ? scan_name(s) : scan_value(s);
}

/* What is left of a text, and the colon behind a name. */
static bool
scan_finish(struct json_scan *s)
{
	char rest[4096];
	bool was_name = s->state == SCAN_WANTS_VALUE && s->depth > 0;

	while (scan_text(s, rest, sizeof(rest)) > 0)
		continue;
	if (s->why != NULL || !was_name)
		return s->why == NULL;
	if (scan_peek_behind_blanks(s) != ':') {
		scan_stop(s,
		    scan_peek(s) == SCAN_NONE
			? "ends within its JSON"
			: "has no colon where one belongs");
		return false;
	}
	s->at++;
	return true;
}

static void
scan_start(struct json_scan *s)
{
	static const char mark[] = "\xEF\xBB\xBF";
	char start[3];

	s->is_started = true;
	if (body_peek(s->body, start, 3) == 3 && memcmp(start, mark, 3) == 0)
		s->before = (uint64_t)body_read_all(s->body, start, 3);
}

enum scan_token
scan_next(struct json_scan *s)
{
	int c;

	if (!s->is_started)
		scan_start(s);
	if (!scan_finish(s))
		return SCAN_BROKEN;
	switch (s->state) {
	case SCAN_WANTS_VALUE:
		return scan_value(s);
	case SCAN_WANTS_FIRST_VALUE:
		return scan_peek_behind_blanks(s) == ']' ? scan_close_nested(s)
							 : scan_value(s);
	case SCAN_WANTS_FIRST_NAME:
		return scan_peek_behind_blanks(s) == '}' ? scan_close_nested(s)
							 : scan_name(s);
	case SCAN_WANTS_MORE:
		return scan_more(s);
	case SCAN_WANTS_END:
		break;
	}
	c = scan_peek_behind_blanks(s);
	return c == SCAN_NONE && s->why == NULL
	    ? SCAN_END
	    : scan_broken(s, "has more behind its end");
}

void
scan_pass(struct json_scan *s, enum scan_token token)
{
	size_t depth = s->depth;

	if (token != SCAN_OBJECT && token != SCAN_ARRAY)
		return;
	while (s->depth >= depth && scan_next(s) != SCAN_BROKEN)
		continue;
}
