#include "tests/support/support.h"

#include "archive/har.h"

static struct arena *arena;

/* What is wanted: all at a.org. A content above so many bytes is cut. */
#define MOST ((size_t)4096)

struct har_case {
	const char *name;
	const char *text;
	const char *given; /* see har_show() */
	const char *why;
	unsigned count;
};

#define FILE_OF(entries)                                             \
	"{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"x\"," \
	"\"version\":\"7\"},\"entries\":[" entries "]}}"
#define REQUEST(url) "\"request\":{\"method\":\"GET\",\"url\":\"" url "\"}"
#define RESPONSE(content)                                         \
	"\"response\":{\"status\":200,\"content\":{\"mimeType\":" \
	"\"text/html; charset=windows-1252\",\"size\":4," content "}}"
#define DATE "\"startedDateTime\":\"2026-01-31T12:00:00Z\""
#define ENTRY(url, content) "{" DATE "," REQUEST(url) "," RESPONSE(content) "}"
#define PAGE(url) ENTRY(url, "\"text\":\"page\"")

static const struct har_case files[] = {
	{ "a content before the address, and what encodes it behind it",
	    FILE_OF(
		"{" RESPONSE("\"text\":\"cGFnZQ==\",\"encoding\":"
			     "\"base64\"") "," REQUEST("a.org/1") "," DATE "}"),
	    "1 GET a.org/1 200 text/html; charset=windows-1252: page\n", NULL,
	    1 },
	{ "a content of another site before its address",
	    FILE_OF(
		"{" RESPONSE("\"text\":\"page\"") "," REQUEST("b.org/1") "}"),
	    "", NULL, 1 },
	{ "a text has the browser's character set",
	    FILE_OF(ENTRY("a.org/1", "\"text\":\"\\u00fc\\n\"")),
	    "1 GET a.org/1 200 text/html; charset=utf-8: \xC3\xBC\n\n", NULL,
	    1 },
	{ "others are counted, and a fragment is cut off",
	    FILE_OF(PAGE("b.org/1") "," PAGE("a.org/2#x") "," PAGE("c.org")),
	    "2 GET a.org/2 200 text/html; charset=utf-8: page\n", NULL, 3 },
	{ "no content", FILE_OF(ENTRY("a.org/1", "\"comment\":\"\"")),
	    "1 GET a.org/1 200 text/html; charset=utf-8: (none)\n", NULL, 1 },
	{ "two contents: the first counts",
	    FILE_OF(ENTRY("a.org/1", "\"text\":\"page\",\"text\":\"x\"")),
	    "1 GET a.org/1 200 text/html; charset=utf-8: page\n", NULL, 1 },
	{ "a content that is null", FILE_OF(ENTRY("a.org/1", "\"text\":null")),
	    "1 GET a.org/1 200 text/html; charset=utf-8: (none)\n", NULL, 1 },
	{ "a content that is an object",
	    FILE_OF(ENTRY("a.org/1", "\"text\":{\"text\":\"x\"}")),
	    "1 GET a.org/1 200 text/html; charset=utf-8: (none)\n", NULL, 1 },
	{ "no response", FILE_OF("{" DATE "," REQUEST("a.org/1") "}"),
	    "1 GET a.org/1 0 : (none)\n", NULL, 1 },
	{ "nothing in an entry", FILE_OF("{}"), "", NULL, 1 },
	{ "entries that are none", FILE_OF("7,null,[[]],\"x\",{}"), "", NULL,
	    5 },
	{ "a type by the server, which goes before the browser's",
	    FILE_OF("{" DATE "," REQUEST(
		"a.org/1") ",\"response\":{\"status\":200,\"headers\":[{"
			   "\"name\":\"content-type\",\"value\":\"text/csv; "
			   "charset=x\"},{\"name\":\"Set-Cookie\",\"value\":"
			   "\"a=b\"},{\"name\":\"ETag\",\"value\":\"\\\"e\\\""
			   "\"},{\"name\":\"Date\",\"value\":\"a\\r\\nb\"},7],"
			   "\"content\":{\"text\":\"YQ==\",\"encoding\":"
			   "\"BASE64\"}}}"),
	    "1 GET a.org/1 200 text/csv; charset=x ETag: \"e\": a\n", NULL, 1 },
	{ "a type that is no line is none",
	    FILE_OF("{" REQUEST(
		"a.org/1") ",\"response\":{\"status\":200,\"content\":{"
			   "\"mimeType\":\"text/html\\r\\nX: y\","
			   "\"text\":\"x\"}}}"),
	    "1 GET a.org/1 200 application/octet-stream; charset=utf-8: x\n",
	    NULL, 1 },
	{ "nor of bytes",
	    FILE_OF("{" REQUEST(
		"a.org/1") ",\"response\":{\"status\":200,\"content\":{"
			   "\"mimeType\":\"text/html\\u0000\\n\",\"text\":"
			   "\"YQ==\",\"encoding\":\"base64\"}}}"),
	    "1 GET a.org/1 200 : a\n", NULL, 1 },
	{ "a text of no type has the browser's character set",
	    FILE_OF("{" REQUEST("a.org/1") ",\"response\":{\"status\":200,"
					   "\"content\":{\"text\":\"x\"}}}"),
	    "1 GET a.org/1 200 application/octet-stream; charset=utf-8: x\n",
	    NULL, 1 },
	{ "an encoding that is null, and one that is empty",
	    FILE_OF(
		ENTRY("a.org/1", "\"text\":\"x\",\"encoding\":null") "," ENTRY(
		    "a.org/2", "\"text\":\"x\",\"encoding\":\"\"")),
	    "1 GET a.org/1 200 text/html; charset=utf-8: x\n"
	    "2 GET a.org/2 200 text/html; charset=utf-8: x\n",
	    NULL, 2 },
	{ "encodings that are not known",
	    FILE_OF(ENTRY("a.org/1",
		"\"text\":\"x\",\"encoding\":\"base64url\"") "," ENTRY("a.org/2",
		"\"text\":\"x\",\"encoding\":\"0123456789012345\"") "," ENTRY("a.org/3",
		"\"text\":\"x\",\"encoding\":{}")),
	    "1 GET a.org/1 200 text/html; charset=windows-1252 unknown: x\n"
	    "2 GET a.org/2 200 text/html; charset=windows-1252 unknown: x\n"
	    "3 GET a.org/3 200 text/html; charset=windows-1252 unknown: x\n",
	    NULL, 3 },
	{ "what was in the cache",
	    FILE_OF("{\"_fromCache\":\"disk\"," REQUEST("a.org/1") "},{\"cache\":{\"beforeRequest\":{\"eTag\":\"\"}}," REQUEST(
		"a.org/2") "},{\"cache\":{\"afterRequest\":{\"x\":1,"
			   "\"y\":{}}}," REQUEST(
			       "a.org/3") "},{\"cache\":{"
					  "\"beforeRequest\":{},\"afterRequest\":null}," REQUEST(
					      "a.org/4") "}"),
	    "1 GET a.org/1 0  cached: (none)\n2 GET a.org/2 0  cached: (none)\n"
	    "3 GET a.org/3 0  cached: (none)\n4 GET a.org/4 0 : (none)\n",
	    NULL, 4 },
	{ "what was posted",
	    FILE_OF("{\"request\":{\"method\":\"POST\",\"url\":\"a.org/1\","
		    "\"postData\":{\"mimeType\":\"x\",\"text\":\"abc\"}}}"),
	    "1 POST ba7816bf a.org/1 0 : (none)\n", NULL, 1 },
	{ "what was posted is no text",
	    FILE_OF("{\"request\":{\"method\":\"POST\",\"url\":\"a.org/1\","
		    "\"postData\":{\"text\":[\"abc\"]}}}"),
	    "1 POST a.org/1 0 : (none)\n", NULL, 1 },
	{ "an encoding that is a word",
	    FILE_OF(ENTRY("a.org/1", "\"text\":\"x\",\"encoding\":true")),
	    "1 GET a.org/1 200 text/html; charset=windows-1252 unknown: x\n",
	    NULL, 1 },
	{ "names beside the format's are passed over",
	    "{\"_x\":[{\"log\":{}}],\"log\":{\"pages\":[{\"id\":\"entries\"}],"
	    "\"entries\":[" PAGE("a.org/1") "],\"comment\":\"x\"},\"y\":1}",
	    "1 GET a.org/1 200 text/html; charset=utf-8: page\n", NULL, 1 },
	{ "an address that is too long",
	    FILE_OF(
		"{\"request\":{\"url\":\"a.org/"
		"0123456789012345678901234567890123456789012345678901234567890"
		"\",\"method\":\"A METHOD OF MORE THAN SIXTEEN LETTERS\"}}"),
	    "1  a.org/01234567890123456789012345678901234567890123456789012345"
	    "67890 0 : (none)\n",
	    NULL, 1 },
	{ "an address with a NUL",
	    FILE_OF("{\"request\":{\"url\":\"a.org/\\u0000x\"}}"), "", NULL,
	    1 },

	{ "cut off in a content",
	    "{\"log\":{\"entries\":[" PAGE("a.org/1") ",{" DATE "," REQUEST(
		"a.org/2") ",\"response\":{\"content\":{\"text\":\"pa",
	    "1 GET a.org/1 200 text/html; charset=utf-8: page\n",
	    "ends within a text", 1 },
	{ "cut off behind an entry", "{\"log\":{\"entries\":[" PAGE("a.org/1"),
	    "1 GET a.org/1 200 text/html; charset=utf-8: page\n",
	    "ends within its JSON", 1 },
	{ "more behind the end", FILE_OF(PAGE("a.org/1")) "{",
	    "1 GET a.org/1 200 text/html; charset=utf-8: page\n",
	    "has more behind its end", 1 },
	{ "no entries", "{\"log\":{\"version\":\"1.2\"}}", "",
	    "is JSON, but has no entries of a log", 0 },
	{ "entries that are no array", "{\"log\":{\"entries\":{}}}", "",
	    "is JSON, but has no entries of a log", 0 },
	{ "a log that is a text", "{\"log\":\"x\"}", "",
	    "is JSON, but has no entries of a log", 0 },
	{ "another JSON", "[1]", "", "is JSON, but has no entries of a log",
	    0 },
	{ "nothing", "", "", "ends within its JSON", 0 },
};

