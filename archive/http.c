#include "archive/http.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "archive/body.h"
#include "archive/coding.h"
#include "base/arena.h"
#include "base/text.h"

static size_t
http_line_length(const char *s, size_t size)
{
	const char *end = memchr(s, '\n', size);

	return end == NULL ? size : (size_t)(end - s) + 1;
}

static size_t
http_trimmed(const char *s, size_t length)
{
	while (length > 0 && strchr(" \t\r\n", s[length - 1]) != NULL)
		length--;
	return length;
}

static int
http_status(const char *line, size_t length)
{
	char code[4] = { 0 };
	const char *space = memchr(line, ' ', length);

	if (length < 5 || strncasecmp(line, "HTTP/", 5) != 0 || space == NULL ||
	    length - (size_t)(space - line) < 4)
		return 0;
	memcpy(code, space + 1, 3);
	return (int)strtol(code, NULL, 10);
}

static void
http_add_header(struct arena *arena, struct http_head *head, const char *line,
    size_t length)
{
	const char *colon = memchr(line, ':', length);
	struct http_header *h = &head->headers[head->count];
	const char *value;

	if (colon == NULL)
		return;
	value = colon + 1;
	while (value < line + length && (*value == ' ' || *value == '\t'))
		value++;
	h->name =
	    arena_copy(arena, line, http_trimmed(line, (size_t)(colon - line)));
	h->value = arena_copy(
	    arena, value, http_trimmed(value, (size_t)(line + length - value)));
	head->count++;
}

struct http_head
http_head_read(struct arena *arena, const char *bytes, size_t size)
{
	struct http_head head = { .length = size };
	size_t lines = 0;
	size_t at = 0;

	for (size_t i = 0; i < size; i++)
		lines += bytes[i] == '\n';
	head.headers = arena_alloc(arena, (lines + 1) * sizeof(*head.headers));
	while (at < size) {
		size_t length = http_line_length(bytes + at, size - at);

		if (at == 0)
			head.status = http_status(bytes, length);
		else
			http_add_header(arena, &head, bytes + at, length);
		at += length;
	}
	return head;
}

bool
http_head_take(struct arena *arena, struct body *body, struct http_head *head)
{
	struct text bytes = { 0 };
	size_t line = 0; /* length of the current line, without CR */
	bool ok = false;
	char c;

	while (bytes.length < HTTP_HEAD_MAX && body_read(body, &c, 1) == 1) {
		text_add(&bytes, &c, 1);
		if (c == '\n' && line == 0) {
			ok = true;
			break;
		}
		if (c == '\n')
			line = 0;
		else if (c != '\r')
			line++;
	}
	if (ok)
		*head = http_head_read(arena, bytes.bytes, bytes.length);
	text_free(&bytes);
	return ok;
}

const char *
http_header(const struct http_head *head, const char *name)
{
	for (size_t i = 0; i < head->count; i++) {
		if (strcasecmp(head->headers[i].name, name) == 0)
			return head->headers[i].value;
	}
	return NULL;
}

/* The length of a value behind "=", a quoted one with its quotes. */
static size_t
http_value_length(const char *s)
{
	size_t length = 1;

	if (*s != '"')
		return strcspn(s, "; \t");
	while (s[length] != '\0' && s[length] != '"')
		length += s[length] == '\\' && s[length + 1] != '\0' ? 2 : 1;
	return length + (s[length] == '"');
}

const char *
http_parameter(struct arena *arena, const char *value, const char *name)
{
	if (value == NULL)
		return NULL;
	value += strcspn(value, ";");
	while (*value != '\0') {
		size_t length;
		size_t size;
		bool is;

		value += strspn(value, "; \t");
		length = strcspn(value, "=; \t");
		is = length == strlen(name) &&
		    strncasecmp(value, name, length) == 0 &&
		    value[length] == '=';
		value += length;
		if (*value != '=')
			continue;
		value++;
		size = http_value_length(value);
		if (is) {
			value += *value == '"';
			return arena_copy(
			    arena, value, strcspn(value, "\"; \t"));
		}
		value += size;
	}
	return NULL;
}

struct body *
http_content(const struct http_head *head, struct body *body, uint64_t most)
{
	const char *transfer = http_header(head, "Transfer-Encoding");
	const char *coding = http_header(head, "Content-Encoding");

	if (transfer != NULL && strcasestr(transfer, "chunked") != NULL)
		body = coding_unchunk(body);
	if (coding != NULL &&
	    (strcasestr(coding, "gzip") != NULL ||
		strcasestr(coding, "deflate") != NULL))
		body = coding_inflate(body, most);
	return body;
}
