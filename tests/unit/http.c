#include "tests/support/support.h"

#include "archive/body.h"
#include "archive/http.h"

static struct arena *arena;

/* Heads */

struct head_case {
	const char *head;
	int status;
	const char *name;
	const char *value; /* NULL: there is no such header */
};

#define OK_LINE "HTTP/1.1 200 OK\r\n"

static const struct head_case heads[] = {
	{ OK_LINE "Content-Type: text/html\r\n\r\n", 200, "Content-Type",
	    "text/html" },
	{ OK_LINE "content-TYPE: text/html\r\n\r\n", 200, "Content-Type",
	    "text/html" },
	{ OK_LINE "Content-Type:text/html\r\n\r\n", 200, "content-type",
	    "text/html" },
	{ OK_LINE "Content-Type: \t text/html \t\r\n\r\n", 200, "Content-Type",
	    "text/html" },
	{ "HTTP/1.1 200 OK\nContent-Type: text/html\n\n", 200, "Content-Type",
	    "text/html" },
	{ OK_LINE "A: 1\r\nB: 2\r\nA: 3\r\n\r\n", 200, "A", "1" },
	{ OK_LINE "A: 1\r\nB: 2\r\nA: 3\r\n\r\n", 200, "B", "2" },
	{ OK_LINE "ETag: \"a:b:c\"\r\n\r\n", 200, "ETag", "\"a:b:c\"" },
	{ OK_LINE "Empty:\r\nA: 1\r\n\r\n", 200, "Empty", "" },
	{ OK_LINE "Empty:\r\nA: 1\r\n\r\n", 200, "A", "1" },
	{ OK_LINE "no colon here\r\nA: 1\r\n\r\n", 200, "A", "1" },
	{ OK_LINE "Content-Type: text/html\r\n\r\n", 200, "Content", NULL },
	{ OK_LINE "X-Content-Type: text/html\r\n\r\n", 200, "Content-Type",
	    NULL },
	{ OK_LINE "A: \xFF\xFE\r\nB: 2\r\n\r\n", 200, "B", "2" },
	{ OK_LINE "Last: 1", 200, "Last", "1" },
	{ OK_LINE "\r\n", 200, "A", NULL },
	{ OK_LINE, 200, "A", NULL },
	{ "HTTP/2 304\r\n\r\n", 304, "A", NULL },
	{ "HTTP/1.0 404 Not Found\r\n\r\n", 404, "A", NULL },
	{ "http/1.1 200 ok\r\n\r\n", 200, "A", NULL },
	{ "HTTP/1.1 200\r\n\r\n", 200, "A", NULL },
	{ "HTTP/1.1 503 \r\n\r\n", 503, "A", NULL },
	{ "HTTP/1.1 OK\r\nA: 1\r\n\r\n", 0, "A", "1" },
	{ "HTTP/1.1\r\nA: 1\r\n\r\n", 0, "A", "1" },
	{ "HTTP/1.1 20", 0, "A", NULL },
	{ OK_LINE "Last: \t", 200, "Last", "" },
	{ "GET /page/200 HTTP/1.1\r\nHost: example.org\r\n\r\n", 0, "Host",
	    "example.org" },
	{ "HTTP", 0, "A", NULL },
	{ "", 0, "A", NULL },
	{ "\r\n", 0, "A", NULL },
	{ ":\r\n:\r\n\r\n", 0, "A", NULL },
};

static void
test_head(void **state)
{
	const struct head_case *c = *state;
	size_t size = strlen(c->head);
	/* So that reading on is noticed. */
	char *bytes = malloc(size == 0 ? 1 : size);
	struct http_head head;

	assert_non_null(bytes);
	memcpy(bytes, c->head, size);
	head = http_head_read(arena, bytes, size);
	free(bytes);
	assert_int_equal(head.status, c->status);
	assert_string_equal(
	    or_none(http_header(&head, c->name)), or_none(c->value));
}

static void
test_take(void **state)
{
	static const char message[] = OK_LINE "A: 1\r\n\r\nThe\r\n\r\nbody";
	struct body *b = body_of_memory(message, sizeof(message) - 1);
	struct http_head head;
	const char *error;
	size_t length;

	(void)state;
	assert_true(http_head_take(arena, b, &head));
	assert_int_equal(head.status, 200);
	assert_string_equal(http_header(&head, "a"), "1");
	assert_string_equal(
	    body_text(arena, b, 5, &length, &error), "The\r\n\r\nbody");
	assert_null(error);
}

static void
test_take_line_ends(void **state)
{
	static const char message[] = "HTTP/1.1 200 OK\nA: 1\n\nbody";
	struct body *b = body_of_memory(message, sizeof(message) - 1);
	struct http_head head;
	const char *error;
	size_t length;

	(void)state;
	assert_true(http_head_take(arena, b, &head));
	assert_string_equal(http_header(&head, "A"), "1");
	assert_string_equal(body_text(arena, b, 5, &length, &error), "body");
}

static void
test_take_none(void **state)
{
	static const char *const messages[] = { "", "HTTP/1.1 200 OK",
		"HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nA: 1\r\n",
		"HTTP/1.1 200 OK\r\nA: 1\r\n\r" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(messages); i++) {
		struct body *b =
		    body_of_memory(messages[i], strlen(messages[i]));
		struct http_head head;
		bool ok = http_head_take(arena, b, &head);

		body_close(b);
		assert_false(ok);
	}
}