static bool
har_wants(void *context, const char *url)
{
	(void)context;
	return strncmp(url, "a.org/", 6) == 0;
}

/* "number method posted address status type cached coding headers: content" */
static bool
har_show(void *context, const struct saved_response *r)
{
	struct text *out = context;
	struct body *content = saved_content(r);
	const char *error = NULL;
	const char *headers = arena_string(arena, r->headers);
	size_t length;

	text_addf(out, "%d %s %.8s%s%s %d %s", (int)r->number, r->method,
	    r->has_posted ? r->posted : "", r->has_posted ? " " : "", r->url,
	    r->status, r->media_type);
	if (r->is_cached)
		text_add_string(out, " cached");
	if (r->coding == SAVED_UNKNOWN)
		text_add_string(out, " unknown");
	if (*headers != '\0')
		text_addf(out, " %.*s", (int)strcspn(headers, "\r"), headers);
	text_addf(out, ": %s\n",
	    content == NULL ? "(none)"
			    : body_text(arena, content, 4096, &length, &error));
	assert_null(error);
	assert_false(r->is_cut);
	assert_string_equal(r->saved_by, strchr(r->saved_by, 'x') ? "x 7" : "");
	return true;
}

static void
test_file(void **state)
{
	const struct har_case *c = *state;
	for (int drops = 0; drops < 2; drops++) {
		struct text out = { 0 };
		const struct saved_user user = { har_wants, har_show, &out,
			MOST };
		struct body *body = body_of_string(c->text);
		struct saved_end end;

		if (drops)
			body = body_of_drops(body);
		end = har_read(body, &user);
		assert_string_equal(text_string(&out), c->given);
		assert_string_equal(or_none(end.why), or_none(c->why));
		assert_int_equal(end.count, c->count);
		body_close(body);
		text_free(&out);
	}
}

/* One that wants no more gets no more. */
static bool
har_take_one(void *context, const struct saved_response *r)
{
	(void)r;
	++*(int *)context;
	return false;
}

static void
test_stop(void **state)
{
	int count = 0;
	const struct saved_user user = { har_wants, har_take_one, &count,
		MOST };
	struct body *body =
	    body_of_string(FILE_OF(PAGE("a.org/1") "," PAGE("a.org/2")));
	const struct saved_end end = har_read(body, &user);

	(void)state;
	assert_int_equal(count, 1);
	assert_null(end.why);
	body_close(body);
}

/* Contents around what is wanted, as text and as base64. */
struct har_cut {
	size_t length;
	size_t given;
	bool is_cut;
};

static bool
har_take_cut(void *context, const struct saved_response *r)
{
	struct har_cut *cut = context;
	const char *error;

	cut->is_cut = r->is_cut;
	body_text(arena, saved_content(r), 4096, &cut->given, &error);
	return true;
}

static void
test_cut(void **state)
{
	struct har_cut cuts[] = { { .length = MOST }, { .length = MOST + 1 },
		{ .length = 100 * MOST } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cuts); i++) {
		const struct saved_user user = { har_wants, har_take_cut,
			&cuts[i], MOST };
		struct text text = { 0 };
		struct body *body;

		text_add_string(&text,
		    "{\"log\":{\"entries\":[{" REQUEST(
			"a.org/1") ","
				   "\"response\":{\"content\":{\"text\":\"");
		for (size_t k = 0; k < cuts[i].length; k++)
			text_add_string(&text, "x");
		text_add_string(&text, "\"}}}]}}");
		body = body_of_memory(text.bytes, text.length);
		assert_null(har_read(body, &user).why);
		body_close(body);
		text_free(&text);
	}
	assert_int_equal(cuts[0].given, MOST);
	assert_false(cuts[0].is_cut);
	assert_true(cuts[1].given > MOST);
	assert_true(cuts[2].given < 10 * MOST);
	assert_true(cuts[2].is_cut);
}