/* A head of that many bytes, then a body. */
static bool
take_long(size_t size)
{
	struct text message = { 0 };
	struct http_head head;
	struct body *b;
	bool ok;

	text_add_string(&message, OK_LINE);
	while (message.length + 40 < size)
		text_add_string(&message, "X-Header: some value\r\n");
	text_add_string(&message, "\r\nbody");
	b = body_of_memory(message.bytes, message.length);
	ok = http_head_take(arena, b, &head);
	body_close(b);
	text_free(&message);
	return ok;
}

static void
test_take_long(void **state)
{
	(void)state;
	assert_true(take_long(HTTP_HEAD_MAX / 2));
	assert_true(take_long(HTTP_HEAD_MAX - 100));
	assert_false(take_long(HTTP_HEAD_MAX * 2));
}

/* Parameters */

struct parameter_case {
	const char *value;
	const char *wanted; /* of charset */
};

static const struct parameter_case parameters[] = {
	{ "text/html; charset=x", "x" },
	{ "text/html;charset=x", "x" },
	{ "text/html; Charset=UTF-8", "UTF-8" },
	{ "text/html; charset=\"utf-8\"", "utf-8" },
	{ "text/html; charset=utf-8; version=1", "utf-8" },
	{ "text/html; version=1; charset=utf-8", "utf-8" },
	{ "text/html ; charset=utf-8 ", "utf-8" },
	{ "text/html; xcharset=a; charset=b", "b" },
	{ "text/html; charsets=a; charset=b", "b" },
	{ "text/html; name=\"a;charset=b\"; charset=c", "c" },
	{ "text/html; name=\"a\\\";charset=b\"; charset=c", "c" },
	{ "text/html; name=\"a\\", NULL },
	{ "text/html; name=\"a;charset=b", NULL },
	{ "text/html", NULL },
	{ "text/html;", NULL },
	{ "text/html; charset", NULL },
	{ "charset=utf-8", NULL },
	{ "", NULL },
	{ NULL, NULL },
};

static void
test_parameter(void **state)
{
	const struct parameter_case *c = *state;

	assert_string_equal(or_none(http_parameter(arena, c->value, "charset")),
	    or_none(c->wanted));
}

/* Contents */

#define PLAIN "The estimated total cost is $930 million."

struct content_case {
	const char *headers;
	int window_bits; /* of zlib; 0: not compressed */
	bool chunked;
};

static const struct content_case contents[] = {
	{ "Content-Type: text/html\r\n", 0, false },
	{ "Content-Encoding: gzip\r\n", 31, false },
	{ "Content-Encoding: GZIP\r\n", 31, false },
	{ "content-encoding: x-gzip\r\n", 31, false },
	{ "Content-Encoding: deflate\r\n", 15, false },
	{ "Content-Encoding: deflate\r\n", -15, false },
	{ "Content-Encoding: identity\r\n", 0, false },
	{ "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", 31,
	    true },
	{ "Transfer-Encoding: chunked\r\n", 0, true },
	{ "Transfer-Encoding: Chunked\r\n", 0, true },
	{ "Transfer-Encoding: chunked\r\n", 0, false }, /* as archives have */
	{ "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", 31,
	    false },
};

static void
add_plain(struct text *message, int window_bits)
{
	if (window_bits == 0) {
		text_add_string(message, PLAIN);
		return;
	}
	add_deflated(message, PLAIN, window_bits);
}

static void
make_message(struct text *message, const struct content_case *c)
{
	struct text content = { 0 };

	add_plain(&content, c->window_bits);
	text_addf(message, OK_LINE "%s\r\n", c->headers);
	if (c->chunked)
		text_addf(message, "%zx\r\n", content.length);
	text_add(message, content.bytes, content.length);
	if (c->chunked)
		text_add_string(message, "\r\n0\r\n\r\n");
	text_free(&content);
}

static const char *
read_message(
    const struct text *message, unsigned long long most, const char **error)
{
	struct body *b = body_of_memory(message->bytes, message->length);
	struct http_head head;
	size_t length;

	if (!http_head_take(arena, b, &head))
		abort();
	return body_text(
	    arena, http_content(&head, b, most), 7, &length, error);
}

static void
test_content(void **state)
{
	const struct content_case *c = *state;
	struct text message = { 0 };
	const char *error;
	const char *limited = NULL;
	const char *got;

	make_message(&message, c);
	got = read_message(&message, 1000, &error);
	if (c->window_bits != 0)
		read_message(&message, sizeof(PLAIN) - 2, &limited);
	text_free(&message);
	assert_null(error);
	assert_string_equal(got, PLAIN);
	assert_int_equal(limited != NULL, c->window_bits != 0);
}

/* What was not compressed, though its head says so, is not content. */
static void
test_lying_head(void **state)
{
	static const char message[] =
	    OK_LINE "Content-Encoding: gzip\r\n\r\n<html></html>";
	struct body *b = body_of_memory(message, sizeof(message) - 1);
	struct http_head head;
	const char *error;
	size_t length;

	(void)state;
	assert_true(http_head_take(arena, b, &head));
	body_text(arena, http_content(&head, b, 1000), 7, &length, &error);
	assert_non_null(error);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_head, heads);
	suite_add(&s, "a head is taken off", test_take);
	suite_add(&s, "a head with bare line ends", test_take_line_ends);
	suite_add(&s, "no head", test_take_none);
	suite_add(&s, "a long head", test_take_long);
	SUITE_TABLE(&s, test_parameter, parameters);
	SUITE_TABLE(&s, test_content, contents);
	suite_add(&s, "a head that lies", test_lying_head);
	status = suite_run(&s, "http");
	arena_free(arena);
	return status;
}