/* What else is told of a response. */

struct fact_case {
	const char *name;
	const char *response; /* its members */
	int64_t size;
	const char *server_date;
	const char *headers;
};

#define HEADER(name, value) "{\"name\":\"" name "\",\"value\":\"" value "\"}"
#define SIZED(size, type)                      \
	"\"headers\":[" HEADER("Content-Type", \
	    type) "],"                         \
		  "\"content\":{\"size\":" size ",\"text\":\"page\"}"

static const struct fact_case facts[] = {
	{ "a size", SIZED("4", "text/html"), 4, "", "" },
	{ "no size", SIZED("\"\"", "text/html"), -1, "", "" },
	{ "a size that is none", SIZED("\"4 kB\"", "text/html"), -1, "", "" },
	{ "a size below nothing", SIZED("-1", "text/html"), -1, "", "" },
	{ "of UTF-16", SIZED("4", "text/html; charset=UTF-16LE"), -1, "", "" },
	{ "of UTF-32", SIZED("4", "text/html; charset=utf-32"), -1, "", "" },
	{ "of ISO 2022", SIZED("4", "text/html; charset=ISO-2022-JP"), -1, "",
	    "" },
	{ "the server's time",
	    "\"headers\":[" HEADER("date", "Sat, 31 Jan 2026 12:00:00 GMT") "]",
	    -1, "Sat, 31 Jan 2026 12:00:00 GMT",
	    "date: Sat, 31 Jan 2026 12:00:00 GMT\r\n" },
	{ "headers that are no lines, and one that is kept",
	    "\"headers\":[" HEADER("ETag", "a\\u007fb") "," HEADER(
		"Date", "a\\tb") "," HEADER("ETag", "c") "]",
	    -1, "", "ETag: c\r\n" },
};

static bool
har_take_facts(void *context, const struct saved_response *r)
{
	const struct fact_case *c = context;

	assert_true(r->size == c->size);
	assert_string_equal(r->server_date, c->server_date);
	assert_string_equal(r->headers, c->headers);
	return true;
}

static void
test_facts(void **state)
{
	struct fact_case *c = *state;
	const struct saved_user user = { har_wants, har_take_facts, c, MOST };
	struct text text = { 0 };
	struct body *body;
	struct saved_end end;

	text_addf(&text,
	    "{\"log\":{\"entries\":[{" REQUEST("a.org/1") ",\"response\":{%s}"
							  "}]}}",
	    c->response);
	body = body_of_memory(text.bytes, text.length);
	end = har_read(body, &user);
	assert_null(end.why);
	assert_int_equal(end.count, 1);
	body_close(body);
	text_free(&text);
}

/* More headers than are kept: those that fit, none by halves. */
static bool
har_take_headers_kept(void *context, const struct saved_response *r)
{
	size_t *length = context;

	*length = strlen(r->headers);
	assert_string_equal(r->headers + *length - 2, "\r\n");
	return true;
}

static void
test_headers(void **state)
{
	size_t length = 0;
	const struct saved_user user = { har_wants, har_take_headers_kept,
		&length, MOST };
	struct text text = { 0 };
	struct body *body;

	(void)state;
	text_add_string(&text,
	    "{\"log\":{\"entries\":[{" REQUEST("a.org/1") ",\"response\":{"
							  "\"headers\":[7");
	for (int i = 0; i < 10000; i++)
		text_add_string(&text, "," HEADER("ETag", "0123456789"));
	text_add_string(&text, "]}}]}}");
	body = body_of_memory(text.bytes, text.length);
	assert_null(har_read(body, &user).why);
	assert_true(length > 30000 && length < 33000);
	assert_int_equal(length % strlen("ETag: 0123456789\r\n"), 0);
	body_close(body);
	text_free(&text);
}

/* Who wrote the file */

struct program_case {
	const char *log; /* its members before the entries */
	const char *saved_by;
};

static const struct program_case programs[] = {
	{ "\"creator\":{\"name\":\"x\",\"version\":\"7\"}", "x 7" },
	{ "\"creator\":{\"name\":\"x\"}", "x" },
	{ "\"creator\":{\"version\":\"7\"}", "" },
	{ "\"creator\":{\"name\":\"x\",\"version\":\"7\"},"
	  "\"browser\":{\"name\":\"y\"}",
	    "x 7, y" },
	{ "\"creator\":null", "" },
};

static bool
har_take_program(void *context, const struct saved_response *r)
{
	assert_string_equal(r->saved_by, context);
	return true;
}

static void
test_program(void **state)
{
	const struct program_case *c = *state;
	const struct saved_user user = { har_wants, har_take_program,
		arena_string(arena, c->saved_by), MOST };
	struct text text = { 0 };
	struct body *body;
	struct saved_end end;

	text_addf(
	    &text, "{\"log\":{%s,\"entries\":[" PAGE("a.org/1") "]}}", c->log);
	body = body_of_memory(text.bytes, text.length);
	end = har_read(body, &user);
	assert_null(end.why);
	assert_int_equal(end.count, 1);
	body_close(body);
	text_free(&text);
}

struct is_case {
	const char *text;
	bool is;
};

static const struct is_case beginnings[] = {
	{ "{\"log\":{", true },
	{ "\xEF\xBB\xBF \n{ \"log\" : \r\n{", true },
	{ "{\"log\":[", false },
	{ "{\"log", false },
	{ "{\"logs\":{", false },
	{ "[{\"log\":{", false },
	{ "", false },
};

static void
test_is(void **state)
{
	const struct is_case *c = *state;
	struct body *body = body_of_string(c->text);

	assert_int_equal(har_is(body), c->is);
	body_close(body);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	arena = arena_new();
	SUITE_TABLE(&s, test_file, files);
	SUITE_TABLE(&s, test_is, beginnings);
	SUITE_TABLE(&s, test_facts, facts);
	SUITE_TABLE(&s, test_program, programs);
	suite_add(&s, "more headers than are kept", test_headers);
	suite_add(&s, "no more than is wanted", test_stop);
	suite_add(&s, "contents that are too long", test_cut);
	status = suite_run(&s, "har");
	arena_free(arena);
	return status;
}
